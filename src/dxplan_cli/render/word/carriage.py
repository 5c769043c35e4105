"""Carrying parts out of a template: each is cut off from everything that stays behind or lies outside.

A header may have pictures. Whatever else it is related to (links, linked
pictures, charts, embedded programs) is left, and so are fields that fetch
something, content bound to other parts, and traces of its own revision.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from lxml import etree

from dxplan_cli.render.word.markup import serialize
from dxplan_cli.render.word.package import PackagePart, Relation, relation_type
from dxplan_cli.render.word.safety import parse_part
from dxplan_cli.render.word.xml import RELATIONSHIPS, WORD
from dxplan_cli.value import Mutable, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.opc.part import Part

    from dxplan_cli.render.word.markup import Element

_PICTURES: Final = frozenset(
    f"image/{kind}" for kind in ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf", "emf", "wmf")
)
_FETCHING: Final = ("INCLUDE", "LINK", "DDE", "DATABASE", "IMPORT", "MACROBUTTON", "RD ")
_GOES: Final = frozenset((
    "del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange",
    "tblGridChange", "numberingChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference",
    "endnoteReference", "permStart", "permEnd", "proofErr", "dataBinding", "placeholder", "altChunk", "subDoc",
    "embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "hlinkClick", "hlinkHover", "svgBlip", "control",
))  # fmt: skip
_STYLED: Final = ("pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink")
_UNWRAPPED: Final = frozenset(("ins", "moveTo"))
_DRAWN: Final = frozenset(("drawing", "pict", "object"))
_FETCHED: Final = frozenset(("src", "href", "paraId", "textId"))
"""Attributes that name a place outside, and ids that must be unlike those of the paper."""
_FIRST_DRAWING: Final = 900_001


class Carriage(Mutable):
    """What is taken along so far: `media` under the names they get, `has_left` once something outside was cut off.

    `styles` are the ids there are, once that is known.
    """

    styles: frozenset[str] | None = None
    media: dict[str, PackagePart] = field(default_factory=dict)
    drawings: int = _FIRST_DRAWING
    has_left: bool = False

    def take(self, part: Part, name: str) -> PackagePart:
        """Return a part of the template under a new name, with its pictures and nothing else it knew."""
        root = parse_part(part.blob)
        kept = self._pictures(part)
        _strip(root)
        _drop_styles(root, self.styles)
        self.has_left |= _cut(root, kept)
        self.has_left |= _stop_fetching(root)
        for element in root.iter("{*}docPr"):
            element.set("id", str(self.drawings))
            self.drawings += 1
        relations = tuple(Relation(identifier, relation_type("image"), target) for identifier, target in kept.items())
        return PackagePart(name, part.content_type, serialize(root), relations)

    def _pictures(self, part: Part) -> dict[str, str]:
        """Return the relations to pictures and the names they get in the paper."""
        kept = {}
        for identifier, relation in sorted(part.rels.items()):
            if identifier and not relation.is_external and relation.target_part.content_type.lower() in _PICTURES:
                kept[identifier] = self._media(relation.target_part)
        return kept

    def _media(self, picture: Part) -> str:
        origin = str(picture.partname)
        if origin not in self.media:
            name = f"word/media/house{len(self.media) + 1}{posixpath.splitext(origin)[1].lower()}"
            self.media[origin] = PackagePart(name, picture.content_type, picture.blob)
        return self.media[origin].name


def _strip(root: Element) -> None:
    """Take out what speaks of other parts of the template or of how it was edited."""
    for element in list(root.iterdescendants(etree.Element)):
        name = etree.QName(element).localname
        if name in _GOES:
            _remove(element)
        elif name in _UNWRAPPED and etree.QName(element).namespace == WORD:
            _unwrap(element)
    for element in root.iter(etree.Element):
        for key in [key for key in element.attrib if etree.QName(key).localname in _FETCHED]:
            del element.attrib[key]


def _drop_styles(root: Element, known: frozenset[str] | None) -> None:
    """Take out references to styles that are not there."""
    if known is None:
        return
    for reference in [each for tag in _STYLED for each in root.iter(f"{{{WORD}}}{tag}")]:
        if reference.get(f"{{{WORD}}}val") not in known:
            _remove(reference)


def _cut(root: Element, kept: Iterable[str]) -> bool:
    """Take out what refers to a relation that is not kept; say whether there was anything."""
    known = frozenset(kept)
    prefix = f"{{{RELATIONSHIPS}}}"
    cut = False
    for element in list(root.iter(etree.Element)):
        for key in [
            str(key) for key, value in element.attrib.items() if str(key).startswith(prefix) and value not in known
        ]:
            cut = True
            del element.attrib[key]
            if etree.QName(element).localname == "hyperlink":
                _unwrap(element)
            else:
                drawn = next((each for each in element.iterancestors() if etree.QName(each).localname in _DRAWN), None)
                _remove(element if drawn is None else drawn)
    return cut


def _stop_fetching(root: Element) -> bool:
    """Leave the fields of a part as their last results when one of them would fetch something; say whether it would."""
    codes = [element.text or "" for element in root.iter(f"{{{WORD}}}instrText")]
    simple = list(root.iter(f"{{{WORD}}}fldSimple"))
    codes = ["".join(codes), *(element.get(f"{{{WORD}}}instr", "") for element in simple)]
    if not any(word in code.upper() for code in codes for word in _FETCHING):
        return False
    for element in [each for tag in ("fldChar", "instrText") for each in root.iter(f"{{{WORD}}}{tag}")]:
        _remove(element)
    for element in simple:
        _unwrap(element)
    return True


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
