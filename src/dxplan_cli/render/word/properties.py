"""The properties of a file: title, office, keywords, and one moment for all papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.render.word.styles import LANGUAGE
from dxplan_cli.render.word.xml import plant, root, serialize
from dxplan_cli.text.characters import clean

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import PaperDocument

_MOMENT: Final = "1980-01-01T00:00:00Z"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def core_part(paper: PaperDocument) -> bytes:
    """Return core.xml: the office as author, one moment for all papers, because a paper depends on its data alone."""
    names = {"cp": _CORE, "dc": _DUBLIN, "dcterms": _TERMS, "xsi": _INSTANCE}
    core = root("cp:coreProperties", names)
    for name, value in (
        ("dc:title", paper.title),
        ("dc:subject", paper.subtitle or ""),
        ("dc:creator", paper.author),
        ("cp:keywords", "、".join(paper.keywords)),
        ("cp:lastModifiedBy", paper.author),
        ("cp:category", paper.kind),
        ("dc:language", LANGUAGE),
    ):
        if value:
            plant(core, name).say(" ".join(clean(value).split("\n")))
    for name in ("created", "modified"):
        plant(core, f"dcterms:{name}", **{"xsi:type": "dcterms:W3CDTF"}).say(_MOMENT)
    return serialize(core)


def application_part() -> bytes:
    """Return app.xml."""
    properties = root("Properties", {"": _EXTENDED})
    plant(properties, "Application").say("dxplan")
    return serialize(properties)
