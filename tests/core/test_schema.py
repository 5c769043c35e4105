"""The JSON Schemas an editor uses agree with the loader, and the committed ones are those of the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from dxplan_cli.app.schema import SETTINGS_FILE, editor_files, schema
from dxplan_cli.store import format as shapes
from dxplan_cli.store.json_schema import SCHEMA_FOLDER, schema_names, schema_of
from dxplan_cli.store.shape import ListOf, Reading, Record
from dxplan_cli.store.yaml_tree import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "plan-data"
NAMES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml"))
VALIDATORS = {name: Draft202012Validator(schema_of(name)) for name in schema_names()}


def kind_of(name: str) -> str:
    return next(kind for kind, pattern, _ in shapes.FILES if Path(name).match(pattern))


def load(text: str) -> Any:
    """Read YAML as an editor does: 1.2, numbers resolved."""
    return YAML(typ="safe").load(text)


def accepts(kind: str, text: str) -> bool:
    return VALIDATORS[kind].is_valid(load(text))


def reads(kind: str, text: str) -> bool:
    shape = next(each for name, _, each in shapes.FILES if name == kind)
    reading = Reading("f", text)
    shape.decode(parse_tree(text, "f"), reading, "f")
    return not reading.faults


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_file_of_the_plan_is_accepted(name: str) -> None:
    errors = [
        error.message
        for error in VALIDATORS[kind_of(name)].iter_errors(load((DATA / name).read_text(encoding="utf-8")))
    ]
    assert errors == []


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_key_is_refused_wherever_it_stands(name: str) -> None:
    kind = kind_of(name)
    text = (DATA / name).read_text(encoding="utf-8")
    lines = text.splitlines()
    for at in [at for at, line in enumerate(lines) if line.lstrip("- ").startswith(("title:", "node:", "kind:"))][:12]:
        indent = len(lines[at]) - len(lines[at].lstrip("- "))
        broken = "\n".join([*lines[: at + 1], " " * indent + "unknown: x", *lines[at + 1 :]]) + "\n"
        if load(broken) == load(text):
            continue
        assert not accepts(kind, broken)
        assert not reads(kind, broken)


CASES = (
    ("plan", "title: 計画\ndrafts: [a]\n", True),
    ("plan", "drafts: [a]\n", False),
    ("plan", "title: 計画\ndrafts: a\n", False),
    ("plan", "title: 計画\ndrafts: [a]\nlabels: {number: sometimes}\n", False),
    ("plan", "title: 計画\ndrafts: [a]\nperiod: {from: 2024, to: null}\nlabels: null\n", True),
    ("plan", "title: 計画\ndrafts: [a]\nperiod: {from: 令和六年}\n", False),
    ("draft", "label: 素案\nchapters: [01-a]\nbased_on: null\n", True),
    ("draft", "label: 素案\n", False),
    ("draft", "label: 素案\nchapters: [01 a]\n", False),
    ("chapter", "id: a\ntitle: 章\n", True),
    ("chapter", "id: a\ntitle: 章\nkind: item\n", False),
    ("chapter", "id: a\ntitle: 章\nchildren: null\n", True),
    ("chapter", "id: a\ntitle: 章\nchildren:\n  - {id: b, kind: item, text: 本文}\n", True),
    ("chapter", "id: a\ntitle: 章\nchildren:\n  - {id: b, kind: item}\n", False),
    ("chapter", "id: a\ntitle: 章\nchildren:\n  - {id: b, text: 本文}\n", False),
    ("chapter", "id: a\ntitle: 章\nchildren:\n  - {id: b, kind: item, text: 本文, title: 題}\n", False),
    (
        "chapter",
        "id: a\ntitle: 章\nchildren:\n  - {id: b, kind: section, title: 題, children: [{id: c, kind: x}]}\n",
        False,
    ),
    (
        "chapter",
        "id: a\ntitle: 章\nchildren:\n  - {id: t, kind: table, columns: [数], rows: [{key: r, cells: [1, 検討中, null]}]}\n",
        True,
    ),
    (
        "chapter",
        "id: a\ntitle: 章\nchildren:\n  - {id: t, kind: table, columns: [数], rows: [{key: r, cells: [[1]]}]}\n",
        False,
    ),
    (
        "chapter",
        "id: a\ntitle: 章\nchildren:\n  - {id: k, kind: kpi, for: [a], target: {year: 2028, value: null}}\n",
        True,
    ),
    ("chapter", "id: a\ntitle: 章\nchildren:\n  - {id: k, kind: kpi, target: {year: 未定}}\n", False),
    ("chapter", "id: a\ntitle: 章\nreconstructed: はい\n", False),
    ("reasons", "- {node: a, reason: 理由}\n", True),
    ("reasons", "- {node: a}\n", False),
    ("reasons", "- {node: a, reason: 理由, kind: 訂正}\n", False),
    ("round", "id: r\nkind: 聞き取り\ntitle: 題\n", True),
    ("round", "id: r\ntitle: 題\n", True),
    ("round", "id: r\ntitre: 題\n", False),
    ("opinion", "id: o\nround: r\ntext: 意見\nchanges: [{kind: 追加, node: a}]\n", True),
    ("opinion", "id: o\nround: r\ntext: 意見\nchanges: [{kind: 追加}]\n", False),
    ("opinion", "id: o\nround: r\ntext: 2023\n", True),
    ("meeting", "id: m\nnumber: 3\ntitle: 第３回\n", True),
    ("meeting", "id: m\nnumber: 三\ntitle: 第３回\n", False),
    ("projects", "year: 2023\ntotal: 76\n", True),
    ("projects", "year: 令和５年度\ncounts: [{field: a, title: 題, count: null}]\n", True),
)


@pytest.mark.parametrize(
    ("kind", "text", "is_good"), CASES, ids=[f"{kind}-{at}" for at, (kind, _, _) in enumerate(CASES)]
)
def test_schema_and_loader_agree(kind: str, text: str, is_good: bool) -> None:
    assert accepts(kind, text) is is_good
    assert reads(kind, text) is is_good


def test_every_key_is_explained_to_the_one_who_types() -> None:
    for name in schema_names():
        for title, definition in schema_of(name)["$defs"].items():
            assert definition["description"], (name, title)
            for key, field in definition.get("properties", {}).items():
                assert not field["description"].isascii() or field["description"] == "id", (name, title, key)


def records_of(shape: object) -> Iterator[Record]:
    match shape:
        case Record():
            yield shape
            for field in shape.fields:
                yield from records_of(field.shape)
        case ListOf():
            yield from records_of(shape.shape)
        case _:
            return


def test_every_key_of_the_format_is_in_its_schema() -> None:
    for name, _, shape in shapes.FILES:
        definitions = schema_of(name)["$defs"]
        for record in records_of(shape):
            keys = {field.key for field in record.fields}
            assert keys <= set(definitions[record.title]["properties"]), record.title


def test_the_files_laid_beside_the_plan_are_those_of_the_program() -> None:
    for name, text in editor_files().items():
        assert (DATA / name).read_text(encoding="utf-8") == text, f"{name}: run dxplan schema --write"
    laid = {path.relative_to(DATA).as_posix() for path in (DATA / SCHEMA_FOLDER).iterdir()}
    assert laid | {SETTINGS_FILE} == set(editor_files())


def test_the_editor_finds_a_schema_for_every_file() -> None:
    patterns = json.loads(editor_files()[SETTINGS_FILE])["yaml.schemas"]
    for name in NAMES:
        found = [path for path, pattern in patterns.items() if Path(name).match(pattern)]
        assert found == [f"./{SCHEMA_FOLDER}/{kind_of(name)}.json"]


def test_the_schemas_can_be_asked_for_together_or_alone() -> None:
    assert set(schema(None)) == set(schema_names())
    assert schema("opinion") == schema_of("opinion")
