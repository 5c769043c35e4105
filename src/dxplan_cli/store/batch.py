"""Files of the data folder that are written together: all of them or none (ADR 10).

All contents are written aside first. Then, if there are several, the journal
says what will be. Only then do files get their names, one after the other.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dxplan_cli.errors import ConflictError, UnfinishedWriteError, WriteRefusedError
from dxplan_cli.store import journal
from dxplan_cli.store.disk import discard, put, put_new, refusing, replace_file, sync_folder, taken, write_aside
from dxplan_cli.store.files import STATE_FOLDER
from dxplan_cli.store.journal import ASIDE, Write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_IGNORE = b"*\n"


def write_together(root: Path, writes: Sequence[Write]) -> None:
    """Write files of the data folder, all of them or none; the caller holds the lock.

    Raises:
        ConflictError: a file is no longer what was read, or is there although it should be new.
        WriteRefusedError: the system refuses; everything is as it was.
        UnfinishedWriteError: the system refuses even to take back what was written; the next writer goes on.
    """
    with _laid_aside(root, writes) as asides:
        for write in writes:
            _refuse_changed(root, write)
        if len(writes) > 1:
            _place_by_journal(root, writes, asides)
        else:
            _place(root, writes, asides, [])


def carry_out(root: Path, writes: Sequence[Write]) -> None:
    """Write files that the journal promises already, one after the other; what raises is as for `write_together`."""
    with _laid_aside(root, writes) as asides:
        _place(root, writes, asides, [])


@contextmanager
def _laid_aside(root: Path, writes: Sequence[Write]) -> Iterator[list[Path]]:
    """Write the coming contents aside, on the disk of their targets; a disk that is full says so here."""
    folders = {folder for each in writes for folder in (root / each.name).parents if not folder.exists()}
    asides: list[Path] = []
    try:
        for write in writes:
            target = root / write.name
            with refusing(target.parent):
                target.parent.mkdir(parents=True, exist_ok=True)
                folder = _folder_aside(root, target.parent)
            with refusing(target):
                asides.append(write_aside(folder, write.after, target))
        for folder in folders:
            sync_folder(folder.parent)
        yield asides
    except BaseException:
        discard(asides, folders)
        raise
    discard(asides, ())


def _folder_aside(root: Path, beside: Path) -> Path:
    """Return dxplan's own folder for unfinished files, or the target's where that is on another disk."""
    folder = state_folder(root) / ASIDE
    folder.mkdir(exist_ok=True)
    return folder if folder.stat().st_dev == beside.stat().st_dev else beside


def state_folder(root: Path) -> Path:
    """Return dxplan's own folder in a data folder, made if need be and kept out of git."""
    folder = root / STATE_FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.is_file() or ignore.stat().st_size != len(_IGNORE):
        ignore.write_bytes(_IGNORE)
    return folder


def _refuse_changed(root: Path, write: Write) -> None:
    now = content_of(root, write)
    if now == write.before:
        return
    if write.before is None:
        raise taken(root / write.name)
    what = "消されました" if now is None else "書き換えられました"
    message = f"{write.name} は、読み込んだ後にほかで{what}"
    raise ConflictError(message, "何も書いていません。内容を確かめて、もう一度実行してください")


def content_of(root: Path, write: Write) -> bytes | None:
    """Return what the file of a write holds now; None when it is not there."""
    with refusing(root / write.name):
        try:
            return (root / write.name).read_bytes()
        except FileNotFoundError:
            return None


def _place_by_journal(root: Path, writes: Sequence[Write], asides: Sequence[Path]) -> None:
    folder = state_folder(root)
    begun: list[Write] = []
    try:
        with refusing(root):
            journal.record(folder, writes)
        _place(root, writes, asides, begun)
    except BaseException as error:
        _take_back(root, begun, error)
        journal.forget(folder)
        raise
    journal.forget(folder)


def _place(root: Path, writes: Sequence[Write], asides: Sequence[Path], begun: list[Write]) -> None:
    """Give the contents their names; `begun` tells the caller how far it came."""
    for write, aside in zip(writes, asides, strict=True):
        _refuse_changed(root, write)
        begun.append(write)
        target = root / write.name
        with refusing(target):
            try:
                (put_new if write.before is None else put)(aside, target)
            except FileExistsError as error:
                begun.pop()
                raise taken(target) from error
    for folder in {(root / each.name).parent for each in writes}:
        sync_folder(folder)


def _take_back(root: Path, begun: Sequence[Write], error: BaseException) -> None:
    """Undo what was placed. What somebody else has changed since stays."""
    try:
        for write in begun:
            if content_of(root, write) == write.after:
                _put_back(root, write)
    except WriteRefusedError as refusal:
        message = "書き込みが途中で止まり、元にも戻せませんでした"
        hint = f"{refusal.message}。直してから dxplan で何か書き込むと、残りを終えます"
        raise UnfinishedWriteError(message, hint) from error


def _put_back(root: Path, write: Write) -> None:
    target = root / write.name
    with refusing(target):
        if write.before is None:
            target.unlink()
        else:
            replace_file(target, write.before, _folder_aside(root, target.parent))
