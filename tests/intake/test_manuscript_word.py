"""Word files as chapters: each case is a body in short form and the lines that are read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from manuscripts import PNG, of_word, outline
from word_files import NAMES, word_file

from dxplan_cli.intake.manuscript.tree import grow
from dxplan_cli.model.node import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES = """<styles>
  <style type="paragraph" default="1" styleId="a"><name val="Normal"/></style>
  <style type="paragraph" styleId="1"><name val="heading 1"/></style>
  <style type="paragraph" styleId="2"><name val="見出し 2"/><pPr><outlineLvl val="1"/></pPr></style>
  <style type="paragraph" styleId="a3"><name val="章の題"/><basedOn val="1"/></style>
  <style type="paragraph" styleId="a4"><name val="大きな文字"/><pPr><outlineLvl val="2"/></pPr></style>
  <style type="paragraph" styleId="a5"><name val="見出しでない"/><basedOn val="a4"/><pPr><outlineLvl val="9"/></pPr></style>
  <style type="paragraph" styleId="a6"><name val="caption"/></style>
  <style type="paragraph" styleId="a7"><name val="箇条書き"/></style>
  <style type="paragraph" styleId="a10"><name val="List Bullet 3"/></style>
  <style type="paragraph" styleId="a8"><name val="toc 1"/></style>
  <style type="paragraph" styleId="a9"><name val="番号の章"/><basedOn val="1"/><pPr><numPr><numId val="2"/></numPr></pPr></style>
  <style type="paragraph" styleId="loop"><name val="輪"/><basedOn val="loop"/></style>
</styles>"""
NUMBERING = """<numbering>
  <abstractNum abstractNumId="1"><lvl ilvl="0"><start val="1"/><numFmt val="bullet"/><lvlText val="l"/></lvl>
    <lvl ilvl="1"><numFmt val="bullet"/><lvlText val=" "/></lvl></abstractNum>
  <abstractNum abstractNumId="2"><lvl ilvl="0"><start val="1"/><numFmt val="decimalFullWidth"/><lvlText val="第%1章"/></lvl>
    <lvl ilvl="1"><start val="1"/><numFmt val="decimal"/><lvlText val="%1-%2"/></lvl></abstractNum>
  <num numId="1"><abstractNumId val="1"/></num>
  <num numId="2"><abstractNumId val="2"/></num>
  <num numId="3"><abstractNumId val="2"/><lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride></num>
