"""What programs make of the number of a row: 001 becomes 1, 1-2 becomes 1月2日, 100000 becomes 1E+05.

A key has forms of three sorts. `same` are what it shares with another writing of itself. `typed` are what a program
may make of it, `shown` what it may have been before a program made it what it is. Two keys are alike when they share
a `same` form, or when one may have become the other. Alike is no proof: the words of the row must agree too.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.text.keys import FOLDED
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

Form: TypeAlias = tuple[str | int, ...]

_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]+")
_BAR_OF_KANA = re.compile("(?<=[0-9a-z])ー(?=[0-9a-z])")
_QUOTED = re.compile("=?[\"'](.*?)[\"']?")
_NAMED = re.compile("(?:no[.]?|#|第)?([0-9][0-9a-z-]*)(?:番号|番|号)?")
_BRACKETED = re.compile(r"\((.*)\)|<(.*)>|\[(.*)\]")
_ZEROS = re.compile(r"(?<![0-9.,])0+(?=[0-9])")
_AMOUNT = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?(?:e([+-]?[0-9]{1,3}))?")
_EXPONENT = re.compile(r"[+-]?([0-9])(?:\.([0-9]{0,40}))?e([+-]?[0-9]{1,3})")
_LONGEST: Final = 200
_LARGEST: Final = Decimal("1e60")
_EXACT_DIGITS: Final = 15
"""Excel keeps no more digits of a number."""
_SERIALS: Final = range(1, 2_958_466)
_EPOCHS: Final = (25_569, 24_107)
"""Days from the first day Excel counts from, on Windows and on an old Mac, to that of 1970."""
_TWO = re.compile(r"([0-9]{1,4})[-/]([0-9]{1,4})")
_THREE = re.compile(r"([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_ERA = re.compile(r"([mtshr])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_ERAS: Final = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
_JAPANESE = re.compile("(?:([0-9]{2,4})年)?([0-9]{1,2})月([0-9]{1,2})日")
_JAPANESE_MONTH = re.compile("([0-9]{2,4})年([0-9]{1,2})月")
_MIDNIGHT = re.compile(r"(?<=[0-9])[ tT]0?0:00(?::00)?(?:\.0+)?[zZ]?\Z")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_DAY_MONTH = re.compile(f"([0-9]{{1,2}})-({_MONTH})(?:-([0-9]{{2,4}}))?")
_MONTH_YEAR = re.compile(f"({_MONTH})-([0-9]{{1,4}})")
_CENTURY: Final = 100
_LAST_MONTH: Final = 12
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class KeyForms(Value):
    """The forms of a key; see above."""

    same: frozenset[Form]
    typed: frozenset[Form]
    shown: frozenset[Form]


def are_alike(one: str, other: str) -> bool:
    """Tell whether two keys may be writings of one number."""
    first, second = forms_of(one), forms_of(other)
    return bool(first.same & second.same or first.typed & second.shown or first.shown & second.typed)


def forms_of(key: str) -> KeyForms:
    """Return the forms of a key."""
    plain = _plain(key[:_LONGEST])
    same: set[Form] = {("text", plain)} if len(key) <= _LONGEST else {("text", key)}
    typed: set[Form] = set()
    shown: set[Form] = set()
    number = _value_of(plain)
    if number is not None:
        same.add(("number", _written(number)))
        shown.update(_exponents(plain, number))
        typed.update(_roundings(plain, number))
        shown.update(_dates_of_serial(number))
        if number < 0:
            shown.add(("bracketed", _written(-number)))
    named = _NAMED.fullmatch(plain)
    if named is not None:
        same.add(("text", _ZEROS.sub("", named[1])))
    bracketed = _BRACKETED.fullmatch(plain)
    if bracketed is not None:
        inner = next(part for part in bracketed.groups() if part is not None)
        same.update(forms_of(inner).same)
        within = _value_of(inner)
        if within is not None:
            typed.add(("bracketed", _written(within)))
    typed.update(_dates_meant(plain))
    shown.update(_dates_shown(plain))
    return KeyForms(frozenset(same), frozenset(typed), frozenset(shown))


def _plain(key: str) -> str:
    """Return a key in half width, small letters and plain dashes, without leading zeros, blanks and quotes."""
    plain = unicodedata.normalize("NFKC", key.translate(FOLDED)).translate(FOLDED).lower()
    plain = _BAR_OF_KANA.sub("-", _UNSEEN.sub("", _MIDNIGHT.sub("", plain)))
    quoted = _QUOTED.fullmatch(plain)
    plain = quoted[1] if quoted is not None else plain
    return _ZEROS.sub("", plain)


def _value_of(plain: str) -> Decimal | None:
    if _AMOUNT.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if abs(number) < _LARGEST else None


def _written(number: Decimal) -> str:
    """Return a number in one way: 1, 1.0 and 1E+0 are the same."""
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _exponents(plain: str, number: Decimal) -> Iterator[Form]:
    """Yield what a number in E notation has kept of one that had more digits."""
    found = _EXPONENT.fullmatch(plain)
    if found is not None:
        yield _rounded(number, 1 + len(found[2] or ""))
    elif number == number.to_integral_value() and len(_digits(number)) > _EXACT_DIGITS:
        yield _rounded(number, _EXACT_DIGITS)


def _roundings(plain: str, number: Decimal) -> Iterator[Form]:
    """Yield what E notation and 15 digits may keep of a whole number."""
    if "e" in plain or number != number.to_integral_value():
        return
    length = len(_digits(number))
    for kept in range(1, min(length, _EXACT_DIGITS + 1)):
        yield _rounded(number, kept)
    if length > _EXACT_DIGITS:
        cut = _digits(number)[:_EXACT_DIGITS]
        yield ("digits", length - 1, cut)


def _rounded(number: Decimal, kept: int) -> Form:
    mantissa, _, exponent = f"{number:.{kept - 1}e}".partition("e")
    return ("digits", int(exponent), mantissa.replace(".", "").lstrip("-").ljust(kept, "0"))


def _digits(number: Decimal) -> str:
    return f"{abs(number):f}".partition(".")[0]


def _dates_of_serial(number: Decimal) -> Iterator[Form]:
    if number != number.to_integral_value() or int(number) not in _SERIALS:
        return
    for epoch in _EPOCHS:
        yield from _of_day(*_calendar_day(int(number) - epoch))


def _calendar_day(days: int) -> tuple[int, int, int]:
    """Return year, month and day so many days after the first of 1970.

    Years are counted from March, four hundred of which always have as many days.
    """
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + 3 if month_from_march < 10 else month_from_march - 9
    return era * 400 + year_of_era + (month <= 2), month, day


def _dates_shown(plain: str) -> Iterator[Form]:
    """Yield what a date may have been before a program made it one."""
    found = _THREE.fullmatch(plain) or _JAPANESE.fullmatch(plain)
    if found is not None and found[1] is not None:
        yield from _of_day(int(found[1]), int(found[2]), int(found[3]))
    elif found is not None:
        yield from _of_month_day(int(found[2]), int(found[3]))
    found = _TWO.fullmatch(plain)
    if found is not None:
        yield from _of_pair(int(found[1]), int(found[2]))
    found = _JAPANESE_MONTH.fullmatch(plain)
    if found is not None:
        yield from _of_year_month(int(found[1]), int(found[2]))
    yield from _english_dates(plain)


def _english_dates(plain: str) -> Iterator[Form]:
    found = _DAY_MONTH.fullmatch(plain)
    if found is not None and found[3] is not None:
        yield from _of_day(int(found[3]), _month(found[2]), int(found[1]))
    elif found is not None:
        yield from _of_month_day(_month(found[2]), int(found[1]))
    found = _MONTH_YEAR.fullmatch(plain)
    if found is not None:
        yield from _of_month_day(_month(found[1]), int(found[2]))
        yield from _of_year_month(int(found[2]), _month(found[1]))


def _dates_meant(plain: str) -> Iterator[Form]:
    """Yield which dates a program may make of a key."""
    found = _TWO.fullmatch(plain)
    if found is not None:
        yield from _of_pair(int(found[1]), int(found[2]))
    found = _THREE.fullmatch(plain)
    if found is not None:
        yield from _of_full_day(int(found[1]), int(found[2]), int(found[3]))
    found = _ERA.fullmatch(plain)
    if found is not None:
        yield from _of_full_day(_ERAS[found[1]] + int(found[2]), int(found[3]), int(found[4]))
    found = _JAPANESE.fullmatch(plain)
    if found is not None and found[1] is not None:
        yield from _of_full_day(int(found[1]), int(found[2]), int(found[3]))
    elif found is not None:
        yield from _of_month_day(int(found[2]), int(found[3]))
    found = _DAY_MONTH.fullmatch(plain)
    if found is not None and found[3] is None:
        yield from _of_month_day(_month(found[2]), int(found[1]))


def _of_day(year: int, month: int, day: int) -> Iterator[Form]:
    """Yield what may have become a date: month and day of any year, all three, or year and month."""
    yield from _of_month_day(month, day)
    yield from _of_full_day(year, month, day)
    if day == 1:
        yield from _of_year_month(year, month)


def _of_pair(first: int, second: int) -> Iterator[Form]:
    """Yield the month and day that two numbers are, or the year and month where one of them is no month, no day."""
    yield from _of_month_day(first, second)
    if first > _LAST_MONTH:
        yield from _of_year_month(first, second)
    if second > max(_LONGEST_MONTHS):
        yield from _of_year_month(second, first)


def _of_month_day(month: int, day: int) -> Iterator[Form]:
    if 1 <= month <= _LAST_MONTH and 1 <= day <= _LONGEST_MONTHS[month - 1]:
        yield ("month and day", month, day)


def _of_full_day(year: int, month: int, day: int) -> Iterator[Form]:
    if 1 <= month <= _LAST_MONTH and 1 <= day <= _LONGEST_MONTHS[month - 1]:
        yield ("day", year % _CENTURY, month, day)


def _of_year_month(year: int, month: int) -> Iterator[Form]:
    if 1 <= month <= _LAST_MONTH:
        yield ("month", year % _CENTURY, month)


def _month(name: str) -> int:
    return _MONTHS.index(name) + 1
