"""Raw forms of a public comment do not bring names and addresses into the register; members of a committee stay."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from cli_process import digest

from dxplan_cli.app.personal_rows import is_from_anybody
from dxplan_cli.model.opinion import Round
from dxplan_cli.store.load import load_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conftest import Call

PUBLIC = "2024-pubcom"


@pytest.fixture
def asked(plan: Path) -> Path:
    (plan / f"rounds/{PUBLIC}.yaml").write_text(
        "kind: パブリックコメント\ntitle: 県民への意見募集\ndraft: shusei\n", encoding="utf-8"
    )
    return plan


def table(plan: Path, *rows: Sequence[str]) -> str:
    file = plan.parent / "表.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return str(file)


COLUMNS = ("氏名", "ご住所", "電話・メール", "E-mail", "委員", "連絡先", "フリガナ", "氏名又は団体名（任意）")
TEXTS = {
    "電話番号「017-734-9999」": "除雪について、017-734-9999までご連絡ください",
    "メールアドレス「taro@example.jp」": "返事は taro@example.jp へ",
    "住所「青森市長島1丁目1番1号": "青森市長島1丁目1番1号の前の道を直して",
}


@pytest.mark.parametrize("heading", COLUMNS)
def test_a_row_with_a_person_in_a_column_is_refused(heading: str, asked: Path, call: Call) -> None:
    file = table(asked, ("番号", "意見", heading), ("1", "除雪を早めて", ""), ("2", "屋根をつけて", "だれか"))
    before = digest(asked)

    done = call("opinions", "import", file, "--round", PUBLIC)

    assert done.code == 3
    assert "3行目: 個人の情報の列に値があります（" in done.err
    assert "2行目: " not in done.err
    assert "dxplan opinions similar --from" in done.err
    assert "--group" in done.err
    assert "だれか" not in done.err
    assert digest(asked) == before


@pytest.mark.parametrize("words", TEXTS)
def test_a_row_with_a_person_in_its_words_is_refused(words: str, asked: Path, call: Call) -> None:
    done = call("opinions", "import", table(asked, ("番号", "意見"), ("1", TEXTS[words])), "--round", PUBLIC)

    assert done.code == 3
    assert f"2行目: 本文に{words}" in done.err


def test_the_other_rows_can_be_taken_in(asked: Path, call: Call) -> None:
    rows = (("番号", "意見", "年齢", "氏名"), ("1", "除雪を早めて", "40代", ""), ("2", "屋根をつけて", "50代", "甲"))

    done = call("opinions", "import", table(asked, *rows), "--round", PUBLIC, "--good-rows")

    assert done.code == 0
    assert [(each.text, each.internal) for each in load_plan(asked).opinions[40:]] == [("除雪を早めて", None)]


def test_the_register_of_a_committee_keeps_who_said_it(asked: Path, call: Call) -> None:
    rows = (("番号", "意見", "委員名"), ("1", "除雪を早めて", "甲委員"))

    assert call("opinions", "import", table(asked, *rows), "--round", "2023-kikitori").code == 0
    internal = load_plan(asked).opinions[-1].internal
    assert internal is not None
    assert internal.member == "甲委員"


@pytest.mark.parametrize(
    ("kind", "title", "is_open"),
    [
        ("パブリックコメント", "計画案について", True),
        ("パブコメ", "計画案", True),
        ("その他", "県民意見の募集", True),
        ("パブリック・コメント", "素案", True),
        ("聞き取り", "意見募集の前の聞き取り", False),
        ("部局照会", "素案への意見照会", False),
        ("第3回委員会", "委員会", False),
    ],
)
def test_which_rounds_ask_everybody(kind: str, title: str, is_open: bool) -> None:
    assert is_from_anybody(Round(id="r", kind=kind, title=title)) is is_open


def test_an_answer_to_an_opinion_that_is_there_is_taken_whoever_is_named(asked: Path, call: Call) -> None:
    call("opinions", "import", table(asked, ("番号", "意見"), ("1", "除雪を早めて")), "--round", PUBLIC)
    rows = (("番号", "意見", "対応区分", "対応・考え方", "委員"), ("1", "除雪を早めて", "参考", "参考とします", "甲"))

    done = call("opinions", "import", table(asked, *rows), "--round", PUBLIC)

    assert done.code == 0
    assert "「委員」の違いは取り込みません：2行目" in done.err
    assert load_plan(asked).opinions[-1].answer == "参考とします"


def test_the_way_that_is_pointed_to_works(asked: Path, call: Call) -> None:
    file = table(asked, ("番号", "意見", "氏名"), ("1", "除雪を早めて", "甲"), ("2", "除雪を早めて", "乙"))

    assert call("opinions", "similar", "--from", file, "--person", "氏名", "-o", "群.csv").code == 0
    assert call("opinions", "import", "--group", "群.csv", "--round", PUBLIC).code == 0
    (opinion,) = load_plan(asked).opinions[40:]
    assert (opinion.comments, opinion.internal) == (2, None)
