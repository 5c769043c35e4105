"""The task of `dxplan diff`: compare two drafts and say what changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.workspace import choose_pair, open_plan
from dxplan_cli.render.diff_lines import diff_lines, diff_markdown
from dxplan_cli.render.records import diff_record
from dxplan_cli.trace.trace import Trace, trace_changes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.render.lines import Line


def compare(root: Path, base: str | None = None, revised: str | None = None) -> Trace:
    """Compare two drafts of the plan in a data folder."""
    plan = open_plan(root)
    old, new = choose_pair(plan, root, base, revised)
    return trace_changes(plan, old, new)


def draw_json(trace: Trace) -> dict[str, Any]:
    """Return the comparison as ``dxplan.diff/1``."""
    return diff_record(trace)


def draw_lines(trace: Trace) -> Iterator[Line]:
    """Yield the comparison as lines for the terminal."""
    return diff_lines(trace)


def draw_markdown(trace: Trace) -> str:
    """Return the comparison as Markdown."""
    return diff_markdown(trace)
