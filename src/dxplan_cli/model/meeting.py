"""A committee session (会議)."""

from __future__ import annotations

from dataclasses import dataclass, field

from dxplan_cli.model.place import NOWHERE, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPaper:
    """A paper handed out: `number` as printed (資料１), `kind` one of dxplan's papers or None for a paper made elsewhere."""

    number: str
    title: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member on the attendance list."""

    name: str
    title: str | None = None
    attends: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session: which draft it discusses, against which, and the opinions of which rounds it sees."""

    id: str
    number: int
    title: str
    date: str | None = None
    venue: str | None = None
    draft: str | None = None
    base: str | None = None
    rounds: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    papers: tuple[MeetingPaper, ...] = ()
    members: tuple[Member, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
