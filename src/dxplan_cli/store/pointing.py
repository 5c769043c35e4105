"""Pointing at lines: where in a file the words stand that a fault between files is about.

A value of the model knows where its record begins; when there is something to
complain about, the file is read once more for the line of the very key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.place import Place
from dxplan_cli.store.excerpt import excerpt_of
from dxplan_cli.store.files import read_source
from dxplan_cli.store.tree import Mapping, Scalar, Sequence, walk_tree
from dxplan_cli.store.yaml_tree import parse_tree
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.finding import Fault
    from dxplan_cli.store.tree import Tree


class Pointer:
    """Moves faults to the lines they are about; reads each file once."""

    def __init__(self, root: Path) -> None:
        """Take the data folder."""
        self._root = root
        self._files: dict[str, tuple[str, dict[int, list[Mapping]]]] = {}

    def point(self, fault: Fault, key: str, word: str = "") -> Fault:
        """Move a fault from the head of its record (line 0: of its file) to a key, or to a word in the key's list."""
        text, records = self._read(fault.place.file)
        heads = records.get(fault.place.line or min(records, default=0), [])
        name, value = next(
            (entry for record in heads for entry in record.entries if entry[0].text == key), (None, None)
        )
        line = _line_of(value, word) or (name.line if name else fault.place.line)
        return replace(fault, place=Place(fault.place.file, line), excerpt=excerpt_of(text, line))

    def _read(self, file: str) -> tuple[str, dict[int, list[Mapping]]]:
        if file not in self._files:
            text = read_source(self._root / file, file).text
            records: dict[int, list[Mapping]] = {}
            for tree in walk_tree(parse_tree(text, file)):
                if isinstance(tree, Mapping):
                    records.setdefault(tree.line, []).append(tree)
            self._files[file] = text, records
        return self._files[file]


def _line_of(value: Tree | None, word: str) -> int:
    """Return the line of a word in a list, 0 where there is none."""
    items = value.items if isinstance(value, Sequence) else []
    return next((item.line for item in items if isinstance(item, Scalar) and item.text == word), 0)
