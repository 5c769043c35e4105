"""Counts for the terminal: cells of a table, and bars of signs every code page has."""

from __future__ import annotations

from itertools import accumulate, cycle, pairwise
from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import WITHDRAWN
from dxplan_cli.render.columns import columns_of, cut, padded
from dxplan_cli.render.lines import Look, Stretch, line
from dxplan_cli.trace.tally import heads_told, letters_told, people_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.trace.tally import Tally, TallyRow

_SIGNS = "#=+:.o-*"
_LOOKS = (Look.GOOD, Look.WARNING, Look.PLAIN, Look.QUIET, Look.HEADING, Look.MARK)
_GAP = 2
_LEAST = 10
"""Columns a bar needs to show anything, however narrow the terminal."""


def count_told(opinion: Opinion) -> str:
    """Say before an opinion how many comments it stands for: （213件）, nothing for a single one."""
    return f"（{opinion.comments}件）" if opinion.comments > 1 else ""


def table_rows(counted: Tally, heading: str) -> list[tuple[str, ...]]:
    """Return the heading and the cells of the counts, the sum last; a disposition nobody was given is left out."""
    used = _used(counted)
    has_letters = counted.total.total.letters is not None
    has_withdrawn = counted.total.total.withdrawn > 0
    head = [heading, *(counted.dispositions[at] for at in used), "件"]
    if has_letters:
        head.append("通")
    head.append("人")
    if has_withdrawn:
        head.append(f"{WITHDRAWN}（外数）")
    cells = (
        _cells(row, used, has_letters=has_letters, has_withdrawn=has_withdrawn)
        for row in (*counted.rows, counted.total)
    )
    return [tuple(head), *cells]


def _used(counted: Tally) -> list[int]:
    return [at for at, count in enumerate(counted.total.counts) if count.opinions]


def _cells(row: TallyRow, used: list[int], *, has_letters: bool, has_withdrawn: bool) -> tuple[str, ...]:
    counts = (*(row.counts[at] for at in used), row.total)
    cells = [row.title, *(str(count.opinions) for count in counts)]
    if has_letters:
        cells.append(letters_told(row.total))
    cells.append(people_told(row.total))
    if has_withdrawn:
        cells.append(str(row.total.withdrawn))
    return tuple(cells)


def fits(rows: Sequence[tuple[str, ...]], screen: Screen) -> bool:
    """Tell whether a table has room for every cell on one line."""
    widths = [max(columns_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    return sum(widths) + _GAP * (len(widths) - 1) <= screen.columns


def row_lines(counted: Tally, screen: Screen) -> Iterator[str]:
    """Yield the table as one or two lines a row, each number with its heading: for a screen too narrow for columns."""
    for row in (*counted.rows, counted.total):
        yield cut(f"{row.title}　{heads_told(row.total)}", screen.columns)
        used = [
            (name, count.opinions)
            for name, count in zip(counted.dispositions, row.counts, strict=True)
            if count.opinions
        ]
        told = "、".join(f"{name}{opinions}" for name, opinions in used)
        if told:
            yield f"  {cut(told, screen.columns - _GAP)}"


def bar_lines(counted: Tally, screen: Screen) -> Iterator[Line]:
    """Yield what the signs mean, then a bar a row; the longest takes the width of the screen."""
    most = max((row.total.opinions for row in counted.rows), default=0)
    if not most:
        return
    used = _used(counted)
    signs = dict(zip(used, zip(cycle(_SIGNS), cycle(_LOOKS), strict=False), strict=False))
    if signs:
        yield line("　".join(f"{sign} {counted.dispositions[at]}" for at, (sign, _) in signs.items()))
    titles = min(max(columns_of(row.title) for row in counted.rows), screen.columns // 3)
    room = max(screen.columns - titles - columns_of(f"  {most}件"), _LEAST)
    for row in counted.rows:
        title = Stretch(f"{padded(cut(row.title, titles), titles)} ")
        parts = [(row.counts[at].opinions, *signs[at]) for at in used] or [(row.total.opinions, *_plain_sign())]
        yield (title, *_bar(parts, room / most), Stretch(f" {row.total.opinions}件"))


def _plain_sign() -> tuple[str, Look]:
    return _SIGNS[0], Look.PLAIN


def _bar(parts: list[tuple[int, str, Look]], scale: float) -> Iterator[Stretch]:
    """Yield the parts end to end: rounded at their ends, so that the whole is as long as its sum."""
    ends = accumulate((count for count, _, _ in parts), initial=0)
    for (start, end), (_, sign, look) in zip(pairwise(ends), parts, strict=True):
        signs = round(end * scale) - round(start * scale)
        if signs:
            yield Stretch(sign * signs, look)
