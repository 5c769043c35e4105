"""The records of a CSV file of any length, one by one: never more than one is held."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import DataError, UnreadableFileError, UsageError
from dxplan_cli.intake.encodings import encoding_of
from dxplan_cli.text.keys import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper
    from pathlib import Path

MAX_ROWS: Final = 1_000_000
MAX_CELL: Final = 100_000
_HEAD: Final = 4096
_DELIMITERS: Final = ",\t;"


def read_records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield every record that is not blank with its number, as Excel counts rows, the heading first.

    Raises:
        UnreadableFileError: no text in a known encoding, a quote left open, or beyond the limits.
        DataError: the system refuses to read the file.
    """
    try:
        with path.open(encoding=encoding_of(path), newline="") as file:
            yield from _records(file)
    except FileNotFoundError as error:
        message = f"{path} がありません"
        raise DataError(message, "ファイルの名前と場所を確かめてください") from error
    except OSError as error:
        message = f"{path} を読めません（{error.strerror or error}）"
        raise DataError(message, "ファイルがあるか、読む権利があるかを確かめてください") from error


def find_column(wanted: str, heading: list[str]) -> int:
    """Return where the column of a heading stands; width, case and blanks do not count.

    Raises:
        UsageError: there is none, or more than one.
    """
    found = [at for at, cell in enumerate(heading) if heading_key(cell) == heading_key(wanted)]
    if len(found) == 1:
        return found[0]
    message = f"列「{wanted}」がいくつもあります" if found else f"列「{wanted}」がありません"
    raise UsageError(message, f"表の見出し：{headings_told(heading)}")


def heading_key(heading: str) -> str:
    """Return what two spellings of a heading share."""
    return "".join(fold(heading).lower().split())


def headings_told(heading: list[str]) -> str:
    """Return the headings for a message."""
    return "、".join(" ".join(cell.split()) for cell in heading if cell.strip())


def _records(file: TextIOWrapper) -> Iterator[tuple[int, list[str]]]:
    """Count records, not lines: a line break inside a cell begins no new one."""
    first = file.readline(_HEAD)
    file.seek(0)
    number = 0
    with _longest_cell():
        try:
            for record in csv.reader(file, delimiter=max(_DELIMITERS, key=first.count), strict=True):
                number += 1
                if not any(cell and not cell.isspace() for cell in record):
                    continue
                if number > MAX_ROWS:
                    message = f"行が多すぎます（{MAX_ROWS:,}行を超えています）"
                    raise UnreadableFileError(message, "ファイルを分けてください")
                yield number, record
        except csv.Error as error:
            raise _unreadable(number + 1, error) from error


@contextmanager
def _longest_cell() -> Iterator[None]:
    before = csv.field_size_limit(MAX_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _unreadable(number: int, error: csv.Error) -> UnreadableFileError:
    if "field larger" in str(error):
        return UnreadableFileError(
            f"{number}行目に長すぎるセルがあります（{MAX_CELL:,}字を超えています）",
            '引用符（"）の閉じ忘れがないか、その行を確かめてください',
        )
    return UnreadableFileError(
        f'{number}行目の引用符（"）が閉じていないか、余分にあります',
        "その行の引用符を直すか、Excelで開いてCSVで保存し直してください",
    )
