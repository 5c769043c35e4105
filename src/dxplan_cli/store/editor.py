"""One file being edited: splice, parse again, compare with what was meant, then write."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.store import splice
from dxplan_cli.store.files import SourceFile, read_source
from dxplan_cli.store.shape import Reading, Shape
from dxplan_cli.store.write import replace_source
from dxplan_cli.store.yaml_tree import Mapping, Scalar, Sequence, parse_tree
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class FileEditor:
    """One file being edited: the text so far, and the tree of that text."""

    def __init__(self, root: Path, name: str) -> None:
        """Read the file; nothing is written before `save`."""
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

    def save(self) -> None:
        """Write the file if it was edited and nobody else has."""
        if self.text != self.source.text:
            replace_source(self.source, self.text)

    @property
    def edited(self) -> bytes:
        """The bytes `save` writes."""
        return _encoded(self.source, self.text)

    def restore(self) -> None:
        """Put the file back as it was read, after it was saved."""
        if self.text != self.source.text:
            edited = replace(self.source, raw=_encoded(self.source, self.text))
            replace_source(edited, self.source.text)


def not_as_meant(name: str) -> DataError:
    """Return the refusal of an edit whose result says something else than was meant."""
    return DataError(
        f"{name} を書き換えた結果が意図と違うため、書き込みませんでした",
        "エディタで直接書き換えてください。この形は今後の改良の対象です",
    )


def _encoded(source: SourceFile, text: str) -> bytes:
    return (("\ufeff" if source.has_bom else "") + text).encode("utf-8")


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
