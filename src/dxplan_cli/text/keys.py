"""Keys for comparing: what two spellings share when only width or glyph form differs.

Three foldings keep apart what a difference means. They have no character in common.

- *Look-alike* (`fold`): width, compatibility kanji, Kangxi radicals, dashes,
  wave dashes, decomposed voicing marks, variation selectors. Never a change.
- *Unseen* (`text.unseen`): zero width, soft hyphens, directions. Taken out where
  text is read, so that no key ever meets them.
- *Value-bearing* (`VALUE_BEARING`): raised and lowered characters (10² is not
  102), fractions (½: 1½ would become 11⁄2) and circled digits (① is not 1).
  A key keeps them as they are, as it keeps digits, signs (△, ±) and decimal
  points: always a change.

Signs of area and volume are look-alikes: ㎡, m² and m2 are one unit, and no
number can be read out of its raised digit. CO₂ and CO2 are told apart.

Blanks are no matter of glyphs: `wording_key` leaves out those that part no words.
A key is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DASHES = "‐‑‒–—―−─﹣－"
_WAVES = "〜～∼"
_RADICALS = dict(
    zip(
        "⺟⺠⺨⺩⺫⺭⺱⺾⻁⻄⻋⻌⻑⻘⻚⻝⻤⻨⻩⻫⻭⻯⻲",
        "母民犭王罒礻网艹虎西車辶長青頁食鬼麦黄斉歯竜亀",
        strict=True,
    )
)
FOLDED = (
    {ord(dash): "-" for dash in _DASHES}
    | {ord(wave): "~" for wave in _WAVES}
    | {ord(radical): kanji for radical, kanji in _RADICALS.items()}
)
"""Characters NFKC leaves apart, and what stands for them in a key."""
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MARKS = "[\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_UNIT = "(?<![A-Za-zＡ-Ｚａ-ｚ])(?:[cdkmｃｄｋｍ]?[mｍ]|[㎜㎝㎞])[²³]"
_CLUSTER = re.compile(f"(?:{_UNIT}|.){_MARKS}*", re.DOTALL)
LEADING_MARKS = re.compile(f"{_MARKS}+")
"""Voicing marks and variation selectors, which belong to the character before them."""
CIRCLED = re.compile("[\u2460-\u2473\u24ea-\u24ff\u2776-\u277f\u3251-\u325f\u32b1-\u32bf]")
_RAISED_OR_LOWERED = "\u00b2\u00b3\u00b9\u2070-\u209c"
_FRACTIONS = "\u00bc-\u00be\u2150-\u215f\u2189"
VALUE_BEARING = re.compile(f"{CIRCLED.pattern[:-1]}{_RAISED_OR_LOWERED}{_FRACTIONS}]")
"""Characters whose form is their value, though NFKC would make common digits and letters of them."""


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    if VALUE_BEARING.match(cluster):
        return cluster
    return _SELECTORS.sub("", unicodedata.normalize("NFKC", cluster.translate(FOLDED)).translate(FOLDED))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the key of a text: equal keys mean the same words, however wide they are written."""
    if text.isascii():
        return text
    return "".join(map(_fold_cluster, _CLUSTER.findall(text)))


_PARTING = "0-9A-Za-z\u00aa-\u00be\u00c0-\u024f\u0370-\u052f\u2070-\u209c+\\-.,:/"
"""Letters, digits and what stands in numbers, of scripts that part words by blanks."""
_IDLE_BLANKS = re.compile(rf"(?<![\s{_PARTING}])\s+|\s+(?![\s{_PARTING}])")
_BLANKS = re.compile(r"\s+")


def wording_key(text: str) -> str:
    """Return the key of a text without the blanks that part no words: all but those between Latin words and digits."""
    return _BLANKS.sub(" ", _IDLE_BLANKS.sub("", fold(text)))


def unify_radicals(text: str) -> tuple[str, int]:
    """Return a text with the kanji that radicals copied out of a PDF stand for (⾼ is no 高), and how many there were."""
    return _RADICAL.subn(lambda found: unicodedata.normalize("NFKC", found[0].translate(FOLDED)), text)


def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the key and, for each of its characters and its end, the offset in `text` it came from."""
    key: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        folded = _fold_cluster(match.group())
        key.append(folded)
        offsets.extend([match.start()] * len(folded))
    offsets.append(len(text))
    return "".join(key), tuple(offsets)


def find_every_folded(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the span in `text` of every place where the words stand: those written just so, then those of any width."""
    if not words:
        return
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)
    key, offsets = fold_with_offsets(text)
    wanted = fold(words)
    start = key.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        while end < len(key) and offsets[end] == offsets[end - 1]:
            end += 1
        yield offsets[start], offsets[end]
        start = key.find(wanted, start + 1)


def find_folded(words: str, text: str) -> tuple[int, int] | None:
    """Find words in a text whatever their width; return the span in `text`, or None."""
    return next(find_every_folded(words, text), None)


def contains_folded(words: str, text: str) -> bool:
    """Tell whether a text holds these words, whatever their width."""
    return find_folded(words, text) is not None
