"""Many files written as one: all or none, whatever stops it and wherever."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dxplan_cli.errors import ConflictError, WriteRefusedError
from dxplan_cli.store import splice
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.editor import FileEditor, mapping_of

if TYPE_CHECKING:
    from collections.abc import Callable

NEW = [(f"opinions/新/{number}.yaml", f"id: n{number}\n") for number in range(3)]
OLD = [f"old/{number}.yaml" for number in range(3)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "old").mkdir()
    for name in OLD:
        (tmp_path / name).write_text(f"id: {Path(name).stem}\nanswer: 前\n", encoding="utf-8")
    return tmp_path


def edited(root: Path) -> list[FileEditor]:
    editors = [FileEditor(root, name) for name in OLD]
    for editor in editors:
        editor.apply(splice.set_value(editor.text, mapping_of(editor), "answer", "後"))
    return editors


def held(root: Path) -> dict[str, bytes | None]:
    """Return everything there is; what dxplan keeps for itself must be empty of copies."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*")}
    return {name: path.read_bytes() if path.is_file() else None for name, path in found.items()}


def without_state(files: dict[str, bytes | None]) -> dict[str, bytes | None]:
    return {name: content for name, content in files.items() if name not in {".dxplan", ".dxplan/.gitignore"}}


def failing(real: Callable[..., Any], at: int, failure: BaseException) -> Callable[..., Any]:
    calls = iter(range(1000))

    def call(*arguments: Any, **named: Any) -> Any:
        if next(calls) == at:
            raise failure
        return real(*arguments, **named)

    return call


def test_all_is_written(root: Path) -> None:
    write_together(root, NEW, edited(root))

    files = without_state(held(root))
    assert [files[name] for name, _ in NEW] == [text.encode() for _, text in NEW]
    assert all(files[name] == f"id: {Path(name).stem}\nanswer: 後\n".encode() for name in OLD)
    assert len([name for name, content in files.items() if content is not None]) == len(NEW) + len(OLD)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("at", range(len(NEW) + len(OLD)))
@pytest.mark.parametrize("failure", [FULL, KeyboardInterrupt()], ids=["full", "interrupted"])
@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_failure_at_any_file_leaves_everything_as_it_was(
    at: int, failure: BaseException, links: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(root)
    editors = edited(root)
    with monkeypatch.context() as patched:
        if not links:
            patched.setattr("os.link", _no_links)
        copies = 0 if links else len(OLD)
        patched.setattr("os.fsync", failing(os.fsync, at + copies, failure))
        with pytest.raises((WriteRefusedError, KeyboardInterrupt)):
            write_together(root, NEW, editors)

    assert without_state(held(root)) == before


def _no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.parametrize("name", OLD)
def test_a_file_changed_by_another_stops_all_and_keeps_the_others_work(name: str, root: Path) -> None:
    editors = edited(root)
    (root / name).write_text("id: x\nanswer: 別の人\n", encoding="utf-8")
    before = held(root)

    with pytest.raises(ConflictError):
        write_together(root, NEW, editors)
    assert without_state(held(root)) == before


def test_a_name_that_is_taken_stops_all(root: Path) -> None:
    (root / "opinions/新").mkdir(parents=True)
    (root / NEW[1][0]).write_text("id: 先客\n", encoding="utf-8")
    before = held(root)

    with pytest.raises(ConflictError):
        write_together(root, NEW, edited(root))
    assert without_state(held(root)) == before
