"""Laws: whatever happens to the files of a plan or to its index, a list says what it would say without an index."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias
from unittest.mock import patch

import pytest
from clocks import HOUR_NS, clock_ahead
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries

from dxplan_cli.app import opinions_list, register
from dxplan_cli.app.opinions_list import Selection, draw_json, list_opinions, show_opinion
from dxplan_cli.errors import DxplanError
from dxplan_cli.store import load
from dxplan_cli.store import register as kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Step: TypeAlias = tuple[str, tuple[Any, ...]]

TWO_SECONDS_NS = 2_000_000_000
PLAN = "title: 計画\ndrafts: [soan, shusei, an]\ndispositions: [反映, 参考, 未対応]\n"
DRAFT = "label: {}\nchapters: ['01']\n"
CHAPTER = """\
id: c
kind: section
role: 章
title: 章
children:
- {{id: a, kind: item, text: {}}}
- {{id: b, kind: item, text: {}}}
- {{id: d, kind: item, text: 同じ}}
"""
WORDS = ("旧い文言", "新しい文言", "別の文言")
FILES = {
    "plan.yaml": PLAN,
    "drafts/soan/draft.yaml": DRAFT.format("素案"),
    "drafts/soan/01.yaml": CHAPTER.format(*WORDS[:2]),
    "drafts/shusei/draft.yaml": DRAFT.format("修正案"),
    "drafts/shusei/01.yaml": CHAPTER.format(*WORDS[1:]),
    "drafts/an/draft.yaml": DRAFT.format("案"),
    "drafts/an/01.yaml": CHAPTER.format(*WORDS[1:]),
    "rounds/r1.yaml": "title: 一回目\ndraft: soan\n",
    "rounds/r2.yaml": "title: 二回目\ndraft: shusei\n",
}
NAMES = ("r1/o-1", "r1/o-2", "r1/o-10", "r1/o-02", "r2/o-1", "r2/x", "r9/y")
OPINIONS = st.builds(
    lambda **parts: "".join(f"{key}: {value}\n" for key, value in parts.items() if value),
    text=st.sampled_from(["意見", "要望", "要望", '"半分\\ud800"']),
    id=st.sampled_from([None, None, None, "o-1", "o-7"]),
    about=st.sampled_from([None, "[a]", "[a, b]"]),
    disposition=st.sampled_from([None, "参考", "反映", "参考", "ない区分"]),
    answer=st.sampled_from([None, "参考とします"]),
    same_as=st.sampled_from([None, None, None, "o-1", "x"]),
    changes=st.sampled_from([None, None, "[{kind: 修正, node: a}]", "[{kind: 修正, node: b}, {kind: 追加, node: a}]"]),
)
SELECTIONS = (
    Selection(),
    Selection(limit=2),
    Selection(round="r1"),
    Selection(round="r3"),
    Selection(about="a", limit=1),
    Selection(about="e"),
    Selection(disposition="参考"),
    Selection(disposition="保留"),
    Selection(words="要"),
    Selection(state="受付", limit=3),
    Selection(state="未完了", round="r1", words="意"),
    Selection(state="ない"),
)


def put(root: Path, name: str, text: str) -> None:
    """Write a file, in another tick of the clock than it was written before: the tests move the clock, not its ticks."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.stat().st_ctime_ns if path.is_file() else None
    path.write_text(text, encoding="utf-8")
    while path.stat().st_ctime_ns == before:
        path.write_text(text, encoding="utf-8")


