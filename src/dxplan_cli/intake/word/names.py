"""Names of WordprocessingML and its neighbours, as lxml writes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from lxml.etree import _Element

if TYPE_CHECKING:
    from collections.abc import Iterable

Element: TypeAlias = _Element
"""lxml has no public name for the class of its elements."""

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
GRAPHICS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2010: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_2012: Final = "http://schemas.microsoft.com/office/word/2012/wordml"

STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": WORD,
    "http://purl.oclc.org/ooxml/officeDocument/math": MATH,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": RELATIONSHIPS,
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": DRAWING,
    "http://purl.oclc.org/ooxml/drawingml/picture": PICTURE,
    "http://purl.oclc.org/ooxml/drawingml/main": GRAPHICS,
}
"""Names of the strict form of ISO/IEC 29500, which Word writes when asked, and the usual names of the same things."""

_DIGITS: Final = 9
"""More no office program writes, and Python refuses to read thousands of them."""

SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
ALTERNATES: Final = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE: Final = f"{{{COMPATIBILITY}}}Choice"
FALLBACK: Final = f"{{{COMPATIBILITY}}}Fallback"


@cache
def w(name: str) -> str:
    """Return the full name of an element or attribute of the main namespace."""
    return f"{{{WORD}}}{name}"


@cache
def m(name: str) -> str:
    """Return the full name of an element of formulas."""
    return f"{{{MATH}}}{name}"


def all_w(names: Iterable[str]) -> frozenset[str]:
    """Return the full names of several elements of the main namespace."""
    return frozenset(w(name) for name in names)


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute of the main namespace; None also when there is no element."""
    return None if element is None else element.get(w(name))


def number(element: Element | None, name: str = "val") -> int | None:
    """Return an attribute of the main namespace that is a whole number of a sane size; None for anything else."""
    given = value(element, name)
    is_number = given is not None and given.isascii() and given.isdecimal() and len(given) <= _DIGITS
    return int(given) if given is not None and is_number else None


def children_by_name(element: Element | None) -> dict[str, Element]:
    """Return the first child of each name; lxml takes as long to look for one of them."""
    return {} if element is None else {child.tag: child for child in element.iterchildren(reversed=True)}


def properties_of(element: Element, name: str) -> dict[str, Element]:
    """Return by name what stands in the properties of an element, such as those in the `w:pPr` of a paragraph."""
    return children_by_name(next(element.iterchildren(name), None))


def parent_tag(element: Element) -> str:
    """Return the name of what an element stands in; empty for the outermost."""
    parent = element.getparent()
    return "" if parent is None else parent.tag
