"""Words looked for: what a clerk types and what is found, and that the page in a browser has the same signs."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.render.html.environment import read_asset
from dxplan_cli.text.keys import FOLDED, fold
from dxplan_cli.text.search import UNSEEN, has_words, search_key, words_asked
from search_cases import CASES


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str) -> None:
    text, asked, is_found = CASES[name]

    assert has_words(text, words_asked(asked)) is is_found


written = st.text(st.sampled_from("青森ガがｶﾞDＸｄ１①²－ー、 \u3000\n\u200b\u00ad\ufe00\u3099㈱"), max_size=12)


@given(written, written, written)
def test_a_part_of_a_text_is_found_in_it(before: str, part: str, after: str) -> None:
    stands_alone = not unicodedata.combining(after[:1] or "x")
    if stands_alone and not part.startswith("\u3099"):
        assert has_words(f"{before} {part} {after}", words_asked(part))


@given(written)
def test_every_way_to_write_a_text_is_found_by_every_other(text: str) -> None:
    ways = {unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")}

    for way in (*ways, fold(text), text.upper(), text.lower()):
        assert search_key(way) == search_key(text)


@given(written)
def test_a_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


def test_the_page_folds_the_same_signs() -> None:
    script = read_asset("site.js")

    (unseen,) = re.findall(r"const UNSEEN = /\[(.+)\]\+/gu;", script)
    (alike,) = re.findall('const ALIKE = "(.+)";', script)
    (standard,) = re.findall('const STANDARD = "(.+)";', script)
    as_characters = re.sub(r"\\u\{?([0-9a-f]+)\}?", lambda found: chr(int(found[1], 16)), unseen)
    assert as_characters == UNSEEN
    assert dict(zip(map(ord, alike), standard, strict=True)) == FOLDED
