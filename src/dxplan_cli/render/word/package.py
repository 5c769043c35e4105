"""The package: parts and relations as values, written as a zip that does not know what time it is.

python-docx could hold them too, but importing it costs 140 ms of every run and
nothing of it is needed to write (ADR 7).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Final

from dxplan_cli.render.word.properties import application_part, core_part
from dxplan_cli.render.word.settings import fonts_part, numbering_part, settings_part
from dxplan_cli.render.word.styles import styles_part
from dxplan_cli.render.word.xml import RELATIONSHIPS, plant, root, serialize
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.papers.blocks import PaperDocument
    from dxplan_cli.render.word.counting import Lists

MAIN: Final = "word/document.xml"
FOOTER_ID: Final = "rIdFooter"
"""The relation by which the page setup names the footer."""
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
_PACKAGE_TYPE = "application/vnd.openxmlformats-package."
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PACKED: Final = (".png", ".jpg", ".jpeg", ".gif")
"""Pictures that are packed already: doing it again takes as long as all the rest and saves nothing."""
_REGULAR_FILE: Final = 0o100644 << 16
_UNIX: Final = 3


class Relation(Value):
    """What a part needs another for: `id` as its XML says it, `type` a full name, `target` the other part's name."""

    id: str
    type: str
    target: str


class PackagePart(Value):
    """One file of the package; `name` has no slash in front: word/media/image1.png."""

    name: str
    content_type: str
    blob: bytes
    relations: tuple[Relation, ...] = ()


class Package(Value):
    """All of it; a relation's target is the name of a part that is there, each name once."""

    parts: tuple[PackagePart, ...]
    relations: tuple[Relation, ...]

    def part(self, name: str) -> PackagePart:
        """Return the part of that name; asking for one that is not there is a mistake of the caller."""
        return next(part for part in self.parts if part.name == name)

    def with_parts(self, parts: Iterable[PackagePart], relations: Iterable[Relation] = ()) -> Package:
        """Return the package with parts replaced or added, and relations of the main part replaced or added."""
        given = {part.name: part for part in parts}
        kept = [given.pop(part.name, part) for part in self.parts]
        related = {relation.id: relation for relation in (*self.part(MAIN).relations, *relations)}
        whole = [replace(part, relations=tuple(related.values())) if part.name == MAIN else part for part in kept]
        return Package((*whole, *given.values()), self.relations)


def relation_type(name: str) -> str:
    """Return the full name of a relation of the office formats: styles, image, header …."""
    return f"{RELATIONSHIPS}/{name}"


def pack(paper: PaperDocument, document: bytes, footer: bytes, text_width: int, lists: Lists) -> Package:
    """Return the package around document.xml and footer1.xml, with the properties of the paper and its numbered lists."""
    related = tuple(
        (Relation(identifier, relation_type(kind), f"word/{name}.xml"), f"{WORD_TYPE}{kind}+xml", blob)
        for identifier, kind, name, blob in (
            ("rIdStyles", "styles", "styles", styles_part(text_width)),
            ("rIdNumbering", "numbering", "numbering", numbering_part(lists)),
            ("rIdSettings", "settings", "settings", settings_part()),
            ("rIdFonts", "fontTable", "fontTable", fonts_part()),
            (FOOTER_ID, "footer", "footer1", footer),
        )
    )
    main = PackagePart(MAIN, f"{WORD_TYPE}document.main+xml", document, tuple(relation for relation, _, _ in related))
    parts = [PackagePart(relation.target, content_type, blob) for relation, content_type, blob in related]
    core = PackagePart("docProps/core.xml", f"{_PACKAGE_TYPE}core-properties+xml", core_part(paper))
    application = PackagePart("docProps/app.xml", f"{_OFFICE_TYPE}extended-properties+xml", application_part())
    relations = (
        Relation("rId1", relation_type("officeDocument"), MAIN),
        Relation("rId2", f"{_PACKAGE_RELATIONS}/metadata/core-properties", core.name),
        Relation("rId3", relation_type("extended-properties"), application.name),
    )
    return Package((main, *parts, core, application), relations)


def write_package(package: Package) -> bytes:
    """Return the package as a zip; the same package gives the same bytes."""
    entries = {
        "[Content_Types].xml": _content_types(package.parts),
        "_rels/.rels": _relations(package.relations, ""),
    }
    for part in package.parts:
        entries[part.name] = part.blob
        if part.relations:
            folder, name = posixpath.split(part.name)
            entries[f"{folder}/_rels/{name}.rels"] = _relations(part.relations, folder)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, blob in entries.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE
            archive.writestr(entry, blob)
    return stream.getvalue()


def _content_types(parts: Sequence[PackagePart]) -> bytes:
    types = root("Types", {"": _TYPES})
    for extension, content_type in (("rels", f"{_PACKAGE_TYPE}relationships+xml"), ("xml", "application/xml")):
        plant(types, "Default", Extension=extension, ContentType=content_type)
    for part in parts:
        plant(types, "Override", PartName=f"/{part.name}", ContentType=part.content_type)
    return serialize(types)


def _relations(related: Sequence[Relation], folder: str) -> bytes:
    relations = root("Relationships", {"": _PACKAGE_RELATIONS})
    for relation in related:
        target = posixpath.relpath(relation.target, folder) if folder else relation.target
        plant(relations, "Relationship", Id=relation.id, Type=relation.type, Target=target)
    return serialize(relations)
