"""Keys for comparing: what two spellings share when only width or glyph form differs.

A key is never shown. NFKC unifies full and half width, compatibility kanji and
Kangxi radicals; dashes, wave dashes and the radicals NFKC leaves alone are
folded here; circled digits keep their meaning (① is not 1).
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
_CLUSTER = re.compile(f".{_MARKS}*", re.DOTALL)
LEADING_MARKS = re.compile(f"{_MARKS}+")
"""Voicing marks and variation selectors, which belong to the character before them."""
CIRCLED = re.compile("[\u2460-\u2473\u24ea-\u24ff\u2776-\u277f\u3251-\u325f\u32b1-\u32bf]")


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    if CIRCLED.match(cluster):
        return cluster
    return _SELECTORS.sub("", unicodedata.normalize("NFKC", cluster.translate(FOLDED)).translate(FOLDED))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the key of a text: equal keys mean the same words, however wide they are written."""
    if text.isascii():
        return text
    return "".join(map(_fold_cluster, _CLUSTER.findall(text)))


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
