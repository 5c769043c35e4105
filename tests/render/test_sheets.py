"""Tables as files: text stays text, the same table gives the same bytes, what must not be edited is locked."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from strategies import tries

from dxplan_cli.errors import DataError
from dxplan_cli.render.sheet.delimited import render_csv
from dxplan_cli.render.sheet.excel import MAX_CELL, render_excel
from dxplan_cli.render.sheet.table import SheetColumn, SheetTable
from dxplan_cli.text.characters import clean
from dxplan_cli.text.formulas import unshield

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝１＋１", "＋１", "－１", "＠A1", "{=1}", "=cmd|' /C calc'!A0",
    "http://example.invalid/", "mailto:a@example.invalid", "0123", "1E5", "2023-09-01", "_x000D_", "<b>&amp;</b>", "'=1",
)  # fmt: skip
WORDS = ("反映", "参考", "未対応")


def table(*texts: str, choices: tuple[str, ...] = WORDS) -> SheetTable:
    columns = (SheetColumn("id", 20, is_locked=True), SheetColumn("意見", 60), SheetColumn("対応区分", 16, choices))
    rows = tuple((f"a-{number}", text, "") for number, text in enumerate(texts))
    return SheetTable("計画　意見照会", "○○県○○課", columns, rows, ("説明",))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def texts_of(data: bytes) -> list[str]:
    """Return what an independent reader finds in the second column."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [row[1] for row in sheet.to_python()[1:]]


def test_a_text_like_a_formula_is_text_in_excel() -> None:
    data = render_excel(table(*FORMULAS))

    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert set(re.findall(r'<c [^>]*?t="(\w+)"', sheet)) == {"s"}
    assert not re.search(r'<c r="[A-Z]+\d+" s="\d+"><v>', sheet)
    assert texts_of(data) == [text.replace("\r", "\n") for text in FORMULAS]


@tries(0.5)
@given(st.lists(st.sampled_from(FORMULAS) | st.text(), min_size=1, max_size=5))
def test_an_independent_reader_finds_every_text(texts: list[str]) -> None:
    wanted = [clean(text) for text in texts]
    assert texts_of(render_excel(table(*texts))) == wanted
    rows = list(csv.reader(io.StringIO(render_csv(table(*texts), "utf-8-sig").decode("utf-8-sig"), newline="")))
    assert [unshield(row[1]) for row in rows[1:]] == wanted


def test_the_same_table_gives_the_same_bytes() -> None:
    assert render_excel(table(*FORMULAS)) == render_excel(table(*FORMULAS))
    assert render_csv(table(*FORMULAS), "utf-16") == render_csv(table(*FORMULAS), "utf-16")


def test_the_heading_stays_in_sight_and_filters() -> None:
    sheet = part(render_excel(table("a", "b")), "xl/worksheets/sheet1.xml")

    assert re.search(r'<pane xSplit="1" ySplit="1" [^>]*state="frozen"/>', sheet)
    assert '<autoFilter ref="A1:C3"/>' in sheet
    names = part(render_excel(table("a", "b")), "xl/workbook.xml")
    assert "_xlnm.Print_Titles" in names


def test_the_id_is_locked_and_nothing_else() -> None:
    data = render_excel(table("a"))
    sheet, styles = part(data, "xl/worksheets/sheet1.xml"), part(data, "xl/styles.xml")

    assert re.search(r'<sheetProtection [^>]*sheet="1"', sheet)
    assert "password" not in sheet
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    locked = ['locked="0"' not in each for each in formats]
    columns = [int(style) for style in re.findall(r'<col [^>]*style="(\d+)"', sheet)]
    assert [locked[style] for style in columns] == [True, False, False]
    cells = {reference: int(style) for reference, style in re.findall(r'<c r="(\w+)" s="(\d+)"', sheet)}
    assert [locked[cells[reference]] for reference in ("A1", "B1", "A2", "B2")] == [True, True, True, False]


def test_a_column_can_be_hidden() -> None:
    columns = (SheetColumn("id", 20), SheetColumn("印", 9, is_hidden=True))
    sheet = part(render_excel(SheetTable("題", "課", columns, (("a", "b"),))), "xl/worksheets/sheet1.xml")
    assert re.findall(r'<col min="(\d)"[^>]* hidden="1"', sheet) == ["2"]


@pytest.mark.parametrize(
    "choices", [WORDS, tuple(f"とても長い名前の対応区分その{number}" for number in range(40)), ("a,b",)]
)
def test_words_are_offered_below_the_last_opinion_too(choices: tuple[str, ...]) -> None:
    data = render_excel(table("a", "b", choices=choices))
    sheet = part(data, "xl/worksheets/sheet1.xml")

    found = re.search(
        r'<dataValidation type="list"[^>]*sqref="C2:C(\d+)"><formula1>\'記入のしかた\'!\$A\$(\d+):\$A\$(\d+)<', sheet
    )
    assert found is not None
    assert int(found[1]) > 1000
    notes = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1).to_python(skip_empty_area=False)
    assert tuple(row[0] for row in notes[int(found[2]) - 1 : int(found[3])]) == choices


def test_the_author_is_the_office() -> None:
    core = part(render_excel(table("a")), "docProps/core.xml")

    assert "<dc:creator>○○県○○課</dc:creator>" in core
    assert "<cp:lastModifiedBy>○○県○○課</cp:lastModifiedBy>" in core
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_a_text_too_long_for_a_cell_is_refused_and_fits_csv() -> None:
    assert len(texts_of(render_excel(table("あ" * MAX_CELL)))[0]) == MAX_CELL
    for text in ("あ" * (MAX_CELL + 1), "𠮷" * (MAX_CELL // 2 + 1)):
        with pytest.raises(DataError, match="3行目の文字が多すぎて"):
            render_excel(table("a", text))
        assert text in render_csv(table(text), "utf-8").decode()


def test_characters_an_encoding_lacks_are_named_with_their_rows() -> None:
    assert render_csv(table("髙﨑㈱①～"), "cp932").decode("cp932").count("髙﨑㈱①～") == 1
    with pytest.raises(DataError) as refusal:
        render_csv(table("葛󠄀飾", "よい", "波〜線と𠮷野"), "cp932")
    assert "4行目「〜」（U+301C）" in refusal.value.message
    assert "4行目「𠮷」" in refusal.value.message
    assert "3行目" not in refusal.value.message
    assert "utf-8-sig" in refusal.value.hint
