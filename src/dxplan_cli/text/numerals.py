"""Numerals of lists: 1, １, ①, i, A, ア, イ, 一. Written, read, and counted on in the form a list has.

A form is a number as the first of its list would be printed: （1）, 1., ①, ア, 1.1.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.digits import full_width
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Numeral(Enum):
    """A way to write a count."""

    DIGITS = auto()
    WIDE_DIGITS = auto()
    CIRCLED = auto()
    ROMAN = auto()
    LOWER_ROMAN = auto()
    LETTERS = auto()
    LOWER_LETTERS = auto()
    KANA = auto()
    NARROW_KANA = auto()
    IROHA = auto()
    NARROW_IROHA = auto()
    KANJI = auto()


_SIGNS: Final[Mapping[Numeral, str]] = {
    Numeral.LETTERS: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    Numeral.LOWER_LETTERS: "abcdefghijklmnopqrstuvwxyz",
    Numeral.KANA: "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    Numeral.NARROW_KANA: "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    Numeral.IROHA: "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    Numeral.NARROW_IROHA: "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ",
}
_DOUBLED: Final = frozenset({Numeral.LETTERS, Numeral.LOWER_LETTERS})
"""What goes on with aa after z; the others begin anew."""
_KANJI: Final = "〇一二三四五六七八九"
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_ROMAN: Final = 399
_LAST_CIRCLED: Final = 20
_KNOWN: Final = 200
"""Numerals that are no digits are known up to here."""
_TOKEN: Final = re.compile(r"[0-9]{1,6}|[０-９]{1,6}|[①-⑳]|[〇一二三四五六七八九十]+|[A-Za-z]+|[ア-ンｦ-ﾝ]")
_DIGITS: Final = re.compile("[0-9]+|[０-９]+")


class Reading(Value):
    """A printed number as somebody may have counted it."""

    before: str
    numeral: Numeral
    count: int
    behind: str


def write(numeral: Numeral, count: int) -> str:
    """Return a count as written; in plain digits where the numerals end."""
    signs = _SIGNS.get(numeral)
    if numeral is Numeral.WIDE_DIGITS:
        return full_width(count)
    if numeral is Numeral.KANJI:
        return _in_kanji(count)
    if count > 0 and signs is not None:
        turns, at = divmod(count - 1, len(signs))
        return signs[at] * (turns + 1 if numeral in _DOUBLED else 1)
    if numeral is Numeral.CIRCLED and 1 <= count <= _LAST_CIRCLED:
        return chr(ord("①") + count - 1)
    if numeral in {Numeral.ROMAN, Numeral.LOWER_ROMAN} and 0 < count <= _MOST_ROMAN:
        return _roman(count) if numeral is Numeral.ROMAN else _roman(count).lower()
    return str(count)


def readings_of(printed: str) -> tuple[Reading, ...]:
    """Return how the last numeral of a printed number may be counted, the smallest count first; none without one."""
    for token in reversed(list(_TOKEN.finditer(printed))):
        known = _read(token[0])
        if known:
            before, behind = printed[: token.start()], printed[token.end() :]
            return tuple(Reading(before, numeral, count, behind) for numeral, count in known)
    return ()


def number_in_form(form: str, count: int, above: Sequence[int | None] = ()) -> str:
    """Return the number a list of that form has there; `above` are the counts of the levels around it, outermost first.

    Digits before the numeral, as in 1.1, are those of the levels above where these are counted.
    """
    readings = readings_of(form)
    if not readings:
        return form
    first = readings[0]
    return f"{_with_levels(first.before, above)}{write(first.numeral, count)}{first.behind}"


def form_of(reading: Reading, above: Sequence[int | None] = ()) -> str:
    """Return the form of a number as read."""
    return f"{_without_levels(reading.before, above)}{write(reading.numeral, 1)}{reading.behind}"


def _with_levels(before: str, above: Sequence[int | None]) -> str:
    return _levels_replaced(before, above, lambda _, count: count)


def _without_levels(before: str, above: Sequence[int | None]) -> str:
    return _levels_replaced(before, above, lambda digits, count: 1 if int(digits) == count else int(digits))


def _levels_replaced(before: str, above: Sequence[int | None], given: Callable[[str, int], int]) -> str:
    """Replace the digits before a numeral, the innermost by the nearest level."""
    for token, count in zip(reversed(list(_DIGITS.finditer(before))), reversed(above), strict=False):
        if count is not None:
            number = given(token[0], count)
            written = str(number) if token[0].isascii() else full_width(number)
            before = f"{before[: token.start()]}{written}{before[token.end() :]}"
    return before


def _read(token: str) -> tuple[tuple[Numeral, int], ...]:
    if token.isdecimal():
        return (((Numeral.DIGITS if token.isascii() else Numeral.WIDE_DIGITS), int(token)),)
    return _known().get(token, ())


@cache
def _known() -> dict[str, tuple[tuple[Numeral, int], ...]]:
    known: dict[str, list[tuple[Numeral, int]]] = {}
    for count in range(1, _KNOWN + 1):
        for numeral in Numeral:
            written = write(numeral, count)
            if not written.isdecimal() and not any(numeral is each for each, _ in known.get(written, ())):
                known.setdefault(written, []).append((numeral, count))
    return {written: tuple(readings) for written, readings in known.items()}


def _roman(left: int) -> str:
    parts = []
    for size, sign in _ROMAN:
        parts.append(sign * (left // size))
        left %= size
    return "".join(parts)


def _in_kanji(count: int) -> str:
    """Return a number below a hundred as 二十三, a larger one digit by digit."""
    tens, ones = divmod(count, 10)
    if tens >= 10 or count == 0:
        return "".join(_KANJI[int(digit)] for digit in str(count))
    return ("" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十") + (_KANJI[ones] if ones else "")
