"""Nodes that say the same: unique ones anywhere, others within sections that are a pair already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.counterparts.outline import ROOT
from dxplan_cli.diff.matching import How

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.diff.counterparts.outline import Outline
    from dxplan_cli.diff.counterparts.pairing import Pairing


def join_unique(pairing: Pairing) -> None:
    """Pair what is said once in each draft, wherever it stands; a title says too little."""
    old = _by_key(pairing.base, range(ROOT + 1, len(pairing.base)))
    new = _by_key(pairing.revised, range(ROOT + 1, len(pairing.revised)))
    for key, (first, *others) in old.items():
        found = new.get(key, [])
        if key[1] and key[0] != "Section" and not others and len(found) == 1:
            pairing.join(first, found[0], 1.0, How.SAME)


def join_families(pairing: Pairing) -> None:
    """Pair children that say the same in sections that are a pair, as often on both sides; then their children."""
    waiting = list(pairing.families())
    while waiting:
        old, new = waiting.pop()
        free_old, free_new = (
            pairing.free_old(pairing.base.children[old]),
            pairing.free_new(pairing.revised.children[new]),
        )
        if not free_old or not free_new:
            continue
        theirs = _by_key(pairing.revised, free_new)
        for key, numbers in _by_key(pairing.base, free_old).items():
            found = theirs.get(key, [])
            if len(found) == len(numbers):
                for one, other in zip(numbers, found, strict=True):
                    pairing.join(one, other, 1.0, How.SAME)
                    waiting.append((one, other))


def _by_key(outline: Outline, numbers: Iterable[int]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for number in numbers:
        found.setdefault(outline.key(number), []).append(number)
    return found
