"""docs/findings.md is what the case folders say; `make golden` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gallery import gallery, read_about

from dxplan_cli.checks.registry import CODES

CASES = Path(__file__).parent / "cases"
PAGE = Path(__file__).parents[2] / "docs/findings.md"


def test_the_page_is_what_the_cases_say() -> None:
    page = gallery(CASES)
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        PAGE.write_text(page, encoding="utf-8", newline="\n")
    assert page == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_finding_is_on_the_page(code: str) -> None:
    assert f"\n## {code}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_finding_says_what_it_is_and_what_to_do(code: str) -> None:
    about = read_about(CASES / code)
    assert about.remedy.startswith("直し方：")
    assert about.files
    assert not about.caption.endswith("。")
