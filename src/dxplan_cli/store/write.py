"""Writing: whole files or nothing, never over somebody else's work.

Temp file beside the target, fsync, rename. Before a file is replaced its bytes
are compared with those that were read. New opinions are linked into place, so
that two clerks can never take the same name.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.errors import ConflictError, DataError, WriteRefusedError
from dxplan_cli.store.files import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.store.files import SourceFile

LOCK_SECONDS = 20.0
_STATE_FOLDER = ".dxplan"


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the data folder's lock for a read-modify-write.

    Raises:
        WriteRefusedError: another process holds it for longer than `LOCK_SECONDS`, or the folder is read-only.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - 90 ms that reading does not need

    try:
        lock = FileLock(state_folder(root) / "write.lock", timeout=LOCK_SECONDS)
        lock.acquire()
    except Timeout as error:
        message = f"ほかの dxplan が {root} に書き込んでいます"
        raise WriteRefusedError(message, "終わるのを待って、もう一度実行してください") from error
    except OSError as error:
        raise refused(root, error) from error
    try:
        yield
    finally:
        lock.release()


def state_folder(root: Path) -> Path:
    """Return the data folder's place for what dxplan keeps for itself, made if need be; git ignores it.

    Raises:
        OSError: the folder is read-only.
    """
    folder = root / _STATE_FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder


def replace_source(source: SourceFile, text: str) -> None:
    """Replace a file that was read before, unless somebody changed it since.

    Raises:
        ConflictError: its bytes are no longer those that were read.
        WriteRefusedError: the system refuses; the old content stays.
    """
    try:
        now = source.path.read_bytes()
    except OSError as error:
        raise refused(source.path, error) from error
    if now != source.raw:
        raise changed_meanwhile(source.name)
    write_file(source.path, ((BOM if source.has_bom else "") + text).encode("utf-8"))


def changed_meanwhile(name: str) -> ConflictError:
    """Return the refusal to write over somebody else's work."""
    message = f"{name} は、読み込んだ後にほかで書き換えられました"
    return ConflictError(message, "何も書いていません。内容を確かめて、もう一度実行してください")


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or nothing; an existing one is replaced.

    Raises:
        WriteRefusedError: the system refuses, or a program such as Word holds the file open.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _write_beside(path, content)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            _discard(temporary)
        raise refused(path, error) from error


def create_file(path: Path, text: str) -> None:
    """Create a file that must not exist yet.

    Raises:
        ConflictError: it exists.
        WriteRefusedError: the system refuses; nothing is left behind.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # a file that stands where the folder should be is no conflict
        raise refused(path.parent, error) from error
    try:
        temporary = _write_beside(path, text.encode("utf-8"))
        _link_or_claim(temporary, path)
    except FileExistsError as error:
        message = f"{path.name} はすでにあります"
        raise ConflictError(message, "別のidにするか、もう一度実行してください") from error
    except OSError as error:
        raise refused(path, error) from error
    finally:
        if temporary is not None:
            _discard(temporary)


def discard(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Take back what was created: files, then the folders that are empty without them."""
    for file in files:
        _discard(file)
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):
            folder.rmdir()


def _link_or_claim(temporary: Path, path: Path) -> None:
    """Give the file its name only if the name is free; without hard links, claim the name first."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            temporary.replace(path)
        except OSError:
            _discard(path)
            raise


def _write_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(path))
    except BaseException:
        _discard(temporary)
        raise
    return temporary


def _mode_of(path: Path) -> int:
    """Keep an existing file's rights; a new one gets what the user's umask allows."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def refused(path: Path, error: OSError) -> DataError:
    """Return what the system said no to, and what can be done about it."""
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
