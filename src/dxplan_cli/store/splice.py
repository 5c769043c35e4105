"""Splice editing: changing a YAML text only where it must change (ADR 3).

The text is cut at the parser's own marks; comments, order, quotes, blank lines
and line endings around the cut stay. Nothing here writes: `store.editor` parses
the result again and compares it with what was meant before it does.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from dxplan_cli.store.emit import emit_entry, emit_scalar, emit_value
from dxplan_cli.store.own_comments import comments_above, comments_below
from dxplan_cli.store.tree import Mapping, Scalar, Sequence, Tree, walk_tree
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping as Values


class Splice(Value):
    """Replace ``text[start:end]`` by `text`."""

    start: int
    end: int
    text: str


class CannotSpliceError(Exception):
    """The file is written in a form that cannot be edited in place; the message says which, in Japanese."""


def apply_splices(text: str, splices: list[Splice]) -> str:
    """Carry out splices that do not overlap."""
    for splice in sorted(splices, key=lambda each: (each.start, each.end), reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


class Located(Value):
    """A mapping with a wanted id, and the list it is an entry of (None at the top of a file)."""

    mapping: Mapping
    siblings: Sequence | None
    index: int


def locate(tree: Tree, node_id: str) -> Located | None:
    """Find the mapping whose ``id`` is this one."""
    if _id_of(tree) == node_id and isinstance(tree, Mapping):
        return Located(tree, None, 0)
    for part in walk_tree(tree):
        if isinstance(part, Sequence):
            for index, item in enumerate(part.items):
                if isinstance(item, Mapping) and _id_of(item) == node_id:
                    return Located(item, part, index)
    return None


def _id_of(tree: Tree) -> str | None:
    value = tree.get("id") if isinstance(tree, Mapping) else None
    return value.text if isinstance(value, Scalar) else None


def set_value(text: str, mapping: Mapping, key: str, value: object) -> list[Splice]:
    """Set a key of a block mapping to a scalar or a list; a key that is not there yet comes last."""
    old = mapping.get(key)
    if old is None:
        return [_append_key(text, mapping, key, value)]
    if isinstance(old, Scalar) and isinstance(value, str) and not _is_block_scalar(text, old):
        return set_scalar(text, old, value, in_flow=mapping.is_flow)
    if mapping.is_flow and not isinstance(value, str):
        raise CannotSpliceError(_IN_BRACES)
    name = next(name for name, _ in mapping.entries if name.text == key)
    entry = emit_entry(key, value, _column(text, name.start), line_break_of(text))
    return [Splice(name.start, _content_end(text, old), entry + _comment_of_block_scalar(text, old))]


def set_scalar(text: str, old: Scalar, value: str | float | None, *, in_flow: bool) -> list[Splice]:
    """Write another value where a scalar stands, in the quotes it had.

    Raises:
        CannotSpliceError: it is written over several lines.
    """
    if _is_block_scalar(text, old):
        message = "複数行で書かれた値は、その場では書き換えられません"
        raise CannotSpliceError(message)
    style = text[old.start] if old.end > old.start and text[old.start] in "\"'" else ""
    gap = " " if old.start and text[old.start - 1] == ":" else ""
    written = emit_scalar(value, style, in_flow=in_flow) if isinstance(value, str) else emit_value(value)
    return [Splice(old.start, old.end, gap + written)]


_IN_BRACES = "{ } で書かれた項目は、その場では書き換えられません"


def _append_key(text: str, mapping: Mapping, key: str, value: object) -> Splice:
    if mapping.is_flow or not mapping.entries:
        raise CannotSpliceError(_IN_BRACES)
    line_break = line_break_of(text)
    column = _column(text, mapping.entries[0][0].start)
    end = _line_end(text, _content_end(text, mapping.entries[-1][1]))
    blank = line_break if _is_spaced(text, mapping) else ""
    return Splice(end, end, f"{line_break}{blank}{' ' * column}{emit_entry(key, value, column, line_break)}")


def _is_spaced(text: str, mapping: Mapping) -> bool:
    """Tell whether the keys are set apart by blank lines, as in an opinion."""
    starts = [name.start for name, _ in mapping.entries]
    return any(re.search(r"\n[ \t]*\r?\n", text[a:b]) for a, b in pairwise(starts))


def insert_entry(text: str, siblings: Sequence, index: int, values: Values[str, object]) -> list[Splice]:
    """Insert a record into a block list so that it becomes entry `index`; no comment is parted from its entry."""
    if siblings.is_flow:
        message = "[ ] で書かれた一覧には、その場では書き足せません"
        raise CannotSpliceError(message)
    line_break = line_break_of(text)
    column = _dash_column(text, siblings.items[0])
    return insert_block(text, siblings, index, _emit_record(values, column, line_break))


def first_child(text: str, section: Mapping, values: Values[str, object]) -> list[Splice]:
    """Give a section without children its first one."""
    if section.is_flow or not section.entries:
        message = "{ } で書かれた節には、その場では書き足せません"
        raise CannotSpliceError(message)
    line_break = line_break_of(text)
    column = _column(text, section.entries[0][0].start)
    record = _emit_record(values, column + 2, line_break)
    for name, value in section.entries:
        if name.text == "children":
            behind = text.index(":", name.end) + 1
            end = _line_end(text, max(behind, value.end))
            return [Splice(behind, max(behind, value.end), ""), Splice(end, end, line_break + record)]
    end = _line_end(text, _content_end(text, section.entries[-1][1]))
    return [Splice(end, end, f"{line_break}{' ' * column}children:{line_break}{record}")]


def remove_entry(text: str, siblings: Sequence, index: int) -> list[Splice]:
    """Take an entry out of a block list, with the comments that belong to it."""
    if siblings.is_flow:
        message = "[ ] で書かれた一覧からは、その場では消せません"
        raise CannotSpliceError(message)
    start, end = _own_start(text, siblings, index), _own_end(text, siblings, index)
    after = re.match(r"\r?\n", text[end:])
    return [Splice(start, end + (after.end() if after else 0), "")]


def remove_only_entry(text: str, mapping: Mapping, key: str, siblings: Sequence) -> list[Splice]:
    """Take the only entry out of the block list under a key, which becomes [], with the comments that belong to it."""
    name = next(name for name, _ in mapping.entries if name.text == key)
    behind = text.index(":", name.end) + 1
    return [Splice(behind, behind, " []"), *remove_entry(text, siblings, 0)]


def entry_block(text: str, siblings: Sequence, index: int) -> str:
    """Return the lines of an entry, its dash and its comments included, without the last line break.

    Comments above it begin no farther in than the dash, or they would belong to whatever comes to stand above them.
    """
    dash = _dash_column(text, siblings.items[index])
    start = _line_start(text, siblings.items[index].start)
    above = text[_own_start(text, siblings, index) : start].splitlines(keepends=True)
    aligned = "".join(line[max(0, line.index("#") - dash) :] for line in above)
    return aligned + text[start : _own_end(text, siblings, index)]


def shift_block(block: str, old_column: int, new_column: int) -> str:
    """Indent the lines of an entry for a list whose dashes stand in another column."""
    pad, cut = " " * (new_column - old_column), " " * (old_column - new_column)
    lines = block.splitlines(keepends=True)
    return "".join(pad + line.removeprefix(cut) if line.strip() else line for line in lines)


def dash_column(text: str, siblings: Sequence) -> int:
    """Return the column of a block list's dashes."""
    return _dash_column(text, siblings.items[0])


