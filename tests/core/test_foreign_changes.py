"""Laws: a file that somebody else changes between reading and writing is never written over, nor is any beside it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries, words

from dxplan_cli.errors import ConflictError, DxplanError
from dxplan_cli.model.node import Item, Section
from dxplan_cli.model.opinion import Opinion
from dxplan_cli.model.plan import Draft
from dxplan_cli.store.draft_editor import DraftEditor
from dxplan_cli.store.opinion_files import compose_opinion
from dxplan_cli.store.write import locked

if TYPE_CHECKING:
    from collections.abc import Callable

CHAPTERS = ("p", "q", "r")
NEW = Opinion(id="r1-x", round="r1", text="意見")
NEW_FILE = "opinions/r1/r1-x.yaml"


def lay_out(root: Path) -> Draft:
    chapters = []
    for name in CHAPTERS:
        items = tuple(Item(id=f"{name}{number}", text=f"取組{number}") for number in range(3))
        entries = "".join(f"  - id: {item.id}\n    kind: item\n    text: {item.text}\n" for item in items)
        path = root / f"drafts/a/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"id: {name}\ntitle: 章\nchildren:\n{entries}", encoding="utf-8")
        chapters.append(Section(id=name, title="章", children=items))
    return Draft(id="a", label="版", chapters=tuple(chapters), files=CHAPTERS)


def state(root: Path) -> dict[str, bytes]:
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".dxplan/")}


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "# ほかの人\n".encode())


def empty(path: Path) -> None:
    path.write_bytes(b"")


def rewrite(path: Path) -> None:
    """As editors do that save into a new file; its length is the same as before."""
    fresh = path.with_name("fresh")
    fresh.write_bytes(path.read_bytes().replace("取組".encode(), "取決".encode()))
    fresh.replace(path)


FOREIGN = (append, empty, rewrite, Path.unlink)
nodes = st.sampled_from([f"{chapter}{number}" for chapter in CHAPTERS for number in range(3)])
spots = st.tuples(st.sampled_from(CHAPTERS), st.integers(0, 1))
edits = st.lists(
    st.one_of(
        st.tuples(st.just("set_words"), nodes, words).map(lambda each: (each[0], each[1:])),
        st.tuples(st.just("move"), nodes, spots).map(lambda each: (each[0], (each[1], *each[2]))),
        st.tuples(st.just("remove"), nodes).map(lambda each: (each[0], each[1:])),
    ),
    min_size=1,
    max_size=5,
)


def edited(editor: DraftEditor, run: list[tuple[str, tuple[object, ...]]]) -> None:
    """Carry out what of a run of edits can be carried out."""
    for method, arguments in run:
        try:
            getattr(editor, method)(*arguments)
        except DxplanError:
            return


@given(edits, st.data(), st.sampled_from(FOREIGN), st.booleans())
@tries(1)
def test_a_change_of_somebody_else_is_never_written_over(
    run: list[tuple[str, tuple[object, ...]]],
    data: st.DataObject,
    change: Callable[[Path], None],
    with_opinion: bool,
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        editor = DraftEditor(root, lay_out(root))
        edited(editor, run)
        touched = {file.name for file in editor._files if file.writes()}
        changed = data.draw(st.sampled_from(CHAPTERS))
        change(root / f"drafts/a/{changed}.yaml")
        before = state(root)
        then = (compose_opinion(NEW),) if with_opinion else ()
        with locked(root):
            if f"drafts/a/{changed}.yaml" in touched:
                with pytest.raises(ConflictError) as caught:
                    editor.save(then)
                assert changed in caught.value.message
                assert "何も書いていません" in caught.value.hint
                assert state(root) == before
                assert not (root / "opinions").exists()
            else:
                editor.save(then)
                kept = {name: content for name, content in state(root).items() if name not in {*touched, NEW_FILE}}
                assert kept == {name: content for name, content in before.items() if name not in touched}
