"""Everything of a node but its words, in words: values, what a table or KPI holds, which attribute changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Figure, Kpi, Section, Table, words_of
from dxplan_cli.papers.labels import REPEATED
from dxplan_cli.text.digits import full_width
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dxplan_cli.diff.change import Change
    from dxplan_cli.diff.fields import Cell, FieldChange
    from dxplan_cli.model.node import AnyNode, Measure, Row
    from dxplan_cli.papers.places import Atlas

NOTHING = "（なし）"
_KINDS = {"section": "見出し", "paragraph": "文章", "item": "項目", "figure": "図", "table": "表", "kpi": "KPI"}
_SOURCES = {"tree": "計画の体系", "boxes": "囲み", "events": "できごと", "image": "画像"}
_PARTS = {"title": "題", "text": "文言", "under": "上位", "when": "時期"}
MEASURE_NAMES = {"baseline": "現状値", "target": "目標値"}
_LISTS = {"columns": "列", "serves": "対象", "row_order": "行の順序"}
_ENTRIES = {"boxes": "囲み", "events": "できごと"}


class FieldLine(Value):
    """One attribute that changed: what it is called, and both values as printed."""

    name: str
    before: str
    after: str

    def __str__(self) -> str:
        """Write it as 項目：旧→新."""
        return f"{self.name}：{self.before}→{self.after}"


def value_text(value: Cell) -> str:
    """Return a value as printed; unset is empty."""
    return "" if value is None else str(value)


def source_text(node: AnyNode) -> str:
    """Return （出典：…）."""
    return f"（出典：{node.source}）" if node.source else ""


def note_text(node: AnyNode) -> str:
    """Return ※ and the note."""
    return f"※{node.note}" if node.note else ""


def measure_heading(measure: Measure, otherwise: str) -> str:
    """Return the year a KPI's value belongs to, or what the column is called without one."""
    return str(measure.year) if measure.year is not None else otherwise


def served_names(kpi: Kpi, nodes: Mapping[str, AnyNode]) -> str:
    """Name the parts a KPI measures when it measures several: （防災・危機管理、インフラ）."""
    names = [words_of(nodes[each]) if each in nodes else each for each in kpi.serves]
    return f"（{'、'.join(names)}）" if len(names) > 1 else ""


def contents_in_lines(node: AnyNode, atlas: Atlas) -> tuple[str, ...]:
    """Return what a node says besides its words, a line each, for columns too narrow to draw it."""
    return tuple(line for line in (*_inside(node, atlas), source_text(node), note_text(node)) if line)


def field_lines(
    change: Change, atlas: Atlas, is_wanted: Callable[[FieldChange], bool] = lambda _: True
) -> tuple[FieldLine, ...]:
    """Return the attributes that changed, each once, named so that a reader finds them."""
    if change.before is None or change.after is None:
        return ()
    wanted = {_subject(field): field for field in change.fields if is_wanted(field)}
    lines = (_line_of(field, change.before, change.after, atlas) for field in wanted.values())
    return tuple(line for line in lines if line.before != line.after)


def _inside(node: AnyNode, atlas: Atlas) -> Iterator[str]:
    match node:
        case Section():
            yield node.subtitle or ""
        case Table():
            yield from ("｜".join(map(value_text, row.cells)) for row in node.rows)
            if node.sum is not None:
                yield f"計｜{node.sum.equals}"
        case Kpi():
            yield served_names(node, atlas.nodes)
            for measure, name in ((node.baseline, "現状値"), (node.target, "目標値")):
                if measure.value is not None:
                    yield f"{measure_heading(measure, name)}：{value_text(measure.value)}"
        case Figure():
            yield from (f"{box.title}{box.text or ''}" for box in node.boxes)
            yield from (f"{event.when}\u3000{event.text}" for event in node.events)
        case _:
            yield REPEATED if node.repeat_of is not None else ""


def _subject(field: FieldChange) -> tuple[str | int, ...]:
    """Return what one line tells of: a list as a whole, else the attribute alone."""
    return field.path[:1] if field.path[0] in _LISTS else field.path


def _line_of(field: FieldChange, before: AnyNode, after: AnyNode, atlas: Atlas) -> FieldLine:
    head = str(field.path[0])
    if head in _LISTS:
        return FieldLine(_LISTS[head], _list_text(head, before, after, atlas), _list_text(head, after, before, atlas))
    name = _entry_name(field.path, before, after) or field.label
    return FieldLine(name, _shown(head, field.before, atlas), _shown(head, field.after, atlas))


def _list_text(head: str, node: AnyNode, other: AnyNode, atlas: Atlas) -> str:
    """Return a list of a node; of the order of rows only those that both versions have."""
    parts: Sequence[str] = ()
    if isinstance(node, Table) and isinstance(other, Table):
        common = frozenset(row.key for row in other.rows)
        order = [_first_cell(row) for row in node.rows if row.key in common]
        parts = node.columns if head == "columns" else order
    if isinstance(node, Kpi):
        parts = [words_of(atlas.nodes[each]) if each in atlas.nodes else each for each in node.serves]
    return "、".join(parts) or NOTHING


def _entry_name(path: tuple[str | int, ...], before: AnyNode, after: AnyNode) -> str:
    """Name what a path of several steps leads to; empty where the attribute's own name says it."""
    head, *rest = path
    match head, rest:
        case "rows", [key, *column]:
            row = _row_name(after, str(key)) or _row_name(before, str(key))
            return f"{row}の{column[0]}" if column else f"行「{row}」"
        case "actuals", [year, *_]:
            return f"実績（{year}年）" if str(year) != "None" else "実績"
        case (("baseline" | "target"), [part]):
            return MEASURE_NAMES[str(head)] + ("の年" if part == "year" else "")
        case (("boxes" | "events"), [int(index), *parts]):
            name = f"{_ENTRIES[str(head)]}{full_width(index + 1)}"
            return f"{name}の{_PARTS.get(str(parts[0]), parts[0])}" if parts else name
        case _:
            return ""


def _row_name(node: AnyNode, key: str) -> str:
    rows = node.rows if isinstance(node, Table) else ()
    row = next((row for row in rows if row.key == key), None)
    return "" if row is None else _first_cell(row)


def _first_cell(row: Row) -> str:
    return value_text(row.cells[0]) if row.cells else row.key


def _shown(head: str, value: Cell, atlas: Atlas) -> str:
    if value is None or value == "":
        return NOTHING
    text = value_text(value)
    names = {"kind": _KINDS, "drawn_from": _SOURCES}.get(head, {})
    if head == "repeat_of" and text in atlas.nodes:
        return f"「{words_of(atlas.nodes[text])}」"
    return names.get(text, text)
