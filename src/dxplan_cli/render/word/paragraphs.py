"""Paragraphs, headings and runs, and the bookmarks that say which node they stand for."""

from __future__ import annotations

import hashlib
import re
from functools import cache, partial
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Revision, Tone
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.tracking import begin_move, end_move, mark_paragraph, tag_of, track_runs
from dxplan_cli.render.word.xml import begun, child, loose, properties_of, write_text
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import Former, Heading, Paragraph, Run, Runs, Style
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.looks import Look
    from dxplan_cli.render.word.xml import Element

_READABLE = re.compile(r"[a-z0-9-]{1,36}")
_TONE_STYLES = {
    Tone.STRONG: "DxStrong", Tone.MARK: "DxMark", Tone.QUIET: "DxQuiet", Tone.REMARK: "DxQuiet",
    Tone.UNDERLINED: "DxUnderlined",
}  # fmt: skip
_BOLD = (Tone.STRONG, Tone.MARK)
_COLORS = {
    Revision.INSERTED: looks.INSERTED, Revision.MOVED_HERE: looks.INSERTED,
    Revision.DELETED: looks.DELETED, Revision.MOVED_AWAY: looks.DELETED,
}  # fmt: skip
_STRIKES = {Revision.DELETED: "strike", Revision.MOVED_AWAY: "dstrike"}
_LINES = {Revision.INSERTED: "single", Revision.MOVED_HERE: "double"}
_HANGING_SIGN = "※"
_PLAIN = (Revision.SAME, Tone.PLAIN)


class Place(Value):
    """What a paragraph takes from where it stands, besides its style; `list` counts its `number`."""

    page_break: bool = False
    before: int | None = None
    after: int | None = None
    keep_next: bool = False
    align: str | None = None
    level: int = 0
    hanging: bool = False
    number: str | None = None
    list: int | None = None


NOWHERE = Place()


