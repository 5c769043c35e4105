"""Texts for searching: half width, plain dashes and blanks, everyday kanji, one character for one.

Other than a key (`text.keys`), a narrowed text keeps every offset: what is found
at a place stands at the same place in the text as written.
"""

from __future__ import annotations

from dxplan_cli.text.keys import fold

_RANGES = ((0xFF01, 0xFF5F), (0x2E80, 0x2FE0), (0x2010, 0x2016), (0x2212, 0x2213), (0xF900, 0xFB00))
"""Full-width ASCII, radicals, dashes, the minus sign, compatibility ideographs."""
_BLANKS = "\t\u00a0\u2002\u2003\u2009\u202f\u3000"
_SAME_KANJI = (
    "髙高﨑崎嵜崎𠮷吉濵浜濱浜邉辺邊辺齋斎齊斉澤沢德徳廣広眞真惠恵櫻桜國国嶋島黑黒栁柳瀨瀬冨富條条藏蔵舘館槇槙曾曽檜桧"
)
"""Pairs: how a name is written in the family register, and how a clerk types it."""

_NARROW = (
    {
        code: folded
        for start, end in _RANGES
        for code in range(start, end)
        if len(folded := fold(chr(code))) == 1 and folded != chr(code)
    }
    | {ord(dash): "-" for dash in "─﹣"}
    | {ord(blank): " " for blank in _BLANKS}
    | {ord(written): typed for written, typed in zip(_SAME_KANJI[::2], _SAME_KANJI[1::2], strict=True)}
)


def narrow(text: str) -> str:
    """Return the text in half width and everyday kanji, exactly as long as it was."""
    return text if text.isascii() and "\t" not in text else text.translate(_NARROW)
