"""The house template: styles, headers and page of the office's own .docx, read into a value.

The only module that imports python-docx, to open the file; what the file says
is read from the XML of its parts. Its text is left where it is.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from lxml import etree

from dxplan_cli.errors import DataError
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.carriage import Carriage
from dxplan_cli.render.word.markup import attributes_of, qualified
from dxplan_cli.render.word.package import WORD_TYPE, PackagePart, relation_type
from dxplan_cli.render.word.page import PORTRAIT, Page
from dxplan_cli.render.word.safety import NO_DOCUMENT, macros, not_word, parse_part, refuse_unsafe
from dxplan_cli.render.word.stylebook import NAMES, open_book
from dxplan_cli.render.word.xml import RELATIONSHIPS
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part

    from dxplan_cli.render.word.looks import Look
    from dxplan_cli.render.word.markup import Element
    from dxplan_cli.render.word.stylebook import StyleBook

HEADER_KINDS: Final = ("default", "first", "even")
_DOCUMENTS: Final = (f"{WORD_TYPE}document.main+xml", f"{WORD_TYPE}template.main+xml")
_LEAST_WIDTH, _LEAST_HEIGHT, _MOST_LENGTH = 5000, 4000, 31680
_UNITS: Final = {"mm": 56.6929, "cm": 566.929, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


class Template(Value):
    """What a paper takes over.

    `headers` are (kind, part) in the order of `HEADER_KINDS`, `media` the pictures of all parts, `grid` the attributes
    of the page's grid, `looks` ours with the measures they have here, `remarks` what the user should know, in Japanese.
    """

    styles: PackagePart
    page: Page
    headers: tuple[tuple[str, PackagePart], ...] = ()
    theme: PackagePart | None = None
    numbering: PackagePart | None = None
    fonts: PackagePart | None = None
    media: tuple[PackagePart, ...] = ()
    grid: tuple[tuple[str, str], ...] = ()
    has_title_page: bool = False
    has_even_pages: bool = False
    mirrors_margins: bool = False
    looks: tuple[Look, ...] = looks.ALL
    remarks: tuple[str, ...] = ()

    def look(self, look: Look) -> Look:
        """Return a look of ours as it comes out in this template."""
        return next((each for each in self.looks if each.id == look.id), look)


def read_template(blob: bytes) -> Template:
    """Read the bytes of a .docx or .dotx.

    Raises:
        DataError: it is none, is locked, has macros or no styles, or could not be opened safely.
    """
    refuse_unsafe(blob)
    package = _open(blob)
    try:
        return _read(_main_part(package))
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        message = "Word の文書としての作りが壊れています"
        raise not_word(message) from error


def _open(blob: bytes) -> OpcPackage:
    from docx.opc.package import OpcPackage  # noqa: PLC0415 - 140 ms that only a template costs

    try:
        return OpcPackage.open(io.BytesIO(blob))
    except Exception as error:  # a library at work on a file from outside fails in many ways, all with one meaning
        raise not_word(NO_DOCUMENT) from error


def _main_part(package: OpcPackage) -> Part:
    found = [relation for relation in package.rels.values() if relation.reltype.endswith("/officeDocument")]
    if not found or found[0].is_external:
        raise not_word(NO_DOCUMENT)
    if found[0].reltype != relation_type("officeDocument"):
        message = "「厳密な Open XML」の形式なので使えません"
        raise not_word(message)
    main: Part = found[0].target_part
    if "macroenabled" in main.content_type.lower():
        raise macros()
    if main.content_type not in _DOCUMENTS:
        raise not_word(NO_DOCUMENT)
    return main


def _read(main: Part) -> Template:
    body, carriage = parse_part(main.blob), Carriage()
    styles = _take(main, "styles", carriage)
    if styles is None:
        message = "書式（スタイル）の入っていない文書です"
        raise not_word(message)
    sections = [each for each in body.iter(qualified("sectPr")) if not _is_former(each)]
    grid = _attributes(sections, "docGrid")
    settings = _settings(main)
    book = open_book(parse_part(styles.blob), _pitch(grid))
    carriage.styles = frozenset(book.ids)
    headers = _headers(main, sections, carriage)
    theme, numbering, fonts = (_take(main, kind, carriage) for kind in ("theme", "numbering", "fontTable"))
    return Template(
        styles=styles, headers=headers, theme=theme, numbering=numbering, fonts=fonts,
        page=_page(sections, binds_at_top=_is_set(settings, "gutterAtTop")),
        media=tuple(carriage.media.values()),
        grid=tuple(grid.items()),
        has_title_page=bool(sections) and _is_set(sections[-1], "titlePg"),
        has_even_pages=_is_set(settings, "evenAndOddHeaders"),
        mirrors_margins=_is_set(settings, "mirrorMargins"),
        looks=tuple(map(book.resolve, looks.ALL)),
        remarks=_remarks(book, carriage),
    )  # fmt: skip


def _remarks(book: StyleBook, carriage: Carriage) -> tuple[str, ...]:
    remarks = []
    if missing := book.missing():
        remarks.append(f"様式にないスタイルは、dxplan のもので補いました：{'、'.join(missing)}")
    if carriage.has_left:
        remarks.append("様式のヘッダーなどにある、外へのリンクや埋め込みは、資料に入れません")
    return tuple(remarks)


def _related(main: Part, kind: str) -> Part | None:
    wanted = relation_type(kind)
    found = (each for each in main.rels.values() if each.reltype == wanted and not each.is_external)
    return next((each.target_part for each in found), None)


def _take(main: Part, kind: str, carriage: Carriage) -> PackagePart | None:
    part = _related(main, kind)
    return carriage.take(part, f"word/{kind if kind != 'theme' else 'theme/theme1'}.xml") if part is not None else None


def _headers(main: Part, sections: list[Element], carriage: Carriage) -> tuple[tuple[str, PackagePart], ...]:
    """Return the headers of the last section; a kind it does not have itself is that of the section before."""
    named: dict[str, str] = {}
    for section in sections:
        for reference in section.iterfind("w:headerReference", NAMES):
            kind = reference.get(qualified("type"), "default")
            named[kind] = reference.get(f"{{{RELATIONSHIPS}}}id", "")
    found = []
    for number, kind in enumerate(HEADER_KINDS, start=1):
        if kind in named and named[kind] in main.rels and not main.rels[named[kind]].is_external:
            found.append((kind, carriage.take(main.rels[named[kind]].target_part, f"word/header{number}.xml")))
    return tuple(found)


def _page(sections: list[Element], *, binds_at_top: bool) -> Page:
    """Return the page of the last section; what it does not say is as on ours.

    Raises:
        DataError: a sheet or margins that leave no room for a paper.
    """
    size, margins = _attributes(sections, "pgSz"), _attributes(sections, "pgMar")
    page = Page(
        width=_twips(size.get("w"), PORTRAIT.width), height=_twips(size.get("h"), PORTRAIT.height),
        left=_twips(margins.get("left", margins.get("start")), PORTRAIT.left),
        right=_twips(margins.get("right", margins.get("end")), PORTRAIT.right),
        top=_twips(margins.get("top"), PORTRAIT.top), bottom=_twips(margins.get("bottom"), PORTRAIT.bottom),
        header=_twips(margins.get("header"), PORTRAIT.header), footer=_twips(margins.get("footer"), PORTRAIT.footer),
        gutter=_twips(margins.get("gutter"), 0), binds_at_top=binds_at_top,
    )  # fmt: skip
    for each in (page, page.turned()):
        is_small = each.text_width < _LEAST_WIDTH or each.text_height < _LEAST_HEIGHT
        if is_small or max(each.width, each.height) > _MOST_LENGTH or min(each.left, each.right, each.gutter) < 0:
            message = "用紙と余白の設定では、資料を書くところが足りません"
            raise DataError(message, "様式の用紙の大きさと余白を確かめてください")
    return page


def _twips(value: str | None, otherwise: int) -> int:
    """Return a length, given in twips or with a unit behind it."""
    if value is None:
        return otherwise
    unit = _UNITS.get(value[-2:])
    return round(float(value[:-2]) * unit) if unit else round(float(value))


def _settings(main: Part) -> Element:
    part = _related(main, "settings")
    return parse_part(part.blob) if part is not None else etree.Element(qualified("settings"))


def _is_former(section: Element) -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == qualified("sectPrChange")


def _attributes(sections: list[Element], tag: str) -> dict[str, str]:
    found = sections[-1].find(f"w:{tag}", NAMES) if sections else None
    return attributes_of(found) if found is not None else {}


def _is_set(parent: Element, tag: str) -> bool:
    found = parent.find(f"w:{tag}", NAMES)
    return found is not None and found.get(qualified("val"), "1") not in {"0", "false", "off"}


def _pitch(grid: dict[str, str]) -> int:
    """Return the distance of the lines of the grid; a grid without a type is not followed."""
    pitch = grid.get("linePitch", "")
    return int(pitch) if grid.get("type", "default") != "default" and pitch.isascii() and pitch.isdecimal() else 0
