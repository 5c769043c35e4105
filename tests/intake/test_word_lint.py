"""The lint: every defect found where it is and only there, and none in the papers of the real plan."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from lint_cases import CASES, Case, Sample

from dxplan_cli.cli.main import main
from dxplan_cli.intake.word.defects.registry import RULES
from dxplan_cli.intake.word.lint import Defect, lint

PLAN_DATA = Path(__file__).parents[2] / "plan-data"


def codes(data: bytes) -> set[str]:
    return {defect.code for defect in lint(data)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.name}".strip())
def test_a_defect_is_found_and_a_near_miss_is_not(case: Case) -> None:
    assert case.code in codes(case.bad.data())
    assert codes(case.good.data()) == set(), lint(case.good.data())


def test_a_name_that_stands_twice_in_the_zip_is_told() -> None:
    stream = BytesIO(Sample().data())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<w/>")
    assert codes(stream.getvalue()) == {"duplicate-entry"}


def test_every_defect_has_a_case() -> None:
    assert {case.code for case in CASES} | {"duplicate-entry"} == {code for code, _ in RULES}
    assert len({code for code, _ in RULES}) == len(RULES)


def test_a_defect_says_where_and_what() -> None:
    (defect,) = lint(Sample("<p/><p>[甲]</p>").data())
    assert defect == Defect(
        "deleted-text-outside", "word/document.xml", "2番目の段落", "削除の外に w:delText があります"
    )
    assert str(defect) == "word/document.xml　2番目の段落　削除の外に w:delText があります　[deleted-text-outside]"


def test_every_part_is_looked_at() -> None:
    parts = {
        "word/header1.xml": "<hdr><p>[甲]</p></hdr>",
        "word/footnotes.xml": '<footnotes><footnote id="1"><p>[甲]</p></footnote></footnotes>',
    }
    assert [defect.part for defect in lint(Sample(parts=parts).data())] == list(parts)


def test_the_papers_of_the_real_plan_have_no_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(PLAN_DATA, tmp_path / "plan-data")
    monkeypatch.chdir(tmp_path)
    assert main(["docx", "all", "-o", "資料"]) == 0
    papers = sorted((tmp_path / "資料").glob("*.docx"))
    assert papers
    assert {paper.name: lint(paper.read_bytes()) for paper in papers} == {paper.name: () for paper in papers}
