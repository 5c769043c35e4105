"""For each defect the smallest file that has it, and a near miss that has none. Bodies in the short form of `word_files`."""

from __future__ import annotations

from collections.abc import Mapping

from word_files import word_file

from dxplan_cli.value import Value, field


class Sample(Value, dict=True):
    """A body, parts in short form, and entries as they are; headers and content types can be replaced by entries."""

    body: str = "<p/>"
    parts: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, bytes] = field(default_factory=dict)

    def data(self) -> bytes:
        return word_file(self.body, self.parts, self.entries)


class Case(Value, dict=True):
    code: str
    bad: Sample
    good: Sample
    name: str = ""


BY = 'author="県" date="2023-10-01T00:00:00Z"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def ins(number: int, inner: str) -> str:
    return f'<ins id="{number}" {BY}>{inner}</ins>'


def gone(number: int, inner: str) -> str:
    return f'<del id="{number}" {BY}>{inner}</del>'


def mark(number: int, kind: str = "del") -> str:
    return f'<pPr><rPr><{kind} id="{number}" {BY}/></rPr></pPr>'


def move_from(inner: str, name: str = "m", number: int = 1) -> str:
    return (
        f'<moveFromRangeStart id="{number}" name="{name}" {BY}/>'
        f'<moveFrom id="{number + 1}" {BY}>{inner}</moveFrom><moveFromRangeEnd id="{number}"/>'
    )


def move_to(inner: str, name: str = "m", number: int = 11) -> str:
    return (
        f'<moveToRangeStart id="{number}" name="{name}" {BY}/>'
        f'<moveTo id="{number + 1}" {BY}>{inner}</moveTo><moveToRangeEnd id="{number}"/>'
    )


def table(*rows: str, columns: int = 1) -> str:
    return f"<tbl><tblPr/><tblGrid>{'<gridCol/>' * columns}</tblGrid>{''.join(rows)}</tbl><p/>"


def row(*cells: str, properties: str = "") -> str:
    return f"<tr>{properties}{''.join(cells)}</tr>"


def cell(properties: str = "", content: str = "<p/>") -> str:
    return f"<tc>{f'<tcPr>{properties}</tcPr>' if properties else ''}{content}</tc>"


def field_sign(kind: str) -> str:
    return f'<r><fldChar fldCharType="{kind}"/></r>'


def comments(*each: str) -> Mapping[str, str]:
    return {"word/comments.xml": f"<comments>{''.join(each)}</comments>"}


def comment(number: int, *, initials: str = "県", paragraph: str = "", by: str = BY) -> str:
    given = f' w14:paraId="{paragraph}"' if paragraph else ""
    return f'<comment id="{number}" {by} initials="{initials}"><p{given}>{{意見}}</p></comment>'


def reference(number: int) -> str:
    return f'<r><commentReference id="{number}"/></r>'


def commented(number: int) -> str:
    return f'<commentRangeStart id="{number}"/>{{甲}}<commentRangeEnd id="{number}"/>{reference(number)}'


def styles(*each: str) -> Mapping[str, str]:
    return {"word/styles.xml": f"<styles>{''.join(each)}</styles>"}


def style(name: str, kind: str = "paragraph", inner: str = "") -> str:
    return f'<style type="{kind}" styleId="{name}"><name val="{name}"/>{inner}</style>'


def picture(number: object = 1, words: str = "図", size: str = 'cx="9" cy="9"') -> str:
    return (
        f"<r><drawing><wp:inline><wp:extent {size}/>"
        f'<wp:docPr id="{number}" name="図" descr="{words}"/></wp:inline></drawing></r>'
    )


def relationships(*each: str) -> Mapping[str, bytes]:
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{"".join(each)}</Relationships>'.encode()}


def link(identifier: str, target: str = "https://example.jp/", mode: str = ' TargetMode="External"') -> str:
    return f'<Relationship Id="{identifier}" Type="{OFFICE}/hyperlink" Target="{target}"{mode}/>'


def said_twice(inner: str) -> str:
    return (
        f'<r><mc:AlternateContent><mc:Choice Requires="wp">{inner}</mc:Choice>'
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></r>"
    )


def people(author: str) -> Mapping[str, str]:
    return {"word/people.xml": f'<w15:people><w15:person w15:author="{author}"/></w15:people>'}


