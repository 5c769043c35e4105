"""The lineage (`was`) of what was parted or joined in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Section
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxplan_cli.app.readback.uncertain import Parting
    from dxplan_cli.model.node import AnyNode


def with_lineage(chapters: tuple[Section, ...], partings: Iterable[Parting]) -> tuple[Section, ...]:
    """Let every part say what it was split from, and what was joined from what; an id that was kept says nothing."""
    origins: dict[str, list[str]] = {}
    for parting in partings:
        kept = frozenset(parting.before) & frozenset(parting.after)
        for node in parting.after:
            if parting.is_split and node in kept:
                continue
            origins.setdefault(node, []).extend(each for each in parting.before if each != node)
    if not origins:
        return chapters
    return tuple(_section(chapter, origins) for chapter in chapters)


def _section(section: Section, origins: Mapping[str, list[str]]) -> Section:
    return replace(section, children=tuple(_told(child, origins) for child in section.children))


def _told(node: AnyNode, origins: Mapping[str, list[str]]) -> AnyNode:
    if isinstance(node, Section):
        return _section(node, origins)
    was = (*node.was, *origins.get(node.id, ()))
    return replace(node, was=tuple(dict.fromkeys(was)))
