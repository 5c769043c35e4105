"""The task of `dxplan diff`: compare two drafts and say what changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.lookup import find_meeting
from dxplan_cli.app.occasion import names_meant
from dxplan_cli.app.pair import Compared, Names, compare_pair
from dxplan_cli.app.workspace import read_plan
from dxplan_cli.errors import UsageError
from dxplan_cli.render.diff_lines import diff_lines, diff_markdown
from dxplan_cli.render.records import diff_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.render.lines import Line
    from dxplan_cli.trace.trace import Trace


def compare(root: Path | None, names: Names, meeting: str | None = None) -> Compared:
    """Compare two drafts of the plan in a data folder, or files, which need none.

    Raises:
        UsageError: a name means nothing, or a meeting is named without a plan.
    """
    if root is None:
        if meeting is not None:
            message = "計画のデータなしに、会議（--meeting）は指定できません"
            raise UsageError(message, "--data で計画のデータのフォルダを指すか、--meeting を外してください")
        return compare_pair(None, None, names)
    plan = read_plan(root)
    discussed = find_meeting(plan, meeting) if meeting is not None else None
    return compare_pair(plan, root, names_meant(names, discussed))


def draw_json(trace: Trace) -> dict[str, Any]:
    """Return the comparison as ``dxplan.diff/1``."""
    return diff_record(trace)


def draw_lines(trace: Trace) -> Iterator[Line]:
    """Yield the comparison as lines for the terminal."""
    return diff_lines(trace)


def draw_markdown(trace: Trace) -> str:
    """Return the comparison as Markdown."""
    return diff_markdown(trace)
