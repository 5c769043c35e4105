"""Edits of a text carried over to another version of it: what was written into a marked paper, on the draft's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import Op
from dxplan_cli.diff.words import compare_words
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.segment import Segments


class Carried(Value):
    """A version with the edits that have a place in it, and the text they come from with only those that have none."""

    words: str
    rest: str


def carry_over(before: str, after: str, words: str) -> Carried:
    """Carry the edits that make `after` of `before` over to `words`.

    An edit has a place where the words around it are the same in both versions.
    """
    if words == before:
        return Carried(after, before)
    common = tuple(_common(compare_words(before, words)))
    carried, rest = words, before
    for start, end, new in reversed(tuple(_edits(compare_words(before, after)))):
        spot = _spot(common, start, end)
        if spot is None:
            rest = rest[:start] + new + rest[end:]
        else:
            carried = carried[: spot[0]] + new + carried[spot[1] :]
    return Carried(carried, rest)


def _common(segments: Segments) -> Iterator[tuple[int, int, int]]:
    """Yield what both versions share: where it begins in either, and its length."""
    old = new = 0
    for segment in segments:
        if segment.op is Op.EQUAL:
            yield old, new, len(segment.before)
        old += len(segment.before)
        new += len(segment.after)


def _edits(segments: Segments) -> Iterator[tuple[int, int, str]]:
    """Yield what is replaced by what, from where to where; neighbours together."""
    at = 0
    start, new = None, ""
    for segment in segments:
        if segment.op is Op.EQUAL:
            if start is not None:
                yield start, at, new
            start, new = None, ""
        else:
            start = at if start is None else start
            new += segment.after
        at += len(segment.before)
    if start is not None:
        yield start, at, new


def _spot(common: tuple[tuple[int, int, int], ...], start: int, end: int) -> tuple[int, int] | None:
    """Return from where to where an edit reaches in the other version: it must lie within one shared stretch."""
    for old, new, length in common:
        if old <= start and end <= old + length:
            return start - old + new, end - old + new
    return None
