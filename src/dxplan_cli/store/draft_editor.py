"""Editing the chapters of a working draft in the user's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.errors import UsageError
from dxplan_cli.model.edit import find_node, insert_node, parent_of, remove_node, set_cell, set_words
from dxplan_cli.model.node import AnyNode, Item, Kpi, Table, words_of
from dxplan_cli.store import format as shapes
from dxplan_cli.store import splice, splice_flow
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.editor import FileEditor, not_as_meant
from dxplan_cli.store.emit import emit_value
from dxplan_cli.store.splice_flow import Piece
from dxplan_cli.store.tree import Mapping, Sequence
from dxplan_cli.store.tree import Scalar as WrittenScalar
from dxplan_cli.text.unseen import without_unseen
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.node import Scalar
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.store.journal import Write


_WORDS = {"paragraph": "text", "item": "text", "kpi": "name"}
"""The key of a node's words by kind; of all others it is the title."""


class DraftEditor:
    """Edits the chapters of a working draft. Nothing is written before `save`, then all of it or nothing."""

    def __init__(self, root: Path, draft: Draft) -> None:
        """Open a draft.

        Raises:
            UsageError: the draft is frozen.
        """
        if draft.frozen:
            message = f"版「{draft.id}」（{draft.label}）は確定済みなので書き換えられません"
            raise UsageError(message, "dxplan draft new で次の版を作ってください")
        self._root = root
        names = [f"drafts/{draft.id}/{name}.yaml" for name in draft.files]
        self._files = [FileEditor(root, name) for name in names]
        self._meant: tuple[AnyNode, ...] = draft.chapters

    @property
    def chapters(self) -> tuple[AnyNode, ...]:
        """The chapters as edited so far."""
        return self._meant

    def set_words(self, node_id: str, words: str) -> None:
        """Give a node other words; they are the office's own, so no longer inferred."""
        words = without_unseen(words)
        editor, located = self._locate(node_id)
        kind = located.mapping.get("kind")
        key = _WORDS.get(kind.text, "title") if isinstance(kind, WrittenScalar) else "title"
        with editor.splicing():
            editor.apply(splice.set_value(editor.text, located.mapping, key, words))
            _settle_inferred(editor, node_id)
        self._meant = set_words(self._meant, node_id, words)

    def set_cell(self, node_id: str, row: str | None, name: str, value: Scalar) -> None:
        """Put another value into a cell the node has, see `model.cells`."""
        node = find_node(self._meant, node_id)
        if isinstance(value, str):
            value = without_unseen(value, is_prose=False)
        editor, located = self._locate(node_id)
        with editor.splicing():
            if isinstance(node, Kpi):
                editor.apply(_measure_set(editor.text, located.mapping, node, name, value))
            elif isinstance(node, Table):
                old, is_flow = _written_cell(located.mapping, node, row, name)
                editor.apply(splice.set_scalar(editor.text, old, value, in_flow=is_flow))
        self._meant = set_cell(self._meant, node_id, row, name, value)

    def insert(self, parent: str, index: int, node: AnyNode) -> None:
        """Put a new item or paragraph in as child `index` of a section."""
        node = as_read(node)
        editor, located = self._locate(parent)
        children = located.mapping.get("children")
        values = _values_of(node)
        with editor.splicing():
            if isinstance(children, Sequence) and children.is_flow and (children.items or located.mapping.is_flow):
                splices = splice_flow.insert_in_brackets(editor.text, children, index, Piece(emit_value(values)))
            elif isinstance(children, Sequence) and children.items:
                splices = splice.insert_entry(editor.text, children, index, values)
            elif located.mapping.is_flow:
                splices = splice_flow.first_child_in_braces(editor.text, located.mapping, values)
            else:
                splices = splice.first_child(editor.text, located.mapping, values)
            editor.apply(splices)
        self._meant = insert_node(self._meant, parent, index, node)

    def remove(self, node_id: str) -> None:
        """Take a node and what is in it out."""
        editor, located = self._locate(node_id)
        if located.siblings is None:
            message = f"章「{node_id}」は、この命令では消せません"
            raise UsageError(message, "draft.yaml の chapters から外してください")
        with editor.splicing():
            if located.siblings.is_flow:
                splices = splice_flow.remove_in_brackets(editor.text, located.siblings, located.index)
            elif len(located.siblings.items) == 1:
                splices = self._empty_children(editor, node_id, located.siblings)
            else:
                splices = splice.remove_entry(editor.text, located.siblings, located.index)
            editor.apply(splices)
        self._meant = remove_node(self._meant, node_id)

    def _empty_children(self, editor: FileEditor, node_id: str, siblings: Sequence) -> list[splice.Splice]:
        found = parent_of(self._meant, node_id)
        parent = splice.locate(editor.tree, found[0].id) if found else None
        if parent is None:
            message = "節の形が読めません"
            raise splice.CannotSpliceError(message)
        return splice.remove_only_entry(editor.text, parent.mapping, "children", siblings)

    def move(self, node_id: str, parent: str, index: int) -> None:
        """Put a node, as it is written, in as child `index` of a section; the index counts without the node itself."""
        node = self._meant_node(node_id)
        editor, located = self._locate(node_id)
        if located.siblings is None:
            message = f"章「{node_id}」は、この命令では動かせません"
            raise UsageError(message, "draft.yaml の chapters の順を変えてください")
        with editor.splicing():
            taken = _taken(editor.text, located.siblings, located.index)
        self.remove(node_id)
        target, home = self._locate(parent)
        children = home.mapping.get("children")
        if not isinstance(children, Sequence) or not children.items:
            message = f"「{parent}」の中に項目がないため、この命令では動かせません"
            raise UsageError(message, "エディタで動かしてください")
        with target.splicing():
            target.apply(_put(target.text, children, index, taken))
        self._meant = insert_node(self._meant, parent, index, node)

    def save(self, then: tuple[Write, ...] = ()) -> None:
        """Compare the edited files with what was meant, then write them and, with them, others that belong to them.

        Raises:
            DataError: a file would say something else; nothing is written.
        """
        found = tuple(editor.decode(shapes.CHAPTER) for editor in self._files)
        if found != self._meant:
            raise not_as_meant("、".join(editor.name for editor in self._files if editor.text != editor.source.text))
        write_together(self._root, (*(write for editor in self._files for write in editor.writes()), *then))

    def _meant_node(self, node_id: str) -> AnyNode:
        found = parent_of(self._meant, node_id)
        if found is None:
            message = f"項目「{node_id}」は動かせません（章であるか、ありません）"
            raise UsageError(message)
        return found[0].children[found[1]]

    def _locate(self, node_id: str) -> tuple[FileEditor, splice.Located]:
        for editor in self._files:
            located = splice.locate(editor.tree, node_id)
            if located is not None:
                return editor, located
        message = f"項目「{node_id}」がこの版にありません"
        raise UsageError(message)


