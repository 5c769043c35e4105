"""Writing YAML: the small, plain subset dxplan writes itself (no tags, no anchors, values on one line)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_UNSAFE_START = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`=<~]")
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_UNSAFE_INSIDE = re.compile(rf": |:$| #|{_ESCAPED.pattern}|\s$")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_LOOKS_OTHER = re.compile(
    r"(?:null|true|false|yes|no|on|off|y|n|[-+]?\.?[0-9][0-9_.,:eExXoO+\-a-fA-F]*|[-+]?\.(?:inf|nan))\Z", re.IGNORECASE
)
_MOST_ON_A_LINE = 10
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def emit_scalar(value: str, style: str = "", *, in_flow: bool = False) -> str:
    """Write a text as a scalar on one line.

    `style` is the quote to keep where it was used before; `in_flow` is for a
    place inside brackets, where commas and brackets would end the text.
    """
    if style == "'" and not _ESCAPED.search(value):
        return "'" + value.replace("'", "''") + "'"
    if style or not _is_plain(value) or (in_flow and _UNSAFE_IN_FLOW.search(value)):
        return '"' + "".join(_escape(character) for character in value) + '"'
    return value


def _is_plain(value: str) -> bool:
    if not value or _UNSAFE_START.match(value) or _UNSAFE_INSIDE.search(value):
        return False
    return not _LOOKS_OTHER.match(value)


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04x}" if _ESCAPED.match(character) else character


def emit_value(value: object) -> str:
    """Write a value in one line: a scalar, or a flow list or mapping of scalars."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{key}: {_in_flow(part)}" for key, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_in_flow(part) for part in value) + "]"
        case _:
            return emit_scalar(str(value))


def _in_flow(value: object) -> str:
    return emit_scalar(value, in_flow=True) if isinstance(value, str) else emit_value(value)


def _lines_in_flow(values: Sequence[object]) -> Iterator[str]:
    for start in range(0, len(values), _MOST_ON_A_LINE):
        yield ", ".join(map(_in_flow, values[start : start + _MOST_ON_A_LINE]))


def emit_entry(key: str, value: object, column: int, line_break: str = "\n") -> str:
    """Write ``key: value``; a list of records, or a record that holds a list, becomes a block two columns to the right."""
    pad = line_break + " " * (column + 2)
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        return f"{key}:" + "".join(f"{pad}- {emit_value(each)}" for each in value)
    if isinstance(value, dict) and any(isinstance(each, list | tuple) for each in value.values()):
        return f"{key}:" + "".join(
            f"{pad}{emit_entry(name, each, column + 2, line_break)}" for name, each in value.items()
        )
    if isinstance(value, list | tuple) and len(value) > _MOST_ON_A_LINE:
        return f"{key}: [" + f",{pad}".join(_lines_in_flow(value)) + "]"
    return f"{key}: {emit_value(value)}"


def emit_file(values: Mapping[str, object], *, spaced: bool = False) -> str:
    """Write a whole file; `spaced` puts a blank line between keys, so that git merges two people's edits."""
    return ("\n\n" if spaced else "\n").join(emit_entry(key, value, 0) for key, value in values.items()) + "\n"
