"""`dxplan docx` with a template named in plan.yaml, and with one that cannot be used."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from cli_process import assert_refused, digest, replace_in
from docx.shared import Mm

from dxplan_cli.papers.kinds import KINDS
from templates import HEADER, REMOTE, in_header, rezipped, template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Call

TYPES, STYLES, MAIN = "[Content_Types].xml", "word/styles.xml", "word/document.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
BILLION = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]>'


def use(plan: Path, content: bytes | None, name: str = "様式.docx") -> None:
    if content is not None:
        (plan / name).write_bytes(content)
    replace_in(plan / "plan.yaml", "template: null", f"template: {name}")


def headed(path: Path) -> str:
    return docx.Document(str(path)).sections[0].header.paragraphs[0].text


def test_every_paper_is_in_the_offices_dress(plan: Path, call: Call) -> None:
    use(plan, template())

    done = call("docx", "all", "-o", "資料")

    assert done.code == 0, done.err
    assert "様式にないスタイルは、dxplan のもので補いました：日付" in done.err
    papers = list((plan.parent / "資料").glob("*.docx"))
    assert len(papers) == len(KINDS)
    assert {headed(paper).startswith(HEADER) for paper in papers} == {True}


@pytest.mark.parametrize("place", ["below", "beside", "absolute"])
def test_the_path_starts_from_the_data_folder(place: str, plan: Path, call: Call) -> None:
    names = {"below": "様式/委員会.docx", "beside": "../様式.docx", "absolute": str(plan.parent / "様式.docx")}
    (plan / "様式").mkdir()
    use(plan, template(), names[place])
    assert call("docx", "agenda", "-o", "次第.docx").code == 0
    assert headed(plan.parent / "次第.docx").startswith(HEADER)


def zipped(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def locked(blob: bytes) -> bytes:
    """Set the flag of an encrypted entry in the zip's list."""
    at = blob.index(b"PK\x01\x02")
    return blob[: at + 8] + b"\x01" + blob[at + 9 :]


def narrow(document: docx.document.Document) -> None:
    document.sections[0].left_margin = Mm(150)


def changed(name: str, change: Callable[[bytes], bytes] | None) -> bytes:
    return rezipped(template(), {name: change})


BAD = {
    "missing": (None, "ファイルがありません"),
    "empty": (b"", "壊れています"),
    "text": ("様式".encode(), "壊れています"),
    "old word": (OLE, ".doc"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    "locked zip": (locked(template()), "パスワード"),
    "another zip": (zipped(readme=b"x"), "Word の文書"),
    "cut short": (template()[:4000], "壊れています"),
    "damaged": (template()[:600] + bytes(400) + template()[1000:], "壊れています"),
    "workbook": (
        changed(TYPES, lambda b: b.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")), "Word の文書",
    ),
    "strict": (
        changed("_rels/.rels", lambda b: b.replace(
            b"schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            b"purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        )), "厳密な Open XML",
    ),
    "macro project": (rezipped(template(), {}, **{"word/vbaProject__bin": b"x"}), "マクロ"),
    "macro type": (
        changed(TYPES, lambda b: b.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )), "マクロ",
    ),
    "no styles": (
        changed("word/_rels/document.xml.rels", lambda b: b.replace(b"relationships/styles", b"relationships/nothing")),
        "スタイル",
    ),
    "no main part": (changed(MAIN, None), "壊れています"),
    "dtd": (changed(STYLES, lambda b: BILLION + b[b.index(b"<w:styles") :]), "DTD"),
    "dtd in utf-16": (
        changed(STYLES, lambda b: (BILLION + b[b.index(b"<w:styles") :]).decode().encode("utf-16")), "DTD",
    ),
    "broken xml": (changed(STYLES, lambda b: b[:-20]), "XML が壊れています"),
    "swollen": (rezipped(template(), {}, **{"word/media/x__xml": bytes(21_000_000)}), "大きくなりすぎる"),
    "many entries": (zipped(**{f"x{at}": b"" for at in range(5001)}), "大きくなりすぎる"),
    "no room": (template(narrow), "余白"),
    "lengths that are none": (changed(MAIN, lambda b: b.replace(b'w:left="', b'w:left="x')), "壊れています"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_template_that_cannot_be_used_is_refused_at_its_line(name: str, plan: Path, call: Call) -> None:
    content, words = BAD[name]
    use(plan, content)
    before = digest(plan.parent)

    done = call("docx", "all", "-o", "資料")

    assert done.code == 3, done
    assert done.err.startswith("エラー: ")
    assert "plan-data/plan.yaml:13: 様式「様式.docx」：" in done.err
    assert words in done.err
    assert "→ " in done.err
    assert digest(plan.parent) == before


def test_a_folder_and_a_name_no_file_can_have(plan: Path, call: Call) -> None:
    (plan / "様式").mkdir()
    for name in ("様式", '"\\0"', "様" * 300):
        text = (plan / "plan.yaml").read_text(encoding="utf-8")
        use(plan, None, name)
        assert_refused(call("docx", "agenda", "-o", "次第.docx"), 3)
        (plan / "plan.yaml").write_text(text, encoding="utf-8")
    assert not (plan.parent / "次第.docx").exists()


def test_a_template_with_links_is_used_without_them(plan: Path, call: Call) -> None:
    link = '<w:hyperlink r:id="rId90"><w:r><w:t>県</w:t></w:r></w:hyperlink>'
    use(plan, template(in_header(link, {"rId90": REMOTE})))
    done = call("docx", "agenda", "-o", "次第.docx")
    assert done.code == 0
    assert "外へのリンク" in done.err
    with zipfile.ZipFile(plan.parent / "次第.docx") as archive:
        assert not [name for name in archive.namelist() if b"example.com" in archive.read(name)]
