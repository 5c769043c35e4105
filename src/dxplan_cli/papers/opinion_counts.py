"""The counts on top of the 意見対応表: how many opinions of each round have which disposition, from how many people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Row, Table
from dxplan_cli.papers.cells import heading_row, text_cell
from dxplan_cli.trace.tally import Part, dispositions_of, people_told, tally, tally_row

if TYPE_CHECKING:
    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.tally import TallyRow

_FIRST_SHARE = 0.2
_PEOPLE_SHARES = 2
"""A number of people may come with words."""


def count_table(material: Material) -> Table:
    """Return the number of opinions by disposition: a row a round, their sum, and how many of it are carried over.

    Where some stand for many comments, it says how many people sent them.
    """
    register = material.register
    columns = dispositions_of(material.plan.settings.dispositions, register.opinions)
    counted = tally([Part(each.id, each.title, each.opinions) for each in register.hearings], columns)
    parts = [*counted.rows, *([counted.total] if len(counted.rows) > 1 else [])]
    carried = [opinion for opinion in register.opinions if opinion.id in register.carried]
    if carried:
        parts.append(tally_row(Part("", "（うち継続）", carried), columns))
    has_people = any(opinion.group is not None for opinion in register.opinions)
    titles = (*columns, "計", *(("人数",) if has_people else ()))
    shares = [1] * (len(columns) + 1) + [_PEOPLE_SHARES] * has_people
    unit = (1 - _FIRST_SHARE) / sum(shares)
    rows = (heading_row("聴取の機会", *titles), *(_row(part, has_people=has_people) for part in parts))
    widths = (_FIRST_SHARE, *(unit * share for share in shares))
    return Table(widths, rows, caption="対応区分ごとの件数", summary="対応区分ごとの意見の件数")


def _row(row: TallyRow, *, has_people: bool) -> Row:
    numbers = (*(str(count.opinions) for count in row.counts), str(row.total.opinions))
    told = (*numbers, *((people_told(row.total),) if has_people else ()))
    return Row((text_cell(row.title), *(text_cell(each, "center") for each in told)))
