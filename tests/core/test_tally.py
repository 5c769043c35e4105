"""Counting 件 and 人: opinions that stand for many comments count as all of them, and nobody is guessed."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.model.opinion import Group, Internal, Opinion
from dxplan_cli.trace.similar import group_opinions
from dxplan_cli.trace.tally import Heads, Part, heads_of, letter_of, tally
from dxplan_cli.value import replace


def single(member: str | None = None, text: str = "意見") -> Opinion:
    return Opinion(id="o", round="r", text=text, internal=Internal(member=member) if member else None)


def gathered(comments: int, people: int | None = None, unnamed: int = 0, text: str = "意見") -> Opinion:
    return Opinion(id="g", round="r", text=text, group=Group(comments=comments, people=people, unnamed=unnamed))


def lettered(name: str, comments: int, people: int, *keys: str) -> Opinion:
    return Opinion(id=name, round="r", text="意見", group=Group(comments=comments, people=people, keys=keys))


def by_letter(letter: str | None) -> Opinion:
    return Opinion(id="o", round="r", text="意見", letter=letter)


def by_key(key: str) -> Opinion:
    return Opinion(id="o", round="r", text="意見", key=key)


CASES: dict[str, tuple[list[Opinion], Heads]] = {
    "nothing": ([], Heads(0, 0, 0)),
    "one group": ([gathered(4, 2, 1)], Heads(4, 2, 1)),
    "a group of people nobody counted": ([gathered(4)], Heads(4, None, 4)),
    "two groups": ([gathered(4, 2, 1), gathered(3, 3)], Heads(7, 5, 1, may_repeat=True)),
    "a group and one nobody counted": ([gathered(4, 2, 1), gathered(3)], Heads(7, 2, 4)),
    "a group and a person": ([gathered(4, 2, 1), single("甲")], Heads(5, 3, 1, may_repeat=True)),
    "a group and somebody": ([gathered(4, 2, 1), single()], Heads(5, 2, 2)),
    "a group nobody counted and a person twice": ([gathered(4), single("甲 乙"), single("甲乙")], Heads(6, 1, 4)),
    "one letter with two points": (
        [lettered("a", 2, 2, "P1#1", "P2"), lettered("b", 1, 1, "P1#2")],
        Heads(3, 2, 0, letters=2),
    ),
    "two letters": ([lettered("a", 1, 1, "P1"), lettered("b", 1, 1, "P2")], Heads(2, 2, 0, may_repeat=True, letters=2)),
    "one letter of a single opinion": (
        [by_letter("L1"), by_letter("L1"), by_letter(None)],
        Heads(3, None, 3, letters=2),
    ),
    "keys of a table alone are no letters": ([by_key("1"), by_key("2")], Heads(2, None, 2)),
    "a key that is a point of a letter": ([by_key("1#1"), by_key("1#2"), by_key("2")], Heads(3, None, 3, letters=2)),
}


@pytest.mark.parametrize("name", CASES)
def test_heads(name: str) -> None:
    opinions, heads = CASES[name]
    assert heads_of(opinions) == heads
    assert heads_of(reversed(opinions)) == heads


groups = st.builds(
    lambda people, unnamed, more: gathered(people + unnamed + more, people or None, unnamed if people else 0),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(1, 9),
)
singles = st.sampled_from((single(), single("甲"), single("乙")))


@given(st.lists(st.lists(groups | singles, max_size=5), max_size=4))
def test_the_sum_of_the_parts_is_the_whole(parts: list[list[Opinion]]) -> None:
    everything = [opinion for part in parts for opinion in part]
    counted = tally([Part(str(at), str(at), part) for at, part in enumerate(parts)], ("未対応",), frozenset())

    assert counted.total.total.opinions == sum(row.total.opinions for row in counted.rows)
    assert counted.total.total.opinions == sum(each.comments for each in everything)
    assert counted.total.counts == (counted.total.total,)
    heads = heads_of(everything)
    assert (heads.people or 0) + heads.unnamed <= heads.opinions


@given(st.lists(groups | singles, max_size=6))
def test_people_are_exact_unless_it_is_said(opinions: list[Opinion]) -> None:
    """Two sources of people may share one; otherwise the number is that of one source."""
    heads = heads_of(opinions)
    sources = [each.group.people for each in opinions if each.group and each.group.people]
    named = {each.internal.member for each in opinions if each.internal}
    assert heads.may_repeat is (bool(sources) and len(sources) + bool(named) > 1)
    if not heads.may_repeat:
        assert heads.people in {None, 0, *sources, len(named)}


def test_the_wording_most_comments_have_represents_the_like() -> None:
    """Three opinions of one wording are outnumbered by one that stands for many comments."""
    often = "冬の朝の通学路と駅前の除雪を早くしてほしいと思います"
    many = f"お願いです。{often}"
    opinions = [
        *(Opinion(id=f"o{at}", round="r", text=often) for at in range(3)),
        Opinion(id="g", round="r", text=many, group=Group(comments=50)),
        Opinion(id="far", round="r", text=f"{many}。よろしくお願いします"),
    ]
    (found,) = group_opinions(opinions, 0.85)
    assert found.representative.id == "g"
    assert sum(each.comments for each in found.opinions) == 54


points = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 3)).map(lambda drawn: f"P{drawn[0]}#{drawn[1]}"),
    unique=True,
    min_size=1,
)


@given(st.lists(points, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_a_letter_is_counted_once_however_its_points_are_spread(drawn: list[list[str]], chance: Random) -> None:
    """Whichever opinion a point goes to, letters and comments are the same, and no more people than letters."""
    every = list(dict.fromkeys(key for keys in drawn for key in keys))
    spread: dict[int, list[str]] = {}
    for key in every:
        spread.setdefault(chance.randrange(3), []).append(key)
    opinions = [
        lettered(str(at), len(keys), len({letter_of(key) for key in keys}), *keys) for at, keys in spread.items()
    ]
    heads = heads_of(opinions)
    letters = {letter_of(key) for key in every}
    assert (heads.opinions, heads.letters) == (len(every), len(letters))
    assert heads.people is not None
    assert heads.people <= len(letters)


@given(st.lists(groups | singles, max_size=6), st.lists(groups | singles, max_size=3))
def test_what_was_taken_back_is_in_no_other_count(kept: list[Opinion], taken_back: list[Opinion]) -> None:
    withdrawn = [replace(each, disposition="取下げ") for each in taken_back]
    heads = heads_of([*kept, *withdrawn], frozenset({"取下げ"}))
    assert heads == replace(heads_of(kept), withdrawn=sum(each.comments for each in taken_back))
