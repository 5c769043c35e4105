"""All papers, in the order of a meeting's pile, and the names of their files."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from dxplan_cli.papers.kinds import KINDS, edition_in_name, title_of
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import PaperDocument
    from dxplan_cli.papers.material import Material


class Paper(Value):
    """One paper: its kind, which is the name of its module as well, and its Japanese title."""

    kind: str
    title: str

    def make(self, material: Material) -> PaperDocument:
        """Make the paper; its module is imported only now, because most runs make one paper."""
        module = import_module(f"dxplan_cli.papers.{self.kind}")
        document: PaperDocument = getattr(module, f"make_{self.kind}")(material)
        return document


PAPERS = tuple(Paper(each.kind, each.title) for each in KINDS)

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 60


_MANNERS = {Manner.TRACKED: "変更履歴", Manner.ACCEPTED: "反映後", Manner.REJECTED: "反映前"}


def file_stem(kind: str, material: Material, manner: Manner = Manner.MARKED) -> str:
    """Return a file's name without its ending: 資料１_委員会資料_事務局修正案; safe on Windows, also when unzipped.

    The edition stands before the label, which may be cut; so one edition never takes the place of the other.
    """
    parts = (
        material.number,
        title_of(kind),
        _MANNERS.get(manner),
        edition_in_name(kind, material.edition),
        material.comparison.revised.label,
    )
    return safe_stem(*parts)


def safe_stem(*parts: str | None) -> str:
    """Return parts as the name of a file that every system takes."""
    name = "_".join(_FORBIDDEN.sub("＿", part).strip() for part in parts if part)
    return name[:_LONGEST].rstrip(" .")
