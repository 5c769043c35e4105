"""What somebody may have meant by a word nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_ALIKE: Final = 0.5
"""How like a known word has to be, 0 to 1."""


def near_hint(word: str, known: Collection[str]) -> str:
    """Return 「…」のことですか。 for the nearest known word, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when there is something to complain about

    near = get_close_matches(word, known, n=1, cutoff=_ALIKE)
    return f"「{near[0]}」のことですか。" if near else ""
