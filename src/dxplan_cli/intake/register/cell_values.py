"""What a cell of Excel shows, from what its file stores: numbers, dates that are numbers, escaped characters."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS = re.compile("[ymdhsYMDHS]")
_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of the formats every Excel has, those of the Japanese one included."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no time zone


def unescape(text: str) -> str:
    """Return a text whose characters that XML cannot hold were written as ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def dated_styles(elements: Iterable[tuple[str, dict[str, str]]]) -> frozenset[str]:
    """Return the numbers of the cell styles under which a number is a date or a time, from the parts of styles.xml."""
    codes: dict[str, str] = {}
    dated: set[str] = set()
    is_cell, count = False, 0
    for name, attributes in elements:
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyles", "dxfs"}:
            is_cell = name == "cellXfs"
        elif name == "xf" and is_cell:
            number = attributes.get("numFmtId", "0")
            if _is_date(number, codes.get(number)):
                dated.add(str(count))
            count += 1
    return frozenset(dated)


def _is_date(number: str, code: str | None) -> bool:
    if code is not None:
        return bool(_DATE_LETTERS.search(_NOT_SHOWN.sub("", code)))
    return number.isdecimal() and int(number) in _BUILT_IN_DATES


def number_text(stored: str) -> str:
    """Return a number as Excel shows it without a format."""
    number = _number(stored)
    if number is None:
        return stored
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def date_text(stored: str, *, since_1904: bool) -> str:
    """Return the date, the time or both that a number stands for; the number where it stands for none."""
    days = _number(stored)
    if days is None:
        return stored
    try:
        moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(days * 86400))
    except OverflowError:
        return number_text(stored)
    if days == int(days):
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%H:%M}" if 0 <= days < 1 else f"{moment:%Y-%m-%d %H:%M}"


def _number(stored: str) -> float | None:
    try:
        number = float(stored)
    except ValueError:
        return None
    return number if isfinite(number) else None
