"""Lettering: how wide text is, and where its lines end in the Japanese manner. Lengths are in em of the text itself."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.characters import clean
from dxplan_cli.text.tokens import cut
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE: Final = 1.35
"""From one line to the next."""
_LETTERS: Final = (
    (0.30, " ijlI'|,.:;"),
    (0.40, "!()[]{}-/\\frt"),
    (0.48, '"*?sz'),
    (0.57, "0123456789#$+<=>^_~aekgcvxyFJLXY"),
    (0.67, "bdhnopqu`ABCEKPRSTVZ"),
    (0.75, "&DGHNOQU"),
    (0.95, "MWmw%@"),
)
"""Never less than the letters take in the shipped font; faces of fixed width take half an em."""
_WIDTHS: Final = {letter: wide for wide, letters in _LETTERS for letter in letters}
_HALF_WIDTH_KANA = ("\uff61", "\uff9f")
_NO_BEGIN: Final = frozenset(
    "、。，．・：；？！）」』】〕〉》］｝〟’”ー～〜々ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%％‰℃"
    "｡｣､･ｰﾞﾟｧｨｩｪｫｬｭｮｯ"
)
_NO_END: Final = frozenset("（「『【〔〈《［｛〝‘“([{｢￥＄№#")
_TOGETHER = re.compile(r"[A-Za-z0-9&@%+_./:#'-]+|[ァ-ヺー]+|.", re.DOTALL)
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_KEPT = frozenset("\n\u200d")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CLINGING = frozenset({"Mn", "Me", "Cf"})
_GOOD_END = frozenset("・、。」）』】 \u3000")
_GOOD_BEGIN = frozenset("（「『【 \u3000")
_INSIDE_WORD, _BEFORE_SUFFIX = 0.5, 0.25
_BALANCED_PIECES: Final = 60
_BALANCED_LINES: Final = 6


class Text(Value):
    """Lines of one size, in em of the sheet; `bold` is drawn with a thin outline, as the shipped font has one weight."""

    lines: tuple[str, ...]
    size: float = 1.0
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.size * LINE

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(map(measure, self.lines), default=0.0) * self.size


def set_text(text: str, room: float, size: float = 1.0, *, bold: bool = False) -> Text:
    """Return text in lines no wider than `room` em of the sheet; nothing for an empty text."""
    return Text(wrap(text, room / size) if tidy(text) else (), size, bold)


def tidy(text: str) -> str:
    """Return text without what cannot be seen: controls, marks of direction, blanks at its ends."""
    lines = _LINE_END.sub("\n", text).replace("\t", " ")
    return clean("".join(each for each in lines if not _is_unseen(each))).strip()


def measure(text: str) -> float:
    """Return how wide a line is; a letter the table does not know takes a whole em, a mark upon another none."""
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def wrap(text: str, room: float) -> tuple[str, ...]:
    """Return the lines of a text, none wider than `room` unless a single letter is.

    Words, katakana and what must not begin or end a line stay together where they can. A few lines are balanced.
    """
    return tuple(line for part in tidy(text).split("\n") for line in _lines(part.strip(), max(room, 1.0)))


def _lines(text: str, room: float) -> list[str]:
    pieces = list(_pieces(text, room))
    starts = _greedy(pieces, room)
    if 1 < len(starts) <= _BALANCED_LINES and len(pieces) <= _BALANCED_PIECES:
        starts = _balanced(pieces, room, len(starts))
    ends = [*starts[1:], len(pieces)]
    lines = ("".join(pieces[start:end]).strip() for start, end in zip(starts, ends, strict=True))
    return [line for line in lines if line]


def _pieces(text: str, room: float) -> Iterator[str]:
    """Yield what is not parted; what is wider than a line falls into letters."""
    held = ""
    for piece in _TOGETHER.findall(text):
        if held and not _clings(held[-1], piece[0]):
            yield from _parted(held, room)
            held = ""
        held += piece
    yield from _parted(held, room)


def _parted(piece: str, room: float) -> Iterator[str]:
    if measure(piece) <= room:
        yield piece
        return
    letter = ""
    for each in piece:
        if letter and _width(each) > 0:
            yield letter
            letter = ""
        letter += each
    yield letter


def _greedy(pieces: Sequence[str], room: float) -> list[int]:
    """Return at which pieces lines begin when each line takes all it can."""
    starts, used = [0], 0.0
    for number, piece in enumerate(pieces):
        wide = measure(piece)
        if used and used + measure(piece.rstrip()) > room:
            starts.append(number)
            used = 0.0
        used += wide
    return starts


def _balanced(pieces: Sequence[str], room: float, count: int) -> list[int]:
    """Return at which pieces `count` lines begin so that they are about equally long and end at good places."""
    total = len(pieces)
    widths = [measure(piece) for piece in pieces]
    prices = _prices(pieces)
    ideal = sum(widths) / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for _ in range(count):
        found: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, starts) in best.items():
            used = 0.0
            for end in range(start + 1, total + 1):
                used += widths[end - 1]
                if used > room and end > start + 1:
                    break
                price = cost + ((used - ideal) / room) ** 2 + prices[end]
                if end not in found or price < found[end][0]:
                    found[end] = (price, [*starts, start])
        best = found
    return best[total][1] if total in best else _greedy(pieces, room)


def _prices(pieces: Sequence[str]) -> list[float]:
    """Return how much a reader minds a line that ends before each piece, and before the end."""
    words = cut("".join(pieces))
    lengths = dict(zip(accumulate(map(len, words), initial=0), [*map(len, words), 0], strict=True))
    starts = accumulate(map(len, pieces), initial=0)
    inner = zip(islice(starts, 1, None), pairwise(pieces), strict=False)
    return [0.0, *(_price(before[-1], after[0], lengths.get(start, 0)) for start, (before, after) in inner), 0.0]


def _price(last: str, first: str, word: int) -> float:
    """Return the price between two letters; `word` is how long the word is that begins there, 0 inside a word."""
    if last in _GOOD_END or first in _GOOD_BEGIN:
        return 0.0
    if word == 0:
        return _INSIDE_WORD
    if _script(last) == "hiragana" and _script(first) != "hiragana":
        return 0.01
    return _BEFORE_SUFFIX if word == 1 or _script(first) == "hiragana" else 0.06


def _script(letter: str) -> str:
    if "ぁ" <= letter <= "ゖ":
        return "hiragana"
    if "ァ" <= letter <= "ー":
        return "katakana"
    return "latin" if letter.isascii() else "kanji"


def _clings(last: str, first: str) -> bool:
    return first in _NO_BEGIN or last in _NO_END or _width(first) == 0.0 or last == "\u200d"


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.category(letter) in _CLINGING:
        return 0.0
    return 0.5 if _HALF_WIDTH_KANA[0] <= letter <= _HALF_WIDTH_KANA[1] else 1.0


@lru_cache(maxsize=4096)
def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN and letter not in _KEPT
