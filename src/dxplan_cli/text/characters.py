"""Characters: which may stand in a file, and how much room they take."""

from __future__ import annotations

import re

_FORBIDDEN = "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_LINE_END = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Whatever one of the two is about: most texts have none of it, so the two are compiled only when needed."""
_NARROW = re.compile("[\x20-\x7e\uff61-\uff9f]")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return text that XML and UTF-8 can hold and Word shows: anything else becomes U+FFFD, a line or page end a newline."""
    if not _ODD.search(text):
        return text
    return re.sub(_FORBIDDEN, REPLACEMENT, re.sub(_LINE_END, "\n", text))


def width(text: str) -> float:
    """Return the width in em; Latin letters and half-width kana are half an em in a fixed-width face."""
    return len(text) - len(_NARROW.findall(text)) / 2
