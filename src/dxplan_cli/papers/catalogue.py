"""All papers, in the order of a meeting's pile, and the names of their files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dxplan_cli.papers import agenda, changes, clean, comparison, packet, redline, responses
from dxplan_cli.papers.kinds import KINDS, edition_shown, title_of
from dxplan_cli.papers.revisions import Manner

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.papers.blocks import PaperDocument
    from dxplan_cli.papers.material import Material


class Paper(NamedTuple):
    """One paper: its kind, its Japanese title, and what makes it."""

    kind: str
    title: str
    make: Callable[[Material], PaperDocument]


_MAKERS: dict[str, Callable[[Material], PaperDocument]] = {
    agenda.KIND: agenda.make_agenda,
    packet.KIND: packet.make_packet,
    comparison.KIND: comparison.make_comparison,
    redline.KIND: redline.make_redline,
    clean.KIND: clean.make_clean,
    responses.KIND: responses.make_responses,
    changes.KIND: changes.make_changes,
}
PAPERS = tuple(Paper(each.kind, each.title, _MAKERS[each.kind]) for each in KINDS)

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 60


_MANNERS = {Manner.TRACKED: "変更履歴", Manner.ACCEPTED: "反映後", Manner.REJECTED: "反映前"}


def file_stem(kind: str, material: Material, manner: Manner = Manner.MARKED) -> str:
    """Return a file's name without its ending: 資料１_委員会資料_事務局修正案; safe on Windows, also when unzipped.

    The edition stands before the label, which may be cut.
    """
    parts = (
        material.number,
        title_of(kind),
        _MANNERS.get(manner),
        edition_shown(kind, material.edition),
        material.comparison.revised.label,
    )
    name = "_".join(_FORBIDDEN.sub("＿", part).strip() for part in parts if part)
    return name[:_LONGEST].rstrip(" .")
