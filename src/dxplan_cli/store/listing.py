"""What files a folder of the plan holds, and what tells that one has changed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Key: TypeAlias = tuple[int, int, int, int]
"""What tells whether a file is the one that was read: when it was written and when anything about it was last changed,
in nanoseconds, its size in bytes, its number. No program can set back the second time."""
NO_KEY: Key = (0, 0, 0, 0)
"""The key of a file that cannot be looked at."""
_SETTLED_NS = 2_000_000_000
"""The longest tick of a file system's clock: two writings within one cannot be told apart."""


def list_files(root: Path, folder: str) -> dict[str, Key]:
    """Return the key of every file below a folder, by its name from the root on, in the order the system names them.

    Nothing where there is no such folder. Links to folders are not followed.

    Raises:
        DataError: the system refuses to list a folder.
    """
    found: dict[str, Key] = {}
    _walk(f"{root}/{folder}", folder, found)
    return found


def list_file(root: Path, name: str) -> Key:
    """Return the key of one file, whether it is there or not."""
    try:
        return _key_of((root / name).stat())
    except OSError:
        return NO_KEY


def settled(files: Mapping[str, Key], now: int) -> dict[str, Key]:
    """Keep the files last changed so long before `now`, in nanoseconds, that every further change will show in their keys."""
    latest = now - _SETTLED_NS
    return {name: key for name, key in files.items() if 0 < key[0] < latest and key[1] < latest}


def _walk(path: str, name: str, found: dict[str, Key]) -> None:
    """Note the keys of what is in a folder: in one loop, for it is run 20,000 times while somebody waits."""
    try:
        with _opened(path) as folder, os.scandir(folder) as entries:
            for entry in entries:
                below = f"{name}/{entry.name}"
                # a folder or a broken link called .yaml is listed as well, so that reading it tells what is wrong
                if not below.endswith(".yaml") and entry.is_dir(follow_symlinks=False):
                    _walk(f"{path}/{entry.name}", below, found)
                    continue
                try:
                    stat = entry.stat()
                except OSError:
                    found[below] = NO_KEY
                else:
                    found[below] = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        message = f"{name} を読めません（{error.strerror or error}）"
        raise DataError(message, "フォルダを読む権利があるかを確かめてください") from error


@contextmanager
def _opened(path: str) -> Iterator[str | int]:
    """Open a folder where the system can look at files from there: it finds each a fifth sooner than by its path."""
    if os.scandir not in os.supports_fd:
        yield path
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _key_of(stat: os.stat_result) -> Key:
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino
