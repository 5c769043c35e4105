"""A table in two encodings is not read as one: the lines that would be garbled are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.comments import Columns, read_comments
from dxplan_cli.intake.register.table import open_table

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "整理番号,意見\r\n"
MIXED = {
    "a line of UTF-8 in Shift_JIS": (HEAD.encode("cp932") + b"1,\x92\xca\x8aw\x98H" + "の除雪\r\n".encode(), "2行目"),
    "a line of Shift_JIS in UTF-8": (
        f"{HEAD}1,除雪を早めて\r\n".encode() + "2,屋根をつけて\r\n".encode("cp932") + "3,三つ目\r\n".encode(), "3行目",
    ),
    "marked as UTF-8": (
        f"{HEAD}1,除雪を早めて\r\n2,二\r\n".encode("utf-8-sig") + "3,屋根をつけて\r\n".encode("cp932"), "4行目",
    ),
    "a line that is no Shift_JIS": (
        f"{HEAD}1,除雪を早めて\r\n2,二つ目\r\n".encode("cp932") + "3,意見を\r\n".encode(), "4行目",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MIXED)
def test_the_lines_of_another_encoding_are_named(name: str, tmp_path: Path) -> None:
    data, place = MIXED[name]
    file = tmp_path / "意見.csv"
    file.write_bytes(data)

    for read in (lambda: open_table(data, {}), lambda: list(read_comments(file, Columns()))):
        with pytest.raises(UnreadableFileError, match="文字コードが混ざっていて") as caught:
            read()
        assert f"ファイルの{place}（" in caught.value.message
        assert caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le"])
def test_one_encoding_is_no_mixture(encoding: str) -> None:
    table = open_table(f"{HEAD}1,縺れた糸\r\n2,髙い塔と繧繝縁\r\n".encode(encoding), {})

    assert len(table.entries.entries) == 2


def test_many_lines_are_named_in_short() -> None:
    lines = HEAD.encode("cp932") + b"".join(b"1,\x92\xca" + "の除雪\r\n".encode() for _ in range(30))
    with pytest.raises(UnreadableFileError, match="11行目 ほか20行"):
        open_table(lines, {})
