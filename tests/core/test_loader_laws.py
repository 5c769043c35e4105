"""Laws of reading and writing YAML: what is written reads back, and no file whatever crashes the loader."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from strategies import texts, tries

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.store import format as shapes
from dxplan_cli.store.emit import emit_entry, emit_file, emit_scalar, emit_value
from dxplan_cli.store.excerpt import excerpt_of
from dxplan_cli.store.files import decode_source
from dxplan_cli.store.load import load_plan
from dxplan_cli.store.shape import ListOf, Reading, Record, Tagged
from dxplan_cli.store.tree import Mapping, Scalar, Sequence
from dxplan_cli.store.yaml_tree import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.finding import Fault
    from dxplan_cli.store.shape import Shape
    from dxplan_cli.store.tree import Tree

DATA = Path(__file__).parents[2] / "plan-data"
REAL = {
    path.relative_to(DATA).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(DATA.rglob("*.yaml"))
}  # fmt: skip
SHAPES = [shape for _, _, shape in shapes.FILES]
any_text = st.text(st.characters(codec="utf-8")) | texts
styles = st.sampled_from(("", "'", '"'))


def value_of(text: str, key: str = "key") -> str:
    tree = parse_tree(text, "f")
    assert isinstance(tree, Mapping)
    value = tree.get(key)
    assert isinstance(value, Scalar)
    return value.text


@given(any_text, styles)
@tries(2)
def test_any_text_written_as_a_scalar_reads_back(text: str, style: str) -> None:
    written = emit_scalar(text, style)
    assert "\n" not in written
    assert value_of(f"key: {written}\nnext: 1\n") == text
    assert value_of(f"first: 1\r\nkey: {written}  # 注\r\n") == text
    assert value_of(f"{{a: 1, key: {emit_scalar(text, style, in_flow=True)}, b: 2}}") == text


@given(any_text)
@tries(1)
def test_a_text_written_plain_stays_a_text_for_every_reader(text: str) -> None:
    """Other tools resolve plain scalars: what looks like a number, a date or a word of YAML is quoted."""
    assert YAML(typ="safe").load(f"key: {emit_scalar(text)}\n") == {"key": text}


@given(st.lists(any_text, max_size=4), st.dictionaries(st.sampled_from("abc"), any_text, min_size=1))
@tries(1)
def test_lists_and_records_read_back(items: list[str], record: dict[str, str]) -> None:
    text = emit_file({"items": items, "records": [record, record], "last": "終"}, spaced=True)
    tree = parse_tree(text, "f")
    assert isinstance(tree, Mapping)
    assert plain(tree) == {"items": items, "records": [record, record], "last": "終"}
    assert plain(parse_tree(emit_value(record), "f")) == record
    assert plain(parse_tree(emit_entry("k", [record], 2, "\r\n"), "f")) == {"k": [record]}


def plain(tree: Tree) -> object:
    match tree:
        case Scalar():
            return tree.text
        case Sequence():
            return [plain(item) for item in tree.items]
        case _:
            return {name.text: plain(value) for name, value in tree.entries}


def read(raw: bytes, shape: Shape) -> list[Fault]:
    """Read bytes as a file of a shape; return the faults. Any other exception is a bug."""
    try:
        source = decode_source(Path("f"), "f", raw)
        tree = parse_tree(source.text, "f")
    except FaultyDataError as error:
        return list(error.faults)
    reading = Reading("f", source.text)
    shape.decode(tree, reading, "f")
    for fault in reading.faults:
        assert fault.excerpt == excerpt_of(source.text, fault.place.line)
    return reading.faults


def check_faults(raw: bytes) -> None:
    """Hold every fault of a file, read as each kind of file, to say where and what."""
    for shape in SHAPES:
        for fault in read(raw, shape):
            assert (
                0
                <= fault.place.line
                <= raw.count(b"\n") + raw.count(b"\r") + raw.count(b"\xe2\x80") + raw.count(b"\xc2\x85") + 1
            )
            assert fault.message
            assert fault.hint
            assert not fault.message.isascii()


@given(st.binary(max_size=200))
@tries(1.5)
def test_no_bytes_crash_the_loader(raw: bytes) -> None:
    check_faults(raw)


yaml_bits = st.sampled_from((
    "id: ", "kind: ", "section", "item", "text: ", "title: ", "children:", "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ", ",
    ": ", "：", "'", '"', "|", ">", "|-\n", "#", "&a ", "*a", "!!str ", "---\n", "...\n", "null", "~", "1e999", "9" * 5_000, "\t",
    "%YAML 1.2\n", "? ", "<<: ", "\\", "\ufeff", "\x00", "\x07", "\u2028", "\x85", "\r", "\r\n", "ＤＸ", "@", "`",
))  # fmt: skip


@given(st.lists(yaml_bits | any_text, max_size=40).map("".join))
@tries(2)
def test_no_text_crashes_the_loader(text: str) -> None:
    check_faults(text.encode("utf-8"))


def keys_of(shape: object) -> Iterator[str]:
    match shape:
        case Record():
            for field in shape.fields:
                yield field.key
                if field.key != "children":
                    yield from keys_of(field.shape)
        case ListOf():
            yield from keys_of(shape.shape)
        case Tagged():
            for _, record in shape.variants:
                yield from keys_of(record)
        case _:
            return


KEYS = sorted({key for shape in (*SHAPES, shapes.NODE) for key in keys_of(shape)} | {"kind", "未知", "Id", "ｉｄ"})
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | any_text
    | st.sampled_from(("section", "item", "kpi", "table", "追加", "tree", "left", "soan", "..", "a/b", "-x", "1" * 5_000))
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)


@given(values)
@tries(1.5)
def test_no_yaml_crashes_the_loader(value: object) -> None:
    check_faults(json.dumps(value, ensure_ascii=True).encode("utf-8", "surrogatepass"))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the real plan after a few accidents: lines and letters lost, doubled, or replaced."""
    name = draw(st.sampled_from(sorted(REAL)))
    text = REAL[name]
    for _ in range(draw(st.integers(1, 3))):
        lines = text.splitlines(keepends=True) or [""]
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 5)):
            case 0:
                lines[at : at + draw(st.integers(1, 4))] = []
            case 1:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                key, colon, _ = lines[at].partition(": ")
                lines[at] = f"{key}{colon}{json.dumps(draw(values))}\n"
            case 3:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(yaml_bits) + lines[at][cut:]
            case 4:
                lines[at] = " " * draw(st.integers(1, 3)) + lines[at]
            case _:
                lines[at] = lines[at].replace(": ", draw(st.sampled_from(("：", ":", " : "))), 1)
        text = "".join(lines)
    return name, text.encode("utf-8", "surrogatepass")


