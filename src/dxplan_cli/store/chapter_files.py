"""Chapters of a draft as new files: the keys of every node in the order of the house, children indented below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.model.node import Figure, Item, Kpi, Section, Table
from dxplan_cli.store import format as shapes
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.editor import not_as_meant
from dxplan_cli.store.emit import emit_entry
from dxplan_cli.store.journal import Write
from dxplan_cli.store.shape import Reading
from dxplan_cli.store.yaml_tree import parse_tree
from dxplan_cli.value import Value, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.node import AnyNode, Measure

_INDENT = 2
_IN_LINES = frozenset({"alternatives", "boxes", "events"})


class ComposedChapter(Value):
    """A chapter's new file, still to be written, and the chapter as it will be read, with its places."""

    write: Write
    chapter: Section


def compose_chapter(name: str, chapter: Section) -> ComposedChapter:
    """Return the new file of a chapter.

    Raises:
        DataError: it would not read as this chapter.
    """
    chapter = as_read(chapter)
    text = "\n".join(_lines(chapter, 0)) + "\n"
    reading = Reading(name, text)
    read = shapes.CHAPTER.decode(parse_tree(text, name), reading, name)
    if read != chapter:
        raise FaultyDataError(reading.faults) if reading.faults else not_as_meant(name)
    return ComposedChapter(Write(name, None, text.encode("utf-8")), read)


def _lines(node: AnyNode, column: int) -> Iterator[str]:
    """Yield the lines of a node; the first has no indent, so that a dash may stand before it."""
    pad = ""
    for key, value in _values(node).items():
        yield from (f"{pad}{line}" for line in _entry(key, value, column))
        pad = " " * column
    if isinstance(node, Section) and node.children:
        yield f"{pad}children:"
        for child in node.children:
            first, *rest = _lines(child, column + 2 * _INDENT)
            yield f"{pad}{' ' * _INDENT}- {first}"
            yield from rest


def _entry(key: str, value: object, column: int) -> Iterator[str]:
    """Yield a key with its value; records that hold sentences have a line for each of their parts."""
    if key not in _IN_LINES or not isinstance(value, list):
        yield emit_entry(key, value, column)
        return
    yield f"{key}:"
    for record in value:
        sign = "- "
        for name, part in record.items():
            yield f"{' ' * _INDENT}{sign}{emit_entry(name, part, 0)}"
            sign = " " * _INDENT


def _values(node: AnyNode) -> dict[str, object]:
    own = {key: value for key, value in _own(node).items() if value is not None}
    todo = {key: part for key, part in plain(node.todo).items() if part is not None} if node.todo else None
    common: dict[str, object] = {
        "source": node.source,
        "note": node.note,
        "todo": todo,
        "repeat_of": node.repeat_of,
        "alternatives": [dict(plain(each)) for each in node.alternatives],
        "draft_page": node.draft_page,
        "reconstructed": node.reconstructed,
        "was": list(node.was),
        "memo": node.memo,
    }
    unset = _unset(node)
    return {
        "id": node.id,
        "kind": type(node).__name__.lower(),
        **{key: None for key in unset if key not in own},
        **{key: value for key, value in own.items() if key not in _IN_LINES},
        **{key: value for key, value in common.items() if value is not None and value is not False and value != []},
        **{key: value for key, value in own.items() if key in _IN_LINES},
    }


def _unset(node: AnyNode) -> tuple[str, ...]:
    """Return the keys that are written though nothing is known yet, as places to fill in."""
    return ("name", "unit") if isinstance(node, Kpi) else ()


def _own(node: AnyNode) -> dict[str, Any]:
    match node:
        case Section():
            return {"number": node.number, "title": node.title, "subtitle": node.subtitle, "role": node.role}
        case Table():
            rows = [{"key": row.key, "cells": list(row.cells)} for row in node.rows]
            total = dict(plain(node.sum)) if node.sum else None
            return {"title": node.title, "columns": list(node.columns), "rows": rows or None, "sum": total}
        case Kpi():
            return _of_kpi(node)
        case Figure():
            return {
                "title": node.title or None,
                "drawn_from": node.drawn_from,
                "image": node.image,
                "alt": node.alt,
                "boxes": _records(node.boxes),
                "events": _records(node.events),
            }
        case Item():
            return {"text": node.text, "level": node.level or None, "number": node.number, "start": node.start}
        case _:
            return {"text": node.text}


def _of_kpi(kpi: Kpi) -> dict[str, Any]:
    return {
        "name": kpi.name,
        "unit": kpi.unit,
        "for": list(kpi.serves) or None,
        "baseline": _measure(kpi.baseline),
        "target": _measure(kpi.target),
        "actuals": [_measure(each) for each in kpi.actuals] or None,
    }


def _measure(measure: Measure) -> dict[str, object]:
    return {"year": measure.year, "value": measure.value}


def _records(entries: tuple[Value, ...]) -> list[dict[str, Any]] | None:
    return [{key: part for key, part in plain(each).items() if part is not None} for each in entries] or None
