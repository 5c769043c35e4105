"""Papers in the office's own dress: what is taken from its template, what stays ours, and that nothing dangles."""

from __future__ import annotations

import io
import posixpath
import zipfile
from functools import cached_property

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt
from lxml import etree

from dxplan_cli.papers.blocks import (
    Cell,
    Contents,
    Frame,
    Heading,
    PaperDocument,
    Paragraph,
    Revision,
    Row,
    Run,
    Stamp,
    Style,
    Table,
    Tone,
    plain,
)
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.render.word.page import PORTRAIT
from dxplan_cli.render.word.template import read_template
from dxplan_cli.value import Value, replace
from templates import (
    GOTHIC,
    HEADER,
    MINCHO,
    REMOTE,
    add_style,
    in_header,
    japanese_ids,
    png,
    remove_styles,
    rezipped,
    template,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {"w": W[1:-1]}
PAPER = PaperDocument(
    "packet", "推進プラン", "事務局", Stamp("修正案", None, "3fa9"),
    (
        Contents(3),
        Heading(1, plain("第１章")),
        Heading(2, plain("１　現状")),
        Paragraph((Run("本文"), Run("新", Revision.INSERTED), Run("【追加】", tone=Tone.MARK))),
        Paragraph(plain("※ 注のある本文")),
        Paragraph(plain("浅い点"), Style.BULLET),
        Paragraph(plain("深い点"), Style.BULLET, level=1),
        Paragraph(plain("数える点"), Style.BULLET, number="（1）"),
        *(Paragraph(plain("段落"), style) for style in Style),
        Table((1, 1), (Row((Cell((Paragraph(plain("表"), Style.BULLET),)), Cell(()))),), caption="表題"),
        Heading(3, plain("表の下")),
        Frame((Paragraph(plain("囲み")),), "別案"),
    ),
    number="資料１", subtitle="第３回",
)  # fmt: skip


class Dressed(Value, dict=True):
    """A paper rendered with a template."""

    blob: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.blob)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.parts[name])

    def find(self, path: str, name: str = "word/document.xml") -> list[str]:
        found = self.xml(name).xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [str(each) for each in found]

    def style_of(self, text: str) -> str:
        """Return the name of the style of the last paragraph that begins with a text."""
        found = self.find(f"//w:p[starts-with(string(.), '{text}')]/w:pPr/w:pStyle/@w:val")
        return self.find(f"//w:style[@w:styleId='{found[-1]}']/w:name/@w:val", "word/styles.xml")[0]

    def properties_of(self, text: str) -> dict[str, dict[str, str]]:
        """Return the direct properties of the last paragraph that begins with a text."""
        paragraph = [p for p in self.xml().iter(f"{W}p") if "".join(p.itertext(f"{W}t")).startswith(text)][-1]
        return {
            str(each.tag).removeprefix(W): {str(k).removeprefix(W): str(v) for k, v in each.attrib.items()}
            for each in paragraph.iterfind(f"{W}pPr/*")
        }


def dress(blob: bytes, paper: PaperDocument = PAPER) -> Dressed:
    return Dressed(render_docx(paper, template=read_template(blob)))


def relations_of(dressed: Dressed, part: str) -> dict[str, tuple[str, bool]]:
    """Return the relations of a part: the name of the target by id, and whether it lies outside."""
    folder, name = posixpath.split(part)
    rels = dressed.parts.get(f"{folder}/_rels/{name}.rels")
    return {
        str(each.get("Id")): (
            posixpath.normpath(posixpath.join(folder, str(each.get("Target")))),
            each.get("TargetMode") == "External",
        )
        for each in (etree.fromstring(rels) if rels else ())
    }


def assert_whole(dressed: Dressed) -> None:
    """Nothing refers to what is not there: styles, lists, relations, parts, content types."""
    styles = dressed.xml("word/styles.xml")
    ids = [str(each.get(f"{W}styleId")) for each in styles.iter(f"{W}style")]
    names = [str(each.get(f"{W}val")).casefold() for each in styles.iterfind(f"{W}style/{W}name")]
    lists = set(dressed.find("//w:num/@w:numId", "word/numbering.xml")) | {"0"}
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    for name in [name for name in dressed.parts if name.endswith(".xml") and name != "[Content_Types].xml"]:
        part = dressed.xml(name)
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            assert {str(each.get(f"{W}val")) for each in part.iter(f"{W}{tag}")} <= set(ids), (name, tag)
        assert {str(each.get(f"{W}val")) for each in part.iter(f"{W}numId")} <= lists, name
        related = relations_of(dressed, name)
        used = {str(v) for each in part.iter() for k, v in each.attrib.items() if str(k).startswith(R)}
        assert used <= related.keys(), name
        assert not any(is_outside for _, is_outside in related.values())
        assert {target for target, _ in related.values()} <= dressed.parts.keys()
    for name in dressed.parts.keys() - {"[Content_Types].xml"}:
        assert name.endswith(".rels") or f'"/{name}"'.encode() in dressed.parts["[Content_Types].xml"]
    assert len(docx.Document(io.BytesIO(dressed.blob)).paragraphs) > 5