def insert_block(text: str, siblings: Sequence, index: int, block: str) -> list[Splice]:
    """Insert the lines of an entry, already indented, between the others and their comments."""
    line_break = line_break_of(text)
    if index == 0:
        start = _own_start(text, siblings, 0)
        return [Splice(start, start, block + line_break)]
    end = _own_end(text, siblings, index - 1)
    return [Splice(end, end, line_break + block)]


def append_word(text: str, words: Sequence, word: str) -> list[Splice]:
    """Append a plain word to a list of words, in block or flow form."""
    if words.is_flow:
        return [_append_in_brackets(text, words, emit_scalar(word, in_flow=True))]
    end = _own_end(text, words, len(words.items) - 1)
    column = _dash_column(text, words.items[0])
    return [Splice(end, end, f"{line_break_of(text)}{' ' * column}- {emit_scalar(word)}")]


def append_record(text: str, records: Sequence, values: Values[str, object]) -> list[Splice]:
    """Append a record, written on one line, to a list of records in block or flow form."""
    if records.is_flow:
        return [_append_in_brackets(text, records, emit_value(dict(values)))]
    end = _own_end(text, records, len(records.items) - 1)
    column = _dash_column(text, records.items[0])
    return [Splice(end, end, f"{line_break_of(text)}{' ' * column}- {emit_value(dict(values))}")]


