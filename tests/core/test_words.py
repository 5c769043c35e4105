"""The comparison of words, case by case: cases_words/*.txt read as data.

A case is a heading, 旧, 新 and 差, where [-gone-]{+come+} are edits, [~old→new~]
is the same word in another width, and ⏎ is a line break.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from strategies import dice

from dxplan_cli.diff.align import align
from dxplan_cli.diff.segment import Op, after_of, before_of
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.diff.words import compare_words
from dxplan_cli.model.node import words_of
from dxplan_cli.store.load import load_plan
from dxplan_cli.text.tokens import cut
from effort import growth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from dxplan_cli.diff.segment import Segment

FOLDER = Path(__file__).parent / "cases_words"
PLAN = load_plan(Path(__file__).parents[2] / "plan-data")
LINES = [words_of(node) for draft in PLAN.drafts for node in draft.nodes() if words_of(node)]


class Case(NamedTuple):
    name: str
    before: str
    after: str
    expected: str


def read_cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").strip("\n").split("\n\n"):
            head, *parts = block.split("\n")
            assert [part[:2] for part in parts] == ["旧 ", "新 ", "差 "], (path.name, block)
            before, after, expected = (part[2:].replace("⏎", "\n") for part in parts)
            yield Case(f"{path.stem}:{head.removeprefix('# ')}", before, after, expected)


CASES = tuple(read_cases())


def drawn(segment: Segment) -> str:
    match segment.op:
        case Op.EQUAL:
            return segment.after
        case Op.NOTATION:
            return f"[~{segment.before}→{segment.after}~]"
        case Op.DELETE:
            return f"[-{segment.before}-]"
        case Op.INSERT:
            return f"{{+{segment.after}+}}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case) -> None:
    assert "".join(map(drawn, compare_words(case.before, case.after))) == case.expected


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_changed_texts_of_the_plan_are_all_among_the_cases() -> None:
    changes = compare_drafts(*PLAN.drafts).changes
    changed = {(words_of(each.before), words_of(each.after)) for each in changes if each.before and each.after}
    assert changed == {(case.before, case.after) for case in CASES if case.name.startswith("plan:")}
    assert len(changed) == 18


def long_text(size: int, random: Random) -> list[str]:
    sentences: list[str] = []
    while size > 0:
        sentences.append(random.choice(LINES) + "。")
        size -= len(sentences[-1])
    return sentences


def changed(sentences: list[str], random: Random) -> list[str]:
    other = list(sentences)
    for _ in range(100):
        other[random.randrange(len(other))] = random.choice(LINES) + "。"
    return other


PHRASE = "データの活用。"
RANDOM = dice(1)
LONG = long_text(100_000, RANDOM)
LONG_PAIRS = {
    "a hundred sentences changed": ("".join(LONG), "".join(changed(LONG, RANDOM))),
    "a word replaced throughout": ("".join(LONG), "".join(LONG).replace("デジタル", "ＩＣＴ")),
    "another text": ("".join(LONG), "".join(long_text(100_000, dice(2)))),
    "sentences in another order": ("".join(LONG), "".join(RANDOM.sample(LONG, len(LONG)))),
    "one phrase over and over": (PHRASE * 14_000, "新。" + PHRASE * 7_000 + "新しい。" + PHRASE * 7_000 + "旧。"),
    "a phrase replaced throughout": (PHRASE * 14_000, "データの利用。" * 14_000),
    "no sentence end": ("活用" * 50_000, "活用" * 30_000 + "利用" + "活用" * 20_000),
    "few letters": (
        "".join(RANDOM.choices("あいの県、。", k=100_000)),
        "".join(RANDOM.choices("あいの県、。", k=100_000)),
    ),
}


@pytest.mark.parametrize("name", LONG_PAIRS)
def test_a_hundred_thousand_characters_lose_nothing(name: str) -> None:
    before, after = LONG_PAIRS[name]
    segments = compare_words(before, after)
    assert (before_of(segments), after_of(segments)) == (before, after)


@pytest.mark.parametrize("name", LONG_PAIRS)
def test_twice_the_text_is_not_four_times_the_work(name: str) -> None:
    before, after = LONG_PAIRS[name]
    compare_words(before, after)

    def compare(size: int) -> None:
        compare_words(before[:size], after[:size])

    assert growth(compare, 8_000) < 3


def test_a_long_paragraph_with_few_edits_shows_just_those() -> None:
    before, after = LONG_PAIRS["a hundred sentences changed"]
    segments = compare_words(before, after)
    kept = sum(len(segment.after) for segment in segments if not segment.is_edit)
    assert kept > len(after) * 0.85
    assert len(segments) > 100


def test_stretches_without_anchors_do_not_add_up() -> None:
    """Stretches of a few words over and over, held apart by words that stand once: the worst real case."""
    random = dice(3)
    sides = [[random.choices("あい", k=600) for _ in range(12)] for _ in range(2)]

    def side(which: int, count: int) -> list[str]:
        return [word for number in range(count) for word in (f"項目{number}", *sides[which][number])]

    def stretches(count: int) -> None:
        old, new = side(0, count), side(1, count)
        pairs = align(old, new)
        assert all(old[i] == new[j] for i, j in pairs)
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))

    assert growth(stretches, 6) < 1.6


def test_anchors_that_appear_one_by_one_do_not_exhaust_the_stack() -> None:
    """Each word stands once only after the word before it was found: the deepest splitting there is."""
    names = [f"語{number}" for number in range(3_000)]
    order = [name for pair in zip(names[1:], names, strict=False) for name in pair]
    old = [word for name in order for word in (name, "甲")]
    new = [word for name in order for word in (name, "乙")]
    pairs = align(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def test_half_a_surrogate_pair_is_a_word_of_its_own() -> None:
    assert cut("片割れ\ud83dと\udc00") == ["片割れ", "\ud83d", "と", "\udc00"]
