"""A draft laid flat for matching: its nodes by number in document order, what each says, and who stands where."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dxplan_cli.model.node import AnyNode, Item, Section, children_of, texts_of, words_of
from dxplan_cli.text.keys import fold

ROOT = 0
"""The number of what the chapters stand in."""
NOBODY = -1
SECTION: Final = "Section"
"""The kind of what has children of its own, or could have."""
_LONGEST: Final = 4_000
"""Characters of a text that are held against another; of a longer one only the beginning and the end are."""


class Outline:
    """The nodes of a draft; the root is a section without words around the chapters."""

    def __init__(self, chapters: tuple[Section, ...]) -> None:
        self.nodes: list[AnyNode] = []
        self.parents: list[int] = []
        self.children: list[list[int]] = []
        self.ranks: list[int] = []
        """Of each node, its index among its siblings."""
        self.depths: list[int] = []
        waiting: list[tuple[AnyNode, int]] = [(Section(id="", title="", children=chapters), NOBODY)]
        while waiting:
            node, parent = waiting.pop()
            number = len(self.nodes)
            self.nodes.append(node)
            self.parents.append(parent)
            self.children.append([])
            self.depths.append(0 if parent == NOBODY else self.depths[parent] + 1)
            self.ranks.append(0 if parent == NOBODY else len(self.children[parent]))
            if parent != NOBODY:
                self.children[parent].append(number)
            waiting += [(child, number) for child in reversed(children_of(node))]
        self.kinds = [_kind(node) for node in self.nodes]
        self._said = [_text(node) for node in self.nodes]
        self.texts = [_shortened(text) for text in self._said]
        """What each node says, as far as it is held against others."""
        self.weights = [len(text) + 1 for text in self.texts]
        """Of each node, the characters in it and below it."""
        for number in range(len(self.nodes) - 1, ROOT, -1):
            self.weights[self.parents[number]] += self.weights[number]

        self.sections = [number for number, kind in enumerate(self.kinds) if kind == SECTION and number != ROOT]
        self.titles = self._unique_titles()
        """The number of each section whose title is no other's, by title."""

    def __len__(self) -> int:
        return len(self.nodes)

    def _unique_titles(self) -> dict[str, int]:
        times = Counter(self.texts[number] for number in self.sections)
        return {title: number for number in self.sections if (title := self.texts[number]) and times[title] == 1}

    def key(self, number: int) -> tuple[str, str]:
        """Return what two nodes share that say the same."""
        return self.kinds[number], self._said[number]

    def sibling(self, number: int, step: int) -> int:
        """Return the sibling so many steps further, or nobody."""
        if number == ROOT:
            return NOBODY
        siblings = self.children[self.parents[number]]
        at = self.ranks[number] + step
        return siblings[at] if 0 <= at < len(siblings) else NOBODY


def _kind(node: AnyNode) -> str:
    """Return what a node may become by an edit: a paragraph may turn into an item, nothing into a table."""
    return "Paragraph" if isinstance(node, Item) else type(node).__name__


def _text(node: AnyNode) -> str:
    text = words_of(node) if _kind(node) in {"Paragraph", "Section"} else "\n".join(texts_of(node))
    return fold(text).strip()


def _shortened(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else text[:half] + text[-half:]
