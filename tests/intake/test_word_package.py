"""Opening Word files of all makes, and refusing what is none, in words."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import W, part, word_file, zipped

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.word.lint import lint
from dxplan_cli.intake.word.package import WORD, open_word
from dxplan_cli.intake.word.text import paragraph_texts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
DOCUMENT = part("document", "<document><body><p>{本文}</p></body></document>")


def file(
    document: bytes = DOCUMENT,
    *,
    name: str = "word/document.xml",
    target: str = "word/document.xml",
    content_type: str = WORD_TYPE,
    relation: str = OFFICE,
) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="{content_type}"/></Types>'.encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{relation}/officeDocument" Target="{target}"/>'
                "</Relationships>"
            ).encode(),
            name: document,
        }
    )


def texts(data: bytes) -> tuple[str, ...]:
    return paragraph_texts(open_word(data).body)


def with_size(data: bytes, size: int) -> bytes:
    """Let the directory of a zip tell another size of its last entry, unpacked."""
    at = data.rindex(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def flagged(data: bytes) -> bytes:
    """Let the directory of a zip say its last entry is encrypted."""
    at = data.rindex(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


STRICT = DOCUMENT.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")


@pytest.mark.parametrize(
    "data",
    [
        file(),
        file(name="word/document2.xml", target="/word/document2.xml"),
        file(name="Word/Document.xml", target="word/document.xml"),
        file(name="word\\document.xml"),
        file(name="word/本文.xml", target="word/%E6%9C%AC%E6%96%87.xml"),
        file(STRICT, relation="http://purl.oclc.org/ooxml/officeDocument/relationships"),
        file(DOCUMENT.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        file(b"\xef\xbb\xbf" + DOCUMENT),
        file(DOCUMENT.replace(b"<w:body", b"<!-- a --><?b c?><w:body").replace(b"<body", b"<!-- a --><?b c?><body")),
    ],
    ids=["usual", "other name", "case", "backslash", "escaped", "strict", "UTF-16", "BOM", "comments"],
)
def test_files_of_many_makes_are_read(data: bytes) -> None:
    assert texts(data) == ("本文",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "ファイルの中身がありません"),
        (b"\0" * 100, "ファイルの中身がありません"),
        ("計画の本文".encode(), "Wordのファイル（.docx）ではありません"),
        (OLE + b"\0" * 600, "古い形式のWordのファイル（.doc）です"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワードで保護されたファイルです"),
        (b"{\\rtf1 a}", "リッチテキスト（.rtf）です"),
        (b"%PDF-1.7", "PDFです"),
        (b"<!DOCTYPE html><html>", "Wordのファイル（.docx）ではありません"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "XMLのファイルです"),
        (file()[:-30], "Wordのファイル（.docx）ではありません"),
        (file().replace(b"PK\x03\x04", b"PK\x03\x05"), "圧縮（zip）が壊れています"),
        (flagged(file()), "パスワードで保護されたファイルです"),
        (with_size(file(), WORD.max_bytes + 1), "ファイルの中身が大きすぎます"),
        (zipped({"a.txt": b"a"}), "Wordのファイル（.docx）ではありません"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocumentのファイル"),
        (file(content_type=SHEET_TYPE), "Excelのファイルです"),
        (file(target="word/nowhere.xml"), "本文の部品がありません"),
        (file(part("document", "<document/>")), "本文がありません"),
        (file(b"<w:document"), "XMLが壊れています"),
        (file(b""), "XMLが壊れています"),
        (file(b'<!DOCTYPE a [<!ENTITY b "c">]>' + DOCUMENT), "DOCTYPE"),
        (file(b"<a>" * 5000 + b"</a>" * 5000), "XMLが壊れています"),
        (file('<!DOCTYPE a><a b="&amp;"/>'.encode("utf-16")), "DOCTYPE"),
        (file("<?xml version='1.0' encoding='UTF-7'?><a>+AOk-</a>".encode("ascii")), "本文がありません"),
        (file('<?xml version="1.0" encoding="Shift_JIS"?><a>本文</a>'.encode("cp932")), "XMLが壊れています"),
    ],
)
def test_what_is_no_word_file_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        open_word(data)
    assert message in caught.value.message
    assert caught.value.hint


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused_never_more(data: st.DataObject) -> None:
    whole = bytearray(word_file("<p>{本文}</p>", {"word/comments.xml": "<comments/>"}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    told = []
    try:
        told += [defect.what for defect in lint(bytes(whole))]
    except UnreadableFileError as error:
        told += [error.message, error.hint]
    assert all(told)


def test_large_texts_are_read() -> None:
    long = "文" * 100_000
    rows = "<tr><tc><p>{甲}</p></tc></tr>" * 10_000
    assert texts(word_file(f"<p>{{{long}}}</p><tbl>{rows}</tbl>")) == (long, *("甲",) * 10_000)


@pytest.mark.parametrize(
    ("data", "has_macros"),
    [
        (file(), False),
        (file(content_type="application/vnd.ms-word.document.macroEnabled.main+xml"), True),
        (
            word_file(
                "<p/>",
                entries={
                    "word/_rels/document.xml.rels": (
                        f'<Relationships xmlns="{RELS}"><Relationship Id="a" Target="vbaProject.bin" '
                        'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>'
                    ).encode(),
                    "word/vbaProject.bin": b"x",
                },
            ),
            True,
        ),
    ],
)
def test_programs_in_the_file_are_told(data: bytes, has_macros: bool) -> None:
    assert open_word(data).has_macros is has_macros


def test_stories_are_found_by_their_relationships() -> None:
    parts = {
        "word/comments.xml": '<comments><comment id="1"><p>{意見}</p></comment></comments>',
        "word/header1.xml": "<hdr><p>{見出し}</p></hdr>",
        "word/footnotes.xml": '<footnotes><footnote id="1"><p>{注}</p></footnote></footnotes>',
    }
    stories = open_word(word_file("<p>{本文}</p>", parts)).stories
    assert [(story.kind, paragraph_texts(story.body)) for story in stories] == [
        ("document", ("本文",)),
        ("header", ("見出し",)),
        ("footnotes", ("注",)),
        ("comments", ("意見",)),
    ]


def test_a_name_that_stands_twice_is_read_once() -> None:
    stream = io.BytesIO(word_file("<p>{甲}</p>"))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", part("document", "<document><body><p>{乙}</p></body></document>"))
    package = open_word(stream.getvalue())
    assert package.duplicates == ("word/document.xml",)
    assert paragraph_texts(package.body) == ("甲",)
