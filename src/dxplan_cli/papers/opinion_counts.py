"""The counts on top of the 意見対応表: how many opinions of each round have which disposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Row, Table
from dxplan_cli.papers.cells import heading_row, text_cell
from dxplan_cli.trace.tally import Part, dispositions_of, tally, tally_row

if TYPE_CHECKING:
    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.tally import TallyRow

_FIRST_SHARE = 0.2


def count_table(material: Material) -> Table:
    """Return the number of opinions by disposition: a row a round, their sum, and how many of it are carried over."""
    register = material.register
    columns = dispositions_of(material.plan.settings.dispositions, register.opinions)
    counted = tally([Part(each.id, each.title, each.opinions) for each in register.hearings], columns)
    rows = [_row(row) for row in counted.rows]
    if len(counted.rows) > 1:
        rows.append(_row(counted.total))
    carried = [opinion for opinion in register.opinions if opinion.id in register.carried]
    if carried:
        rows.append(_row(tally_row(Part("", "（うち継続）", carried), columns)))
    share = (1 - _FIRST_SHARE) / (len(columns) + 1)
    widths = (_FIRST_SHARE, *[share] * (len(columns) + 1))
    head = heading_row("聴取の機会", *columns, "計")
    return Table(widths, (head, *rows), caption="対応区分ごとの件数", summary="対応区分ごとの意見の件数")


def _row(row: TallyRow) -> Row:
    numbers = (*(count.opinions for count in row.counts), row.total.opinions)
    return Row((text_cell(row.title), *(text_cell(str(number), "center") for number in numbers)))
