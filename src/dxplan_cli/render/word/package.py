"""The package: python-docx's parts and relationships, written as a zip that does not know what time it is."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from dxplan_cli.render.word.settings import fonts_part, numbering_part, settings_part
from dxplan_cli.render.word.styles import LANGUAGE, styles_part
from dxplan_cli.render.word.xml import serialize
from dxplan_cli.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import PaperDocument
    from dxplan_cli.render.word.pictures import Media

FOOTER_ID: Final = "rIdFooter"
"""The relation by which the page setup names the footer."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOMENT: Final = "1980-01-01T00:00:00Z"
_IMAGE: Final = "image/"
_REGULAR_FILE: Final = 0o100644 << 16
_UNIX: Final = 3
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def pack(paper: PaperDocument, document: bytes, footer: bytes, text_width: int, media: Sequence[Media] = ()) -> bytes:
    """Return the .docx around document.xml, footer1.xml and pictures, with the properties of the paper."""
    package = Package()
    main = _part(package, "/word/document.xml", CT.WML_DOCUMENT_MAIN, document)
    package.load_rel(RT.OFFICE_DOCUMENT, main, "rId1")
    core = _part(package, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _core_part(paper))
    package.load_rel(RT.CORE_PROPERTIES, core, "rId2")
    application = _part(package, "/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, _application_part())
    package.load_rel(RT.EXTENDED_PROPERTIES, application, "rId3")
    for identifier, relation, name, content_type, blob in (
        ("rIdStyles", RT.STYLES, "styles", CT.WML_STYLES, styles_part(text_width)),
        ("rIdNumbering", RT.NUMBERING, "numbering", CT.WML_NUMBERING, numbering_part()),
        ("rIdSettings", RT.SETTINGS, "settings", CT.WML_SETTINGS, settings_part()),
        ("rIdFonts", RT.FONT_TABLE, "fontTable", CT.WML_FONT_TABLE, fonts_part()),
        (FOOTER_ID, RT.FOOTER, "footer1", CT.WML_FOOTER, footer),
    ):
        main.load_rel(relation, _part(package, f"/word/{name}.xml", content_type, blob), identifier)
    for image in media:
        main.load_rel(RT.IMAGE, _part(package, image.name, image.content_type, image.blob), image.relation)
    return _zip(package)


def _part(package: Package, name: str, content_type: str, blob: bytes) -> Part:
    return Part(PackURI(name), content_type, blob, package)


def _core_part(paper: PaperDocument) -> bytes:
    """Return core.xml: the office as author, one moment for all papers, because a paper depends on its data alone."""
    names = {"cp": _CORE, "dc": _DUBLIN, "dcterms": _TERMS, "xsi": _INSTANCE}
    core = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    for space, name, value in (
        (_DUBLIN, "title", paper.title),
        (_DUBLIN, "subject", paper.subtitle or ""),
        (_DUBLIN, "creator", paper.author),
        (_CORE, "keywords", "、".join(paper.keywords)),
        (_CORE, "lastModifiedBy", paper.author),
        (_CORE, "category", paper.kind),
        (_DUBLIN, "language", LANGUAGE),
    ):
        if value:
            etree.SubElement(core, f"{{{space}}}{name}").text = " ".join(clean(value).split("\n"))
    for name in ("created", "modified"):
        moment = etree.SubElement(core, f"{{{_TERMS}}}{name}")
        moment.set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
        moment.text = _MOMENT
    return serialize(core)


def _application_part() -> bytes:
    properties = etree.XML(f'<Properties xmlns="{_EXTENDED}"/>')
    etree.SubElement(properties, f"{{{_EXTENDED}}}Application").text = "dxplan"
    return serialize(properties)


def _content_types(parts: list[Part]) -> bytes:
    types = etree.XML(f'<Types xmlns="{_TYPES}"/>')
    images = {part.partname.ext: part.content_type for part in parts if part.content_type.startswith(_IMAGE)}
    for extension, content_type in (("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML), *sorted(images.items())):
        etree.SubElement(types, f"{{{_TYPES}}}Default", Extension=extension, ContentType=content_type)
    for part in parts:
        if part.partname.ext in images:
            continue
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=str(part.partname), ContentType=part.content_type)
    return serialize(types)


def _zip(package: Package) -> bytes:
    parts = list(package.iter_parts())
    entries = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _relations(package)}
    for part in parts:
        entries[part.partname.membername] = part.blob
        if part.rels:
            entries[part.partname.rels_uri.membername] = _relations(part)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, blob in entries.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE
            archive.writestr(entry, blob)
    return stream.getvalue()


def _relations(owner: Package | Part) -> bytes:
    relations = etree.XML(f'<Relationships xmlns="{_RELATIONS}"/>')
    for identifier, relation in owner.rels.items():
        words = {"Id": identifier, "Type": relation.reltype, "Target": relation.target_ref}
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", words)
    return serialize(relations)
