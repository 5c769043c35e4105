"""What finished files give away: every text with its place, and every name of an author."""

from __future__ import annotations

import pytest
from word_files import word_file, zipped

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.disclosure.lines import disclose_lines
from dxplan_cli.intake.disclosure.statement import Credit, Disclosure, Statement
from dxplan_cli.intake.disclosure.word import disclose_word
from dxplan_cli.intake.disclosure.workbook import disclose_workbook

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>対応表</dc:title><dc:creator>山田</dc:creator><cp:lastModifiedBy>高橋</cp:lastModifiedBy>"
    "</cp:coreProperties>"
).encode()
APPLICATION = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    + "<Manager>佐藤</Manager><Company>県</Company></Properties>".encode()
)
CUSTOM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    + '<property fmtid="x" pid="2" name="担当"><vt:lpwstr>鈴木</vt:lpwstr></property></Properties>'.encode()
)


def relationships(*triples: tuple[str, str, str]) -> bytes:
    entries = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in triples)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'.encode()


PROPERTIES = (
    ("rId7", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("rId8", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    ("rId9", f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
)
ENTRIES = {"docProps/core.xml": CORE, "docProps/app.xml": APPLICATION, "docProps/custom.xml": CUSTOM}


def told(disclosure: Disclosure) -> list[tuple[str, str]]:
    return [(each.where, each.text) for each in disclosure.statements]


def test_a_word_file_tells_its_properties() -> None:
    package = relationships(("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"), *PROPERTIES)
    disclosure = disclose_word(word_file("<p>{文}</p>", entries={"_rels/.rels": package, **ENTRIES}))

    assert told(disclosure) == [
        ("本文の1番目の段落", "文"),
        ("プロパティ（title）", "対応表"),
        ("プロパティ（Company）", "県"),
        ("プロパティ（担当）", "鈴木"),
    ]
    assert disclosure.credits == (Credit("作成者", "山田"), Credit("最終更新者", "高橋"), Credit("管理者", "佐藤"))


def test_a_word_file_tells_deleted_words_comments_headers_notes_and_descriptions() -> None:
    drawing = '<p><r><drawing><wp:inline><wp:docPr id="1" name="x" descr="体系図"/></wp:inline></drawing></r></p>'
    disclosure = disclose_word(
        word_file(
            f'<p>{{今}}<del id="1" author="山田">[昔]</del></p>{drawing}',
            parts={
                "word/comments.xml": '<comments><comment id="1" author="高橋"><p>{直す}</p></comment></comments>',
                "word/header1.xml": "<hdr><p>{県}</p></hdr>",
                "word/footnotes.xml": '<footnotes><footnote id="1"><p>{注}</p></footnote></footnotes>',
                "word/people.xml": '<w15:people><w15:person w15:author="佐藤"/></w15:people>',
            },
        )
    )

    assert set(told(disclosure)) == {
        ("本文の1番目の段落", "今昔"),
        ("本文の図の説明", "体系図"),
        ("コメントの1番目の段落", "直す"),
        ("ヘッダーの1番目の段落", "県"),
        ("脚注の1番目の段落", "注"),
    }
    assert set(disclosure.credits) == {
        Credit("変更履歴の作成者", "山田"),
        Credit("コメントの作成者", "高橋"),
        Credit("コメントや変更履歴の作成者", "佐藤"),
    }


@pytest.mark.parametrize(("heading", "is_roster"), [("氏名", True), (" 氏名 ", True), ("委員", False), ("意見", False)])
def test_a_list_of_persons_is_a_table_that_says_so(heading: str, is_roster: bool) -> None:
    table = f"<tbl><tr><tc><p>{{{heading}}}</p></tc></tr><tr><tc><p>{{山田 太郎}}</p></tc></tr></tbl>"
    disclosure = disclose_word(word_file(f"{table}<p>{{山田 太郎}}</p>"))

    assert [each.is_roster for each in disclosure.statements] == [is_roster, is_roster, False]


SHEET = f"""<worksheet xmlns="{_SHEET}"><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>文</t></is></c></row>
    <row r="2" hidden="1"><c r="A2" t="str"><v>式の値</v></c><c r="B2"><v>42</v></c><c r="C2" t="s"><v>9</v></c></row>
    </sheetData><headerFooter><oddHeader>頭</oddHeader></headerFooter></worksheet>"""


def workbook(**entries: bytes) -> bytes:
    return zipped(
        {
            "_rels/.rels": relationships(("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml"), *PROPERTIES),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
                '<sheet name="意見" sheetId="1" state="hidden" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": relationships(
                ("rId1", f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
                ("rId2", f"{_OFFICE}/sharedStrings", "sharedStrings.xml"),
                ("rId3", "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml"),
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}"><si><r><t>山</t></r><r><t>田</t></r><rPh><t>ヤマダ</t></rPh></si></sst>'.encode(),
            "xl/worksheets/sheet1.xml": SHEET.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                ("rId1", f"{_OFFICE}/comments", "../comments1.xml"), ("rId2", f"{_OFFICE}/drawing", "../drawing1.xml")
            ),
            "xl/comments1.xml": (
                f'<comments xmlns="{_SHEET}"><authors><author>高橋</author></authors><commentList>'
                '<comment ref="A1" authorId="0"><text><t>要確認</t></text></comment></commentList></comments>'
            ).encode(),
            "xl/drawing1.xml": b'<wsDr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>'
            + "図の字</a:t></wsDr>".encode(),
            "xl/persons/person.xml": '<personList><person displayName="鈴木"/></personList>'.encode(),
            **ENTRIES,
            **entries,
        }
    )


def test_a_workbook_tells_every_cell_note_shape_and_author() -> None:
    disclosure = disclose_workbook(workbook())

    assert [each for each in told(disclosure) if each[1]] == [
        ("シートの名", "意見"),
        ("シート「意見」のA1", "山田"),
        ("シート「意見」のB1", "文"),
        ("シート「意見」のA2", "式の値"),
        ("シート「意見」のB2", "42"),
        ("シート「意見」のヘッダー・フッター", "頭"),
        ("シート「意見」のA1のコメント", "要確認"),
        ("シート「意見」の図形", "図の字"),
        ("プロパティ（title）", "対応表"),
        ("プロパティ（Company）", "県"),
        ("プロパティ（担当）", "鈴木"),
    ]
    assert [each.name for each in disclosure.credits] == ["山田", "高橋", "佐藤", "高橋", "鈴木"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_text_file_tells_its_lines(encoding: str) -> None:
    assert disclose_lines("意見\n\n山田さん\n".encode(encoding)) == Disclosure(
        (Statement("1行目", "意見", 1), Statement("3行目", "山田さん", 3))
    )


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (disclose_word, b"%PDF-1.7"),
        (disclose_word, workbook()),
        (disclose_workbook, b"PK\x03\x04"),
        (disclose_workbook, zipped({"a": b"b"})),
        (disclose_workbook, workbook(**{"xl/worksheets/sheet1.xml": b"<worksheet>"})),
        (disclose_lines, b"\x81\xff\xff"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(read: object, data: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(data)  # type: ignore[operator]
    assert refused.value.hint


@pytest.mark.parametrize("content", [b"<a>", b"<!DOCTYPE a><a/>", b"\xff\xfe\x00"])
@pytest.mark.parametrize(
    "part", ["_rels/.rels", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml"]
)
def test_a_broken_workbook_is_not_called_a_word_file(part: str, content: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        disclose_workbook(workbook(**{part: content}))
    assert part in refused.value.message
    assert "Wordの" not in refused.value.message
    assert "Wordで" not in refused.value.hint
