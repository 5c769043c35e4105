"""A table taken in a second time adds nothing, whatever Excel made of its numbers in between, and says so."""

from __future__ import annotations

import csv
import secrets
import tempfile
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import digest
from hypothesis import given
from hypothesis import strategies as st
from mangled_keys import MANGLES, mangled
from strategies import tries
from xlsxwriter import Workbook

from dxplan_cli.app.add_opinion import Chance
from dxplan_cli.app.opinions_import import ImportOrder, import_opinions
from dxplan_cli.store.load import load_plan
from dxplan_cli.text.row_keys import are_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Call
    from dxplan_cli.app.opinions_import import Imported

ROUND = "2023-kikitori"


def write(file: Path, rows: Sequence[Sequence[str]]) -> Path:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


def empty_plan(folder: Path) -> Path:
    root = folder / "plan-data"
    (root / "rounds").mkdir(parents=True)
    (root / "plan.yaml").write_text("title: 計画\ndrafts: []\n", encoding="utf-8")
    (root / "rounds/r.yaml").write_text("title: 意見の募集\n", encoding="utf-8")
    return root


def take_in(root: Path, file: Path, **order: Any) -> Imported:
    chance = Chance(datetime(2024, 1, 1, tzinfo=UTC), secrets.choice)
    return import_opinions(root, ImportOrder(file=file, round="r", **order), chance)


keys = (
    st.integers(1, 2000).map(lambda number: f"{number:03}")
    | st.tuples(st.integers(1, 12), st.integers(1, 28)).map(lambda pair: f"{pair[0]}-{pair[1]}")
    | st.integers(1, 30).map(lambda number: f"A-{number:02}")
    | st.integers(10**11, 10**13).map(str)
)
words = st.sampled_from(["除雪を早めてほしい", "ＤＸの説明がほしい", "賛成です", "10²ではない", "バス停に屋根を"])
rows = st.lists(
    st.tuples(keys, words, st.sampled_from(sorted(MANGLES))), min_size=1, max_size=6, unique_by=lambda row: row[0]
)


