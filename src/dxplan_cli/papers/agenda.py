"""次第: when, where and what, the list of papers, and the members. What is not decided is said to be open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Heading, Row, Run, Table, Tone, plain, quiet
from dxplan_cli.papers.cells import heading_row, text_cell
from dxplan_cli.papers.kinds import listed_papers
from dxplan_cli.papers.material import make_document
from dxplan_cli.text.digits import full_width
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.model.meeting import Meeting, Member
    from dxplan_cli.papers.blocks import Block, PaperDocument
    from dxplan_cli.papers.material import Material

KIND = "agenda"
OPEN = "（未定）"
_PRESENCE = {True: "出席", False: "欠席", None: ""}


def make_agenda(material: Material) -> PaperDocument:
    """Make the agenda of the meeting; without one, the same form to be filled in."""
    meeting = material.meeting
    body: list[Block] = [
        _line(1, "日時", meeting.date if meeting else None),
        _line(2, "場所", meeting.venue if meeting else None),
        *_agenda(meeting),
        Heading(1, plain("配布資料一覧")),
        _papers(meeting),
        Heading(1, plain("出席者名簿")),
        *_members(meeting.members if meeting else ()),
    ]
    title = f"{meeting.title}\u3000次第" if meeting else f"{material.plan_title}\u3000次第"
    return replace(make_document(material, KIND, body, title=title), subtitle=None)


def _line(number: int, name: str, value: str | None) -> blocks.Paragraph:
    head = Run(f"{full_width(number)}\u3000{name}\u3000", tone=Tone.STRONG)
    return blocks.Paragraph((head, *(plain(value) if value else quiet(OPEN))))


def _agenda(meeting: Meeting | None) -> list[Block]:
    items = meeting.agenda if meeting else ()
    if not items:
        return [_line(3, "議事", None)]
    head = blocks.Paragraph((Run(f"{full_width(3)}\u3000議事", tone=Tone.STRONG),))
    numbered = (f"（{full_width(at)}）{item}" for at, item in enumerate(items, start=1))
    return [head, *(blocks.Paragraph(plain(item), level=1) for item in numbered)]


def _papers(meeting: Meeting | None) -> Table:
    rows = [Row((text_cell(number, "center"), text_cell(title))) for number, title, _ in listed_papers(meeting)]
    return Table((0.2, 0.8), (heading_row("資料番号", "資料名"), *rows), summary="配布する資料の番号と名前")


def _members(members: Sequence[Member]) -> list[Block]:
    if not members:
        return [blocks.Paragraph(quiet(OPEN))]
    rows = [
        Row(
            (
                text_cell(each.name),
                text_cell(each.title or ""),
                text_cell(_PRESENCE[each.attends], "center"),
                text_cell(each.note or ""),
            )
        )
        for each in members
    ]
    head = heading_row("氏名", "職名", "出欠", "備考")
    return [Table((0.25, 0.4, 0.1, 0.25), (head, *rows), summary="委員の氏名、職名、出欠")]
