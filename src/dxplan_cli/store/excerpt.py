"""The line a message is about, as the user wrote it."""

from __future__ import annotations

from functools import lru_cache


def excerpt_of(text: str, line: int) -> str:
    """Return a line of the text, cut to what fits a terminal."""
    lines = _lines(text)
    if not 1 <= line <= len(lines):
        return ""
    found = lines[line - 1].rstrip()
    return found if len(found) <= _EXCERPT else found[:_EXCERPT] + "…"


_EXCERPT = 100


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of the file at hand: one with a thousand faults is cut up once."""
    return tuple(text.splitlines())
