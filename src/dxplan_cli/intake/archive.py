"""The zip of an office file, opened without trust: entries of bounded size, or a message why not."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_ENTRIES: Final = 20_000
_LARGE_PART: Final = 20_000_000
_ZIP: Final = b"PK"
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_IS_ENCRYPTED: Final = 0x1
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")


class FileKind(Value, kw_only=True):
    """A kind of office file as messages call it, and the bytes it may hold unpacked.

    `save_as` and `shrink` say what to do with an older or other form, and with a file that is too large.
    """

    program: str
    suffix: str
    old_suffix: str
    save_as: str
    shrink: str
    max_bytes: int
    max_ratio: int | None = None
    """How many times its packed size a large part may have; None where parts are read as streams and may."""

    @property
    def name(self) -> str:
        """The kind with its ending: Wordのファイル（.docx）."""
        return f"{self.program}のファイル（{self.suffix}）"


class Archive(Value):
    """The entries of a zip by name, without a leading slash, and the names that stand in it more than once."""

    entries: Mapping[str, bytes]
    duplicates: tuple[str, ...]


def read_archive(data: bytes, kind: FileKind) -> Archive:
    """Unpack an office file.

    Raises:
        UnreadableFileError: it is another kind of file, encrypted, damaged, or larger unpacked than its kind may be.
    """
    _refuse_other_kinds(data, kind)
    entries: dict[str, bytes] = {}
    duplicates = []
    if data.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
        raise _too_large(0, data.count(_DIRECTORY_ENTRY), kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_excess(packed.infolist(), kind)
            for entry in packed.infolist():
                name = entry.filename.replace("\\", "/").lstrip("/")
                if name in entries:
                    duplicates.append(name)
                elif not name.endswith("/"):
                    entries[name] = packed.read(entry)
    except _DAMAGED as error:
        message = f"{kind.program}のファイルとして読めません：圧縮（zip）が壊れています"
        hint = f"ファイルが壊れています。元のファイルをもう一度受け取るか、{kind.program}で開いて保存し直してください"
        raise UnreadableFileError(message, hint) from error
    return Archive(entries, tuple(duplicates))


def is_word_file(data: bytes) -> bool:
    """Tell whether a zip has the folder of a Word file."""
    if not data.startswith(_ZIP) or data.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return any(name.replace("\\", "/").lstrip("/").startswith("word/") for name in packed.namelist())
    except _DAMAGED:
        return False


def _refuse_other_kinds(data: bytes, kind: FileKind) -> None:
    program, made_with = kind.program, f"{kind.program}で作った {kind.suffix} のファイルを指定してください"
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            message = "パスワードで保護されたファイルです"
            raise UnreadableFileError(message, f"{program}で開いてパスワードを外し、保存し直してください")
        message = f"古い形式の{program}のファイル（{kind.old_suffix}）です"
        raise UnreadableFileError(message, kind.save_as)
    others = (
        (b"{\\rtf", "リッチテキスト（.rtf）です", kind.save_as),
        (b"%PDF", "PDFです", f"PDFの元になった{program}のファイルを指定してください"),
        (b"<?xml", "XMLのファイルです", kind.save_as),
        (b"<html", "HTMLのファイルです", kind.save_as),
    )
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, what, hint in others:
        if start.startswith(signature.lower()):
            message = f"{kind.name}ではなく、{what}"
            raise UnreadableFileError(message, hint)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        message = f"{kind.name}ではありません" if data.strip(b"\0") else "ファイルの中身がありません"
        raise UnreadableFileError(message, made_with)


def _refuse_excess(entries: list[zipfile.ZipInfo], kind: FileKind) -> None:
    """Judge by the sizes the directory tells: zipfile reads no more than these, whatever the entry would unpack to."""
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        message = "パスワードで保護されたファイルです"
        raise UnreadableFileError(message, "パスワードを外して保存し直してください")
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or size > kind.max_bytes or any(_is_bomb(entry, kind) for entry in entries):
        raise _too_large(size, len(entries), kind)


def _is_bomb(entry: zipfile.ZipInfo, kind: FileKind) -> bool:
    """Tell whether a large part was made of next to nothing: what people write shrinks to a tenth, a table to a fiftieth."""
    is_large = kind.max_ratio is not None and entry.file_size > _LARGE_PART
    return is_large and entry.file_size > (kind.max_ratio or 0) * entry.compress_size


def _too_large(size: int, count: int, kind: FileKind) -> UnreadableFileError:
    message = f"ファイルの中身が大きすぎます（展開すると約{size // 1_000_000:,}MB、{count:,}個）"
    return UnreadableFileError(message, kind.shrink)
