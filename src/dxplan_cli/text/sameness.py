"""The key of what two opinions say: `sameness_key`, looser than `keys.fold`."""

from __future__ import annotations

import re
import unicodedata

from dxplan_cli.text.keys import CIRCLED, FOLDED

_UNIT = re.compile("(?<=[mｍ㎜㎝㎞])[²³]")
"""A square or cubic metre, which is typed m2 as well."""
_SUBSCRIPT = re.compile("(?<=[A-Za-zＡ-Ｚａ-ｚ])[₀-₉]+")
"""As in CO₂, which is typed CO2 as well."""
_RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻ⁿ]+")
_LOWERED = re.compile("[₀-₉₊₋]+")
_SMALL = re.compile(f"{_RAISED.pattern}|{_LOWERED.pattern}")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_NUMBERS_APART = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
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
    """Return what two opinions share that say the same: blanks, case and the form of punctuation do not count either.

    Numbers stay what they are: 10² is not 102, 1,000 is 1000, and two numbers with a blank between are two.
    """
    pieces = _CIRCLED_APART.split(_small_apart(text) if _SMALL.search(text) else text)
    pieces[::2] = [unicodedata.normalize("NFKC", piece) for piece in pieces[::2]]
    key = _FOLDING.sub(lambda found: FOLDED[ord(found.group())], _UNSEEN.sub("", "".join(pieces).lower()))
    key = _NUMBERS_APART.sub("、", _THOUSANDS.sub("", key))
    for mark, common in _PUNCTUATION.items():
        key = key.replace(mark, common)
    return "".join(key.split()).strip("、。")


def _small_apart(text: str) -> str:
    """Return a text in which 10² is not 102: raised and lowered digits bear value, but for those of units and formulas."""
    text = _UNIT.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _SUBSCRIPT.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return _LOWERED.sub(r"_\g<0>", _RAISED.sub(r"^\g<0>", text))
