"""Texts that were split or merged: one node of one draft whose words stand in several of the other.

The kinds of change stay as they are, 修正 for the one that keeps its id, 追加 or 削除 for the others; this says how
they belong together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.text.digits import full_width
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.diff.matching import Matching


class Parts(Value):
    """What stands for the same words in either draft, by id and in document order; one side is a single node."""

    base: tuple[str, ...]
    revised: tuple[str, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every node concerned, once."""
        return tuple(dict.fromkeys((*self.base, *self.revised)))

    def note_of(self, node: str) -> str:
        """Say what became of a node: （２つに分割）, （２つに分割した２つ目）, （２項目を統合）, （前の項目と統合）."""
        if len(self.base) == 1:
            count = full_width(len(self.revised))
            at = self.revised.index(node) + 1 if node in self.revised else 0
            return f"（{count}つに分割）" if node in self.base else f"（{count}つに分割した{full_width(at)}つ目）"
        if node in self.revised:
            return f"（{full_width(len(self.base))}項目を統合）"
        kept = next((at for at, each in enumerate(self.base) if each in self.revised), 0)
        return f"（{'前' if self.base.index(node) > kept else '次'}の項目と統合）"

    def turned(self) -> Parts:
        """Return what it is when base and revised draft change places."""
        return Parts(self.revised, self.base)


def parts_of(matching: Matching, ids: Mapping[str, str]) -> tuple[Parts, ...]:
    """Return the splits and merges of a matching; `ids` are those the revised nodes have taken."""
    return tuple(_parts(matching, ids))


def parts_by_node(parts: Iterable[Parts]) -> dict[str, Parts]:
    """Return what every node belongs to; of several, the first counts."""
    found: dict[str, Parts] = {}
    for each in parts:
        for node in each.nodes:
            found.setdefault(node, each)
    return found


def _parts(matching: Matching, ids: Mapping[str, str]) -> Iterator[Parts]:
    for split in matching.splits:
        yield Parts((split.base,), tuple(ids[each] for each in split.revised))
    for merge in matching.merges:
        yield Parts(merge.base, (ids[merge.revised],))