def bookmark_name(node: str) -> str:
    """Return the bookmark for a node id: readable where that is lossless, else a digest; at most 40 characters."""
    if _READABLE.fullmatch(node):
        return "dx_" + node.replace("-", "_")
    return "dxh_" + hashlib.sha256(node.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def begin_paragraph(parent: Element, look: Look, place: Place = NOWHERE) -> Element:
    """Append a `w:p` in the order of properties the schema asks for."""
    paragraph = begun(_empty_paragraph(look, place))
    parent.children.append(paragraph)
    return paragraph


@cache
def _empty_paragraph(look: Look, place: Place) -> Element:
    paragraph = loose("p")
    properties = child(paragraph, "pPr")
    child(properties, "pStyle", val=look.id)
    if place.keep_next:
        child(properties, "keepNext")
    if place.page_break:
        child(properties, "pageBreakBefore")
    if look in looks.NUMBERED and (place.level or place.list is not None):
        _write_list(properties, place.level, looks.NUMBERED[look] if place.list is None else place.list)
    spacing = {name: value for name, value in (("before", place.before), ("after", place.after)) if value is not None}
    if spacing:
        child(properties, "spacing", **spacing)
    left, hanging = indent(look, place)
    if look not in looks.NUMBERED and (left or hanging):
        child(properties, "ind", left=left, hanging=hanging)
    if place.align is not None:
        child(properties, "jc", val=place.align)
    return paragraph


def _write_list(properties: Element, level: int, number: int) -> None:
    numbering = child(properties, "numPr")
    child(numbering, "ilvl", val=min(level, looks.LEVELS - 1))
    child(numbering, "numId", val=number)


def indent(look: Look, place: Place) -> tuple[int, int]:
    """Return left and hanging indent in twips, as `pages` needs them too."""
    if look in looks.NUMBERED:
        return looks.bullet_indent(look, min(place.level, looks.LEVELS - 1), place.number)
    hanging = look.em if place.hanging else 0
    return look.left + look.em * place.level + hanging, hanging


def settle(place: Place, block: Paragraph) -> Place:
    """Return the place with what the block itself asks for."""
    hanging = bool(block.runs) and block.runs[0].text.startswith(_HANGING_SIGN)
    is_as_usual = not hanging and not block.level and block.number is None
    return place if is_as_usual else replace(place, level=block.level, hanging=hanging, number=block.number)


def draw_paragraph(parent: Element, block: Paragraph, look: Look, place: Place, ledger: Ledger) -> None:
    """Append a paragraph of a paper; a text that begins with ※ hangs behind it."""
    place = settle(place, block)
    if block.number is not None and look in looks.NUMBERED:
        place = replace(place, number=None, list=_list_of(block, block.number, look, ledger))
    paragraph = begin_paragraph(parent, look, place)
    names = (bookmark_name(block.anchor),) if block.anchor is not None else ()
    _draw_marked(parent, paragraph, block, names, ledger)


def _list_of(block: Paragraph, number: str, look: Look, ledger: Ledger) -> int:
    """Return the list that counts an entry; in a tracked file in both drafts, with what came or went in one."""
    level, former = min(block.level, looks.LEVELS - 1), block.former
    if ledger.reviser is None or block.revision.is_new:
        return ledger.lists.take(look, level, number, None)
    if block.revision.is_old:
        return ledger.lists.take(look, level, None, number)
    was = number if former is None else former.number if former.goes_on else None
    return ledger.lists.take(look, level, number, was)


def draw_heading(parent: Element, heading: Heading, place: Place, ledger: Ledger, target: str | None) -> None:
    """Append a heading; `target` is the bookmark the table of contents jumps to."""
    look = looks.heading_look(heading.level)
    names = [target] if target is not None else []
    if heading.anchor is not None:
        names.append(bookmark_name(heading.anchor))
    _draw_marked(parent, begin_paragraph(parent, look, place), heading, tuple(names), ledger, look)


def mark_former(paragraph: Element, former: Former, look: Look, ledger: Ledger) -> None:
    """Say how a paragraph stood in the base: its style, and its place in a list."""
    change = ledger.revise(properties_of(paragraph), "pPrChange")
    properties = child(change, "pPr")
    child(properties, "pStyle", val=look.id)
    if look in looks.NUMBERED and former.number is not None:
        level = min(former.level, looks.LEVELS - 1)
        _write_list(properties, level, ledger.lists.take(look, level, None, former.number))
    elif look in looks.NUMBERED and former.level:
        _write_list(properties, former.level, looks.NUMBERED[look])


@cache
def cell_paragraph(style: Style, align: str) -> tuple[Look, Place]:
    """Return how a paragraph of that style looks in a cell aligned `align`."""
    own = looks.OWN_ALIGNMENT.get(style, align)
    return looks.IN_CELL[style], Place(align=None if own == "left" else own)


def _draw_marked(
    parent: Element,
    paragraph: Element,
    block: Paragraph | Heading,
    names: tuple[str, ...],
    ledger: Ledger,
    heading: Look | None = None,
) -> None:
    tag = tag_of(block, ledger) if ledger.reviser is not None else None
    mark_paragraph(paragraph, tag, ledger)
    move = begin_move(paragraph, tag, block.move, ledger)
    numbers = [(number, name) for name in names if (number := ledger.take(name)) is not None]
    for number, name in numbers:
        child(paragraph, "bookmarkStart", id=number, name=name)
    if ledger.reviser is None:
        draw_runs(paragraph, block.runs, heading)
    else:
        track_runs(paragraph, block, partial(_write_tracked, heading), ledger)
    for number, _ in reversed(numbers):
        child(paragraph, "bookmarkEnd", id=number)
    end_move(parent, tag, move)


def _write_tracked(heading: Look | None, parent: Element, run: Run, is_gone: bool) -> None:  # noqa: FBT001 - the signature `track_runs` asks for
    write_run(parent, run, heading, is_gone=is_gone)


def draw_runs(parent: Element, runs: Runs, heading: Look | None = None) -> None:
    """Append runs; in a `heading` a quiet remark is lighter than the heading instead of 9 points."""
    for run in runs:
        if run.text:
            write_run(parent, run, heading)


def write_run(parent: Element, run: Run, heading: Look | None = None, *, is_gone: bool = False) -> None:
    """Append one run: the revision by direct formatting, as clerks do it, the tone by a character style.

    In a tracked deletion (`is_gone`) the words are written as deleted text.
    """
    element = child(parent, "r")
    if (run.revision, run.tone) != _PLAIN:
        element.children.append(_run_properties(run.revision, run.tone, heading))
    write_text(element, run.text, is_gone=is_gone)


@cache
def _run_properties(revision: Revision, tone: Tone, heading: Look | None) -> Element:
    """Return `w:rPr`. Bold is said outright: in a bold paragraph style a bold character style would switch it off."""
    properties = loose("rPr")
    if tone in _TONE_STYLES:
        child(properties, "rStyle", val=_TONE_STYLES[tone])
    lighter = heading if tone in {Tone.QUIET, Tone.REMARK} else None
    if tone in _BOLD or lighter:
        child(properties, "b", val=int(tone in _BOLD))
    if revision in _STRIKES:
        child(properties, _STRIKES[revision])
    if revision in _COLORS:
        child(properties, "color", val=_COLORS[revision])
    if lighter:
        for name in ("sz", "szCs"):
            child(properties, name, val=lighter.size - 4)
    line = _LINES.get(revision, "single" if tone is Tone.UNDERLINED and revision.is_old else None)
    if line is not None:
        child(properties, "u", val=line)
    return properties
