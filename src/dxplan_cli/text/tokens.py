"""Japanese words: the only home of SudachiPy (mode A, small dictionary; ADR 4).

Cutting is lossless: the tokens joined are the text. Sudachi reads at most
49,149 bytes at a time and joins a circled digit to a number that follows, so
the text is first cut at line breaks, circled digits, lone surrogates (which no
UTF-8 holds) and, where too long, at sentence ends.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dxplan_cli.text.keys import CIRCLED, LEADING_MARKS
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sudachipy import Tokenizer

_LONGEST = 12_000
"""Characters; four bytes each at the most keeps a piece below Sudachi's limit."""
_A_SIGN = ("補助記号", "一般", "*", "*", "*", "*")
"""What part of speech a lone sign is, which may be a surrogate that Sudachi cannot read."""
_PIECES = re.compile(f"[\n\ud800-\udfff]|{CIRCLED.pattern}|[^\n\ud800-\udfff{CIRCLED.pattern[1:]}+")
_SENTENCES = re.compile(f"[^。]{{1,{_LONGEST}}}。?|。")


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415 - 30 ms that unchanged texts do not need

    return Dictionary(dict="small").tokenizer(mode=SplitMode.A)


def _pieces(text: str) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if len(piece) <= _LONGEST:
            yield piece
        else:
            yield from _SENTENCES.findall(piece)


def cut(text: str) -> list[str]:
    """Cut a text into words, none of them empty; joined they are the text again."""
    words = [word for word in _words(text) if word]
    if not LEADING_MARKS.search(text):
        return words
    tokens: list[str] = []
    for word in words:
        marks = LEADING_MARKS.match(word)
        if marks and tokens:
            tokens[-1] += marks.group()
        own = word[marks.end() :] if marks and tokens else word
        if own:
            tokens.append(own)
    return tokens


class Word(Value):
    """A word as written, its common form (ふやし and 増やす are one), and what part of speech it is, the wider first."""

    surface: str
    form: str
    speech: tuple[str, ...]


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text with what the dictionary knows of them."""
    tokenizer = _tokenizer()
    for piece in _pieces(text):
        if len(piece) == 1 and not piece.isalnum():
            yield Word(piece, piece, _A_SIGN)
            continue
        for morpheme in tokenizer.tokenize(piece):
            yield Word(morpheme.surface(), morpheme.normalized_form(), morpheme.part_of_speech())


class Part(Value):
    """A word and whether it is a surname (姓) or a given name (名), as far as the dictionary knows."""

    word: str
    is_surname: bool
    is_given: bool


def name_parts(text: str) -> Iterator[Part]:
    """Yield the words of a short text, such as an entry of a list of members."""
    for piece in _pieces(text):
        for morpheme in _tokenizer().tokenize(piece):
            kinds = morpheme.part_of_speech()
            yield Part(morpheme.surface(), kinds[3] == "姓", kinds[3] == "名")


def _words(text: str) -> Iterator[str]:
    """Yield words as Sudachi sees them: ㍿ is a word and an empty one, a variation selector a word of its own."""
    tokenizer = _tokenizer()
    for piece in _pieces(text):
        if piece.isspace() or len(piece) == 1:
            yield piece
        else:
            yield from (morpheme.surface() for morpheme in tokenizer.tokenize(piece))
