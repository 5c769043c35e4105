"""The counts on top of the 意見対応表: how many opinions of each round have which disposition."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Row, Table
from dxplan_cli.papers.cells import heading_row, text_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.material import Material

_FIRST_SHARE = 0.2


def count_table(material: Material) -> Table:
    """Return the number of opinions by disposition: a row a round, their sum, and how many of it are carried over."""
    register = material.register
    used = [opinion.disposition for opinion in register.opinions]
    columns = tuple(dict.fromkeys([*material.plan.settings.dispositions, *used]))
    rows = [_row(hearing.title, hearing.opinions, columns) for hearing in register.hearings]
    if len(register.hearings) > 1:
        rows.append(_row("計", register.opinions, columns))
    carried = [opinion for opinion in register.opinions if opinion.id in register.carried]
    if carried:
        rows.append(_row("（うち継続）", carried, columns))
    share = (1 - _FIRST_SHARE) / (len(columns) + 1)
    widths = (_FIRST_SHARE, *[share] * (len(columns) + 1))
    head = heading_row("聴取の機会", *columns, "計")
    return Table(widths, (head, *rows), caption="対応区分ごとの件数", summary="対応区分ごとの意見の件数")


def _row(title: str, opinions: Sequence[Opinion], columns: tuple[str, ...]) -> Row:
    counts = Counter(opinion.disposition for opinion in opinions)
    numbers = (*(counts[column] for column in columns), len(opinions))
    return Row((text_cell(title), *(text_cell(str(number), "center") for number in numbers)))
