"""What the commands print for the real plan, letter for letter.

After a wanted change: ``DXPLAN_UPDATE_GOLDEN=1 pytest tests/cli/test_cli_goldens.py``, then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

GOLDEN = Path(__file__).parent / "golden"

CALLS = {
    "diff": ("diff",),
    "diff_markdown": ("diff", "--format", "markdown"),
    "diff_nothing": ("diff", "soan", "soan"),
    "check": ("check",),
    "check_errors": ("check", "--severity", "error"),
    "opinions_list": ("opinions", "list"),
    "opinions_list_about": ("opinions", "list", "--about", "shoko", "--disposition", "反映", "--limit", "2"),
    "opinions_show": ("opinions", "show", "2023-kikitori-12"),
    "opinions_similar": ("opinions", "similar"),
    "opinions_stats": ("opinions", "stats"),
    "opinions_stats_round": ("opinions", "stats", "--by", "round"),
    "draft_list": ("draft", "list"),
    "show": ("show",),
    "show_node": ("show", "shoko-policy-it"),
    "show_section": ("show", "shoko", "--draft", "soan"),
}


@pytest.mark.parametrize("name", CALLS)
def test_output_is_as_agreed(name: str, read: Run) -> None:
    done = read(*CALLS[name])
    assert done.err == ""

    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        golden.write_text(done.out, encoding="utf-8", newline="\n")
    assert done.out == golden.read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CALLS)
