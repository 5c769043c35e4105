"""Which comment lines belong to an entry of a list: they go, come and move with it.

A comment directly above an entry is about it, one set apart by a blank line is nobody's. Between two entries without
a blank line, what is indented farther than the dashes belongs to the entry above, the rest to the one below.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"[ \t]*#")


def comments_above(text: str, start: int, dash: int, floor: int | None) -> int:
    """Return where the comment lines begin that belong to an entry; `start` itself where there are none.

    `start` is the beginning of the entry's first line, `dash` the column of the list's dashes, `floor` the end of the
    entry before it; None where it is the first.
    """
    starts: list[int] = []
    at = start
    while at > (floor or 0):
        above = text.rfind("\n", 0, at - 1) + 1
        if above < (floor or 0) or not _COMMENT.match(text, above, at):
            break
        at = above
        starts.append(at)
    if floor is not None and _stands_below_content(text, at):
        while starts and _column(text, starts[-1]) > dash:
            starts.pop()
    return starts[-1] if starts else start


def comments_below(text: str, end: int, dash: int) -> int:
    """Return where the comment lines end that belong to an entry whose last line ends at `end`."""
    while True:
        below = text.find("\n", end) + 1
        if not below or not _COMMENT.match(text, below) or _column(text, below) <= dash:
            return end
        end = _line_end(text, below)


def _stands_below_content(text: str, start: int) -> bool:
    above = text.rfind("\n", 0, start - 1) + 1
    return start > 0 and bool(text[above:start].strip())


def _column(text: str, start: int) -> int:
    """Return the column in which the comment of a line stands."""
    return text.index("#", start) - start


def _line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends, before its line break."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end and text[end - 1] == "\r" else end
