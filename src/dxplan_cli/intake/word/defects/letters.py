"""Defects of the letters themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection
    from dxplan_cli.intake.word.names import Element

_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_BLANKS: Final = frozenset(" \t\r\n")
"""What XML counts as white space; the full-width space is a letter."""


def find_control_characters(inspection: Inspection) -> Iterator[Flaw]:
    """A newline, a tab or a control character stands in `w:t`, where Word shows a blank or nothing."""
    for tree in inspection.stories:
        for text in (*tree.of("t"), *tree.of("delText")):
            found = _FORBIDDEN.search(text.text or "")
            if found:
                yield tree.flaw(text, f"文字の中に制御文字 U+{ord(found[0]):04X} があります")


def find_lost_blanks(inspection: Inspection) -> Iterator[Flaw]:
    """Blanks at the ends of a text that does not ask to keep them: Word drops them."""
    for tree in inspection.stories:
        for text in (*tree.of("t"), *tree.of("delText")):
            words = text.text
            if words and (words[0] in _BLANKS or words[-1] in _BLANKS) and not _keeps_blanks(text):
                yield tree.flaw(text, '前後の空白が失われます（xml:space="preserve" がありません）')


def _keeps_blanks(text: Element) -> bool:
    element: Element | None = text
    while element is not None:
        told = element.get(SPACE)
        if told is not None:
            return told == "preserve"
        element = element.getparent()
    return False
