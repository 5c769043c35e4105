"""What files a folder of the plan holds, and what tells that one has changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from dxplan_cli.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Key(NamedTuple):
    """What tells whether a file is the one that was read: its time in nanoseconds, its size in bytes, its number."""

    modified: int
    size: int
    number: int


NO_KEY = Key(0, 0, 0)
"""The key of a file that cannot be looked at."""


class Listed(NamedTuple):
    """A file: its name in the data folder, and its key."""

    name: str
    key: Key


def list_files(root: Path, folder: str) -> tuple[Listed, ...]:
    """Return every file below a folder, by name; none where there is no such folder. Links to folders are not followed.

    Raises:
        DataError: the system refuses to list a folder.
    """
    return tuple(sorted(_walk(f"{root}/{folder}", folder)))


def list_file(root: Path, name: str) -> Listed:
    """Return one file with its key, whether it is there or not."""
    try:
        return Listed(name, _key_of((root / name).stat()))
    except OSError:
        return Listed(name, NO_KEY)


def _walk(path: str, name: str) -> Iterator[Listed]:
    try:
        entries = list(os.scandir(path))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        message = f"{name} を読めません（{error.strerror or error}）"
        raise DataError(message, "フォルダを読む権利があるかを確かめてください") from error
    for entry in entries:
        below = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".yaml"):
            yield from _walk(entry.path, below)
        else:  # a folder or a broken link called .yaml is listed as well, so that reading it tells what is wrong
            yield _listed(entry, below)


def _listed(entry: os.DirEntry[str], name: str) -> Listed:
    try:
        return Listed(name, _key_of(entry.stat()))
    except OSError:
        return Listed(name, NO_KEY)


def _key_of(stat: os.stat_result) -> Key:
    return Key(stat.st_mtime_ns, stat.st_size, stat.st_ino)
