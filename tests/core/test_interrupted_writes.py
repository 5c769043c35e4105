"""Files written together: all or none, whatever happens in between; what a killed process began is finished."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dxplan_cli.errors import ConflictError, UnfinishedWriteError, WriteRefusedError
from dxplan_cli.store import batch, journal
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.journal import Write
from dxplan_cli.store.recovery import unfinished_names
from dxplan_cli.store.write import locked

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {"a.yaml": "甲", "b/b.yaml": "乙"}
WRITES = (
    Write("a.yaml", "甲".encode(), "甲の新".encode()),
    Write("new/n.yaml", None, "新".encode()),
    Write("b/b.yaml", "乙".encode(), "\ufeff乙の新\r\n".encode()),
)
NEW = {write.name: write.after.decode() for write in WRITES}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two files and dxplan's own folder."""
    lay(tmp_path, OLD)
    with locked(tmp_path):
        (tmp_path / ".dxplan/aside").mkdir()
    return tmp_path


def lay(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        lay_bytes(root, name, text.encode())


def lay_bytes(root: Path, name: str, content: bytes) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(content)


def state(root: Path) -> dict[str, str]:
    """Return every file but the lock and the rule that keeps it out of git."""
    own = {".dxplan/.gitignore", ".dxplan/write.lock"}
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes().decode() for name, path in files.items() if name not in own}


def interrupt(root: Path, done: int) -> None:
    """Leave the folder as a process killed behind its write number `done` does."""
    journal.record(root / ".dxplan", WRITES)
    lay(root, {write.name: write.after.decode() for write in WRITES[:done]})
    (root / ".dxplan/aside/.dxplan-left.tmp").write_text("残り", encoding="utf-8")


def test_together_means_all(root: Path) -> None:
    write_together(root, WRITES)
    assert state(root) == NEW


@pytest.mark.parametrize("done", range(len(WRITES)))
def test_the_next_writer_finishes_and_stops(root: Path, done: int) -> None:
    interrupt(root, done)
    assert unfinished_names(root) == tuple(write.name for write in WRITES[done:])
    with pytest.raises(UnfinishedWriteError) as caught, locked(root):
        pytest.fail("the next write begins only when it is asked for again")
    assert "いま終えました（a.yaml、new/n.yaml、b/b.yaml）" in caught.value.message
    assert "もう一度" in caught.value.hint
    assert state(root) == NEW
    with locked(root):
        assert unfinished_names(root) == ()


def test_a_picture_is_finished_to_the_byte(root: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    other = Write("images/b.png", picture, picture[::-1])
    lay_bytes(root, "images/b.png", picture)
    journal.record(root / ".dxplan", (Write("images/a.png", None, picture), other, WRITES[0]))
    with pytest.raises(UnfinishedWriteError), locked(root):
        pass
    assert (root / "images/a.png").read_bytes() == picture
    assert (root / "images/b.png").read_bytes() == picture[::-1]
    assert (root / "a.yaml").read_bytes() == WRITES[0].after


def test_a_write_that_was_only_not_signed_off_stops_nobody(root: Path) -> None:
    interrupt(root, len(WRITES))
    assert unfinished_names(root) == ()
    with locked(root):
        assert state(root) == NEW


@pytest.mark.parametrize("other", ["ほかの人の文", None])
def test_what_somebody_changed_in_the_meantime_stays_and_nothing_is_lost(root: Path, other: str | None) -> None:
    interrupt(root, 1)
    if other is None:
        (root / "b/b.yaml").unlink()
    else:
        lay(root, {"b/b.yaml": other})
    with pytest.raises(UnfinishedWriteError) as caught, locked(root):
        pass
    assert "（b/b.yaml）" in caught.value.message
    found = state(root)
    kept = found.pop(".dxplan/interrupted-1.json")
    assert "interrupted-1.json" in caught.value.hint
    assert json.loads(kept)["files"][2]["after"] == NEW["b/b.yaml"]
    assert found == {**NEW, "b/b.yaml": other} if other else {"a.yaml", "new/n.yaml"} == found.keys()
    with locked(root):
        pass


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"files": [{"name": "a.png", "before": null, "after": {"base64": "!"}}]}', '{"files": [{"name": "a"}]}', *(
        json.dumps({"files": [{"name": name, "before": None, "after": "x"}]}) for name in ("../x", "/x", "C:x", None)
    )],
)  # fmt: skip
def test_a_journal_that_is_none_is_kept_and_told_once(root: Path, text: str) -> None:
    (root / ".dxplan/journal.json").write_text(text, encoding="utf-8")
    assert unfinished_names(root) == (".dxplan/journal.json",)
    with pytest.raises(UnfinishedWriteError) as caught, locked(root):
        pass
    assert "読めません" in caught.value.message
    assert state(root) == {**OLD, ".dxplan/interrupted-1.json": text}
    with locked(root):
        pass


