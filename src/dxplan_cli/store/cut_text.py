"""Words that a `#` cut off: behind a blank it begins a comment, and whoever wrote the text by hand may not have meant one.

``text: 予算の#1を`` is whole, ``text: これは #重要 な文`` ends before the ``#``. Of ``text: &A 社と`` YAML takes the
first word for a name, of ``text: ! 注意`` the first sign for a tag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dxplan_cli.store.tree import Scalar

CUT: Final = "cut-by-comment"
"""The rule of `check` that tells it."""

_SIGNS: Final = frozenset("&!")
_BLANKS: Final = frozenset(" \t\r\n")
_CARRIED_ON: Final = frozenset(" \t\n#")
_SAME_LINE: Final = re.compile(r"(?P<gap>[ \t]+)(?P<comment>#[^\r\n]*)")
_NEXT_LINE: Final = re.compile(r"[ \t]*\r?\n(?P<indent>[ ]+)(?P<comment>#[^\r\n]*)")
_LEAD: Final = re.compile(r" *(?:- +)*")
_CLEAR: Final = re.compile(r"#(?:[\s#!*=~_-]|$)")
"""How a comment begins that nobody takes for words: a blank or a line of marks behind the ``#``."""
_KEY: Final = re.compile(r"#[A-Za-z_]+:(?:\s|$)")
_UNFINISHED: Final = ("、", "，", "・", "：", "「", "『", "（", "(", "【")
_FINISHED: Final = ("。", "．", "！", "？", "」", "』", "）", ")", "】")
_BRACKETS: Final = (("「", "」"), ("『", "』"), ("（", "）"), ("(", ")"), ("【", "】"))


def lost_parts(text: str, scalar: Scalar) -> tuple[str, ...]:
    """Return what of a value was written but not read: a sign before its words, the comment that seems to be their rest.

    `text` is the whole file. Nearly always a glance at two characters on either side is enough.
    """
    is_signed = text[scalar.start : scalar.start + 1] in _SIGNS
    is_followed = scalar.is_plain and text[scalar.end : scalar.end + 1] in _BLANKS
    if not is_signed and not (is_followed and text[scalar.end + 1 : scalar.end + 2] in _CARRIED_ON):
        return ()
    parts = (_swallowed_sign(text, scalar) if is_signed else "", _cut_off(text, scalar) if is_followed else "")
    return tuple(part for part in parts if part)


def _cut_off(text: str, scalar: Scalar) -> str:
    """Return the comment that seems to be the rest of a plain value, with its ``#``; empty where none is."""
    found = _SAME_LINE.match(text, scalar.end)
    if found:
        comment = found["comment"].rstrip()
        return comment if _is_rest(scalar.text, comment, gap=len(found["gap"])) else ""
    return _cut_off_below(text, scalar) if scalar.text else ""


def _swallowed_sign(text: str, scalar: Scalar) -> str:
    """Return the sign at the beginning of a value that YAML keeps for itself; empty where it is in use."""
    sign = text[scalar.start : scalar.end].split(maxsplit=1)[0]
    is_in_use = sign[0] == "&" and re.search(rf"[*]{re.escape(sign[1:])}(?![^\s,\]}}])", text)
    return "" if is_in_use else sign


def _is_rest(words: str, comment: str, gap: int) -> bool:
    """Tell whether a comment on the line of a value reads as its rest, `gap` blanks behind it."""
    if not _CLEAR.match(comment):
        return True
    if words.endswith(_UNFINISHED) or any(_is_opened_only(pair, words, comment) for pair in _BRACKETS):
        return True
    return gap == 1 and bool(words) and comment.endswith("。") and not words.endswith(_FINISHED)


def _is_opened_only(pair: tuple[str, str], words: str, comment: str) -> bool:
    """Tell whether a bracket is opened in the words and closed in the comment."""
    opening, closing = pair
    is_open = words.count(opening) > words.count(closing)
    return is_open and comment.count(closing) > comment.count(opening)


def _cut_off_below(text: str, scalar: Scalar) -> str:
    """Return a comment on the next line where the words could go on, unless it is a key that was put aside."""
    found = _NEXT_LINE.match(text, scalar.end)
    if found is None or len(found["indent"]) < _least_indent(text, scalar):
        return ""
    comment = found["comment"].rstrip()
    return "" if _CLEAR.match(comment) or _KEY.match(comment) else comment


def _least_indent(text: str, scalar: Scalar) -> int:
    """Return how far a line must be indented to carry on the words of a value: farther than its key."""
    start = text.rfind("\n", 0, scalar.start) + 1
    lead = _LEAD.match(text, start, scalar.start)
    column = lead.end() - start if lead else 0
    return column if start + column == scalar.start else column + 1