def _append_in_brackets(text: str, siblings: Sequence, entry: str) -> Splice:
    """Append behind the last entry: before a comma too many, a line break or a comment that may follow it."""
    if not siblings.items:
        return Splice(siblings.end - 1, siblings.end - 1, entry)
    end = _last_offset(text, siblings.items[-1])
    return Splice(end, end, f", {entry}")


def _emit_record(values: Values[str, object], column: int, line_break: str) -> str:
    """Write a record as a block list entry whose dash stands in `column`."""
    lines = [emit_entry(key, value, column + 2, line_break) for key, value in values.items()]
    return " " * column + "- " + (line_break + " " * (column + 2)).join(lines)


def line_break_of(text: str) -> str:
    """Return the line break a file uses."""
    return "\r\n" if "\r\n" in text else "\n"


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends, before its line break."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end and text[end - 1] == "\r" else end


def _column(text: str, offset: int) -> int:
    return offset - _line_start(text, offset)


def _dash_column(text: str, item: Tree) -> int:
    line = text[_line_start(text, item.start) : item.start]
    dash = line.rfind("-")
    if dash < 0 or line[:dash].strip():
        message = "「- 」と値が別の行にある一覧は、その場では書き換えられません"
        raise CannotSpliceError(message)
    return dash


def _own_start(text: str, siblings: Sequence, index: int) -> int:
    """Return where the lines of an entry begin, those of its comments included."""
    item = siblings.items[index]
    floor = _last_offset(text, siblings.items[index - 1]) if index else None
    return comments_above(text, _line_start(text, item.start), _dash_column(text, item), floor)


def _own_end(text: str, siblings: Sequence, index: int) -> int:
    """Return where the last line of an entry ends, its comments included."""
    item = siblings.items[index]
    return comments_below(text, _line_end(text, _last_offset(text, item)), _dash_column(text, item))


def _content_end(text: str, value: Tree) -> int:
    return value.end if _is_empty(value) else _last_offset(text, value)


def _is_empty(value: Tree) -> bool:
    return isinstance(value, Scalar) and value.start == value.end


def _last_offset(text: str, tree: Tree) -> int:
    """Return the offset behind the last written character; block ends reported by the parser lie on later lines."""
    if isinstance(tree, Scalar):
        return _block_scalar_end(text, tree) if _is_block_scalar(text, tree) else tree.end
    if tree.is_flow:
        return tree.end
    parts: list[Tree] = tree.items if isinstance(tree, Sequence) else [part for pair in tree.entries for part in pair]
    return max((_last_offset(text, part) for part in parts), default=tree.start)


def _is_block_scalar(text: str, scalar: Scalar) -> bool:
    return not scalar.is_plain and scalar.end > scalar.start and text[scalar.start] in "|>"


def _comment_of_block_scalar(text: str, value: Tree) -> str:
    """Return the comment behind the sign (| or >) that a text over several lines begins with."""
    if not isinstance(value, Scalar) or not _is_block_scalar(text, value):
        return ""
    head = text[value.start : _line_end(text, value.start)]
    comment = head.find("#")
    return f"  {head[comment:]}" if comment >= 0 else ""


def _block_scalar_end(text: str, scalar: Scalar) -> int:
    return scalar.start + len(text[scalar.start : scalar.end].rstrip(" \t\r\n"))
