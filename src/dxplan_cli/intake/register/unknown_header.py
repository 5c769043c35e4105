"""What to say of a table whose headings mean nothing: which there are, and how to name the one of the opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.register.grid import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.intake.register.grid import Grid, GridRow

_HEAD_ROWS: Final = 30
_READ_ROWS: Final = 50
_MOST: Final = 20
_LONGEST: Final = 20
_TELLING: Final = ("意見", "コメント", "要望", "提案", "記述", "内容", "本文")
_NEEDED: Final = "見出しの行に「意見」か「id」の列が要ります"


def refuse_headings(grids: Iterable[Grid]) -> UnreadableFileError:
    """Return the refusal of tables without a known heading, with the headings of the one that has the most."""
    found = [(grid, row) for grid in grids if (row := _heading_row(grid)) is not None]
    message = "意見の表が見つかりません"
    if not found:
        return UnreadableFileError(message, f"{_NEEDED}。別の見出しのときは --map 意見=本文 のように指定してください")
    grid, row = max(found, key=lambda pair: _filled(pair[1]))
    headings = [_shortened(text) for text in row.cells if text.strip()]
    more = f" ほか{len(headings) - _MOST}列" if len(headings) > _MOST else ""
    return UnreadableFileError(
        message,
        f"{_NEEDED}。{row.number}行目にあった見出し：{'、'.join(headings[:_MOST])}{more}。"
        f"意見の列を --map 意見={_named(grid, row)} のように指定してください",
    )


def _heading_row(grid: Grid) -> GridRow | None:
    """Return the row near the top that has the most cells; the first of several."""
    rows = [row for row in grid.rows[:_HEAD_ROWS] if _filled(row)]
    return max(rows, key=_filled, default=None)


def _filled(row: GridRow) -> int:
    return sum(1 for text in row.cells if text.strip())


def _named(grid: Grid, row: GridRow) -> str:
    """Name the column that most likely holds the opinions: by its heading, or by its letter where that is hard to type."""
    at = _likely(row, [each for each in grid.rows[:_READ_ROWS] if each.number > row.number])
    heading = row.cells[at].strip()
    is_easy = heading == "".join(heading.split()) and heading == _shortened(heading) and heading.isalnum()
    return heading if is_easy else column_letters(at)


def _likely(row: GridRow, below: Sequence[GridRow]) -> int:
    columns = [at for at, text in enumerate(row.cells) if text.strip()]
    for word in _TELLING:
        telling = [at for at in columns if word in row.cells[at]]
        if telling:
            return telling[0]
    return max(columns, key=lambda at: sum(len(each.cell(at)) for each in below))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
