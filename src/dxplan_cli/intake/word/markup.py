"""XML of a part, parsed without trust, whether the file is Word's or another program's."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from lxml import etree

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.word.names import STRICT

if TYPE_CHECKING:
    from dxplan_cli.intake.word.names import Element

MAX_XML: Final = 120_000_000
"""A table of 10,000 opinions has a sixth of it; lxml takes about ten times the bytes."""
MAX_TAGS: Final = 4_000_000
"""A table of 10,000 opinions has a quarter of it."""
_HEAD: Final = 4096


def parse_part(name: str, blob: bytes) -> Element:
    """Return the root of a part, comments and processing instructions left out, in the usual (transitional) names.

    The encoding is fixed before parsing, so a DOCTYPE cannot hide in another one. libxml2 keeps its own limits
    (256 levels, 10 million characters in one text), which no paper reaches.

    Raises:
        UnreadableFileError: not well-formed, in an encoding that OPC does not allow, too large, or with a DOCTYPE,
            which OPC forbids and through which entities could grow without bound.
    """
    is_wide = blob.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    doctype = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be")) if is_wide else (b"<!DOCTYPE",)
    if any(mark in blob for mark in doctype):
        message = f"ファイルに、許されない宣言（DOCTYPE）があります（{name}）"
        raise UnreadableFileError(message, "WordやExcelが作ったファイルではありません。送り主に確かめてください")
    refuse_excess(name, len(blob), blob.count(b"<"))
    parser = etree.XMLParser(
        encoding="utf-16" if is_wide else "utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(_in_usual_names(blob), parser)
    except etree.XMLSyntaxError as error:
        message = f"ファイルの中のXMLが壊れています（{name}：{error.lineno}行）"
        raise UnreadableFileError(
            message, "作ったプログラムで開いて保存し直すか、元のファイルをもう一度受け取ってください"
        ) from error


def refuse_excess(name: str, size: int, tags: int = 0) -> None:
    """Refuse a part, or it and those before it, of so many bytes and tags: a tree takes hundreds of bytes a tag.

    Raises:
        UnreadableFileError: they are too many.
    """
    if size > MAX_XML or tags > MAX_TAGS:
        message = f"ファイルの本文が大きすぎます（{name}：約{size // 1_000_000:,}MB）"
        raise UnreadableFileError(message, "ファイルをいくつかに分けてください")


def _in_usual_names(blob: bytes) -> bytes:
    if b"purl.oclc.org/ooxml/" in blob[:_HEAD]:
        for strict, usual in STRICT.items():
            blob = blob.replace(b'"' + strict.encode() + b'"', b'"' + usual.encode() + b'"')
    return blob
