"""A mass of raw comments in a CSV file, read row by row: never more than one row is held.

Only the columns asked for leave this module; who wrote a comment leaves it only
when the caller names that column.
"""

from __future__ import annotations

import codecs
import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import DataError, UnreadableFileError, UsageError
from dxplan_cli.text.formulas import unshield
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper
    from pathlib import Path

MAX_ROWS: Final = 1_000_000
MAX_CELL: Final = 100_000
_CHUNK: Final = 1 << 20
_HEAD: Final = 4096
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED: Final = ("utf-8", "cp932")
_DELIMITERS: Final = ",\t;"
_HEADINGS: Final = (
    "意見", "ご意見", "御意見", "意見内容", "意見の内容", "ご意見の内容", "御意見の内容", "意見本文", "本文", "意見等", "コメント", "内容",
)  # fmt: skip
_SAVE_AS_CSV: Final = "Excelで「CSV UTF-8（コンマ区切り）」を選んで保存し直してください"


class Columns(Value):
    """The headings to read: of the comment (None: as usually called), of the person, of the row's own number."""

    text: str | None = None
    person: str | None = None
    key: str | None = None


class Comment(Value):
    """One row; `row` counts as Excel does, from 1 for the heading."""

    row: int
    text: str
    person: str = ""
    key: str = ""


def read_comments(path: Path, columns: Columns) -> Iterator[Comment]:
    """Yield every row that is not blank, whether or not it has a comment.

    Raises:
        UnreadableFileError: no text in a known encoding, a quote left open, or beyond the limits.
        UsageError: a column is not there, or two have that heading.
        DataError: the system refuses to read the file.
    """
    try:
        encoding = _encoding_of(path)
        with path.open(encoding=encoding, newline="") as file:
            yield from _comments(file, columns)
    except FileNotFoundError as error:
        message = f"{path} がありません"
        raise DataError(message, "ファイルの名前と場所を確かめてください") from error
    except OSError as error:
        message = f"{path} を読めません（{error.strerror or error}）"
        raise DataError(message, "ファイルがあるか、読む権利があるかを確かめてください") from error


def _comments(file: TextIOWrapper, columns: Columns) -> Iterator[Comment]:
    records = _records(file)
    heading = next((record for _, record in records), None)
    if heading is None:
        message = "表に行がありません"
        raise UnreadableFileError(message, "一行目に見出し（意見 など）、二行目から意見を書いてください")
    text, person, key = _positions(heading, columns)
    for number, record in records:
        if number > MAX_ROWS:
            message = f"行が多すぎます（{MAX_ROWS:,}行を超えています）"
            raise UnreadableFileError(message, "ファイルを分けてください")
        yield Comment(number, _cell(record, text), _cell(record, person), _cell(record, key))


def _cell(record: list[str], at: int | None) -> str:
    return unshield(record[at]) if at is not None and at < len(record) else ""


def _positions(heading: list[str], columns: Columns) -> tuple[int | None, int | None, int | None]:
    names = [_name(cell) for cell in heading]
    usual = next((each for each in _HEADINGS if _name(each) in names), None)
    if columns.text is None and usual is None:
        message = "意見の列が見つかりません"
        raise UsageError(message, f"--column で見出しを指定してください。表の見出し：{_listed(heading)}")
    if columns.key is not None and columns.person is not None and _name(columns.key) == _name(columns.person):
        message = "--key と --person に同じ列は指定できません"
        raise UsageError(message, "--key の値は結果に書き出すため、氏名でない列を指定してください")
    return (
        _position(columns.text or usual, heading),
        _position(columns.person, heading),
        _position(columns.key, heading),
    )


def _position(wanted: str | None, heading: list[str]) -> int | None:
    if wanted is None:
        return None
    found = [at for at, cell in enumerate(heading) if _name(cell) == _name(wanted)]
    if len(found) == 1:
        return found[0]
    message = f"列「{wanted}」が{'いくつも' if found else ''}あります" if found else f"列「{wanted}」がありません"
    raise UsageError(message, f"表の見出し：{_listed(heading)}")


def _name(heading: str) -> str:
    return "".join(fold(heading).lower().split())


def _listed(heading: list[str]) -> str:
    return "、".join(" ".join(cell.split()) for cell in heading if cell.strip())


def _records(file: TextIOWrapper) -> Iterator[tuple[int, list[str]]]:
    """Yield every record that is not blank with its number: a line break inside a cell begins no new one."""
    first = file.readline(_HEAD)
    file.seek(0)
    number = 0
    with _longest_cell():
        try:
            for record in csv.reader(file, delimiter=max(_DELIMITERS, key=first.count), strict=True):
                number += 1
                if any(cell and not cell.isspace() for cell in record):
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


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    for encoding in (marked,) if marked else _UNMARKED:
        if _is_in(path, encoding):
            return encoding
    message = "表（CSV）として読めません：文字コードが分からないか、テキストではないファイルです"
    raise UnreadableFileError(message, _SAVE_AS_CSV)


def _is_in(path: Path, encoding: str) -> bool:
    """Tell whether a whole file is text in an encoding, holding no more of it than a piece."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            return all("\0" not in piece for piece in iter(lambda: file.read(_CHUNK), ""))
    except UnicodeDecodeError:
        return False
