"""Headings that lost their style: a paragraph that says what a heading of the other draft says is one, too.

Without this, all that stands below it would have moved to another section.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.model.node import AnyNode, Item, Paragraph, Section, children_of, walk, words_of
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Mutable, Value, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Chapters = tuple[Section, ...]


class Restored(Value):
    """Chapters with their headings, and how many of these had been paragraphs."""

    chapters: tuple[Section, ...]
    count: int


class _Heading(Value):
    level: int
    number: str | None
    title: str


def restore_headings(chapters: Chapters, other: Chapters) -> Restored:
    """Make headings of the paragraphs that are headings in another draft and stand nowhere as such in this one."""
    known, own = _headings(other), _headings(chapters)
    said = Counter(_key(words_of(node)) for node in walk(chapters) if isinstance(node, Paragraph | Item))
    lost = {key: heading for key, heading in known.items() if key not in own and said[key] == 1}
    if not lost:
        return Restored(chapters, 0)
    return Restored(_regrown(_flat(chapters, 1), lost), len(lost))


def _headings(chapters: Chapters) -> dict[str, _Heading]:
    """Return the headings said once, by what they say with their number."""
    found = [
        (_key(f"{node.number or ''}{node.title}"), _Heading(level, node.number, node.title))
        for level, node in _flat(chapters, 1)
        if isinstance(node, Section)
    ]
    times = Counter(key for key, _ in found)
    return {key: heading for key, heading in found if key and times[key] == 1}


def _key(words: str) -> str:
    return "".join(fold(words).split())


def _flat(nodes: Iterable[AnyNode], level: int) -> Iterator[tuple[int, AnyNode]]:
    for node in nodes:
        yield level, node
        yield from _flat(children_of(node), level + 1)


class _Open(Mutable):
    """A section being filled."""

    level: int
    section: Section
    children: list[AnyNode] = field(default_factory=list)


def _regrown(flat: Iterable[tuple[int, AnyNode]], lost: Mapping[str, _Heading]) -> Chapters:
    chapters: list[AnyNode] = []
    path: list[_Open] = []

    def close_to(level: int) -> None:
        while path and path[-1].level >= level:
            closed = path.pop()
            (path[-1].children if path else chapters).append(replace(closed.section, children=tuple(closed.children)))

    for level, node in flat:
        heading = lost.get(_key(words_of(node))) if isinstance(node, Paragraph | Item) else None
        if heading is not None:
            close_to(heading.level)
            path.append(_Open(heading.level, Section(id=node.id, number=heading.number, title=heading.title)))
        elif isinstance(node, Section):
            close_to(level)
            path.append(_Open(level, node))
        else:
            path[-1].children.append(node)
    close_to(0)
    return tuple(node for node in chapters if isinstance(node, Section))
