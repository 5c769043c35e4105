"""Parts of a house template as lxml reads them, and what of ours is put among them."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from dxplan_cli.render.word.xml import RELATIONSHIPS, WORD
from dxplan_cli.text.characters import clean

Element: TypeAlias = _Element
"""lxml has no public name for the class of its elements."""

_NAMES = {"w": WORD, "r": RELATIONSHIPS}


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


def serialize(element: Element) -> bytes:
    """Return a part as bytes."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
