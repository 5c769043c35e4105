"""意見対応表: every opinion with its disposition, the answer, and where the text was changed; for committee or public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import PageBreak, Row, Style, Table, plain
from dxplan_cli.papers.cells import banner, heading_row
from dxplan_cli.papers.front import inferred_note
from dxplan_cli.papers.labels import CARRIED_OVER
from dxplan_cli.papers.material import dated_label, make_document
from dxplan_cli.papers.opinion_chart import draw_opinion_chart
from dxplan_cli.papers.opinion_counts import count_table
from dxplan_cli.papers.response_columns import columns_of

if TYPE_CHECKING:
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.papers.blocks import Block, PaperDocument
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.register import Hearing

KIND = "responses"


def make_responses(material: Material) -> PaperDocument:
    """Make the table of opinions and answers, with the counts of each disposition on top."""
    draft = dated_label(_spoken_of(material))
    lead = blocks.Paragraph(plain(f"{draft}に対する意見と対応"), Style.LEAD)
    body: list[Block] = [lead]
    if material.register.hearings:
        chart = draw_opinion_chart(material)
        body += [count_table(material), *chart, *([PageBreak()] if chart else []), _table(material)]
    else:
        body.append(blocks.Paragraph(plain(f"{draft}に対する意見はありません。")))
    if material.trace.marks_by_opinion:
        body += inferred_note(*material.comparison.drafts)
    return make_document(material, KIND, body, landscape=True)


def _spoken_of(material: Material) -> Draft:
    """Return the draft the opinions shown were heard on: the base, or the revised draft where all speak of that."""
    base, revised = material.comparison.base, material.comparison.revised
    rounds = [hearing.round for hearing in material.register.hearings if not hearing.is_carried]
    heard_on = {heard.draft if heard is not None else None for heard in rounds}
    return revised if heard_on == {revised.id.partition("@")[0]} else base


def _table(material: Material) -> Table:
    hearings = material.register.hearings
    columns = columns_of(material)
    rows = [heading_row(*(column.title for column in columns))]
    for hearing in hearings:
        if len(hearings) > 1 or hearing.is_carried:
            rows.append(banner(plain(_name(hearing)), len(columns)))
        rows += [Row(tuple(column.cell(opinion, material) for column in columns)) for opinion in hearing.opinions]
    widths = tuple(column.share for column in columns)
    return Table(widths, tuple(rows), summary="意見ごとの対応区分、対応の考え方、修正箇所")


def _name(hearing: Hearing) -> str:
    """Name a round: its kind, unless the title tells it, title and date, and that it is carried over."""
    carried = f"\u3000{CARRIED_OVER}" if hearing.is_carried else ""
    if hearing.round is None:
        return f"{hearing.title}{carried}"
    date = f"（{hearing.round.date}）" if hearing.round.date else ""
    kind = "" if hearing.round.kind in hearing.title else f"{hearing.round.kind}\u3000"
    return f"{kind}{hearing.title}{date}{carried}"
