"""One file being edited: splice, parse again, compare with what was meant, then write."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.store import splice
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.files import BOM, SourceFile, read_source
from dxplan_cli.store.journal import Write
from dxplan_cli.store.shape import Reading, Shape
from dxplan_cli.store.tree import Mapping, Scalar, Sequence
from dxplan_cli.store.yaml_tree import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class FileEditor:
    """One file being edited: the text so far, and the tree of that text."""

    def __init__(self, root: Path, name: str) -> None:
        """Read the file; nothing is written before `save`."""
        self.root = root
        self.name = name
        self.source: SourceFile = read_source(root / name, name)
        self.text = self.source.text

    @property
    def tree(self) -> Mapping | Sequence | Scalar:
        """The tree of the text as edited so far."""
        return parse_tree(self.text, self.name)

    def apply(self, splices: list[splice.Splice]) -> None:
        """Carry out splices made for the text as it is now.

        Raises:
            DataError: the text would no longer be YAML.
        """
        text = splice.apply_splices(self.text, splices)
        try:
            parse_tree(text, self.name)
        except FaultyDataError as error:
            raise not_as_meant(self.name) from error
        self.text = text

    @contextmanager
    def splicing(self) -> Iterator[None]:
        """Turn a form that cannot be edited in place into a refusal that names the file."""
        try:
            yield
        except splice.CannotSpliceError as error:
            message = f"{self.name} を書き換えられません：{error}"
            raise DataError(message, "エディタで直接書き換えるか、一行に一項目の形に直してください") from error

    def decode(self, shape: Shape) -> Any:
        """Return the value the edited text stands for, or None when it no longer reads."""
        reading = Reading(self.name, self.text)
        value = shape.decode(self.tree, reading, self.name)
        return None if reading.faults else value

    def writes(self) -> tuple[Write, ...]:
        """Return the file as it shall be written, or nothing if it was not edited."""
        if self.text == self.source.text:
            return ()
        text = (BOM if self.source.has_bom else "") + self.text
        return (Write(self.name, self.source.raw, text.encode("utf-8")),)

    def save(self, first: tuple[Write, ...] = ()) -> None:
        """Write the file if it was edited and nobody else has; with it, and before it, others that belong to it."""
        write_together(self.root, (*first, *self.writes()))


def not_as_meant(name: str) -> DataError:
    """Return the refusal of an edit whose result says something else than was meant."""
    return DataError(
        f"{name} を書き換えた結果が意図と違うため、書き込みませんでした",
        "エディタで直接書き換えてください。この形は今後の改良の対象です",
    )


def mapping_of(editor: FileEditor) -> Mapping:
    """Return the root of a file that must be keys and values.

    Raises:
        DataError: it is a list or a single value.
    """
    tree = editor.tree
    if not isinstance(tree, Mapping):
        message = f"{editor.name} の形が読めません"
        raise DataError(message)
    return tree
