"""Which list of a Word file an entry belongs to: the same as long as Word's counting gives what is printed."""

from __future__ import annotations

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.counting import Lists

FIRST = max(looks.NUMBERED.values()) + 1


def taken(*entries: tuple[int, str | None, str | None]) -> list[int]:
    lists = Lists()
    return [lists.take(looks.BULLET, *entry) - FIRST for entry in entries]


def test_entries_that_count_on_share_a_list() -> None:
    assert taken((0, "（1）", None), (1, "ア", None), (0, "（2）", None), (0, "（3）", None)) == [0, 1, 0, 0]


def test_a_number_that_does_not_follow_begins_a_list() -> None:
    assert taken((0, "1.", None), (0, "3.", None), (0, "4.", None), (0, "1.", None)) == [0, 1, 1, 2]


def test_both_drafts_count_in_one_list_though_one_has_an_entry_more() -> None:
    assert taken((0, "1.", "1."), (0, "2.", None), (0, "3.", "2."), (0, None, "3."), (0, "4.", "4.")) == [0] * 5


def test_a_list_of_another_section_does_not_go_on_because_one_before_it_was_deleted() -> None:
    assert taken((0, None, "ア"), (0, "ア", "ア"), (0, "イ", "イ")) == [0, 1, 1]


def test_letters_go_on_where_they_could_be_roman() -> None:
    assert taken(*((0, letter, None) for letter in "abcdefghij")) == [0] * 10


def test_a_sign_that_does_not_count_is_one_list() -> None:
    assert taken((0, "※", None), (0, "※", None)) == [0, 0]


def test_a_definition_prints_what_the_paper_says() -> None:
    lists = Lists()
    lists.take(looks.BULLET, 2, "（iv）", None)
    lists.take(looks.CELL_BULLET, 0, "※", None)
    assert [(each.form, each.text, start) for each, start in lists.begun] == [
        ("lowerRoman", "（%3）", 4),
        ("none", "※", 1),
    ]
