"""WordprocessingML elements: `child(parent, "spacing", before=120)` and no more.

Every text and attribute passes through `characters.clean`, so nothing a user
wrote can make a file that does not open.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from dxplan_cli.text.characters import clean

Element: TypeAlias = _Element
"""lxml has no public name for the class of its elements."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_NAMES = {"w": WORD, "r": RELATIONSHIPS}
_PREFIXES = {PLACED: "wp", DRAWING: "a", PICTURE: "pic"}
_SIGNS = re.compile("([\n\t])")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def qualified(name: str) -> str:
    """Return the full name of an element or attribute of the main namespace."""
    return f"{{{WORD}}}{name}"


def root(name: str) -> Element:
    """Begin a part."""
    return etree.Element(qualified(name), nsmap=_NAMES)


def child(parent: Element, tag: str, /, **attributes: str | int) -> Element:
    """Append an element with attributes of the main namespace."""
    element = etree.SubElement(parent, qualified(tag))
    for key, value in attributes.items():
        element.set(qualified(key), str(value) if isinstance(value, int) else clean(value))
    return element


def attributes_of(element: Element) -> dict[str, str]:
    """Return the attributes of the main namespace under their short names."""
    prefix = qualified("")
    found = {str(key): str(value) for key, value in element.attrib.items()}
    return {key.removeprefix(prefix): value for key, value in found.items() if key.startswith(prefix)}


def graft(parent: Element, namespace: str, tag: str, /, **attributes: str) -> Element:
    """Append an element of a drawing; its attributes have no namespace."""
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", nsmap={_PREFIXES[namespace]: namespace})
    for key, value in attributes.items():
        element.set(key, clean(value))
    return element


def write_text(run: Element, text: str, *, is_gone: bool = False) -> None:
    """Append text to a `w:r`: newlines become `w:br`, tabs `w:tab`; what `is_gone` is deleted text."""
    for piece in _SIGNS.split(clean(text)):
        if piece == "\n":
            child(run, "br")
        elif piece == "\t":
            child(run, "tab")
        elif piece:
            element = child(run, "delText" if is_gone else "t")
            element.set(_SPACE, "preserve")
            element.text = piece


def write_field(parent: Element, instruction: str, result: str) -> None:
    """Append a complex field that already shows `result`."""
    begin_field(parent, instruction)
    write_text(child(parent, "r"), result)
    end_field(parent)


def begin_field(parent: Element, instruction: str) -> None:
    """Append the beginning of a complex field; its result follows."""
    child(child(parent, "r"), "fldChar", fldCharType="begin")
    code = child(child(parent, "r"), "instrText")
    code.set(_SPACE, "preserve")
    code.text = f" {instruction} "
    child(child(parent, "r"), "fldChar", fldCharType="separate")


def end_field(parent: Element) -> None:
    """Append the end of a complex field."""
    child(child(parent, "r"), "fldChar", fldCharType="end")


def serialize(element: Element) -> bytes:
    """Return a part as bytes."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
