"""Reading files: bytes → text, with the failures a person can do something about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 16_000_000
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class SourceFile:
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
            raise _refused(name, f"ファイルが大きすぎます（{size:,}バイト）", f"{MAX_BYTES:,}バイトまでに分けてください")
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
        guess = "Shift_JIS" if _is_cp932(raw) else "別の文字コード"
        raise _refused(
            name, f"文字コードがUTF-8ではありません（{guess}のようです）", "エディタで「UTF-8」を選んで保存し直してください", line
        ) from error
    has_bom = text.startswith(BOM)
    return SourceFile(path, name, raw, text.removeprefix(BOM), has_bom)


def _is_cp932(raw: bytes) -> bool:
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _refused(name: str, message: str, hint: str, line: int = 0) -> FaultyDataError:
    return FaultyDataError([Fault(Place(name, line), message, hint)])
