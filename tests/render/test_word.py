"""The Word file of a paper, rule by rule, in its XML and as another reader opens it."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cached_property
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dxplan_cli.papers.blocks import (
    Cell,
    Contents,
    Entry,
    Frame,
    Heading,
    ImageFile,
    Organisation,
    PageBreak,
    PaperDocument,
    Paragraph,
    Picture,
    Revision,
    Row,
    Run,
    Stamp,
    Style,
    Table,
    Timeline,
    Tone,
    Tree,
    plain,
)
from dxplan_cli.render.picture.image_file import read_size
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.render.word.looks import DELETED, INSERTED, QUIET, SHADE
from dxplan_cli.render.word.page import split_width
from dxplan_cli.render.word.paragraphs import bookmark_name
from dxplan_cli.value import Value, replace
from effort import growth

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import (
        Block,
        Runs,
    )

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
MINCHO, GOTHIC = "BIZ UD明朝", "BIZ UDゴシック"
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 9240, 14280
HOSTILE = "a\x00b\x0bc\ud800d\ufffee\uffff<&>\"'\r\nf\tg]]>\x1b[31m"
TAME = "a\ufffdb\nc\ufffdd\ufffde\ufffd<&>\"'\nf\tg]]>\ufffd[31m"


def paper(*blocks: Block) -> PaperDocument:
    return PaperDocument("見え消し版", "推進プラン", "青森県○○課", Stamp("修正案", "２０２３．１０", "3fa9"), blocks)


class Drawn(Value, dict=True):
    """A rendered paper: `xml(part)` and `find(xpath)` in its main part."""

    blob: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.blob)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, part: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.parts[part])

    def find(self, path: str, part: str = "word/document.xml") -> list[str]:
        """Return what an XPath finds, elements as their attribute values joined, everything as strings."""
        found = self.xml(part).xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [
            str(one) if not isinstance(one, etree._Element) else " ".join(map(str, one.attrib.values()))
            for one in found
        ]


def draw(*blocks: Block) -> Drawn:
    return Drawn(render_docx(paper(*blocks)))


def draw_runs(*runs: Run) -> Drawn:
    return draw(Paragraph(runs))


def cell(text: str, *, span: int = 1, shaded: bool = False, align: str = "left") -> Cell:
    return Cell((Paragraph(plain(text)),), span, shaded, align)


def table(*texts: tuple[str, ...], header_rows: int = 1) -> Table:
    rows = tuple(Row(tuple(cell(text) for text in row)) for row in texts)
    return Table((1.0,) * len(texts[0]), rows, header_rows=header_rows)


def styled(style: str, path: str) -> list[str]:
    return draw().find(f"//w:style[@w:styleId='{style}']/{path}", "word/styles.xml")


RICH = paper(
    Contents(3),
    Heading(1, plain("第１章"), anchor="chapter"),
    Paragraph(
        (Run("旧", Revision.DELETED), Run("新", Revision.INSERTED), Run("【修正①】", tone=Tone.MARK)), anchor="node-1"
    ),
    Paragraph(plain("項目"), Style.BULLET, level=2),
    Frame((Paragraph(plain("囲み")), Paragraph(plain("点"), Style.BULLET)), "別案"),
    table(("新", "旧"), ("a", "b")),
    Picture(Tree((Entry(0, "産業", "姿"), Entry(1, "商工業"), Entry(2, "深い")), (Entry(0, "基盤"),)), "図の説明"),
    PageBreak(),
    Heading(2, plain("終わり")),
)


class TestPackage:
    def test_same_paper_same_bytes(self) -> None:
        assert render_docx(RICH) == render_docx(replace(RICH))

    def test_zip_does_not_know_the_time(self) -> None:
        with zipfile.ZipFile(io.BytesIO(render_docx(RICH))) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.namelist()[:3] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]

    def test_properties_name_the_office_and_one_moment(self) -> None:
        document = replace(paper(), subtitle="第３回", keywords=("ＤＸ", "計画"))
        properties = docx.Document(io.BytesIO(render_docx(document))).core_properties
        assert (properties.title, properties.author, properties.last_modified_by) == (
            "推進プラン", "青森県○○課", "青森県○○課",
        )  # fmt: skip
        assert (properties.subject, properties.category, properties.keywords) == ("第３回", "見え消し版", "ＤＸ、計画")
        assert properties.created == properties.modified
        assert str(properties.created).startswith("1980-01-01 00:00:00")

    def test_nothing_of_a_library_or_a_template_is_left(self) -> None:
        parts = draw(*RICH.blocks).parts
        assert not [name for name in parts if "thumbnail" in name or "customXml" in name or "theme" in name]
        assert b"python-docx" not in b"".join(parts.values())

    def test_no_question_at_opening(self) -> None:
        parts = draw(*RICH.blocks).parts
        assert b"updateFields" not in parts["word/settings.xml"]
        assert b"dirty" not in parts["word/document.xml"]

    def test_every_related_part_exists_and_has_a_type(self) -> None:
        drawn = draw()
        targets = re.findall(rb'Target="([^"]+)"', drawn.parts["word/_rels/document.xml.rels"])
        assert {f"word/{target.decode()}" for target in targets} <= drawn.parts.keys()
        for name in drawn.parts.keys() - {"[Content_Types].xml"}:
            told = 'Extension="png"' if name.endswith(".png") else f'PartName="/{name}"'
            assert name.endswith(".rels") or told.encode() in drawn.parts["[Content_Types].xml"]


class TestPage:
    @pytest.mark.parametrize(
        ("landscape", "size", "text"),
        [(False, (11906, 16838), PORTRAIT_WIDTH), (True, (16838, 11906), LANDSCAPE_WIDTH)],
    )
    def test_a4_with_margins_of_20_to_25_mm(self, *, landscape: bool, size: tuple[int, int], text: int) -> None:
        section = docx.Document(io.BytesIO(render_docx(replace(paper(), landscape=landscape)))).sections[0]
        assert section.page_width is not None
        assert section.page_height is not None
        assert (section.page_width.twips, section.page_height.twips) == size
        margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert all(margin is not None and 20 <= margin.mm <= 25 for margin in margins)
        assert section.left_margin is not None
        assert size[0] - 2 * section.left_margin.twips == text

    def test_landscape_is_said(self) -> None:
        assert Drawn(render_docx(replace(paper(), landscape=True))).find("//w:pgSz/@w:orient") == ["landscape"]
        assert draw().find("//w:pgSz/@w:orient") == []

    def test_number_box_stands_at_the_right_above_the_title(self) -> None:
        drawn = Drawn(render_docx(replace(paper(), number="資料２－１", subtitle="第３回")))
        box = "//w:body/*[1][self::w:tbl]"
        assert drawn.find(f"{box}/w:tblPr/w:jc/@w:val") == ["right"]
        assert drawn.find(f"{box}//w:t/text()") == ["資料２－１"]
        assert drawn.find("//w:body/w:p/w:pPr/w:pStyle/@w:val") == ["Title", "Subtitle"]
        assert styled("DxNumberBox", "w:tblPr/w:tblBorders/w:top/@w:val") == ["single"]

    def test_footer_has_stamp_left_and_page_of_pages_right(self) -> None:
        drawn = draw(Heading(1, plain("一")), PageBreak(), Heading(1, plain("二")))
        part = "word/footer1.xml"
        assert drawn.find("//w:footerReference/@w:type") == ["default"]
        assert drawn.find("//w:t/text()", part) == ["修正案　２０２３．１０　照合番号 3fa9", "1", " / ", "2"]
        assert drawn.find("//w:instrText/text()", part) == [" PAGE ", " NUMPAGES "]
        assert drawn.find("//w:tab", part) == [""]
        assert styled("Footer", "w:pPr/w:pBdr/w:top/@w:sz") == ["4"]
        assert styled("Footer", "w:pPr/w:tabs/w:tab/@w:pos") == [str(PORTRAIT_WIDTH)]

    def test_footer_without_a_date_says_so(self) -> None:
        drawn = Drawn(render_docx(replace(paper(), stamp=Stamp("素案", None, "00"))))
        assert drawn.find("//w:t/text()", "word/footer1.xml")[0] == "素案　日付未定　照合番号 00"

    def test_page_break_belongs_to_the_next_paragraph(self) -> None:
        drawn = draw(Paragraph(plain("前")), PageBreak(), Heading(1, plain("後")), PageBreak(), Paragraph(plain("終")))
        assert drawn.find("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()") == ["後", "終"]
        assert drawn.find("//w:br") == []

    def test_page_break_before_a_table_and_at_the_end(self) -> None:
        drawn = draw(PageBreak(), table(("a",), ("b",)), PageBreak())
        assert drawn.find("//w:p[w:pPr/w:pageBreakBefore]/following-sibling::*[1][self::w:tbl]") == [""]
        assert len(drawn.find("//w:pageBreakBefore")) == 1


class TestStyles:
    def test_japanese_faces_and_language_are_the_default(self) -> None:
        fonts = draw().find("//w:docDefaults//w:rFonts/@*", "word/styles.xml")
        assert fonts == [MINCHO] * 4
        assert draw().find("//w:docDefaults//w:lang/@*", "word/styles.xml") == ["ja-JP", "ja-JP", "ar-SA"]
        assert draw().find("//w:docDefaults//w:widowControl", "word/styles.xml") == [""]

    @pytest.mark.parametrize(
        ("style", "face"),
        [("BodyText", MINCHO), ("ListBullet", MINCHO), ("DxCell", MINCHO), ("Title", GOTHIC), ("Caption", GOTHIC)]
        + [(f"Heading{level}", GOTHIC) for level in (1, 2, 3, 4)],
    )
    def test_face_of_a_style_is_the_same_for_every_script(self, style: str, face: str) -> None:
        assert styled(style, "w:rPr/w:rFonts/@*") == [face] * 4

    @pytest.mark.parametrize("level", [1, 2, 3, 4])
    def test_headings_are_real(self, level: int) -> None:
        drawn = draw(Heading(level, plain("見出し")))
        assert docx.Document(io.BytesIO(drawn.blob)).paragraphs[-1].style is not None
        assert drawn.find("//w:pStyle/@w:val")[-1] == f"Heading{level}"
        assert styled(f"Heading{level}", "w:name/@w:val") == [f"heading {level}"]
        assert styled(f"Heading{level}", "w:pPr/w:outlineLvl/@w:val") == [str(level - 1)]
        assert styled(f"Heading{level}", "w:pPr/w:keepNext") == [""]

    def test_every_style_used_is_defined(self) -> None:
        drawn = draw(*RICH.blocks)
        used = drawn.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
        assert set(used) <= set(drawn.find("//w:style/@w:styleId", "word/styles.xml"))

    def test_layout_is_that_of_word_2013(self) -> None:
        setting = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
        assert draw().find(setting, "word/settings.xml") == ["15"]

    @pytest.mark.parametrize(
        ("color", "paper_color"), [(c, p) for c in (QUIET, INSERTED, DELETED) for p in ("FFFFFF", SHADE)]
    )
    def test_colors_of_text_can_be_read(self, color: str, paper_color: str) -> None:
        def light(value: str) -> float:
            parts = [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]
            linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

        assert (light(paper_color) + 0.05) / (light(color) + 0.05) >= 4.5


class TestRuns:
    def properties(self, *runs: Run) -> list[list[str]]:
        found = draw_runs(*runs).xml().xpath("//w:body/w:p[last()]/w:r", namespaces=NAMES)
        assert isinstance(found, list)
        return [
            [etree.QName(one).localname for one in run.iterfind("w:rPr/*", NAMES)]
            for run in found
            if isinstance(run, etree._Element)
        ]

    def test_revisions_are_never_shown_by_color_alone(self) -> None:
        runs = (Run("同"), Run("新", Revision.INSERTED), Run("旧", Revision.DELETED))
        assert self.properties(*runs) == [[], ["color", "u"], ["strike", "color"]]

    def test_revision_and_tone_add_up(self) -> None:
        runs = (Run("新", Revision.INSERTED, Tone.MARK), Run("旧", Revision.DELETED, Tone.UNDERLINED))
        assert self.properties(*runs) == [["rStyle", "b", "color", "u"], ["rStyle", "strike", "color", "u"]]

    @pytest.mark.parametrize("tone", [Tone.MARK, Tone.STRONG])
    def test_marks_are_bold_gothic(self, tone: Tone) -> None:
        drawn = draw_runs(Run("【追加①】", tone=tone))
        style = drawn.find("//w:r/w:rPr/w:rStyle/@w:val")[-1]
        assert drawn.find("//w:r[w:rPr/w:b]//w:t/text()") == ["【追加①】"]
        assert styled(style, "w:rPr/w:rFonts/@w:eastAsia") == [GOTHIC]

    def test_mark_in_a_heading_is_bold_outright(self) -> None:
        """A bold character style on a bold paragraph style would cancel out."""
        drawn = draw(Heading(1, (Run("題"), Run("【追加】", tone=Tone.MARK), Run("（新設）", tone=Tone.QUIET))))
        assert drawn.find("//w:r[w:rPr/w:b[@w:val='1']]//w:t/text()") == ["【追加】"]
        assert drawn.find("//w:r[w:rPr/w:b[@w:val='0']]//w:t/text()") == ["（新設）"]

    def test_quiet_is_smaller_and_grey_underlined_is_underlined(self) -> None:
        assert styled("DxQuiet", "w:rPr/w:sz/@w:val") == ["18"]
        assert styled("DxQuiet", "w:rPr/w:color/@w:val") == [QUIET]
        assert styled("DxUnderlined", "w:rPr/w:u/@w:val") == ["single"]
        assert draw_runs(Run("略", tone=Tone.QUIET)).find("//w:rStyle/@w:val") == ["DxQuiet"]
        assert draw_runs(Run("語", tone=Tone.UNDERLINED)).find("//w:rStyle/@w:val") == ["DxUnderlined"]

    def test_line_breaks_tabs_and_blanks_are_kept(self) -> None:
        drawn = draw_runs(Run(" 一\n二\t三 "))
        names = [etree.QName(one).localname for one in drawn.xml().findall(".//w:p", NAMES)[-1].findall("w:r/*", NAMES)]
        assert names == ["t", "br", "t", "tab", "t"]
        assert drawn.find("//w:body/w:p[last()]//w:t/text()") == [" 一", "二", "三 "]
        assert drawn.find("//w:t[not(@xml:space='preserve')]") == []

    def test_forbidden_characters_never_reach_the_file(self) -> None:
        document = PaperDocument(
            HOSTILE, HOSTILE, HOSTILE, Stamp(HOSTILE, HOSTILE, HOSTILE),
            (
                Contents(1), Heading(1, plain(HOSTILE), anchor=HOSTILE), Paragraph(plain(HOSTILE), anchor=HOSTILE),
                Table((1,), (Row((cell(HOSTILE),)),), caption=HOSTILE, summary=HOSTILE), Frame((), HOSTILE),
                Picture(Organisation((Entry(0, HOSTILE, HOSTILE),)), HOSTILE),
            ),
            number=HOSTILE, subtitle=HOSTILE, keywords=(HOSTILE,),
        )  # fmt: skip
        opened = docx.Document(io.BytesIO(render_docx(document)))
        texts = [paragraph.text for paragraph in opened.paragraphs]
        assert texts.count(TAME) == 5
        assert opened.tables[1].cell(0, 0).text == TAME


class TestParagraphs:
    def test_bullets_are_a_real_list_with_hanging_levels(self) -> None:
        drawn = draw(*(Paragraph(plain("点"), Style.BULLET, level) for level in range(10)))
        assert drawn.find("//w:p/w:pPr/w:numPr/w:ilvl/@w:val") == ["1", "2", "3", "4", "5", "6", "7", "8", "8"]
        assert styled("ListBullet", "w:pPr/w:numPr/w:numId/@w:val") == ["1"]
        numbering = "//w:abstractNum[@w:abstractNumId='1']/w:lvl"
        assert drawn.find(f"{numbering}/w:lvlText/@w:val", "word/numbering.xml") == ["・"] * 9
        lefts = [int(left) for left in drawn.find(f"{numbering}/w:pPr/w:ind/@w:left", "word/numbering.xml")]
        assert lefts == sorted(set(lefts))
        assert drawn.find(f"{numbering}/w:pPr/w:ind/@w:hanging", "word/numbering.xml") == ["210"] * 9

    def test_note_hangs_behind_its_sign(self) -> None:
        drawn = draw(Paragraph(plain("※ 注"), Style.NOTE), Paragraph(plain("出典"), Style.NOTE))
        assert drawn.find("//w:body/w:p/w:pPr/w:ind/@w:hanging") == ["180"]

    @pytest.mark.parametrize("style", list(Style))
    def test_every_style_is_drawn_in_text_and_cell(self, style: Style) -> None:
        paragraph = Paragraph(plain("文"), style)
        drawn = draw(paragraph, Table((1,), (Row((Cell((paragraph,)),)),), header_rows=0))
        assert drawn.find("//w:t/text()")[-2:] == ["文", "文"]

    def test_nodes_have_one_bookmark_each(self) -> None:
        drawn = draw(*(Paragraph(plain("文"), anchor=node) for node in ("shoko-policy-it", "shoko-policy-it", "会議")))
        names = drawn.find("//w:bookmarkStart/@w:name")
        assert names == ["dx_shoko_policy_it", bookmark_name("会議")]
        assert drawn.find("//w:bookmarkStart/@w:id") == drawn.find("//w:bookmarkEnd/@w:id") == ["1", "2"]

    @given(st.text(min_size=1), st.text(min_size=1))
    def test_bookmark_names_are_lawful_and_tell_nodes_apart(self, one: str, other: str) -> None:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", bookmark_name(one))
        assert (one == other) == (bookmark_name(one).lower() == bookmark_name(other).lower())


class TestTables:
    def test_grid_is_as_wide_as_the_text_and_cells_agree(self) -> None:
        rows = (Row((cell("a"), cell("b"), cell("c"))), Row((cell("d", span=2), cell("e"))))
        drawn = draw(Table((0.333, 0.333, 0.334), rows))
        grid = [int(width) for width in drawn.find("//w:gridCol/@w:w")]
        assert sum(grid) == PORTRAIT_WIDTH == int(drawn.find("//w:tblW/@w:w")[0])
        widths = [int(width) for width in drawn.find("//w:tcW/@w:w")]
        assert widths == [*grid, grid[0] + grid[1], grid[2]]
        assert drawn.find("//w:gridSpan/@w:val") == ["2"]
        assert drawn.find("//w:tblLayout/@w:type") == ["fixed"]

    @given(st.lists(st.floats(0.01, 100), min_size=1, max_size=12))
    def test_widths_always_add_up(self, fractions: list[float]) -> None:
        assert sum(split_width(PORTRAIT_WIDTH, fractions)) == PORTRAIT_WIDTH

    @pytest.mark.parametrize("fractions", [(), (1.0, 0.0), (1.0, -1.0)])
    def test_widths_that_are_none_are_refused(self, fractions: tuple[float, ...]) -> None:
        with pytest.raises(ValueError, match="positive"):
            split_width(PORTRAIT_WIDTH, fractions)

    def test_row_that_does_not_fill_the_grid_is_refused(self) -> None:
        with pytest.raises(ValueError, match="1 columns of 2"):
            draw(Table((1, 1), (Row((cell("a"),)),)))

    def test_header_rows_repeat_shaded_and_centered(self) -> None:
        drawn = draw(table(("新", "旧"), ("改正後", "改正前"), ("a", "b"), header_rows=2))
        head = "//w:tr[w:trPr/w:tblHeader]"
        assert drawn.find(f"{head}//w:t/text()") == ["新", "旧", "改正後", "改正前"]
        assert set(drawn.find(f"{head}//w:shd/@w:fill")) == {SHADE}
        assert set(drawn.find(f"{head}//w:pStyle/@w:val")) == {"DxCellHead"}
        assert set(drawn.find(f"{head}//w:jc/@w:val")) == {"center"}
        assert len(drawn.find(f"{head}//w:keepNext")) == 4

    def test_rows_are_kept_whole_on_request(self) -> None:
        rows = (Row((cell("頭"),)), Row((cell("全"),)), Row((cell("割"),), keep=False))
        assert draw(Table((1,), rows)).find("//w:tr[w:trPr/w:cantSplit]//w:t/text()") == ["頭", "全"]

    def test_cells_align_and_shade(self) -> None:
        rows = (Row((cell("1", align="right"), cell("中", align="center", shaded=True), cell("左"))),)
        drawn = draw(Table((1, 1, 1), rows, header_rows=0))
        assert drawn.find("//w:tc//w:jc/@w:val") == ["right", "center"]
        assert len(drawn.find("//w:tc//w:shd")) == 1

    def test_caption_above_and_words_for_who_cannot_see(self) -> None:
        drawn = draw(Table((1,), (Row((cell("a"),)),), caption="表１", summary="一つの升"))
        assert drawn.find("//w:p[following-sibling::*[1][self::w:tbl]]/w:pPr/w:pStyle/@w:val") == ["Caption"]
        assert drawn.find("//w:tblCaption/@w:val") == ["表１"]
        assert drawn.find("//w:tblDescription/@w:val") == ["一つの升"]

    def test_rules_are_half_a_point(self) -> None:
        assert set(styled("DxTable", "w:tblPr/w:tblBorders/*/@w:sz")) == {"4"}

    def test_empty_cell_has_a_paragraph_and_empty_table_no_rows(self) -> None:
        drawn = draw(Table((1,), (Row((Cell(()),)),)), Table((1,), (), caption="空"))
        assert drawn.find("//w:tc[not(w:p)]") == []
        assert len(drawn.find("//w:tbl")) == 1
        assert "空" in drawn.find("//w:t/text()")

    def test_neighbouring_boxes_do_not_grow_together(self) -> None:
        drawn = draw(table(("a",)), table(("b",)), Frame(()), Frame(()))
        assert drawn.find("//w:tbl/following-sibling::*[1][self::w:tbl]") == []
        assert drawn.find("//w:body/*[last() - 1][self::w:p]") == [""]

    def test_a_gap_parts_a_box_from_the_heading_behind_it(self) -> None:
        drawn = draw(table(("a",)), Heading(1, plain("次")), Heading(2, plain("その次")), Paragraph(plain("文")))
        assert drawn.find("//w:tbl/following-sibling::w:p/w:pPr/w:pStyle/@w:val") == [
            "DxGap", "Heading1", "Heading2", "BodyText",
        ]  # fmt: skip

    def test_ten_thousand_rows_are_drawn(self) -> None:
        assert len(Drawn(long_table(10_000)).xml().findall(".//w:tr", NAMES)) == 10_000

    def test_twice_the_rows_are_twice_the_work(self) -> None:
        assert growth(long_table, 300) < 2.2


def long_table(length: int) -> bytes:
    rows = tuple(Row((cell(str(number)), cell("意見" * 10), cell("対応" * 10))) for number in range(length))
    return render_docx(paper(Table((1, 3, 3), rows)))


class TestFrame:
    def test_frame_is_one_bordered_cell_with_its_title_first(self) -> None:
        drawn = draw(Frame((Paragraph(plain("文")), Paragraph(plain("点"), Style.BULLET)), "別案"))
        assert drawn.find("//w:tblStyle/@w:val") == ["DxFrame"]
        assert drawn.find("//w:gridCol/@w:w") == [str(PORTRAIT_WIDTH)]
        assert drawn.find("//w:tc//w:t/text()") == ["別案", "文", "点"]
        assert drawn.find("//w:tc//w:pStyle/@w:val") == ["DxFrameTitle", "BodyText", "ListBullet"]
        assert styled("DxFrameTitle", "w:rPr/w:b/@w:val") == ["1"]

    def test_small_frame_stays_whole_and_a_long_one_may_break(self) -> None:
        assert draw(Frame((Paragraph(plain("短い")),))).find("//w:cantSplit") == [""]
        assert draw(Frame((Paragraph(plain("長い文。" * 900)),))).find("//w:cantSplit") == []


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x02"
JPEG = b"\xff\xd8\xff\xc0\x00\x0b\x08\x10\x00\x10\x00\x01"
TIMELINE = Timeline((("令和３年", "庁の設置"),))


class TestPictures:
    def test_is_in_line_as_wide_as_the_text_and_told_in_words(self) -> None:
        drawn = draw(Picture(TIMELINE, "国の\n歩み"))
        assert drawn.find("//w:drawing/wp:inline/wp:docPr/@descr") == ["国の 歩み"]
        assert drawn.find("//wp:docPr/@title") == ["年表"]
        assert drawn.find("//pic:cNvPr/@descr") == ["国の 歩み"]
        assert drawn.find("//wp:extent/@cx") == drawn.find("//a:ext/@cx") == [str(PORTRAIT_WIDTH * 635)]
        assert drawn.find("//w:p[w:r/w:drawing]/w:pPr/w:pStyle/@w:val") == ["DxPicture"]

    def test_keeps_the_proportions_of_its_png(self) -> None:
        drawn = draw(Picture(TIMELINE, "図"))
        wide, high = (int(drawn.find(f"//wp:extent/@{side}")[0]) for side in ("cx", "cy"))
        size = read_size(drawn.parts["word/media/image1.png"])
        assert size is not None
        assert wide / high == pytest.approx(size.width / size.height, rel=0.001)

    def test_the_same_picture_is_one_part_and_no_two_drawings_share_a_number(self) -> None:
        tree = Tree((Entry(0, "産業"),))
        drawn = draw(*(Picture(each, "図") for each in (TIMELINE, tree, TIMELINE)))
        assert [name for name in drawn.parts if "media" in name] == ["word/media/image1.png", "word/media/image2.png"]
        embedded = drawn.find("//a:blip/@r:embed")
        assert embedded[0] == embedded[2] != embedded[1]
        assert drawn.find("//wp:docPr/@id") == ["1", "2", "3"]

    def test_one_that_is_gone_is_not_drawn(self) -> None:
        assert draw(Picture(TIMELINE, "図", Revision.DELETED)).find("//w:drawing") == []
        assert draw(Picture(TIMELINE, "図", Revision.INSERTED)).find("//w:drawing") == [""]

    def test_image_files_keep_their_shape_within_the_page(self) -> None:
        files = {"小.png": PNG, "大.jpg": JPEG}
        shown = (Picture(ImageFile(name), name) for name in files)
        drawn = Drawn(render_docx(paper(*shown), images=files))
        assert [drawn.parts[f"word/media/image{at}"] for at in ("1.png", "2.jpeg")] == [PNG, JPEG]
        assert b'PartName="/word/media/image2.jpeg" ContentType="image/jpeg"' in drawn.parts["[Content_Types].xml"]
        small, large = (
            tuple(int(length) // 635 for length in size.split()) for size in drawn.find("//wp:inline/wp:extent")
        )
        assert small == (4 * 15, 2 * 15)
        assert large[0] == large[1] <= PORTRAIT_WIDTH

    def test_an_image_nobody_gave_is_said_to_be_elsewhere(self) -> None:
        assert "（図は別途）" in draw(Picture(ImageFile("無い.png"), "近未来の姿")).find("//w:t/text()")

    def test_a_heading_stays_with_the_picture_below_it(self) -> None:
        tall = Timeline(tuple((f"{year}年", "できごと") for year in range(30)))
        text = Paragraph(plain("文。" * 600))
        led = (text, Heading(1, plain("図の章")), Paragraph(plain("図"), Style.CAPTION), Picture(tall, "図"))
        assert draw(Contents(1), *led).find("//w:hyperlink//w:t/text()")[-1] == "2"


class TestContents:
    BLOCKS = (
        Contents(2),
        Heading(1, plain("第１章")),
        PageBreak(),
        Heading(2, (Run("旧", Revision.DELETED), Run("新\n題", Revision.INSERTED))),
        Heading(3, plain("深い")),
    )

    def test_is_a_field_that_already_shows_its_entries(self) -> None:
        drawn = draw(*self.BLOCKS)
        instructions = drawn.find("//w:instrText/text()")
        assert instructions == [
            ' TOC \\o "1-2" \\h \\z \\u ',
            " PAGEREF _Toc00000001 \\h ",
            " PAGEREF _Toc00000002 \\h ",
        ]
        entries = "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC')]"
        assert drawn.find(f"{entries}//w:t/text()") == ["目次", "第１章", "1", "旧", "新 題", "2"]
        assert len(drawn.find(f"{entries}//w:tab")) == 2

    def test_entries_jump_to_the_headings(self) -> None:
        drawn = draw(*self.BLOCKS)
        anchors = drawn.find("//w:hyperlink/@w:anchor")
        assert anchors == ["_Toc00000001", "_Toc00000002"]
        assert set(anchors) <= set(
            drawn.find("//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'Heading')]]/w:bookmarkStart/@w:name")
        )

    def test_dots_lead_to_a_right_tab_at_the_margin(self) -> None:
        for level in (1, 2, 3, 4):
            assert styled(f"TOC{level}", "w:pPr/w:tabs/w:tab/@*") == ["right", "dot", str(PORTRAIT_WIDTH)]

    def test_fields_begin_part_and_end(self) -> None:
        for drawn in (draw(*self.BLOCKS), draw(Contents(9)), draw(*RICH.blocks)):
            kinds = drawn.find("//w:fldChar/@w:fldCharType")
            assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0

    def test_pages_follow_the_text(self) -> None:
        text = Paragraph(plain("文。" * 22 * 20))
        drawn = draw(
            Contents(1), *(block for name in "甲乙丙" for block in (Heading(1, plain(name)), text, text, text))
        )
        pages = [int(page) for page in drawn.find("//w:hyperlink/w:r[last() - 1]/w:t/text()")]
        assert pages == [1, 2, 4]


HOSTILE_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x0b\x1f\x7f\x9f\ud800\udfff\ufffe\uffff\r\n\t\u2028\x85<&>①【】　ＤＸ㈱𠮷"),
    )
)
RUNS = st.builds(Run, HOSTILE_TEXT, st.sampled_from(Revision), st.sampled_from(Tone))


def tamed(runs: Runs) -> str:
    text = "".join(re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", run.text) for run in runs)
    return re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


@given(st.lists(RUNS, max_size=6).map(tuple), st.sampled_from(Style), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_any_runs_make_a_file_that_opens_with_all_its_text(runs: Runs, style: Style, level: int) -> None:
    paragraph = Paragraph(runs, style, level)
    cells = Table((1,), (Row((Cell((paragraph,)),)),), header_rows=0)
    document = docx.Document(io.BytesIO(render_docx(paper(Heading(1, runs), paragraph, cells))))
    assert [one.text for one in document.paragraphs[1:3]] == [tamed(runs)] * 2
    assert document.tables[0].cell(0, 0).text == tamed(runs)


def test_order_of_properties_is_what_the_schema_asks_for() -> None:
    order = {
        "pPr": [
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "tabs",
            "overflowPunct",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
        ],
        "rPr": ["rStyle", "rFonts", "b", "strike", "color", "kern", "sz", "szCs", "u", "lang"],
        "tblPr": [
            "tblStyle",
            "tblW",
            "jc",
            "tblBorders",
            "tblLayout",
            "tblCellMar",
            "tblLook",
            "tblCaption",
            "tblDescription",
        ],
        "tcPr": ["tcW", "gridSpan", "vMerge", "shd", "vAlign"],
    }
    drawn = draw(*RICH.blocks)
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footer1.xml"):
        for name, names in order.items():
            for properties in drawn.xml(part).iterfind(f".//w:{name}", NAMES):
                places = [names.index(etree.QName(one).localname) for one in properties]
                assert places == sorted(set(places)), (part, name)
