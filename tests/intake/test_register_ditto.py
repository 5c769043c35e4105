"""〃 and 同上 in a sheet are read as the row above, or refused with their row: never taken as words."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_files import excel
from strategies import tries

from dxplan_cli.intake.register.ditto import Repeated, repeat_above
from dxplan_cli.intake.register.table import open_table
from dxplan_cli.model.column import Column
from dxplan_cli.text.answers import is_ditto

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEAD = ("意見", "対応区分", "対応・考え方", "委員")


def read(
    rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD, dress: Callable[[Any, Any], None] | None = None
) -> Repeated:
    return repeat_above(open_table(excel([head, *rows], dress), {}).entries)


def column(repeated: Repeated, which: Column) -> list[str | None]:
    return [entry.values.get(which) for entry in repeated.entries]


@pytest.mark.parametrize("mark", ["〃", "″", "々", "同上", "同　上", "（同上）", "上に同じ。", "〃〃", '"', " 〃 "])
def test_a_mark_is_read_as_the_row_above(mark: str) -> None:
    repeated = read([("一", "参考", "考えます", "甲"), ("二", mark, mark, mark)])

    assert column(repeated, Column.DISPOSITION) == ["参考", "参考"]
    assert column(repeated, Column.ANSWER) == ["考えます", "考えます"]
    assert column(repeated, Column.MEMBER) == ["甲", "甲"]
    assert repeated.rows == (3,)


@pytest.mark.parametrize("words", ["同上のとおり検討します", "同意見", "〃です", "上", "人々", "", "同左"])
def test_words_are_no_mark(words: str) -> None:
    assert not is_ditto(words)


@tries(0.5)
@given(st.lists(st.sampled_from(["〃", "同上", "検討します", "行います"]), min_size=1, max_size=8))
def test_marks_below_one_another_repeat_the_first(answers: list[str]) -> None:
    repeated = read([("本文", "参考", answer, "") for answer in ["はじめ", *answers]])

    said = "はじめ"
    expected = [said]
    for answer in answers:
        said = said if is_ditto(answer) else answer
        expected.append(said)
    assert column(repeated, Column.ANSWER) == expected
    assert repeated.faults == ()


def test_a_mark_in_csv_is_read_too() -> None:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, ("一", "参考", "a", ""), ("二", "〃", "〃", "")])
    entries = open_table(out.getvalue().encode("cp932"), {}).entries

    assert column(repeat_above(entries), Column.ANSWER) == ["a", "a"]


def hide(book: Any, sheet: Any) -> None:
    del book
    sheet.set_row(1, None, None, {"hidden": True})


def strike(book: Any, sheet: Any) -> None:
    for at, text in enumerate(("二", "参考", "b", "")):
        sheet.write_string(2, at, text, book.add_format({"font_strikeout": True}))


UNCERTAIN = {
    "nothing above": ([("一", "参考", "〃", "")], None, 2, "上に行がありません"),
    "a blank cell above": ([("一", "", "", ""), ("二", "〃", "〃", "")], None, 3, "上の2行目の「対応区分」が空です"),
    "a row that is not seen": ([("一", "参考", "a", ""), ("二", "〃", "〃", "")], hide, 3, "2行目が非表示"),
    "a row struck out": ([("一", "参考", "a", ""), (), ("三", "〃", "〃", "")], strike, 4, "3行目が読めない"),
    "a row that cannot be read": (
        [("一", "参考", "a", ""), ("二", "参考", "b\x07", ""), ("三", "〃", "〃", "")], None, 4, "3行目が読めない",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNCERTAIN)
def test_a_mark_that_means_nothing_certain_is_refused(name: str) -> None:
    rows, dress, row, message = UNCERTAIN[name]
    repeated = read(rows, dress=dress)

    assert [(fault.row, message in fault.message) for fault in repeated.faults] == [(row, True)]
    assert row not in [entry.row for entry in repeated.entries]


def test_below_a_refused_mark_nothing_is_certain_either() -> None:
    repeated = read([("一", "参考", "〃", ""), ("二", "参考", "〃", ""), ("三", "参考", "c", "")])

    assert [fault.row for fault in repeated.faults] == [2, 3]
    assert [entry.row for entry in repeated.entries] == [4]


def test_what_stands_above_for_another_opinion_stands_for_it_here() -> None:
    head = ("意見", "対応区分", "対応・考え方", "同じ意見")
    repeated = read([("一", "参考", "", "o1"), ("二", "〃", "〃", "")], head)

    assert column(repeated, Column.SAME_AS) == ["o1", "o1"]
    assert column(repeated, Column.ANSWER) == [None, None]
