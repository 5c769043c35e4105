"""Tracked insertions, deletions and moves of what stands in paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import all_w, m, parent_tag, value, w
from dxplan_cli.intake.word.removal import MARKERS, discard, unwrap

if TYPE_CHECKING:
    from dxplan_cli.intake.word.names import Element

WRAPPERS: Final = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
"""Around runs these hold what was changed; in properties they are marks of a paragraph, a row or a formula."""
OLD: Final = all_w(("del", "moveFrom"))
NEW: Final = all_w(("ins", "moveTo"))
_RANGES: Final = {
    w("customXmlInsRangeStart"): w("ins"),
    w("customXmlDelRangeStart"): w("del"),
    w("customXmlMoveFromRangeStart"): w("moveFrom"),
    w("customXmlMoveToRangeStart"): w("moveTo"),
}
_TAGGED: Final = all_w(("sdt", "customXml", "smartTag"))
_KEPT_TEXT: Final = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
REVISION_RANGES: Final = tuple(
    w(f"{kind}Range{side}")
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for side in ("Start", "End")
)


def settle_tags(tree: Element, removed: frozenset[str]) -> None:
    """Unwrap content controls whose tags alone were inserted or deleted: the range stands around the start tag."""
    for start in list(tree.iter(*_RANGES)):
        if _RANGES[start.tag] not in removed:
            continue
        tagged = start.getnext()
        while tagged is not None and tagged.tag in MARKERS:
            tagged = tagged.getnext()
        if tagged is not None and tagged.tag in _TAGGED:
            _unwrap_tagged(tagged)


def _unwrap_tagged(tagged: Element) -> None:
    for child in list(tagged):
        if child.tag == w("sdtContent"):
            unwrap(child)
        elif child.tag in all_w(("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")):
            tagged.remove(child)
    unwrap(tagged)


def settle_content(tree: Element, removed: frozenset[str]) -> None:
    """Take out what is removed with all that stands in it, and open the wrappers of the rest.

    Marks of paragraphs and rows are left to `joining` and `rows`. Of a formula the runs go; its structure
    stays, because a fraction without its bar would need words nobody wrote.
    """
    for wrapper in list(tree.iter(*WRAPPERS)):
        parent = wrapper.getparent()
        if parent is None:
            continue
        if parent.tag == m("r") and wrapper.tag in removed:
            discard(parent)
        elif parent.tag in {m("r"), m("ctrlPr")}:
            unwrap(wrapper)
        elif parent.tag == w("rPr"):
            if parent_tag(parent) != w("pPr"):
                parent.remove(wrapper)
        elif parent.tag != w("trPr"):
            (discard if wrapper.tag in removed else unwrap)(wrapper)


def settle_text(tree: Element) -> None:
    """Write what was kept of deleted text as text again."""
    for element in tree.iter(*_KEPT_TEXT):
        element.tag = _KEPT_TEXT[element.tag]


def drop_ranges(tree: Element, anchored: frozenset[str | None]) -> None:
    """Take away the ranges of revisions, and those of comments that were `anchored` before and are no longer."""
    gone = anchored - references(tree)
    for marker in list(tree.iter(*REVISION_RANGES, w("commentRangeStart"), w("commentRangeEnd"))):
        is_comment = marker.tag not in REVISION_RANGES
        parent = marker.getparent()
        if parent is not None and (not is_comment or value(marker, "id") in gone):
            parent.remove(marker)


def references(tree: Element) -> frozenset[str | None]:
    """Return the ids of the comments that are referred to."""
    return frozenset(value(each, "id") for each in tree.iter(w("commentReference")))
