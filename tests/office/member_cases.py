"""Every kind of change a committee member leaves in a Word file: bodies in the short form of `intake/word_files`.

`{甲}` is a run, `[甲]` a deleted one; who changed it and when is filled in.
"""

from __future__ import annotations

import re
from itertools import count
from typing import NamedTuple

from intake.word_files import word_file

_REVISIONS = re.compile(r"<(ins|del|moveFrom|moveTo|rPrChange|pPrChange|moveFromRangeStart|moveToRangeStart)(?=[ />])")
_SIGNED = 'author="委員" date="2023-10-05T10:00:00Z"'
INSERTED = "<pPr><rPr><ins/></rPr></pPr>"
DELETED = "<pPr><rPr><del/></rPr></pPr>"


class Case(NamedTuple):
    """A body and what its paragraphs say when every change is accepted, and when every change is rejected."""

    name: str
    body: str
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]


def _table(*rows: str) -> str:
    """Write a table of one column; a row is its text, with `+` before it when inserted, `-` when deleted."""
    drawn = "".join(_row(row) for row in rows)
    return f'<tbl><tblPr><tblW w="5000" type="dxa"/></tblPr><tblGrid><gridCol w="5000"/></tblGrid>{drawn}</tbl>'


def _row(text: str) -> str:
    cell = '<tc><tcPr><tcW w="5000" type="dxa"/></tcPr><p>{}</p></tc>'
    if text.startswith("+"):
        return f"<tr><trPr><ins/></trPr>{cell.format(f'<pPr><rPr><ins/></rPr></pPr><ins>{{{text[1:]}}}</ins>')}</tr>"
    if text.startswith("-"):
        return f"<tr><trPr><del/></trPr>{cell.format(f'<pPr><rPr><del/></rPr></pPr><del>[{text[1:]}]</del>')}</tr>"
    return f"<tr>{cell.format(f'{{{text}}}')}</tr>"


CASES = (
    Case("words inserted", "<p>{県内の}<ins>{IT}</ins>{事業者}</p>", ("県内のIT事業者",), ("県内の事業者",)),
    Case("words deleted", "<p>{県内の}<del>[小さな]</del>{事業者}</p>", ("県内の事業者",), ("県内の小さな事業者",)),
    Case(
        "words replaced, deletion first",
        "<p>{人材の}<del>[育成]</del><ins>{確保}</ins>{に努める}</p>",
        ("人材の確保に努める",),
        ("人材の育成に努める",),
    ),
    Case(
        "words replaced, insertion first",
        "<p>{人材の}<ins>{確保}</ins><del>[育成]</del>{に努める}</p>",
        ("人材の確保に努める",),
        ("人材の育成に努める",),
    ),
    Case(
        "paragraph inserted",
        f"<p>{{一}}</p><p>{INSERTED}<ins>{{二}}</ins></p><p>{{三}}</p>",
        ("一", "二", "三"),
        ("一", "三"),
    ),
    Case(
        "paragraph deleted",
        f"<p>{{一}}</p><p>{DELETED}<del>[二]</del></p><p>{{三}}</p>",
        ("一", "三"),
        ("一", "二", "三"),
    ),
    Case("paragraph split", f"<p>{INSERTED}{{前半。}}</p><p>{{後半。}}</p>", ("前半。", "後半。"), ("前半。後半。",)),
    Case("paragraphs joined", f"<p>{DELETED}{{前半。}}</p><p>{{後半。}}</p>", ("前半。後半。",), ("前半。", "後半。")),
    Case("row inserted", f"{_table('一', '+二', '三')}<p/>", ("一", "二", "三"), ("一", "三")),
    Case("row deleted", f"{_table('一', '-二', '三')}<p/>", ("一", "三"), ("一", "二", "三")),
    Case(
        "paragraph moved",
        "<p>{一}</p>"
        '<moveFromRangeStart id="901" name="移動1"/>'
        "<p><pPr><rPr><moveFrom/></rPr></pPr><moveFrom>{動くもの}</moveFrom></p>"
        '<moveFromRangeEnd id="901"/><p>{二}</p>'
        '<moveToRangeStart id="902" name="移動1"/>'
        "<p><pPr><rPr><moveTo/></rPr></pPr><moveTo>{動くもの}</moveTo></p>"
        '<moveToRangeEnd id="902"/><p>{三}</p>',
        ("一", "二", "動くもの", "三"),
        ("一", "動くもの", "二", "三"),
    ),
    Case(
        "inserted by one, deleted by another",
        '<p>{甲}<ins>{乙}<del author="他の委員">[丙]</del></ins>{丁}</p>',
        ("甲乙丁",),
        ("甲丁",),
    ),
    Case(
        "only the look changed",
        "<p><r><rPr><b/><rPrChange><rPr/></rPrChange></rPr><t>太く</t></r>{しただけ}</p>",
        ("太くしただけ",),
        ("太くしただけ",),
    ),
    Case(
        "change with a comment",
        '<p>{県の}<commentRangeStart id="0"/><del>[支援]</del><ins>{伴走支援}</ins><commentRangeEnd id="0"/>'
        '<r><commentReference id="0"/></r></p>',
        ("県の伴走支援",),
        ("県の支援",),
    ),
)


def whole() -> Case:
    """Return all cases in one file, each behind a line with its name."""
    return Case(
        "all in one file",
        "".join(f"<p>{{{case.name}}}</p>{case.body}" for case in CASES),
        tuple(text for case in CASES for text in (case.name, *case.accepted)),
        tuple(text for case in CASES for text in (case.name, *case.rejected)),
    )


def member_file(case: Case) -> bytes:
    """Return the case as a .docx, each change with a number and a name of its own."""
    numbers = count(1)

    def sign(match: re.Match[str]) -> str:
        name = match[1]
        number = "" if name.endswith("Start") else f' id="{next(numbers)}"'
        return f"<{name}{number} {_SIGNED}"

    signed = _REVISIONS.sub(sign, case.body).replace(
        f'{_SIGNED} author="他の委員"', _SIGNED.replace("委員", "他の委員")
    )
    comments = f'<comments><comment id="0" {_SIGNED}><p>{{より具体的に}}</p></comment></comments>'
    return word_file(f"{signed}<p/><sectPr/>", {"word/comments.xml": comments})
