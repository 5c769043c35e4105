"""Which encoding a text file of an office is in, whether it is at hand as bytes or read piece by piece."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD: Final = 4096
_CHUNK: Final = 1 << 20
_MANY: Final = 20


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and what its encoding is called.

    Raises:
        UnreadableFileError: no text, or in none of the encodings.
    """
    for encoding in _candidates(data[:_HEAD]):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise _no_text()


def encoding_of(path: Path) -> str:
    """Return the encoding of a file, holding no more of it than a piece.

    Raises:
        UnreadableFileError: no text, or in none of the encodings.
        OSError: the system refuses.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for encoding in _candidates(head):
        if _is_in(path, encoding):
            return encoding
    raise _no_text()


def _candidates(head: bytes) -> tuple[str, ...]:
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    return (marked,) if marked else (_unmarked_wide(head) or "utf-8", "cp932")


def _unmarked_wide(head: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zeros beside ASCII: every table has commas or line ends."""
    if head[1::2].count(0) > len(head) // _MANY:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // _MANY else None


def _is_in(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            return all("\0" not in piece for piece in iter(lambda: file.read(_CHUNK), ""))
    except UnicodeDecodeError:
        return False


def _no_text() -> UnreadableFileError:
    message = "表（CSV）として読めません：文字コードが分からないか、テキストではないファイルです"
    return UnreadableFileError(message, "Excelで「CSV UTF-8（コンマ区切り）」を選んで保存し直してください")
