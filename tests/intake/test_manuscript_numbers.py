"""Numbers of headings: as Word counts them, and as people type them."""

from __future__ import annotations

import pytest

from dxplan_cli.intake.manuscript.numbering import BULLET, Level, List, Numbering, in_form
from dxplan_cli.intake.manuscript.numbers import NumberedTitle, split_number
from dxplan_cli.intake.manuscript.stylesheet import ListPlace


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [
        (3, "decimal", "3"),
        (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (2, "aiueo", "ｲ"),
        (2, "aiueoFullWidth", "イ"),
        (3, "iroha", "ﾊ"),
        (3, "irohaFullWidth", "ハ"),
        (28, "lowerLetter", "bb"),
        (10, "japaneseCounting", "十"),
        (23, "japaneseCounting", "二十三"),
        (105, "japaneseCounting", "一〇五"),
        (5, "hebrew1", "5"),
        (0, "upperLetter", "0"),
    ],
)
def test_a_number_in_a_form(count: int, form: str, written: str) -> None:
    assert in_form(count, form) == written


def test_a_deeper_level_begins_anew_and_lists_of_one_kind_count_on() -> None:
    levels = {0: Level("decimal", "%1", 1), 1: Level("decimal", "%1.%2", 1), 2: Level("bullet", "l", 1)}
    numbering = Numbering({"1": List("甲", levels), "2": List("甲", levels)})
    places = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("2", 0), ("2", 1), ("9", 0), ("1", 7)]
    assert [numbering.take(ListPlace(*place)) for place in places] == [
        "1",
        "1.1",
        "1.2",
        BULLET,
        "2",
        "2.1",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "level", [Level("bullet", " ", 1), Level("bullet", "\uf020", 1), Level("none", "", 1), Level("decimal", "", 1)]
)
def test_a_level_without_a_sign_prints_none(level: Level) -> None:
    assert Numbering({"1": List("甲", {0: level})}).take(ListPlace("1", 0)) is None


def test_a_list_that_restarts_does_so_where_it_is_first_met() -> None:
    levels = {0: Level("decimal", "%1", 1)}
    numbering = Numbering({"1": List("甲", levels), "2": List("甲", levels, {0: 5})})
    assert [numbering.take(ListPlace(name, 0)) for name in "11221"] == ["1", "2", "5", "6", "7"]


def test_a_level_begins_anew_only_under_the_levels_it_says() -> None:
    levels = {0: Level("decimal", "%1", 1), 1: Level("decimal", "%2", 1, begins_under=0)}
    numbering = Numbering({"1": List("甲", levels)})
    assert [numbering.take(ListPlace("1", depth)) for depth in (0, 1, 0, 1)] == ["1", "1", "2", "2"]


def test_legal_numbers_are_plain_digits() -> None:
    levels = {0: Level("upperRoman", "%1", 2), 1: Level("upperRoman", "%1.%2", 1, is_legal=True)}
    numbering = Numbering({"1": List("甲", levels)})
    assert [numbering.take(ListPlace("1", depth)) for depth in (0, 1)] == ["II", "2.1"]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("第１章　総論", "第１章", "総論"),
        ("第十二節 目的", "第十二節", "目的"),
        ("Ⅲ　施策", "Ⅲ", "施策"),
        ("③ 評価", "③", "評価"),
        ("1.2　範囲", "1.2", "範囲"),
        ("1.2 範囲", "1.2", "範囲"),
        ("3. 範囲", "3.", "範囲"),
        ("(２)　範囲", "(２)", "範囲"),
        ("第１章", None, "第１章"),
        ("10 年後の姿", None, "10 年後の姿"),
        ("２０２４年度の目標", None, "２０２４年度の目標"),
        ("第１章総論", None, "第１章総論"),
        ("3.5 ％の増加", "3.5", "％の増加"),
    ],
)
def test_a_typed_number_is_parted_only_where_it_is_surely_one(heading: str, number: str | None, title: str) -> None:
    assert split_number(heading) == NumberedTitle(number, title)
