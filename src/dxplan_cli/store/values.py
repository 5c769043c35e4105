"""The kinds of files in a data folder, and the value of the model each of them holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from dxplan_cli.model.meeting import Meeting
from dxplan_cli.model.node import Section
from dxplan_cli.model.opinion import Opinion, Reason, Round
from dxplan_cli.model.place import Placed
from dxplan_cli.model.plan import Settings
from dxplan_cli.model.project import ProjectList

if TYPE_CHECKING:
    from collections.abc import Mapping

FileKind: TypeAlias = Literal["plan", "draft", "chapter", "reasons", "round", "opinion", "meeting", "projects"]


class DraftFile(Placed, kw_only=True):
    """What a draft.yaml says of its draft; `chapters` are file names without extension."""

    label: str
    chapters: tuple[str, ...]
    stage: str | None = None
    date: str | None = None
    based_on: str | None = None
    frozen: str | None = None
    explain: bool = True


VALUES: Final[Mapping[FileKind, Any]] = {
    "plan": Settings,
    "draft": DraftFile,
    "chapter": Section,
    "reasons": tuple[Reason, ...],
    "round": Round,
    "opinion": Opinion,
    "meeting": Meeting,
    "projects": ProjectList,
}
