"""Wrapped values: YAML puts a blank where a line ends, and Japanese has none there.

``text: 県は、`` with ``取組を進める。`` on the next line is read by YAML as 「県は、 取組を進める。」.
A blank at a wrap stays only between two Latin words or digits, where it would be typed as well.
"""

from __future__ import annotations

import re
from typing import Final

from dxplan_cli.text.keys import wording_key

MARK: Final = "\ue0ff"
"""Put behind a wrap so that it is found again in what YAML makes of the lines; for private use, in no text."""
_WRAP: Final = re.compile(r"(?P<before>\S)[ \t]*\r?\n[ \t]*(?=(?P<after>\S))")

_BLANKS_AT_WRAP: Final = re.compile(rf"(?<=\S)[ \t]+{MARK}")
"""The blanks of an indent that is kept as it is written follow a line break."""


def mark_wraps(written: str) -> str:
    """Return a value as it is written with a mark behind every wrap that parts no words; the same if it has none."""
    if MARK in written or "\n" not in written:
        return written
    pieces: list[str] = []
    done = 0
    for wrap in _WRAP.finditer(written):
        before, after = wrap["before"], wrap["after"]
        if wording_key(f"{before} {after}") == wording_key(f"{before}{after}"):
            pieces += [written[done : wrap.end()], MARK]
            done = wrap.end()
    return "".join([*pieces, written[done:]])


def without_wraps(marked: str) -> str:
    """Return what YAML made of marked lines without the blanks at the wraps."""
    return with_wraps(_BLANKS_AT_WRAP.sub("", marked))


def with_wraps(marked: str) -> str:
    """Return what YAML made of marked lines as it would be without the marks."""
    return marked.replace(MARK, "")
