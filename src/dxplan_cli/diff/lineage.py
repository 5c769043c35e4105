"""Lineage (由来): nodes that were renamed, split or merged between two drafts, as `was` says or as their words show.

What `was` says is believed. Beyond that only what is near to certain is recognised: the same words under the same
section with another id, and a text that stands in several siblings, or several in one. All else came or went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.parts import Parts
from dxplan_cli.model.node import Item, Paragraph, Section, children_of, words_of
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft

_SHORTEST: Final = 8
"""Characters a text needs to be recognised as a part of another one: shorter ones are found in many."""
_SURE: Final = 0.85
"""How near the parts together must be to the whole before a split is told that nobody stated."""
_SHARED: Final = 0.6
"""The share of a part's pairs of letters that must stand in the whole, before anything is looked at closely."""


class Renamed(Value):
    """A node of the base and the id it has in the revised draft; `is_stated` says that `was` tells so."""

    base: str
    revised: str
    is_stated: bool


class Lineage(Value):
    """What became of nodes under other ids. `parts` name base nodes by the ids they have now.

    `stated` are those of the parts that `was` tells of.
    """

    renamed: tuple[Renamed, ...] = ()
    parts: tuple[Parts, ...] = ()
    stated: tuple[Parts, ...] = ()

    @property
    def new_ids(self) -> dict[str, str]:
        """The id each renamed node of the base has in the revised draft."""
        return {each.base: each.revised for each in self.renamed}

    def heirs_of(self, node_id: str) -> tuple[str, ...]:
        """Return the nodes of the revised draft that stand for a node of the base; none where it simply is itself."""
        current = self.new_ids.get(node_id, node_id)
        heirs = [heir for parts in self.parts if current in parts.base for heir in parts.revised]
        return tuple(dict.fromkeys(heirs or ([current] if current != node_id else [])))


class _Side(Value):
    """The nodes of one draft by id, in document order, and the section each stands in ("" for chapters)."""

    nodes: Mapping[str, AnyNode]
    parents: Mapping[str, str]


def find_lineage(base: Draft, revised: Draft) -> Lineage:
    """Find the nodes that have another id in the revised draft, or several, or one in common."""
    old, new = _side_of(base), _side_of(revised)
    if old.nodes.keys() == new.nodes.keys():
        return Lineage()
    stated, stated_parts = _stated(old, new)
    ids = {each.base: each.revised for each in stated}
    settled = {node_id for parts in stated_parts for node_id in parts.nodes}
    guessed = tuple(_same_words(old, new, ids, settled))
    ids |= {each.base: each.revised for each in guessed}
    found = tuple(_found_parts(old, new, ids, settled))
    paired = tuple(_pairs_of(found, new, ids))
    final = {**ids, **{each.base: each.revised for each in paired}}
    parts = tuple(_with_new_ids(each, final) for each in (*stated_parts, *found))
    return Lineage((*stated, *guessed, *paired), parts, parts[: len(stated_parts)])


def _side_of(draft: Draft) -> _Side:
    nodes: dict[str, AnyNode] = {}
    parents: dict[str, str] = {}
    for node in draft.nodes():
        nodes.setdefault(node.id, node)
        for child in children_of(node):
            parents.setdefault(child.id, node.id)
    return _Side(nodes, parents)


def _stated(old: _Side, new: _Side) -> tuple[tuple[Renamed, ...], tuple[Parts, ...]]:
    """Return what `was` tells: renamed nodes, then splits and merges, each with one node of it paired by its id."""
    origins = _origins(old, new)
    merges = [Parts(sources, (node_id,)) for node_id, sources in origins.items() if len(sources) > 1]
    splits = _splits(origins, new)
    renamed: dict[str, str] = {}
    for node_id, sources in origins.items():
        gone = [each for each in sources if each not in new.nodes and each not in renamed]
        if node_id not in old.nodes and gone:
            renamed[gone[0]] = node_id
    pairs = (Renamed(source, node_id, is_stated=True) for source, node_id in renamed.items())
    return tuple(pairs), (*merges, *splits)


def _origins(old: _Side, new: _Side) -> dict[str, tuple[str, ...]]:
    """Return, for each node whose `was` speaks of this base, the nodes of the base it comes from.

    A `was` that speaks of an earlier step names nodes this base has not, or has beside the node itself.
    """
    origins: dict[str, tuple[str, ...]] = {}
    for node_id, node in new.nodes.items():
        named = tuple(each for each in node.was if each in old.nodes and each != node_id)
        was_there = node_id in old.nodes
        if named and not (was_there and all(each in new.nodes for each in named)):
            origins[node_id] = (node_id, *named) if was_there else named
    return origins


def _splits(origins: Mapping[str, tuple[str, ...]], new: _Side) -> list[Parts]:
    heirs: defaultdict[str, set[str]] = defaultdict(set)
    for node_id, sources in origins.items():
        for source in sources:
            heirs[source].add(node_id)
            if source in new.nodes:
                heirs[source].add(source)
    order = {node_id: at for at, node_id in enumerate(new.nodes)}
    return [
        Parts((source,), tuple(sorted(nodes, key=order.__getitem__)))
        for source, nodes in heirs.items()
        if len(nodes) > 1
    ]


