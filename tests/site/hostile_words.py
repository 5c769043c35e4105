"""Plans in which everything a person may write is written by somebody who wants to get into the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from dxplan_cli.model.node import Alternative, Figure
from dxplan_cli.model.plan import (
    ComparisonSettings,
    DocumentSettings,
    LabelSettings,
    Plan,
)  # fmt: skip
from dxplan_cli.value import Value, names_of, replace

if TYPE_CHECKING:
    from collections.abc import Callable

Content = TypeVar("Content")

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    '"><a href=javascript:alert(1)>押す</a>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://example.com/x.png",
    "<!-- --><iframe src=//example.com>",
    "]]><foreignObject><body onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&#60;i&#62;",
    "\x00\x08\u2028<b>\u202e",
    "`${alert(1)}`",
    "</textarea></noscript></template><base href=//example.com>",
    "url(//example.com)@import",
    "#\"'<>&;=`/",
)
_FIXED = {
    Alternative: {"status"},
    Figure: {"drawn_from"},
    LabelSettings: {"number"},
    ComparisonSettings: {"new", "third", "underline", "page", "fold", "level"},
    DocumentSettings: {"template"},
}
"""Fields that hold one of a few words the format knows."""


def rewritten(value: Content, write: Callable[[str], str]) -> Content:
    """Return a value with every text in it written anew, ids and what refers to them alike."""
    match value:
        case str():
            return write(value) if type(value) is str else value
        case tuple():
            return tuple(rewritten(each, write) for each in value)
        case Value():
            names = set(names_of(type(value))) - _FIXED.get(type(value), set()) - {"place"}
            return replace(value, **{name: rewritten(getattr(value, name), write) for name in names})
        case _:
            return value


def hostile_plan(plan: Plan, words: str) -> Plan:
    return rewritten(plan, lambda text: text + words)
