"""The journal: what several files are about to become, kept until all of them are (ADR 10).

It is there only while files that belong together are being written. If the
process is killed then, the next writer finds it and finishes the work.
"""

from __future__ import annotations

import base64
import json
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from dxplan_cli.store.disk import put, remove, replace_file, sync_folder
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LOCK = "write.lock"
ASIDE = "aside"
FILE = "journal.json"
_SCHEMA = "dxplan.journal/1"
_BINARY = "base64"


class Write(Value):
    """One file of the data folder to be written: what was read (None: it must not be there) and what it will be."""

    name: str
    before: bytes | None
    after: bytes


class UnreadableJournalError(Exception):
    """The journal is not one of ours, or was damaged."""


def record(folder: Path, writes: Iterable[Write]) -> None:
    """Keep what is about to be written; from here on it will be."""
    path = folder / FILE
    files = [
        {
            "name": each.name,
            "before": None if each.before is None else _packed(each.before),
            "after": _packed(each.after),
        }
        for each in writes
    ]
    text = json.dumps({"schema": _SCHEMA, "files": files}, ensure_ascii=False)
    replace_file(path, text.encode(), folder / ASIDE)
    sync_folder(folder)


def _packed(content: bytes) -> str | dict[str, str]:
    """Return contents as JSON can hold them: text as it is, for a person to read, and pictures in Base64."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return {_BINARY: base64.b64encode(content).decode()}


def _unpacked(content: str | dict[str, str]) -> bytes:
    return content.encode() if isinstance(content, str) else base64.b64decode(content[_BINARY], validate=True)


def recorded(folder: Path) -> tuple[Write, ...]:
    """Return what is about to be written; nothing when no journal is there.

    Raises:
        UnreadableJournalError: it cannot be understood.
        OSError: it cannot be read.
    """
    try:
        return tuple(_write_of(each) for each in json.loads((folder / FILE).read_bytes())["files"])
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableJournalError from error


def _write_of(file: dict[str, Any]) -> Write:
    name, before, after = file["name"], file["before"], file["after"]
    if (
        not isinstance(name, str)
        or after is None
        or PurePosixPath(name).is_absolute()
        or not {"..", ":"}.isdisjoint({*name, *name.split("/")})
    ):
        raise ValueError(name)
    return Write(name, None if before is None else _unpacked(before), _unpacked(after))


def forget(folder: Path) -> None:
    """Drop the journal: everything in it is done, or taken back."""
    remove(folder / FILE)
    sync_folder(folder)


def lay_aside(folder: Path) -> Path:
    """Keep a journal that cannot be carried out under another name, for a person to look at; return it."""
    kept = next(path for at in count(1) if not (path := folder / f"interrupted-{at}.json").exists())
    put(folder / FILE, kept)
    sync_folder(folder)
    return kept
