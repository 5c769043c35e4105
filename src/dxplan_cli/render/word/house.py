"""A paper in the office's own dress: a package of ours and a template → a package.

The paper is drawn as ever, in our styles; here every reference to one of them is
turned to the template's, so no other module knows that there is a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.render.word.fitting import fit_paragraph, fits_of
from dxplan_cli.render.word.housestyles import drop_dangling, dye_fonts, join_styles
from dxplan_cli.render.word.lists import fit_lists, join_lists, numbers_of
from dxplan_cli.render.word.markup import child, qualified, root, serialize
from dxplan_cli.render.word.package import FOOTER_ID, MAIN, WORD_TYPE, PackagePart, Relation, relation_type
from dxplan_cli.render.word.safety import parse_part
from dxplan_cli.render.word.stylebook import NAMES, open_book
from dxplan_cli.render.word.xml import RELATIONSHIPS
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.render.word.fitting import Fit
    from dxplan_cli.render.word.markup import Element
    from dxplan_cli.render.word.package import Package
    from dxplan_cli.render.word.page import Page
    from dxplan_cli.render.word.template import Template

_STYLES, _LISTS, _SETTINGS, _FONTS = (f"word/{name}.xml" for name in ("styles", "numbering", "settings", "fontTable"))
_FOOTER: Final = "word/footer1.xml"
_KEPT: Final = frozenset((_STYLES, _LISTS, _SETTINGS, _FONTS))
_REFERENCES: Final = ("pStyle", "rStyle", "tblStyle")
_VALUE: Final = qualified("val")
_ID: Final = f"{{{RELATIONSHIPS}}}id"


def dress(package: Package, template: Template, page: Page) -> Package:
    """Return the paper with the template's styles, headers and page; `page` is the one it was drawn for."""
    book = open_book(parse_part(template.styles.blob))
    lists = parse_part(template.numbering.blob) if template.numbering is not None else root("numbering")
    drop_dangling(book.root, numbers_of(lists))
    own_lists = parse_part(package.part(_LISTS).blob)
    wardrobe = join_styles(book, parse_part(package.part(_STYLES).blob))
    fits = fits_of(book, lists, template, wardrobe)
    fit_lists(own_lists, wardrobe.ids, wardrobe.adopted, wardrobe.share)
    dye_fonts(own_lists, book)
    offset = join_lists(lists, own_lists)
    _renumber(book.root, own=set(wardrobe.ids.values()) - {wardrobe.ids[each] for each in wardrobe.adopted}, by=offset)
    texts = [
        _turn(part, wardrobe.ids, fits, offset, page.text_width)
        for part in package.parts
        if part.content_type.startswith(WORD_TYPE) and part.name not in _KEPT
    ]
    parts = [
        *texts,
        _with(package.part(_STYLES), serialize(book.root), template.styles),
        _with(package.part(_LISTS), serialize(lists), template.numbering),
        _with(package.part(_FONTS), _fonts(package, template), template.fonts),
        _with(package.part(_SETTINGS), _settings(package, template, page)),
    ]
    return _set_up(package.with_parts(parts), template)


def _with(part: PackagePart, blob: bytes, origin: PackagePart | None = None) -> PackagePart:
    return replace(part, blob=blob, relations=origin.relations if origin is not None else ())


def _renumber(styles: Element, own: set[str], by: int) -> None:
    """Let our styles that were added name our lists by their new numbers."""
    for style in styles.iterfind("w:style", NAMES):
        if style.get(qualified("styleId")) in own:
            for number in style.iterfind("w:pPr/w:numPr/w:numId", NAMES):
                number.set(_VALUE, str(int(number.get(_VALUE, "0")) + by))


def _turn(part: PackagePart, ids: Mapping[str, str], fits: Mapping[str, Fit], offset: int, width: int) -> PackagePart:
    """Turn the references of a part of ours to the styles and lists of the paper."""
    element = parse_part(part.blob)
    for number in element.iter(qualified("numId")):
        number.set(_VALUE, str(int(number.get(_VALUE, "0")) + offset))
    for paragraph in element.iter(qualified("p")):
        style = paragraph.find("w:pPr/w:pStyle", NAMES)
        fit = fits.get(style.get(_VALUE, "")) if style is not None else None
        if fit is not None:
            fit_paragraph(paragraph, fit, offset, width)
    for tag in _REFERENCES:
        for reference in element.iter(qualified(tag)):
            own = reference.get(_VALUE, "")
            reference.set(_VALUE, ids.get(own, own))
    return replace(part, blob=serialize(element))


def _fonts(package: Package, template: Template) -> bytes:
    """Return the template's font table with ours behind."""
    ours = package.part(_FONTS).blob
    if template.fonts is None:
        return ours
    table = parse_part(template.fonts.blob)
    known = {font.get(qualified("name")) for font in table}
    table.extend([font for font in parse_part(ours) if font.get(qualified("name")) not in known])
    return serialize(table)


def _settings(package: Package, template: Template, page: Page) -> bytes:
    """Return our settings with what the template says of headers and binding, where the schema wants it."""
    settings = parse_part(package.part(_SETTINGS).blob)
    for is_wanted, tag, before in (
        (template.mirrors_margins, "mirrorMargins", "defaultTabStop"),
        (page.binds_at_top and page.gutter > 0, "gutterAtTop", "defaultTabStop"),
        (template.has_even_pages, "evenAndOddHeaders", "characterSpacingControl"),
    ):
        following = settings.find(f"w:{before}", NAMES)
        if is_wanted and following is not None:
            following.addprevious(root(tag))
    return serialize(settings)


def _set_up(package: Package, template: Template) -> Package:
    """Return the package with headers, theme and media, and a page setup that names them."""
    document = parse_part(package.part(MAIN).blob)
    setup = next(document.iterfind("w:body/w:sectPr", NAMES))
    footer = package.part(_FOOTER)
    parts: list[PackagePart] = [*template.media]
    relations: list[Relation] = []
    own = next(setup.iterfind("w:footerReference", NAMES))
    for kind, header in template.headers:
        parts.append(header)
        relations.append(Relation(f"rIdHeader{kind.capitalize()}", relation_type("header"), header.name))
        own.addprevious(_reference("header", kind, relations[-1].id))
    others = [("first", template.has_title_page), ("even", template.has_even_pages)]
    for number, kind in enumerate([kind for kind, is_set in others if is_set], start=2):
        parts.append(replace(footer, name=f"word/footer{number}.xml"))
        relations.append(Relation(f"{FOOTER_ID}{kind.capitalize()}", relation_type("footer"), parts[-1].name))
        own.addnext(_reference("footer", kind, relations[-1].id))
    if template.theme is not None:
        parts.append(template.theme)
        relations.append(Relation("rIdTheme", relation_type("theme"), template.theme.name))
    if template.has_title_page:
        child(setup, "titlePg")
    if template.grid:
        child(setup, "docGrid", **dict(template.grid))
    main = replace(package.part(MAIN), blob=serialize(document))
    return package.with_parts([main, *parts], relations)


def _reference(place: str, kind: str, identifier: str) -> Element:
    reference = root(f"{place}Reference")
    reference.set(qualified("type"), kind)
    reference.set(_ID, identifier)
    return reference
