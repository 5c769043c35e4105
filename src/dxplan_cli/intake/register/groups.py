"""What a row of a table of groups says of its comments: how many, by how many people, which rows of the raw file.

The lists of rows come from the table itself, or from the table of rows that is
written beside it where a list is too long for a cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.errors import UnreadableFileError, UsageError
from dxplan_cli.intake.records import find_column, read_records
from dxplan_cli.model.column import Column
from dxplan_cli.model.opinion import Group
from dxplan_cli.text.contacts import mail_addresses, telephone_numbers
from dxplan_cli.text.formulas import unshield
from dxplan_cli.text.keys import fold
from dxplan_cli.text.narrow import narrow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxplan_cli.intake.register.entries import Entry

_COUNT = re.compile("[0-9]{1,7}")
_RANGE = re.compile("([0-9]{1,7})(?:[~-]([0-9]{1,7}))?")
_CUT: Final = "…"
_MAKE_ANEW: Final = "dxplan opinions similar で群の表を作り直すか、その行を直してください"
_NOT_A_NAME: Final = "氏名や連絡先でない番号の列を --key に指定して、群の表を作り直してください"

RawKeys: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""The keys of the raw rows of each group, by the group's own key."""


def read_raw_keys(path: Path) -> RawKeys:
    """Read the table of rows: which group every raw row is in.

    Raises:
        UnreadableFileError: no table, or a row whose number is none.
        UsageError: a column is not there.
        DataError: the system refuses to read the file.
    """
    records = read_records(path)
    heading = next((record for _, record in records), [])
    row_at, key_at, group_at = (find_column(each, heading) for each in (Column.RAW_ROWS, Column.RAW_KEYS, Column.KEY))
    found: dict[str, list[str]] = {}
    for number, record in records:
        cells = [unshield(cell).strip() for cell in (*record, *[""] * len(heading))]
        if not _COUNT.fullmatch(cells[row_at]):
            message = f"{path.name} {number}行目の「{Column.RAW_ROWS}」が数ではありません（{cells[row_at][:20]}）"
            raise UnreadableFileError(message, "dxplan opinions similar の --rows で書いた表を指定してください")
        found.setdefault(cells[group_at], []).append(_known_by(int(cells[row_at]), cells[key_at]))
    return {group: tuple(keys) for group, keys in found.items()}


def read_group(entry: Entry, listed: RawKeys | None) -> Group:
    """Return what a row says of its comments; `listed` are the raw keys of the table of rows, where there is one.

    Raises:
        UsageError: it says nothing, or contradicts itself; for the row's fault.
    """
    values = entry.values
    comments = _count(values, Column.COMMENTS)
    if not comments:
        what = "がありません" if comments is None else "が0です"
        message = f"「{Column.COMMENTS}」{what}"
        raise UsageError(message, f"意見のない群は行ごと消してください。{_MAKE_ANEW}")
    people, unnamed = _count(values, Column.PEOPLE), _count(values, Column.UNNAMED) or 0
    if (people or 0) + unnamed > comments:
        message = f"「{Column.PEOPLE}」{people or 0}と「{Column.UNNAMED}」{unnamed}の合計が、「{Column.COMMENTS}」{comments}より多くなっています"
        raise UsageError(message, _MAKE_ANEW)
    keys = _raw_keys(values, comments) if listed is None else listed.get(values.get(Column.KEY, ""), ())
    _refuse_keys(keys, comments, is_listed=listed is not None)
    return Group(comments=comments, people=people or None, unnamed=unnamed if people else 0, keys=keys)


def _count(values: Mapping[Column, str], column: Column) -> int | None:
    written = values.get(column)
    if written is None:
        return None
    plain = fold(written).replace(",", "")
    if not _COUNT.fullmatch(plain):
        message = f"「{column}」の「{written[:20]}」は数として読めません"
        raise UsageError(message, "1 のような数だけを書いてください")
    return int(plain)


def _raw_keys(values: Mapping[Column, str], comments: int) -> tuple[str, ...]:
    """Return the keys of the raw rows; a row without one is known by where it stands."""
    rows, keys = values.get(Column.RAW_ROWS), values.get(Column.RAW_KEYS)
    if _CUT in {(each or "")[-1:] for each in (rows, keys)}:
        message = "もとの意見が多くて、「行」「もとの番号」の欄に書き切れていません（…）"
        raise UsageError(message, "similar の --rows で書いた表を、import でも --rows で指定してください")
    numbers = () if rows is None else _rows(rows, comments)
    own = tuple(key.strip() for key in keys.split(";")) if keys else ("",) * len(numbers)
    if numbers and len(own) != len(numbers):
        message = f"「{Column.RAW_KEYS}」が{len(own)}個で、「{Column.RAW_ROWS}」が{len(numbers)}行です"
        raise UsageError(message, _MAKE_ANEW)
    if not numbers and not all(own):
        message = f"「{Column.RAW_KEYS}」に空の番号があります"
        raise UsageError(message, f"「{Column.RAW_ROWS}」の列を残すか、番号を書いてください")
    return tuple(_known_by(row, key) for row, key in zip(numbers, own, strict=True)) if numbers else own


def _rows(written: str, most: int) -> tuple[int, ...]:
    """Read ``2～4;9``; more than so many rows are not counted out."""
    numbers: list[int] = []
    for part in written.replace("；", ";").split(";"):
        found = _RANGE.fullmatch("".join(fold(part).split()))
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if last < first:
            message = f"「{Column.RAW_ROWS}」の「{part[:20]}」が読めません"
            raise UsageError(message, "「2～4;9」のように書きます。" + _MAKE_ANEW)
        if len(numbers) + last - first >= most:
            message = f"「{Column.COMMENTS}」が{most}で、「{Column.RAW_ROWS}」の行はそれより多くなっています"
            raise UsageError(message, _MAKE_ANEW)
        numbers += range(first, last + 1)
    return tuple(numbers)


def _refuse_keys(keys: Sequence[str], comments: int, *, is_listed: bool) -> None:
    if (keys or is_listed) and len(keys) != comments:
        message = f"「{Column.COMMENTS}」が{comments}で、もとの意見が{len(keys)}個です"
        raise UsageError(message, _MAKE_ANEW)
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            message = f"もとの番号「{key[:20]}」が二度あります"
            raise UsageError(message, "もとの表で番号を直してまとめ直すか、--key なし（行の番号）でまとめてください")
        seen.add(key)
        narrowed = narrow(key)
        if next(mail_addresses(narrowed), None) or next(telephone_numbers(narrowed), None):
            message = f"もとの番号「{key[:20]}」が、連絡先のように見えます"
            raise UsageError(message, _NOT_A_NAME)


def _known_by(row: int, key: str) -> str:
    """Return what a row of the raw file is known by: its own key, else where it stands."""
    return key or f"{row}行目"
