"""A YAML file as a tree that knows its places: what shapes decode and editors change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.value import Mutable, field

if TYPE_CHECKING:
    from collections.abc import Iterator


class Scalar(Mutable):
    """A single value as written. `start` and `end` are offsets in the text, `line` counts from 1.

    Where its lines are wrapped, `text` is without the blanks YAML puts at the wraps inside Japanese, `wrapped` with them.
    """

    text: str
    is_plain: bool
    line: int
    start: int
    end: int
    size: int = 1
    wrapped: str | None = None

    @property
    def is_null(self) -> bool:
        """Tell whether it is YAML 1.2's null."""
        return self.is_plain and self.text in {"", "~", "null", "Null", "NULL"}


class Sequence(Mutable):
    """A list."""

    line: int
    start: int
    end: int
    is_flow: bool = False
    items: list[Tree] = field(default_factory=list)
    size: int = 1


class Mapping(Mutable):
    """Keys and values, in the order of the file; keys may repeat, the reader decides."""

    line: int
    start: int
    end: int
    is_flow: bool = False
    entries: list[tuple[Scalar, Tree]] = field(default_factory=list)
    size: int = 1

    def get(self, key: str) -> Tree | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Tree: TypeAlias = Scalar | Sequence | Mapping


def walk_tree(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and everything in it."""
    yield tree
    match tree:
        case Sequence():
            for item in tree.items:
                yield from walk_tree(item)
        case Mapping():
            for _, value in tree.entries:
                yield from walk_tree(value)
        case _:
            return
