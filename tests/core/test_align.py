"""The alignment is the cheapest there is: held against every alignment of short sequences."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan_cli.diff.align import Pairs, align, edit_price

tokens = st.lists(st.sampled_from(["の", "県", "計画", "推進", "する"]), max_size=9)


def cost(old: list[str], new: list[str], pairs: Pairs, price: int) -> tuple[int, int]:
    """Return what an alignment costs: characters and edits, then the edits alone."""
    characters = edits = 0
    last = (-1, -1)
    for i, j in [*pairs, (len(old), len(new))]:
        gone, come = old[last[0] + 1 : i], new[last[1] + 1 : j]
        characters += sum(map(len, gone + come))
        edits += bool(gone or come)
        last = (i, j)
    return characters + price * edits, edits


def cheapest(old: list[str], new: list[str], price: int) -> tuple[int, int]:
    """Return the least price by trying everything."""

    @cache
    def from_here(i: int, j: int, is_editing: bool) -> tuple[int, int]:
        if i == len(old) and j == len(new):
            return (0, 0)
        choices = []
        if i < len(old) and j < len(new) and old[i] == new[j]:
            choices.append(from_here(i + 1, j + 1, is_editing=False))
        opening = (0, 0) if is_editing else (price, 1)
        for word, rest in (
            (old[i : i + 1], lambda: from_here(i + 1, j, is_editing=True)),
            (new[j : j + 1], lambda: from_here(i, j + 1, is_editing=True)),
        ):
            if word:
                least = rest()
                choices.append((least[0] + opening[0] + len(word[0]), least[1] + opening[1]))
        return min(choices)

    return from_here(0, 0, is_editing=False)


@given(tokens, tokens, st.integers(0, 220))
@settings(max_examples=300, deadline=None)
def test_no_alignment_is_cheaper(old: list[str], new: list[str], same: int) -> None:
    """Whatever an edit costs, which follows from the text that stays around the words as well."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = (old[head : len(old) - tail], new[head : len(new) - tail])
    around = ["字" * same] if same else []
    old, new = [*around, *old], [*around, *new]
    pairs = align(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    price = edit_price(old, new)
    assert cost(old, new, pairs, price) == cheapest(*middle, price)


def test_an_edit_costs_more_in_a_longer_text_up_to_a_limit() -> None:
    prices = [edit_price(["字" * length], ["字" * length]) for length in (0, 12, 48, 108, 192, 3_000)]
    assert prices == [0, 2, 4, 6, 8, 8]


def test_a_long_text_with_few_edits_is_aligned_in_one_piece() -> None:
    old = [f"語{number % 700}" for number in range(5_000)]
    new = [*old[:2_000], "加えた", *old[2_000:4_000], *old[4_010:]]
    assert len(align(old, new)) == 4_990
