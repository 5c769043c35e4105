r"""Letters composed by an EQ field: ルビ of older files, 組み文字, 囲い文字, fractions.

Such a field has no result; what is printed stands in its instruction. The
grammar is that of EQ in ECMA-376 part 1, 17.16.5.22: `\f(1,2)`,
`\o\ad(\s\up 9(とうきょう),東京)`, `\o\ac(○,秘)`.
"""

from __future__ import annotations

import re
from typing import Final

from dxplan_cli.value import Mutable, field

_EQ: Final = re.compile(r"\s*eq\b", re.IGNORECASE)
_FORMAT: Final = re.compile(r'\\\*\s*(?:"[^"]*"?|[^\s"\\]+)')
_TOKEN: Final = re.compile(
    r"\\(?P<escaped>[\\,;()])|\\(?P<switch>[A-Za-z]+)[ \t]*-?[0-9]*|(?P<sign>[(),;])|(?P<words>[^\\(),;]+|\\)"
)
_DEEPEST: Final = 20
_PARTING: Final = {"f": "/", "l": "，"}
_READING: Final = "s"
_OVER: Final = "o"
_ENCLOSED: Final = "ac"


class _Group(Mutable):
    """Switches with their arguments; `parts` are those ended so far, `open` is the one that goes on, `kinds` its switches."""

    switches: tuple[str, ...]
    parts: list[tuple[str, bool]] = field(default_factory=list)
    words: str = ""
    has_plain: bool = False
    has_raised: bool = False

    def take(self, words: str, *, is_raised: bool = False) -> None:
        self.words += words
        if words.strip():
            self.has_raised = self.has_raised or is_raised
            self.has_plain = self.has_plain or not is_raised

    def end_part(self) -> None:
        self.parts.append((self.words.strip(), self.has_raised and not self.has_plain))
        self.words, self.has_plain, self.has_raised = "", False, False


def composed_words(instruction: str) -> str:
    """Return what an EQ field prints, without the reading above it; nothing for other fields."""
    start = _EQ.match(instruction)
    if start is None:
        return ""
    open_groups = [_Group(())]
    switches: list[str] = []
    for token in _TOKEN.finditer(_FORMAT.sub("", instruction[start.end() :])):
        if token["switch"]:
            switches.append(token["switch"].lower())
        elif token["sign"] == "(" and switches and len(open_groups) <= _DEEPEST:
            open_groups.append(_Group(tuple(switches)))
            switches = []
        elif token["sign"] == ")" and len(open_groups) > 1:
            _close(open_groups)
        elif token["sign"] in {",", ";"} and len(open_groups) > 1:
            open_groups[-1].end_part()
        elif not (switches and token[0].isspace()):
            switches = []
            open_groups[-1].take(token["escaped"] or token[0])
    while len(open_groups) > 1:
        _close(open_groups)
    return open_groups[0].words.strip()


def _close(open_groups: list[_Group]) -> None:
    group = open_groups.pop()
    group.end_part()
    open_groups[-1].take(_printed(group), is_raised=group.switches[0] == _READING)


def _printed(group: _Group) -> str:
    """Join the arguments: of letters one over the other, those raised are a reading, if not all are."""
    words = [words for words, _ in group.parts]
    if group.switches[0] != _OVER:
        return _PARTING.get(group.switches[0], "").join(words)
    if _ENCLOSED in group.switches:
        return words[-1]
    return "".join([words for words, is_raised in group.parts if not is_raised] or words)
