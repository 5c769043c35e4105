"""Numbers typed at the head of headings: 第１章, （２）, Ⅲ, 1.2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

_COUNT: Final = "[0-9０-９一二三四五六七八九十百〇]{1,4}"
_DIGITS: Final = "[0-9０-９]{1,3}"
_TYPED: Final = re.compile(
    rf"(?P<number>第{_COUNT}[編部章節款項]?|[（(][0-9０-９一二三四五六七八九十]{{1,3}}[）)]|[Ⅰ-Ⅻ①-⑳]"
    rf"|{_DIGITS}(?:[.．－-]{_DIGITS})*[.．、]?(?=[\u3000\t])|{_DIGITS}(?:[.．]{_DIGITS})*[.．](?=\s)"
    rf"|{_DIGITS}(?:[.．]{_DIGITS})+(?=\s))[\s\u3000]+(?P<title>\S.*)",
    re.DOTALL,
)
_RANKS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        *(rf"第{_COUNT}{unit}(?![0-9０-９ぁ-ん])" for unit in "編部章節款"),
        rf"第{_COUNT}[\s\u3000]",
        r"[Ⅰ-Ⅻ][\s\u3000]",
    )
)
"""What a heading without a style begins with, from the outermost on."""
_LONGEST: Final = 60


class NumberedTitle(Value):
    """A heading in two: its number as printed, None without one, and its words."""

    number: str | None
    title: str


def split_number(text: str) -> NumberedTitle:
    """Part the number of a heading from its words; what is not surely a number stays with the words."""
    found = _TYPED.fullmatch(text)
    return NumberedTitle(found["number"], found["title"]) if found else NumberedTitle(None, text)


def ranks_of(lines: Iterable[str]) -> dict[str, int]:
    """Return the level of every line that is a heading by its number alone, for texts without heading styles."""
    found = {line: rank for line in lines if (rank := _rank(line)) is not None}
    present = sorted(set(found.values()))
    return {line: present.index(rank) + 1 for line, rank in found.items()}


def _rank(line: str) -> int | None:
    if len(line) > _LONGEST or fold(line[-1:]) in {"。", ".", "、"} or "\n" in line or "\t" in line:
        return None
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(line)), None)
