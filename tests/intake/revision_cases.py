"""What Word leaves when all changes are accepted, and when all are rejected. Bodies in the short form of `word_files`."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    name: str
    body: str
    accepted: str
    rejected: str


INS = "<pPr><rPr><ins/></rPr></pPr>"
DEL = "<pPr><rPr><del/></rPr></pPr>"
FROM = "<pPr><rPr><moveFrom/></rPr></pPr>"
TO = "<pPr><rPr><moveTo/></rPr></pPr>"
BARE = "<pPr><rPr/></pPr>"
GRID = "<tblPr/><tblGrid><gridCol/></tblGrid>"


def row(text: str, mark: str = "") -> str:
    return f"<tr>{mark}<tc><p>{{{text}}}</p></tc></tr>"


RUNS = (
    Case("inserted run", "<p>{甲}<ins>{乙}</ins></p>", "<p>{甲}{乙}</p>", "<p>{甲}</p>"),
    Case("deleted run", "<p><del>[甲]</del>{乙}</p>", "<p>{乙}</p>", "<p>{甲}{乙}</p>"),
    Case(
        "replacement, deletion first",
        "<p>{前}<del>[旧]</del><ins>{新}</ins>{後}</p>",
        "<p>{前}{新}{後}</p>",
        "<p>{前}{旧}{後}</p>",
    ),
    Case("several runs in one insertion", "<p><ins>{甲}{乙}</ins></p>", "<p>{甲}{乙}</p>", "<p/>"),
    Case("deletion inside an insertion", "<p><ins>{甲}<del>[乙]</del></ins></p>", "<p>{甲}</p>", "<p/>"),
    Case("insertion inside a deletion", "<p><del>[甲]<ins>{乙}</ins></del></p>", "<p/>", "<p>{甲}</p>"),
    Case("move", "<p><moveFrom>{甲}</moveFrom>{乙}<moveTo>{甲}</moveTo></p>", "<p>{乙}{甲}</p>", "<p>{甲}{乙}</p>"),
    Case(
        "move with its ranges",
        '<p><moveFromRangeStart id="1" name="m"/><moveFrom>{甲}</moveFrom><moveFromRangeEnd id="1"/>{乙}</p>'
        '<p><moveToRangeStart id="2" name="m"/><moveTo>{甲}</moveTo><moveToRangeEnd id="2"/>{丙}</p>',
        "<p>{乙}</p><p>{甲}{丙}</p>",
        "<p>{甲}{乙}</p><p>{丙}</p>",
    ),
    Case(
        "deletion inside a move",
        "<p><moveFrom>{甲}<del>[乙]</del></moveFrom></p><p><moveTo>{甲}<del>[乙]</del></moveTo></p>",
        "<p/><p>{甲}</p>",
        "<p>{甲}{乙}</p><p/>",
    ),
    Case(
        "change inside a link",
        '<p><hyperlink anchor="a">{甲}<ins>{乙}</ins></hyperlink></p>',
        '<p><hyperlink anchor="a">{甲}{乙}</hyperlink></p>',
        '<p><hyperlink anchor="a">{甲}</hyperlink></p>',
    ),
    Case(
        "link inserted as a whole",
        '<p>{甲}<hyperlink anchor="a"><ins>{乙}</ins></hyperlink></p>',
        '<p>{甲}<hyperlink anchor="a">{乙}</hyperlink></p>',
        "<p>{甲}</p>",
    ),
    Case(
        "link around which the change stands",
        '<p><del><hyperlink anchor="a">[甲]</hyperlink></del>{乙}</p>',
        "<p>{乙}</p>",
        '<p><hyperlink anchor="a">{甲}</hyperlink>{乙}</p>',
    ),
    Case(
        "smart tag",
        '<p><smartTag element="x"><smartTagPr/><del>[甲]</del></smartTag>{乙}</p>',
        "<p>{乙}</p>",
        '<p><smartTag element="x"><smartTagPr/>{甲}</smartTag>{乙}</p>',
    ),
    Case(
        "content control within a line",
        "<p>{甲}<sdt><sdtPr/><sdtContent><ins>{乙}</ins></sdtContent></sdt></p>",
        "<p>{甲}<sdt><sdtPr/><sdtContent>{乙}</sdtContent></sdt></p>",
        "<p>{甲}</p>",
    ),
    Case(
        "simple field",
        '<p>{頁}<fldSimple instr="PAGE"><del>[1]</del><ins>{2}</ins></fldSimple></p>',
        '<p>{頁}<fldSimple instr="PAGE">{2}</fldSimple></p>',
        '<p>{頁}<fldSimple instr="PAGE">{1}</fldSimple></p>',
    ),
    Case(
        "deleted field",
        '<p><del><r><fldChar fldCharType="begin"/></r><r><delInstrText>PAGE</delInstrText></r>'
        '<r><fldChar fldCharType="end"/></r></del>{乙}</p>',
        "<p>{乙}</p>",
        '<p><r><fldChar fldCharType="begin"/></r><r><instrText>PAGE</instrText></r>'
        '<r><fldChar fldCharType="end"/></r>{乙}</p>',
    ),
    Case("break and tab", "<p><ins><r><br/><tab/></r></ins></p>", "<p><r><br/><tab/></r></p>", "<p/>"),
    Case(
        "formula run inside an insertion",
        "<p><m:oMath><ins><m:r><m:t>x</m:t></m:r></ins></m:oMath></p>",
        "<p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></p>",
        "<p/>",
    ),
    Case(
        "formula run marked in its properties",
        "<p><m:oMath><m:r><del><rPr/></del><m:t>x</m:t></m:r><m:r><m:t>y</m:t></m:r></m:oMath></p>",
        "<p><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></p>",
        "<p><m:oMath><m:r><rPr/><m:t>x</m:t></m:r><m:r><m:t>y</m:t></m:r></m:oMath></p>",
    ),
    Case(
        "structure of a formula stays",
        "<p><m:oMath><m:f><m:fPr><m:ctrlPr><ins><rPr/></ins></m:ctrlPr></m:fPr></m:f></m:oMath></p>",
        "<p><m:oMath><m:f><m:fPr><m:ctrlPr><rPr/></m:ctrlPr></m:fPr></m:f></m:oMath></p>",
        "<p><m:oMath><m:f><m:fPr><m:ctrlPr><rPr/></m:ctrlPr></m:fPr></m:f></m:oMath></p>",
    ),
    Case(
        "both alternatives of a text box",
        "<p><r><mc:AlternateContent><mc:Choice><txbxContent><p><ins>{甲}</ins></p></txbxContent></mc:Choice>"
        "<mc:Fallback><txbxContent><p><ins>{甲}</ins></p></txbxContent></mc:Fallback></mc:AlternateContent></r></p>",
        "<p><r><mc:AlternateContent><mc:Choice><txbxContent><p>{甲}</p></txbxContent></mc:Choice>"
        "<mc:Fallback><txbxContent><p>{甲}</p></txbxContent></mc:Fallback></mc:AlternateContent></r></p>",
        "<p><r><mc:AlternateContent><mc:Choice><txbxContent><p/></txbxContent></mc:Choice>"
        "<mc:Fallback><txbxContent><p/></txbxContent></mc:Fallback></mc:AlternateContent></r></p>",
    ),
)

RANGES = (
    Case(
        "bookmark around deleted words goes whole when both ends are inside",
        '<p><del><bookmarkStart id="1" name="b"/>[甲]<bookmarkEnd id="1"/></del>{乙}</p>',
        "<p>{乙}</p>",
        '<p><bookmarkStart id="1" name="b"/>{甲}<bookmarkEnd id="1"/>{乙}</p>',
    ),
    Case(
        "bookmark of which one end stands in deleted words keeps it",
        '<p><del><bookmarkStart id="1" name="b"/>[甲]</del>{乙}<bookmarkEnd id="1"/></p>',
        '<p><bookmarkStart id="1" name="b"/>{乙}<bookmarkEnd id="1"/></p>',
        '<p><bookmarkStart id="1" name="b"/>{甲}{乙}<bookmarkEnd id="1"/></p>',
    ),
    Case(
        "comment whose reference is deleted loses its range",
        '<p><commentRangeStart id="0"/><del>[甲]</del><commentRangeEnd id="0"/>'
        '<del><r><commentReference id="0"/></r></del>{乙}</p>',
        "<p>{乙}</p>",
        '<p><commentRangeStart id="0"/>{甲}<commentRangeEnd id="0"/><r><commentReference id="0"/></r>{乙}</p>',
    ),
    Case(
        "content control whose tags were inserted",
        '<customXmlInsRangeStart id="1"/><sdt><sdtPr/><sdtContent><customXmlInsRangeEnd id="1"/><p>{甲}</p>'
        '<customXmlInsRangeStart id="2"/></sdtContent></sdt><customXmlInsRangeEnd id="2"/>',
        "<sdt><sdtPr/><sdtContent><p>{甲}</p></sdtContent></sdt>",
        "<p>{甲}</p>",
    ),
    Case(
        "content control whose tags were deleted",
        '<customXmlDelRangeStart id="1"/><sdt><sdtPr/><sdtContent><customXmlDelRangeEnd id="1"/><p>{甲}</p>'
        '<customXmlDelRangeStart id="2"/></sdtContent></sdt><customXmlDelRangeEnd id="2"/>',
        "<p>{甲}</p>",
        "<sdt><sdtPr/><sdtContent><p>{甲}</p></sdtContent></sdt>",
    ),
)

PARAGRAPHS = (
    Case(
        "deleted mark: the next paragraph's properties stay",
        f'<p>{DEL}{{甲}}</p><p><pPr><jc val="center"/></pPr>{{乙}}</p>',
        '<p><pPr><jc val="center"/></pPr>{甲}{乙}</p>',
        f'<p>{BARE}{{甲}}</p><p><pPr><jc val="center"/></pPr>{{乙}}</p>',
    ),
    Case(
        "inserted mark: rejected it splits no more",
        f"<p>{INS}{{甲}}</p><p>{{乙}}</p>",
        f"<p>{BARE}{{甲}}</p><p>{{乙}}</p>",
        "<p>{甲}{乙}</p>",
    ),
    Case(
        "paragraph deleted with its mark vanishes",
        f"<p>{{甲}}</p><p>{DEL}<del>[乙]</del></p><p>{{丙}}</p>",
        "<p>{甲}</p><p>{丙}</p>",
        f"<p>{{甲}}</p><p>{BARE}{{乙}}</p><p>{{丙}}</p>",
    ),
    Case(
        "paragraph inserted with its mark vanishes when rejected",
        f"<p>{{甲}}</p><p>{INS}<ins>{{乙}}</ins></p><p>{{丙}}</p>",
        f"<p>{{甲}}</p><p>{BARE}{{乙}}</p><p>{{丙}}</p>",
        "<p>{甲}</p><p>{丙}</p>",
    ),
    Case(
        "words deleted, mark kept: an empty paragraph stays",
        "<p><del>[甲]</del></p><p>{乙}</p>",
        "<p/><p>{乙}</p>",
        "<p>{甲}</p><p>{乙}</p>",
    ),
    Case(
        "from the middle of one paragraph to the middle of a later one",
        f"<p>{DEL}{{甲}}<del>[乙]</del></p><p>{DEL}<del>[丙]</del></p><p><del>[丁]</del>{{戊}}</p>",
        "<p>{甲}{戊}</p>",
        f"<p>{BARE}{{甲}}{{乙}}</p><p>{BARE}{{丙}}</p><p>{{丁}}{{戊}}</p>",
    ),
    Case(
        "paragraph moved as a whole",
        f"<p>{FROM}<moveFrom>{{甲}}</moveFrom></p><p>{{乙}}</p><p>{TO}<moveTo>{{甲}}</moveTo></p><p>{{丙}}</p>",
        f"<p>{{乙}}</p><p>{BARE}{{甲}}</p><p>{{丙}}</p>",
        f"<p>{BARE}{{甲}}</p><p>{{乙}}</p><p>{{丙}}</p>",
    ),
    Case(
        "mark inserted and deleted again goes either way",
        "<p><pPr><rPr><ins/><del/></rPr></pPr>{甲}</p><p>{乙}</p>",
        "<p>{甲}{乙}</p>",
        "<p>{甲}{乙}</p>",
    ),
    Case(
        "empty paragraph deleted",
        f"<p>{{甲}}</p><p>{DEL}</p><p>{{乙}}</p>",
        "<p>{甲}</p><p>{乙}</p>",
        f"<p>{{甲}}</p><p>{BARE}</p><p>{{乙}}</p>",
    ),
    Case(
        "before a table an emptied paragraph vanishes",
        f"<p>{{甲}}</p><p>{DEL}<del>[乙]</del></p><tbl>{GRID}{row('丙')}</tbl><p/>",
        f"<p>{{甲}}</p><tbl>{GRID}{row('丙')}</tbl><p/>",
        f"<p>{{甲}}</p><p>{BARE}{{乙}}</p><tbl>{GRID}{row('丙')}</tbl><p/>",
    ),
    Case(
        "before a table a paragraph that still says something stays",
        f"<p>{DEL}{{甲}}</p><tbl>{GRID}{row('丙')}</tbl><p/>",
        f"<p>{BARE}{{甲}}</p><tbl>{GRID}{row('丙')}</tbl><p/>",
        f"<p>{BARE}{{甲}}</p><tbl>{GRID}{row('丙')}</tbl><p/>",
    ),
    Case(
        "last of the text, words and mark inserted",
        f"<p>{{甲}}</p><p>{INS}<ins>{{乙}}</ins></p><sectPr/>",
        f"<p>{{甲}}</p><p>{BARE}{{乙}}</p><sectPr/>",
        "<p>{甲}</p><sectPr/>",
    ),
    Case(
        "the only paragraph of the text stays, empty",
        f"<p>{INS}<ins>{{乙}}</ins></p><sectPr/>",
        f"<p>{BARE}{{乙}}</p><sectPr/>",
        f"<p>{BARE}</p><sectPr/>",
    ),
    Case(
        "the only paragraph of a cell stays, empty",
        f"<tbl>{GRID}<tr><tc><p>{DEL}<del>[甲]</del></p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{BARE}</p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{BARE}{{甲}}</p></tc></tr></tbl><p/>",
    ),
    Case(
        "the second paragraph of a cell vanishes",
        f"<tbl>{GRID}<tr><tc><p>{{甲}}</p><p>{DEL}<del>[乙]</del></p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{{甲}}</p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{{甲}}</p><p>{BARE}{{乙}}</p></tc></tr></tbl><p/>",
    ),
    Case(
        "a mark does not join across the end of a cell",
        f"<tbl>{GRID}<tr><tc><p>{DEL}{{甲}}</p></tc><tc><p>{{乙}}</p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{BARE}{{甲}}</p></tc><tc><p>{{乙}}</p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{BARE}{{甲}}</p></tc><tc><p>{{乙}}</p></tc></tr></tbl><p/>",
    ),
    Case(
        "section break deleted with its mark",
        "<p><pPr><rPr><del/></rPr><sectPr/></pPr>{甲}</p><p>{乙}</p><sectPr/>",
        "<p>{甲}{乙}</p><sectPr/>",
        "<p><pPr><rPr/><sectPr/></pPr>{甲}</p><p>{乙}</p><sectPr/>",
    ),
    Case(
        "bookmark between joined paragraphs keeps its place",
        f'<p>{DEL}{{甲}}</p><bookmarkStart id="1" name="b"/><p>{{乙}}<bookmarkEnd id="1"/></p>',
        '<p>{甲}<bookmarkStart id="1" name="b"/>{乙}<bookmarkEnd id="1"/></p>',
        f'<p>{BARE}{{甲}}</p><bookmarkStart id="1" name="b"/><p>{{乙}}<bookmarkEnd id="1"/></p>',
    ),
    Case(
        "content control that held a deleted paragraph vanishes",
        f"<sdt><sdtPr/><sdtContent><p>{DEL}<del>[甲]</del></p></sdtContent></sdt><p>{{乙}}</p>",
        "<p>{乙}</p>",
        f"<sdt><sdtPr/><sdtContent><p>{BARE}{{甲}}</p></sdtContent></sdt><p>{{乙}}</p>",
    ),
)

TABLES = (
    Case(
        "inserted row",
        f"<tbl>{GRID}{row('甲')}{row('乙', '<trPr><ins/></trPr>')}</tbl><p/>",
        f"<tbl>{GRID}{row('甲')}{row('乙', '<trPr/>')}</tbl><p/>",
        f"<tbl>{GRID}{row('甲')}</tbl><p/>",
    ),
    Case(
        "deleted row goes with words not marked",
        f"<tbl>{GRID}{row('甲')}{row('乙', '<trPr><del/></trPr>')}</tbl><p/>",
        f"<tbl>{GRID}{row('甲')}</tbl><p/>",
        f"<tbl>{GRID}{row('甲')}{row('乙', '<trPr/>')}</tbl><p/>",
    ),
    Case(
        "row inserted and deleted again",
        f"<tbl>{GRID}{row('甲')}{row('乙', '<trPr><ins/><del/></trPr>')}</tbl><p/>",
        f"<tbl>{GRID}{row('甲')}</tbl><p/>",
        f"<tbl>{GRID}{row('甲')}</tbl><p/>",
    ),
    Case(
        "table without rows vanishes",
        f"<p>{{前}}</p><tbl>{GRID}{row('甲', '<trPr><del/></trPr>')}</tbl><p>{{後}}</p>",
        "<p>{前}</p><p>{後}</p>",
        f"<p>{{前}}</p><tbl>{GRID}{row('甲', '<trPr/>')}</tbl><p>{{後}}</p>",
    ),
    Case(
        "words of a row deleted, the row kept",
        f"<tbl>{GRID}<tr><tc><p><del>[甲]</del></p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p/></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{{甲}}</p></tc></tr></tbl><p/>",
    ),
    Case(
        "table within a cell vanishes and leaves a paragraph",
        f"<tbl>{GRID}<tr><tc><tbl>{GRID}{row('甲', '<trPr><del/></trPr>')}</tbl><p>{DEL}</p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><p>{BARE}</p></tc></tr></tbl><p/>",
        f"<tbl>{GRID}<tr><tc><tbl>{GRID}{row('甲', '<trPr/>')}</tbl><p>{BARE}</p></tc></tr></tbl><p/>",
    ),
    Case(
        "inserted cell",
        "<tbl><tr><tc><p>{甲}</p></tc><tc><tcPr><cellIns/></tcPr><p>{乙}</p></tc></tr></tbl><p/>",
        "<tbl><tr><tc><p>{甲}</p></tc><tc><tcPr/><p>{乙}</p></tc></tr></tbl><p/>",
        "<tbl><tr><tc><p>{甲}</p></tc></tr></tbl><p/>",
    ),
    Case(
        "deleted cells of a whole row",
        f"<tbl>{row('甲')}<tr><tc><tcPr><cellDel/></tcPr><p>{{乙}}</p></tc></tr></tbl><p/>",
        f"<tbl>{row('甲')}</tbl><p/>",
        f"<tbl>{row('甲')}<tr><tc><tcPr/><p>{{乙}}</p></tc></tr></tbl><p/>",
    ),
    Case(
        "cells merged",
        '<tbl><tr><tc><tcPr><tcW/><cellMerge vMerge="cont"/></tcPr><p/></tc></tr></tbl><p/>',
        '<tbl><tr><tc><tcPr><tcW/><vMerge val="continue"/></tcPr><p/></tc></tr></tbl><p/>',
        "<tbl><tr><tc><tcPr><tcW/></tcPr><p/></tc></tr></tbl><p/>",
    ),
    Case(
        "cells divided",
        '<tbl><tr><tc><tcPr><vMerge val="restart"/><vAlign/><cellMerge vMergeOrig="rest"/></tcPr><p/></tc></tr></tbl><p/>',
        "<tbl><tr><tc><tcPr><vAlign/></tcPr><p/></tc></tr></tbl><p/>",
        '<tbl><tr><tc><tcPr><vMerge val="restart"/><vAlign/></tcPr><p/></tc></tr></tbl><p/>',
    ),
    Case(
        "grid",
        "<tbl><tblGrid><gridCol/><gridCol/><tblGridChange><tblGrid><gridCol/></tblGrid></tblGridChange></tblGrid>"
        "<tr><tc><p/></tc></tr></tbl><p/>",
        "<tbl><tblGrid><gridCol/><gridCol/></tblGrid><tr><tc><p/></tc></tr></tbl><p/>",
        "<tbl><tblGrid><gridCol/></tblGrid><tr><tc><p/></tc></tr></tbl><p/>",
    ),
    Case(
        "properties of table, row and cell",
        '<tbl><tblPr><jc val="left"/><tblPrChange><tblPr><jc val="right"/></tblPr></tblPrChange></tblPr>'
        '<tr><tblPrEx><jc val="left"/><tblPrExChange><tblPrEx/></tblPrExChange></tblPrEx>'
        "<trPr><cantSplit/><trPrChange><trPr><tblHeader/></trPr></trPrChange></trPr>"
        '<tc><tcPr><vAlign val="top"/><tcPrChange><tcPr><noWrap/></tcPr></tcPrChange></tcPr><p/></tc></tr></tbl><p/>',
        '<tbl><tblPr><jc val="left"/></tblPr><tr><tblPrEx><jc val="left"/></tblPrEx><trPr><cantSplit/></trPr>'
        '<tc><tcPr><vAlign val="top"/></tcPr><p/></tc></tr></tbl><p/>',
        '<tbl><tblPr><jc val="right"/></tblPr><tr><tblPrEx/><trPr><tblHeader/></trPr>'
        "<tc><tcPr><noWrap/></tcPr><p/></tc></tr></tbl><p/>",
    ),
    Case(
        "inserted row with changed properties",
        f"<tbl>{row('甲')}{row('乙', '<trPr><ins/><trPrChange><trPr><tblHeader/></trPr></trPrChange></trPr>')}</tbl><p/>",
        f"<tbl>{row('甲')}{row('乙', '<trPr/>')}</tbl><p/>",
        f"<tbl>{row('甲')}</tbl><p/>",
    ),
)

PROPERTIES = (
    Case(
        "look of a run",
        "<p><r><rPr><b/><rPrChange><rPr><i/></rPr></rPrChange></rPr><t>甲</t></r></p>",
        "<p><r><rPr><b/></rPr><t>甲</t></r></p>",
        "<p><r><rPr><i/></rPr><t>甲</t></r></p>",
    ),
    Case(
        "look of an inserted run",
        "<p><ins><r><rPr><b/><rPrChange><rPr/></rPrChange></rPr><t>甲</t></r></ins></p>",
        "<p><r><rPr><b/></rPr><t>甲</t></r></p>",
        "<p/>",
    ),
    Case(
        "look of a paragraph keeps the look of its mark and its section",
        '<p><pPr><jc val="left"/><rPr><b/></rPr><sectPr/><pPrChange><pPr><ind/></pPr></pPrChange></pPr>{甲}</p>',
        '<p><pPr><jc val="left"/><rPr><b/></rPr><sectPr/></pPr>{甲}</p>',
        "<p><pPr><ind/><rPr><b/></rPr><sectPr/></pPr>{甲}</p>",
    ),
    Case(
        "look of an inserted mark",
        "<p><pPr><rPr><ins/><b/><rPrChange><rPr><i/></rPr></rPrChange></rPr></pPr>{甲}</p><p>{乙}</p>",
        "<p><pPr><rPr><b/></rPr></pPr>{甲}</p><p>{乙}</p>",
        "<p>{甲}{乙}</p>",
    ),
    Case(
        "section keeps its headers",
        '<p/><sectPr><headerReference type="default"/><pgSz w="1"/>'
        '<sectPrChange><sectPr><pgSz w="2"/></sectPr></sectPrChange></sectPr>',
        '<p/><sectPr><headerReference type="default"/><pgSz w="1"/></sectPr>',
        '<p/><sectPr><headerReference type="default"/><pgSz w="2"/></sectPr>',
    ),
    Case(
        "numbering added",
        '<p><pPr><numPr><ilvl val="0"/><numId val="1"/><ins/></numPr></pPr>{甲}</p>',
        '<p><pPr><numPr><ilvl val="0"/><numId val="1"/></numPr></pPr>{甲}</p>',
        "<p><pPr/>{甲}</p>",
    ),
    Case(
        "numbering changed",
        '<p><pPr><numPr><numId val="1"/><numberingChange original="1."/></numPr></pPr>{甲}</p>',
        '<p><pPr><numPr><numId val="1"/></numPr></pPr>{甲}</p>',
        '<p><pPr><numPr><numId val="1"/></numPr></pPr>{甲}</p>',
    ),
)

CASES = (*RUNS, *RANGES, *PARAGRAPHS, *TABLES, *PROPERTIES)
