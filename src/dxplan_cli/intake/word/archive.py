"""The zip of a Word file, opened without trust: entries of bounded size, or a message why not."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES: Final = 500_000_000
"""What a file may hold unpacked; a paper with many photographs has a tenth of it."""
MAX_ENTRIES: Final = 20_000
_IS_ENCRYPTED: Final = 0x1
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS_DOCX: Final = "Wordで開き、「名前を付けて保存」で「Word 文書 (*.docx)」を選んで保存し直してください"
_OTHERS: Final = (
    (b"{\\rtf", "リッチテキスト（.rtf）です", _SAVE_AS_DOCX),
    (b"%PDF", "PDFです", "PDFの元になったWordのファイルを指定してください"),
    (b"<?xml", "XMLのファイルです", _SAVE_AS_DOCX),
    (b"<html", "HTMLのファイルです", _SAVE_AS_DOCX),
)
_BROKEN: Final = "ファイルが壊れています。元のファイルをもう一度受け取るか、Wordで開いて保存し直してください"


class Archive(Value):
    """The entries of a zip by name, without a leading slash, and the names that stand in it more than once."""

    entries: Mapping[str, bytes]
    duplicates: tuple[str, ...]


def read_archive(data: bytes) -> Archive:
    """Unpack a Word file.

    Raises:
        UnreadableFileError: it is another kind of file, encrypted, damaged, or larger unpacked than any paper is.
    """
    _refuse_other_kinds(data)
    entries: dict[str, bytes] = {}
    duplicates = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_excess(packed.infolist())
            for entry in packed.infolist():
                name = entry.filename.replace("\\", "/").lstrip("/")
                if name in entries:
                    duplicates.append(name)
                elif not name.endswith("/"):
                    entries[name] = packed.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        message = "Wordのファイルとして読めません：圧縮（zip）が壊れています"
        raise UnreadableFileError(message, _BROKEN) from error
    return Archive(entries, tuple(duplicates))


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            message = "パスワードで保護されたファイルです"
            raise UnreadableFileError(message, "Wordで開いてパスワードを外し、保存し直してください")
        message = "古い形式のWordのファイル（.doc）です"
        raise UnreadableFileError(message, _SAVE_AS_DOCX)
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, what, hint in _OTHERS:
        if start.startswith(signature.lower()):
            message = f"Wordのファイル（.docx）ではなく、{what}"
            raise UnreadableFileError(message, hint)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        message = "Wordのファイル（.docx）ではありません" if data.strip(b"\0") else "ファイルの中身がありません"
        raise UnreadableFileError(message, "Wordで作った .docx のファイルを指定してください")


def _refuse_excess(entries: list[zipfile.ZipInfo]) -> None:
    """Judge by the sizes the directory tells: zipfile reads no more than these, whatever the entry would unpack to."""
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        message = "パスワードで保護されたファイルです"
        raise UnreadableFileError(message, "パスワードを外して保存し直してください")
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or size > MAX_BYTES:
        message = f"ファイルの中身が大きすぎます（展開すると約{size // 1_000_000:,}MB、{len(entries):,}個）"
        raise UnreadableFileError(
            message, "送り主に確かめてください。写真が多いときは、Wordの「図の圧縮」で小さくできます"
        )
