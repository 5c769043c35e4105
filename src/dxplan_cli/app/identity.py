"""New permanent ids: ordered in time where order matters, with a random tail, never the next number."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime

_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
"""No letter that is easily misread for another."""
_TAIL = 4


def opinion_id(round_id: str, now: datetime, pick: Callable[[str], str]) -> str:
    """Return an id such as ``2023-kikitori-20230901-14235507-7f3k``, the time down to a hundredth of a second.

    The order of ids is the order of receipt; the tail keeps two clerks from making the same one.
    """
    hundredths = now.microsecond // 10_000
    return f"{round_id}-{now:%Y%m%d-%H%M%S}{hundredths:02}-{_tail(pick)}"


def opinion_ids(
    rounds: Sequence[str], now: datetime, pick: Callable[[str], str], taken: Collection[str]
) -> Iterator[str]:
    """Yield an id for each of several opinions received at once, by their rounds, in their order.

    They are a hundredth of a second apart, the last one is of now; none is `taken` or comes twice.
    """
    met = set(taken)
    for before, round_id in zip(range(len(rounds) - 1, -1, -1), rounds, strict=True):
        moment = now - timedelta(milliseconds=10 * before)
        candidate = opinion_id(round_id, moment, pick)
        while candidate in met:
            candidate = opinion_id(round_id, moment, pick)
        met.add(candidate)
        yield candidate


def node_id(parent: str, taken: Collection[str], pick: Callable[[str], str]) -> str:
    """Return an id for a new node in a section; it names no position."""
    while True:
        candidate = f"{parent}-{_tail(pick)}"
        if candidate not in taken:
            return candidate


def _tail(pick: Callable[[str], str]) -> str:
    return "".join(pick(_LETTERS) for _ in range(_TAIL))