def threads(paragraph: str) -> Mapping[str, str]:
    return {
        "word/commentsExtended.xml": (
            f'<w15:commentsEx><w15:commentEx w15:paraId="{paragraph}" w15:done="1"/></w15:commentsEx>'
        )
    }


def document(attributes: str) -> Mapping[str, bytes]:
    w, mc = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    )
    return {
        "word/document.xml": (
            f'<w:document xmlns:w="{w}" xmlns:mc="{mc}" {attributes}><w:body><w:p/></w:body></w:document>'
        ).encode()
    }


NUMBERING = {
    "word/numbering.xml": '<numbering><abstractNum abstractNumId="0"/>'
    '<num numId="1"><abstractNumId val="0"/></num></numbering>'
}
PACKAGE = (
    Case(
        "broken-part",
        Sample(entries={"word/settings.xml": b"<a>"}),
        Sample(entries={"word/settings.xml": b"<a/>"}),
    ),
    Case(
        "broken-part",
        Sample(entries={"word/settings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        Sample(entries={"word/settings.xml": b"<a>&lt;!DOCTYPE</a>"}),
        "DOCTYPE",
    ),
    Case(
        "untyped-part",
        Sample(entries={"word/media/a.png": b"x"}),
        Sample(entries={"word/media/a.xml": b"<x/>"}),
    ),
    Case(
        "untyped-part",
        Sample(
            entries={
                **relationships(
                    f'<Relationship Id="a" Type="{OFFICE}/settings" Target="settings.xml"/>',
                ),
                "word/settings.xml": b"<settings/>",
            }
        ),
        Sample(parts=NUMBERING),
        "of another kind",
    ),
    Case(
        "type-without-part",
        Sample(parts=NUMBERING, entries={"word/numbering.xml": b"", "word/_rels/document.xml.rels": b""}),
        Sample(parts=NUMBERING),
    ),
    Case(
        "missing-target",
        Sample(entries=relationships(link("a", "nowhere.xml", ""))),
        Sample(entries=relationships(link("a", "nowhere.xml"))),
    ),
    Case(
        "missing-target",
        Sample(entries={"word/_rels/gone.xml.rels": f'<Relationships xmlns="{RELS}"/>'.encode()}),
        Sample(),
        "relationships of nothing",
    ),
    Case(
        "duplicate-relationship",
        Sample(entries=relationships(link("a"), link("a"))),
        Sample(entries=relationships(link("a"), link("b"))),
    ),
    Case(
        "unknown-relationship",
        Sample('<p><hyperlink r:id="b">{甲}</hyperlink></p>', entries=relationships(link("a"))),
        Sample('<p><hyperlink r:id="a">{甲}</hyperlink></p>', entries=relationships(link("a"))),
    ),
    Case(
        "unknown-relationship",
        Sample('<p><r><drawing><a:blip r:embed="a"/></drawing></r></p>'),
        Sample('<p><r><drawing><a:blip r:embed="a"/></drawing></r></p>', entries=relationships(link("a"))),
        "picture",
    ),
    Case(
        "undeclared-prefix",
        Sample(entries=document('mc:Ignorable="w14"')),
        Sample(entries=document('mc:Ignorable="mc w"')),
    ),
    Case(
        "undeclared-prefix",
        Sample('<p><r><mc:AlternateContent><mc:Choice Requires="wps"/></mc:AlternateContent></r></p>'),
        Sample('<p><r><mc:AlternateContent><mc:Choice Requires="wp"/></mc:AlternateContent></r></p>'),
        "choice",
    ),
)

STRUCTURE = (
    Case(
        "disordered-children",
        Sample("<p><pPr><jc/><spacing/></pPr></p>"),
        Sample("<p><pPr><spacing/><jc/></pPr></p>"),
        "pPr",
    ),
    Case(
        "disordered-children",
        Sample("<p><r><rPr><sz/><b/></rPr></r></p>"),
        Sample("<p><r><rPr><b/><sz/><w14:glow/></rPr></r></p>"),
        "rPr",
    ),
    Case(
        "disordered-children",
        Sample("<p><pPr><rPr><b/><b/></rPr></pPr></p>"),
        Sample("<p><pPr><rPr><b/><bCs/></rPr></pPr></p>"),
        "twice",
    ),
    Case(
        "disordered-children",
        Sample(table(row(cell("<shd/><tcW/>")))),
        Sample(table(row(cell("<tcW/><shd/>")))),
        "tcPr",
    ),
    Case(
        "disordered-children",
        Sample(table(row(cell(), properties=f'<trPr><ins id="1" {BY}/><cantSplit/></trPr>'))),
        Sample(table(row(cell(), properties=f'<trPr><tblHeader/><cantSplit/><ins id="1" {BY}/></trPr>'))),
        "trPr",
    ),
    Case(
        "disordered-children",
        Sample(table(row(cell())).replace("<tblPr/>", "<tblPr><tblW/><tblStyle/></tblPr>")),
        Sample(table(row(cell())).replace("<tblPr/>", "<tblPr><tblW/><tblLook/></tblPr>")),
        "tblPr",
    ),
    Case(
        "disordered-children",
        Sample("<p/><sectPr><pgMar/><pgSz/></sectPr>"),
        Sample("<p/><sectPr><footerReference/><headerReference/><pgSz/><pgMar/></sectPr>"),
        "sectPr",
    ),
    Case("disordered-children", Sample("<p><pPr><tcW/></pPr></p>"), Sample("<p><pPr/></p>"), "unknown child"),
    Case("misplaced-element", Sample("<p><p/></p>"), Sample("<p/><p/>"), "paragraph in a paragraph"),
    Case("misplaced-element", Sample("<p><t>甲</t></p>"), Sample("<p>{甲}</p>"), "text without run"),
    Case("misplaced-element", Sample("<p>{甲}<pPr/></p>"), Sample("<p><pPr/>{甲}</p>"), "properties late"),
    Case(
        "misplaced-element",
        Sample("<p><r><r/></r></p>"),
        Sample("<p><m:oMath>{甲}</m:oMath></p>"),
        "run in a run",
    ),
    Case("misplaced-section", Sample("<sectPr/><p/>"), Sample("<p><pPr><sectPr/></pPr></p><p/><sectPr/>")),
    Case(
        "cell-without-paragraph",
        Sample(table(row(cell("<tcW/>", "")))),
        Sample(table(row(cell("<tcW/>", '<p/><bookmarkStart id="1" name="a"/><bookmarkEnd id="1"/>')))),
    ),
    Case(
        "cell-without-paragraph",
        Sample(table(row(cell("", table(row(cell())).removesuffix("<p/>"))))),
        Sample(table(row(cell("", table(row(cell())))))),
        "table at the end of a cell",
    ),
    Case(
        "cell-without-paragraph",
        Sample(parts={"word/header1.xml": "<hdr/>"}),
        Sample(parts={"word/header1.xml": "<hdr><p/></hdr>"}),
        "header",
    ),
    Case("row-without-cells", Sample(table(row(), columns=0)), Sample(table(row(cell())))),
    Case(
        "row-without-cells",
        Sample(table()),
        Sample(table(f"<sdt><sdtContent>{row(cell())}</sdtContent></sdt>")),
        "table without rows",
    ),
    Case(
        "wide-table",
        Sample(table(row(*[cell()] * 64), columns=64)),
        Sample(table(row(*[cell()] * 63), columns=63)),
    ),
    Case(
        "grid-mismatch",
        Sample(table(row(cell(), cell()), row(cell()), columns=2)),
        Sample(table(row(cell(), cell()), row(cell('<gridSpan val="2"/>')), columns=2)),
    ),
    Case(
        "grid-mismatch",
        Sample(table(row(cell(), cell()), columns=3)),
        Sample(table(row(cell(), properties='<trPr><gridBefore val="1"/><gridAfter val="1"/></trPr>'), columns=3)),
        "columns left out",
    ),
    Case(
        "grid-mismatch",
        Sample(f"<tbl><tblPr/>{row(cell())}</tbl><p/>"),
        Sample(table(row(cell(f'<cellIns id="1" {BY}/>'), cell()))),
        "no grid; a cell that comes or goes leaves it open",
    ),
    Case(
        "loose-merge",
        Sample(table(row(cell()), row(cell("<vMerge/>")))),
        Sample(table(row(cell('<vMerge val="restart"/>')), row(cell("<vMerge/>")), row(cell("<vMerge/>")))),
    ),
    Case(
        "loose-merge",
        Sample(table(row(cell('<vMerge val="restart"/>')), row(cell()), row(cell("<vMerge/>")))),
        Sample(table(row(cell('<vMerge val="restart"/>')), row(cell()), row(cell('<vMerge val="restart"/>')))),
        "interrupted",
    ),
    Case(
        "loose-merge",
        Sample(
            table(
                row(cell('<vMerge val="restart"/>'), cell()),
                row(cell(), cell("<vMerge/>")),
                columns=2,
            )
        ),
        Sample(
            table(
                row(cell('<gridSpan val="2"/>'), cell('<vMerge val="restart"/>')),
                row(cell(), cell(), cell("<vMerge/>")),
                columns=3,
            )
        ),
        "another column",
    ),
)

CHANGES = (
    Case("plain-text-in-deletion", Sample(f"<p>{gone(1, '{甲}')}</p>"), Sample(f"<p>{gone(1, '[甲]')}</p>")),
    Case(
        "plain-text-in-deletion",
        Sample(f"<p>{gone(1, '<r><instrText>PAGE</instrText></r>')}</p>"),
        Sample(f"<p>{gone(1, '<r><delInstrText>PAGE</delInstrText></r>')}</p>"),
        "field",
    ),
    Case("deleted-text-outside", Sample("<p>[甲]</p>"), Sample(f"<p>{gone(1, '[甲]')}</p>")),
    Case(
        "bad-change-id",
        Sample(f"<p>{ins(1, '{甲}')}{gone(1, '[乙]')}</p>"),
        Sample(f"<p>{ins(1, '{甲}')}{gone(2, '[乙]')}</p>"),
    ),
    Case(
        "bad-change-id",
        Sample(table(row(cell(), properties=f'<trPr><ins id="1" {BY}/></trPr>')) + f"<p>{ins(1, '{甲}')}</p>"),
        Sample(table(row(cell(), properties=f'<trPr><ins id="1" {BY}/></trPr>')) + f"<p>{ins(2, '{甲}')}</p>"),
        "row and run",
    ),
    Case(
        "bad-change-id",
        Sample(f"<p><ins {BY}>{{甲}}</ins></p>"),
        Sample(f"<p>{said_twice('<txbxContent><p>' + ins(1, '{甲}') + '</p></txbxContent>')}</p>"),
        "no id; the same id said again for old programs",
    ),
    Case("unsigned-change", Sample('<p><ins id="1">{甲}</ins></p>'), Sample('<p><ins id="1" author="">{甲}</ins></p>')),
    Case(
        "unsigned-change",
        Sample('<p><ins id="1" author="県" date="２０２３年">{甲}</ins></p>'),
        Sample('<p><ins id="1" author="県" date="2023-10-01T09:00:00+09:00">{甲}</ins></p>'),
        "date",
    ),
    Case(
        "unpaired-move",
        Sample(f"<p>{move_from('{甲}', 'm')}{move_to('{甲}', 'n')}</p>"),
        Sample(f"<p>{move_from('{甲}', 'm')}{move_to('{甲}', 'm')}</p>"),
    ),
    Case(
        "unpaired-move",
        Sample(f"<p>{move_from('{甲}')}{move_to('{甲}')}{move_to('{甲}', number=21)}</p>"),
        Sample(f"<p>{move_from('{甲}')}{move_to('{甲}')}{move_to('{乙}', 'n', 21)}{move_from('{乙}', 'n', 31)}</p>"),
        "two places to move to",
    ),
    Case(
        "move-outside-range",
        Sample(f'<p><moveFrom id="1" {BY}>{{甲}}</moveFrom></p>'),
        Sample(f"<p>{mark(5, 'moveFrom')}{move_from('{甲}')}</p><p>{move_to('{甲}')}</p>"),
    ),
    Case(
        "change-in-move",
        Sample(f"<p>{move_from('{甲}' + gone(31, '[乙]'))}{move_to('{甲}')}</p>"),
        Sample(f"<p>{move_from('{甲}')}{gone(31, '[乙]')}{move_to('{甲}')}</p>"),
    ),
    Case(
        "mark-without-next",
        Sample(f"<p>{{甲}}</p><p>{mark(1)}</p><sectPr/>"),
        Sample(f"<p>{mark(1)}{{甲}}</p><p/><sectPr/>"),
    ),
    Case(
        "mark-without-next",
        Sample(table(row(cell("", f"<p>{mark(1, 'ins')}</p>")))),
        Sample(table(row(cell("", f"<p>{mark(1, 'ins')}</p>"), properties=f'<trPr><ins id="2" {BY}/></trPr>'))),
        "a row that comes takes its marks along",
    ),
    Case(
        "unknown-person",
        Sample(f"<p>{ins(1, '{甲}')}</p>", people("国")),
        Sample(f"<p>{ins(1, '{甲}')}</p>", people("県")),
    ),
)

TIES = (
    Case(
        "unpaired-range",
        Sample('<p><bookmarkStart id="1" name="a"/></p>'),
        Sample('<p><bookmarkStart id="1" name="a"/></p><p><bookmarkEnd id="1"/></p>'),
    ),
    Case(
        "unpaired-range",
        Sample(f'<p><commentRangeEnd id="1"/><commentRangeStart id="1"/>{reference(1)}</p>', comments(comment(1))),
        Sample(f"<p>{commented(1)}</p>", comments(comment(1))),
        "end first",
    ),
    Case(
        "unpaired-range",
        Sample(f'<p><moveToRangeEnd id="1"/>{move_from("{甲}")}{move_to("{甲}")}</p>'),
        Sample(f"<p>{move_from('{甲}')}{move_to('{甲}')}</p>"),
        "move",
    ),
    Case(
        "duplicate-bookmark",
        Sample(
            '<p><bookmarkStart id="1" name="a"/><bookmarkEnd id="1"/>'
            '<bookmarkStart id="2" name="A"/><bookmarkEnd id="2"/></p>'
        ),
        Sample(
            '<p><bookmarkStart id="1" name="a"/><bookmarkEnd id="1"/>'
            '<bookmarkStart id="2" name="b"/><bookmarkEnd id="2"/></p>'
        ),
    ),
    Case(
        "bad-bookmark-name",
        Sample(f'<p><bookmarkStart id="1" name="{"a" * 41}"/><bookmarkEnd id="1"/></p>'),
        Sample(f'<p><bookmarkStart id="1" name="{"項" * 40}"/><bookmarkEnd id="1"/></p>'),
    ),
    Case(
        "bad-bookmark-name",
        Sample('<p><bookmarkStart id="1" name="1 a"/><bookmarkEnd id="1"/></p>'),
        Sample('<p><bookmarkStart id="1" name="_Toc1"/><bookmarkEnd id="1"/></p>'),
        "letters",
    ),
    Case(
        "dead-link",
        Sample('<p><hyperlink anchor="b">{甲}</hyperlink></p>'),
        Sample(
            '<p><hyperlink anchor="b">{甲}</hyperlink><hyperlink anchor="_top">{乙}</hyperlink>'
            '<bookmarkStart id="1" name="b"/><bookmarkEnd id="1"/></p>'
        ),
    ),
    Case(
        "comment-without-reference",
        Sample("<p/>", comments(comment(1))),
        Sample(f"<p>{reference(1)}</p>", comments(comment(1))),
    ),
    Case(
        "comment-without-reference",
        Sample(f"<p>{reference(1)}</p>", comments(comment(1), comment(1))),
        Sample(f"<p>{reference(1)}{reference(2)}</p>", comments(comment(1), comment(2))),
        "same id",
    ),
    Case(
        "reference-without-comment",
        Sample(f"<p>{reference(1)}{reference(2)}</p>", comments(comment(1))),
        Sample(f"<p>{reference(1)}</p>", comments(comment(1))),
    ),
    Case(
        "comment-range-without-reference",
        Sample('<p><commentRangeStart id="1"/>{甲}<commentRangeEnd id="1"/></p>'),
        Sample(f"<p>{commented(1)}</p>", comments(comment(1))),
    ),
    Case(
        "long-initials",
        Sample(f"<p>{reference(1)}</p>", comments(comment(1, initials="推進プラン検討委員会"))),
        Sample(f"<p>{reference(1)}</p>", comments(comment(1, initials="プラン検討委員会"))),
    ),
    Case(
        "long-initials",
        Sample(f"<p>{reference(1)}</p>", comments(comment(1, by=""))),
        Sample(f"<p>{reference(1)}</p>", comments(comment(1))),
        "no author",
    ),
    Case(
        "loose-thread",
        Sample(f"<p>{reference(1)}</p>", {**comments(comment(1, paragraph="0000000A")), **threads("0000000B")}),
        Sample(f"<p>{reference(1)}</p>", {**comments(comment(1, paragraph="0000000A")), **threads("0000000a")}),
    ),
    Case(
        "bad-paragraph-id",
        Sample('<p w14:paraId="0000000A"/><p w14:paraId="0000000A"/>'),
        Sample('<p w14:paraId="0000000A"/><p w14:paraId="0000000B"/>'),
    ),
    Case("bad-paragraph-id", Sample('<p w14:paraId="80000000"/>'), Sample('<p w14:paraId="7FFFFFFF"/>'), "too great"),
    Case(
        "open-field",
        Sample(f"<p>{field_sign('begin')}{field_sign('separate')}</p>"),
        Sample(f"<p>{field_sign('begin')}</p><p>{field_sign('end')}</p>"),
    ),
    Case(
        "open-field",
        Sample(f"<p>{field_sign('end')}</p>"),
        Sample(f"<p>{field_sign('begin') * 2}{field_sign('end') * 2}</p>"),
        "no beginning",
    ),
    Case(
        "open-field",
        Sample(f"<p>{field_sign('begin')}{field_sign('separate') * 2}{field_sign('end')}</p>"),
        Sample(f"<p>{field_sign('begin')}{field_sign('separate')}{field_sign('end')}</p>"),
        "two separators",
    ),
    Case(
        "field-across-holders",
        Sample(
            table(
                row(cell("", f"<p>{field_sign('begin')}</p>"), cell("", f"<p>{field_sign('end')}</p>")),
                columns=2,
            )
        ),
        Sample(table(row(cell("", f"<p>{field_sign('begin')}</p><p>{field_sign('end')}</p>")))),
    ),
    Case(
        "half-changed-field",
        Sample(f"<p>{gone(1, field_sign('begin'))}{field_sign('end')}</p>"),
        Sample(f"<p>{gone(1, field_sign('begin'))}{gone(2, field_sign('end'))}</p>"),
    ),
    Case(
        "unknown-style",
        Sample('<p><pPr><pStyle val="b"/></pPr></p>', styles(style("a"))),
        Sample('<p><pPr><pStyle val="a"/></pPr></p>', styles(style("a"))),
    ),
    Case(
        "unknown-style",
        Sample('<p><r><rPr><rStyle val="a"/></rPr></r></p>', styles(style("a"))),
        Sample('<p><r><rPr><rStyle val="a"/></rPr></r></p>', styles(style("a", "character"))),
        "of another kind",
    ),
    Case(
        "loose-style",
        Sample(parts=styles(style("a", inner='<basedOn val="b"/>'))),
        Sample(parts=styles(style("a", inner='<basedOn val="b"/><next val="a"/>'), style("b"))),
    ),
    Case("loose-style", Sample(parts=styles(style("a"), style("a"))), Sample(parts=styles(style("a"))), "same id"),
    Case(
        "unknown-numbering",
        Sample('<p><pPr><numPr><numId val="2"/></numPr></pPr></p>', NUMBERING),
        Sample(
            '<p><pPr><numPr><numId val="1"/></numPr></pPr></p><p><pPr><numPr><numId val="0"/></numPr></pPr></p>',
            NUMBERING,
        ),
    ),
    Case(
        "unknown-numbering",
        Sample(parts={"word/numbering.xml": '<numbering><num numId="1"><abstractNumId val="0"/></num></numbering>'}),
        Sample(parts=NUMBERING),
        "no definition",
    ),
    Case(
        "unknown-note",
        Sample('<p><r><footnoteReference id="1"/></r></p>'),
        Sample(
            '<p><r><footnoteReference id="1"/></r></p>',
            {"word/footnotes.xml": '<footnotes><footnote id="1"><p/></footnote></footnotes>'},
        ),
    ),
)

PICTURES_AND_LETTERS = (
    Case("picture-without-words", Sample(f"<p>{picture(words=' ')}</p>"), Sample(f"<p>{picture()}</p>")),
    Case(
        "duplicate-picture",
        Sample(f"<p>{picture(1)}{picture(1)}</p>"),
        Sample(f"<p>{picture(1)}{picture(2)}</p>"),
    ),
    Case("empty-picture", Sample("<p>" + picture(size='cx="0" cy="9"') + "</p>"), Sample(f"<p>{picture()}</p>")),
    Case("control-character", Sample("<p>{甲\n乙}</p>"), Sample("<p><r><t>甲</t><br/><t>乙</t></r></p>")),
    Case("control-character", Sample("<p>{甲\u0085乙}</p>"), Sample("<p>{甲\u3000乙}</p>"), "above ASCII"),
    Case("lost-blanks", Sample("<p><r><t>甲 </t></r></p>"), Sample("<p>{甲 }<r><t>　乙 丙　</t></r></p>")),
)

CASES = (*PACKAGE, *STRUCTURE, *CHANGES, *TIES, *PICTURES_AND_LETTERS)
