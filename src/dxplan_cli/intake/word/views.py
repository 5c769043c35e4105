"""What the paragraphs will say with all tracked changes accepted, or all rejected, read without settling anything.

The same as `revisions` and then `text`, but for paragraphs without words, in a
quarter of the time: nothing is copied and nothing taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.content import NEW, OLD, WRAPPERS
from dxplan_cli.intake.word.names import all_w, m, w
from dxplan_cli.intake.word.removal import MARKERS
from dxplan_cli.intake.word.rows import CELL_MARKS
from dxplan_cli.intake.word.text import READ, joined, read_pieces, unread_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from dxplan_cli.intake.word.names import Element

_PARAGRAPH, _TABLE, _ROW = (w(name) for name in ("p", "tbl", "tr"))
_FONTS: Final = w("rPr")
_FORMULA: Final = m("r")
_OWNED: Final = all_w(("trPr", "tcPr"))
"""Where the mark of a row or a cell stands, which goes as a whole."""
_SAYING_NOTHING: Final = {m("ctrlPr"), w("numPr")}


def accepted_texts(body: Element) -> tuple[str, ...]:
    """Return the text of every paragraph that has any, as it was meant to become."""
    return _texts(body, OLD)


def rejected_texts(body: Element) -> tuple[str, ...]:
    """Return the text of every paragraph that has any, as it was before."""
    return _texts(body, NEW)


def _texts(body: Element, removed: frozenset[str]) -> tuple[str, ...]:
    gone, unended = _removals(body, removed)
    hidden = frozenset(inner for each in gone for inner in each.iter(_ROW, *READ))
    texts = read_pieces(body, unread_of(body, deleted=True) | hidden)
    for paragraph in unended:
        following = _following(paragraph, hidden)
        if paragraph in texts and following in texts:
            texts[following][:0] = texts.pop(paragraph)
    return tuple(text for text in joined(texts) if text)


def _removals(body: Element, removed: frozenset[str]) -> tuple[list[Element], list[Element]]:
    """Return what goes with all that is in it, and the paragraphs whose mark goes, in document order."""
    gone: list[Element] = []
    unended: list[Element] = []
    for mark in body.iter(*WRAPPERS, *CELL_MARKS):
        parent = mark.getparent()
        if parent is None or CELL_MARKS.get(mark.tag, mark.tag) not in removed:
            continue
        if parent.tag == _FONTS:
            unended += _ended_by(parent)
        elif parent.tag in _OWNED:
            gone += _owner(parent)
        elif parent.tag == _FORMULA:
            gone.append(parent)
        elif parent.tag not in _SAYING_NOTHING:
            gone.append(mark)
    return gone, unended


def _ended_by(fonts: Element) -> Iterator[Element]:
    """Yield the paragraph whose mark has these fonts; those of a run have none."""
    properties = fonts.getparent()
    if properties is not None and properties.tag == w("pPr"):
        yield from _owner(properties)


def _owner(properties: Element) -> Iterator[Element]:
    owner = properties.getparent()
    if owner is not None:
        yield owner


def _following(paragraph: Element, hidden: Container[Element]) -> Element | None:
    """Return what a paragraph runs on into: what follows, but for markers and tables that go."""
    return next((each for each in paragraph.itersiblings() if not _is_passed(each, hidden)), None)


def _is_passed(block: Element, hidden: Container[Element]) -> bool:
    if block.tag == _TABLE:
        return all(row in hidden for row in block.iterchildren(_ROW))
    return block.tag in MARKERS
