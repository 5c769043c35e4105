"""Splice editing of lists and records written in brackets: ``[{id: a, …}, {id: b, …}]``.

Where entries stand on lines of their own, comments directly above an entry and behind it on its last line are its own
and go, come and move with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dxplan_cli.store.emit import emit_value
from dxplan_cli.store.own_comments import comments_above
from dxplan_cli.store.splice import CannotSpliceError, Splice, line_break_of
from dxplan_cli.store.tree import Mapping, Sequence
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping as Values

_REST_OF_LINE = re.compile(r"(?P<comma>[ \t]*,)?[ \t]*(?P<comment>#[^\r\n]*)?(?=\r?\n|\Z)")


class Piece(Value):
    """An entry as it is written, with the comment lines above it and the comment behind it that are its own."""

    text: str
    above: tuple[str, ...] = ()
    behind: str = ""


def insert_in_brackets(text: str, siblings: Sequence, index: int, piece: Piece) -> list[Splice]:
    """Insert an entry, already written, so that it becomes entry `index` of a list in brackets.

    Raises:
        CannotSpliceError: it has comments, and the list stands on one line.
    """
    items = siblings.items
    if index < len(items) and _begins_line(text, siblings, index):
        start = _own_start(text, siblings, index)
        lines = _lines(piece, _indent(text, siblings, index), ",")
        return [Splice(start, start, _joined(text, lines, after=True))]
    last = _REST_OF_LINE.match(text, items[-1].end) if items else None
    if index == len(items) > 0 and last and _begins_line(text, siblings, index - 1):
        comma = "," if last["comma"] else ""
        lines = _lines(piece, _indent(text, siblings, index - 1), comma)
        behind = text[items[-1].end : last.end()] if comma else f",{last[0]}"
        return [Splice(items[-1].end, last.end(), behind + _joined(text, lines, after=False))]
    if piece.above or piece.behind:
        message = "注（#）の付いた項目は、一行に並んだ [ ] の一覧へは動かせません"
        raise CannotSpliceError(message)
    if not items:
        return [Splice(siblings.end - 1, siblings.end - 1, piece.text)]
    if index == 0:
        return [Splice(items[0].start, items[0].start, f"{piece.text}, ")]
    return [Splice(items[index - 1].end, items[index - 1].end, f", {piece.text}")]


def remove_in_brackets(text: str, siblings: Sequence, index: int) -> list[Splice]:
    """Take an entry out of a list in brackets, with the comma that set it apart and the comments of its own.

    Raises:
        CannotSpliceError: comments stand where it cannot be told whose they are.
    """
    items, item = siblings.items, siblings.items[index]
    is_last = index == len(items) - 1
    rest = _REST_OF_LINE.match(text, item.end)
    if rest and (rest["comma"] or is_last) and _begins_line(text, siblings, index):
        start = _own_start(text, siblings, index)
        end = text.find("\n", rest.end()) + 1 or len(text)
        return [Splice(start, end, ""), *_without_comma(text, siblings, index, has_comma=bool(rest["comma"]))]
    if not is_last and "\n" not in text[item.end : items[index + 1].start]:
        return [Splice(item.start, items[index + 1].start, "")]
    if index and "#" not in text[items[index - 1].end : item.start]:
        return [Splice(items[index - 1].end, item.end, "")]
    if not index and (is_last or (rest and rest["comma"])):
        return [Splice(item.start, rest.end() if rest and not is_last else item.end, "")]
    message = "[ ] の一覧の注（#）が、どの項目のものか決まりません"
    raise CannotSpliceError(message)


def _without_comma(text: str, siblings: Sequence, index: int, *, has_comma: bool) -> list[Splice]:
    """Take out the comma before the last entry of a list, which goes, unless that ended with one of its own."""
    if not index or index < len(siblings.items) - 1 or has_comma:
        return []
    before = siblings.items[index - 1].end
    comma = text.index(",", before)
    return [Splice(comma, comma + 1, "")] if "#" not in text[before:comma] else []


def first_child_in_braces(text: str, section: Mapping, values: Values[str, object]) -> list[Splice]:
    """Give a section written in braces its first child."""
    entry = emit_value(dict(values))
    for name, value in section.entries:
        if name.text == "children":
            if isinstance(value, Sequence) and value.is_flow:
                return insert_in_brackets(text, value, 0, Piece(entry))
            message = "children の値がない { } の節には、その場では書き足せません"
            raise CannotSpliceError(message)
    return [Splice(section.end - 1, section.end - 1, f", children: [{entry}]")]


def entry_in_brackets(text: str, siblings: Sequence, index: int) -> Piece:
    """Return an entry of a list in brackets as it is written, with its comments."""
    item = siblings.items[index]
    rest = _REST_OF_LINE.match(text, item.end)
    is_alone = index == 0 or "\n" in text[siblings.items[index - 1].end : item.start]
    behind = rest["comment"] if rest and rest["comment"] and is_alone else ""
    above: list[str] = []
    if _begins_line(text, siblings, index):
        lines = text[_own_start(text, siblings, index) : _line_start(text, item.start)].splitlines()
        above = [line.strip() for line in lines]
    return Piece(text[item.start : item.end], tuple(above), behind.rstrip())


def piece_as_block(piece: Piece, column: int, line_break: str) -> str:
    """Write an entry taken out of brackets as the lines of an entry whose dash stands in `column`."""
    return line_break.join(_lines(piece, " " * column, "", dash="- "))


def _lines(piece: Piece, indent: str, comma: str, dash: str = "") -> list[str]:
    behind = f"  {piece.behind}" if piece.behind else ""
    return [*(indent + comment for comment in piece.above), f"{indent}{dash}{piece.text}{comma}{behind}"]


def _joined(text: str, lines: list[str], *, after: bool) -> str:
    """Join lines, with a line break before the first of them or after the last."""
    line_break = line_break_of(text)
    return line_break.join(lines) + line_break if after else line_break + line_break.join(lines)


def _begins_line(text: str, siblings: Sequence, index: int) -> bool:
    """Tell whether an entry stands first on its line."""
    start = siblings.items[index].start
    return not text[_line_start(text, start) : start].strip()


def _indent(text: str, siblings: Sequence, index: int) -> str:
    start = siblings.items[index].start
    return text[_line_start(text, start) : start]


def _own_start(text: str, siblings: Sequence, index: int) -> int:
    """Return where the lines of an entry begin, those of its comments included."""
    floor = siblings.items[index - 1].end if index else siblings.start
    return comments_above(text, _line_start(text, siblings.items[index].start), len(text), floor)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
