"""The task of `dxplan diff`: compare two drafts and say what changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.pair import Compared, Names, compare_pair
from dxplan_cli.app.workspace import read_plan
from dxplan_cli.render.diff_lines import diff_lines, diff_markdown
from dxplan_cli.render.records import diff_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.render.lines import Line
    from dxplan_cli.trace.trace import Trace


def compare(root: Path | None, names: Names) -> Compared:
    """Compare two drafts of the plan in a data folder, or files, which need none."""
    return compare_pair(read_plan(root) if root is not None else None, root, names)


def draw_json(trace: Trace) -> dict[str, Any]:
    """Return the comparison as ``dxplan.diff/1``."""
    return diff_record(trace)


def draw_lines(trace: Trace) -> Iterator[Line]:
    """Yield the comparison as lines for the terminal."""
    return diff_lines(trace)


def draw_markdown(trace: Trace) -> str:
    """Return the comparison as Markdown."""
    return diff_markdown(trace)
