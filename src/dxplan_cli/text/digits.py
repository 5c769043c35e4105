"""Circled digits for labels, and numbers as a Japanese paper prints them."""

from __future__ import annotations

_CIRCLED_LIMIT = 20


def circled(number: int) -> str:
    """Return ① … ⑳, then (21): cp932 ends at ⑳ and office fonts soon after."""
    if 1 <= number <= _CIRCLED_LIMIT:
        return chr(ord("①") + number - 1)
    return f"({number})"


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def full_width(number: int) -> str:
    """Return a number in full-width digits, as paper numbers (資料１) are printed."""
    return str(number).translate(_FULL_WIDTH)
