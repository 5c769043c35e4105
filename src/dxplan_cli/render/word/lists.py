"""Lists of a template and ours in one numbering.xml: ours come behind, under numbers of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.markup import qualified
from dxplan_cli.render.word.stylebook import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.render.word.markup import Element


def join_lists(house: Element, ours: Element) -> int:
    """Put our lists into the template's; return what is added to the number of each."""
    offset = max(_highest(house, "abstractNum", "abstractNumId"), _highest(house, "num", "numId"))
    at = len(house.findall("w:numPicBullet", NAMES)) + len(house.findall("w:abstractNum", NAMES))
    for definition in ours.findall("w:abstractNum", NAMES):
        _raise(definition, "abstractNumId", offset)
        house.insert(at, definition)
        at += 1
    at += len(house.findall("w:num", NAMES))
    for entry in ours.findall("w:num", NAMES):
        _raise(entry, "numId", offset)
        _raise(entry[0], "val", offset)
        house.insert(at, entry)
        at += 1
    return offset


def fit_lists(ours: Element, ids: Mapping[str, str], adopted: frozenset[str], share: float) -> None:
    """Give our lists the template's ids of styles, and the lists of the text the size of its body."""
    for level in ours.iterfind("w:abstractNum/w:lvl", NAMES):
        style = level.find("w:pStyle", NAMES)
        if style is not None:
            name = style.get(qualified("val"), "")
            if name in adopted:  # the template says itself which list its style belongs to
                level.remove(style)
            else:
                style.set(qualified("val"), ids.get(name, name))
    cells = str(looks.NUMBERED[looks.CELL_BULLET])
    texts = (each for each in ours.findall("w:abstractNum", NAMES) if each.get(qualified("abstractNumId")) != cells)
    for indent in (found for each in texts for found in each.iterfind("w:lvl/w:pPr/w:ind", NAMES)):
        for key, value in indent.attrib.items():
            indent.set(key, str(round(int(value) * share)))


def numbers_of(numbering: Element) -> frozenset[str]:
    """Return the numbers (numId) of the lists there are."""
    return frozenset(entry.get(qualified("numId"), "") for entry in numbering.iterfind("w:num", NAMES))


def levels_of(numbering: Element, number: str) -> int:
    """Return how many levels a list has; 0 for one that is not there or is only a reference to another."""
    entry = numbering.find(f"w:num[@w:numId='{number}']/w:abstractNumId", NAMES) if number.isalnum() else None
    definition = entry.get(qualified("val"), "") if entry is not None else ""
    found = [
        each
        for each in numbering.iterfind("w:abstractNum", NAMES)
        if each.get(qualified("abstractNumId")) == definition
    ]
    return len(found[0].findall("w:lvl", NAMES)) if found else 0


def _highest(parent: Element, tag: str, key: str) -> int:
    values = [element.get(qualified(key), "") for element in parent.iterfind(f"w:{tag}", NAMES)]
    return max((int(value) for value in values if value.isascii() and value.isdecimal()), default=0)


def _raise(element: Element, key: str, offset: int) -> None:
    element.set(qualified(key), str(int(element.get(qualified(key), "0")) + offset))
