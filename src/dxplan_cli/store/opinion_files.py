"""Writing opinions: a new one into a file of its own, a decision into the file it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.store import format as shapes
from dxplan_cli.store import splice
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.disk import refusing
from dxplan_cli.store.editor import FileEditor, mapping_of, not_as_meant
from dxplan_cli.store.emit import emit_file
from dxplan_cli.store.journal import Write
from dxplan_cli.store.shape import Reading
from dxplan_cli.store.tree import Mapping, Sequence
from dxplan_cli.store.yaml_tree import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dxplan_cli.model.opinion import Link, Opinion


def create_opinion(root: Path, opinion: Opinion) -> str:
    """Write a new opinion into a file of its own; return the file's name in the data folder.

    Raises:
        DataError: the file would not read as this opinion, or cannot be created.
    """
    write = compose_opinion(opinion)
    write_together(root, (write,))
    return write.name


def is_taken(root: Path, round_id: str, opinion_id: str) -> bool:
    """Tell whether the file a new opinion would have is there already.

    Raises:
        WriteRefusedError: the system does not let it be looked at.
    """
    path = root / _file_of(round_id, opinion_id)
    with refusing(path):
        return path.exists()


def _file_of(round_id: str, opinion_id: str) -> str:
    return f"opinions/{round_id}/{opinion_id}.yaml"


def compose_opinion(opinion: Opinion) -> Write:
    """Return the new file of an opinion, still to be written.

    Raises:
        DataError: it would not read as this opinion.
    """
    name = _file_of(opinion.round, opinion.id)
    text = emit_file(_values_of(opinion), spaced=True)
    reading = Reading(name, text)
    if shapes.OPINION.decode(parse_tree(text, name), reading, name) != opinion:
        raise FaultyDataError(reading.faults) if reading.faults else not_as_meant(name)
    return Write(name, None, text.encode("utf-8"))


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
    if opinion.key:
        values["key"] = opinion.key
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
    if link.digest:
        values["digest"] = link.digest
    return values


def edit_opinions(root: Path, edits: Iterable[tuple[Opinion, Opinion]]) -> tuple[str, ...]:
    """Bring the files of opinions from what they say to what is meant, all or none; return the files written.

    What can be edited: disposition, answer, same_as, digests and further links.
    """
    writes = [write for opinion, meant in edits for write in revise_opinion(root, opinion, meant)]
    write_together(root, writes)
    return tuple(write.name for write in writes)


def revise_opinion(root: Path, opinion: Opinion, meant: Opinion) -> tuple[Write, ...]:
    """Return an opinion's file as it is meant to be, still to be written; nothing if it is so already.

    Raises:
        DataError: it is written in a form that cannot be edited in place.
    """
    editor = FileEditor(root, opinion.place.file)
    with editor.splicing():
        for key in ("disposition", "answer", "same_as"):
            if getattr(meant, key) != getattr(opinion, key):
                tree = mapping_of(editor)
                editor.apply(splice.set_value(editor.text, tree, key, getattr(meant, key)))
        for at, (link, wanted) in enumerate(zip(opinion.changes, meant.changes, strict=False)):
            if wanted != link:
                _set_digest(editor, at, wanted.digest)
        for link in meant.changes[len(opinion.changes) :]:
            _append_link(editor, link)
    if editor.decode(shapes.OPINION) != meant:
        raise not_as_meant(editor.name)
    return editor.writes()


def _set_digest(editor: FileEditor, at: int, digest: str | None) -> None:
    changes = mapping_of(editor).get("changes")
    link = changes.items[at] if isinstance(changes, Sequence) else None
    if isinstance(link, Mapping):
        editor.apply(splice.set_value(editor.text, link, "digest", digest))


def _append_link(editor: FileEditor, link: Link) -> None:
    tree = mapping_of(editor)
    changes = tree.get("changes")
    if isinstance(changes, Sequence) and changes.items:
        editor.apply(splice.append_record(editor.text, changes, values_of_link(link)))
    else:
        editor.apply(splice.set_value(editor.text, tree, "changes", [values_of_link(link)]))
