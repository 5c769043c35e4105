"""What nobody sees in a text, the second of the foldings (see `text.keys`): taken out where text is read.

Characters without width or ink come along when text is copied from a web page
or a PDF; a line break at the end comes from how YAML is written; the blank that
begins a paragraph (字下げ) is layout. None of them is wording.
"""

from __future__ import annotations

import re
from typing import Final

CHARACTERS: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""The characters, as a range of a pattern. Variation selectors are none of them: they belong to a look-alike."""
_EMOJI: Final = "\u2600-\u27bf\U0001f000-\U0001faff"
_EMOJI_JOINER: Final = rf"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
"""Joins several emoji to one, a family of three people: it is seen, for without it they are others."""
_KINDS: Final = (
    ("幅のない文字", re.compile(rf"(?!{_EMOJI_JOINER})[\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]")),
    ("ソフトハイフン", re.compile("\u00ad")),
    ("文字の向きを変える記号", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")),
)
_CHARACTER: Final = re.compile(rf"(?!{_EMOJI_JOINER})[{CHARACTERS}]")
_LAST_BREAKS: Final = re.compile(r"\s*\n\s*\Z")
_PARAGRAPH_INDENT: Final = re.compile(r"^\u3000(?!\s)", re.MULTILINE)
_SUSPECT: Final = re.compile(rf"[{CHARACTERS}]|\n\s*\Z|^\u3000", re.MULTILINE)
"""Found in a text that has something to take out, and in few others: most texts are searched only once."""


def without_unseen(text: str, *, is_prose: bool = True) -> str:
    """Return a text as it is read; the blank that begins a paragraph goes from prose only: in a cell it is layout."""
    if not _SUSPECT.search(text):
        return text
    seen = _LAST_BREAKS.sub("", _CHARACTER.sub("", text))
    return _PARAGRAPH_INDENT.sub("", seen) if is_prose else seen


def name_unseen(text: str, *, is_prose: bool = True) -> tuple[str, ...]:
    """Name what is taken out of a text, each kind with its count: 幅のない文字1字."""
    counts = [(name, len(kind.findall(text))) for name, kind in _KINDS]
    named = [f"{name}{count}字" for name, count in counts if count]
    seen = _CHARACTER.sub("", text)
    if _LAST_BREAKS.search(seen):
        named.append("末尾の改行")
    indents = len(_PARAGRAPH_INDENT.findall(_LAST_BREAKS.sub("", seen))) if is_prose else 0
    if indents:
        named.append(f"段落の初めの空白{indents}字")
    return tuple(named)
