"""What people call the nodes opinions speak of, and which node a name means."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.app.place_index import PlaceFound, PlaceIndex
from dxplan_cli.app.workspace import choose_pair
from dxplan_cli.model.node import Section
from dxplan_cli.papers.places import make_atlas
from dxplan_cli.text.search import search_key
from dxplan_cli.trace.trace import trace_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dxplan_cli.model.plan import Plan
    from dxplan_cli.papers.places import Atlas


class PlaceNames:
    """The names of a plan's places as its papers write them, made when first asked for."""

    def __init__(self, plan: Plan, root: Path) -> None:
        """Take a plan and the folder it is from."""
        self._plan, self._root = plan, root
        self._indexes: dict[str, PlaceIndex] = {}

    def names_of(self, nodes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of nodes, of one that was deleted with by which draft; one that no draft has is called by its id."""
        atlas = self._atlas if nodes else None
        if atlas is None:
            return nodes
        return tuple(f"{atlas.name_of(node)}{atlas.fate_note(node)}" or node for node in nodes)

    def node_of(self, name: str) -> str | None:
        """Return the one node of that name or title; None when none or several have it."""
        found = self._by_name.get(_key(name), frozenset())
        return next(iter(found)) if len(found) == 1 else None

    def find(self, name: str, draft_id: str | None) -> PlaceFound:
        """Return the nodes of a draft, by default the latest, that a name may mean: as the papers name them or anybody would."""
        draft = self._plan.draft(draft_id or "") or (self._plan.drafts[-1] if self._plan.drafts else None)
        if draft is None:
            return PlaceFound()
        if draft.id not in self._indexes:
            self._indexes[draft.id] = PlaceIndex(draft)
        found = self._indexes[draft.id].find(name)
        printed = None if found.is_sure else self.node_of(name)
        if printed is not None and any(node.id == printed for node in draft.nodes()):
            return PlaceFound((printed,), is_sure=True)
        return found

    @cached_property
    def _atlas(self) -> Atlas | None:
        if not self._plan.drafts:
            return None
        trace = trace_changes(self._plan, *choose_pair(self._plan, self._root, None, None, alone=True))
        return make_atlas(trace.comparison, self._plan.settings.labels.scope, self._plan)

    @cached_property
    def _by_name(self) -> Mapping[str, frozenset[str]]:
        atlas = self._atlas
        named: dict[str, set[str]] = defaultdict(set)
        for node in atlas.nodes.values() if atlas else ():
            if isinstance(node, Section) and atlas and atlas.stands(node.id):
                for name in _names((atlas.name_of(node.id), node.title)):
                    named[name].add(node.id)
        return {name: frozenset(nodes) for name, nodes in named.items()}


def _names(names: Iterable[str]) -> set[str]:
    return {_key(name) for name in names}


def _key(name: str) -> str:
    return search_key(name)
