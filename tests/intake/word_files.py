"""WordprocessingML in short: `{甲}` is a run, `[甲]` a deleted run, names need no prefix; and files around it.

``<p>{甲}<ins>{乙}</ins></p>`` stands for ``<w:p><w:r><w:t>甲</w:t></w:r><w:ins>…``.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"

PARTS = {
    "word/styles.xml": ("styles", f"{_WML}.styles+xml", _OFFICE),
    "word/numbering.xml": ("numbering", f"{_WML}.numbering+xml", _OFFICE),
    "word/comments.xml": ("comments", f"{_WML}.comments+xml", _OFFICE),
    "word/footnotes.xml": ("footnotes", f"{_WML}.footnotes+xml", _OFFICE),
    "word/header1.xml": ("header", f"{_WML}.header+xml", _OFFICE),
    "word/commentsExtended.xml": (
        "commentsExtended",
        f"{_WML}.commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships",
    ),
    "word/people.xml": ("people", f"{_WML}.people+xml", "http://schemas.microsoft.com/office/2011/relationships"),
}


def element(short: str) -> etree._Element:
    """Read one element in short form."""
    full = re.sub(r"\{([^{}<>]*)\}", r'<r><t xml:space="preserve">\1</t></r>', short)
    full = re.sub(r"\[([^\[\]<>]*)\]", r'<r><delText xml:space="preserve">\1</delText></r>', full)
    declared = re.sub(r"^<([\w:]+)", rf'<\1 xmlns="{W}" xmlns:w="{W}" {_DECLARED}', full)
    root = etree.fromstring(declared)
    for each in root.iter():
        if each.tag.startswith(f"{{{W}}}"):
            for name, value in list(each.attrib.items()):
                if not name.startswith("{"):
                    del each.attrib[name]
                    each.set(f"{{{W}}}{name}", value)
    return root


def body(short: str) -> etree._Element:
    return element(f"<body>{short}</body>")


def shorten(tree: etree._Element) -> str:
    """Write an element in short form again, so that a failure can be read."""
    text = etree.tostring(tree, encoding="unicode")
    text = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", text).replace(' xml:space="preserve"', "")
    text = re.sub(r"<(/?)(?:w|ns\d):", r"<\1", text)
    text = re.sub(r"(\s)w:(\w+=)", r"\1\2", text)
    text = re.sub(r"<r><t>([^<]*)</t></r>", r"{\1}", text)
    text = re.sub(r"<r><delText>([^<]*)</delText></r>", r"[\1]", text)
    return re.sub(r"<(\w[\w:]*)([^<>]*)></\1>", r"<\1\2/>", text)


def inside(tree: etree._Element) -> str:
    """Write what stands in an element in short form."""
    return "".join(shorten(child) for child in tree)


def part(name: str, short: str) -> bytes:
    """Return a part in short form as XML."""
    return etree.tostring(element(short), xml_declaration=True, encoding="UTF-8", standalone=True)


def word_file(short: str, parts: Mapping[str, str] | None = None, entries: Mapping[str, bytes] | None = None) -> bytes:
    """Return a .docx with a body in short form, parts of `PARTS` in short form, and entries as they are (b"" removes)."""
    given = parts or {}
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{PARTS[name][2]}/{PARTS[name][0]}" Target="{name.removeprefix("word/")}"/>'
        for number, name in enumerate(given, start=1)
    )
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{PARTS[name][1]}"/>' for name in given)
    written = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>{overrides}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        ).encode(),
        "word/document.xml": part("document", f"<document><body>{short}</body></document>"),
        **{name: part(name, content) for name, content in given.items()},
        **(entries or {}),
    }
    return zipped({name: blob for name, blob in written.items() if blob})


def zipped(entries: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in entries.items():
            archive.writestr(name, blob)
    return stream.getvalue()
