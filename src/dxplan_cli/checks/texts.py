"""Every text a value of the plan holds, whatever kind of value it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.value import Value, names_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_TEXT = frozenset(
    {
        "about", "after", "because_of", "children", "digest", "draft", "drawn_from", "field", "frozen", "id", "image", "internal",
        "key", "keys", "kind", "memo", "node", "place", "repeat_of", "round", "rounds", "same_as", "serves", "status",
        "was",
    }
)  # fmt: skip
"""Attributes that hold ids and fixed words, what belongs to another node, and what no paper prints."""


def texts_of(value: object, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the texts of a node, an opinion, a meeting … and of the small values in it, not of a section's children.

    `without` names attributes that are left out besides.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each, without)
    elif isinstance(value, Value):
        for name, held in zip(names_of(type(value)), values_of(value), strict=True):
            if not held or name in _NO_TEXT or name in without:
                continue
            if isinstance(held, str):
                yield held
            else:
                yield from texts_of(held, without)