def _same_words(old: _Side, new: _Side, ids: Mapping[str, str], settled: set[str]) -> Iterator[Renamed]:
    """Yield the nodes that say the same under the same section and only have another id, sections before their children."""
    current = dict(ids)
    arrived: defaultdict[tuple[str, type, str], list[str]] = defaultdict(list)
    taken = set(ids.values())
    for node_id, node in new.nodes.items():
        if node_id not in old.nodes and node_id not in taken | settled and words_of(node):
            arrived[new.parents.get(node_id, ""), _shape(node), fold(words_of(node))].append(node_id)
    left: Counter[tuple[str, type, str]] = Counter()
    for node_id, node in old.nodes.items():
        if node_id in new.nodes or node_id in current or node_id in settled:
            continue
        parent = old.parents.get(node_id, "")
        key = (current.get(parent, parent), _shape(node), fold(words_of(node)))
        found = arrived.get(key, [])
        if left[key] < len(found):
            current[node_id] = found[left[key]]
            left[key] += 1
            yield Renamed(node_id, current[node_id], is_stated=False)


def _shape(node: AnyNode) -> type:
    return Paragraph if isinstance(node, Item) else type(node)


def _found_parts(old: _Side, new: _Side, ids: Mapping[str, str], settled: set[str]) -> Iterator[Parts]:
    """Yield texts that stand in several siblings of the other draft; `Parts` name each node by its id in its own draft."""
    kept = {each: ids.get(each, each) for each in old.nodes}
    came = [each for each in new.nodes if each not in set(kept.values()) and each not in settled]
    went = [each for each in old.nodes if kept[each] not in new.nodes and each not in settled]
    reworded = [
        each
        for each, now in kept.items()
        if now in new.nodes and each not in settled and _text(old.nodes[each]) != _text(new.nodes[now])
    ]
    wholes = [*went, *reworded]
    pieces = [*came, *(kept[each] for each in reworded)]
    for section in _shared_sections(old, new, kept, wholes, came):
        yield from _parts_in(section, old, wholes, new, pieces, is_merge=False)
    back = {now: each for each, now in kept.items()}
    whole_now = [*came, *(kept[each] for each in reworded)]
    for section in _shared_sections(new, old, {each: back.get(each, each) for each in new.nodes}, whole_now, went):
        yield from _parts_in(section, new, whole_now, old, [*went, *reworded], is_merge=True)


class _Shared(Value):
    """A section of both drafts in which texts may have been parted: its id in the draft of the wholes, and of the pieces."""

    wholes: str
    pieces: str


def _shared_sections(
    wholes: _Side, pieces: _Side, ids: Mapping[str, str], whole_ids: Iterable[str], piece_ids: Iterable[str]
) -> Iterator[_Shared]:
    """Yield the sections in which a text that came stands, for the most part, in a longer one that is no longer the same."""
    by_section: defaultdict[str, list[set[str]]] = defaultdict(list)
    names: dict[str, str] = {}
    for node_id in whole_ids:
        text = _text(wholes.nodes[node_id])
        parent = wholes.parents.get(node_id, "")
        if len(text) > _SHORTEST and parent:
            section = ids.get(parent, parent)
            names[section] = parent
            by_section[section].append(_pairs(text))
    told: set[str] = set()
    for node_id in piece_ids:
        section = pieces.parents.get(node_id, "")
        text = _text(pieces.nodes[node_id])
        if section in told or len(text) < _SHORTEST:
            continue
        own = _pairs(text)
        if any(
            len(own) < len(other) and len(own & other) >= _SHARED * len(own) for other in by_section.get(section, ())
        ):
            told.add(section)
            yield _Shared(names[section], section)


def _text(node: AnyNode) -> str:
    return fold(words_of(node)) if isinstance(node, Paragraph | Item) else ""


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _parts_in(
    section: _Shared,
    wholes: _Side,
    whole_ids: Iterable[str],
    pieces: _Side,
    piece_ids: Iterable[str],
    *,
    is_merge: bool,
) -> Iterator[Parts]:
    """Look closely at one section."""
    from dxplan_cli.diff.counterparts.containment import find_parts  # noqa: PLC0415 - 20 ms that few drafts need
    from dxplan_cli.diff.counterparts.outline import Outline  # noqa: PLC0415 - as above

    outlines = []
    free = []
    for side, name, ids in ((wholes, section.wholes, whole_ids), (pieces, section.pieces, piece_ids)):
        node = side.nodes[name]
        if not isinstance(node, Section):
            return
        outline = Outline((node,))
        wanted = {each for each in ids if side.parents.get(each) == name}
        outlines.append(outline)
        free.append([at for at, each in enumerate(outline.nodes) if each.id in wanted])
    for found in find_parts(outlines[0], free[0], outlines[1], free[1]):
        if found.nearness < _SURE:
            continue
        whole = outlines[0].nodes[found.whole].id
        parted = tuple(outlines[1].nodes[at].id for at in found.parts)
        yield Parts(parted, (whole,)) if is_merge else Parts((whole,), parted)


def _pairs_of(found: Sequence[Parts], new: _Side, ids: Mapping[str, str]) -> Iterator[Renamed]:
    """Yield one pair of a split or a merge in which no node kept its id: the first part is the whole."""
    taken = set(ids.values())
    for parts in found:
        base = [each for each in parts.base if ids.get(each, each) not in new.nodes]
        kept = {ids.get(each, each) for each in parts.base}
        revised = [each for each in parts.revised if each not in kept and each not in taken]
        if len(base) == len(parts.base) and revised and kept.isdisjoint(parts.revised):
            taken.add(revised[0])
            yield Renamed(base[0], revised[0], is_stated=False)


def _with_new_ids(parts: Parts, ids: Mapping[str, str]) -> Parts:
    return Parts(tuple(ids.get(each, each) for each in parts.base), parts.revised)
