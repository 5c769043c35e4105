"""Text that looks like a formula, made harmless and taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries

from dxplan_cli.text.formulas import shield, unshield

SIGNS = "=+-@＝＋－＠\t\r\n"
hostile = st.lists(st.sampled_from((*SIGNS, "'", "''", " ", "　", "1+1", "cmd|' /C calc'!A0", "意見")), max_size=6).map(
    "".join
)


@tries()
@given(hostile | st.text())
def test_what_is_shielded_comes_back(text: str) -> None:
    assert unshield(shield(text)) == text


@tries()
@given(hostile | st.text())
def test_nothing_shielded_begins_like_a_formula(text: str) -> None:
    assert not shield(text).lstrip(" 　").startswith(tuple(SIGNS))


@pytest.mark.parametrize("text", ["", "意見", "'引用'", "''", "a=b", "1-2", "'あ"])
def test_an_ordinary_text_is_left_alone(text: str) -> None:
    assert shield(text) == unshield(text) == text