@tries(0.5)
@given(rows, st.sampled_from(["", "郵送-"]))
def test_whatever_became_of_the_keys_nothing_is_doubled(rows: list[tuple[str, str, str]], prefix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = empty_plan(folder)
        first = write(folder / "一.csv", [("整理番号", "意見"), *((key, text) for key, text, _ in rows)])
        second = write(
            folder / "二.csv", [("整理番号", "意見"), *((mangled(key, how), text) for key, text, how in rows)]
        )
        assert len(take_in(root, first, key_prefix=prefix).proposal.judgement.new) == len(rows)
        before = digest(root)

        done = take_in(root, second, key_prefix=prefix, good_rows=True)

        judgement = done.proposal.judgement
        assert (judgement.new, judgement.changed, done.is_written) == ((), (), False)
        assert judgement.unchanged + len(done.proposal.faults) == len(rows)
        if not any(are_alike(one, other) for (one, _, _), (other, _, _) in combinations(rows, 2)):
            assert done.proposal.faults == ()
        assert digest(root) == before


@tries(0.3)
@given(rows)
def test_without_its_keys_the_table_is_the_same_too(rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = empty_plan(folder)
        take_in(root, write(folder / "一.csv", [("整理番号", "意見"), *((key, text) for key, text, _ in rows)]))
        before = digest(root)

        take_in(root, write(folder / "二.csv", [("意見",), *((text,) for _, text, _ in rows)]))

        assert digest(root) == before


@tries(0.3)
@given(rows)
def test_keys_that_come_later_make_no_new_opinions(rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = empty_plan(folder)
        take_in(root, write(folder / "一.csv", [("意見",), *((text,) for _, text, _ in rows)]))

        take_in(root, write(folder / "二.csv", [("整理番号", "意見"), *((key, text) for key, text, _ in rows)]))

        assert len(load_plan(root).opinions) == len(rows)


def table(plan: Path, *rows: Sequence[str], name: str = "表.csv") -> str:
    return str(write(plan.parent / name, rows))


HEAD = ("整理番号", "意見")


def test_a_changed_key_is_told_with_its_row(plan: Path, call: Call) -> None:
    call("opinions", "import", table(plan, HEAD, ("001", "甲の意見"), ("010", "乙の意見")), "--round", ROUND)
    before = digest(plan)

    done = call("opinions", "import", table(plan, HEAD, ("1", "甲の意見"), ("10", "乙の意見")), "--round", ROUND)

    assert (done.code, done.out.splitlines()[-1]) == (0, "変わりはありません")
    assert "表の「1」は登録の「001」" in done.err
    assert "その意見の行として扱いました：2、3行目" in done.err
    assert digest(plan) == before


def test_an_answer_beside_a_changed_key_goes_to_its_opinion(plan: Path, call: Call) -> None:
    call("opinions", "import", table(plan, HEAD, ("1-2", "甲の意見")), "--round", ROUND)
    answered = table(plan, (*HEAD, "対応区分", "対応・考え方"), ("1月2日", "甲の意見", "参考", "参考とします"))

    done = call("opinions", "import", answered, "--round", ROUND)

    assert "新しい意見 0件　書き換え 1件" in done.out
    assert [(each.key, each.answer) for each in load_plan(plan).opinions[40:]] == [("1-2", "参考とします")]


def test_a_date_cell_of_excel_is_the_key_it_was(plan: Path, call: Call) -> None:
    call("opinions", "import", table(plan, HEAD, ("1-2", "甲の意見")), "--round", ROUND)
    file = plan.parent / "表.xlsx"
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for row, text in ((1, "甲の意見"), (2, "新しい意見")):
            sheet.write_datetime(row, 0, date(2026, row, 2), book.add_format({"num_format": "m月d日"}))
            sheet.write_string(row, 1, text)

    done = call("opinions", "import", str(file), "--round", ROUND)

    assert done.code == 3
    assert "3行目: 「整理番号」が日付（2026-02-02）になっています" in done.err
    assert "2行目: " not in done.err
    assert "変わりなし 1件　取り込めない行 1行" in done.out


UNCERTAIN = {
    "other words": ([("001", "甲の意見")], [("1", "別の意見")], "2行目: 「整理番号」の「1」は、登録されている「001」"),
    "several": ([("01", "同じ"), ("001", "同じ")], [("1", "同じ")], "どの意見の番号か決まりません"),
    "twice": ([("001", "同じ"), ("2", "別")], [("1", "同じ"), ("01", "同じ")], "2行目と同じ意見"),
    "no words": ([("001", "甲の意見")], [("1", "")], "本文が違います"),
}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_where_the_key_alone_is_alike_the_row_is_refused(name: str, plan: Path, call: Call) -> None:
    first, second, message = UNCERTAIN[name]
    call("opinions", "import", table(plan, HEAD, *first), "--round", ROUND)
    before = digest(plan)

    done = call("opinions", "import", table(plan, HEAD, *second), "--round", ROUND)

    assert done.code == 3
    assert message in done.err
    assert digest(plan) == before


def test_a_key_the_table_has_beside_the_other_one_is_its_own(plan: Path, call: Call) -> None:
    rows = [("001", "甲の意見"), ("1", "甲の意見")]
    call("opinions", "import", table(plan, HEAD, *rows), "--round", ROUND)
    assert len(load_plan(plan).opinions) == 42
    before = digest(plan)

    assert call("opinions", "import", table(plan, HEAD, *rows), "--round", ROUND).code == 0
    assert digest(plan) == before


def test_a_renumbered_table_is_told(plan: Path, call: Call) -> None:
    call("opinions", "import", table(plan, HEAD, ("001", "甲の意見")), "--round", ROUND)

    done = call("opinions", "import", table(plan, HEAD, ("R6-15", "甲の意見")), "--round", ROUND)

    assert "整理番号が違うので、別の人の意見として加えます" in done.err


def test_an_opinion_without_a_number_is_that_of_the_same_words(plan: Path, call: Call) -> None:
    call("add-opinion", "除雪を早めて", "--round", ROUND)
    before = digest(plan)

    done = call("opinions", "import", table(plan, HEAD, ("1", "除雪を早めて")), "--round", ROUND)

    assert "整理番号のない意見がもうあるので、その意見の行として扱いました" in done.err
    assert digest(plan) == before


def test_a_group_is_no_opinion_that_has_no_number(plan: Path, call: Call) -> None:
    call("add-opinion", "除雪を早めて", "--round", ROUND)

    call("opinions", "import", "--group", table(plan, GROUPS, ("1", "除雪を早めて", "5", "", "")), "--round", ROUND)

    assert [each.comments for each in load_plan(plan).opinions[40:]] == [1, 5]


GROUPS = ("整理番号", "代表の意見", "件数", "行", "もとの番号")


def test_raw_keys_that_lost_their_zeros_are_those_of_the_register(plan: Path, call: Call) -> None:
    rows = [("1", "除雪を早めて", "1", "2", "001"), ("2", "屋根をつけて", "2", "3～4", "002;003")]
    call("opinions", "import", "--group", table(plan, GROUPS, *rows), "--round", ROUND)
    before = digest(plan)
    changed = [("1.0", *rows[0][1:4], "1"), (*rows[1][:4], "2;3")]

    done = call("opinions", "import", "--group", table(plan, GROUPS, *changed), "--round", ROUND)

    assert done.code == 0
    assert "変わりはありません" in done.out
    assert "登録の番号と同じとしました：2、3行目" in done.err
    assert digest(plan) == before
