"""Tables of the plan, both versions in one: cells, rows and columns that came or went show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dxplan_cli.diff.align import longest_rising
from dxplan_cli.model.node import Table
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Revision, Run, Style
from dxplan_cli.papers.cells import runs_cell
from dxplan_cli.papers.marked_text import compared_texts, marked_words, versions_of, whole
from dxplan_cli.papers.placed import placed_paragraph
from dxplan_cli.papers.values import value_text
from dxplan_cli.text.keys import wording_key
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.node import Row
    from dxplan_cli.papers.blocks import Block, Runs
    from dxplan_cli.papers.material import Material

_TOTAL = "計"
_FIRST_SHARE = 2.0


def draw_table(place: Place, material: Material) -> list[Block]:
    """Draw a table; its caption is a paragraph of its own where it carries marks.

    Where columns came, went or changed places, the old table stands before the new one.
    """
    before, after = (node if isinstance(node, Table) else None for node in versions_of(place))
    caption = marked_words(place, material)
    title = "".join(run.text for run in caption if not run.is_about)
    is_plain = all(run == Run(run.text) for run in caption)
    drawn: list[Block] = []
    if caption and not is_plain:
        drawn.append(placed_paragraph(place, caption, Style.CAPTION))
    own = title if is_plain and title else None
    if before is None or after is None or _headings(before) == _headings(after):
        return [*drawn, *_tables(before, after, own, title)]
    return [*drawn, *_tables(before, None, own, title), *_tables(None, after, None, title)]


def row_revision(is_in_base: bool, is_in_revised: bool) -> Revision:  # noqa: FBT001 - two facts side by side
    """Return what a row is that stands in either draft, or in both."""
    if is_in_base and is_in_revised:
        return Revision.SAME
    return Revision.DELETED if is_in_base else Revision.INSERTED


def value_runs(before: str | None, after: str | None) -> Runs:
    """Return a cell's value; None is a side on which there is no such cell."""
    return compared_texts(before or "", after or "")


def _headings(table: Table) -> list[str]:
    """Return the headings of the columns as they are compared, in any width."""
    return [wording_key(column) for column in table.columns]


def _tables(before: Table | None, after: Table | None, caption: str | None, title: str) -> list[Block]:
    columns = after.columns if after is not None else before.columns if before is not None else ()
    if not columns:
        return []
    pair = _Pair(before, after)
    heads = [_head(pair, columns)] if any(columns) else []
    rows = (*heads, *_rows(pair, columns), *_total(pair, columns))
    anchor = after.id if after is not None else None
    return [blocks.Table(_widths(len(columns)), rows, len(heads), caption=caption, summary=title, anchor=anchor)]


class _Pair(NamedTuple):
    """Both versions of a table of the same columns; one may be missing."""

    before: Table | None
    after: Table | None

    @property
    def revision(self) -> Revision:
        """What its heading is."""
        return row_revision(self.before is not None, self.after is not None)


def _head(pair: _Pair, columns: Sequence[str]) -> blocks.Row:
    if pair.before is None or pair.after is None:
        heads = [whole(column, pair.revision) for column in columns]
    else:
        heads = [compared_texts(*both) for both in zip(pair.before.columns, pair.after.columns, strict=True)]
    return blocks.Row(tuple(runs_cell(head, "center") for head in heads), revision=pair.revision)


def _rows(pair: _Pair, columns: Sequence[str]) -> Iterator[blocks.Row]:
    """Yield the rows in the new order; what is gone, or stands elsewhere now, after the row it stood behind."""
    old, new = ({row.key: row for row in table.rows} if table else {} for table in pair)
    aligns = [_align(at, pair) for at in range(len(columns))]
    for key, is_old, is_new in _merged(tuple(old), tuple(new)):
        before = _cells(old[key], len(columns)) if is_old else [None] * len(columns)
        after = _cells(new[key], len(columns)) if is_new else [None] * len(columns)
        values = map(value_runs, before, after)
        cells = tuple(runs_cell(runs, align) for runs, align in zip(values, aligns, strict=True))
        yield blocks.Row(cells, revision=row_revision(is_old, is_new), anchor=key if is_new else None)


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, bool, bool]]:
    """Merge two lists of keys: (key, stands in the old list here, stands in the new one here)."""
    rank = {key: at for at, key in enumerate(old)}
    common = [key for key in new if key in rank]
    stayed = {common[at] for at in longest_rising([rank[key] for key in common])}
    left = iter(old)
    for key in new:
        if key not in stayed:
            yield key, False, True
            continue
        for gone in left:
            if gone == key:
                break
            yield gone, True, False
        yield key, True, True
    yield from ((gone, True, False) for gone in left)


def _total(pair: _Pair, columns: Sequence[str]) -> Iterator[blocks.Row]:
    """Yield the row of the sum that the plan promises; a column without a sum stays empty."""
    old, new = (_sums(table) for table in pair)
    if old is None and new is None:
        return
    nothing: list[str | None] = [None] * len(columns)
    cells = (
        replace(runs_cell(value_runs(*values), _align(at, pair)), shaded=True)
        for at, values in enumerate(zip(old or nothing, new or nothing, strict=True))
    )
    yield blocks.Row(tuple(cells), revision=row_revision(old is not None, new is not None))


def _sums(table: Table | None) -> list[str | None] | None:
    """Return the cells of the row of the sum; the first says 計 unless the sum itself stands there."""
    if table is None or table.sum is None:
        return None
    cells: list[str | None] = [
        value_text(table.sum.equals) if column == table.sum.column else None for column in table.columns
    ]
    return [_TOTAL if cells[0] is None else cells[0], *cells[1:]]


def _cells(row: Row, width: int) -> list[str | None]:
    """Return the printed cells of a row, one a column."""
    return [*map(value_text, row.cells[:width]), *[None] * (width - len(row.cells))]


def _align(at: int, pair: _Pair) -> str:
    """Put a column to the right when it holds numbers."""
    rows = (row for table in pair if table is not None for row in table.rows)
    return "right" if any(isinstance(row.cells[at], int | float) for row in rows if at < len(row.cells)) else "left"


def _widths(count: int) -> tuple[float, ...]:
    shares = [_FIRST_SHARE, *[1.0] * (count - 1)]
    return tuple(share / sum(shares) for share in shares)
