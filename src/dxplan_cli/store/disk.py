"""One file on the disk: written aside, synced, given its name; what the system refuses is said in words.

Content is whole before it has its name. So a process that is killed leaves the
old file or the new one, and at worst a file of its own in the folder for that.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager, suppress
from time import sleep
from typing import TYPE_CHECKING

from dxplan_cli.errors import ConflictError, WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dxplan_cli.errors import DataError

_PREFIX = ".dxplan-"
_TRIES = 20 if os.name == "nt" else 1
"""On Windows a virus scanner or a synchroniser holds a fresh file for a moment; elsewhere a refusal is final."""
_PAUSE = 0.05


def write_aside(folder: Path, content: bytes, target: Path) -> Path:
    """Write the coming content of a target, synced and with its rights, into a file in `folder`."""
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=".tmp", dir=folder)
    aside = folder / name
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(_mode_of(target))
    except BaseException:
        remove(aside)
        raise
    return aside


def put(aside: Path, target: Path) -> None:
    """Give the content its name; what had the name is gone."""
    for left in reversed(range(_TRIES)):
        try:
            aside.replace(target)
        except PermissionError:
            if not left:
                raise
            sleep(_PAUSE)
        else:
            return


def replace_file(target: Path, content: bytes, folder: Path) -> None:
    """Write a file whole, aside in `folder` first."""
    aside = write_aside(folder, content, target)
    try:
        put(aside, target)
    finally:
        remove(aside)


def put_new(aside: Path, target: Path) -> None:
    """Give the content its name, if the name is free.

    Raises:
        FileExistsError: it is taken.
    """
    try:
        os.link(aside, target)
    except FileExistsError:
        raise
    except OSError:
        _claim(aside, target)


def _claim(aside: Path, target: Path) -> None:
    """Take a free name where there are no hard links: whoever claims it first may look and take it."""
    claim = target.with_name(f"{_PREFIX}{target.name}.tmp")
    os.close(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    try:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        put(aside, target)
    finally:
        remove(claim)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can (Windows does without)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove a file if it is there and the system allows it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _mode_of(path: Path) -> int:
    """Keep an existing file's rights; a new one gets what the user's umask allows."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def taken(path: Path) -> ConflictError:
    """Return the refusal of a new file whose name is taken."""
    return ConflictError(f"{path.name} はすでにあります", "別のidにするか、もう一度実行してください")


def refused(path: Path, error: OSError) -> DataError:
    """Return the system's refusal in words a clerk can do something about."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return WriteRefusedError(
            f"ディスクがいっぱいで、{path} に書けません",
            "空きを作って、もう一度実行してください。元のファイルはそのままです",
        )
    if error.errno == errno.EROFS:
        return WriteRefusedError(f"書き込みできない場所です：{path}", "別のフォルダを指定してください")
    if isinstance(error, PermissionError):
        return WriteRefusedError(
            f"{path} に書けません（権限がないか、ほかのソフトが開いています）",
            "WordやExcelで開いていれば閉じてから、もう一度実行してください",
        )
    return WriteRefusedError(f"{path} に書けません（{error.strerror or error}）", "場所と名前を確かめてください")


def discard(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Take back what was created: files, then the folders that are empty without them."""
    for file in files:
        remove(file)
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn what the system refuses at a path into a refusal in words."""
    try:
        yield
    except OSError as error:
        raise refused(path, error) from error
