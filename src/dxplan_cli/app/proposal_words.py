"""Proposed changes in plain words: what an opinion that came as an edit says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.segment import Op
from dxplan_cli.diff.words import compare_words
from dxplan_cli.model.node import Figure, Kpi, Section, Table, children_of, words_of
from dxplan_cli.papers.explanations import shortened
from dxplan_cli.papers.values import MEASURE_NAMES, NOTHING, value_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dxplan_cli.diff.segment import Segments
    from dxplan_cli.model.node import AnyNode, Scalar
    from dxplan_cli.model.opinion import ProposedValue
    from dxplan_cli.papers.values import FieldLine

_CONTEXT: Final = 15
_NAMED: Final = 30


def edits_in_words(before: str, after: str) -> str:
    """Say how one text becomes another, edit by edit: 「甲」を「乙」に修正、「丙」の後に「丁」を追加."""
    return "、".join(_edits(compare_words(before, after)))


def _edits(segments: Segments) -> Iterator[str]:
    said, old, new, is_notation = "", "", "", True
    for segment in (*segments, None):
        if segment is not None and segment.op is not Op.EQUAL:
            old += segment.before
            new += segment.after
            is_notation &= segment.op is Op.NOTATION
            continue
        if old or new:
            yield _edit(said, old, new, is_notation=is_notation)
        if segment is not None:
            said += old + segment.before
        old, new, is_notation = "", "", True


def _edit(said: str, old: str, new: str, *, is_notation: bool) -> str:
    if is_notation and not (old and new):
        what = "改行" if "\n" in old + new else "空白"
        return f"{what}を追加" if new else f"{what}を削除"
    if not new:
        return f"「{old}」を削除"
    if not old:
        place = f"「{_ending(said)}」の後" if said.strip() else "初め"
        return f"{place}に「{new}」を追加"
    return f"「{old}」の表記を「{new}」に修正" if is_notation else f"「{old}」を「{new}」に修正"


def _ending(text: str) -> str:
    line = " ".join(text.split("\n"))
    return line if len(line) <= _CONTEXT else f"…{line[-_CONTEXT:]}"


def addition_in_words(node: AnyNode, place: str) -> str:
    """Say that something new is to stand at a place."""
    if isinstance(node, Section):
        parts = "".join(f"「{each}」" for each in _all_words(children_of(node)))
        inside = f"と、その中の{parts}" if parts else ""
        return f"{place}に見出し「{node.title}」{inside}を追加"
    return f"{place}に{_called(node)}を追加"


def deletion_in_words(node: AnyNode) -> str:
    """Say that something is to go."""
    if isinstance(node, Section):
        return f"見出し「{node.title}」を{'、その中の文ごと' if node.children else ''}削除"
    return f"{_called(node)}を削除"


def move_in_words(node: AnyNode, place: str) -> str:
    """Say that something is to stand elsewhere."""
    return f"{_called(node)}を、{place}に移動"


def place_in_words(node: AnyNode, *, first: bool) -> str:
    """Name the place behind a node, or at the beginning of a section."""
    name = shortened(words_of(node), _NAMED)
    return f"「{name}」の初め" if first else f"「{name}」の後"


def fields_in_words(node: AnyNode, lines: Iterable[FieldLine]) -> str:
    """Say which cells, numbers or titles of a node are to be others."""
    return "、".join(f"{_short_name(node)}の{_field(line)}" for line in lines)


def _field(line: FieldLine) -> str:
    if line.after == NOTHING:
        return f"{line.name}（{line.before}）を削除"
    if line.before == NOTHING:
        return f"{line.name}（{line.after}）を追加"
    return f"{line.name}を「{line.before}」から「{line.after}」に修正"


def cell_in_words(value: ProposedValue) -> str:
    """Name a cell: by row key and column, or as papers call a KPI's value."""
    return f"{value.row}・{value.name}" if value.row is not None else MEASURE_NAMES[value.name]


def values_in_words(values: Iterable[ProposedValue], value_of: Callable[[ProposedValue], Scalar]) -> Iterator[str]:
    """Yield 目標値：100 for each cell, with the value chosen."""
    return (f"{cell_in_words(each)}：{shown_value(value_of(each))}" for each in values)


def shown_value(value: Scalar) -> str:
    """Return a value as it is told; an empty cell is said to be one."""
    return "（空欄）" if value is None else value_text(value)


def _called(node: AnyNode) -> str:
    match node:
        case Table():
            rows = "、".join("｜".join(map(value_text, row.cells)) for row in node.rows)
            return f"{_short_name(node)}（{rows}）" if rows else _short_name(node)
        case Figure() | Kpi() | Section():
            return _short_name(node)
        case _:
            return f"「{words_of(node)}」"


def _short_name(node: AnyNode) -> str:
    kind = {Table: "表", Figure: "図", Kpi: "KPI", Section: "見出し"}.get(type(node), "")
    name = shortened(words_of(node), _NAMED)
    return f"{kind}「{name}」" if name else kind


def _all_words(nodes: Iterable[AnyNode]) -> Iterator[str]:
    for node in nodes:
        if words_of(node):
            yield words_of(node)
        yield from _all_words(children_of(node))
