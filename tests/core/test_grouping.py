"""Laws of grouping: copies stay together, nobody is called near who is not, order does not matter, nothing is quadratic."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import dice

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.opinion import Internal, Link, Opinion
from dxplan_cli.text.grouping import SHORTEST, group_texts
from dxplan_cli.text.keys import fold
from dxplan_cli.text.nearness import percent
from dxplan_cli.text.sameness import sameness_key
from dxplan_cli.trace.comments import CommentGroup, CommentPile
from dxplan_cli.trace.similar import as_one, group_opinions
from dxplan_cli.trace.tally import Heads, count_heads
from dxplan_cli.value import replace
from effort import growth

LEAST = 0.8
WORDS = (
    "除雪", "通学路", "高齢者", "窓口", "予約", "バス", "病院", "農業", "補助金", "講習会", "冬", "町", "を", "は", "に", "が", "の",
    "早めてほしい", "分かりにくい", "増やすべきだ", "。", "、",
)  # fmt: skip


def common(text: str, other: str) -> int:
    """Return the length of the longest common subsequence, in the plainest way there is."""
    before = [0] * (len(other) + 1)
    for character in text:
        row = [0]
        for at, theirs in enumerate(other):
            row.append(before[at] + 1 if character == theirs else max(before[at + 1], row[-1]))
        before = row
    return before[-1]


def near(text: str, other: str) -> float:
    return 2 * common(text, other) / (len(text) + len(other))


sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join)


@st.composite
def edited(draw: st.DrawFn) -> list[str]:
    """Texts among which some are copies of others, whole or with a word exchanged."""
    texts: list[str] = []
    for text in draw(st.lists(sentences, min_size=1, max_size=6)):
        texts.append(text)
        for _ in range(draw(st.integers(0, 3))):
            old, new = draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS))
            texts.append(texts[-1].replace(old, new, 1))
    return texts


def piled(texts: list[str], least: float = LEAST) -> list[CommentGroup]:
    pile = CommentPile()
    for row, text in enumerate(texts):
        pile.add(row, text)
    return list(pile.groups(least))


def wordings(texts: list[str]) -> list[frozenset[str]]:
    """Return the groups as sets of what was said."""
    return [frozenset(sameness_key(texts[row]) for row in group.rows) for group in piled(texts)]


@given(edited())
def test_every_comment_is_in_one_group_and_equal_ones_are_in_the_same(texts: list[str]) -> None:
    groups = piled(texts)
    of_row = {row: number for number, group in enumerate(groups) for row in group.rows}

    spoken = [row for row, text in enumerate(texts) if sameness_key(text)]
    assert sorted(row for group in groups for row in group.rows) == spoken
    for row in spoken:
        for other in spoken:
            if sameness_key(texts[row]) == sameness_key(texts[other]):
                assert of_row[row] == of_row[other]


@given(edited(), st.sampled_from((0.7, 0.8, 0.9, 1.0)))
def test_everybody_in_a_group_is_as_near_to_the_representative_as_is_said(texts: list[str], least: float) -> None:
    for group in piled(texts, least):
        key = sameness_key(group.text)
        nearness = [near(sameness_key(texts[row]), key) for row in group.rows]
        assert min(nearness) == pytest.approx(group.least)
        assert group.least >= least - 1e-9
        assert nearness.count(1.0) == group.same
        if len(key) < SHORTEST:
            assert set(nearness) == {1.0}


@given(edited(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_change_the_groups(texts: list[str], chance: object) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert set(wordings(shuffled)) == set(wordings(texts))


COURTESIES = (
    "いつもお世話になっております。", "計画の策定、お疲れさまです。", "県民の一人として意見を申し上げます。", "突然のメールで失礼いたします。",
    "日頃のお仕事に感謝いたします。", "案を拝見しました。", "初めて意見を出します。", "お忙しいところ恐縮です。", "以下の通り意見を述べます。",
    "皆様、ご苦労さまです。", "ご検討ください。", "どうぞよろしくお願い申し上げます。",
)  # fmt: skip
"""What makes texts less near and says nothing."""


@pytest.mark.parametrize("start", range(5))
def test_not_even_where_two_texts_might_represent_as_well(start: int) -> None:
    path = ["".join(COURTESIES[at : at + 5]) + "橋を直してください。" for at in range(start, start + 4)]

    groups = {frozenset(wordings(list(order))) for order in permutations(path)}

    assert len(groups) == 1
    assert 1 < len(groups.pop()) < len(path)


@given(edited())
def test_groups_come_in_the_order_of_their_first_rows(texts: list[str]) -> None:
    firsts = [group.rows[0] for group in piled(texts)]

    assert firsts == sorted(firsts)
    assert piled(texts) == piled(texts)


def chain(length: int) -> list[str]:
    """Return texts each near to the next, the first and the last not alike at all."""
    start, end = "あいうえおかきくけこさしすせそたちつてと", "アイウエオカキクケコサシスセソタチツテト"
    return [end[:at] + start[at:] for at in range(0, len(start) + 1, len(start) // (length - 1))]


@pytest.mark.parametrize("length", [6, 11, 21])
def test_a_chain_of_small_differences_joins_nothing_unlike(length: int) -> None:
    texts = chain(length)
    assert all(near(one, other) >= LEAST for one, other in pairwise(texts))

    groups = piled(texts)

    assert len(groups) > 1
    for group in groups:
        assert all(near(texts[row], group.text) >= LEAST for row in group.rows)


OPINION = "冬になると除雪が間に合わず、子どもたちが車道を歩いて通学しています。通学路の除雪を早めてください。"
SAME = {
    "itself": OPINION,
    "width": "冬になると除雪が間に合わず，子どもたちが車道を歩いて通学しています．通学路の除雪を早めてください．",
    "blanks and line breaks": " 冬になると除雪が間に合わず、\n子どもたちが　車道を歩いて通学しています。\r\n通学路の除雪を早めてください\u3000",
    "unseen characters": "\ufeff冬になると\u200b除雪が間に合わず、子どもたちが車道を歩いて通学しています。通学路の除雪を早めてください。\ufe00",
}
NEAR = {
    "a greeting": f"お世話になります。{OPINION}",
    "a closing": f"{OPINION}よろしくお願いします。",
    "another spelling and another wish": OPINION.replace("子ども", "こども").replace("ください", "ほしい"),
}
OTHER = {
    "another subject": "冬になるとバスが間に合わず、高齢者が病院に行けません。予約制の乗合バスを増やしてください。",
    "another word": OPINION.replace("子ども", "高齢者"),
    "another word for the same": OPINION.replace("子ども", "児童"),
    "something more": OPINION + "歩道も直してください。",
    "its beginning only": OPINION[:20],
    "much around it": OPINION + "また、" + "公民館の利用予約をオンラインでもできるようにするべきだと考えます。" * 2,
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_however_it_is_written(name: str) -> None:
    (group,) = piled([OPINION, SAME[name]])

    assert (group.same, group.least) == (2, 1.0)


@pytest.mark.parametrize("name", NEAR)
def test_nearly_the_same(name: str) -> None:
    (group,) = piled([OPINION, NEAR[name]])

    assert group.same == 1
    assert LEAST <= group.least < 1


@pytest.mark.parametrize("name", OTHER)
def test_not_the_same(name: str) -> None:
    assert len(piled([OPINION, OTHER[name]])) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("賛成です", "賛成です。", 1), ("賛成です", "反対です", 2), ("賛成", "賛成!", 1), ("はい", "いいえ", 2), ("道路の除雪です", "道路の除雪だす", 2), ("①が必要", "②が必要", 2)],
)  # fmt: skip
def test_short_texts_are_the_same_or_not(one: str, other: str, count: int) -> None:
    assert len(piled([one, other])) == count


@given(sentences)
def test_what_folds_to_the_same_key_has_the_same_sameness_key(text: str) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)

    assert fold(wide) == fold(text)
    assert sameness_key(wide) == sameness_key(text)
    assert sameness_key(sameness_key(text)) == sameness_key(text)


def test_nothing_one_and_blanks() -> None:
    assert group_texts([], [], LEAST) == ()
    assert piled([]) == []
    assert [group.rows for group in piled(["一つだけの意見です"])] == [(0,)]
    pile = CommentPile()
    for row, text in enumerate(["", " \u3000\n", "。。", "ある"]):
        pile.add(row, text)
    assert (pile.total, pile.blank, [group.rows for group in pile.groups(LEAST)]) == (4, [0, 1, 2], [(3,)])


def test_copies_are_found_in_a_crowd() -> None:
    chance = dice(4)
    unlike = ["".join(chance.choices(WORDS, k=30)) for _ in range(400)]
    copies = [f"はじめて意見を出します。{text}" for text in unlike]

    groups = piled([*unlike, *copies])

    assert sum(group.rows == (row, row + 400) for row, group in enumerate(groups[:400])) >= 396


@cache
def _variants(count: int) -> tuple[str, ...]:
    """Return texts made of one template, each with something of its own at another place."""
    return tuple(f"{OPINION[: at % 40]}第{at}区{OPINION[at % 40 :]}" for at in range(count))


@cache
def _boilerplate(count: int) -> tuple[str, ...]:
    """Return unlike texts that begin and end alike."""
    chance = dice(count)
    return tuple(
        f"計画案について意見を述べます。{''.join(chance.choices(WORDS, k=25))}ご検討ください。" for _ in range(count)
    )


CROWDS = {
    "identical": lambda count: [OPINION] * count,
    "of one template": lambda count: list(_variants(count)),
    "of one boilerplate": lambda count: list(_boilerplate(count)),
}


@pytest.mark.parametrize("name", CROWDS)
def test_twice_as_many_comments_take_about_twice_the_effort(name: str) -> None:
    make = CROWDS[name]

    assert growth(lambda count: piled(make(count)), 400) < 2.6


def test_ten_thousand_identical_texts_are_one_group() -> None:
    (group,) = piled([OPINION] * 10_000)

    assert group.heads == Heads(10_000, None, 10_000)
    assert group.rows == tuple(range(10_000))


PEOPLE = {
    "nobody named": (["", ""], Heads(2, None, 2)),
    "one twice": (["青森", "青森"], Heads(2, 1, 0)),
    "two": (["青森", "津軽"], Heads(2, 2, 0)),
    "one and somebody": (["青森", ""], Heads(2, 1, 1)),
    "none at all": ([], Heads(0, 0, 0)),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_counted_apart_and_never_guessed(name: str) -> None:
    people, heads = PEOPLE[name]

    assert count_heads(people) == heads


def test_a_person_is_counted_once_however_the_name_is_spaced() -> None:
    pile = CommentPile()
    for row, person in enumerate(["青森　花子", "青森花子", "青森 花子", ""]):
        pile.add(row, OPINION, person)

    assert [group.heads for group in pile.groups(LEAST)] == [Heads(4, 1, 1)]


def opinion(number: int, text: str = OPINION, **parts: object) -> Opinion:
    return Opinion(id=f"o{number}", round="r", text=text, **parts)  # type: ignore[arg-type]


def grouped(*opinions: Opinion) -> list[list[str]]:
    return [[each.id for each in group.opinions] for group in group_opinions(opinions, LEAST)]


REPRESENTATIVES = {
    "the first received": ([opinion(1), opinion(2), opinion(3)], ["o1", "o2", "o3"]),
    "the decided one": ([opinion(1), opinion(2, disposition="参考", answer="a"), opinion(3)], ["o2", "o1", "o3"]),
    "one with a link": ([opinion(1), opinion(2, changes=(Link(kind=ChangeKind.ADD, node="n"),))], ["o2", "o1"]),
    "not one that is the same as another": ([opinion(1, same_as="o2"), opinion(2)], ["o2", "o1"]),
    "the decided one of near ones": ([opinion(1, NEAR["a greeting"]), opinion(2, answer="a")], ["o2", "o1"]),
}


@pytest.mark.parametrize("name", REPRESENTATIVES)
def test_the_representative_is(name: str) -> None:
    opinions, ids = REPRESENTATIVES[name]

    assert grouped(*opinions) == [ids]


def test_single_opinions_and_blank_ones_form_no_group() -> None:
    assert grouped(opinion(1), opinion(2, "別の意見です。窓口を増やすべきだ"), opinion(3, "。"), opinion(4, "、")) == []


decisions = st.sampled_from([{}, {}, {"disposition": "参考", "answer": "a"}, {"answer": "b"}, {"disposition": "反映"}])


def test_an_answer_that_is_itself_borrowed_is_not_lent_on() -> None:
    borrowed = opinion(1, disposition="参考", same_as="o9")

    (group,) = group_opinions([borrowed, opinion(2, same_as="o1")], LEAST)
    assert group.representative == borrowed
    assert list(as_one(group)) == []


@settings(max_examples=60)
@given(edited(), st.data())
def test_one_answer_for_a_group_never_undoes_a_decision_and_never_makes_a_ring(
    texts: list[str], data: st.DataObject
) -> None:
    opinions = [opinion(number, text, **data.draw(decisions)) for number, text in enumerate(texts)]
    ids = st.sampled_from([None, None, None, *(each.id for each in opinions)])
    opinions = [replace(each, same_as=data.draw(ids)) for each in opinions]

    edits = [edit for group in group_opinions(opinions, LEAST) for edit in as_one(group)]
    after = {each.id: each for each in opinions} | {meant.id: meant for _, meant in edits}

    for before, meant in edits:
        assert (before.answer, before.changes, before.disposition) == (None, (), "未対応")
        assert before.same_as in {None, meant.same_as}
        target = after[meant.same_as or ""]
        assert target.same_as is None
        assert meant == replace(before, same_as=target.id, disposition=target.disposition)
    for _ in opinions:  # each time somebody finds a representative, until nobody is left who could
        edits = [edit for group in group_opinions(list(after.values()), LEAST) for edit in as_one(group)]
        after |= {meant.id: meant for _, meant in edits}
    assert edits == []


@given(edited(), st.data())
def test_every_opinion_is_near_to_the_one_that_answers_for_it(texts: list[str], data: st.DataObject) -> None:
    opinions = [opinion(number, text, **data.draw(decisions)) for number, text in enumerate(texts)]

    groups = group_opinions(opinions, LEAST)

    together = [each.id for group in groups for each in group.opinions]
    assert len(together) == len(set(together))
    for group in groups:
        key = sameness_key(group.representative.text)
        for member in group.members:
            assert member.nearness == pytest.approx(near(sameness_key(member.opinion.text), key))
            assert member.nearness >= LEAST - 1e-9
            assert member.is_same == (sameness_key(member.opinion.text) == key)


def test_internal_names_are_people() -> None:
    named = [opinion(at, internal=Internal(member=name)) for at, name in enumerate(["甲", "乙", "甲"])]

    (group,) = group_opinions([*named, opinion(9)], LEAST)
    assert count_heads(each.internal.member or "" if each.internal else "" for each in group.opinions) == Heads(4, 2, 1)


def test_as_near_as_it_must_be_is_near_enough() -> None:
    one, other = "橋の柵を直すこと", "橋の柵を、、、、直すこと"

    assert near(one, other) == LEAST
    assert [group.rows for group in piled([one, other])] == [(0, 1)]


@pytest.mark.parametrize(("nearness", "told"), [(1.0, 100), (0.57, 57), (0.999, 99), (0.8, 80)])
def test_nearness_is_never_told_too_high(nearness: float, told: int) -> None:
    assert percent(nearness) == told
