"""A committee session (会議)."""

from __future__ import annotations

from dxplan_cli.model.place import Placed
from dxplan_cli.value import Value


class MeetingPaper(Value, kw_only=True):
    """A paper handed out: `number` as printed (資料１), `kind` one of dxplan's papers or None for a paper made elsewhere."""

    number: str
    title: str
    kind: str | None = None


class Member(Value, kw_only=True):
    """A member on the attendance list."""

    name: str
    title: str | None = None
    attends: bool | None = None
    note: str | None = None


class Meeting(Placed, kw_only=True):
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
