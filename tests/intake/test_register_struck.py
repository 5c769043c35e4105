"""Words struck out by hand (取消線) are never read as live ones, and always said with their row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_files import MAIN, cells, excel, packed, parts
from strategies import tries

from dxplan_cli.intake.register.table import Table, open_table
from dxplan_cli.model.column import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = ("番号", "意見", "対応・考え方")
Run = tuple[str, bool]


def run(text: str, look: str = "") -> str:
    return f'<r><rPr>{look}</rPr><t xml:space="preserve">{text}</t></r>'


def rich(*runs: Run) -> str:
    return "".join(run(text, "<strike/>" if is_struck else "<b/>") for text, is_struck in runs)


def inline(answer: str) -> bytes:
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    row = f'<c><v>1</v></c><c t="inlineStr"><is><t>本文</t></is></c><c t="inlineStr"><is>{answer}</is></c>'
    return packed(parts(f"<sheetData><row>{head}</row><row>{row}</row></sheetData>"))


def shared(answer: str) -> bytes:
    texts = "".join(f"<si><t>{name}</t></si>" for name in (*HEAD, "本文"))
    head = "".join(f'<c t="s"><v>{at}</v></c>' for at in range(3))
    row = '<c><v>1</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c>'
    sheet = f"<sheetData><row>{head}</row><row>{row}</row></sheetData>"
    return packed(parts(sheet, sharedStrings=f'<sst xmlns="{MAIN}">{texts}<si>{answer}</si></sst>'))


def answers(table: Table) -> list[str | None]:
    return [entry.values.get(Column.ANSWER) for entry in table.entries.entries]


def remarks(table: Table) -> list[str]:
    return [remark for remark in table.remarks if "取消線" in remark]


@pytest.mark.parametrize("write", [inline, shared])
def test_a_struck_stretch_is_left_out_and_said(write: Any) -> None:
    table = open_table(write(rich(("検討します。", False), ("来年度に行います。", True), ("以上", False))), {})

    assert answers(table) == ["検討します。以上"]
    assert remarks(table) == ["取消線で消された文言を除きました：2行目「来年度に行います。」（対応・考え方）"]


@pytest.mark.parametrize("look", ['<strike val="0"/>', '<strike val="false"/>', "<b/><i/>"])
def test_a_look_that_strikes_nothing_out_leaves_the_text_alone(look: str) -> None:
    table = open_table(inline(run("検討します。", look)), {})

    assert answers(table) == ["検討します。"]
    assert remarks(table) == []


def test_a_cell_of_a_struck_style_is_blank_whatever_is_in_it() -> None:
    def dress(book: Any, sheet: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        sheet.write_string(1, 2, "やめた答え", struck)
        sheet.write_number(2, 2, 12, struck)
        for at, text in enumerate(("3", "取り下げた意見", "答え")):
            sheet.write_string(3, at, text, struck)
        sheet.write_string(4, 2, "残る答え", book.add_format({"bold": True}))

    rows = [HEAD, ["1", "一"], ["2", "二"], [None], ["4", "四"]]
    table = open_table(excel(rows, dress), {})

    assert [entry.row for entry in table.entries.entries] == [2, 3, 5]
    assert answers(table) == [None, None, "残る答え"]
    assert remarks(table) == [
        "行全体が取消線で消されているので、読みませんでした：4行目「取り下げた意見」",
        "取消線で消された文言を除きました：2行目「やめた答え」（対応・考え方）、3行目「12」（対応・考え方）",
    ]


def test_a_stretch_without_a_look_has_that_of_its_cell() -> None:
    """Excel writes the first stretch of a cell without a look where it is the cell's own."""

    def dress(book: Any, sheet: Any) -> None:
        struck, plain = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
        sheet.write_rich_string(1, 2, "消えた", plain, "残る", struck)

    assert answers(open_table(excel([HEAD, ["1", "一"]], dress), {})) == ["残る"]


def test_every_struck_cell_is_told_up_to_ten() -> None:
    def dress(book: Any, sheet: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        for row in range(1, 13):
            sheet.write_string(row, 2, f"答え{row}", struck)

    table = open_table(excel([HEAD, *([str(number), "本文"] for number in range(1, 13))], dress), {})

    (remark,) = remarks(table)
    assert remark.count("行目「") == 10
    assert remark.endswith("ほか2か所")


def test_a_struck_heading_has_no_column_and_is_said() -> None:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write_string(0, 2, HEAD[2], book.add_format({"font_strikeout": True}))

    table = open_table(excel([HEAD, ["1", "一", "答え"]], dress), {})

    assert answers(table) == [None]
    assert remarks(table) == ["取消線で消された見出しの列は読みません：対応・考え方"]


runs = st.lists(st.tuples(st.text("あいう12 ", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=8)


@tries(0.5)
@given(runs, st.sampled_from([inline, shared]))
def test_what_is_read_and_what_is_said_are_the_whole_text(answer: Sequence[Run], write: Any) -> None:
    live = "".join(text for text, is_struck in answer if not is_struck).strip()
    struck = "".join(text for text, is_struck in answer if is_struck).strip()

    table = open_table(write(rich(*answer)), {})

    assert answers(table) == [live or None]
    assert [each.text for each in table.entries.struck] == ([struck] if struck else [])


def test_plain_texts_need_no_styles() -> None:
    assert answers(open_table(packed(parts(cells(HEAD, ("1", "本文", "答え")))), {})) == ["答え"]
