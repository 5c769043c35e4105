"""The key of what two opinions say: `sameness_key`, looser than `keys.fold`."""

from __future__ import annotations

import re
import unicodedata

from dxplan_cli.text.keys import CIRCLED, FOLDED

_CIRCLED_APART = re.compile(f"({CIRCLED.pattern})")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_FOLDING = re.compile(f"[{''.join(map(chr, FOLDED))}]")
_PUNCTUATION = {
    ",": "、",
    ";": "、",
    ".": "。",
    "!": "。",
    **dict.fromkeys("『“‘", "「"),
    **dict.fromkeys("』”’", "」"),
}


def sameness_key(text: str) -> str:
    """Return what two opinions share that say the same: as `fold`, and blanks, case and the form of punctuation too."""
    pieces = _CIRCLED_APART.split(text)
    pieces[::2] = [unicodedata.normalize("NFKC", piece) for piece in pieces[::2]]
    key = _FOLDING.sub(lambda found: FOLDED[ord(found.group())], _UNSEEN.sub("", "".join(pieces).lower()))
    for mark, common in _PUNCTUATION.items():
        key = key.replace(mark, common)
    return "".join(key.split()).strip("、。")