def put_secretly(root: Path, name: str, text: str) -> None:
    """Write over a file and put its time back."""
    path = root / name
    if path.is_file():
        before = path.stat()
        put(root, name, text)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_unnamable(root: Path) -> None:
    """Write a file whose name is no text, as an archive of another encoding leaves it."""
    path = root / "opinions/r1" / os.fsdecode("意見.yaml".encode("cp932"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("text: 意見\nid: o-3\n", encoding="utf-8")


def remove(root: Path, name: str) -> None:
    (root / name).unlink(missing_ok=True)


def exchange(root: Path, one: str, other: str) -> None:
    if one != other and (root / one).is_file() and (root / other).is_file():
        (root / one).rename(root / "aside")
        (root / other).rename(root / one)
        (root / "aside").rename(root / other)


def flip(root: Path, at: int) -> None:
    """Change one byte of the index."""
    path = root / ".dxplan/index.sqlite"
    if path.is_file() and (content := bytearray(path.read_bytes())):
        content[at % len(content)] ^= 0x15
        path.write_bytes(content)


def cut(root: Path, at: int) -> None:
    path = root / ".dxplan/index.sqlite"
    if path.is_file():
        os.truncate(path, at % (path.stat().st_size + 1))


def forget(root: Path) -> None:
    shutil.rmtree(root / ".dxplan", ignore_errors=True)


DOING: dict[str, Callable[..., None]] = {
    each.__name__: each for each in (put, put_secretly, put_unnamable, remove, exchange, flip, cut, forget)
}
files = st.sampled_from([f"opinions/{name}.yaml" for name in NAMES])
steps = st.lists(
    st.tuples(
        st.one_of(
            st.tuples(st.just("put"), st.tuples(files, OPINIONS)),
            st.tuples(st.just("put"), st.tuples(files, OPINIONS)),
            st.tuples(st.just("put_secretly"), st.tuples(files, OPINIONS)),
            st.tuples(st.just("remove"), st.tuples(files)),
            st.tuples(st.just("exchange"), st.tuples(files, files)),
            st.tuples(st.just("put"), st.tuples(files, st.sampled_from(["text: [\n", ""]))),
            st.tuples(
                st.just("put"), st.sampled_from([("opinions/r1/z.yml", "text: 意見"), ("opinions/r1/z.swp", "")])
            ),
            st.tuples(st.just("remove"), st.just(("opinions/r1/z.yml",))),
            st.tuples(
                st.just("put"),
                st.tuples(
                    st.sampled_from([name for name in FILES if name.endswith("01.yaml")]),
                    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(lambda pair: CHAPTER.format(*pair)),
                ),
            ),
            st.tuples(
                st.just("put"),
                st.sampled_from(
                    [
                        ("rounds/r3.yaml", "title: 三回目\n"),
                        ("rounds/r1.yaml", "title: 一回目\ndraft: shusei\n"),
                        ("plan.yaml", PLAN.replace("参考", "参考, 保留")),
                        ("plan.yaml", PLAN.replace(", an]", "]")),
                        ("plan.yaml", PLAN),
                        ("drafts/shusei/reasons.yaml", "- {node: b, reason: 整理}\n"),
                    ]
                ),
            ),
            st.tuples(st.sampled_from(["flip", "cut"]), st.tuples(st.integers(0, 200_000))),
            st.tuples(st.sampled_from(["forget", "put_unnamable"]), st.just(())),
        ),
        st.booleans(),
        st.sampled_from(SELECTIONS),
    ),
    max_size=14,
)


@pytest.fixture(autouse=True)
def every_register_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "_LARGE", 1)


def answer(root: Path, selection: Selection) -> object:
    """Return what a list says, be it a refusal."""
    try:
        found = list_opinions(root, selection)
    except DxplanError as error:
        return type(error), error.message, error.hint, [str(fault) for fault in getattr(error, "faults", ())]
    return draw_json(found), found.total


def answer_without_index(root: Path, selection: Selection) -> object:
    with (
        patch.object(opinions_list, "recall", lambda *_: None),
        patch.object(register, "keep_register", lambda *_: None),
        patch.object(load, "open_index", lambda _: None),
        patch.object(register, "open_index", lambda _: None),
    ):
        return answer(root, selection)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    return tmp_path


def lay_out(root: Path) -> None:
    for name, text in FILES.items():
        put(root, name, text)
    put(root, "opinions/r1/o-1.yaml", "text: 意見\ndisposition: 反映\nchanges: [{kind: 修正, node: a}]\n")
    put(root, "opinions/r1/o-2.yaml", "text: 要望\n")
    put(root, "opinions/r2/x.yaml", "text: 意見\nsame_as: o-1\n")
    put(root, "opinions/r9/y.yaml", "text: 意見\ndisposition: 参考\n")


@given(steps, st.sampled_from([0, 2, 200]))
@tries(2)
def test_a_list_says_what_stands_in_the_files(run: list[tuple[Step, bool, Selection]], few: int) -> None:
    """Between any two steps the files are asked, at once or an hour later."""
    with TemporaryDirectory() as folder, patch.object(register, "_FEW", few):
        root = Path(folder)
        lay_out(root)
        for (name, arguments), is_later, selection in run:
            with clock_ahead(HOUR_NS if is_later else 0):
                answer(root, Selection())
                DOING[name](root, *arguments)
                assert answer(root, selection) == answer_without_index(root, selection)


@given(st.integers(0, 200_000))
@tries(1)
def test_no_byte_of_the_index_matters(at: int) -> None:
    with TemporaryDirectory() as folder, clock_ahead():
        root = Path(folder)
        lay_out(root)
        said = answer(root, Selection())
        flip(root, at)
        assert [answer(root, Selection()) for _ in range(2)] == [said, said]


@pytest.fixture
def derivings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note each time the register is derived of the whole plan."""
    seen: list[str] = []
    real = opinions_list.derive
    monkeypatch.setattr(opinions_list, "derive", lambda *args: (seen.append("derived"), real(*args))[1])
    with clock_ahead():
        yield seen


PLAIN: dict[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "a new opinion": lambda root: put(root, "opinions/r1/o-3.yaml", "text: 意見\n"),
    "a decision": lambda root: put(root, "opinions/r1/o-2.yaml", "text: 要望\ndisposition: 参考\n"),
    "another round": lambda root: put(root, "opinions/r1/o-2.yaml", "text: 要望\nround: r2\n"),
    "an opinion less": lambda root: remove(root, "opinions/r1/o-2.yaml"),
    "one received between others": lambda root: put(root, "opinions/r1/o-02.yaml", "text: 意見\n"),
    "a foreign file": lambda root: put(root, "opinions/r1/note.txt", ""),
}


@pytest.mark.parametrize("change", PLAIN)
def test_what_nothing_depends_on_is_brought_up_to_date(change: str, root: Path, derivings: list[str]) -> None:
    answer(root, Selection())
    PLAIN[change](root)
    assert [answer(root, each) for each in SELECTIONS[:3]] == [
        answer_without_index(root, each) for each in SELECTIONS[:3]
    ]
    assert derivings.count("derived") == 1 + len(SELECTIONS[:3])  # once before, the others without an index


def put_more(root: Path) -> None:
    """Opinions that depend on others, or share an id, without any link."""
    put(root, "opinions/r9/a.yaml", "text: 意見\nsame_as: y\n")
    put(root, "opinions/r9/b.yaml", "text: 意見\nsame_as: later\n")
    put(root, "opinions/r2/twice.yaml", "text: 意見\nid: o-4\n")
    put(root, "opinions/r9/twice.yaml", "text: 意見\nid: o-4\ndisposition: 参考\n")


DEPENDED_ON: dict[str, Callable[[Path], None]] = {
    "a link": lambda root: put(root, "opinions/r1/o-2.yaml", "text: 要望\nchanges: [{kind: 修正, node: b}]\n"),
    "a link less": lambda root: put(root, "opinions/r1/o-1.yaml", "text: 意見\n"),
    "the one another is the same as": lambda root: remove(root, "opinions/r1/o-1.yaml"),
    "the one another will be the same as": lambda root: put(
        root, "opinions/r1/later.yaml", "text: 意見\ndisposition: 参考\n"
    ),
    "the decided one another is the same as": lambda root: put(root, "opinions/r9/y.yaml", "text: 意見\n"),
    "an id used twice": lambda root: put(root, "opinions/r9/z.yaml", "text: 意見\nid: o-2\ndisposition: 参考\n"),
    "one of two with an id": lambda root: put(root, "opinions/r9/twice.yaml", "text: 意見\nid: o-4\n"),
    "one of two with an id less": lambda root: remove(root, "opinions/r9/twice.yaml"),
    "one that is the same as another": lambda root: put(root, "opinions/r1/o-3.yaml", "text: 意見\nsame_as: y\n"),
    "the decided one less": lambda root: remove(root, "opinions/r9/y.yaml"),
    "a draft": lambda root: put(root, "drafts/an/01.yaml", CHAPTER.format("旧い文言", "旧い文言")),
    "a round": lambda root: put(root, "rounds/r1.yaml", "title: 一回目\ndraft: shusei\n"),
    "the settings": lambda root: put(root, "plan.yaml", PLAN.replace("title: 計画", "title: 計画２")),
}


@pytest.mark.parametrize("change", DEPENDED_ON)
def test_what_more_depends_on_makes_it_be_derived_anew_once(change: str, root: Path, derivings: list[str]) -> None:
    put_more(root)
    answer(root, Selection())
    DEPENDED_ON[change](root)
    derivings.clear()
    first = answer(root, Selection())
    assert answer(root, Selection()) == first
    assert derivings == ["derived"]
    assert first == answer_without_index(root, Selection())


@pytest.mark.parametrize(
    ("name", "text"),
    [("r1/o-2.yaml", "text: 要望\ndisposition: ない区分\n"), ("r1/z.yml", "text: 意見\n"), ("r1/z.yaml", "")],
)
def test_what_cannot_be_read_is_told(name: str, text: str, root: Path, derivings: list[str]) -> None:
    answer(root, Selection())
    put(root, f"opinions/{name}", text)
    with pytest.raises(DxplanError):
        list_opinions(root, Selection())


def test_an_opinion_removed_before_its_time_had_settled_is_gone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock_ahead():
        before = answer(root, Selection())
    put(root, "opinions/r1/o-3.yaml", "text: 意見\n")
    monkeypatch.setattr(register, "_FEW", 0)
    latest = (root / "opinions/r1/o-3.yaml").stat().st_ctime_ns
    with patch.object(time, "time_ns", lambda: latest + TWO_SECONDS_NS):
        assert answer(root, Selection()) != before
    remove(root, "opinions/r1/o-3.yaml")
    with clock_ahead():
        assert answer(root, Selection()) == before


def test_a_damaged_register_is_derived_anew(root: Path, derivings: list[str]) -> None:
    said = answer(root, Selection())
    with sqlite3.connect(root / ".dxplan/index.sqlite") as connection:
        (head,) = connection.execute("SELECT head FROM register").fetchone()
        connection.execute("UPDATE register SET head = ?", (head.replace(b"o-2", b"o-7"),))
    assert answer(root, Selection()) == said
    assert derivings == ["derived", "derived"]


def test_another_program_derives_anew(root: Path, derivings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    answer(root, Selection())
    monkeypatch.setattr(kept, "_program", lambda: "another")
    answer(root, Selection())
    assert derivings == ["derived", "derived"]


def test_one_opinion_is_shown_as_without_an_index(root: Path, derivings: list[str]) -> None:
    shown = [draw_json(show_opinion(root, "o-1")) for _ in range(2)]
    assert shown[0] == shown[1]
    assert derivings == ["derived"]
    with pytest.raises(DxplanError, match="意見「o-9」がありません"):
        show_opinion(root, "o-9")
