"""Groups of raw comments as a CSV file, a line a group, ready to be imported into the register.

| column | what it holds |
|---|---|
| 整理番号 | the group's own key: the same for the same wording of the representative, however often this is run |
| 代表の意見 | the words of the representative: the wording most rows have |
| 件数 | rows of the group |
| 人数 | different people named; empty where no column of people was given or nobody is named |
| 記名なし | rows of the group that name nobody; empty where no column of people was given |
| 同文 | rows that say word for word what the representative says, itself included |
| 近さの下限 | how near the least near row is, in percent, rounded down |
| 違う語 | the words in which rows differ from the representative, with how many rows differ so, most first |
| 行 | the rows of the raw file as Excel numbers them: ``2～4;9``; a hyphen would make Excel see a date |
| 該当箇所 | the places the rows say they speak of, each once, a line each; the column is there only where they say any |
| もとの番号 | the values of the column named with ``--key``, in the order of the rows, joined by ``;``, which in a key becomes ； |

A list too long for a cell of Excel ends with ``…``. A second table, a line a raw row, has them all: 行, もとの番号,
整理番号, the group the row is in, and 違う語.

No other cell of the raw file gets here, least of all who wrote it.
"""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from dxplan_cli.render.exchanges import exchanges_told, variants_told
from dxplan_cli.text.characters import clean
from dxplan_cli.text.formulas import shield
from dxplan_cli.text.nearness import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxplan_cli.trace.comments import CommentGroup

HEADINGS: Final = (
    "整理番号",
    "代表の意見",
    "件数",
    "人数",
    "記名なし",
    "同文",
    "近さの下限",
    "違う語",
    "行",
    "もとの番号",
)
ROW_HEADINGS: Final = ("行", "もとの番号", "整理番号", "違う語")
_PLACES: Final = "該当箇所"
_LONGEST: Final = 30_000
"""Characters; Excel drops what is beyond 32,767."""


def comment_table(groups: Iterable[CommentGroup], *, has_people: bool) -> bytes:
    """Return the table of groups, in UTF-8 with the mark Excel looks for; nothing in it is a formula."""
    groups = tuple(groups)
    cells = [_cells(group, has_people=has_people) for group in groups]
    if not any(group.places for group in groups):
        return _csv(HEADINGS, cells)
    placed = [(*each, _lines(group.places)) for each, group in zip(cells, groups, strict=True)]
    return _csv((*HEADINGS, _PLACES), placed)


def _lines(places: Iterable[str]) -> str:
    """Return places in lines, as many whole ones as a cell has room for."""
    listed = "\n".join(places)
    return listed if len(listed) <= _LONGEST else listed[:_LONGEST].rpartition("\n")[0]


def row_table(groups: Iterable[CommentGroup]) -> bytes:
    """Return the table of raw rows, those of a group together."""
    return _csv(ROW_HEADINGS, (row for group in groups for row in _rows(group)))


def _csv(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="", write_through=True) as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(headings)
        for row in rows:
            writer.writerow([shield(clean(cell)) for cell in row])
        return raw.getvalue()


def _rows(group: CommentGroup) -> Iterator[tuple[str, ...]]:
    differing = {row: exchanges_told(each.exchanges) for each in group.variants for row in each.rows}
    for row, own in zip_longest(group.rows, group.keys, fillvalue=""):
        yield str(row), str(own), group.key, differing.get(int(row), "")


def _cells(group: CommentGroup, *, has_people: bool) -> tuple[str, ...]:
    heads = group.heads
    return (
        group.key,
        group.text,
        str(heads.opinions),
        "" if heads.people is None else str(heads.people),
        str(heads.unnamed) if has_people else "",
        str(group.same),
        str(percent(group.least)),
        _fitting(variants_told(group.variants)),
        _fitting(row_ranges(group.rows)),
        _fitting(_joined(group.keys)),
    )


def _joined(keys: Iterable[str]) -> str:
    """Join keys by what none of them has."""
    return ";".join(" ".join(key.replace(";", "；").split()) for key in keys)


def is_cut(group: CommentGroup) -> bool:
    """Tell whether the table of groups has not room for all rows of a group."""
    return max(len(row_ranges(group.rows)), len(_joined(group.keys))) > _LONGEST


def _fitting(listed: str) -> str:
    return listed if len(listed) <= _LONGEST else f"{listed[:_LONGEST].rpartition(';')[0]};…"


def row_ranges(rows: Sequence[int]) -> str:
    """Return rows in order as ``2～4;9``."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return ";".join(str(first) if first == last else f"{first}～{last}" for first, last in ranges)
