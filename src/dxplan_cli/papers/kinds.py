"""The kinds of papers, their titles, and the numbers they are handed out under (資料番号)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.edition import Edition
from dxplan_cli.text.digits import full_width
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.model.meeting import Meeting


class PaperKind(Value):
    """A paper: its kind, its title as listed, and whether it is numbered (the agenda lies on top without a number).

    `editions` are those that must say so on their face: each that is not as harmless as it looks. A paper that is the
    same in both editions has none. In its file name every public paper says so, see `edition_in_name`.
    """

    kind: str
    title: str
    is_numbered: bool = True
    editions: frozenset[Edition] = frozenset()


_PUBLIC_DIFFERS = frozenset({Edition.PUBLIC})
_BOTH = frozenset(Edition)

KINDS = (
    PaperKind("agenda", "次第", is_numbered=False),
    PaperKind("packet", "委員会資料", editions=_PUBLIC_DIFFERS),
    PaperKind("comparison", "新旧対照表", editions=_PUBLIC_DIFFERS),
    PaperKind("redline", "見え消し版", editions=_PUBLIC_DIFFERS),
    PaperKind("clean", "溶け込み版"),
    PaperKind("responses", "意見対応表", editions=_BOTH),
    PaperKind("changes", "修正箇所一覧", editions=_PUBLIC_DIFFERS),
)
"""Every paper, in the order of a meeting's pile."""


def title_of(kind: str) -> str:
    """Return the title of a kind of paper; an unknown kind is a mistake of the caller."""
    return _kind_of(kind).title


def edition_shown(kind: str, edition: Edition) -> str:
    """Return what a paper says of its edition, 公表用; nothing where nobody could take it for the other one."""
    return edition.value if edition in _kind_of(kind).editions else ""


def edition_in_name(kind: str, edition: Edition) -> str:
    """Return what the name of a paper's file says of its edition; no two editions of a paper have the same name."""
    return edition.value if edition.is_public else edition_shown(kind, edition)


def listed_papers(meeting: Meeting | None) -> tuple[tuple[str, str, str | None], ...]:
    """Return (number, title, kind) of the papers handed out: as the meeting lists them, else all of dxplan's."""
    if meeting is not None and meeting.papers:
        return tuple((paper.number, paper.title, paper.kind) for paper in meeting.papers)
    numbered = [each for each in KINDS if each.is_numbered]
    return tuple((f"資料{full_width(at)}", each.title, each.kind) for at, each in enumerate(numbered, start=1))


def number_of(kind: str, meeting: Meeting | None) -> str | None:
    """Return the 資料番号 of a kind of paper at a meeting; None when it is handed out without one."""
    return next((number for number, _, listed in listed_papers(meeting) if listed == kind), None)


def _kind_of(kind: str) -> PaperKind:
    return next(each for each in KINDS if each.kind == kind)
