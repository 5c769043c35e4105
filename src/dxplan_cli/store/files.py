"""Reading files: bytes → text, with the failures a person can do something about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place
from dxplan_cli.store.excerpt import excerpt_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 16_000_000
BOM = "\ufeff"
STATE_FOLDER = ".dxplan"
"""What dxplan keeps for itself in a data folder; git ignores it."""


class SourceFile(Value):
    """A file as read: `name` is what messages call it, `text` is without a byte order mark."""

    path: Path
    name: str
    raw: bytes
    text: str
    has_bom: bool


def read_source(path: Path, name: str) -> SourceFile:
    """Read a text file of the data folder.

    Raises:
        FaultyDataError: too large, or not UTF-8.
        DataError: the system refuses to read it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"ファイルが大きすぎます（{size:,}バイト）"
            raise _refused(message, f"{MAX_BYTES:,}バイトまでに分けてください", Place(name, 0))
        raw = path.read_bytes()
    except OSError as error:
        message = f"{name} を読めません（{error.strerror or error}）"
        raise DataError(message, "ファイルがあるか、読む権利があるかを確かめてください") from error
    return decode_source(path, name, raw)


def decode_source(path: Path, name: str, raw: bytes) -> SourceFile:
    """Decode the bytes of a file as UTF-8, with or without a byte order mark."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        is_cp932 = _is_cp932(raw)
        guess = "Shift_JIS" if is_cp932 else "別の文字コード"
        excerpt = excerpt_of(raw.decode("cp932" if is_cp932 else "utf-8", errors="replace"), line)
        message = f"文字コードがUTF-8ではありません（{guess}のようです）"
        hint = "エディタで「UTF-8」を選んで保存し直してください"
        raise _refused(message, hint, Place(name, line), excerpt) from error
    has_bom = text.startswith(BOM)
    return SourceFile(path, name, raw, text.removeprefix(BOM), has_bom)


def _is_cp932(raw: bytes) -> bool:
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _refused(message: str, hint: str, place: Place, excerpt: str = "") -> FaultyDataError:
    return FaultyDataError([Fault(place, message, hint, excerpt)])
