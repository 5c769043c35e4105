"""How findings speak of nodes, texts and ids: short, on one line, and printable whatever the data holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of
from dxplan_cli.model.node import Figure, Kpi, Section, Table, children_of, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dxplan_cli.diff.change import Change
    from dxplan_cli.diff.segment import Edit
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft

_GETA = "〓"
"""What Japanese printers set where a glyph is missing (下駄)."""

_EDITS = 3


def shortened(words: str, limit: int = 30) -> str:
    """Return the words on one line, cut to what a message can hold."""
    start = words[:limit]
    shown = start if start.isprintable() else "".join(map(_printable, start))
    return shown if len(words) <= limit else f"{shown}…"


def _printable(character: str) -> str:
    if character.isprintable() or character == "\u3000":
        return character
    return " " if character.isspace() else _GETA


def named(node: AnyNode) -> str:
    """Name a node by its words in brackets, or by its kind and id where it has none."""
    words = words_of(node)
    return f"「{shortened(words)}」" if words else f"{_kind(node)} {node.id} "


def named_with_kind(node: AnyNode) -> str:
    """Name a node by its kind and its words, or its id where it has none: 表「事業数」, 表 projects-table."""
    return f"{_kind(node)}{named(node)}" if words_of(node) else named(node)


def _kind(node: AnyNode) -> str:
    kinds = {Section: "節", Figure: "図", Table: "表", Kpi: "KPI"}
    return kinds.get(type(node), "項目")


def located(node: AnyNode, draft: Draft, roles: Collection[str]) -> str:
    """Name a node together with the nearest section of these roles around it: 働き方の「…」."""
    section = _section_around(node.id, draft.chapters, roles)
    return f"{shortened(section.title)}の{named(node)}" if section else named(node)


def _section_around(node_id: str, chapters: Iterable[AnyNode], roles: Collection[str]) -> Section | None:
    open_nodes: list[tuple[AnyNode, Section | None]] = [(chapter, None) for chapter in chapters]
    while open_nodes:
        node, around = open_nodes.pop()
        if node.id == node_id:
            return around
        inside = node if isinstance(node, Section) and node.role in roles else around
        open_nodes += [(child, inside) for child in children_of(node)]
    return None


def told(opinion: Opinion) -> str:
    """Quote an opinion, shortly."""
    return f"「{shortened(opinion.text)}」"


def quoted_edits(change: Change, indexes: Collection[int]) -> str:
    """Quote what some edits of a change did, or the node where it came or went as a whole."""
    edits = [edit for index, edit in enumerate(edits_of(change.segments)) if index in indexes]
    if change.before is None or change.after is None or not (edits or change.fields):
        return named(change.subject)
    if not edits:
        fields = [f"{each.label}「{_value(each.before)}」→「{_value(each.after)}」" for each in change.fields[:_EDITS]]
        return f"{named(change.subject)}の{'、'.join(fields)}"
    shown = "、".join(_quoted(edit) for edit in edits[:_EDITS])
    return f"{shown} ほか" if len(edits) > _EDITS else shown


def _value(value: object) -> str:
    return "" if value is None else shortened(str(value))


def _quoted(edit: Edit) -> str:
    if not edit.before:
        return f"「{shortened(edit.after)}」を追加"
    if not edit.after:
        return f"「{shortened(edit.before)}」を削除"
    return f"「{shortened(edit.before)}」→「{shortened(edit.after)}」"
