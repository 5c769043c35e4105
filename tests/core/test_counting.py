"""Numbers of list entries: counted as printed, and taken down from what is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.diff.entry_numbers import numbers_of
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.model.node import AnyNode, Item, Paragraph, Section
from dxplan_cli.model.plan import Draft
from dxplan_cli.text.counting import Tally
from dxplan_cli.text.numerals import Numeral, readings_of, write
from dxplan_cli.value import replace

FORMS = ("（1）", "1.", "１", "①", "ア", "ｱ", "イ", "a)", "i.", "A", "I", "一", "第1条", "(1)の", "※")
entries = st.lists(
    st.tuples(
        st.integers(0, 3), st.one_of(st.none(), st.sampled_from(FORMS)), st.one_of(st.none(), st.integers(1, 30))
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ([(0, "（1）", None), (0, "（1）", None), (0, "（1）", None)], ["（1）", "（2）", "（3）"]),
        ([(0, None, None), (1, None, None)], [None, None]),
        ([(0, "1.", None), (1, "ア", None), (1, "ア", None), (0, "1.", None), (1, "ア", None)], ["1.", "ア", "イ", "2.", "ア"]),
        ([(0, "1", None), (1, "1-1", None), (0, "1", None), (1, "1-1", None), (1, "1-1", None)], ["1", "1-1", "2", "2-1", "2-2"]),
        ([(0, "（1）", None), (0, "（1）", 1), (0, "（1）", 5), (0, "（1）", None)], ["（1）", "（1）", "（5）", "（6）"]),
        ([(0, "①", None), (0, "ア", None), (0, "①", None)], ["①", "ア", "②"]),
        ([(0, "①", 20), (0, "①", None)], ["⑳", "21"]),
        ([(0, "※", None), (0, "※", None)], ["※", "※"]),
        ([(0, None, None), (1, "1.1", None)], [None, "1.1"]),
    ],
)  # fmt: skip
def test_entries_count_on(said: list[tuple[int, str | None, int | None]], printed: list[str | None]) -> None:
    tally = Tally()
    assert [tally.count(*each) for each in said] == printed


@given(entries)
def test_numbers_taken_down_are_printed_again(said: list[tuple[int, str | None, int | None]]) -> None:
    first, again = Tally(), Tally()
    for level, form, start in said:
        printed = first.count(level, form, start)
        form_again = None if printed is None else again.recognise(level, printed)
        read = (None, None) if form_again is None else (form_again.number, form_again.start)
        assert again.count(level, *read) == printed


@pytest.mark.parametrize("numeral", Numeral)
@pytest.mark.parametrize("count", [1, 2, 9, 10, 20, 26])
def test_a_numeral_can_be_read(numeral: Numeral, count: int) -> None:
    found = {(each.numeral, each.count) for each in readings_of(f"（{write(numeral, count)}）")}
    assert (numeral, count) in found or (Numeral.DIGITS, count) in found


def draft(*texts: str, **special: object) -> Draft:
    listed = tuple(Item(id=f"i{text}", text=text, number="（1）") for text in texts)
    children: tuple[AnyNode, ...] = (*listed[:2], Paragraph(id="p", text="間の文"), *listed[2:])
    return replace(Draft(id="a", label="a", chapters=(Section(id="s", title="節", children=children),)), **special)


def test_an_entry_more_changes_no_other() -> None:
    base, revised = draft("甲", "乙", "丙", "丁"), draft("新", "甲", "乙", "丙", "丁")
    assert [change.node for change in compare_drafts(base, revised).all_changes if change.node.startswith("i")] == [
        "i新"
    ]
    assert list(numbers_of(revised.chapters).values()) == [f"（{count}）" for count in range(1, 6)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"level": 1}, [("字下げの段", 0, 1)]),
        ({"number": "（1）"}, {"number": "①"}, [("番号", "（1）", "①")]),
        ({}, {"number": "①"}, [("番号", None, "①")]),
        ({"number": "①", "start": 3}, {"number": "①", "start": 5}, [("番号の初め", 3, 5)]),
        ({"number": "①", "start": 3}, {"number": "①"}, []),
        ({"number": "①"}, {"number": "①", "start": 1}, []),
    ],
)
def test_depth_and_form_are_fields_and_no_words(
    before: dict[str, object], after: dict[str, object], told: list[tuple[str, object, object]]
) -> None:
    drafts = [
        Draft(id=name, label=name, chapters=(Section(id="s", title="節", children=(Item(id="i", text="文", **said),)),))
        for name, said in (("a", before), ("b", after))
    ]
    (change,) = compare_drafts(*drafts).all_changes
    assert [(field.label, field.before, field.after) for field in change.fields] == told
    assert all(not segment.is_edit for segment in change.segments)


def test_a_text_that_becomes_an_entry_is_told_as_that() -> None:
    drafts = [
        Draft(id=name, label=name, chapters=(Section(id="s", title="節", children=(node,)),))
        for name, node in (("a", Paragraph(id="i", text="文")), ("b", Item(id="i", text="文")))
    ]
    (change,) = compare_drafts(*drafts).changes
    assert [field.label for field in change.fields] == ["種類"]
