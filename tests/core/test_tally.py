"""Counting 件 and 人: opinions that stand for many comments count as all of them, and nobody is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.model.opinion import Group, Internal, Opinion
from dxplan_cli.trace.similar import group_opinions
from dxplan_cli.trace.tally import Heads, Part, heads_of, tally


def single(member: str | None = None, text: str = "意見") -> Opinion:
    return Opinion(id="o", round="r", text=text, internal=Internal(member=member) if member else None)


def gathered(comments: int, people: int | None = None, unnamed: int = 0, text: str = "意見") -> Opinion:
    return Opinion(id="g", round="r", text=text, group=Group(comments=comments, people=people, unnamed=unnamed))


CASES: dict[str, tuple[list[Opinion], Heads]] = {
    "nothing": ([], Heads(0, 0, 0)),
    "one group": ([gathered(4, 2, 1)], Heads(4, 2, 1)),
    "a group of people nobody counted": ([gathered(4)], Heads(4, None, 4)),
    "two groups": ([gathered(4, 2, 1), gathered(3, 3)], Heads(7, 5, 1, may_repeat=True)),
    "a group and one nobody counted": ([gathered(4, 2, 1), gathered(3)], Heads(7, 2, 4)),
    "a group and a person": ([gathered(4, 2, 1), single("甲")], Heads(5, 3, 1, may_repeat=True)),
    "a group and somebody": ([gathered(4, 2, 1), single()], Heads(5, 2, 2)),
    "a group nobody counted and a person twice": ([gathered(4), single("甲 乙"), single("甲乙")], Heads(6, 1, 4)),
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
    counted = tally([Part(str(at), str(at), part) for at, part in enumerate(parts)], ("未対応",))

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
    often, many = "通学路の除雪を早くしてほしいと思います", "通学路の除雪をもっと早くしてほしいと思います"
    opinions = [
        *(Opinion(id=f"o{at}", round="r", text=often) for at in range(3)),
        Opinion(id="g", round="r", text=many, group=Group(comments=50)),
        Opinion(id="far", round="r", text="冬の朝の通学路の除雪をもっと早くしてほしいと強く思います"),
    ]
    (found,) = group_opinions(opinions, 0.85)
    assert found.representative.id == "g"
    assert sum(each.comments for each in found.opinions) == 54
