"""Words looked for in texts, as somebody types them: the list of opinions and the page in a browser fold alike.

Width, half-width kana, case, blanks, decomposed voicing marks (file names and
texts from a Mac), variation selectors, unseen characters, radicals and the
many dashes do not count. Looser than a key for comparing (`text.keys`): what is
found is shown, never taken for the same. `site.js` does the same for the page.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.keys import FOLDED

if TYPE_CHECKING:
    from collections.abc import Sequence

UNSEEN: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Characters nobody sees, as a range of a pattern: zero width, soft hyphens, directions, variation selectors."""
VOICING: Final = {0x309B: 0x3099, 0x309C: 0x309A}
"""Voicing marks that stand alone (ヒ゛), and those that join the kana before them."""
_UNSEEN: Final = re.compile(f"[{UNSEEN}]+")
_BEFORE: Final = re.compile(f"[{UNSEEN}\u309b\u309c]")
_AFTER: Final = re.compile(f"[{''.join(map(chr, FOLDED))}]")
"""What most texts have none of: looking for it is quicker than replacing it."""


def search_key(text: str) -> str:
    """Return a text as it is searched: equal parts of two keys are the same words, however they were typed."""
    if text.isascii():
        return "".join(text.lower().split())
    if _BEFORE.search(text):
        text = _UNSEEN.sub("", text).translate(VOICING)
    key = unicodedata.normalize("NFKC", text)
    if _AFTER.search(key):
        key = key.translate(FOLDED)
    return "".join(key.lower().split())


def words_asked(asked: str) -> tuple[str, ...]:
    """Return the keys of the words somebody asks for, parted by blanks."""
    return tuple(key for word in asked.split() if (key := search_key(word)))


def has_words(text: str, keys: Sequence[str]) -> bool:
    """Tell whether all of these words stand in a text, wherever they stand."""
    key = search_key(text)
    return all(word in key for word in keys)
