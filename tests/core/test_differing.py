"""Words that differ between two near texts, as a clerk is shown them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.render.exchanges import exchanges_told, variants_told
from dxplan_cli.text.differing import Exchange, exchanges
from dxplan_cli.trace.comments import Variant

TEXT = "除雪が遅く、通学路を歩けません。早めてください。"
TOLD = {
    "nothing": (TEXT, ""),
    "width, blanks and punctuation": (" 除雪が遅く，通学路を\n歩けません．早めてください！", ""),
    "a greeting": (f"お世話になります。{TEXT}", "「お世話になります」を追加"),
    "a sentence less": ("除雪が遅く、通学路を歩けません。", "「早めてください」なし"),
    "a wish": (TEXT.replace("ください", "ほしい"), "「ください」→「ほしい」"),
    "two things": (f"{TEXT.replace('ください', '下さい')}以上", "「ください」→「下さい」;「以上」を追加"),
    "the same twice": (TEXT.replace("除雪が", "除雪は").replace("通学路を", "通学路は"), "「が」→「は」;「を」→「は」"),
    "a separator of ours": (f"{TEXT}よろしく;お願いします。", "「よろしく；お願いします」を追加"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_differs_is_told(name: str) -> None:
    other, told = TOLD[name]

    assert exchanges_told(exchanges(TEXT, other)) == told


pieces = st.lists(
    st.sampled_from(
        ("除雪", "を", "は", "早めて", "ください", "ほしい", "。", "、", "\n", "３", "IT", "。お世話になります。")
    ),
    max_size=12,
)
texts = pieces.map("".join)


@given(texts, texts)
def test_what_is_told_stands_in_the_texts(text: str, other: str) -> None:
    plain = ["".join(unicodedata.normalize("NFKC", each).split()) for each in (text, other)]
    found = exchanges(text, other)

    for exchange in found:
        for words, whole in zip((exchange.before, exchange.after), plain, strict=True):
            assert all("".join(word.split()) in whole for word in words.split("。"))
        assert exchange.before != exchange.after
    assert exchanges(text, text) == ()
    assert bool(found) == bool(exchanges(other, text))


def test_the_most_frequent_differences_come_first_and_the_rest_are_counted() -> None:
    rare = [Variant((at,), (Exchange("", f"語{at}"),)) for at in range(25)]
    frequent = Variant((30, 31), (Exchange("ください", "ほしい"), Exchange("", "語0")))

    told = variants_told([*rare, frequent]).split(";")

    assert told[:3] == ["「語0」を追加 3件", "「ください」→「ほしい」 2件", "「語1」を追加 1件"]
    assert told[-1] == "ほか6種"
    assert len(told) == 21
