"""What an opinion says it speaks of (該当箇所) becomes nodes of the draft that was heard, or is listed with candidates."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries

from dxplan_cli.app.place_index import PlaceIndex, is_nowhere
from dxplan_cli.model.node import Item, Kpi, Paragraph, Section
from dxplan_cli.model.plan import Draft
from dxplan_cli.store.load import load_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conftest import Call

ROUND = "2023-kikitori"
CHAPTERS = (
    Section(
        id="c1", title="計画の策定に当たって", number="1", children=(Paragraph(id="c1-p", text="県は計画を定めます。"),)
    ),
    Section(
        id="c4",
        title="施策の展開",
        number="第４章",
        children=(
            Section(
                id="c4-1",
                title="暮らしの安全",
                number="第１節",
                children=(
                    Section(
                        id="c4-1-1", title="雪対策", number="(1)", children=(Item(id="yuki-1", text="除雪を早める"),)
                    ),
                    Section(id="c4-1-2", title="めざす姿", number="(2)", draft_page=15),
                ),
            ),
            Section(
                id="c4-2",
                title="人材の育成",
                number="第２節",
                children=(
                    Section(id="c4-2-1", title="めざす姿", number="(1)", draft_page=18),
                    Kpi(id="kpi-jinzai", name="研修を受けた人の数"),
                    Item(id="jinzai-1", text="５Ｇの整備を県内全域で進める"),
                ),
            ),
        ),
    ),
    Section(id="c5", title="第５章　計画の推進", children=(Item(id="suishin-1", text="毎年度、進み具合を公表する"),)),
)
INDEX = PlaceIndex(Draft(id="an", label="案", chapters=CHAPTERS))

SURE = {
    "c4-2": "c4-2",
    "第４章": "c4",
    "4章": "c4",
    "第四章": "c4",
    "４": "c4",
    "04": "c4",
    "第４章第２節": "c4-2",
    "第２節": "c4-2",
    "第一節": "c4-1",
    "4-2": "c4-2",
    "４．２": "c4-2",
    "4 (2)": "c4-2",
    "第4章2(1)": "c4-2-1",
    "4-1-(2)": "c4-1-2",
    "第４章　施策の展開": "c4",
    "「施策の展開」について": "c4",
    "人材の育成": "c4-2",
    "第２節 人材の育成": "c4-2",
    "第４章 ＞ 人材の育成": "c4-2",
    "人材の育成 ＞ めざす姿": "c4-2-1",
    "4-1 めざす姿": "c4-1-2",
    "雪対策（p.14）": "c4-1-1",
    "第５章": "c5",
    "計画の推進": "c5",
    "第５章の３行目": "c5",
    "（第４章）": "c4",
    "研修を受けた人の数": "kpi-jinzai",
    "除雪を早める": "yuki-1",
    "5Gの整備を県内全域で進める": "jinzai-1",
    "「整備を県内全域で進める」": "jinzai-1",
}
UNSURE = {
    "めざす姿": {"c4-1-2", "c4-2-1"},
    "(1)": {"c4-1-1", "c4-2-1"},
    "①": {"c4-1-1", "c4-2-1"},
    "第５節": set(),
    "１５頁": {"c4-1-2"},
    "P.16": {"c4-1-2"},
    "人材": {"c4-2"},
    "第１章 人材の育成": {"c1", "c4-2"},
    "第４章 観光の振興": {"c4"},
    "4(9)": {"c4"},
    "第９章": set(),
    "どこか": set(),
    "進める": set(),
    "": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", SURE)
def test_a_place_is_known_by_number_title_words_or_id(name: str) -> None:
    found = INDEX.find(name)

    assert (found.nodes, found.is_sure) == ((SURE[name],), True)


@pytest.mark.parametrize("name", UNSURE)
def test_what_may_mean_several_or_is_only_near_is_not_sure(name: str) -> None:
    found = INDEX.find(name)

    assert not found.is_sure
    assert set(found.nodes) == UNSURE[name]


@pytest.mark.parametrize("name", ["全般", "計画全体", "なし", "その他", "（全般）", "－"])
def test_no_single_place_may_be_meant(name: str) -> None:
    assert is_nowhere(name)


@tries()
@given(st.text("第４章4２2節（）(12)①・の-－ 人材の育成めざす姿頁pアa＞", max_size=14) | st.text(max_size=20))
def test_any_name_is_looked_up(name: str) -> None:
    found = INDEX.find(name)

    assert not found.is_sure or len(found.nodes) == 1
    assert all(
        any(node.id == each for node in Draft(id="an", label="案", chapters=CHAPTERS).nodes()) for each in found.nodes
    )


def table(plan: Path, *rows: Sequence[str], name: str = "表.csv") -> str:
    file = plan.parent / name
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return str(file)


def about(plan: Path) -> list[tuple[str, ...]]:
    return [opinion.about for opinion in load_plan(plan).opinions[40:]]


def test_places_become_nodes_and_the_others_are_listed_with_their_rows(plan: Path, call: Call) -> None:
    places = (
        "第４章",
        "商工業・サービス業",
        "shoko",
        "商工業・サービス業、第５章",
        "全般",
        "取組方針",
        "どこか",
        "21頁",
        "どこか",
    )
    rows = ((str(at), f"意見{at}です", place) for at, place in enumerate(places))

    done = call("opinions", "import", table(plan, ("番号", "意見", "該当箇所"), *rows), "--round", ROUND)

    assert done.code == 0, done.err
    assert about(plan) == [("fields",), ("shoko",), ("shoko",), ("shoko", "foundations"), (), (), (), (), ()]
    assert "「章・項目」の「どこか」に当たる項目がないので、項目なしで取り込みます：8、10行目" in done.err
    assert "「章・項目」の「取組方針」は、どの項目か決まらないので、項目なしで取り込みます（候補：" in done.err
    assert "（shoko-policy）" in done.err
    assert "ほか11つ）：7行目" in done.err
    assert "第５章" in done.err
    assert "（foundations））：9行目" in done.err
    assert "項目の id（dxplan show で見られます）に書き換えてください：7、8、9、10行目" in done.err


def test_places_are_those_of_the_draft_that_was_heard(plan: Path, call: Call) -> None:
    """The words were changed in the draft that answers; an opinion speaks of those it was shown."""
    before = next(node for node in load_plan(plan).drafts[0].nodes() if node.id == "shoko-policy-2")
    assert isinstance(before, Item)

    call(
        "opinions",
        "import",
        table(plan, ("番号", "意見", "該当箇所"), ("1", "意見です", before.text)),
        "--round",
        ROUND,
    )

    assert about(plan) == [("shoko-policy-2",)]


def test_many_unknown_places_do_not_fill_the_screen(plan: Path, call: Call) -> None:
    rows = ((str(at), f"意見{at}です", f"知らない所{at}") for at in range(60))

    done = call("opinions", "import", table(plan, ("番号", "意見", "該当箇所"), *rows), "--round", ROUND)

    assert done.err.count("当たる項目がないので") == 20
    assert "（上のほか）：22、" in done.err


RAW = (
    ("受付番号", "氏名", "該当箇所", "ご意見"),
    ("1", "甲", "商工業・サービス業", "除雪を早めてください"),
    ("2", "乙", "第４章", "除雪を早めてください"),
    ("3", "丙", "商工業・サービス業", "除雪を早めてください。"),
    ("4", "丁", "", "屋根をつけてください"),
)


def test_groups_keep_the_places_of_their_comments(plan: Path, call: Call) -> None:
    assert call("opinions", "similar", "--from", table(plan, *RAW), "--key", "受付番号", "-o", "群.csv").code == 0
    done = call("opinions", "import", "--group", "群.csv", "--round", ROUND)

    assert done.code == 0, done.err
    assert "→ 章・項目" in done.err
    assert about(plan) == [("shoko", "fields"), ()]


def test_the_column_of_places_is_named_by_hand(plan: Path, call: Call) -> None:
    raw = [("場所", "ご意見"), ("第５章", "除雪を早めてください")]
    call("opinions", "similar", "--from", table(plan, *raw), "--place", "場所", "-o", "群.csv")

    assert call("opinions", "import", "--group", "群.csv", "--round", ROUND).code == 0
    assert about(plan) == [("foundations",)]


def test_a_number_under_a_heading_of_pages_is_a_page(plan: Path, call: Call) -> None:
    """There is a chapter 4, and nothing to say that page 4 is in it."""
    done = call(
        "opinions", "import", table(plan, ("番号", "意見", "該当ページ"), ("1", "意見です", "4")), "--round", ROUND
    )

    assert about(plan) == [()]
    assert "「４頁」" in done.err or "「4頁」" in done.err


def test_without_places_the_table_of_groups_has_no_column_of_them(plan: Path, call: Call) -> None:
    call("opinions", "similar", "--from", table(plan, ("該当箇所", "ご意見"), ("", "除雪")), "-o", "群.csv")

    assert "該当箇所" not in (plan.parent / "群.csv").read_text(encoding="utf-8-sig")
