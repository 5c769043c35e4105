"""The index (索引) of a data folder: values as they were read, so that unchanged files are not read again.

It lies in `.dxplan/`, which git ignores, and can be deleted at any time (ADR 11). An entry
holds while modification time, size and number of its file are what they were; a
file that was written just now is not entered, because a second write within the
same tick of the clock could not be told from the first. Where SQLite refuses,
everything works without an index.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from dxplan_cli.store.batch import state_folder
from dxplan_cli.store.listing import NO_KEY, Key
from dxplan_cli.store.values import VALUES
from dxplan_cli.value import pack, unpacker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from dxplan_cli.store.listing import Listed
    from dxplan_cli.store.values import FileKind

_FILE = "index.sqlite"
_SETTLED_NS = 2_000_000_000
"""How long ago a file must have been written to be entered."""
FORM = 3
"""Which form the values have; another form makes the index begin anew. Held by a test against `VALUES`."""


class Index:
    """The entries there are, and those to be added."""

    def __init__(self, folder: Path) -> None:
        """Read what is there; an index that cannot be read is begun anew."""
        self._path = folder / _FILE
        self._found: dict[str, tuple[Key, bytes]] = {}
        self._fresh: list[tuple[str, Key, bytes]] = []
        self._unpack: dict[FileKind, Callable[[bytes], Any]] = {}
        try:
            self._read()
        except sqlite3.Error:
            self._found = {}

    def _read(self) -> None:
        if not self._path.is_file():
            return
        connection = sqlite3.connect(self._path)
        try:
            if connection.execute("SELECT form FROM about").fetchone() == (FORM,):
                rows = connection.execute("SELECT name, modified, size, number, value FROM files")
                self._found = {name: (Key(*key), value) for name, *key, value in rows}
        finally:
            connection.close()

    def get(self, listed: Listed, kind: FileKind) -> Any:
        """Return the value of a file that has not changed since it was entered, else None."""
        key, packed = self._found.get(listed.name, (None, b""))
        if key != listed.key:
            return None
        if kind not in self._unpack:
            self._unpack[kind] = unpacker(VALUES[kind])
        try:
            return self._unpack[kind](packed)
        except ValueError:
            return None

    def enter(self, listed: Listed, value: Any) -> None:
        """Note what was read from a file."""
        if listed.key != NO_KEY and time.time_ns() - listed.key.modified > _SETTLED_NS:
            with suppress(UnicodeEncodeError, OverflowError):  # half of a character, or a number without end
                self._fresh.append((listed.name, listed.key, pack(value)))

    def save(self, names: Iterable[str]) -> None:
        """Write the new entries and drop those of files that are gone; a folder that refuses is left without."""
        gone = self._found.keys() - set(names)
        if not self._fresh and not gone:
            return
        try:
            self._write(gone)
        except (sqlite3.Error, OSError):
            return

    def _write(self, gone: set[str]) -> None:
        connection = sqlite3.connect(self._path, timeout=0)
        try:
            with connection:
                if not self._found:
                    connection.executescript(
                        "DROP TABLE IF EXISTS about; DROP TABLE IF EXISTS files;"
                        "CREATE TABLE about (form INT);"
                        "CREATE TABLE files (name TEXT PRIMARY KEY, modified INT, size INT, number INT, value BLOB);"
                    )
                    connection.execute("INSERT INTO about VALUES (?)", (FORM,))
                connection.executemany("DELETE FROM files WHERE name = ?", [(name,) for name in gone])
                connection.executemany(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                    [(name, *key, value) for name, key, value in self._fresh],
                )
        finally:
            connection.close()


def open_index(root: Path) -> Index | None:
    """Open the index of a data folder, made if need be; None where nothing can be written."""
    try:
        return Index(state_folder(root))
    except OSError:
        return None
