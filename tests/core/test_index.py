"""The index of a data folder: whatever happens to it or to the files, the plan that is read is the same."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from clocks import HOUR_NS, clock_ahead
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.opinion import Internal, Link, Opinion
from dxplan_cli.model.place import Place, Placed
from dxplan_cli.store import load, reading
from dxplan_cli.store.index import FORM
from dxplan_cli.store.load import load_plan
from dxplan_cli.store.opinion_files import create_opinion
from dxplan_cli.store.values import VALUES
from dxplan_cli.value import Value, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dxplan_cli.model.plan import Plan

TWO_SECONDS_NS = 2_000_000_000
FILES = {
    "plan.yaml": "title: 計画\ndrafts: [soan, shusei]\n",
    "projects.yaml": "year: 令和５年度\nprojects:\n- {id: p, title: 事業, field: kurashi}\n",
    "rounds/kikitori.yaml": "kind: 聞き取り\ntitle: 聞き取り\n",
    "meetings/03.yaml": "title: 第３回\n",
    "drafts/soan/draft.yaml": "label: 素案\nchapters: [01]\n",
    "drafts/soan/01.yaml": "id: a\ntitle: 章\nkind: section\nchildren:\n"
    "- {id: b, kind: item, text: '2024'}\n"
    "- {id: c, kind: table, title: 表, columns: [年, 値], rows: [{key: r, cells: [2024, 1.0]}]}\n"
    "- {id: d, kind: kpi, name: 数, actuals: [{year: 2024, value: 1}]}\n"
    "- {id: e, kind: figure, drawn_from: tree}\n"
    "- {id: f, kind: paragraph, text: 文, alternatives: [{text: 別}]}\n",
    "drafts/shusei/draft.yaml": "label: 修正案\nchapters: [01]\n",
    "drafts/shusei/01.yaml": "id: a\ntitle: 章\nkind: section\nchildren: []\n",
    "drafts/shusei/reasons.yaml": "- {node: b, kind: 削除, reason: 整理}\n",
}
"""One file of every kind, and every kind of node."""


@pytest.fixture(autouse=True)
def settled() -> Iterator[None]:
    """Every file was written long ago when it is read."""
    with clock_ahead():
        yield


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    links = (
        Link(kind=ChangeKind.MODIFY, node="a", quote="語", digest="0123456789ab"),
        Link(kind=ChangeKind.ADD, node="b"),
    )
    for number in range(3):
        create_opinion(
            tmp_path,
            Opinion(
                id=f"o-{number}", round="kikitori", text=f"意見{number}\n二行目", about=("a", "b"), disposition="反映",
                changes=links[:number], answer="答え", internal=Internal(member="委員") if number else None,
            ),
        )  # fmt: skip
    return tmp_path


def index_of(root: Path) -> Path:
    return root / ".dxplan" / "index.sqlite"


def entries(root: Path) -> list[str]:
    connection = sqlite3.connect(index_of(root))
    try:
        return sorted(name for (name,) in connection.execute("SELECT name FROM files"))
    finally:
        connection.close()


def read_with_places(root: Path) -> tuple[Plan, list[Place]]:
    plan = load_plan(root)
    return plan, list(places_in(plan))


def places_in(value: object) -> Iterator[Place]:
    """Yield every place in a value, which comparing leaves out."""
    if isinstance(value, Placed):
        yield value.place
    if isinstance(value, Value):
        value = values_of(value)
    if isinstance(value, tuple):
        for each in value:
            yield from places_in(each)


def read_from_files(root: Path) -> tuple[Plan, list[Place]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "open_index", lambda _: None)
        return read_with_places(root)


def test_what_comes_from_the_index_is_what_stands_in_the_files_places_included(root: Path) -> None:
    from_files = read_with_places(root)
    assert entries(root) == sorted([*FILES, *(f"opinions/kikitori/o-{number}.yaml" for number in range(3))])
    assert read_with_places(root) == from_files


def test_unchanged_files_are_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_plan(root)
    (root / "drafts/shusei/01.yaml").touch()
    read: list[str] = []
    real = reading.read_source
    monkeypatch.setattr(reading, "read_source", lambda path, name: (read.append(name), real(path, name))[1])
    load_plan(root)
    assert read == ["drafts/shusei/01.yaml"]


def without_words(schema: object) -> object:
    """Drop the docstrings, which are no part of the form."""
    if isinstance(schema, dict):
        return {key: without_words(value) for key, value in schema.items() if key != "description"}
    return [without_words(each) for each in schema] if isinstance(schema, list) else schema


def test_entries_of_another_form_are_told_apart() -> None:
    """When this fails, values have another form than entries made before: raise `FORM` and write the new digest here."""
    _, schemas = msgspec.json.schema_components([VALUES[kind] for kind in sorted(VALUES)], ref_template="{name}")
    structure = json.dumps(without_words(schemas), sort_keys=True)
    assert {FORM: hashlib.sha256(structure.encode()).hexdigest()[:12]} == {13: "17bf094bfdc8"}


def rewrite(root: Path) -> None:
    """Other words of the same length, in place."""
    path = root / "opinions/kikitori/o-1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("意見1", "意見９"), encoding="utf-8")


def rewrite_secretly(root: Path) -> None:
    """Other words of the same length, in place, and the time put back."""
    path = root / "opinions/kikitori/o-1.yaml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace("意見1".encode(), "意見8".encode()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def damage(root: Path) -> None:
    """Other bytes of the same length within the text of an entry, as a failing disk leaves them."""
    index_of(root).write_bytes(index_of(root).read_bytes().replace("意見1".encode(), "意見7".encode()))


def spoil(root: Path) -> None:
    index_of(root).write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)


def spoil_entries(root: Path) -> None:
    with sqlite3.connect(index_of(root)) as connection:
        connection.execute("UPDATE files SET value = x'93c1'")


def make_older(root: Path) -> None:
    with sqlite3.connect(index_of(root)) as connection:
        connection.execute("UPDATE about SET form = 1")


EVENTS: dict[str, Callable[[Path], object]] = {
    "a file is rewritten": rewrite,
    "a file is rewritten and its time put back": rewrite_secretly,
    "a chapter is rewritten": lambda root: (root / "drafts/soan/01.yaml").write_text(
        FILES["drafts/soan/01.yaml"].replace("2024", "2025"), encoding="utf-8"
    ),
    "a draft goes": lambda root: (root / "plan.yaml").write_text("title: 計画\ndrafts: [soan]\n", encoding="utf-8"),
    "a file is deleted": lambda root: (root / "opinions/kikitori/o-2.yaml").unlink(),
    "a file is moved": lambda root: shutil.move(root / "opinions/kikitori/o-2.yaml", root / "opinions/kikitori/0.yaml"),
    "two files change places": lambda root: (
        (root / "opinions/kikitori/o-1.yaml").rename(root / "t"),
        (root / "opinions/kikitori/o-2.yaml").rename(root / "opinions/kikitori/o-1.yaml"),
        (root / "t").rename(root / "opinions/kikitori/o-2.yaml"),
    ),
    "the index is deleted": lambda root: index_of(root).unlink(missing_ok=True),
    "the index is spoilt": spoil,
    "the index is emptied": lambda root: index_of(root).write_bytes(b""),
    "the entries are spoilt": spoil_entries,
    "the index is damaged": damage,
    "the index is of another version": make_older,
    "the index is a folder": lambda root: (index_of(root).unlink(), index_of(root).mkdir()),
}


@pytest.mark.parametrize("event", EVENTS)
def test_whatever_happens_the_plan_is_that_of_the_files(event: str, root: Path) -> None:
    load_plan(root)
    EVENTS[event](root)

    assert read_with_places(root) == read_from_files(root)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["a", "bb", "c"]), st.booleans()), max_size=12))
def test_the_index_never_lags_behind(steps: list[tuple[int, str, bool]], root: Path) -> None:
    """Files are written and deleted in any order and read, at once or long after."""
    for number, word, is_settled in steps:
        path = root / f"opinions/kikitori/o-{number}.yaml"
        if word == "c":
            path.unlink(missing_ok=True)
        else:
            path.write_text(f"text: {word}\n", encoding="utf-8")
        with clock_ahead(HOUR_NS if is_settled else 0):
            assert read_with_places(root) == read_from_files(root)


def test_where_nothing_can_be_written_nothing_is_indexed(root: Path) -> None:
    shutil.rmtree(root / ".dxplan", ignore_errors=True)
    (root / ".dxplan").write_text("", encoding="utf-8")
    assert [each.id for each in load_plan(root).opinions] == ["o-0", "o-1", "o-2"]


def test_a_file_written_just_now_is_not_trusted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "opinions/kikitori/o-1.yaml"
    before = latest_change(root)
    while path.stat().st_ctime_ns == before:
        path.touch()
    monkeypatch.setattr(time, "time_ns", lambda: path.stat().st_ctime_ns + TWO_SECONDS_NS)
    load_plan(root)
    assert "opinions/kikitori/o-1.yaml" not in entries(root)
    assert "opinions/kikitori/o-0.yaml" in entries(root)


def latest_change(root: Path) -> int:
    return max(path.stat().st_ctime_ns for path in root.rglob("*.yaml"))


def test_a_file_with_a_fault_is_told_every_time(root: Path) -> None:
    (root / "opinions/kikitori/o-1.yaml").write_text("text: [\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(load.FaultyDataError) as refused:
            load_plan(root)
        assert [fault.place.file for fault in refused.value.faults] == ["opinions/kikitori/o-1.yaml"]
