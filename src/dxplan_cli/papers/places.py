"""Naming places: 「第４章 ＞ 産業・しごと分野 ＞ 商工業・サービス業 ＞ 取組方針」, in one way for every paper."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from dxplan_cli.diff.entry_numbers import numbers_of
from dxplan_cli.model.node import Figure, Item, Kpi, Paragraph, Section, Table, children_of, words_of
from dxplan_cli.text.digits import full_width
from dxplan_cli.text.keys import fold
from dxplan_cli.trace.fate import Fates
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.diff.change import Change, Comparison, Position
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan

STEP = " ＞ "
_BEGINNING = 20
_BRACKETED = re.compile(r"[（(\[［【][^（(\[［【）)\]］】]*[）)\]］】]")


class Atlas(Value):
    """Where every node of two drafts stands; what is gone is found where it stood.

    `paths` are the ids from the chapter down to the parent, `pages` the pages of the printed base draft, `new_pages`
    those of the revised one where it says another page than the base it was copied from. `names` are what the base
    and the revised draft are called beside a page, `base_numbers` and `revised_numbers` the printed numbers of list entries.
    `elsewhere` are the nodes that other drafts of the plan have and neither of these two, `fates` tells of a node the
    revised draft has not by which draft it went or came.
    """

    nodes: Mapping[str, AnyNode]
    paths: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, int]
    new_pages: Mapping[str, int]
    names: tuple[str, str]
    scope_roles: frozenset[str]
    base_numbers: Mapping[str, str]
    revised_numbers: Mapping[str, str]
    elsewhere: frozenset[str] = frozenset()
    fates: Mapping[str, str] = MappingProxyType({})

    def stands(self, node_id: str) -> bool:
        """Tell whether a node stands in one of the two drafts, so that a reader can be sent there."""
        return node_id in self.nodes and node_id not in self.elsewhere

    def fate_note(self, node_id: str) -> str:
        """Return （事務局修正案で削除） for a node the revised draft has not; nothing for others.

        Of a text, which has no name of its own, it says the beginning: else its section would be taken for gone.
        """
        if node_id not in self.fates:
            return ""
        node = self.nodes[node_id]
        if not isinstance(node, Paragraph | Item):
            return f"（{self.fates[node_id]}）"
        words = " ".join(node.text.split())
        shown = words if len(words) <= _BEGINNING else f"{words[:_BEGINNING]}…"
        return f"（「{shown}」は{self.fates[node_id]}）"

    def scope_of(self, node_id: str) -> Section | None:
        """Return the section whose opinions and marks a node belongs to: itself or the nearest with a scope role.

        Without any such role it is the chapter; an unknown node has none. What other drafts have belongs to the
        nearest section that stands here.
        """
        if node_id not in self.nodes:
            return None
        sections = [each for each in self._sections((*self.paths[node_id], node_id)) if self.stands(each.id)]
        if not sections:
            return None
        return next((each for each in reversed(sections) if each.role in self.scope_roles), sections[0])

    def scope_name(self, scope: Section) -> str:
        """Name a scope inside a label: 第１章基本姿勢, 商工業・サービス業."""
        return (_chapter_number(scope) if not self.paths.get(scope.id) else "") + scope.title

    def name_of(self, node_id: str) -> str:
        """Name the place of a node; sections, figures, tables and KPIs are named themselves."""
        node = self.nodes.get(node_id)
        return "" if node is None else self._join((*self._sections(self.paths[node_id]), *_own(node)))

    def name_of_path(self, path: tuple[str, ...]) -> str:
        """Name the place at which a path of ids ends."""
        return self._join(self._sections(path))

    def page_note(self, node_id: str) -> str:
        """Return （p.12） for a node whose printed page is known, （p.12～） when only its section's is."""
        return "" if node_id in self.elsewhere else self._page_note(node_id, (("", self.pages),))

    def page_of_change(self, node_id: str) -> str:
        """Return （修正案p.13） for a changed node, （素案p.12） while the revised draft's page is not known."""
        base, revised = self.names
        return self._page_note(node_id, ((revised, self.new_pages), (base, self.pages)))

    def spot(self, here: Position, there: Position) -> str:
        """Name the spot `there` for a reader who stands `here`: the section, or which of its own entries."""
        if here.path == there.path or not there.path:
            parent = self.nodes[there.path[-1]] if there.path else None
            name = f"「{words_of(parent)}」" if parent is not None else "全体"
            return f"{name}の{there.index + 1}番目"
        return f"「{self.name_of_path(there.path)}」"

    def _page_note(self, node_id: str, known: Sequence[tuple[str, Mapping[str, int]]]) -> str:
        """Return the page of a node, else of the nearest section above it that has one, with the draft's name."""
        for each in (node_id, *reversed(self.paths.get(node_id, ()))):
            for name, pages in known:
                if each in pages:
                    return f"（{name}p.{pages[each]}{'' if each == node_id else '～'}）"
        return ""

    def _sections(self, ids: tuple[str, ...]) -> tuple[Section, ...]:
        found = (self.nodes[each] for each in ids)
        return tuple(node for node in found if isinstance(node, Section))

    def _join(self, steps: tuple[AnyNode, ...]) -> str:
        """Join titles; a numbered chapter's is left out where a field or theme follows."""
        if not steps:
            return ""
        chapter, *rest = steps
        number = _chapter_number(chapter)
        is_short = number and any(isinstance(each, Section) and each.role in self.scope_roles for each in rest)
        first = number if is_short else " ".join(filter(None, (number, words_of(chapter))))
        return STEP.join((first, *(words_of(each) or "KPI" for each in rest)))


