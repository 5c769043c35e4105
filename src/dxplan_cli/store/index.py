"""The index (索引) of a data folder: values as they were read, so that unchanged files are not read again.

It lies in `.dxplan/`, which git ignores, and can be deleted at any time (ADR 11). An entry
holds while the key of its file is what it was; a file that was changed just now
is not entered, because a second change within the same tick of the clock could
not be told from the first. What the disk has damaged is known by its sum. Where
SQLite refuses, everything works without an index.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from types import GenericAlias
from typing import TYPE_CHECKING, Any
from zlib import crc32

from dxplan_cli.model.finding import ReadingNote
from dxplan_cli.store.files import STATE_FOLDER
from dxplan_cli.store.listing import settled
from dxplan_cli.store.values import VALUES
from dxplan_cli.value import pack, unpacker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from dxplan_cli.store.listing import Key
    from dxplan_cli.store.values import FileKind

_FILE = "index.sqlite"
FORM = 13
"""Which form tables and values have; another form makes the index begin anew. Held by a test against `VALUES`."""
_TABLES = (
    "DROP TABLE IF EXISTS about; DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS register;"
    "CREATE TABLE about (form INT);"
    "CREATE TABLE files (name TEXT PRIMARY KEY, key BLOB, value BLOB, sum INT);"
    "CREATE TABLE register (head BLOB, files BLOB, sum INT);"
)
_ENTRIES = "SELECT name, key, value, sum FROM files"
_ENTRIES_BESIDES = "SELECT name, key, value, sum FROM files WHERE name < ? OR name >= ?"
_ENTRY = "SELECT name, key, value, sum FROM files WHERE name = ?"
_NOTES = tuple[ReadingNote, ...]
_MANY = 1_000
"""Asking for so many entries by name takes longer than reading all."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Index:
    """The entries there are, and those to be added."""

    def __init__(self, folder: Path) -> None:
        """Take dxplan's own folder; nothing is read yet."""
        self._path = folder / _FILE
        self._found: dict[str, tuple[bytes, bytes, int]] = {}
        self._fresh: dict[str, tuple[bytes, bytes, int]] = {}
        self._unpack: dict[FileKind, Callable[[bytes], Any]] = {}

    def read(self) -> None:
        """Read every entry; none of an index that cannot be read."""
        self._read((_ENTRIES, ()))

    def read_besides(self, folder: str) -> None:
        """Read the entries of all files that are not in a folder."""
        self._read((_ENTRIES_BESIDES, (f"{folder}/", f"{folder}0")))

    def read_some(self, names: Collection[str]) -> None:
        """Read the entries of some files."""
        if len(names) > _MANY:
            self.read()
        else:
            self._read(*((_ENTRY, (name,)) for name in names))

    def _read(self, *questions: tuple[str, tuple[str, ...]]) -> None:
        self._found = {name: (key, value, total) for name, key, value, total in self._ask(questions)}

    def _ask(self, questions: Iterable[tuple[str, tuple[str, ...]]]) -> list[Any]:
        if not self._path.is_file():
            return []
        try:
            with closing(sqlite3.connect(self._path)) as connection:
                if not _is_ours(connection):
                    return []
                return [row for question in questions for row in connection.execute(*question)]
        except sqlite3.Error:
            return []

    def get(self, name: str, key: Key, kind: FileKind) -> tuple[Any, tuple[ReadingNote, ...]] | None:
        """Return the value of a file that has not changed since it was entered, and its notes; else None."""
        packed_key, packed, total = self._found.get(name, (b"", b"", 0))
        if packed_key != pack(key) or total != _sum(name.encode(), packed_key, packed):
            return None
        if kind not in self._unpack:
            self._unpack[kind] = unpacker(GenericAlias(tuple, (VALUES[kind], _NOTES)))
        try:
            return self._unpack[kind](packed)  # type: ignore[no-any-return]
        except ValueError:
            return None

    def enter(self, name: str, key: Key, value: Any, notes: tuple[ReadingNote, ...]) -> None:
        """Enter what was read from a file, and the notes made on it."""
        if settled({name: key}, time.time_ns()):
            with suppress(UnicodeEncodeError, OverflowError):  # half of a character, or a number without end
                packed_key, packed = pack(key), pack((value, notes))
                self._fresh[name] = (packed_key, packed, _sum(name.encode(), packed_key, packed))

    def holds(self, files: Mapping[str, Key]) -> dict[str, Key]:
        """Return the files whose value is known to be that of their key: it was entered, now or before."""
        entries = self._found | self._fresh
        return {name: key for name, key in files.items() if name in entries and entries[name][0] == pack(key)}

    def save(self, names: Collection[str] | None = None) -> None:
        """Write the new entries, and drop those read of files not among `names`; a folder that refuses is left without."""
        gone = set() if names is None else self._found.keys() - set(names)
        if self._fresh or gone:
            fresh = [(name, *each) for name, each in self._fresh.items()]
            self._change(
                ("DELETE FROM files WHERE name = ?", [(name,) for name in gone]),
                ("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", fresh),
            )

    def register(self) -> tuple[bytes, bytes] | None:
        """Return the register that was kept last, if it is whole (see `store.register`)."""
        rows = self._ask([("SELECT head, files, sum FROM register", ())])
        return next(((head, files) for head, files, total in rows if total == _sum(head, files)), None)

    def keep_register(self, head: bytes, files: bytes) -> None:
        """Keep a register in place of the one before."""
        self._change(
            ("DELETE FROM register", [()]),
            ("INSERT INTO register VALUES (?, ?, ?)", [(head, files, _sum(head, files))]),
        )

    def _change(self, *changes: tuple[str, list[tuple[Any, ...]]]) -> None:
        with suppress(sqlite3.Error, OSError):
            try:
                self._write(changes)
            except sqlite3.Error as error:
                if error.sqlite_errorcode not in _DAMAGED:
                    raise
                self._path.unlink()
                self._write(changes)

    def _write(self, changes: Iterable[tuple[str, list[tuple[Any, ...]]]]) -> None:
        with closing(sqlite3.connect(self._path, timeout=0)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # what a power cut damages is known by its sum
            if not _is_ours(connection):
                connection.executescript(_TABLES)
                connection.execute("INSERT INTO about VALUES (?)", (FORM,))
            with connection:
                for change, rows in changes:
                    connection.executemany(change, rows)


def _is_ours(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("SELECT form FROM about").fetchone() == (FORM,))
    except sqlite3.OperationalError:  # an empty file
        return False


def _sum(*parts: bytes) -> int:
    total = 0
    for part in parts:
        total = crc32(part, total)
    return total


def known_index(root: Path) -> Index:
    """Return the index of a data folder to read what is in it, if anything is."""
    return Index(root / STATE_FOLDER)


def open_index(root: Path) -> Index | None:
    """Open the index of a data folder, made if need be; None where nothing can be written."""
    from dxplan_cli.store.batch import state_folder  # noqa: PLC0415 - what is for writing takes 5 ms

    try:
        return Index(state_folder(root))
    except OSError:
        return None
