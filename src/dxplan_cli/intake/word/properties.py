"""Tracked changes of properties: the old ones are kept beside the new, in a `…Change` element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import all_w, w
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.intake.word.names import Element


class _Change(Value):
    """What a change replaces, and which of the present children it says nothing about (first or last in the order)."""

    replaces: str
    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()


_CHANGES: Final = {
    w("rPrChange"): _Change("rPr", first=all_w(("ins", "del", "moveFrom", "moveTo"))),
    w("pPrChange"): _Change("pPr", last=all_w(("rPr", "sectPr"))),
    w("sectPrChange"): _Change("sectPr", first=all_w(("headerReference", "footerReference"))),
    w("tblPrChange"): _Change("tblPr"),
    w("tblPrExChange"): _Change("tblPrEx"),
    w("trPrChange"): _Change("trPr", last=all_w(("ins", "del"))),
    w("tcPrChange"): _Change("tcPr", last=all_w(("cellIns", "cellDel", "cellMerge"))),
    w("tblGridChange"): _Change("tblGrid"),
}
CHANGES: Final = (*_CHANGES, w("numberingChange"))
"""The elements this module takes away."""


def settle_properties(tree: Element, *, is_restoring: bool) -> None:
    """Leave the new properties, or put the old ones back.

    Of `numberingChange` only the mark is taken away: it keeps the look of an old number, no property that could
    be restored. Numbering that was added to a paragraph (`w:ins` in `w:numPr`) goes when it is rejected.
    """
    for change in list(tree.iter(*CHANGES)):
        holder = change.getparent()
        if holder is None:
            continue
        holder.remove(change)
        kind = _CHANGES.get(change.tag)
        if is_restoring and kind is not None:
            _restore(holder, change.find(w(kind.replaces)), kind)
    for mark in list(tree.iter(w("ins"))):
        numbering = mark.getparent()
        if numbering is not None and numbering.tag == w("numPr"):
            numbering.remove(mark)
            owner = numbering.getparent()
            if is_restoring and owner is not None:
                owner.remove(numbering)


def _restore(holder: Element, old: Element | None, kind: _Change) -> None:
    kept = kind.first | kind.last
    first = [child for child in holder if child.tag in kind.first]
    last = [child for child in holder if child.tag in kind.last]
    restored = [] if old is None else [child for child in old if child.tag not in kept]
    holder[:] = [*first, *restored, *last]
