"""Which node of one draft is which node of another: the result of `match_nodes`."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Final

from dxplan_cli.value import Value

DOUBTFUL: Final = 0.6
"""A pair below this confidence is shown to a person."""


class How(StrEnum):
    """What a pair was found by."""

    SAME = "same"
    NEAR = "near"
    PLACE = "place"
    CONTAINED = "contained"


class Pair(Value):
    """A node of the base and the node it became; `rows` are the keys of a table's rows that are each other."""

    base: str
    revised: str
    confidence: float
    how: How
    rows: tuple[tuple[str, str], ...] = ()


class Split(Value):
    """One node of the base whose text now stands in several, in document order; one of them is its pair."""

    base: str
    revised: tuple[str, ...]


class Merge(Value):
    """Several nodes of the base, in document order, whose texts now stand in one; one of them is its pair."""

    base: tuple[str, ...]
    revised: str


class Matching(Value, dict=True):
    """Pairs in the order of the revised draft, every id at most once; `base` and `revised` are all ids of the drafts."""

    base: tuple[str, ...]
    revised: tuple[str, ...]
    pairs: tuple[Pair, ...]
    splits: tuple[Split, ...] = ()
    merges: tuple[Merge, ...] = ()

    @cached_property
    def doubtful(self) -> tuple[Pair, ...]:
        """The pairs a person should confirm."""
        return tuple(pair for pair in self.pairs if pair.confidence < DOUBTFUL)

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The ids of the base that have no counterpart, not even as a part of a merge."""
        met = {pair.base for pair in self.pairs} | {each for merge in self.merges for each in merge.base}
        return tuple(each for each in self.base if each not in met)

    @cached_property
    def new(self) -> tuple[str, ...]:
        """The ids of the revised draft that have no counterpart, not even as a part of a split."""
        met = {pair.revised for pair in self.pairs} | {each for split in self.splits for each in split.revised}
        return tuple(each for each in self.revised if each not in met)
