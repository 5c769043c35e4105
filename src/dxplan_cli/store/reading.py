"""One file → the value it holds, or every fault in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.store.files import read_source
from dxplan_cli.store.format import FILES
from dxplan_cli.store.shape import Reading
from dxplan_cli.store.tree import Scalar
from dxplan_cli.store.yaml_tree import parse_tree

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.finding import Fault, ReadingNote
    from dxplan_cli.store.values import FileKind

_SHAPES: Final = {kind: shape for kind, _, shape in FILES}


class Read(NamedTuple):
    """What a file gave; with faults the value is None, or lacks something in a list."""

    value: Any
    faults: tuple[Fault, ...] = ()
    notes: tuple[ReadingNote, ...] = ()


def read_value(root: Path, name: str, kind: FileKind) -> Read:
    """Read a file of a data folder.

    Raises:
        DataError: the system refuses to read it.
    """
    try:
        source = read_source(root / name, name)
        tree = parse_tree(source.text, name)
    except FaultyDataError as error:
        return Read(None, error.faults)
    reading = Reading(name, source.text)
    if not (isinstance(tree, Scalar) and tree.is_null):
        value = _SHAPES[kind].decode(tree, reading, name)
        return Read(value, tuple(reading.faults), tuple(reading.notes))
    if kind == "reasons":
        return Read(())
    reading.fault(0, "ファイルが空です", "内容を書くか、ファイルを消してください")
    return Read(None, tuple(reading.faults))
