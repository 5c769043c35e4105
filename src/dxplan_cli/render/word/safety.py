"""What a .docx from outside must not be: no document at all, locked, swollen, with macros, or with a DTD.

Everything is looked at in the zip's own list before anything is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from lxml import etree

from dxplan_cli.errors import DataError

if TYPE_CHECKING:
    from dxplan_cli.render.word.markup import Element

CONTENT_TYPES: Final = "[Content_Types].xml"
MOST_BYTES: Final = 50_000_000
_MOST_UNPACKED: Final = 200_000_000
_MOST_XML: Final = 20_000_000
_MOST_ENTRIES: Final = 5000
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_IS_LOCKED: Final = 0x1
_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
NO_DOCUMENT: Final = "Word の文書（.docx）ではないか、壊れています"
_ANOTHER: Final = "Word で開き、「Word 文書 (*.docx)」として保存し直したものを指定してください"


def refuse_unsafe(blob: bytes) -> None:
    """Refuse a file that is not a plain, unlocked .docx (or .dotx) of reasonable size.

    Raises:
        DataError: says which of these it is and what to do.
    """
    if blob.startswith(_OLE):
        raise _refused_ole(blob)
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            _refuse_list(archive.infolist())
            _refuse_content(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise not_word(NO_DOCUMENT) from error


def parse_part(blob: bytes) -> Element:
    """Parse a part of a file from outside: no DTD, no entity, nothing fetched.

    Raises:
        DataError: broken XML, or XML with a DTD.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        element = etree.fromstring(blob, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = "中の XML が壊れています"
        raise not_word(message) from error
    if element.getroottree().docinfo.internalDTD is not None:
        message = "中の XML に宣言（DTD）があり、安全に読めません"
        raise not_word(message)
    return element


def not_word(message: str) -> DataError:
    """Return the refusal of something that Word itself would have to save again."""
    return DataError(message, _ANOTHER)


def _refused_ole(blob: bytes) -> DataError:
    if _ENCRYPTED in blob:
        return DataError(
            "パスワードで保護されているので読めません", "Word で開き、パスワードを外して保存し直してください"
        )
    return not_word("古い形式（.doc）か、Word の文書ではないファイルです")


def _refuse_list(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _IS_LOCKED for entry in entries):
        message = "パスワードで保護されているので読めません"
        raise DataError(message, "パスワードを外して保存し直してください")
    swollen = sum(entry.file_size for entry in entries) > _MOST_UNPACKED or len(entries) > _MOST_ENTRIES
    if swollen or any(_is_xml(entry.filename) and entry.file_size > _MOST_XML for entry in entries):
        message = "展開すると大きくなりすぎるので、安全のため読みません"
        raise DataError(message, "本文や大きな画像を除いた、様式だけの文書にしてください")
    if any(entry.filename.lower().endswith(_MACROS) for entry in entries):
        raise macros()
    if CONTENT_TYPES not in {entry.filename for entry in entries}:
        raise not_word(NO_DOCUMENT)


def macros() -> DataError:
    """Return the refusal of a file with macros."""
    return DataError(
        "マクロを含むので使えません", "Word で「Word 文書 (*.docx)」（マクロなし）として保存し直してください"
    )


def _refuse_content(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if _is_xml(name):
            root = parse_part(archive.read(name))
            if name == CONTENT_TYPES and b"macroenabled" in etree.tostring(root).lower():
                raise macros()


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))
