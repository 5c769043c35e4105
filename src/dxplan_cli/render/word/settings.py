"""The small parts that are the same for every paper: settings, lists, fonts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.styles import LANGUAGE, write_fonts
from dxplan_cli.render.word.xml import child, root, serialize

if TYPE_CHECKING:
    from dxplan_cli.render.word.counting import Definition, Lists
    from dxplan_cli.render.word.looks import Look
    from dxplan_cli.render.word.xml import Element

_OFFICE = "http://schemas.microsoft.com/office/word"
_FONTS = (
    (looks.MINCHO, "BIZ UD明朝 Medium,BIZ UDMincho Medium,BIZ UDMincho", "roman"),
    (looks.GOTHIC, "BIZ UDGothic", "modern"),
)


@cache
def settings_part(*, is_tracked: bool = False) -> bytes:
    """Return settings.xml: Word 2013 layout, Japanese line breaking; no line stretched that ends in a break; no question at opening.

    In a tracked paper what a reader changes is tracked too.
    """
    settings = root("settings")
    child(settings, "zoom", percent=100)
    if is_tracked:
        child(settings, "trackRevisions")
    child(settings, "defaultTabStop", val=840)
    child(settings, "characterSpacingControl", val="compressPunctuation")
    compat = child(settings, "compat")
    child(compat, "doNotExpandShiftReturn")
    for name, value in (("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1")):
        child(compat, "compatSetting", name=name, uri=_OFFICE, val=value)
    child(settings, "themeFontLang", val=LANGUAGE, eastAsia=LANGUAGE)
    child(settings, "decimalSymbol", val=".")
    child(settings, "listSeparator", val=",")
    return serialize(settings)


def numbering_part(lists: Lists) -> bytes:
    """Return numbering.xml: one list of ・ for the text, one for cells, and those that count."""
    numbering = root("numbering")
    for look, number in looks.NUMBERED.items():
        _write_list(numbering, look, number)
    last = max(looks.NUMBERED.values())
    for number, (definition, start) in enumerate(lists.begun, start=last + 1):
        _write_counted(numbering, definition, number, start)
    for number in range(1, last + len(lists.begun) + 1):
        child(child(numbering, "num", numId=number), "abstractNumId", val=number)
    return serialize(numbering)


def _write_counted(numbering: Element, definition: Definition, number: int, start: int) -> None:
    kind = child(numbering, "abstractNum", abstractNumId=number)
    child(kind, "multiLevelType", val="multilevel")
    entry = child(kind, "lvl", ilvl=definition.level)
    child(entry, "start", val=start)
    child(entry, "numFmt", val=definition.form)
    child(entry, "lvlText", val=definition.text)
    child(entry, "lvlJc", val="left")
    left, hanging = looks.bullet_indent(definition.look, definition.level, definition.printed)
    properties = child(entry, "pPr")
    child(child(properties, "tabs"), "tab", val="num", pos=left)
    child(properties, "ind", left=left, hanging=hanging)
    write_fonts(child(entry, "rPr"), definition.look.face)


def _write_list(numbering: Element, look: Look, number: int) -> None:
    definition = child(numbering, "abstractNum", abstractNumId=number)
    child(definition, "multiLevelType", val="hybridMultilevel")
    for level in range(looks.LEVELS):
        entry = child(definition, "lvl", ilvl=level)
        child(entry, "start", val=1)
        child(entry, "numFmt", val="bullet")
        if level == 0:
            child(entry, "pStyle", val=look.id)
        child(entry, "suff", val="nothing")
        child(entry, "lvlText", val="・")
        child(entry, "lvlJc", val="left")
        left, hanging = looks.bullet_indent(look, level)
        child(child(entry, "pPr"), "ind", left=left, hanging=hanging)
        write_fonts(child(entry, "rPr"), look.face)


@cache
def fonts_part() -> bytes:
    """Return fontTable.xml: what to look for where the face has another name: on Windows 明朝 is called Medium."""
    fonts = root("fonts")
    for face, other, family in _FONTS:
        font = child(fonts, "font", name=face)
        child(font, "altName", val=other)
        child(font, "charset", val="80")
        child(font, "family", val=family)
        child(font, "pitch", val="fixed")
    return serialize(fonts)
