"""Writing opinions: a new one into a file of its own, a decision into the file it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.store import format as shapes
from dxplan_cli.store import splice
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.disk import refusing
from dxplan_cli.store.editor import FileEditor, mapping_of, not_as_meant
from dxplan_cli.store.emit import emit_file
from dxplan_cli.store.journal import Write
from dxplan_cli.store.shape import Reading
from dxplan_cli.store.tree import Mapping, Sequence
from dxplan_cli.store.yaml_tree import parse_tree
from dxplan_cli.value import plain, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dxplan_cli.model.opinion import Group, Internal, Link, Opinion, PastDecision, Proposal

_ALWAYS = frozenset({"id", "round", "text", "verbatim", "disposition"})


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
    opinion = as_read(opinion)
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
        # before the disposition: an answer is appended, and git merges it with more comments only at a distance
        "group": _values_of_group(opinion.group) if opinion.group else None,
        "about": list(opinion.about),
        "quote": opinion.quote,
        "disposition": opinion.disposition,
        "changes": [values_of_link(link) for link in opinion.changes],
        "answer": opinion.answer,
        "same_as": opinion.same_as,
        "printed": opinion.printed,
        "key": opinion.key,
        "letter": opinion.letter,
        "proposal": _values_of_proposal(opinion.proposal) if opinion.proposal else None,
        "decided": opinion.decided,
        "history": [_values_of_past(past) for past in opinion.history],
        "memo": opinion.memo,
        "internal": _values_of_internal(opinion.internal) if opinion.internal else None,
    }
    return {key: value for key, value in values.items() if value or key in _ALWAYS}


def _values_of_internal(internal: Internal) -> dict[str, object]:
    parts = {"member": internal.member, "contact": internal.contact, "heard_by": internal.heard_by}
    return {key: part for key, part in parts.items() if part}


def _values_of_past(past: PastDecision) -> dict[str, object]:
    values = {
        "date": past.date,
        "disposition": past.disposition,
        "answer": past.answer,
        "same_as": past.same_as,
        "changes": [values_of_link(link) for link in past.changes],
    }
    return {key: value for key, value in values.items() if value}


def _values_of_proposal(proposal: Proposal) -> dict[str, object]:
    values = {
        "kind": proposal.kind.value,
        "node": proposal.node,
        "text": proposal.text,
        "after": proposal.after,
        "first": proposal.first,
        "values": [{key: part for key, part in plain(each).items() if part is not None} for each in proposal.values],
        "digest": proposal.digest,
    }
    return {key: value for key, value in values.items() if value}


def _values_of_group(group: Group) -> dict[str, object]:
    values: dict[str, object] = {"comments": group.comments}
    if group.people is not None:
        values["people"] = group.people
    if group.unnamed:
        values["unnamed"] = group.unnamed
    if group.keys:
        values["keys"] = list(group.keys)
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

    What can be edited: the decision with its date and history, about and quote, key and letter, the group.
    """
    writes = [write for opinion, meant in edits for write in revise_opinion(root, opinion, meant)]
    write_together(root, writes)
    return tuple(write.name for write in writes)


def revise_opinion(root: Path, opinion: Opinion, meant: Opinion) -> tuple[Write, ...]:
    """Return an opinion's file as it is meant to be, still to be written; nothing if it is so already.

    Raises:
        DataError: it is written in a form that cannot be edited in place.
    """
    meant = as_read(meant)
    editor = FileEditor(root, opinion.place.file)
    with editor.splicing():
        for key in ("disposition", "answer", "same_as", "key", "letter", "quote", "decided"):
            if getattr(meant, key) != getattr(opinion, key):
                _set(editor, key, getattr(meant, key))
        if meant.about != opinion.about:
            _set(editor, "about", list(meant.about))
        if meant.group and meant.group != opinion.group:
            _set_group(editor, meant.group)
        _set_links(editor, opinion.changes, meant.changes)
        for past in meant.history[len(opinion.history) :]:
            _append(editor, "history", _values_of_past(past))
    if editor.decode(shapes.OPINION) != meant:
        raise not_as_meant(editor.name)
    return editor.writes()


def _set(editor: FileEditor, key: str, value: object) -> None:
    editor.apply(splice.set_value(editor.text, mapping_of(editor), key, value))


def _set_links(editor: FileEditor, links: tuple[Link, ...], meant: tuple[Link, ...]) -> None:
    """Bring the list of links to what is meant: as it is written as far as it goes on, else anew."""
    kept = meant[: len(links)]
    goes_on = len(kept) == len(links) and all(
        replace(wanted, digest=link.digest) == link for link, wanted in zip(links, kept, strict=True)
    )
    if not goes_on:
        _set(editor, "changes", [values_of_link(link) for link in meant])
        return
    for at, (link, wanted) in enumerate(zip(links, kept, strict=True)):
        if wanted != link:
            _set_digest(editor, at, wanted.digest)
    for link in meant[len(links) :]:
        _append(editor, "changes", values_of_link(link))


def _set_group(editor: FileEditor, group: Group) -> None:
    """Set the parts that differ; only braces are written anew as a whole."""
    values = _values_of_group(group)
    old = mapping_of(editor).get("group")
    if not isinstance(old, Mapping) or old.is_flow:
        editor.apply(splice.set_value(editor.text, mapping_of(editor), "group", values))
        return
    before = _values_of_group(editor.decode(shapes.OPINION).group)
    for key in dict.fromkeys((*before, *values)):
        parts = mapping_of(editor).get("group")
        if values.get(key) != before.get(key) and isinstance(parts, Mapping):
            editor.apply(splice.set_value(editor.text, parts, key, values.get(key)))


def _set_digest(editor: FileEditor, at: int, digest: str | None) -> None:
    changes = mapping_of(editor).get("changes")
    link = changes.items[at] if isinstance(changes, Sequence) else None
    if isinstance(link, Mapping):
        editor.apply(splice.set_value(editor.text, link, "digest", digest))


def _append(editor: FileEditor, key: str, record: dict[str, object]) -> None:
    """Append a record to the list under a key; a list that is empty or not there yet is written."""
    records = mapping_of(editor).get(key)
    if isinstance(records, Sequence) and records.items:
        editor.apply(splice.append_record(editor.text, records, record))
    else:
        _set(editor, key, [record])
