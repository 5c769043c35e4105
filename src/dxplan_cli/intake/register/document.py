"""The tables of opinions in a Word file, as grids: where their cells stand, and what stands around their rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.grid import rows_of
from dxplan_cli.intake.register.grid import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    GridRow,
    Merge,
    TableRow,
    refuse_cell,
    refuse_columns,
    refuse_rows,
)
from dxplan_cli.intake.register.struck import Parted
from dxplan_cli.intake.word.names import number, value, w
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.revisions import accept_all, revisions_left
from dxplan_cli.intake.word.text import READ, read_pieces, unread_of
from dxplan_cli.value import Value, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_PARAGRAPH, _TABLE, _BOOKMARK = w("p"), w("tbl"), w("bookmarkStart")
_RUN, _TEXT = w("r"), w("t")
_OFF: Final = frozenset({"0", "false", "off"})
_WIDEST: Final = 64
"""Word has no more columns."""


class RowContext(Value):
    """What stands around a row: the words above it, the nearest first, the bookmarks in it, its cells nobody asked for."""

    above: tuple[str, ...] = ()
    bookmarks: tuple[str, ...] = ()
    rest: Mapping[str, str] = field(default_factory=dict)


class DocumentTable(Value):
    """A table of a Word file: its grid without the rows that only tell what follows, how wide it is, and its rows' contexts."""

    number: int
    grid: Grid
    width: int
    contexts: Mapping[int, RowContext]


class Document(Value):
    """The tables of a Word file, and what the user should know of it."""

    tables: tuple[DocumentTable, ...]
    remarks: tuple[str, ...]


class _Cell(Value):
    """A cell: the grid column it begins in, how many it covers, and whether it goes on from the row above."""

    start: int
    span: int
    text: str
    struck: str
    goes_on: bool | None
    """None where it is merged with nothing above or below."""


def read_document(data: bytes) -> Document:
    """Read the tables of a Word file, with its tracked changes accepted.

    Raises:
        UnreadableFileError: no Word file, protected, damaged, not safe to read, or beyond the limits of a table.
    """
    package = open_word(data)
    return Document(tuple(read_tables(package)), tuple(_remarks(package)))


def read_tables(package: WordPackage) -> Iterator[DocumentTable]:
    """Yield the tables that have more than one column and any words; a table in a cell counts as words of that cell.

    Raises:
        UnreadableFileError: a table is beyond the limits.
    """
    body = package.body
    tree = accept_all(body) if revisions_left(body) else body
    unread, struck = unread_of(tree, deleted=False), _struck_out(tree)
    texts = read_pieces(tree, unread | struck)

    def text_of(cell: Element) -> Parted:
        words = ("".join(texts.get(paragraph, ())).strip() for paragraph in cell.iter(_PARAGRAPH))
        crossed = (each.text or "" for each in cell.iter(_TEXT) if each in struck and each not in unread)
        return Parted("\n".join(filter(None, words)), "".join(crossed).strip())

    near, count, total = "", 0, 0
    inside: Element | None = None
    for block in tree.iter(_PARAGRAPH, _TABLE):
        if inside is not None and _is_within(block, inside):
            continue
        inside = None
        if block.tag == _PARAGRAPH:
            near = "".join(texts.get(block, ())).strip() or near
            continue
        rows = rows_of(block)
        if max(map(len, rows), default=0) <= 1:
            continue
        inside = block
        total += len(rows)
        if total > MAX_ROWS:
            raise refuse_rows()
        table = _read_table(count + 1, rows, text_of, near)
        if table.grid.rows:
            count += 1
            yield table


def _struck_out(tree: Element) -> frozenset[Element]:
    """Return the words of the stretches that somebody struck out by hand, which is no tracked change."""
    runs = (run for run in tree.iter(_RUN) if any(_is_on(run, look) for look in ("strike", "dstrike")))
    return frozenset(words for run in runs for words in run.iter(*READ))


def _is_on(run: Element, look: str) -> bool:
    found = run.find(f"{w('rPr')}/{w(look)}")
    return found is not None and value(found) not in _OFF


def _is_within(block: Element, table: Element) -> bool:
    return any(above is table for above in block.iterancestors(_TABLE))


def _remarks(package: WordPackage) -> Iterator[str]:
    if revisions_left(package.body):
        yield "変更履歴のあるファイルです。変更をすべて承諾した文言を読みました"
    comments = sum(1 for part in package.related("comments") for _ in package.tree(part).iterchildren(w("comment")))
    if comments:
        yield f"コメント{comments}件は読みませんでした"
    if package.has_macros:
        yield "マクロのあるファイルです。マクロは動かさず、表だけを読みました"


