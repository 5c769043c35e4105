"""Styles of a template and ours in one styles.xml: the template's where it has one of that name, else ours added.

Ours that are added take the template's faces and the size of its body, and
stand on their own feet: what the office made of Normal is not meant for a
cell of a table.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.markup import child, qualified
from dxplan_cli.render.word.stylebook import FONTS, IN_BOXES, NAMES
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.render.word.markup import Element
    from dxplan_cli.render.word.stylebook import StyleBook

_VALUE, _STYLE_ID = qualified("val"), qualified("styleId")
_OURS = "（dxplan）"
_LOOKS = {look.id: look for look in looks.ALL}


class Wardrobe(Value):
    """What became of our styles: the id of each in the paper, which of ours gave way, and how much larger the body is."""

    ids: Mapping[str, str]
    adopted: frozenset[str]
    share: float


def join_styles(book: StyleBook, ours: Element) -> Wardrobe:
    """Add to the template's styles those of ours that it lacks."""
    house = {style.get(_STYLE_ID, ""): _counterpart(book, style) for style in ours.iterfind("w:style", NAMES)}
    adopted = {own: found.get(_STYLE_ID, "") for own, found in house.items() if found is not None}
    taken = {style.get(_STYLE_ID, "").casefold() for style in book.root.iterfind("w:style", NAMES)}
    ids = {own: adopted.get(own) or _free(own, taken) for own in house}
    share = book.size(book.of_look(looks.NORMAL)) / looks.NORMAL.size
    faces = _faces(book)
    for style in ours.findall("w:style", NAMES):
        own = style.get(_STYLE_ID, "")
        if own not in adopted:
            added = deepcopy(style)
            _settle(book, added, ids)
            _dye(added, faces)
            if own in _LOOKS and _LOOKS[own] not in IN_BOXES:
                _grow(added, share)
            book.root.append(added)
    return Wardrobe(ids, frozenset(adopted), share)


def drop_dangling(styles: Element, lists: frozenset[str]) -> None:
    """Take out what refers to a style or list that is not there, and a second style of the same id."""
    seen: set[str | None] = set()
    for style in styles.findall("w:style", NAMES):
        if style.get(_STYLE_ID) in seen:
            styles.remove(style)
        seen.add(style.get(_STYLE_ID))
    known = {style.get(_STYLE_ID) for style in styles.iterfind("w:style", NAMES)}
    for tag in ("basedOn", "next", "link"):
        for reference in styles.findall(f"w:style/w:{tag}", NAMES):
            if reference.get(_VALUE) not in known:
                _remove(reference)
    for number in styles.findall(".//w:numPr/w:numId", NAMES):
        parent = number.getparent()
        if number.get(_VALUE) not in lists | {"0"} and parent is not None:
            _remove(parent)


def dye_fonts(parent: Element, book: StyleBook) -> None:
    """Exchange our faces for the template's below an element."""
    _dye(parent, _faces(book))


def _counterpart(book: StyleBook, style: Element) -> Element | None:
    look = _LOOKS.get(style.get(_STYLE_ID, ""))
    if look is not None:
        return book.of_look(look)
    return book.named(style.get(qualified("type"), ""), _name(style).get(_VALUE, ""))


def _settle(book: StyleBook, style: Element, ids: Mapping[str, str]) -> None:
    """Give a style of ours ids and a name that are free, and let it stand on itself or on another of ours."""
    style.set(_STYLE_ID, ids[style.get(_STYLE_ID, "")])
    kinds = ("paragraph", "character", "table", "numbering")
    if any(book.named(kind, _name(style).get(_VALUE, "")) is not None for kind in kinds):
        _name(style).set(_VALUE, _name(style).get(_VALUE, "") + _OURS)
    if qualified("default") in style.attrib and any(
        other.get(qualified("type")) == style.get(qualified("type"))
        and other.get(qualified("default")) in {"1", "true"}
        for other in book.root.iterfind("w:style", NAMES)
    ):
        del style.attrib[qualified("default")]
    for tag in ("basedOn", "next"):
        for reference in style.findall(f"w:{tag}", NAMES):
            named = reference.get(_VALUE, "")
            reference.set(_VALUE, ids.get(named, named))
            if tag == "basedOn" and named == looks.NORMAL.id:
                style.remove(reference)


def _faces(book: StyleBook) -> dict[str, dict[str, str]]:
    """Return the fonts that take the place of ours: those of the body and of the highest heading, where they say any."""
    body = book.of_look(looks.BODY)
    pairs = (
        (looks.MINCHO, body if body is not None else book.of_look(looks.NORMAL)),
        (looks.GOTHIC, book.of_look(looks.HEADINGS[0])),
    )
    found = {face: book.fonts(style) for face, style in pairs if style is not None}
    return {face: fonts for face, fonts in found.items() if {"eastAsia", "eastAsiaTheme"} & fonts.keys()}


def _dye(parent: Element, faces: Mapping[str, Mapping[str, str]]) -> None:
    for fonts in parent.iter(qualified("rFonts")):
        face = fonts.get(qualified(FONTS[0]), "")
        if face in faces:
            fonts.attrib.clear()
            for key, value in faces[face].items():
                fonts.set(qualified(key), value)


def _grow(style: Element, share: float) -> None:
    for path, key in (("w:rPr/w:sz", "val"), ("w:rPr/w:szCs", "val"), ("w:pPr/w:spacing", "line")):
        for element in style.iterfind(path, NAMES):
            element.set(qualified(key), str(round(int(element.get(qualified(key), "0")) * share)))


def _name(style: Element) -> Element:
    found = style.find("w:name", NAMES)
    return found if found is not None else child(style, "name", val="")


def _free(wanted: str, taken: set[str]) -> str:
    """Return an id nobody has, and take it."""
    identifier, number = wanted, 1
    while identifier.casefold() in taken:
        number += 1
        identifier = f"{wanted}{number}"
    taken.add(identifier.casefold())
    return identifier


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