def test_readers_are_not_told_of_a_writer_at_work(root: Path) -> None:
    with locked(root):
        interrupt(root, 1)
        assert unfinished_names(root) == ()


def failing_at(step: int, error: BaseException) -> Callable[..., None]:
    """Return what to put in the place of a call, to raise at its call number `step`."""
    real, left = Path.replace, iter(range(99))

    def replace(path: Path, target: Path) -> Path:
        if next(left) == step:
            raise error
        return real(path, target)

    return replace  # type: ignore[return-value]


@pytest.mark.parametrize("error", [PermissionError(13, "held open"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_write_stopped_in_between_is_taken_back(
    root: Path, step: int, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", failing_at(step, error))
    with pytest.raises((WriteRefusedError, KeyboardInterrupt)):
        write_together(root, WRITES)
    assert state(root) == OLD
    assert not (root / "new").exists()


def test_a_write_that_cannot_even_be_taken_back_is_finished_later(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        placed = iter(range(99))
        real = Path.replace

        def third_on_refused(path: Path, target: Path) -> Path:
            if next(placed) >= 2:
                raise PermissionError(13, "held open")
            return real(path, target)

        patched.setattr(Path, "replace", third_on_refused)
        with pytest.raises(UnfinishedWriteError) as caught:
            write_together(root, WRITES)
    assert "元にも戻せませんでした" in caught.value.message
    assert "ほかのソフトが開いています" in caught.value.hint
    with pytest.raises(UnfinishedWriteError), locked(root):
        pass
    assert state(root) == NEW


def test_a_name_taken_at_the_last_moment_is_nobody_elses_loss(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(aside: Path, target: Path) -> None:
        target.write_bytes(aside.read_bytes())  # the other clerk happens to write the very same
        raise FileExistsError(17, "taken", str(target))

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(ConflictError):
        write_together(root, WRITES)
    assert state(root) == {**OLD, "new/n.yaml": NEW["new/n.yaml"]}


def test_a_folder_on_another_disk_is_written_beside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[Path] = []
    real = batch.write_aside

    def noted(folder: Path, content: bytes, target: Path) -> Path:
        used.append(folder)
        return real(folder, content, target)

    monkeypatch.setattr(batch, "write_aside", noted)
    here = os.stat_result
    real_stat = Path.stat

    def elsewhere(path: Path, **options: bool) -> os.stat_result:
        found = real_stat(path, **options)
        return here((*found[:2], found.st_dev + 1, *found[3:])) if path.name == "b" else found

    monkeypatch.setattr(Path, "stat", elsewhere)
    write_together(root, WRITES)
    assert used == [root / ".dxplan/aside", root / ".dxplan/aside", root / "b"]
    assert state(root) == NEW


def test_a_fresh_file_held_for_a_moment_is_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxplan_cli.store.disk._TRIES", 3)
    monkeypatch.setattr("dxplan_cli.store.disk._PAUSE", 0)
    monkeypatch.setattr(Path, "replace", failing_at(1, PermissionError(13, "held open")))
    write_together(root, WRITES)
    assert state(root) == NEW
