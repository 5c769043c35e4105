"""Taking a piece out of a tree without leaving half of something behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import all_w, local, m, value, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.names import Element

PAIRS: Final = {
    "bookmarkStart": "bookmarkEnd",
    "commentRangeStart": "commentRangeEnd",
    "permStart": "permEnd",
    "moveFromRangeStart": "moveFromRangeEnd",
    "moveToRangeStart": "moveToRangeEnd",
    "customXmlInsRangeStart": "customXmlInsRangeEnd",
    "customXmlDelRangeStart": "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart": "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart": "customXmlMoveToRangeEnd",
}
"""Starts and ends of ranges; they stand wherever text or blocks stand and are tied by their id."""
MARKERS: Final = all_w((*PAIRS, *PAIRS.values()))
TRIFLES: Final = MARKERS | all_w(("proofErr", "lastRenderedPageBreak"))
"""What takes no room and says nothing."""
_START_OF: Final = {end: start for start, end in PAIRS.items()}
_SHELLS: Final = all_w(("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "sdtContent", "sdt")) | {
    m("oMath"),
    m("oMathPara"),
}
_PROPERTIES: Final = all_w(("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData")) | {m("oMathParaPr")}


def discard(element: Element) -> None:
    """Take an element out; ends of ranges that begin or end elsewhere stay, shells that hold nothing more go too."""
    for marker in lone_markers(element):
        element.addprevious(marker)
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    is_hollow = parent.tag in _SHELLS and all(child.tag in _PROPERTIES for child in parent)
    if is_hollow or (parent.tag == w("tbl") and next(parent.iter(w("tr")), None) is None):
        discard(parent)


def unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    for child in list(element):
        element.addprevious(child)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def lone_markers(element: Element) -> Iterator[Element]:
    """Yield the markers in an element whose other end stands outside."""
    found: dict[tuple[str, str | None], list[Element]] = {}
    for marker in element.iter(*MARKERS):
        name = local(marker.tag)
        found.setdefault((_START_OF.get(name, name), value(marker, "id")), []).append(marker)
    for markers in found.values():
        if len({marker.tag for marker in markers}) == 1:
            yield from markers
