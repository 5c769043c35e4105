"""The properties of a file: title, office, keywords, and one moment for all papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from dxplan_cli.render.word.styles import LANGUAGE
from dxplan_cli.render.word.xml import serialize
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


def application_part() -> bytes:
    """Return app.xml."""
    properties = etree.XML(f'<Properties xmlns="{_EXTENDED}"/>')
    etree.SubElement(properties, f"{{{_EXTENDED}}}Application").text = "dxplan"
    return serialize(properties)
