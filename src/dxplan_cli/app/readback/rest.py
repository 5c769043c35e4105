"""What only the whole tree tells: sources neighbours share, what repeats what, and nodes that paper does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.readback.wording import as_printed
from dxplan_cli.model.edit import insert_node
from dxplan_cli.model.node import Figure, Item, Paragraph, Section, Table, children_of, walk
from dxplan_cli.papers.labels import REPEATED
from dxplan_cli.papers.values import source_text
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft

_SHARING = (Paragraph, Item, Table, Figure)


def with_rest(
    chapters: tuple[Section, ...], origins: Mapping[str, AnyNode], silent: Collection[str], draft: Draft | None
) -> tuple[Section, ...]:
    """Return the chapters with what no piece alone could tell; `silent` are the nodes of the draft no paper shows."""
    shared = tuple(_shared(each, origins) for each in chapters)
    repeated = tuple(_repeating(each, _by_words(shared), origins) for each in shared)
    return _with_silent(repeated, silent, draft) if draft is not None else repeated


def _shared(section: Section, origins: Mapping[str, AnyNode]) -> Section:
    """Give nodes the source that is printed once, below the last of them, if they had it with their neighbour before."""
    children: list[AnyNode] = []
    for child in reversed(section.children):
        below = children[-1] if children else None
        children.append(_shared(child, origins) if isinstance(child, Section) else _sourced(child, below, origins))
    return replace(section, children=tuple(reversed(children)))


def _sourced(node: AnyNode, below: AnyNode | None, origins: Mapping[str, AnyNode]) -> AnyNode:
    known = origins.get(node.id)
    if (
        node.source
        or known is None
        or not known.source
        or not isinstance(node, _SHARING)
        or not isinstance(below, _SHARING)
    ):
        return node
    if not below.source:
        return node
    was = origins.get(below.id)
    is_same = source_text(below) == source_text(known)
    was_same = was is not None and was.source == known.source
    return replace(node, source=below.source) if is_same or was_same else node


def _by_words(chapters: tuple[Section, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in walk(chapters):
        if isinstance(node, Paragraph | Item) and node.repeat_of is None:
            found.setdefault(as_printed(node.text), []).append(node.id)
    return found


def _repeating(section: Section, ids: Mapping[str, list[str]], origins: Mapping[str, AnyNode]) -> Section:
    """Let new nodes that end in （再掲） repeat the one node that says the same."""
    children = (
        _repeating(child, ids, origins) if isinstance(child, Section) else _repeat(child, ids, origins)
        for child in section.children
    )
    return replace(section, children=tuple(children))


def _repeat(node: AnyNode, ids: Mapping[str, list[str]], origins: Mapping[str, AnyNode]) -> AnyNode:
    if not isinstance(node, Paragraph | Item) or node.id in origins or not node.text.endswith(REPEATED):
        return node
    words = node.text.removesuffix(REPEATED)
    found = ids.get(as_printed(words), [])
    return replace(node, text=words, repeat_of=found[0]) if len(found) == 1 and words.strip() else node


def _with_silent(chapters: tuple[Section, ...], silent: Collection[str], draft: Draft) -> tuple[Section, ...]:
    """Put nodes that paper does not show back behind the sibling they stood behind, if their section is still there."""
    nodes: tuple[AnyNode, ...] = chapters
    for section in draft.nodes():
        for at, child in enumerate(children_of(section)):
            homes = {node.id: node for node in walk(nodes) if isinstance(node, Section)} if child.id in silent else {}
            if section.id not in homes:
                continue
            present = [each.id for each in homes[section.id].children]
            before = [each.id for each in children_of(section)[:at] if each.id in present]
            nodes = insert_node(nodes, section.id, present.index(before[-1]) + 1 if before else 0, child)
    return tuple(node for node in nodes if isinstance(node, Section))
