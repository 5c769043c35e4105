"""The signs papers put to words that are inferred, and taking them off again: they are no words of the plan.

They are long enough that no plan has them by chance, so a reader of papers may drop them wherever they stand.
"""

from __future__ import annotations

from typing import Final

INFERRED: Final = "〔文言は推定〕"
"""Behind words that are inferred themselves."""
OLD_INFERRED: Final = "〔旧文言は推定〕"
"""Behind words that stand, where those they replaced are inferred."""
NOTE_OF_INFERRED: Final = f"※{INFERRED}{OLD_INFERRED}"
"""How the note begins with which a paper says what the signs mean."""


def without_signs(text: str) -> str:
    """Return the words of the plan alone, without the blanks before a sign."""
    if INFERRED not in text and OLD_INFERRED not in text:
        return text
    return text.replace(INFERRED, "").replace(OLD_INFERRED, "").strip()


def is_note_of_inferred(text: str) -> bool:
    """Tell whether a paragraph is that note."""
    return text.strip().startswith(NOTE_OF_INFERRED)
