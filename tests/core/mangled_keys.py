"""What programs and hands make of the numbers of rows; each leaves a key alone that it has nothing to do with."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PARTED = re.compile("0*([0-9]{1,2})-0*([0-9]{1,2})")
_WIDE = str.maketrans(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-",
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－",
)
_YEAR: Final = 2026
_CIRCLED: Final = 20
_SHOWN_DIGITS: Final = 11


def _without_zeros(key: str) -> str:
    return str(int(key)) if key.isdecimal() else re.sub("(?<![0-9])0+(?=[0-9])", "", key)


def _date(key: str) -> date | None:
    found = _PARTED.fullmatch(key)
    return date(_YEAR, int(found[1]), int(found[2])) if found else None


def _as_date(form: Callable[[date], str]) -> Callable[[str], str]:
    def changed(key: str) -> str:
        day = _date(key)
        return key if day is None else form(day)

    return changed


def _circled(key: str) -> str:
    return chr(ord("①") + int(key) - 1) if key.isdecimal() and 1 <= int(key) <= _CIRCLED else key


def _exponent(key: str) -> str:
    if not key.isdecimal():
        return key
    number = int(key)
    if len(str(number)) > _SHOWN_DIGITS:
        return f"{number:.5E}"
    return f"{number:.0E}" if number and str(number)[1:].strip("0") == "" else key


MANGLES: Final[Mapping[str, Callable[[str], str]]] = {
    "zeros lost": _without_zeros,
    "made wide": lambda key: key.upper().translate(_WIDE),
    "decimal point": lambda key: f"{int(key)}.0" if key.isdecimal() else key,
    "exponent": _exponent,
    "fifteen digits": lambda key: str(int(float(f"{int(key):.14e}"))) if key.isdecimal() and len(key) > 15 else key,
    "circled": _circled,
    "date in Japanese": _as_date(lambda day: f"{day.month}月{day.day}日"),
    "date as ISO": _as_date(str),
    "date of another year": _as_date(lambda day: str(day.replace(year=2024))),
    "date with slashes": _as_date(lambda day: f"{day.year}/{day.month}/{day.day}"),
    "date in English": _as_date(lambda day: f"{day:%d-%b}".lstrip("0")),
    "serial of a date": _as_date(lambda day: str((day - date(1899, 12, 30)).days)),
    "quoted": lambda key: f'="{key}"',
    "blanks": lambda key: f"　{key} ",
    "nothing": lambda key: key,
}


def mangled(key: str, name: str) -> str:
    """Return what becomes of a key."""
    return MANGLES[name](key)
