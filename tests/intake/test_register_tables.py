"""Tables of opinions as they come: headings in any words, one row or two, any encoding, merged and hidden cells."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from register_files import cells, excel, packed, parts
from strategies import tries

from dxplan_cli.errors import UnreadableFileError, UsageError
from dxplan_cli.intake.register.header import parse_mapping
from dxplan_cli.intake.register.table import Table, open_table
from dxplan_cli.intake.register.workbook import open_workbook
from dxplan_cli.model.column import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = ("番号", "意見", "対応区分")


def read(data: bytes, *mapping: str) -> Table:
    return open_table(data, parse_mapping(mapping))


def said(table: Table) -> list[tuple[int, dict[str, str]]]:
    """Return what every row says, by the headings dxplan itself uses."""
    return [
        (entry.row, {column.value: text for column, text in entry.values.items()}) for entry in table.entries.entries
    ]


def csv_of(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


HEADINGS = {
    "as exported": (
        ("id", "聴取の機会", "意見", "対応区分", "対応・考え方"),
        ("id", "聴取の機会", "意見", "対応区分", "対応・考え方"),
    ),
    "other words": (
        ("No.", "ご意見の内容", "回答", "お名前"),
        ("整理番号", "意見", "対応・考え方", "委員"),
    ),
    "other width": (("ＩＤ", "意　見", "対応 区分"), ("id", "意見", "対応区分")),
    "line break and remark": (("№", "意見\n（要旨）", "対応区分（反映・参考）"), ("整理番号", "意見", "対応区分")),
    "two that could be": (("本文", "意見", "氏名", "委員"), (None, "意見", None, "委員")),
    "unknown ones": (("意見", "備考", "受付日"), ("意見", None, None)),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_headings_are_known_by_many_names(name: str) -> None:
    headings, wanted = HEADINGS[name]
    table = read(excel([headings, [f"値{at}" for at in range(len(headings))]]))

    assert {column.value: at for column, at in table.header.columns.items()} == {
        column: at for at, column in enumerate(wanted) if column
    }
    for at, column in enumerate(wanted):
        told = " ".join(headings[at].split())
        assert any(told in line for line in (table.mapping() if column else table.remarks))


def test_the_header_is_found_below_a_title() -> None:
    table = read(excel([["意見"], ["令和５年度　意見照会"], [], HEAD, [1, "本文", "参考"]]))

    assert table.header.last_row == 4
    assert said(table) == [(5, {"整理番号": "1", "意見": "本文", "対応区分": "参考"})]


def two_rows(book: Any, sheet: Any) -> None:
    sheet.merge_range("A1:A2", "整理番号")
    sheet.merge_range("B1:C1", "意見")
    sheet.merge_range("D1:E1", "対応")


def test_two_rows_of_headings_are_read_as_one() -> None:
    rows = [[], [None, "内容", "提出者", "区分", "考え方"], [1, "本文", "甲", "参考", "考え"]]
    table = read(excel(rows, two_rows))

    assert table.header.last_row == 2
    assert said(table) == [
        (3, {"整理番号": "1", "意見": "本文", "委員": "甲", "対応区分": "参考", "対応・考え方": "考え"})
    ]


def test_words_in_the_first_opinion_are_no_second_row_of_headings() -> None:
    table = read(excel([["番号", "意見", "回答"], [1, "対応区分", "意見"], [2, "委員", "id"]]))

    assert [row for row, _ in said(table)] == [2, 3]


@pytest.mark.parametrize("by", ["本文欄", "C", "c", "ｃ"])
def test_a_column_is_named_by_hand(by: str) -> None:
    table = read(excel([["番号", "意見", "本文欄"], [1, "だれかの意見", "こちら"]]), f"意見={by}")

    assert said(table) == [(2, {"整理番号": "1", "意見": "こちら"})]
    assert any("「意見」" in remark for remark in table.remarks)


@pytest.mark.parametrize("option", ["意見", "意見=", "=本文", "ない列=本文"])
def test_a_mapping_that_means_nothing_is_refused(option: str) -> None:
    with pytest.raises(UsageError, match="--map"):
        parse_mapping([option])


@pytest.mark.parametrize("mapping", [("意見=ない列",), ("意見=番号", "整理番号=番号"), ("意見=A", "意見=B")])
def test_a_column_that_is_not_there_or_has_two_meanings_is_refused(mapping: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        read(excel([HEAD, [1, "本文", "参考"]]), *mapping)


ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_any_encoding_and_with_any_delimiter(encoding: str, delimiter: str) -> None:
    rows = [HEAD, ("1", f"一行目\n二行目{delimiter}続き", "参考"), ("2", "「㈱・Ⅲ・髙」", "")]
    table = read(csv_of(rows, delimiter).encode(encoding))

    assert said(table) == [
        (2, {"整理番号": "1", "意見": f"一行目\n二行目{delimiter}続き", "対応区分": "参考"}),
        (3, {"整理番号": "2", "意見": "「㈱・Ⅲ・髙」"}),
    ]


def test_rows_have_the_numbers_excel_shows() -> None:
    text = '番号,意見\r\n1,"二\n行"\r\n\r\n,\r\n2,次\r\n,,\r\n'
    assert [row for row, _ in said(read(text.encode()))] == [2, 5]
    rows = [HEAD, [1, "a"], [], [None, "  "], [2, "b"], [None, "　"], []]
    assert [row for row, _ in said(read(excel(rows)))] == [2, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    table = read(end.join(("番号,意見", "1,一", '2,"二', '続き"', "3,三")).encode())
    assert [(row, values["意見"]) for row, values in said(table)] == [(2, "一"), (3, "二\n続き"), (4, "三")]


def test_numbers_and_dates_are_read_as_they_are_shown() -> None:
    def dress(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": 'ggge"年"m"月"d"日"'})
        sheet.write_datetime(1, 1, datetime(2023, 9, 1), day)  # noqa: DTZ001 - a cell has no time zone
        sheet.write_datetime(2, 1, datetime(2023, 9, 1, 13, 30), day)  # noqa: DTZ001
        sheet.write_number(3, 1, 0.5, book.add_format({"num_format": 20}))
        sheet.write_number(4, 1, 45170, book.add_format({"num_format": '0"days"'}))
        sheet.write_number(5, 1, 0.1 + 0.2)
        sheet.write_boolean(6, 1, True)
        sheet.write_formula(7, 1, '="計"&"算"', value="計算")

    data = excel([HEAD, *([number] for number in range(1, 8))], dress)
    table = read(data)
    texts = [values["意見"] for _, values in said(table)]
    assert texts == ["2023-09-01", "2023-09-01 13:30", "12:00", "45170", "0.3", "TRUE", "計算"]
    assert "日付のセルを「2024-04-01」の形の文字として読みました：2、3、4行目" in table.remarks


def test_a_number_that_excel_made_a_date_is_noted_with_its_row() -> None:
    """Whether it is that of an opinion the register has is judged there; the words decide."""

    def dress(book: Any, sheet: Any) -> None:
        sheet.write_datetime(2, 0, date(2023, 1, 2), book.add_format({"num_format": "m-d"}))

    table = read(excel([HEAD, ["1-1", "本文"], [None, "本文"]], dress))
    assert [(entry.row, entry.is_key_dated) for entry in table.entries.entries] == [(2, False), (3, True)]
    assert said(table)[1] == (3, {"整理番号": "2023-01-02", "意見": "本文"})


def test_an_id_that_excel_made_a_date_is_a_fault_of_its_row() -> None:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write_datetime(1, 0, date(2023, 1, 2), book.add_format({"num_format": "m-d"}))

    table = read(excel([("id", "意見"), [None, "本文"]], dress))
    assert [fault.row for fault in table.entries.faults] == [2]
    assert "日付（2023-01-02）" in table.entries.faults[0].message


def test_an_error_of_a_formula_is_a_fault_of_its_row() -> None:
    table = read(
        excel([HEAD, [1, "本文"], [2, None]], lambda _, sheet: sheet.write_formula(2, 1, "=1/0", value="#DIV/0!"))
    )
    assert [(fault.row, "#DIV/0!" in fault.message) for fault in table.entries.faults] == [(3, True)]


def test_control_characters_are_a_fault_of_their_row() -> None:
    for data in (excel([HEAD, [1, "よい"], [2, "わ\x07るい"]]), '番号,意見\n1,よい\n2,"わ\x1bるい"\n'.encode()):
        table = read(data)
        assert [fault.row for fault in table.entries.faults] == [3]
        assert [row for row, _ in said(table)] == [2]


def test_a_heading_repeated_on_every_page_is_no_opinion() -> None:
    table = read(excel([HEAD, [1, "a"], HEAD, [2, "b"], [None, HEAD[1]]]))

    assert [values["意見"] for _, values in said(table)] == ["a", "b", "意見"]
    assert "見出しと同じ行は読みませんでした：3行目" in table.remarks


def test_hidden_rows_are_read_and_said() -> None:
    table = read(excel([HEAD, [1, "a"], [2, "b"]], lambda _, sheet: sheet.set_row(1, None, None, {"hidden": True})))

    assert [values["意見"] for _, values in said(table)] == ["a", "b"]
    assert "非表示の行も読みました：2行目" in table.remarks


HIDINGS = {
    "by Excel": lambda _, sheet: sheet.set_column("B:B", 20, None, {"hidden": True}),
    "by a width of nothing": lambda _, sheet: sheet.set_column("B:B", 0),
    "with all beside it": lambda _, sheet: sheet.set_column("B:XFD", None, None, {"hidden": True}),
}


@pytest.mark.parametrize("name", HIDINGS)
def test_hidden_columns_are_read_and_said(name: str) -> None:
    table = read(excel([["番号", "意見", "備考"], [1, "a", "x"]], HIDINGS[name]))

    assert [values["意見"] for _, values in said(table)] == ["a"]
    assert "非表示の列も読みました：B列「意見」" in table.remarks


def test_the_column_dxplan_hides_itself_is_not_said() -> None:
    assert read(excel([["意見", "書き出し時"], ["a", "0123"]], HIDINGS["by Excel"])).remarks == ()


def test_a_cell_merged_down_counts_for_every_row() -> None:
    def dress(_: Any, sheet: Any) -> None:
        sheet.merge_range("C2:C3", "参考")

    table = read(excel([HEAD, [1, "a"], [2, "b"], [3, "c"]], dress))
    assert [values.get("対応区分") for _, values in said(table)] == ["参考", "参考", None]
    assert any("対応区分" in remark and "3行目" in remark for remark in table.remarks)


def test_words_merged_down_belong_to_one_row_only() -> None:
    table = read(excel([HEAD, [1], [2]], lambda _, sheet: sheet.merge_range("B2:B3", "本文")))

    assert [fault.row for fault in table.entries.faults] == [3]
    assert "2行目と結合" in table.entries.faults[0].message


def test_the_sheet_with_opinions_is_found_and_the_others_are_named() -> None:
    def dress(book: Any, sheet: Any) -> None:
        sheet.hide()
        book.add_worksheet("表紙").write_string(0, 0, "意見照会について")
        opinions = book.add_worksheet("一覧")
        opinions.write_row(0, 0, HEAD)
        opinions.write_row(1, 0, [1, "本文", "参考"])
        opinions.activate()
        opinions.set_first_sheet()

    table = read(excel([HEAD, [1, "隠れた表"]], dress))
    assert table.sheet == "一覧"
    assert [values["意見"] for _, values in said(table)] == ["本文"]
    assert "読まなかったシート：表紙" in table.remarks
    assert "非表示のため読まなかったシート：回答" in table.remarks


def test_furigana_and_formatted_stretches_leave_the_text_alone() -> None:
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>意見</t></si>'
        '<si><r><t xml:space="preserve">太い </t></r><r><t>字</t></r><rPh sb="0" eb="1"><t>フトイ</t></rPh></si></sst>'
    )
    sheet = '<sheetData><row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row></sheetData>'
    assert [values["意見"] for _, values in said(read(packed(parts(sheet, sharedStrings=shared))))] == ["太い 字"]


@tries(0.5)
@given(
    st.lists(
        st.lists(st.none() | st.text(max_size=20) | st.integers(-(10**9), 10**9) | st.booleans(), max_size=5),
        max_size=6,
    )
)
def test_an_independent_reader_reads_the_same(rows: list[list[Any]]) -> None:
    """Two readers that share no code agree on every cell."""
    data = excel(rows)
    grid = next(open_workbook(data).grids())
    ours = {(row.number - 1, at): text for row in grid.rows for at, text in enumerate(row.cells) if text.strip()}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    top, left = sheet.start or (0, 0)
    theirs = {
        (top + down, left + across): shown
        for down, row in enumerate(sheet.to_python(skip_empty_area=True))
        for across, value in enumerate(row)
        if (shown := _shown(value)).strip()
    }
    assert ours == theirs


def _shown(value: object) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value))
        case _:
            return str(value)


@tries(0.5)
@given(
    st.binary(max_size=300)
    | st.text(max_size=100).map(str.encode)
    | st.text(max_size=60).map(lambda text: packed(parts(text)))
)
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    with suppress(UnreadableFileError, UsageError):
        open_table(data, {Column.TEXT: "A"})


def test_a_table_without_opinions_is_refused() -> None:
    for data in (excel([["a", "b"], [1, 2]]), b"a,b\n1,2\n", excel([])):
        with pytest.raises(UnreadableFileError, match="意見の表が見つかりません"):
            read(data)


def test_cells_need_not_say_where_they_are() -> None:
    assert said(read(packed(parts(cells(("番号", "意見"), ("1", "本文")))))) == [(2, {"整理番号": "1", "意見": "本文"})]
