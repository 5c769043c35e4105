"""Editing the chapters of a working draft in the user's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.errors import DataError, UsageError
from dxplan_cli.model.edit import insert_node, parent_of, remove_node, set_words
from dxplan_cli.model.node import AnyNode, words_of
from dxplan_cli.store import format as shapes
from dxplan_cli.store import splice
from dxplan_cli.store.editor import FileEditor, not_as_meant
from dxplan_cli.store.yaml_tree import Scalar, Sequence

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.plan import Draft


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
        names = [f"drafts/{draft.id}/{name}.yaml" for name in draft.files]
        self._files = [FileEditor(root, name) for name in names]
        self._meant: tuple[AnyNode, ...] = draft.chapters

    def set_words(self, node_id: str, words: str) -> None:
        """Give a node other words."""
        editor, located = self._locate(node_id)
        kind = located.mapping.get("kind")
        key = _WORDS.get(kind.text, "title") if isinstance(kind, Scalar) else "title"
        with editor.splicing():
            editor.apply(splice.set_value(editor.text, located.mapping, key, words))
        self._meant = set_words(self._meant, node_id, words)

    def insert(self, parent: str, index: int, node: AnyNode) -> None:
        """Put a new item or paragraph in as child `index` of a section."""
        editor, located = self._locate(parent)
        children = located.mapping.get("children")
        values = {"id": node.id, "kind": type(node).__name__.lower(), "text": words_of(node)}
        with editor.splicing():
            if isinstance(children, Sequence) and children.items:
                splices = splice.insert_entry(editor.text, children, index, values)
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
            if len(located.siblings.items) == 1:
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
        if located.siblings is None or located.siblings.is_flow:
            message = f"項目「{node_id}」は、この命令では動かせません"
            raise UsageError(message, "エディタで動かしてください")
        with editor.splicing():
            column = splice.dash_column(editor.text, located.siblings)
            block = splice.entry_block(editor.text, located.siblings, located.index)
        self.remove(node_id)
        target, home = self._locate(parent)
        children = home.mapping.get("children")
        if isinstance(children, Sequence) and children.items and not children.is_flow:
            with target.splicing():
                shifted = splice.shift_block(block, column, splice.dash_column(target.text, children))
                target.apply(splice.insert_block(target.text, children, index, shifted))
        else:
            message = f"「{parent}」の中に項目がないため、この命令では動かせません"
            raise UsageError(message, "エディタで動かしてください")
        self._meant = insert_node(self._meant, parent, index, node)

    def save(self) -> None:
        """Compare the edited files with what was meant, then write them.

        Raises:
            DataError: a file would say something else; nothing is written.
        """
        found = tuple(editor.decode(shapes.CHAPTER) for editor in self._files)
        if found != self._meant:
            raise not_as_meant("、".join(editor.name for editor in self._files if editor.text != editor.source.text))
        saved: list[FileEditor] = []
        try:
            for editor in self._files:
                editor.save()
                saved.append(editor)
        except DataError:
            for editor in saved:
                editor.restore()
            raise

    def restore(self) -> None:
        """Put the files back as they were read, after a later step failed."""
        for editor in self._files:
            editor.restore()

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