TEMPLATES = {
    "usual": template(),
    "japanese ids": template(japanese_ids),
    "few styles": template(
        remove_styles("Body Text", "List Bullet", "Caption", "Title", "Subtitle", "Heading 4", "TOC Heading")
    ),
    "our own paper": render_docx(PAPER),
    "our own paper in their dress": render_docx(PAPER, template=read_template(template(japanese_ids))),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_refers_to_what_is_not_there(name: str) -> None:
    assert_whole(dress(TEMPLATES[name]))


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_same_template_gives_the_same_bytes(name: str) -> None:
    assert dress(TEMPLATES[name]).blob == dress(TEMPLATES[name]).blob


@pytest.mark.parametrize("change", [None, japanese_ids], ids=["latin ids", "japanese ids"])
def test_styles_are_the_offices(change: object) -> None:
    dressed = dress(TEMPLATES["usual" if change is None else "japanese ids"])

    assert [dressed.style_of(text).casefold() for text in ("第１章", "１", "本文", "浅い点", "推進", "第３回")] == [
        "heading 1", "heading 2", "body text", "list bullet", "title", "subtitle",
    ]  # fmt: skip
    opened = docx.Document(io.BytesIO(dressed.blob))
    faces = opened.styles["Heading 1"].element.find(f"{W}rPr/{W}rFonts")
    assert faces.get(f"{W}eastAsia") == GOTHIC


def test_what_we_add_takes_the_offices_faces_and_the_size_of_its_body() -> None:
    def larger(document: docx.document.Document) -> None:
        document.styles["Normal"].font.size = Pt(12)

    dressed = dress(template(larger, remove_styles("Body Text")))

    def of(style: str, path: str) -> list[str]:
        return dressed.find(f"//w:style[w:name/@w:val='{style}']/w:rPr/{path}", "word/styles.xml")

    assert of("表", "w:rFonts/@w:eastAsia") == [MINCHO]
    assert of("表見出し", "w:rFonts/@w:eastAsia") == of("修正の印", "w:rFonts/@w:eastAsia") == [GOTHIC]
    assert of("Body Text", "w:sz/@w:val") == ["24"]
    assert of("表", "w:sz/@w:val") == ["19"]
    assert "BIZ UD" not in dressed.parts["word/styles.xml"].decode()


def test_what_stands_in_tables_does_not_inherit_from_the_offices_normal() -> None:
    based = dress(template()).find("//w:style[w:name/@w:val='表']/w:basedOn", "word/styles.xml")
    assert based == []


def test_the_header_comes_along_with_its_picture_and_the_footer_stays_ours() -> None:
    dressed = dress(template())

    header = docx.Document(io.BytesIO(dressed.blob)).sections[0].header
    assert header.paragraphs[0].text.startswith(HEADER)
    (picture,) = [target for target, _ in relations_of(dressed, "word/header1.xml").values()]
    assert dressed.parts[picture] == png()
    assert "照合番号 3fa9" in dressed.parts["word/footer1.xml"].decode()
    assert "様式の本文" not in dressed.parts["word/document.xml"].decode()


def test_margins_and_sheet_are_the_offices() -> None:
    section = docx.Document(io.BytesIO(dress(template()).blob)).sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [30, 20, 35, 25]
    assert section.header_distance is not None
    assert round(section.header_distance.mm) == 12


def test_a_landscape_paper_turns_the_sheet_with_its_bound_side_up() -> None:
    section = docx.Document(io.BytesIO(dress(template(), replace(PAPER, landscape=True)).blob)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [30, 35, 20, 25]


@pytest.mark.parametrize("house", [read_template(template()).page, PORTRAIT, replace(PORTRAIT, gutter=300, left=900)])
def test_turning_a_sheet_twice_changes_nothing(house: object) -> None:
    assert isinstance(house, type(PORTRAIT))
    assert house.turned().turned() == house
    assert house.turned().text_width == house.text_height
    assert house.turned().text_height == house.text_width


@pytest.mark.parametrize("landscape", [False, True])
def test_tables_are_as_wide_as_the_text(*, landscape: bool) -> None:
    def bound(document: docx.document.Document) -> None:
        document.sections[0].gutter = Mm(10)

    dressed = dress(template(bound), replace(PAPER, landscape=landscape))
    width = 16838 if landscape else 11906
    margins = dressed.xml().find(f".//{W}pgMar")
    assert margins is not None
    room = width - sum(int(str(margins.get(f"{W}{side}"))) for side in ("left", "right"))
    room -= 0 if landscape else int(str(margins.get(f"{W}gutter")))
    assert dressed.find("//w:tbl[w:tblPr/w:tblCaption]/w:tblPr/w:tblW/@w:w")[0] == str(room)
    assert bool(dressed.find("//w:gutterAtTop", "word/settings.xml")) == landscape


def test_first_and_even_pages_have_the_offices_headers_and_our_footer() -> None:
    def three(document: docx.document.Document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "表紙"
        section.even_page_header.paragraphs[0].text = "偶数"

    dressed = dress(template(three))

    section = docx.Document(io.BytesIO(dressed.blob)).sections[0]
    assert section.different_first_page_header_footer
    assert (section.first_page_header.paragraphs[0].text, section.even_page_header.paragraphs[0].text) == (
        "表紙",
        "偶数",
    )
    assert dressed.find("//w:footerReference/@w:type") == ["default", "even", "first"]
    assert len({dressed.parts[f"word/footer{number}.xml"] for number in (1, 2, 3)}) == 1
    assert "evenAndOddHeaders" in dressed.parts["word/settings.xml"].decode()
    assert_whole(dressed)


def test_the_last_section_counts_and_borrows_its_header_from_the_one_before() -> None:
    def second(document: docx.document.Document) -> None:
        document.add_section(WD_SECTION.NEW_PAGE).left_margin = Mm(40)

    dressed = dress(template(second))
    section = docx.Document(io.BytesIO(dressed.blob)).sections[0]
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 40
    assert section.header.paragraphs[0].text.startswith(HEADER)


def test_missing_styles_are_named_in_japanese() -> None:
    missing = remove_styles("Body Text", "Title", "Heading 3")
    assert read_template(template(missing)).remarks == (
        "様式にないスタイルは、dxplan のもので補いました：表題、本文、日付、見出し 3、目次 1、目次 2、目次 3、目次 4",
    )
    assert read_template(TEMPLATES["our own paper"]).remarks == ()


@pytest.mark.parametrize("name", ["BODY  text", "本文", "別の名,Body Text"])
def test_names_fold_as_word_folds_them(name: str) -> None:
    head, _, aliases = name.partition(",")
    alias = f'<w:aliases w:val="{aliases}"/>' if aliases else ""
    style = f'<w:style w:type="paragraph" w:styleId="af9"><w:name w:val="{head}"/>{alias}</w:style>'
    dressed = dress(template(remove_styles("Body Text"), add_style(style)))
    assert dressed.style_of("本文") == head


def test_an_id_that_means_something_else_there_is_not_ours() -> None:
    style = '<w:style w:type="paragraph" w:styleId="DxCell"><w:name w:val="よその書式"/></w:style>'
    clash = '<w:style w:type="character" w:styleId="x1"><w:name w:val="リード文"/></w:style>'
    dressed = dress(template(add_style(style), add_style(clash)))
    assert dressed.find("//w:style[w:name/@w:val='表']/@w:styleId", "word/styles.xml") == ["DxCell2"]
    assert "DxCell2" in dressed.find("//w:tc/w:p/w:pPr/w:pStyle/@w:val")
    names = dressed.find("//w:style/w:name/@w:val", "word/styles.xml")
    assert {"よその書式", "表", "リード文", "リード文（dxplan）"} <= set(names)
    assert_whole(dressed)


class TestParagraphsSayWhatTheOfficesStyleDoesNot:
    def test_a_bullet_has_a_sign_at_every_depth(self) -> None:
        dressed = dress(template())
        assert "numPr" not in dressed.properties_of("浅い点")
        number = dressed.xml().xpath("//w:p[contains(string(.), '深い点')]//w:numId/@w:val", namespaces=NAMES)
        assert isinstance(number, list)
        sign = (
            "//w:abstractNum[@w:abstractNumId=//w:num[@w:numId='{}']/w:abstractNumId/@w:val]/w:lvl[2]/w:lvlText/@w:val"
        )
        assert dressed.find(sign.format(number[0]), "word/numbering.xml") == ["・"]

    def test_a_bullet_style_without_a_list_gets_ours(self) -> None:
        plain_style = '<w:style w:type="paragraph" w:styleId="af5"><w:name w:val="List Bullet"/></w:style>'
        dressed = dress(template(remove_styles("List Bullet"), add_style(plain_style)))
        assert "numPr" in dressed.properties_of("浅い点")

    def test_a_heading_does_not_count_itself(self) -> None:
        def counting(document: docx.document.Document) -> None:
            number = document.styles["List Number"].element.find(f"{W}pPr/{W}numPr")
            document.styles["Heading 1"].element.get_or_add_pPr().append(number)

        dressed = dress(template(counting))
        assert dressed.find("//w:p[starts-with(string(.), '第１章')]/w:pPr/w:numPr/w:numId/@w:val") == ["0"]

    def test_the_page_number_stands_at_the_right_margin(self) -> None:
        dressed = dress(template())
        stops = dressed.xml("word/footer1.xml").findall(f".//{W}tab[@{W}val]")
        kinds = {str(stop.get(f"{W}pos")): str(stop.get(f"{W}val")) for stop in stops}
        assert [pos for pos, kind in kinds.items() if kind == "right"] == [str(11906 - 1701 - 1134)]
        assert {"clear"} == {kind for kind in kinds.values() if kind != "right"}

    def test_a_caption_stays_with_its_table_and_a_heading_keeps_off_it(self) -> None:
        def tight(document: docx.document.Document) -> None:
            document.styles["Heading 3"].paragraph_format.space_before = Pt(0)

        assert "keepNext" in dress(template()).properties_of("表題")
        assert "spacing" not in dress(template()).properties_of("表の下")
        assert dress(template(tight)).properties_of("表の下")["spacing"]["before"] == "200"


class TestWhatStaysBehind:
    def test_links_lose_their_target_and_keep_their_words(self) -> None:
        link = '<w:hyperlink r:id="rId90"><w:r><w:t>県のページ</w:t></w:r></w:hyperlink>'
        blob = template(in_header(link, {"rId90": REMOTE}))
        dressed = dress(blob)
        assert "県のページ" in dressed.parts["word/header1.xml"].decode()
        assert b"example.com" not in b"".join(dressed.parts.values())
        assert read_template(blob).remarks[-1] == "様式のヘッダーなどにある、外へのリンクや埋め込みは、資料に入れません"
        assert_whole(dressed)

    @pytest.mark.parametrize("code", ['INCLUDEPICTURE "http://example.com/a.png"', "DDEAUTO cmd", "includetext x"])
    def test_fields_that_fetch_are_left_as_their_result(self, code: str) -> None:
        field = "".join(
            f"<w:r>{each}</w:r>"
            for each in (
                '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{code}</w:instrText>",
                '<w:fldChar w:fldCharType="separate"/>', "<w:t>結果</w:t>", '<w:fldChar w:fldCharType="end"/>',
            )
        )  # fmt: skip
        header = dress(template(in_header(field))).parts["word/header1.xml"].decode()
        assert "結果" in header
        assert not [word for word in ("instrText", "fldChar") if word in header]

    def test_fields_that_only_count_stay(self) -> None:
        header = dress(template(in_header('<w:fldSimple w:instr=" PAGE "/>'))).parts["word/header1.xml"].decode()
        assert "PAGE" in header

    def test_revisions_of_the_header_are_accepted(self) -> None:
        marks = (
            '<w:ins w:id="1" w:author="a"><w:r><w:t>増</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>減</w:delText></w:r></w:del>'
        )
        header = dress(template(in_header(marks))).parts["word/header1.xml"].decode()
        assert "増" in header
        assert not [word for word in ("減", "w:ins", "w:del") if word in header]

    def test_settings_are_ours(self) -> None:
        dressed = dress(template())
        assert dressed.find("//w:compatSetting[@w:name='compatibilityMode']/@w:val", "word/settings.xml") == ["15"]
        assert not [word for word in ("attachedTemplate", "updateFields") if word in str(dressed.parts)]


def test_a_dotx_is_as_good() -> None:
    def as_dotx(types: bytes) -> bytes:
        return types.replace(b"document.main+xml", b"template.main+xml")

    assert read_template(rezipped(template(), {"[Content_Types].xml": as_dotx})) == read_template(template())
