"""Raw comments from a CSV file: every encoding, every row, and a message for what cannot be read."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.errors import DataError, DxplanError, UnreadableFileError, UsageError
from dxplan_cli.intake import records
from dxplan_cli.intake.comments import Columns, Comment, read_comments

if TYPE_CHECKING:
    from pathlib import Path

TABLE = '受付番号,氏名,ご意見\r\n1,青森花子,除雪を早めて\r\n\r\n2,,"二行の\n意見"\r\n3,津軽太郎\r\n'
ROWS = [
    Comment(2, "除雪を早めて", "青森花子", "1"),
    Comment(4, "二行の\n意見", "", "2"),
    Comment(5, "", "津軽太郎", "3"),
]
USUAL = Columns()
ALL = Columns(person="氏名", key="受付番号")


def read(folder: Path, content: bytes, columns: Columns = USUAL) -> list[Comment]:
    path = folder / "意見.csv"
    path.write_bytes(content)
    return list(read_comments(path, columns))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_an_office_is_read(encoding: str, tmp_path: Path) -> None:
    assert read(tmp_path, TABLE.encode(encoding), ALL) == ROWS


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_delimiter_is_read(delimiter: str, tmp_path: Path) -> None:
    assert read(tmp_path, TABLE.replace(",", delimiter).encode(), ALL) == ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end: str, tmp_path: Path) -> None:
    assert [each.text for each in read(tmp_path, f"意見{end}一{end}二{end}".encode())] == ["一", "二"]


def test_people_and_keys_are_read_only_when_asked_for(tmp_path: Path) -> None:
    assert {(each.person, each.key) for each in read(tmp_path, TABLE.encode())} == {("", "")}


@pytest.mark.parametrize("name", ["コメント", "意見　の内容", "御意見", "ご意見"])
def test_the_column_of_comments_is_known_by_its_usual_names(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"番号,{name}\n1,賛成".encode()) == [Comment(2, "賛成")]


def test_a_column_is_named_in_any_width(tmp_path: Path) -> None:
    assert read(tmp_path, "ＱＡ１,意見\nここ,そこ".encode(), Columns(text="qa1")) == [Comment(2, "ここ")]


def test_a_long_first_row_hides_no_byte(tmp_path: Path) -> None:
    headings = ",".join(f"欄{number}" for number in range(3000))

    assert read(tmp_path, f"意見,{headings}\n賛成\n".encode("cp932")) == [Comment(2, "賛成")]


REFUSED: dict[str, tuple[bytes, Columns, type[DxplanError], str]] = {
    "no row": (b"", Columns(), UnreadableFileError, "行がありません"),
    "no column of comments": ("番号,氏名\n1,a".encode(), Columns(), UsageError, "番号、氏名"),
    "a column that is not there": ("意見\na".encode(), Columns(person="氏名"), UsageError, "「氏名」がありません"),
    "a column that is there twice": ("意見,意見\na,b".encode(), Columns(), UsageError, "いくつも"),
    "people as keys": ("意見,氏名\na,b".encode(), Columns(person="氏名", key="氏名"), UsageError, "同じ列"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", Columns(), UnreadableFileError, "文字コード"),
    "an open quote": ('意見\n一\n"二\n三'.encode(), Columns(), UnreadableFileError, "3行目"),
    "a stray quote": ('意見\n一\n"二"あ\n三'.encode(), Columns(), UnreadableFileError, "3行目"),
    "a cell without end": (f"意見\n一\n{'あ' * 100_001}".encode(), Columns(), UnreadableFileError, "3行目"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_cannot_be_read_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    content, columns, kind, words = REFUSED[name]

    with pytest.raises(kind) as refusal:
        read(tmp_path, content, columns)

    assert words in refusal.value.message + refusal.value.hint
    assert refusal.value.hint


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_ROWS", 3)

    with pytest.raises(UnreadableFileError, match="行が多すぎます"):
        read(tmp_path, "意見\n一\n二\n三".encode())


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nai.csv", tmp_path):
        with pytest.raises(DataError):
            list(read_comments(path, Columns()))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall_over(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)

    with suppress(DxplanError):
        list(read_comments(path, USUAL))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20), max_size=8))
def test_every_comment_comes_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["番", "意見"], *(["1", text] for text in texts)])
    path = tmp_path_factory.getbasetemp() / "texts.csv"
    path.write_bytes(out.getvalue().encode("utf-8-sig"))

    read_back = [each.text for each in read_comments(path, Columns())]
    assert [text.lstrip("'") for text in read_back] == [text.lstrip("'") for text in texts]
