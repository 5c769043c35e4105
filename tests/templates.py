"""House templates as an office would make them, built by python-docx and by hand on the XML."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document as DocumentObject

MINCHO, GOTHIC = "ＭＳ 明朝", "ＭＳ ゴシック"
HEADER = "様式第３号　総合政策部"
REMOTE = "http://example.com/remote.png"
Change = "Callable[[DocumentObject], None]"


def png(width: int = 4, height: int = 2) -> bytes:
    """Return a small green picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x14\x5a\x3c" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def template(*changes: Callable[[DocumentObject], None]) -> bytes:
    """Return a template with Japanese faces, a header with a picture and margins of its own, changed as asked."""
    document = Document()
    for name, face in (
        ("Normal", MINCHO),
        ("Body Text", MINCHO),
        *((f"Heading {level}", GOTHIC) for level in range(1, 5)),
    ):
        set_face(document, name, face)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin, section.bottom_margin = Mm(35), Mm(25)
    section.header_distance, section.footer_distance = Mm(12), Mm(11)
    paragraph = section.header.paragraphs[0]
    paragraph.text = HEADER
    paragraph.add_run().add_picture(io.BytesIO(png()))
    document.add_paragraph("様式の本文は使わない")
    for change in changes:
        change(document)
    return saved(document)


def saved(document: DocumentObject) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def set_face(document: DocumentObject, style: str, face: str) -> None:
    properties = document.styles[style].element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    scripts = " ".join(f'w:{script}="{face}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    properties.insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {scripts}/>"))


def remove_styles(*names: str) -> Callable[[DocumentObject], None]:
    def change(document: DocumentObject) -> None:
        for name in names:
            document.styles[name].delete()

    return change


def add_style(xml: str) -> Callable[[DocumentObject], None]:
    """Return a change that adds a style written as XML."""

    def change(document: DocumentObject) -> None:
        document.styles.element.append(parse_xml(xml.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))

    return change


def japanese_ids(document: DocumentObject) -> None:
    """Let the ids be what Word in Japanese writes: 1, 2, a, a3 …; the names stay."""
    styles = document.styles.element.findall(qn("w:style"))
    ids = {style.get(qn("w:styleId")): (f"a{at}" if at > 9 else str(at)) for at, style in enumerate(styles)}
    for style in styles:
        style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
    roots = (document.styles.element, document.element, document.part.numbering_part.element)
    for root in (*roots, document.sections[0].header._element):
        for tag in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle"):
            for element in root.iter(qn(f"w:{tag}")):
                element.set(qn("w:val"), ids[element.get(qn("w:val"))])


def in_header(xml: str, related: Mapping[str, str] | None = None) -> Callable[[DocumentObject], None]:
    """Return a change that puts XML into the header; `related` are external relations it uses, target by id."""

    def change(document: DocumentObject) -> None:
        header = document.sections[0].header
        for identifier, target in (related or {}).items():
            header.part.rels.add_relationship(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                target,
                identifier,
                True,
            )
        names = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        header._element.append(parse_xml(f"<w:p {nsdecls('w', 'a')} {names}>{xml}</w:p>"))

    return change


def rezipped(blob: bytes, changes: Mapping[str, Callable[[bytes], bytes] | None], **added: bytes) -> bytes:
    """Return a package with entries changed, removed (None) or added (a dot in a name is written __)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = changes.get(name, bytes)
            if change is not None:
                new.writestr(name, change(old.read(name)))
        for name, content in added.items():
            new.writestr(name.replace("__", "."), content)
    return stream.getvalue()
