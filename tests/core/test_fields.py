"""Differences outside words: what is left out before deepdiff looks is what it would find the same."""

from __future__ import annotations

from typing import Any

from deepdiff import DeepDiff
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries

from dxplan_cli.diff.fields import compare_fields, reduce_to_differences
from dxplan_cli.model.node import Row, Table

scalars = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from((0.0, 1.0, "", "あ", "い", "1"))
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
)
wordings = st.dictionaries(st.sampled_from("abcd"), values, max_size=4)


def found(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    tree = DeepDiff(old, new, view="tree", verbose_level=2, threshold_to_diff_deeper=0)
    return sorted(f"{kind} {level.path()} {level.t1} {level.t2}" for kind, levels in tree.items() for level in levels)


@given(wordings, wordings)
@tries(4)
def test_nothing_that_differs_is_left_out(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert found(*reduce_to_differences(old, new)) == found(old, new)


def test_one_cell_among_thousands_is_found() -> None:
    rows = tuple(Row(key=f"行{number}", cells=(number, "値")) for number in range(3_000))
    before = Table(id="t", columns=("番号", "値"), rows=rows)
    after = Table(id="t", columns=("番号", "値"), rows=(*rows[:-1], Row(key="行2999", cells=(2999, "別の値"))))
    assert [(each.path, each.before, each.after) for each in compare_fields(before, after)] == [
        (("rows", "行2999", "値"), "値", "別の値")
    ]
