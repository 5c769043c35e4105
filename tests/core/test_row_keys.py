"""Keys of rows are known again whatever a program made of them, and no two numbers of one table are taken for one."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mangled_keys import MANGLES, mangled
from strategies import tries

from dxplan_cli.text.row_keys import are_alike

numbers = st.integers(0, 10**7).map(str) | st.integers(0, 999).map(lambda number: f"{number:04}")
parted = st.tuples(st.integers(1, 12), st.integers(1, 28)).map(lambda pair: f"{pair[0]}-{pair[1]}")
named = st.tuples(st.sampled_from(["A", "R5", "農林", "P"]), st.integers(0, 500)).map(
    lambda pair: f"{pair[0]}-{pair[1]:03}"
)
long = st.integers(10**11, 10**20).map(str)
keys = numbers | parted | named | long


@tries()
@given(keys, st.sampled_from(sorted(MANGLES)))
def test_what_a_program_makes_of_a_key_is_alike(key: str, name: str) -> None:
    changed = mangled(key, name)

    assert are_alike(key, changed), (key, changed)
    assert are_alike(changed, key), (key, changed)


@tries()
@given(st.lists(st.integers(0, 10**8), min_size=2, max_size=6, unique=True))
def test_two_numbers_are_never_alike(values: list[int]) -> None:
    for one, other in combinations(map(str, values), 2):
        assert not are_alike(one, other), (one, other)


@tries()
@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=2, max_size=6, unique=True))
def test_two_parted_numbers_are_never_alike(values: list[tuple[int, int]]) -> None:
    for one, other in combinations([f"{first}-{second}" for first, second in values], 2):
        assert not are_alike(one, other), (one, other)


@tries()
@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=2, max_size=5, unique=True))
def test_two_dates_are_never_alike(days: list[date]) -> None:
    for one, other in combinations(map(str, days), 2):
        assert not are_alike(one, other), (one, other)


@tries()
@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_the_number_of_a_day_is_known_as_the_day(day: date) -> None:
    for first in (date(1899, 12, 30), date(1904, 1, 1)):
        serial = (day - first).days
        if serial > 0:
            assert are_alike(str(serial), f"{day.month}-{day.day}")
            assert are_alike(str(serial), str(day))


@tries()
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_key_is_alike_to_itself_and_both_ways_to_others(one: str, other: str) -> None:
    assert are_alike(one, one)
    assert are_alike(one, other) == are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-2", "45293"), ("1-2", "2-Jan"), ("1-2", "2026-01-02 00:00:00"), ("2024-5", "May-24"), ("R5-1-12", "2023/1/12"),
        ("(1)", "-1"), ("⑴", "(1)"), ("No.1", "1"), ("第３号", "3"), ('="007"', "7"), ("1,000", "1000"), ("Aー1", "A-1"),
        ("1234567890123456", "1234567890123450"), ("2E3", "2.00E+03"), ("1\u200b", "1"),
    ],
)  # fmt: skip
def test_writings_of_one_key(one: str, other: str) -> None:
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "10"),
        ("1-2", "2-1"),
        ("1-2", "12"),
        ("A-1", "B-1"),
        ("45293", "45659"),
        ("1", "-1"),
        ("1.1", "1.2"),
        ("", "1"),
    ],
)
def test_keys_of_their_own(one: str, other: str) -> None:
    assert not are_alike(one, other)
