"""The marks git leaves in a file where a merge could not decide: told as what they are, not as bad YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place
from dxplan_cli.store.excerpt import excerpt_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS, _BETWEEN, _THEIRS = "<<<<<<<", "=======", ">>>>>>>"


def faults_of_merge(text: str, file: str) -> list[Fault]:
    """Return a fault for every place where both sides of a merge still stand; in brackets YAML would swallow them."""
    if _OURS not in text:
        return []
    return [
        Fault(
            Place(file, line),
            "gitの競合の印（<<<<<<<）が残っています。二人の変更が同じ場所で食い違っています",
            "「=======」の上下を見比べて残すほうを選び（両方なら並べて）、印の行を消してから git add してください",
            excerpt_of(text, line),
        )
        for line in _undecided_lines(text)
    ]


def _undecided_lines(text: str) -> Iterator[int]:
    begun, is_divided = 0, False
    for number, line in enumerate(text.split("\n"), start=1):
        mark = line.rstrip("\r").partition(" ")[0]
        if mark == _OURS:
            begun, is_divided = number, False
        elif mark == _BETWEEN and begun:
            is_divided = True
        elif mark == _THEIRS and is_divided:
            yield begun
            begun, is_divided = 0, False
