"""Lines for the terminal: text with a look, so that what is shown does not depend on how it is coloured.

Signs carry the meaning, colour only helps: it may be missing (NO_COLOR, a
pipe, a printout). User text is never read as markup.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.diff.segment import Op
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.diff.segment import Segments


class Look(Enum):
    """How a stretch of a line looks where colour is possible."""

    PLAIN = "plain"
    HEADING = "heading"
    MARK = "mark"
    ADDED = "added"
    DELETED = "deleted"
    QUIET = "quiet"
    ERROR = "error"
    WARNING = "warning"
    GOOD = "good"


class Stretch(Value):
    """Text with one look."""

    text: str
    look: Look = Look.PLAIN


class Screen(Value):
    """What the terminal can do: columns, and whether colour is wanted."""

    columns: int
    has_colour: bool


Line: TypeAlias = tuple[Stretch, ...]
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Replace what would steer the terminal instead of being shown: control characters and changes of direction."""
    return _UNSEEN.sub("\ufffd", text)


def visible_json(text: str) -> str:
    """Escape the same characters in JSON, where they may stand in strings only and the escape means them."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def line(text: str, look: Look = Look.PLAIN) -> Line:
    """Return a line of one look."""
    return (Stretch(text, look),)


def compared(segments: Segments) -> Line:
    """Show a compared text with signs: ［－旧－］｛＋新＋｝ in ASCII brackets, as in word diffs elsewhere."""
    shown = {
        Op.DELETE: lambda each: Stretch(f"[-{each.before}-]", Look.DELETED),
        Op.INSERT: lambda each: Stretch(f"{{+{each.after}+}}", Look.ADDED),
    }
    return tuple(shown.get(each.op, lambda other: Stretch(other.after))(each) for each in segments)
