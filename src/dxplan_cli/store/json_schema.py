"""JSON Schemas (draft 2020-12) made from the format table, so that an editor completes and explains the YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.store import format as shapes
from dxplan_cli.store.days import DayOrSpan
from dxplan_cli.store.shape import ListOf, Record, Shape, Tagged, WordOrRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_FOLDER = ".schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_names() -> tuple[str, ...]:
    """Return the names of the schemas, one a kind of file."""
    return tuple(name for name, _, _ in shapes.FILES)


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema of a kind of file."""
    root = next(shape for each, _, shape in shapes.FILES if each == name)
    definitions: dict[str, Any] = {}
    _define(root, definitions)
    if "section" in definitions:
        definitions["node"] = {**shapes.NODE.schema(), "description": shapes.NODE.doc}
    return {"$schema": _DIALECT, "title": name, **root.schema(), "$defs": dict(sorted(definitions.items()))}


def _define(shape: Shape, definitions: dict[str, Any]) -> None:
    for record in _records(shape):
        if record.title not in definitions:
            definitions[record.title] = {}
            for field in record.fields:
                _define(field.shape, definitions)
            definitions[record.title] = _record_schema(record, shapes.tag_of(record))


def _records(shape: Shape) -> Iterator[Record]:
    match shape:
        case Record():
            yield shape
        case DayOrSpan():
            yield shape.span
        case ListOf():
            yield from _records(shape.shape)
        case WordOrRecord():
            yield shape.record
        case Tagged():
            for _, record in shape.variants:
                yield record
        case _ if shape is shapes.ANY_NODE:
            yield from _records(shapes.NODE)
        case _:
            return


def _record_schema(record: Record, tag: str | None) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required = [field.key for field in record.fields if field.required]
    if tag is not None:
        properties["kind"] = {"const": tag, "description": record.doc}
        required.append("kind")
    for field in record.fields:
        properties[field.key] = _field_schema(field.shape.schema(), field.doc, is_required=field.required)
    return {
        "type": "object",
        "description": record.doc or record.name,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field_schema(schema: dict[str, Any], doc: str, *, is_required: bool) -> dict[str, Any]:
    if is_required:
        return {**schema, "description": doc}
    return {"anyOf": [schema, {"type": "null"}], "description": doc}


def editor_settings() -> dict[str, Any]:
    """Return the settings by which an editor with a YAML extension finds the schemas."""
    schemas = {f"./{SCHEMA_FOLDER}/{name}.json": pattern for name, pattern, _ in shapes.FILES}
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "editor.wordWrap": "on",
        "yaml.schemas": schemas,
        "yaml.yamlVersion": "1.2",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
