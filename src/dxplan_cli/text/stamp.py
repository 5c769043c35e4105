"""What tells whether words or a decision are still those that were written into a table or a paper."""

from __future__ import annotations

import hashlib

from dxplan_cli.text.characters import clean
from dxplan_cli.text.formulas import unshield
from dxplan_cli.text.keys import fold

_STAMP_DIGITS = 12


def words_key(text: str) -> str:
    """Return what of a text survives the way through a table: equal keys mean nothing was changed."""
    return unshield(clean(text).strip())


def same_words_key(text: str) -> str:
    """Return what of a text survives being typed again or saved by another program: no width, no blanks, no line breaks."""
    return "".join(fold(words_key(text)).split())


def stamp_of(disposition: str | None, answer: str | None, same_as: str | None) -> str:
    """Return what tells whether a decision is still the one that was written into a table."""
    return digest_of_words(*(words_key(each or "") for each in (disposition, answer, same_as)))


def digest_of_words(*words: str) -> str:
    """Return the first digits of the SHA-256 of some words."""
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:_STAMP_DIGITS]
