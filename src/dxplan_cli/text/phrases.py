"""Many phrases looked for at once: one walk through a text, however many there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.text.contacts import Span

SHORTEST = 2
"""A single letter is no phrase."""


class Phrases(Value):
    """Phrases, a pattern of the letters they begin with, and how long those are that begin with the same two letters."""

    known: frozenset[str]
    beginnings: str
    lengths: Mapping[str, tuple[int, ...]]


def index_phrases(phrases: Iterable[str]) -> Phrases:
    """Gather phrases; those that are too short are left out."""
    known = frozenset(each for each in phrases if len(each) >= SHORTEST)
    lengths: dict[str, set[int]] = {}
    for each in known:
        lengths.setdefault(each[:SHORTEST], set()).add(len(each))
    letters = "".join(sorted(map(re.escape, {head[0] for head in lengths})))
    return Phrases(known, f"[{letters}]", {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()})


def find_phrases(phrases: Phrases, text: str) -> Iterator[Span]:
    """Yield where phrases stand in a text, at each place the longest first."""
    if not phrases.known:
        return
    for found in re.finditer(phrases.beginnings, text):
        start = found.start()
        for length in phrases.lengths.get(text[start : start + SHORTEST], ()):
            end = start + length
            if end <= len(text) and text[start:end] in phrases.known:
                yield start, end
