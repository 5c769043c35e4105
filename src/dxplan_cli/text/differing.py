"""Which words two near texts do not share, for a clerk to see before one answer is given to both.

Shown in half width and without the ends of sentences: those are no difference.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.nearness import nearest
from dxplan_cli.text.sameness import sameness_key
from dxplan_cli.text.tokens import cut
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCE_END: Final = re.compile(r"[。!?]+|\.(?![0-9])")
_STANDS_FOR: Final = 0.5
"""How near a sentence is to the one it stands for."""
_KEPT: Final = 16_384
"""Words remembered, and pairs of sentences: copies differ in the same manners again and again."""


class Exchange(Value):
    """Words of one text and what stands in their place in the other; "" where nothing does."""

    before: str
    after: str


def exchanges(text: str, other: str) -> tuple[Exchange, ...]:
    """Return what differs in `other` from `text`, each once; what differs in width, blanks or punctuation only does not."""
    mine, theirs = _trimmed(_sentences(text), _sentences(other))
    found: dict[Exchange, None] = {}
    for own, others in _differing(mine, theirs):
        for one, two in _paired(own, others):
            found.update(dict.fromkeys(_in_sentences(one, two)))
    return tuple(found)


@lru_cache(maxsize=2)
def _sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; the representative's are asked for again and again."""
    unbroken = "".join(unicodedata.normalize("NFKC", text).splitlines())
    pieces = (piece.strip() for piece in _SENTENCE_END.split(unbroken))
    return tuple(piece for piece in pieces if piece)


def _trimmed(mine: Sequence[str], theirs: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return what stands between that with which both begin and that with which both end."""
    most = min(len(mine), len(theirs))
    start = next((at for at in range(most) if mine[at] != theirs[at]), most)
    end = next((at for at in range(most - start) if mine[-1 - at] != theirs[-1 - at]), most - start)
    return mine[start : len(mine) - end], theirs[start : len(theirs) - end]


def _paired(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield which sentence stands for which, in their order; "" for one that has none to stand for."""
    if len(mine) == len(theirs):
        yield from zip(mine, theirs, strict=True)
        return
    start = 0
    for one in mine:
        found = nearest(one, theirs[start:], _STANDS_FOR)
        if found is None:
            yield one, ""
            continue
        at = start + found[0]
        yield from (("", other) for other in theirs[start:at])
        yield one, theirs[at]
        start = at + 1
    yield from (("", other) for other in theirs[start:])


@lru_cache(maxsize=_KEPT)
def _in_sentences(one: str, other: str) -> tuple[Exchange, ...]:
    """Return what differs between two sentences, word by word; a whole sentence where the other has none."""
    if not one or not other:
        return (Exchange(one, other),)
    found = []
    for own, others in _differing(*_trimmed(cut(one), cut(other))):
        before, after = "".join(own).strip(), "".join(others).strip()
        if _key(before) != _key(after):
            found.append(Exchange(before, after))
    return tuple(found)


def _differing(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the pieces of two lists that are not the same, side by side."""
    if not mine or not theirs:
        if mine or theirs:
            yield mine, theirs
        return
    keys, other_keys = [_key(each) for each in mine], [_key(each) for each in theirs]
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield mine[start:end], theirs[other_start:other_end]


@lru_cache(maxsize=_KEPT)
def _key(piece: str) -> str:
    return sameness_key(piece)
