"""A plan at its beginning, and additions whose place is not clear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli_process import digest, run_program

if TYPE_CHECKING:
    from test_cli_docx import Call


def test_a_plan_with_one_draft_has_papers_without_changes(tmp_path: Path) -> None:
    assert run_program(["init", "計画"], cwd=tmp_path).code == 0
    done = run_program(["docx", "all", "--data", "計画", "-o", "資料"], cwd=tmp_path)
    assert done.code == 0
    assert sorted(path.suffix for path in (tmp_path / "資料").iterdir()) == [".docx"] * 7
    refused = run_program(["diff", "--data", "計画"], cwd=tmp_path)
    assert (refused.code, refused.out) == (2, "")
    assert "もとの版" in refused.err or "元の版" in refused.err


def test_an_addition_behind_a_theme_asks_for_the_section(plan: Path, call: Call) -> None:
    before = digest(plan)
    done = call("add-opinion", "本文", "--about", "shoko", "--outcome", "追加", "--text", "新しい取組")
    assert (done.code, done.out) == (2, "")
    assert "shoko-policy（取組方針）" in done.err
    assert digest(plan) == before
    added = call(
        "add-opinion",
        "本文",
        "--about",
        "shoko",
        "--outcome",
        "追加",
        "--after",
        "shoko-policy",
        "--text",
        "新しい取組",
    )
    assert added.code == 0
