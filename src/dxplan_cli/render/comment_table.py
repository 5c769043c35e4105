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
| 行 | the rows of the raw file as Excel numbers them: ``2～4;9``; a hyphen would make Excel see a date |
| もとの番号 | the values of the column named with ``--key``, in the order of the rows, joined by ``;`` |

No other cell of the raw file gets here, least of all who wrote it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.characters import clean
from dxplan_cli.text.formulas import shield
from dxplan_cli.text.nearness import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.trace.comments import CommentGroup

HEADINGS: Final = ("整理番号", "代表の意見", "件数", "人数", "記名なし", "同文", "近さの下限", "行", "もとの番号")
_KEY_LENGTH: Final = 12


def comment_table(groups: Iterable[CommentGroup], *, has_people: bool) -> bytes:
    """Return the file, in UTF-8 with the mark Excel looks for; nothing in it is a formula."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="", write_through=True) as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(HEADINGS)
        for group in groups:
            writer.writerow([shield(clean(cell)) for cell in _cells(group, has_people=has_people)])
        return raw.getvalue()


def group_key(group: CommentGroup) -> str:
    """Return the group's own key."""
    return f"g{hashlib.sha256(group.wording.encode('utf-8', 'surrogatepass')).hexdigest()[:_KEY_LENGTH]}"


def _cells(group: CommentGroup, *, has_people: bool) -> tuple[str, ...]:
    heads = group.heads
    return (
        group_key(group),
        group.text,
        str(heads.opinions),
        "" if heads.people is None else str(heads.people),
        str(heads.unnamed) if has_people else "",
        str(group.same),
        str(percent(group.least)),
        row_ranges(group.rows),
        ";".join(group.keys),
    )


def row_ranges(rows: Sequence[int]) -> str:
    """Return rows in order as ``2～4;9``."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return ";".join(str(first) if first == last else f"{first}～{last}" for first, last in ranges)
