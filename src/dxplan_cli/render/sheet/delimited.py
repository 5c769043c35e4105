"""A table as CSV: every cell quoted, nothing in it a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import DataError
from dxplan_cli.text.characters import clean
from dxplan_cli.text.formulas import shield

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.render.sheet.table import SheetTable

_MOST_NAMED: Final = 5


def render_csv(table: SheetTable, encoding: str) -> bytes:
    """Write a table as CSV; lines end as Excel writes them.

    Raises:
        DataError: the encoding has not all the characters; names the rows and characters.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows = [tuple(column.heading for column in table.columns), *table.rows]
    cleaned = [tuple(clean(text) for text in row) for row in rows]
    writer.writerows(tuple(shield(text) for text in row) for row in cleaned)
    places = list(_unwritable(cleaned, encoding))
    if places:
        more = f" ほか{len(places) - _MOST_NAMED}か所" if len(places) > _MOST_NAMED else ""
        message = f"文字コード {encoding} にない文字があります：{'、'.join(places[:_MOST_NAMED])}{more}"
        raise DataError(message, "文字を直すか、--encoding utf-8-sig（省略したとき）で書き出してください")
    return out.getvalue().encode(encoding)


def _unwritable(rows: list[tuple[str, ...]], encoding: str) -> Iterator[str]:
    """Yield row and character of everything the encoding lacks, or would give back as another character (〜 as ～)."""
    known: dict[str, bool] = {}
    for number, row in enumerate(rows, start=1):
        for character in dict.fromkeys("".join(row)):
            if character not in known:
                known[character] = _is_kept(character, encoding)
            if not known[character]:
                yield f"{number}行目「{character}」（U+{ord(character):04X}）"


def _is_kept(character: str, encoding: str) -> bool:
    try:
        return character.encode(encoding).decode(encoding) == character
    except UnicodeEncodeError:
        return False
