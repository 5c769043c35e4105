"""The counts on top of the 意見対応表: how many opinions of each round have which disposition, from how many people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import WITHDRAWN
from dxplan_cli.papers.blocks import Row, Table
from dxplan_cli.papers.cells import heading_row, text_cell
from dxplan_cli.trace.tally import Part, dispositions_of, letters_told, people_told, tally, tally_row
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.tally import TallyRow

_FIRST_SHARE = 0.2
_PEOPLE_SHARES = 2
"""A number of people may come with words."""


def count_table(material: Material) -> Table:
    """Return the number of opinions by disposition: a row a round, their sum, and how many of it are carried over.

    Where some stand for many comments, it says how many people sent them; where letters are known, how many (通).
    Opinions taken back (取下げ) stand in a column of their own and in no sum.
    """
    register, settings = material.register, material.plan.settings
    dispositions = dispositions_of(settings, register.opinions)
    hearings = [Part(each.id, each.title, each.opinions) for each in register.hearings]
    counted = tally(hearings, dispositions, settings.withdrawn)
    parts = list(counted.rows)
    if len(parts) > 1:
        parts.append(counted.total)
    carried = [opinion for opinion in register.opinions if opinion.id in register.carried]
    if carried:
        parts.append(tally_row(Part("", "（うち継続）", carried), dispositions, settings.withdrawn))
    columns = [_Column(name, 1, _counter(at)) for at, name in enumerate(dispositions)]
    columns.append(_Column("計", 1, lambda row: str(row.total.opinions)))
    if counted.total.total.letters is not None:
        columns.append(_Column("通数", 1, lambda row: letters_told(row.total)))
    if any(opinion.group is not None for opinion in register.opinions):
        columns.append(_Column("人数", _PEOPLE_SHARES, lambda row: people_told(row.total)))
    if counted.total.total.withdrawn:
        columns.append(_Column(f"{WITHDRAWN}（外数）", 1, lambda row: str(row.total.withdrawn)))
    return _draw(parts, columns)


class _Column(Value):
    """A column of counts: its title, its part of the width, and its words for a row."""

    title: str
    share: int
    words: Callable[[TallyRow], str]


def _counter(at: int) -> Callable[[TallyRow], str]:
    """Return the count of the disposition at a place."""
    return lambda row: str(row.counts[at].opinions)


def _draw(parts: Sequence[TallyRow], columns: Sequence[_Column]) -> Table:
    unit = (1 - _FIRST_SHARE) / sum(column.share for column in columns)
    rows = [heading_row("聴取の機会", *(column.title for column in columns))]
    for part in parts:
        counts = [text_cell(column.words(part), "center") for column in columns]
        rows.append(Row((text_cell(part.title), *counts)))
    widths = (_FIRST_SHARE, *(unit * column.share for column in columns))
    return Table(widths, tuple(rows), caption="対応区分ごとの件数", summary="対応区分ごとの意見の件数")