def _read_table(
    table: int, rows: Sequence[Sequence[Element]], text_of: Callable[[Element], Parted], near: str
) -> DocumentTable:
    laid = [_cells(TableRow(table, at), cells, text_of) for at, cells in enumerate(rows, start=1)]
    starts = _common_starts(laid)
    captions = [near] if near else []
    found: list[GridRow] = []
    contexts: dict[int, RowContext] = {}
    columns: list[tuple[int, list[tuple[int, _Cell]]]] = []
    for at, (elements, cells) in enumerate(zip(rows, laid, strict=True), start=1):
        row = TableRow(table, at)
        if len(cells) == 1 and len(starts) > 1:
            captions = [cells[0].text, *([near] if near else [])] if cells[0].text else captions
            continue
        placed = _placed(cells, starts)
        columns.append((row, placed))
        texts = dict.fromkeys(range(max((column for column, _ in placed), default=-1) + 1), "")
        texts |= {column: cell.text for column, cell in placed if not cell.goes_on}
        struck = {column: cell.struck for column, cell in placed if cell.struck}
        if struck or any(map(str.strip, texts.values())):
            found.append(GridRow(row, tuple(texts.values()), struck=struck))
            contexts[row] = RowContext(tuple(captions), _bookmarks(elements))
    merges = (*_spans(columns, len(starts)), *_merges(columns))
    return DocumentTable(table, Grid("", tuple(found), merges), len(starts), contexts)


def _cells(row: int, elements: Sequence[Element], text_of: Callable[[Element], Parted]) -> list[_Cell]:
    if len(elements) > MAX_COLUMNS:
        raise refuse_columns(row)
    holder = elements[0].getparent() if elements else None
    before = number(holder.find(f"{w('trPr')}/{w('gridBefore')}")) if holder is not None else None
    start = min(before or 0, _WIDEST)
    cells: list[_Cell] = []
    for element in elements:
        merge = element.find(f"{w('tcPr')}/{w('vMerge')}")
        goes_on = None if merge is None else value(merge) in {None, "continue"}
        span = min(number(element.find(f"{w('tcPr')}/{w('gridSpan')}")) or 1, _WIDEST)
        text = text_of(element)
        if len(text.live) > MAX_CELL:
            raise refuse_cell(row)
        cells.append(_Cell(start, span, text.live, text.struck, goes_on))
        start += span
    return cells


def _common_starts(rows: Iterable[Sequence[_Cell]]) -> tuple[int, ...]:
    """Return where the cells begin in most rows; programs split a column where an edge was moved by a hair."""
    layouts = Counter(tuple(cell.start for cell in cells) for cells in rows if len(cells) > 1)
    return layouts.most_common(1)[0][0] if layouts else ()


def _placed(cells: Sequence[_Cell], starts: Sequence[int]) -> list[tuple[int, _Cell]]:
    """Return the column of every cell: by order where no cell is missing, else by where it begins."""
    if len(cells) == len(starts):
        return list(enumerate(cells))
    columns = accumulate((max(bisect_right(starts, cell.start) - 1, 0) for cell in cells), _apart)
    return list(zip(columns, cells, strict=True))


def _apart(last: int, column: int) -> int:
    return max(last + 1, column)


def _spans(rows: Iterable[tuple[int, list[tuple[int, _Cell]]]], width: int) -> Iterator[Merge]:
    """Yield the cells that stand over several columns."""
    for row, placed in rows:
        ends = (*(column for column, _ in placed[1:]), width)
        for (column, cell), end in zip(placed, ends, strict=False):
            if end > column + 1 and cell.span > 1:
                yield Merge(row, row, column, end - 1)


def _merges(rows: Iterable[tuple[int, list[tuple[int, _Cell]]]]) -> Iterator[Merge]:
    """Yield the cells that reach down over several rows."""
    begun: dict[int, Merge] = {}
    for row, placed in rows:
        cells = dict(placed)
        for column in [*begun]:
            if column not in cells or not cells[column].goes_on:
                yield begun.pop(column)
        for column, cell in placed:
            if cell.goes_on is False:
                begun[column] = Merge(row, row, column, column)
            elif cell.goes_on and column in begun:
                first = begun[column].first_row
                begun[column] = Merge(first, row, column, column)
    yield from begun.values()


def _bookmarks(cells: Iterable[Element]) -> tuple[str, ...]:
    marks = (mark for cell in cells for mark in cell.iter(_BOOKMARK))
    return tuple(name for mark in marks if (name := value(mark, "name")))
