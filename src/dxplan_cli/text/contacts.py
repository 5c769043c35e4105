"""How to reach a person: telephone numbers, mail and postal addresses, wherever they stand in a text.

Patterns ask for the shape a Japanese number or address really has, so that
dates, years, amounts, part numbers, law numbers and the addresses of pages are
left alone. They read narrowed texts (`text.narrow`), so width does not matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Span: TypeAlias = tuple[int, int]


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


_BAR: Final = " ?[-ー] ?"
_GAP: Final = _any(_BAR, " ?[()] ?", " ")
_BEFORE: Final = _any("(?<=tel)", "(?<=fax)", "(?<![0-9A-Za-z_/=#&%+-])(?<![0-9][.,:])")
_AFTER: Final = "(?![0-9A-Za-z_%/]|[-ー][0-9]|[.,][0-9])"
_AREA_AND_EXCHANGE: Final = _any(
    f"[346]{_GAP}[0-9]{{4}}",
    f"[1-9][0-9]{_GAP}[0-9]{{3}}",
    f"[1-9][0-9]{{2}}{_GAP}[0-9]{{2}}",
    f"[1-9][0-9]{{3}}{_GAP}[0-9]",
)
_DIVIDED: Final = r"(?:\((?=[0-9]+\)))?0" + _any(
    f"{_AREA_AND_EXCHANGE}{_GAP}[0-9]{{4}}",
    f"[5-9]0{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}",
    f"800{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}",
    f"(?:120|570|990){_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}",
)
_UNDIVIDED: Final = "0" + _any("[5-9]0[0-9]{8}", "(?![5-9]0)[1-9][0-9]{8}", "800[0-9]{7}")
_ABROAD: Final = r"\+81[- ]?(?:\(0\))?[- ]?[1-9][0-9]{0,3}[- ]?[0-9]{1,4}[- ]?[0-9]{4}"
_NUMBER: Final = re.compile(_BEFORE + _any(_ABROAD, _DIVIDED, _UNDIVIDED) + _AFTER, re.IGNORECASE)
_LOCAL: Final = re.compile(
    r"(?:tel|電話|℡|fax|ファクス|ファックス|携帯)(?:番号)?[ .:]*"
    rf"(?!(?:19|20)[0-9]{{2}}-(?:19|20))(\(?[0-9]{{2,4}}(?:{_BAR}|\))[0-9]{{4}}){_AFTER}"
    rf"|(内線(?:番号)?[ .:]*[0-9]{{3,5}})(?![0-9]|人|件|台|本|回)",
    re.IGNORECASE,
)
_OTHER_NUMBER: Final = re.compile(r"(?:番号|コード|品番|型番|型式|no|id|№)[ .:]*$", re.IGNORECASE)
_CALLED: Final = re.compile(r"(?:電話|携帯|fax|ファクス|ファックス|連絡先)(?:番号)?[ .:]*$", re.IGNORECASE)
_LOOK_BACK: Final = 10

_MAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+@-])(?<!//)[A-Za-z0-9._%+-]+ ?(?:@|\(at\)|\[at\]) ?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}",
    re.IGNORECASE,
)

_DIGITS: Final = "[0-9]+"
_KANJI_DIGITS: Final = "[〇一二三四五六七八九十百]+"
_COUNT: Final = _any(_DIGITS, _KANJI_DIGITS)
_LETTER: Final = "[一-鿿々ヶケノ之ァ-ヴー]"
_TOWN: Final = f"{_any(_LETTER, 'が(?=[関丘岡浜崎])', '[0-9]{1,2}(?:条|線|地割)')}{{1,14}}?(?<!第)"
_PREFECTURE: Final = _any("北海道", "東京都", "(?:京都|大阪)府", "(?:神奈川|和歌山|鹿児島|[一-鿿]{2})県")
_CITY: Final = f"{_any(f'{_LETTER}{{1,6}}?', f'(?<![ぁ-ん])[ぁ-ん]{{2,6}}{_LETTER}{{0,3}}?')}[市区町村郡]"
_NO_COUNTER: Final = (
    "(?![0-9%.]|年|月|日|人|件|割|倍|回|万|億|円|歳|時|章|頁|団体|か所|箇所|校|社|台|個|点|号議|号線|ポイント)"
)
_LOT: Final = _any(
    f"(?:{_COUNT}丁目 ?)?{_any(f'{_COUNT}番地(?:の?{_COUNT})?', f'{_COUNT}番 ?{_COUNT}号?')}",
    f"{_COUNT}丁目 ?{_DIGITS}(?:{_BAR}{_DIGITS})*(?:番|号)?",
    f"{_DIGITS}{_BAR}{_DIGITS}{_BAR}{_DIGITS}",
)
_SHORT_LOT: Final = f"(?!(?:19|20)[0-9]{{2}}{_BAR}(?:19|20)?[0-9]{{2}}){_DIGITS}{_BAR}{_DIGITS}"
_ADDRESS: Final = re.compile(
    _any(
        "〒 ?[0-9]{3} ?[-ー]? ?[0-9]{4}",
        f"{_PREFECTURE} ?{_CITY} ?{_TOWN} ?{_any(_LOT, _SHORT_LOT)}{_NO_COUNTER}",
        f"{_CITY} ?{_TOWN} ?{_LOT}{_NO_COUNTER}",
    )
)
_NUMBERED: Final = re.compile("〒|[0-9〇一二三四五六七八九十百](?:丁目|番| ?[-ー] ?[0-9])")


def telephone_numbers(text: str) -> Iterator[Span]:
    """Yield where telephone numbers stand in a narrowed text; a number that is said to be another one is none."""
    for found in _NUMBER.finditer(text):
        before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
        if _CALLED.search(before) or not _OTHER_NUMBER.search(before):
            yield found.span()
    for found in _LOCAL.finditer(text):
        yield found.span(found.lastindex or 0)


def mail_addresses(text: str) -> Iterator[Span]:
    """Yield where mail addresses stand in a narrowed text."""
    for found in _MAIL.finditer(text):
        yield found.span()


def postal_addresses(text: str) -> Iterator[Span]:
    """Yield where postal addresses stand in a narrowed text: 〒, or a municipality with the number of a lot."""
    if _NUMBERED.search(text):
        for found in _ADDRESS.finditer(text):
            yield found.span()
