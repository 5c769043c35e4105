"""Text that a spreadsheet would take for a formula, made harmless in CSV and taken back without loss.

An apostrophe is put before it, as a clerk would do in Excel. A text that
already looks protected gets one more, so that taking one away is always right.
"""

from __future__ import annotations

import re

_ACTIVE = re.compile("'*\\s*[=+\\-@＝＋－＠\t\r\n]")
"""What is or, freed of its apostrophes, would be read as a formula; blanks before the sign do not stop every program."""


def shield(text: str) -> str:
    """Return the text as it may stand in a CSV file."""
    return f"'{text}" if _ACTIVE.match(text) else text


def unshield(text: str) -> str:
    """Return the text a shielded one stands for; any other is returned as it is."""
    return text[1:] if text.startswith("'") and _ACTIVE.match(text) else text
