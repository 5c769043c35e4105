"""The numbers that papers and pages state, read back from the files as a reader sees them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docx import Document

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[str, ...]
Grid = tuple[Row, ...]


def grids_of_word(path: Path) -> tuple[Grid, ...]:
    """Return every table of a Word file, row by row."""
    return tuple(
        tuple(tuple(cell.text for cell in row.cells) for row in table.rows) for table in Document(str(path)).tables
    )


def words_of_word(path: Path) -> str:
    """Return the paragraphs of a Word file that stand in no table."""
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


class _Tables(HTMLParser):
    """The tables of a page, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.grids: list[list[list[str]]] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "table":
            self.grids.append([])
        elif tag == "tr" and self.grids:
            self.grids[-1].append([])
        elif tag in {"td", "th"} and self.grids and self.grids[-1]:
            self.grids[-1][-1].append("")
            self.is_inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.grids[-1][-1][-1] += data.strip()


def grids_of_page(path: Path) -> tuple[Grid, ...]:
    """Return every table of a page, row by row."""
    reader = _Tables()
    reader.feed(path.read_text(encoding="utf-8"))
    return tuple(tuple(tuple(row) for row in grid) for grid in reader.grids)


def grid_headed(grids: tuple[Grid, ...], *words: str) -> Grid:
    """Return the one table whose head has all these words."""
    found = [grid for grid in grids if grid and set(words) <= set(grid[0])]
    assert len(found) == 1, (words, [grid[0] for grid in grids if grid])
    return found[0]


def total_row(grid: Grid) -> dict[str, str]:
    """Return the row 計 of a table, by the words of its head."""
    total = next(row for row in grid if row[0] == "計")
    return dict(zip(grid[0], total, strict=True))


def rows_by_first(grid: Grid) -> dict[str, dict[str, str]]:
    """Return the rows of a table by their first cell, each by the words of the head."""
    head, *rows = grid
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def labels_in(text: str) -> list[str]:
    """Return the marks （【追加①】 …) of a text, sorted."""
    return sorted(re.findall(r"【((?:追加|修正|削除|移動)[①-⑳]?)】", text))
