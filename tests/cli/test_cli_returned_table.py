"""`dxplan review` of a paper that is a table of opinions: the same as `opinions import`, and only for such papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import PLAN_DATA, digest
from filled_papers import Sheet, edited, forget_signs

from dxplan_cli.app.documents import KINDS, Order, make_documents
from dxplan_cli.app.returned_table import is_returned_table
from dxplan_cli.cli.exits import REFUSED
from dxplan_cli.store.load import load_plan
from intake.word_files import word_file

if TYPE_CHECKING:
    from conftest import Run

TABLE = "意見の表（意見対応表）なので、dxplan opinions import と同じように取り込みます"
FILLED = {"対応区分": "参考", "対応・考え方": "今後の参考とします"}
PROSE = "限られたデジタル人材を最適化して活用するための仕組みを構築する。"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<tc><p>{{{cell}}}</p></tc>" for cell in cells) + "</tr>"


def table(*rows: str) -> str:
    return f"<tbl>{''.join(rows)}</tbl>"


SHEET = table(row("No.", "該当箇所", "ご意見"), row("1", "", "雪の日の配達も考えてほしい"))


@pytest.fixture
def filled(plan: Path, run: Run) -> str:
    """The paper that went out, with one row filled in and no sign left of which row is which opinion."""
    file = plan.parent / "返送.docx"
    assert run("docx", "responses", "-o", file.name).code == 0

    def fill(root: Any) -> None:
        Sheet(root).write(7, FILLED)
        forget_signs(root)

    file.write_bytes(edited(file.read_bytes(), fill))
    return file.name


def test_it_says_and_does_what_opinions_import_does(filled: str, plan: Path, run: Run) -> None:
    before = digest(plan)
    imported = run("opinions", "import", filled, "--dry-run")
    tried = run("review", filled, "--dry-run")
    assert (tried.code, tried.out) == (imported.code, imported.out)
    first, *rest = tried.err.splitlines()
    assert first.startswith(f"{filled}：{TABLE}")
    assert rest == imported.err.splitlines()
    assert digest(plan) == before

    done = run("review", filled)
    assert done.code == 0
    assert "書き換え 1件" in done.out
    written = next(each for each in load_plan(plan).opinions if each.id == "2023-kikitori-07")
    assert (written.disposition, written.answer) == ("参考", "今後の参考とします")
    assert run("review", filled).out.endswith("変わりはありません\n")


def test_a_sheet_of_opinions_goes_into_the_round_named(plan: Path, run: Run) -> None:
    (plan.parent / "意見.docx").write_bytes(word_file(f"<p>{{意見提出用紙}}</p>{SHEET}"))
    done = run("review", "意見.docx", "--round", "2023-kikitori")
    assert (done.code, "新しい意見 1件" in done.out) == (0, True)
    assert "雪の日の配達も考えてほしい" in {each.text for each in load_plan(plan).opinions}
    assert "新しい意見 0件" in run("review", "意見.docx", "--round", "2023-kikitori").out


def test_a_row_that_cannot_be_taken_in_stops_all(plan: Path, run: Run) -> None:
    rows = table(row("No.", "意見", "対応区分"), row("1", "よい", "未対応"), row("2", "わるい", "ふめい"))
    (plan.parent / "表.docx").write_bytes(word_file(rows))
    before = digest(plan)
    refused = run("review", "表.docx", "--round", "2023-kikitori")
    assert (refused.code, "表1の3行目" in refused.err, "何も書いていません" in refused.err) == (REFUSED, True, True)
    record = json.loads(run("review", "表.docx", "--round", "2023-kikitori", "--format", "json").out)
    assert [(each["row"], "ふめい" in each["message"]) for each in record["faults"]] == [("表1の3", True)]
    assert (record["schema"], record["written"], len(record["new"])) == ("dxplan.review-table/1", False, 1)
    assert digest(plan) == before


def test_what_is_of_no_use_for_a_table_is_said(filled: str, run: Run) -> None:
    tried = run("review", filled, "--dry-run", "--member", "青森花子")
    assert "--member、--office、--resolved は、意見の表には使いません" in tried.err


@pytest.mark.parametrize(
    ("body", "is_table"),
    [
        (SHEET, True),
        (f"<p>{{意見対応表}}</p>{SHEET}", True),
        (f"<p>{{{PROSE}}}</p>{SHEET}", False),
        (table(row("旧", "新"), row("甲", "乙")), False),
        (f"<p>{{{PROSE}}}</p>", False),
    ],
)
def test_a_table_without_text_of_the_plan_is_a_table(body: str, is_table: bool, tmp_path: Path) -> None:
    file = tmp_path / "届いた.docx"
    file.write_bytes(word_file(body))
    assert is_returned_table(PLAN_DATA, file) is is_table


def test_of_our_papers_one_is_a_table(tmp_path: Path) -> None:
    make_documents(PLAN_DATA, Order(kind="all", out=tmp_path))
    papers = sorted(tmp_path.iterdir())
    assert len(papers) == len(KINDS)
    assert ["意見対応表" in file.name for file in papers] == [is_returned_table(PLAN_DATA, file) for file in papers]


def test_a_draft_that_is_named_makes_it_a_paper_of_that_draft(filled: str, run: Run) -> None:
    assert TABLE not in run("review", filled, "--draft", "shusei", "--round", "2023-kikitori", "--dry-run").err
