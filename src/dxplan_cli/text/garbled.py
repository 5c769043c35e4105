"""Text that was read in another encoding than it was written in (文字化け), told by what nobody writes.

UTF-8 read as Shift_JIS gives 縺ｮ髯､髮ｪ, Shift_JIS read as a western encoding gives ’ÊŠw˜H, what an encoding lacks
becomes � or ?. A passage counts as garbled only where its bytes are good Japanese in the other encoding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.characters import REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

_UTF8_JAPANESE = re.compile(
    rb"(?:\xe3[\x80-\x83][\x80-\xbf]|[\xe4-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbe][\x80-\xbf]){2,}"
    rb"|\xe3[\x81-\x83][\xa1-\xbf]"
)
"""Two characters and more, or a single kana that Shift_JIS shows with a half-width one: 縺ｮ."""
_KANA_OR_MANY = re.compile("[ぁ-んァ-ヶ、。]|.{3}", re.DOTALL)
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠、。]")
_SUSPECT = re.compile(
    "[縺繧繝\ufffd]|[\u8000-\u9fff\uff61-\uff9f]{3}|[\x80-\xff\u0152\u0160\u0192\u02c6\u2018-\u2122]{2}|､[\uff61-\uff9f]|\\?\\?"
)
"""Whatever one of the tests below could be about: most texts have none of it."""
_WESTERN = re.compile(
    "(?:[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122][\x20-\x7e]?){4,}"
)
_EUC_KANA = re.compile("(?:[､･][\uff61-\uff9f]){4,}")
_LOST = re.compile(r"[?\s]*\?{3}[?\s]*")
_EXCERPT: Final = 30


def garbled_passage(text: str) -> str | None:
    """Return a passage of a text that nobody wrote so, or None."""
    if text.isascii():
        return text[:_EXCERPT] if _LOST.fullmatch(text) else None
    if not _SUSPECT.search(text):
        return None
    if REPLACEMENT in text:
        at = text.index(REPLACEMENT)
        return text[max(0, at - _EXCERPT // 2) : at + _EXCERPT // 2]
    kana = _EUC_KANA.search(text)
    if kana is not None:
        return kana[0][:_EXCERPT]
    passages = (*_utf8_in_shift_jis(text.encode("cp932", "replace")), *_western(text))
    return next((passage[:_EXCERPT] for passage in passages), None)


def mixed_in(line: bytes) -> str | None:
    """Return how UTF-8 in the midst of a line of Shift_JIS would be read, or None where there is none."""
    return next(_utf8_in_shift_jis(line), None)


def _utf8_in_shift_jis(line: bytes) -> Iterator[str]:
    """Yield every passage that is good Japanese in UTF-8, as Shift_JIS shows it."""
    start = 0
    while found := _UTF8_JAPANESE.search(line, start):
        start = found.start() + 1
        shown = found[0].decode("cp932", "replace")
        if _ends_a_character(line[: found.start()]) and _is_telling(found[0].decode("utf-8", "replace"), shown):
            start = found.end()
            yield shown


def _is_telling(meant: str, shown: str) -> bool:
    """Tell whether a passage is no chance: two rare kanji and a kana may have the bytes of two others."""
    return bool(_KANA_OR_MANY.search(meant) or _HALF_WIDTH.search(shown))


def _ends_a_character(before: bytes) -> bool:
    try:
        before.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _western(text: str) -> Iterator[str]:
    for found in _WESTERN.finditer(text):
        if any(_reads_as_japanese(found[0], written) for written in ("cp1252", "latin-1")):
            yield found[0]


def _reads_as_japanese(passage: str, read_as: str) -> bool:
    try:
        data = passage.encode(read_as)
    except UnicodeEncodeError:
        return False
    for encoding in ("utf-8", "cp932"):
        try:
            meant = data.rstrip(b" ").decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_JAPANESE.findall(meant)) * 2 > len(meant):
            return True
    return False
