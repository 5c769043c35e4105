"""Files that were made to harm: refused in words, within the memory there is, and nothing in them is run."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from register_files import MAIN, cells, excel, packed, parts

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.register.grid import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from dxplan_cli.intake.register.table import open_table
from dxplan_cli.intake.register.workbook import EXCEL

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = parts(cells(("番号", "意見"), ("1", "本文")))
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEET = "xl/worksheets/sheet1.xml"


def row(reference: str, text: str = "a") -> str:
    number = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<sheetData><row r="{number}"><c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>'


def with_size(data: bytes, size: int) -> bytes:
    """Let the directory of a zip say that its first file has another size."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


REFUSED = {
    "nothing": (b"", "意見の表が見つかりません"),
    "zeros": (b"\0" * 1000, "表（CSV）として読めません"),
    "old Excel": (OLE + b"\0" * 1000, "古い形式のExcelのファイル（.xls）"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワードで保護"),
    "broken zip": (packed(TABLE)[:-30], "Excelのファイル（.xlsx）ではありません"),
    "binary Excel": (packed({"xl/workbook.bin": b""}), "（.xlsb）"),
    "OpenDocument": (packed({"content.xml": ""}), "OpenDocument"),
    "Word": (packed({"word/document.xml": ""}), "Wordのファイルです"),
    "any zip": (packed({"a.txt": ""}), "壊れています"),
    "no workbook": (packed({"_rels/.rels": "<Relationships/>"}), "Excelのファイル（.xlsx）ではありません"),
    "large inside": (with_size(packed(TABLE), EXCEL.max_bytes + 1), "ファイルの中身が大きすぎます"),
    "broken XML": (packed({**TABLE, SHEET: "<worksheet><row>"}), "XMLが壊れています"),
    "not XML": (packed({**TABLE, SHEET: b"\x89PNG"}), "XMLが壊れています"),
    "unknown encoding": (packed({**TABLE, SHEET: b'<?xml version="1.0" encoding="cp932"?><a/>'}), "XMLが壊れています"),
    "entities": (
        packed({**TABLE, SHEET: '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'}),
        "DOCTYPE",
    ),
    "external entity": (
        packed({**TABLE, SHEET: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'}),
        "DOCTYPE",
    ),
    "no relations": (packed({name: part for name, part in TABLE.items() if name != RELATIONS}), "壊れています"),
    "text nowhere": (packed(parts('<sheetData><row><c t="s"><v>7</v></c></row></sheetData>')), "文字が見つかりません"),
    "rows backwards": (packed(parts('<sheetData><row r="5"/><row r="4"/></sheetData>')), "行の番号「4」"),
    "row beyond": (packed(parts('<sheetData><row r="1048577"/></sheetData>')), "行の番号"),
    "no place": (packed(parts('<sheetData><row><c r="１"/></row></sheetData>')), "番地「１」"),
    "column beyond": (packed(parts(row("XFD1048576"))), "1048576行目の列が多すぎます"),
    "overlapping": (
        packed(parts(cells(("意見",), *[("a",)] * 5) + '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="A3:A5"/></mergeCells>')),
        "結合されたセルが重なっています",
    ),
    "a cell": (packed(parts(row("A2", "あ" * (MAX_CELL + 1)))), "2行目に長すぎるセル"),
    "a shared cell": (
        packed(
            parts(
                '<sheetData><row r="3"><c t="s"><v>0</v></c></row></sheetData>',
                sharedStrings=f'<sst xmlns="{MAIN}"><si><t>{"a" * (MAX_CELL + 1)}</t></si></sst>',
            )
        ),
        "3行目に長すぎるセル",
    ),
    "a cell of CSV": (('意見\n"' + "a" * (MAX_CELL + 1) + '"\n').encode(), "2行目に長すぎるセル"),
    "columns of CSV": (("意見\n" + "," * MAX_COLUMNS + "a\n").encode(), "2行目の列が多すぎます"),
    "rows of CSV": (("意見\n" + "a\n" * MAX_ROWS).encode(), "行が多すぎます"),
    "open quote": ('意見\n"本文\nつづき'.encode(), "引用符"),
    "quote inside": ('意見\n"本"文"\n'.encode(), "2行目の引用符"),
    "PDF": (b"%PDF-1.7\n\xff\xfe\x00\x00", "表（CSV）として読めません"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_what_to_do(name: str) -> None:
    data, words = REFUSED[name]

    with pytest.raises(UnreadableFileError) as refusal:
        open_table(data, {})
    assert words in refusal.value.message
    assert refusal.value.hint
    assert ("Word" in refusal.value.message + refusal.value.hint) is (name == "Word")


def test_macros_are_left_alone_and_said() -> None:
    table = open_table(packed({**TABLE, "xl/vbaProject.bin": b"\0"}), {})

    assert len(table.entries.entries) == 1
    assert "マクロは動かさず" in table.remarks[0]


def test_formulas_are_not_computed() -> None:
    def dress(_: Any, sheet: Any) -> None:
        sheet.write_formula(1, 0, '=WEBSERVICE("http://example.invalid/")', value="前の結果")

    table = open_table(excel([["意見"]], dress), {})
    assert [list(entry.values.values()) for entry in table.entries.entries] == [["前の結果"]]


WITHIN = """
import resource, sys
from pathlib import Path
from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.register.table import open_table
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
try:
    open_table(Path(sys.argv[1]).read_bytes(), {})
except UnreadableFileError as error:
    print(error.message)
"""


def bomb(head: str, piece: str, times: int, tail: str, part: str) -> bytes:
    """Return an Excel file one part of which repeats a piece, packed without being held at once."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in TABLE.items():
            if name != part:
                archive.writestr(name, content)
        with archive.open(part, "w") as entry:
            entry.write(head.encode())
            for _ in range(times):
                entry.write(piece.encode())
            entry.write(tail.encode())
    return out.getvalue()


MEGABYTE = "a" * 1_000_000
BOMBS = {
    "50 MB in one cell": (f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>', MEGABYTE, 50, "</t></is></c></row></sheetData></worksheet>", SHEET, "1行目に長すぎるセル"),
    "50 MB in a shared text": (f'<sst xmlns="{MAIN}"><si><t>意見</t></si><si><t>', MEGABYTE, 50, "</t></si></sst>", "xl/sharedStrings.xml", None),
    "300 MB unpacked": (f'<worksheet xmlns="{MAIN}"><!--', MEGABYTE, 300, "--></worksheet>", SHEET, "中身が大きすぎます"),
    "a million rows": (f'<worksheet xmlns="{MAIN}"><sheetData>', '<row><c t="str"><v>a</v></c></row>' * 1000, 1000, "</sheetData></worksheet>", SHEET, "行が多すぎます"),
}  # fmt: skip


def test_a_large_cell_of_csv_does_not_fill_the_memory(tmp_path: Path) -> None:
    file = tmp_path / "大きい.csv"
    file.write_text(f'意見\n"{MEGABYTE * 90}"\n', encoding="utf-8")

    done = subprocess.run([sys.executable, "-c", WITHIN, str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2行目に長すぎるセル" in done.stdout


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_not_go_off(name: str, tmp_path: Path) -> None:
    head, piece, times, tail, part, words = BOMBS[name]
    file = tmp_path / "爆弾.xlsx"
    file.write_bytes(bomb(head, piece, times, tail, part))

    assert file.stat().st_size < 2_000_000
    done = subprocess.run([sys.executable, "-c", WITHIN, str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (words or "") in done.stdout
