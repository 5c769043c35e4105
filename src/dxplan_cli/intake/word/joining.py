"""Paragraphs whose mark was removed: they run on into the next one.

What Word's own commands leave is the paragraph whose mark stays, with its
properties and what stood before in front of its own text. Where no paragraph
follows, before a table, a content control or the end, there is nothing to join:
the paragraph stays when it still says something, else it vanishes, but for the
empty one a cell, a note or a header needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from dxplan_cli.intake.word.content import WRAPPERS
from dxplan_cli.intake.word.names import all_w, m, w
from dxplan_cli.intake.word.removal import MARKERS, TRIFLES, discard

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from dxplan_cli.intake.word.names import Element

_ENDS_WITH_PARAGRAPH: Final = ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment", "body")
_HOLDERS: Final = all_w(_ENDS_WITH_PARAGRAPH)
_SILENT: Final = TRIFLES | all_w(("rPr", "commentReference", "annotationRef"))


def join_paragraphs(tree: Element, removed: frozenset[str]) -> None:
    """Join what is to be joined and take the marks away."""
    marks = paragraph_marks(tree)
    unended = dict.fromkeys(_paragraph_of(mark) for mark in marks if mark.tag in removed)
    holders = dict.fromkeys(holder for each in unended if (holder := each.getparent()) is not None)
    for holder in holders:
        _join_in(holder, unended)
    for mark in marks:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def paragraph_marks(tree: Element) -> list[Element]:
    """Return the revisions that stand for a paragraph's mark, in order."""
    return [
        mark
        for mark in tree.iter(*WRAPPERS)
        if (fonts := mark.getparent()) is not None
        and fonts.tag == w("rPr")
        and (properties := fonts.getparent()) is not None
        and properties.tag == w("pPr")
    ]


def close_holders(tree: Element) -> None:
    """Give every cell, note, comment, text box and header the paragraph it has to end with, and the body one at least."""
    for holder in tree.iter(*_HOLDERS):
        last = next((child for child in reversed(holder) if child.tag not in MARKERS | {w("sectPr")}), None)
        if last is None or (holder.tag == w("tc") and last.tag in {w("tcPr"), w("tbl")}):
            _append_paragraph(holder)


def _append_paragraph(holder: Element) -> None:
    section = holder.find(w("sectPr"))
    if section is not None:
        section.addprevious(etree.Element(w("p")))
    else:
        etree.SubElement(holder, w("p"))


def _paragraph_of(mark: Element) -> Element:
    return next(mark.iterancestors(w("p")), mark)


def _join_in(holder: Element, unended: Container[Element]) -> None:
    chain: list[Element] = []
    for block in list(holder):
        is_paragraph = block.tag == w("p")
        if block in unended or (chain and block.tag in MARKERS):
            chain.append(block)
        elif chain:
            if is_paragraph:
                _merge(chain, block)
            else:
                _end(chain, holder)
            chain = []
    if chain:
        _end(chain, holder)


def _merge(chain: Sequence[Element], into: Element) -> None:
    """Put the content of paragraphs, and markers between them, before the text of another paragraph."""
    content = [
        child
        for block in chain
        for child in (block if block.tag == w("p") else (block,))
        if child.tag != w("pPr")
    ]  # fmt: skip
    first = next((child for child in into if child.tag != w("pPr")), None)
    for child in content:
        if first is None:
            into.append(child)
        else:
            first.addprevious(child)
    for block in chain:
        parent = block.getparent()
        if block.tag == w("p") and parent is not None:
            parent.remove(block)


def _end(chain: list[Element], holder: Element) -> None:
    """Close a chain that no paragraph follows."""
    while chain[-1].tag != w("p"):
        chain.pop()
    last = chain[-1]
    _merge(chain[:-1], last)
    if not _says_something(last) and not _is_needed(last, holder):
        discard(last)


def _says_something(paragraph: Element) -> bool:
    runs = paragraph.iter(w("r"), m("r"))
    return any(child.tag not in _SILENT for run in runs for child in run)


def _is_needed(paragraph: Element, holder: Element) -> bool:
    """Tell whether the holder would end without a paragraph."""
    after = (each for each in paragraph.itersiblings() if each.tag not in MARKERS)
    before = (each for each in paragraph.itersiblings(preceding=True) if each.tag not in MARKERS)
    following, preceding = next(after, None), next(before, None)
    is_last = following is None or following.tag == w("sectPr")
    return holder.tag in _HOLDERS and is_last and (preceding is None or preceding.tag != w("p"))