</numbering>"""


def styled(style: str, inside: str) -> str:
    return f'<p><pPr><pStyle val="{style}"/></pPr>{inside}</p>'


def numbered(name: int, level: int, inside: str, style: str = "a") -> str:
    properties = f'<pStyle val="{style}"/><numPr><ilvl val="{level}"/><numId val="{name}"/></numPr>'
    return f"<p><pPr>{properties}</pPr>{inside}</p>"


def table(*rows: str) -> str:
    return f"<tbl>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbl>"


def cells(*texts: str) -> str:
    return "".join(f"<tc><p>{{{text}}}</p></tc>" for text in texts)


def columns(borders: str = "", *, style: str = "", last: str = "{丁}") -> str:
    """Return a table of one row, two paragraphs in each of its cells; `last` is the last of them."""
    properties = f"<tblPr>{style}<tblBorders>{borders}</tblBorders></tblPr>"
    return f"<tbl>{properties}<tr><tc><p>{{甲}}</p><p>{{乙}}</p></tc><tc><p>{{丙}}</p><p>{last}</p></tc></tr></tbl>"


NO_LINES = '<top val="none"/><insideV val="nil"/>'


def box(inside: str) -> str:
    return f"<r><pict><txbxContent>{inside}</txbxContent></pict></r>"


def picture(relation: str, alt: str = "") -> str:
    return (
        f'<r><drawing><wp:inline><wp:docPr id="1" name="図 1" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        f"</a:graphicData></a:graphic></wp:inline></drawing></r>"
    )


HEAD = styled("1", "{章}")

CASES: Mapping[str, tuple[str, list[str]]] = {
    "headings by name, level, ancestor; ids are no names": (
        styled("1", "{甲}") + styled("2", "{乙}") + styled("a4", "{丙}") + styled("a3", "{丁}") + styled("a5", "{文}"),
        ["# 甲", "## 乙", "### 丙", "# 丁", "文"],
    ),
    "a level of its own": (
        '<p><pPr><outlineLvl val="0"/></pPr>{甲}</p><p><pPr><pStyle val="1"/><outlineLvl val="9"/></pPr>{文}</p>',
        ["# 甲", "文"],
    ),
    "a level left out": (styled("1", "{甲}") + styled("a4", "{乙}") + styled("2", "{丙}"), ["# 甲", "## 乙", "## 丙"]),
    "before the first heading": ("<p>{題}</p><p/>" + HEAD, ["# （冒頭）", "題", "# 章"]),
    "a style based on itself": (HEAD + styled("loop", "{文}"), ["# 章", "文"]),
    "typed numbers of headings": (
        styled("1", "{第１章　総論}") + styled("1", "{１　目的}") + styled("1", "{（２）　範囲}") + styled("1", "{10年後の姿}"),
        ["# 第１章|総論", "# １|目的", "# （２）|範囲", "# 10年後の姿"],
    ),
    "counted numbers of headings": (
        styled("a9", "{甲}") + numbered(2, 1, "{乙}", "2") + numbered(2, 1, "{丙}", "2") + styled("a9", "{丁}") + numbered(2, 1, "{戊}", "2"),
        ["# 第１章|甲", "## １-1|乙", "## １-2|丙", "# 第２章|丁", "## ２-1|戊"],
    ),
    "headings without styles": (
        "<p>{青森プラン}</p><p>{第１章　総論}</p><p>{第１節　目的}</p><p>{第１条の規定により、定める。}</p><p>{第２章　各論}</p>",
        ["# （冒頭）", "青森プラン", "# 第１章|総論", "## 第１節|目的", "第１条の規定により、定める。", "# 第２章|各論"],
    ),
    "lists": (
        HEAD + numbered(1, 0, "{甲}") + numbered(2, 0, "{乙}") + styled("a7", "{丙}") + "<p>{・丁}</p><p>{●　戊}</p>",
        ["# 章", "・甲", "第１章乙", "・丙", "・丁", "・戊"],
    ),
    "depth and numbers of lists": (
        HEAD + numbered(2, 0, "{甲}") + numbered(2, 1, "{乙}") + numbered(2, 1, "{丙}") + "<p>{間}</p>" + numbered(2, 0, "{丁}")
        + numbered(2, 1, "{戊}") + numbered(3, 0, "{己}") + numbered(3, 0, "{庚}"),
        ["# 章", "第１章甲", "  １-1乙", "  １-2丙", "間", "第２章丁", "  ２-1戊", "第５章己", "第６章庚"],
    ),
    "depth by the name of a style": (
        HEAD + styled("a7", "{甲}") + styled("a10", "{乙}") + numbered(1, 0, "{丙}", "a10"), ["# 章", "・甲", "    ・乙", "    ・丙"],
    ),
    "a list that prints nothing goes on with the entry": (HEAD + numbered(1, 0, "{甲}") + numbered(1, 1, "{続き}"), ["# 章", "・甲", "続き"]),
    "no bullets": (HEAD + "<p>{○○課が行う。}</p><p>{・}</p>" + numbered(0, 0, "{文}"), ["# 章", "○○課が行う。", "・", "文"]),
    "indents and empty paragraphs are looks": (HEAD + "<p>{　本県は}</p><p>{　}</p>", ["# 章", "本県は"]),
    "line breaks": (HEAD + "<p>{甲}<r><br/></r>{乙}</p>", ["# 章", "甲\n乙"]),
    "a table with a heading row": (
        HEAD + table("<trPr><tblHeader/></trPr>" + cells("年度", "2024"), cells("件数", "12")),
        ["# 章", "表 |年度|2024|", "|件数|12|"],
    ),
    "a table with names over its columns": (
        HEAD + table(cells("区分", "内容"), cells("甲", "乙")), ["# 章", "表 |区分|内容|", "|甲|乙|"],
    ),
    "columns of text": (HEAD + columns(NO_LINES), ["# 章", "甲", "乙", "丙", "丁"]),
    "columns of text, the style's lines taken away": (
        HEAD + columns(NO_LINES, style='<tblStyle val="t"/>'), ["# 章", "甲", "乙", "丙", "丁"],
    ),
    "columns with a line are a table": (
        HEAD + columns('<insideV val="single"/>'), ["# 章", "表 |||", "|甲\n乙|丙\n丁|"],
    ),
    "lines may come from the style": (
        HEAD + columns(style='<tblStyle val="t"/>').replace("<tblBorders></tblBorders>", ""),
        ["# 章", "表 |||", "|甲\n乙|丙\n丁|"],
    ),
    "a cell of one line is no column of text": (HEAD + columns(NO_LINES, last=""), ["# 章", "表 |||", "|甲\n乙|丙|"]),
    "a table without": (HEAD + table(cells("甲", "12"), cells("乙", "34")), ["# 章", "表 |||", "|甲|12|", "|乙|34|"]),
    "merged cells": (
        HEAD
        + table(
            cells("区分", "計", "備考"),
            '<tc><tcPr><vMerge val="restart"/></tcPr><p>{甲}</p></tc><tc><tcPr><gridSpan val="2"/></tcPr><p>{乙}</p></tc>',
            "<tc><tcPr><vMerge/></tcPr><p/></tc>" + cells("1", "2"),
        ),
        ["# 章", "表 |区分|計|備考|", "|甲|乙||", "||1|2|"],
    ),
    "two rows of heading": (
        HEAD
        + table(
            '<trPr><tblHeader/></trPr><tc><tcPr><gridSpan val="2"/></tcPr><p>{現状}</p></tc>',
            "<trPr><tblHeader/></trPr>" + cells("年", "値"),
            cells("2023", "5"),
        ),
        ["# 章", "表 |現状・年|値|", "|2023|5|"],
    ),
    "a frame is no table": (
        HEAD + table("<tc><p>{囲み}</p><p>{・甲}</p></tc>") + table("<tc>" + table(cells("甲", "乙")) + "<p/></tc>"),
        ["# 章", "囲み", "・甲", "表 |||", "|甲|乙|"],
    ),
    "captions": (
        HEAD + styled("a6", "{表１}") + table(cells("甲", "1"), cells("乙", "2")) + styled("a6", "{注の題}") + "<p>{文}</p>",
        ["# 章", "表 表１|||", "|甲|1|", "|乙|2|", "注の題", "文"],
    ),
    "pictures": (
        HEAD + f"<p>{picture('rId9', '雪の道')}</p>" + styled("a6", "{図１}") + f"<p>{{文}}{picture('rId8')}</p>",
        ["# 章", "図 図１（雪の道）見える", "文", "図 （）見えない"],
    ),
    "a caption that says 図 belongs to what is above it": (
        HEAD + f"<p>{picture('rId9')}</p>" + styled("a6", "{図１ 雪}") + table(cells("甲", "1"), cells("乙", "2")),
        ["# 章", "図 図１ 雪（）見える", "表 |||", "|甲|1|", "|乙|2|"],
    ),
    "captions above pictures": (
        HEAD + styled("a6", "{図１}") + f"<p>{picture('rId9')}</p>" + styled("a6", "{図２}") + f"<p>{picture('rId8')}</p>",
        ["# 章", "図 図１（）見える", "図 図２（）見えない"],
    ),
    "a picture in a cell": (
        HEAD + table(cells("甲", "乙"), f"<tc><p>{{丙}}{picture('rId9')}</p></tc>{cells('丁')}"),
        ["# 章", "表 |甲|乙|", "|丙|丁|", "図 （）見える"],
    ),
    "text boxes, read once": (
        HEAD + f"<p>{{文}}<r><mc:AlternateContent><mc:Choice Requires='wps'>{box('<p>{中}</p>')}</mc:Choice>"
        f"<mc:Fallback>{box('<p>{中}</p>')}</mc:Fallback></mc:AlternateContent></r></p>",
        ["# 章", "文", "中"],
    ),
    "footnotes": (
        HEAD + '<p>{文}<r><footnoteReference id="2"/></r></p><p>{次}</p>', ["# 章", "文", "（脚注）説明", "次"],
    ),
    "content controls and links": (
        HEAD + "<sdt><sdtContent><p>{甲}<hyperlink>{乙}</hyperlink></p></sdtContent></sdt>", ["# 章", "甲乙"],
    ),
    "a table of contents follows from the headings": (
        "<sdt><sdtPr><docPartObj><docPartGallery val='Table of Contents'/></docPartObj></sdtPr>"
        "<sdtContent><p>{章　1}</p></sdtContent></sdt>" + styled("a8", "{章　1}") + HEAD,
        ["# 章"],
    ),
}  # fmt: skip

PARTS = {
    "word/styles.xml": STYLES,
    "word/numbering.xml": NUMBERING,
    "word/footnotes.xml": '<footnotes><footnote id="2"><p>{説明}</p></footnote></footnotes>',
}
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="rId{at}" Type="{NAMES["r"]}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(
            [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml"), ("header", "header1.xml")], start=1
        )
    )
    + f'<Relationship Id="rId9" Type="{NAMES["r"]}/image" Target="media/a.png"/>'
    + f'<Relationship Id="rId8" Type="{NAMES["r"]}/image" Target="media/b.emf"/>'
    + f'<Relationship Id="rId7" Type="{NAMES["r"]}/image" Target="http://example.jp/a.png" TargetMode="External"/></Relationships>'
).encode()  # fmt: skip
ENTRIES = {"word/_rels/document.xml.rels": RELATED, "word/media/a.png": PNG + b"1", "word/media/b.emf": b"emf"}


def file(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    return word_file(body, {**PARTS, **(parts or {})}, ENTRIES)


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_read_as_chapters(name: str) -> None:
    body, lines = CASES[name]
    assert outline(of_word(file(body))) == lines


def test_ids_are_unique_and_say_what_and_the_how_manieth() -> None:
    nodes = list(walk(grow(of_word(file("".join(body for body, _ in CASES.values())))).chapters))
    assert len({node.id for node in nodes}) == len(nodes)
    assert {"section-1", "paragraph-2", "item-3", "table-1", "figure-1"} <= {node.id for node in nodes}


def test_headers_and_footers_are_a_chapter_without_page_numbers() -> None:
    header = (
        "<hdr><p>{青森県　}<fldSimple instr=' PAGE '>{12}</fldSimple></p><p>{- }<r><fldChar fldCharType='begin'/></r>"
        "<r><instrText> NUMPAGES </instrText></r><r><fldChar fldCharType='separate'/></r>{7}"
        "<r><fldChar fldCharType='end'/></r>{ -}</p></hdr>"
    )
    read = of_word(file(HEAD + "<p>{文}</p>", {"word/header1.xml": header}))
    assert outline(read) == ["# 章", "文", "# （ヘッダー・フッター）", "青森県"]


@pytest.mark.parametrize(("rejected", "words"), [(False, "新しい文"), (True, "古い文")])
def test_tracked_changes_are_taken_one_way_and_told(rejected: bool, words: str) -> None:
    body = HEAD + "<p><del id='1' author='a'>[古い]</del><ins id='2' author='a'>{新しい}</ins>{文}</p>"
    read = of_word(file(body), rejected=rejected)
    assert outline(read) == ["# 章", words]
    assert [remark for remark in read.remarks if "変更履歴" in remark]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>{文}<r><drawing><wp:inline><a:graphic><a:graphicData/></a:graphic></wp:inline></drawing></r></p>", "図形"),
        (f"<p>{{文}}{picture('rId7')}</p>", "図形、またはファイルの外にある図（「文」の後）"),
        ("<p>{文}</p><altChunk/>", "読めない部分（altChunk）（「文」の後）"),
        (table(cells("甲", "乙"), f"<tc>{table(cells('内', '側'))}<p/></tc>{cells('丁')}"), "表の中の表"),
        (columns(NO_LINES), "罫線のない段組みの表は、左から順に文章として読みます（「章」の後）"),
        (styled("a8", "{章　1}"), "目次"),
    ],
)
def test_what_is_not_read_is_told_with_its_place_whatever_it_is_read_for(body: str, told: str) -> None:
    remarks = of_word(file(HEAD + body)).remarks
    assert any(told in remark for remark in remarks)
    assert not any("比べ" in remark for remark in remarks)


def test_a_file_that_holds_nothing_odd_has_no_remarks() -> None:
    assert of_word(file(HEAD + "<p>{文}</p>")).remarks == ()
