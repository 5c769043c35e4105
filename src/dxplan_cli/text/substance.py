"""What a text says, apart from how it is said: whether the difference of two near texts is of no substance.

Nearness counts characters, and 賛成 is as near to 反対 as two characters are. So
two near texts say the same only when their words of substance are the same, in
the same order: nouns, names, numbers with their signs, verbs, adjectives,
prefixes such as 不 and 未, negations, and who does what to whom. Greetings,
politeness, endings, most particles, punctuation and other spellings of a word
do not count. What is not known to be mere manner counts: a difference that is
overlooked would put an opinion under the answer to its opposite.

Texts are keys (`sameness_key`). They are read sentence by sentence, and only
the sentences two texts do not share.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.courtesy import is_courtesy
from dxplan_cli.text.said import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.text.said import Said

_KEPT: Final = 16_384
"""Sentences remembered: copies of an opinion share most of theirs."""

_IN_HAND: Final = 64
"""Texts whose sentences are remembered: those representatives that many are compared with."""
_SENTENCE_END: Final = re.compile("。(?![0-9])|(?<![0-9])。")


def says_the_same(text: str, other: str) -> bool:
    """Tell whether nothing of substance differs between two texts; both are keys."""
    mine, theirs = _own_sentences(_sentences(text), _sentences(other))
    for one, two in zip_longest(_said(mine), _said(theirs)):
        if one is None or two is None or one[0] != two[0]:
            return False
        if one[1] and two[1] and one[1] != two[1]:
            return False
    return True


def sense(text: str) -> int:
    """Return a number that texts share which say the same; of others it is the same by chance only."""
    return hash(tuple(word for word, _ in _said(_sentences(text))))


@lru_cache(maxsize=_IN_HAND)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(_SENTENCE_END.split(text))


def _own_sentences(mine: Sequence[str], theirs: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the sentences between those that both begin with and those that both end with."""
    most = min(len(mine), len(theirs))
    start = 0
    while start < most and mine[start] == theirs[start]:
        start += 1
    end = 0
    while end < most - start and mine[-1 - end] == theirs[-1 - end]:
        end += 1
    return mine[start : len(mine) - end], theirs[start : len(theirs) - end]


def _said(sentences: Sequence[str]) -> Iterator[Said]:
    return chain.from_iterable(map(substance, sentences))


@lru_cache(maxsize=_KEPT)
def substance(sentence: str) -> tuple[Said, ...]:
    """Return what a sentence says: its words of substance in their order; nothing for a greeting."""
    said = list(clauses(sentence))
    if is_courtesy(list(chain.from_iterable(said))):
        return ()
    return tuple(chain.from_iterable(clause for clause in said if not is_courtesy(clause)))