def make_atlas(comparison: Comparison, scope_roles: tuple[str, ...], plan: Plan | None = None) -> Atlas:
    """Map both drafts; where they differ the revised one counts. With a plan, what its other drafts have is known too."""
    nodes: dict[str, AnyNode] = {}
    paths: dict[str, tuple[str, ...]] = {}
    drafts = (comparison.base, comparison.revised)
    for draft in drafts:
        for node, path in _walk_with_paths(draft.chapters, ()):
            nodes[node.id] = node
            paths[node.id] = path
    pages, revised = ({each.id: each.draft_page for each in draft.nodes() if each.draft_page} for draft in drafts)
    new_pages = {node_id: page for node_id, page in revised.items() if pages.get(node_id) != page}
    old_numbers, new_numbers = (numbers_of(draft.chapters) for draft in drafts)
    here = set(nodes)
    for other in reversed(plan.drafts if plan is not None else ()):
        for node, path in _walk_with_paths(other.chapters, ()):
            nodes.setdefault(node.id, node)
            paths.setdefault(node.id, path)
    fates = _fates(plan, comparison.revised, nodes) if plan is not None else {}
    elsewhere = frozenset(nodes.keys() - here)
    names, roles = _short_names(*drafts), frozenset(scope_roles)
    return Atlas(nodes, paths, pages, new_pages, names, roles, old_numbers, new_numbers, elsewhere, fates)


def _fates(plan: Plan, revised: Draft, nodes: Iterable[str]) -> dict[str, str]:
    """Return what is told of the nodes the revised draft has not; another id alone is nothing to a reader."""
    fates = Fates(plan)
    found = ((node_id, fates.of(node_id, revised)) for node_id in nodes)
    return {node_id: fate.told for node_id, fate in found if fate is not None and not fate.is_renamed_only}


def _short_names(base: Draft, revised: Draft) -> tuple[str, str]:
    """Return what two drafts are called where room is scarce: their stages, else their labels without brackets."""
    if base.stage and revised.stage and base.stage != revised.stage:
        return base.stage, revised.stage
    old, new = (_BRACKETED.sub("", draft.label).strip() or draft.label for draft in (base, revised))
    return old, new


def move_notes(change: Change, atlas: Atlas) -> tuple[str, str]:
    """Return what a reader is told of a move: （←…から移動） at the new place, （→…へ移動） at the old one."""
    if change.old is None or change.new is None:
        return "", ""
    old, new = atlas.spot(change.new, change.old), atlas.spot(change.old, change.new)
    return f"（←{old}から移動）", f"（→{new}へ移動）"


def kind_name(node: AnyNode) -> str:
    """Return what a reader calls this kind of node."""
    names = {Section: "見出し", Paragraph: "文章", Item: "項目", Figure: "図", Table: "表", Kpi: "KPI"}
    return names[type(node)]


def numbered_title(node: Section) -> str:
    """Return a section's heading as printed: number and title."""
    return "\u3000".join(filter(None, (node.number, node.title)))


def number_part(node: AnyNode) -> str:
    """Return the number of a section as printed; empty without one, and for what is no section."""
    return (node.number or "") if isinstance(node, Section) else ""


def _chapter_number(node: AnyNode) -> str:
    number = node.number if isinstance(node, Section) else None
    if not number:
        return ""
    digits = fold(number).strip()
    return f"第{full_width(int(digits))}章" if digits.isdecimal() else number


def _own(node: AnyNode) -> tuple[AnyNode, ...]:
    return () if isinstance(node, Paragraph | Item) else (node,)


def _walk_with_paths(nodes: tuple[AnyNode, ...], path: tuple[str, ...]) -> Iterator[tuple[AnyNode, tuple[str, ...]]]:
    for node in nodes:
        yield node, path
        children = children_of(node)
        if children:
            yield from _walk_with_paths(children, (*path, node.id))
