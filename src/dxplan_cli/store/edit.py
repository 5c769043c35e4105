"""Editing the user's files: splice, parse again, compare with what was meant, then write."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dxplan_cli.errors import DataError, FaultyDataError, UsageError
from dxplan_cli.model.edit import insert_node, parent_of, remove_node, set_words
from dxplan_cli.model.node import AnyNode, words_of
from dxplan_cli.store import format as shapes
from dxplan_cli.store import splice
from dxplan_cli.store.emit import emit_file
from dxplan_cli.store.files import SourceFile, read_source
from dxplan_cli.store.load import DRAFT_FILE, PLAN_FILE
from dxplan_cli.store.shape import Reading, Shape
from dxplan_cli.store.write import create_file, discard, replace_source
from dxplan_cli.store.yaml_tree import Mapping, Scalar, Sequence, parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Values
    from pathlib import Path

    from dxplan_cli.model.opinion import Link, Opinion
    from dxplan_cli.model.plan import Draft


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
            raise _not_as_meant(self.name) from error
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

    def restore(self) -> None:
        """Put the file back as it was read, after it was saved."""
        if self.text != self.source.text:
            edited = replace(self.source, raw=_encoded(self.source, self.text))
            replace_source(edited, self.source.text)


def _not_as_meant(name: str) -> DataError:
    return DataError(
        f"{name} を書き換えた結果が意図と違うため、書き込みませんでした",
        "エディタで直接書き換えてください。この形は今後の改良の対象です",
    )


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
            raise _not_as_meant("、".join(editor.name for editor in self._files if editor.text != editor.source.text))
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


def _encoded(source: SourceFile, text: str) -> bytes:
    return (("\ufeff" if source.has_bom else "") + text).encode("utf-8")


def create_opinion(root: Path, opinion: Opinion) -> str:
    """Write a new opinion into a file of its own; return the file's name in the data folder.

    Raises:
        DataError: the file would not read as this opinion, or cannot be created.
    """
    name = f"opinions/{opinion.round}/{opinion.id}.yaml"
    text = emit_file(_values_of(opinion), spaced=True)
    reading = Reading(name, text)
    if shapes.OPINION.decode(parse_tree(text, name), reading, name) != opinion:
        raise FaultyDataError(reading.faults) if reading.faults else _not_as_meant(name)
    create_file(root / name, text)
    return name


def _values_of(opinion: Opinion) -> dict[str, object]:
    values: dict[str, object] = {
        "id": opinion.id,
        "round": opinion.round,
        "text": opinion.text,
        "verbatim": opinion.verbatim,
    }
    if opinion.about:
        values["about"] = list(opinion.about)
    if opinion.quote:
        values["quote"] = opinion.quote
    values["disposition"] = opinion.disposition
    if opinion.changes:
        values["changes"] = [values_of_link(link) for link in opinion.changes]
    if opinion.answer:
        values["answer"] = opinion.answer
    if opinion.same_as:
        values["same_as"] = opinion.same_as
    if opinion.printed:
        values["printed"] = opinion.printed
    if opinion.internal:
        parts = {
            "member": opinion.internal.member,
            "contact": opinion.internal.contact,
            "heard_by": opinion.internal.heard_by,
        }
        values["internal"] = {key: part for key, part in parts.items() if part}
    return values


def values_of_link(link: Link) -> dict[str, object]:
    """Return a link as it is written in a file."""
    values: dict[str, object] = {"kind": link.kind.value, "node": link.node}
    if link.quote:
        values["quote"] = link.quote
    if link.draft:
        values["draft"] = link.draft
    return values


def edit_opinion(root: Path, opinion: Opinion, meant: Opinion) -> str:
    """Bring an opinion's file from what it says to what is meant: disposition, answer, same_as and further links."""
    editor = FileEditor(root, opinion.place.file)
    with editor.splicing():
        for key in ("disposition", "answer", "same_as"):
            if getattr(meant, key) != getattr(opinion, key):
                tree = _mapping(editor)
                editor.apply(splice.set_value(editor.text, tree, key, getattr(meant, key)))
        for link in meant.changes[len(opinion.changes) :]:
            _append_link(editor, link)
    if editor.decode(shapes.OPINION) != meant:
        raise _not_as_meant(editor.name)
    editor.save()
    return editor.name


def _append_link(editor: FileEditor, link: Link) -> None:
    tree = _mapping(editor)
    changes = tree.get("changes")
    if isinstance(changes, Sequence) and changes.items:
        editor.apply(splice.append_record(editor.text, changes, values_of_link(link)))
    else:
        editor.apply(splice.set_value(editor.text, tree, "changes", [values_of_link(link)]))


def _mapping(editor: FileEditor) -> Mapping:
    tree = editor.tree
    if not isinstance(tree, Mapping):
        message = f"{editor.name} の形が読めません"
        raise DataError(message)
    return tree


def set_draft_value(root: Path, draft: Draft, key: str, value: str) -> str:
    """Set one key of a draft.yaml; return the file's name."""
    editor = FileEditor(root, f"drafts/{draft.id}/{DRAFT_FILE}")
    before = editor.decode(shapes.DRAFT)
    with editor.splicing():
        editor.apply(splice.set_value(editor.text, _mapping(editor), key, value))
    if before is None or editor.decode(shapes.DRAFT) != replace(before, **{key: value}):
        raise _not_as_meant(editor.name)
    editor.save()
    return editor.name


def list_draft(root: Path, draft_id: str) -> str:
    """Add a draft to plan.yaml's list; return the file's name."""
    editor = FileEditor(root, PLAN_FILE)
    before = editor.decode(shapes.SETTINGS)
    drafts = _mapping(editor).get("drafts")
    if before is None or not isinstance(drafts, Sequence):
        raise _not_as_meant(editor.name)
    with editor.splicing():
        editor.apply(splice.append_word(editor.text, drafts, draft_id))
    if editor.decode(shapes.SETTINGS) != replace(before, drafts=(*before.drafts, draft_id)):
        raise _not_as_meant(editor.name)
    editor.save()
    return editor.name


@contextmanager
def new_files(root: Path, files: Values[str, str]) -> Iterator[tuple[str, ...]]:
    """Create files that must not exist yet and give their names; all of them go again when anything fails.

    Raises:
        ConflictError: a file exists.
        WriteRefusedError: the system refuses.
    """
    folders = {folder for name in files for folder in (root / name).parents if not folder.exists()}
    written: list[Path] = []
    try:
        for name, text in files.items():
            create_file(root / name, text)
            written.append(root / name)
        yield tuple(files)
    except BaseException:
        discard(written, folders)
        raise
