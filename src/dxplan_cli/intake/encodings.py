"""Which encoding a text file of an office is in, whether it is at hand as bytes or read piece by piece."""

from __future__ import annotations

import codecs
import io
from typing import IO, TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.text.garbled import mixed_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHIFT_JIS: Final = "cp932"
_HEAD: Final = 4096
_CHUNK: Final = 1 << 20
_MANY: Final = 20
_NAMED: Final = 10
_EXCERPT: Final = 20


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and what its encoding is called.

    Raises:
        UnreadableFileError: no text, in none of the encodings, or in two of them.
    """
    for encoding in _candidates(data[:_HEAD]):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            if encoding == _SHIFT_JIS:
                _refuse_mixed(_lines_of(io.BytesIO(data)))
            return text, encoding
    raise _refusal(_lines_of(io.BytesIO(data)))


def encoding_of(path: Path) -> str:
    """Return the encoding of a file, holding no more of it than a piece.

    Raises:
        UnreadableFileError: no text, in none of the encodings, or in two of them.
        OSError: the system refuses.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for encoding in _candidates(head):
        if _is_in(path, encoding):
            if encoding == _SHIFT_JIS:
                with path.open("rb") as file:
                    _refuse_mixed(_lines_of(file))
            return encoding
    with path.open("rb") as file:
        raise _refusal(_lines_of(file))


def _candidates(head: bytes) -> tuple[str, ...]:
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    return (marked,) if marked else (_unmarked_wide(head) or "utf-8", _SHIFT_JIS)


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


def _lines_of(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines with their numbers; of one without end, pieces under one number."""
    number = 1
    for piece in iter(lambda: file.readline(_CHUNK), b""):
        yield number, piece
        number += piece.endswith(b"\n")


def _refuse_mixed(lines: Iterable[tuple[int, bytes]]) -> None:
    """Refuse a file of Shift_JIS that has lines of UTF-8, which read as other characters.

    Raises:
        UnreadableFileError: names the lines.
    """
    found = {number: passage for number, line in lines if (passage := mixed_in(line)) is not None}
    if found:
        number, passage = next(iter(found.items()))
        raise _mixed([*found], f"{number}行目は「{passage[:_EXCERPT]}」と化けます")


def _refusal(lines: Iterable[tuple[int, bytes]]) -> UnreadableFileError:
    """Return why a file is no text; where single lines are in other encodings than the rest, those lines."""
    kinds: dict[str, list[int]] = {"utf-8": [], _SHIFT_JIS: [], "neither": []}
    for number, line in lines:
        if b"\0" in line:
            return _no_text()
        if not line.isascii():
            kinds[_kind_of(line)].append(number)
    by_count = sorted(kinds.values(), key=len)
    rest, rare = by_count[-1], sorted({*by_count[0], *by_count[1]})
    if not rare or rest is kinds["neither"]:
        return _no_text()
    return _mixed(rare, "ほかの行と違う文字コードで書かれています")


def _kind_of(line: bytes) -> str:
    for encoding in ("utf-8", _SHIFT_JIS):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "neither"


def _mixed(lines: list[int], why: str) -> UnreadableFileError:
    more = f" ほか{len(lines) - _NAMED}行" if len(lines) > _NAMED else ""
    named = f"{'、'.join(map(str, lines[:_NAMED]))}行目{more}"
    message = f"文字コードが混ざっていて、このままでは文字化けします：ファイルの{named}（{why}）"
    return UnreadableFileError(
        message,
        "その行を、もとのファイルから写し直してください。別のファイルの行をつないだ表なら、"
        "それぞれをExcelで開いて一つのブックに写し、.xlsx で保存したものを指定してください",
    )


def _no_text() -> UnreadableFileError:
    message = "表（CSV）として読めません：文字コードが分からないか、テキストではないファイルです"
    return UnreadableFileError(message, "Excelで「CSV UTF-8（コンマ区切り）」を選んで保存し直してください")