def _settle_inferred(editor: FileEditor, node_id: str) -> None:
    """Write that a node's words are not inferred where the file says they are."""
    located = splice.locate(editor.tree, node_id)
    written = located.mapping.get("reconstructed") if located is not None else None
    if located is not None and isinstance(written, WrittenScalar):
        editor.apply(splice.set_scalar(editor.text, written, value=False, in_flow=located.mapping.is_flow))


def _written_cell(mapping: Mapping, table: Table, row: str | None, name: str) -> tuple[WrittenScalar, bool]:
    """Return a cell as it is written, and whether it stands in brackets."""
    rows = mapping.get("rows")
    entries = [each for each in rows.items if isinstance(each, Mapping)] if isinstance(rows, Sequence) else []
    at = [each.key for each in table.rows].index(row or "")
    cells = entries[at].get("cells") if len(entries) == len(table.rows) else None
    found = cells.items[table.columns.index(name)] if isinstance(cells, Sequence) else None
    if not isinstance(cells, Sequence) or not isinstance(found, WrittenScalar):
        message = f"{name} の値の書き方が読めません"
        raise splice.CannotSpliceError(message)
    return found, cells.is_flow


def _measure_set(text: str, mapping: Mapping, kpi: Kpi, name: str, value: Scalar) -> list[splice.Splice]:
    """Set a value of a KPI where it stands; one that is not written yet is written with its year."""
    home = mapping.get(name)
    old = home.get("value") if isinstance(home, Mapping) else None
    if isinstance(home, Mapping) and isinstance(old, WrittenScalar):
        return splice.set_scalar(text, old, value, in_flow=home.is_flow)
    if isinstance(home, Mapping) and home.entries and not home.is_flow:
        return splice.set_value(text, home, "value", value)
    year = (kpi.baseline if name == "baseline" else kpi.target).year
    return splice.set_value(text, mapping, name, {**({} if year is None else {"year": year}), "value": value})


class _Lines(Value):
    """An entry as it is written on lines of its own, its dash in `column`."""

    text: str
    column: int


def _taken(text: str, siblings: Sequence, index: int) -> _Lines | Piece:
    if siblings.is_flow:
        return splice_flow.entry_in_brackets(text, siblings, index)
    return _Lines(splice.entry_block(text, siblings, index), splice.dash_column(text, siblings))


def _put(text: str, siblings: Sequence, index: int, taken: _Lines | Piece) -> list[splice.Splice]:
    """Insert an entry taken elsewhere, in the form of the list it comes to."""
    if siblings.is_flow:
        if isinstance(taken, _Lines):
            message = "字下げで書かれた項目は、[ ] の一覧へは動かせません"
            raise splice.CannotSpliceError(message)
        return splice_flow.insert_in_brackets(text, siblings, index, taken)
    column = splice.dash_column(text, siblings)
    if isinstance(taken, Piece):
        block = splice_flow.piece_as_block(taken, column, splice.line_break_of(text))
        return splice.insert_block(text, siblings, index, block)
    return splice.insert_block(text, siblings, index, splice.shift_block(taken.text, taken.column, column))


def _values_of(node: AnyNode) -> dict[str, object]:
    """Return what is written of a new item or paragraph."""
    values: dict[str, object] = {"id": node.id, "kind": type(node).__name__.lower(), "text": words_of(node)}
    if isinstance(node, Item):
        placed = {"level": node.level or None, "number": node.number, "start": node.start}
        values |= {key: value for key, value in placed.items() if value is not None}
    return values
