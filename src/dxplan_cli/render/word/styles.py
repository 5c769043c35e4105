"""styles.xml: the looks, the character styles of the tones, the three kinds of box."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.xml import child, root, serialize

if TYPE_CHECKING:
    from dxplan_cli.render.word.looks import Look
    from dxplan_cli.render.word.xml import Element

LANGUAGE = "ja-JP"
HAIRLINE = 4
"""Half a point, in eighths."""
_BUILT_IN = ("heading ", "toc ")
_BUILT_IN_NAMES = frozenset(
    (
        "Normal",
        "Default Paragraph Font",
        "Title",
        "Subtitle",
        "Body Text",
        "List Bullet",
        "caption",
        "Date",
        "footer",
        "TOC Heading",
        "annotation text",
        "annotation reference",
    )
)


@cache
def styles_part(text_width: int) -> bytes:
    """Return styles.xml for a page `text_width` twips wide (tab stops end there)."""
    styles = root("styles")
    _write_defaults(styles)
    for look in looks.ALL:
        _write_paragraph_style(styles, look, text_width)
    _write_character_styles(styles)
    _write_table_styles(styles)
    return serialize(styles)


def write_fonts(parent: Element, face: str) -> None:
    """Append `w:rFonts`: the same face for Japanese and Latin, so that nothing falls back to another."""
    child(parent, "rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def _write_defaults(styles: Element) -> None:
    defaults = child(styles, "docDefaults")
    run = child(child(defaults, "rPrDefault"), "rPr")
    write_fonts(run, looks.MINCHO)
    child(run, "kern", val=2)
    child(run, "sz", val=looks.NORMAL.size)
    child(run, "szCs", val=looks.NORMAL.size)
    child(run, "lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    paragraph = child(child(defaults, "pPrDefault"), "pPr")
    child(paragraph, "widowControl")
    child(paragraph, "spacing", before=0, after=0, line=looks.NORMAL.line, lineRule="atLeast")


def _begin_style(styles: Element, kind: str, identifier: str, name: str) -> Element:
    style = child(styles, "style", type=kind, styleId=identifier)
    if name not in _BUILT_IN_NAMES and not name.startswith(_BUILT_IN):
        style.set("w:customStyle", "1")
    child(style, "name", val=name)
    return style


def _write_paragraph_style(styles: Element, look: Look, text_width: int) -> None:
    style = _begin_style(styles, "paragraph", look.id, look.name)
    if look.parent is None:
        style.set("w:default", "1")
    else:
        child(style, "basedOn", val=look.parent)
    if look.follower is not None:
        child(style, "next", val=look.follower)
    child(style, "uiPriority", val=9 if look.outline is not None else 20)
    child(style, "qFormat")
    _write_paragraph_properties(child(style, "pPr"), look, text_width)
    run = child(style, "rPr")
    write_fonts(run, look.face)
    child(run, "b", val=int(look.bold))
    child(run, "sz", val=look.size)
    child(run, "szCs", val=look.size)


def _write_paragraph_properties(parent: Element, look: Look, text_width: int) -> None:
    if look.keep_next:
        child(parent, "keepNext")
        child(parent, "keepLines")
    child(parent, "widowControl")
    if look in looks.NUMBERED:
        child(child(parent, "numPr"), "numId", val=looks.NUMBERED[look])
    _write_rules(parent, look)
    if look is looks.FOOTER or look in looks.CONTENTS:
        leader = "none" if look is looks.FOOTER else "dot"
        child(child(parent, "tabs"), "tab", val="right", leader=leader, pos=text_width)
    # Word's default, said aloud: LibreOffice 7 then keeps 。 inside the margin, and no empty line behind it
    child(parent, "overflowPunct", val=1)
    rule = "exact" if look.exact else "atLeast"
    child(parent, "spacing", before=look.before, after=look.after, line=look.line, lineRule=rule)
    if look.left or look.hanging:
        child(parent, "ind", left=look.left, hanging=look.hanging)
    child(parent, "jc", val=look.align)
    if look.outline is not None:
        child(parent, "outlineLvl", val=look.outline)


def _write_rules(parent: Element, look: Look) -> None:
    if look is looks.HEADINGS[0]:
        child(child(parent, "pBdr"), "bottom", val="single", sz=8, space=4, color=looks.BAR)
    elif look is looks.HEADINGS[1]:
        child(child(parent, "pBdr"), "left", val="single", sz=24, space=6, color=looks.BAR)
    elif look is looks.FOOTER:
        child(child(parent, "pBdr"), "top", val="single", sz=HAIRLINE, space=6, color=looks.INK)


def _write_character_styles(styles: Element) -> None:
    default = _begin_style(styles, "character", "DefaultParagraphFont", "Default Paragraph Font")
    default.set("w:default", "1")
    for identifier, name in (("DxMark", "修正の印"), ("DxStrong", "強調")):
        run = _character_style(styles, identifier, name)
        write_fonts(run, looks.GOTHIC)
        child(run, "b")
    child(_character_style(styles, "DxUnderlined", "下線"), "u", val="single")
    child(_character_style(styles, "CommentReference", "annotation reference"), "sz", val=16)
    run = _character_style(styles, "DxQuiet", "注記")
    child(run, "color", val=looks.QUIET)
    child(run, "sz", val=18)
    child(run, "szCs", val=18)


def _character_style(styles: Element, identifier: str, name: str) -> Element:
    style = _begin_style(styles, "character", identifier, name)
    child(style, "basedOn", val="DefaultParagraphFont")
    child(style, "qFormat")
    return child(style, "rPr")


def _write_table_styles(styles: Element) -> None:
    side, top, bottom = looks.CELL_SIDE, looks.CELL_TOP, looks.CELL_BOTTOM
    _table_style(styles, "DxTable", "資料の表", HAIRLINE, (top, side, bottom))
    _table_style(styles, "DxFrame", "囲み", 6, (looks.FRAME_TOP, looks.FRAME_SIDE, looks.FRAME_BOTTOM))
    _table_style(styles, "DxNumberBox", "資料番号の枠", 6, (40, 60, 60))


def _table_style(styles: Element, identifier: str, name: str, rule: int, margins: tuple[int, int, int]) -> None:
    properties = child(_begin_style(styles, "table", identifier, name), "tblPr")
    borders = child(properties, "tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        child(borders, edge, val="single", sz=rule, space=0, color=looks.INK)
    top, side, bottom = margins
    cell = child(properties, "tblCellMar")
    for edge, amount in (("top", top), ("left", side), ("bottom", bottom), ("right", side)):
        child(cell, edge, w=amount, type="dxa")