@given(mutated())
@tries(0.5)
def test_no_accident_in_the_real_plan_crashes_the_loader(accident: tuple[str, bytes]) -> None:
    name, raw = accident
    with TemporaryDirectory() as folder:
        root = copytree(
            DATA,
            Path(folder) / "p",
            ignore=lambda _, names: {each for each in names if each[-7:-5] > "05" and "kikitori-" in each},
        )
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(raw)
        for fault in told(root):
            assert fault.message
            assert fault.hint
            assert (root / fault.place.file).exists()


def told(root: Path) -> tuple[Fault, ...]:
    """Load a folder; return its faults. Any other exception is a bug."""
    try:
        load_plan(root)
    except FaultyDataError as error:
        return error.faults
    return ()


BILLION = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MONSTERS = {
    "brackets": "[" * 100_000,
    "braces": "{" * 100_000,
    "closed brackets": "[" * 50_000 + "]" * 50_000,
    "dashes": "- " * 50_000,
    "indented": "".join(" " * depth + "a:\n" for depth in range(2_000)),
    "questions": "? " * 50_000,
    "billion laughs": BILLION,
    "itself": "a: &a [*a]",
    "one long line": "text: " + "あ" * 2_000_000,
    "one long key": "あ" * 500_000 + ": x",
    "quote without end": 'text: "' + "あ\n" * 200_000,
    "comments": "# 注\n" * 200_000,
    "blank": "\n" * 500_000,
    "unknown keys": "".join(f"鍵{number}: あ\n" for number in range(20_000)),
    "wrong items": "id: a\ntitle: あ\nchildren:\n" + "  - {id: b, kind: itme}\n" * 5_000,
    "anchors": "".join(f"- &a{number} x\n- *a{number}\n" for number in range(9_000)),
    "too many characters": "#" * 9_000_000,
    "documents": "---\n" * 100_000,
    "colons": ": " * 50_000,
    "anchor names": "&" + "a" * 500_000 + " x",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_refused_or_read(name: str) -> None:
    faults = read(MONSTERS[name].encode("utf-8"), shapes.CHAPTER)
    assert faults, "none of them is a chapter"
    assert value_of("key: あ") == "あ", "the next file is read as ever"


@pytest.mark.parametrize("name", sorted(REAL))
def test_every_file_of_the_plan_reads_without_fault_in_both_line_ends(name: str) -> None:
    kind = next(shape for _, pattern, shape in shapes.FILES if Path(name).match(pattern))
    text = REAL[name]
    for raw in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        assert read(raw.encode("utf-8"), kind) == []
