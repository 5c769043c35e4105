"""Files around drafts: draft.yaml, the list in plan.yaml, and new files that come all or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dxplan_cli.store import format as shapes
from dxplan_cli.store import splice
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.disk import discard
from dxplan_cli.store.editor import FileEditor, mapping_of, not_as_meant
from dxplan_cli.store.files import read_source
from dxplan_cli.store.journal import Write
from dxplan_cli.store.load import DRAFT_FILE, PLAN_FILE
from dxplan_cli.store.tree import Sequence
from dxplan_cli.store.write import create_file
from dxplan_cli.text.unseen import without_unseen
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Values
    from pathlib import Path

    from dxplan_cli.model.plan import Draft


def set_draft_value(root: Path, draft: Draft, key: str, value: str) -> str:
    """Set one key of a draft.yaml; return the file's name."""
    value = without_unseen(value)
    editor = FileEditor(root, f"drafts/{draft.id}/{DRAFT_FILE}")
    before = editor.decode(shapes.DRAFT)
    with editor.splicing():
        editor.apply(splice.set_value(editor.text, mapping_of(editor), key, value))
    if before is None or editor.decode(shapes.DRAFT) != replace(before, **{key: value}):
        raise not_as_meant(editor.name)
    editor.save()
    return editor.name


def create_draft(root: Path, draft_id: str, files: Values[str, str | bytes]) -> tuple[str, ...]:
    """Write the files of a new draft and add it to plan.yaml's list, all or nothing; return the files' names."""
    return (*files, list_draft(root, draft_id, _new(files)))


def fill_draft(root: Path, draft_id: str, files: Values[str, str | bytes], emptied: tuple[str, ...]) -> tuple[str, ...]:
    """Write the files of a draft that is there as a sample only, all or nothing; then remove what it was made of.

    Raises:
        ConflictError: somebody has changed its draft.yaml meanwhile.
    """
    head = f"drafts/{draft_id}/{DRAFT_FILE}"
    before = read_source(root / head, head).raw
    writes = (replace(each, before=before) if each.name == head else each for each in _new(files))
    write_together(root, tuple(writes))
    discard([root / name for name in emptied], ())
    return tuple(files)


def _new(files: Values[str, str | bytes]) -> tuple[Write, ...]:
    return tuple(
        Write(name, None, content.encode("utf-8") if isinstance(content, str) else content)
        for name, content in files.items()
    )


def list_draft(root: Path, draft_id: str, files: tuple[Write, ...] = ()) -> str:
    """Add a draft to plan.yaml's list, writing its files first; return the list's name."""
    editor = FileEditor(root, PLAN_FILE)
    before = editor.decode(shapes.SETTINGS)
    drafts = mapping_of(editor).get("drafts")
    if before is None or not isinstance(drafts, Sequence):
        raise not_as_meant(editor.name)
    with editor.splicing():
        editor.apply(splice.append_word(editor.text, drafts, draft_id))
    if editor.decode(shapes.SETTINGS) != replace(before, drafts=(*before.drafts, draft_id)):
        raise not_as_meant(editor.name)
    editor.save(files)
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
