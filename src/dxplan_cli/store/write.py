"""Writing: the lock of a data folder, and whole files outside of one.

What is written in a data folder is in `store.batch`: never over somebody
else's work, and all of what belongs together or nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dxplan_cli.errors import WriteRefusedError
from dxplan_cli.store.batch import state_folder
from dxplan_cli.store.disk import put_new, refused, refusing, remove, replace_file, taken, write_aside
from dxplan_cli.store.journal import LOCK
from dxplan_cli.store.recovery import finish_interrupted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_SECONDS = 20.0


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the data folder's lock for a read-modify-write.

    Raises:
        UnfinishedWriteError: an earlier write was interrupted; it has been finished, and this one has not begun.
        WriteRefusedError: another process holds it for longer than `LOCK_SECONDS`, or the folder is read-only.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - 90 ms that reading does not need

    try:
        folder = state_folder(root)
        lock = FileLock(folder / LOCK, timeout=LOCK_SECONDS)
        lock.acquire()
    except Timeout as error:
        message = f"ほかの dxplan が {root} に書き込んでいます"
        raise WriteRefusedError(message, "終わるのを待って、もう一度実行してください") from error
    except OSError as error:
        raise refused(root, error) from error
    try:
        finish_interrupted(root)
        yield
    finally:
        lock.release()


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or nothing, outside the data of a plan; an existing one is replaced.

    Raises:
        WriteRefusedError: the system refuses, or a program such as Word holds the file open.
    """
    with refusing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content, path.parent)


def create_file(path: Path, text: str) -> None:
    """Create a file that must not exist yet, where no data folder is yet.

    Raises:
        ConflictError: it exists.
        WriteRefusedError: the system refuses; nothing is left behind.
    """
    with refusing(path.parent):  # a file that stands where the folder should be is no conflict
        path.parent.mkdir(parents=True, exist_ok=True)
    with refusing(path):
        aside = write_aside(path.parent, text.encode("utf-8"), path)
        try:
            put_new(aside, path)
        except FileExistsError as error:
            raise taken(path) from error
        finally:
            remove(aside)
