"""Many phrases at once: found as one after the other would be, in one walk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import fragments, tries

from dxplan_cli.text.phrases import SHORTEST, find_phrases, index_phrases
from effort import growth

texts = st.lists(fragments, max_size=12).map("".join)


@given(st.lists(texts, max_size=6), texts)
@tries()
def test_every_phrase_is_found_at_every_place(phrases: list[str], text: str) -> None:
    found = list(find_phrases(index_phrases(phrases), text))
    assert sorted(found) == sorted(
        (start, start + len(phrase))
        for phrase in {each for each in phrases if len(each) >= SHORTEST}
        for start in range(len(text))
        if text.startswith(phrase, start)
    )


@given(st.lists(texts, max_size=6), texts)
@tries(0.3)
def test_the_longest_comes_first(phrases: list[str], text: str) -> None:
    found = list(find_phrases(index_phrases(phrases), text))
    assert found == sorted(found, key=lambda span: (span[0], -span[1]))


def test_the_effort_grows_with_the_text_and_not_with_its_product_with_the_phrases() -> None:
    def work(size: int) -> None:
        phrases = index_phrases(f"電話{number:05}" for number in range(size))
        list(find_phrases(phrases, "意見の電話99999" * size))

    assert growth(work, 200) < 2.5
