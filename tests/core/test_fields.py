"""Differences outside words: what is found key by key is what deepdiff finds of the whole."""

from __future__ import annotations

from typing import Any

from deepdiff import DeepDiff
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries

from dxplan_cli.diff.fields import compare_fields, compare_values
from dxplan_cli.model.node import Row, Table

scalars = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from((0.0, 1.0, "", "あ", "い", "1"))
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
)
wordings = st.dictionaries(st.sampled_from("abcd"), values, max_size=4)


def by_deepdiff(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    tree = DeepDiff(old, new, view="tree", verbose_level=2, threshold_to_diff_deeper=0)
    return sorted(str(level.path(output_format="list")) for levels in tree.values() for level in levels)


@given(wordings, wordings)
@tries(4)
def test_every_difference_is_found_at_its_place(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert sorted(str(list(each.path)) for each in compare_values(old, new)) == by_deepdiff(old, new)


@given(st.dictionaries(st.sampled_from("abcd"), scalars), st.dictionaries(st.sampled_from("abcd"), scalars))
@tries(1)
def test_single_values_are_told_as_they_are(old: dict[str, Any], new: dict[str, Any]) -> None:
    for each in compare_values({"行": old}, {"行": new}):
        head, key = each.path
        assert (head, each.before, each.after) == ("行", old.get(key), new.get(key))


def test_one_cell_among_thousands_is_found() -> None:
    rows = tuple(Row(key=f"行{number}", cells=(number, "値")) for number in range(3_000))
    before = Table(id="t", columns=("番号", "値"), rows=rows)
    after = Table(id="t", columns=("番号", "値"), rows=(*rows[:-1], Row(key="行2999", cells=(2999, "別の値"))))
    assert [(each.path, each.before, each.after) for each in compare_fields(before, after)] == [
        (("rows", "行2999", "値"), "値", "別の値")
    ]
