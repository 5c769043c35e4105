"""A draft as its files have it, with what was taken out of its texts where they were read.

A digest made before dxplan took anything out is the digest of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.model.digest import digest_of_draft
from dxplan_cli.model.node import Section, content_of, walk
from dxplan_cli.value import Value, names_of, replace, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxplan_cli.model.finding import ReadingNote
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft


def as_written(draft: Draft, notes: Iterable[ReadingNote]) -> Draft:
    """Return a draft as it is written; `notes` are those of the plan."""
    files = {chapter.place.file for chapter in draft.chapters}
    spellings = _spellings(draft, [note for note in notes if note.written and note.place.file in files])
    if not spellings:
        return draft
    chapters = tuple(_restored(chapter, spellings) for chapter in draft.chapters)
    return replace(draft, chapters=tuple(each for each in chapters if isinstance(each, Section)))


def is_as_frozen(draft: Draft, notes: Iterable[ReadingNote]) -> bool:
    """Tell whether a frozen draft is what was frozen: as it is read or, where that was long ago, as it is written."""
    digest = (draft.frozen or "").lower()
    return digest_of_draft(draft) == digest or digest_of_draft(as_written(draft, notes)) == digest


def _spellings(draft: Draft, notes: Sequence[ReadingNote]) -> dict[str, dict[str, str]]:
    """Return, for each node that is read otherwise than it is written, its texts as read and as written."""
    spellings: dict[str, dict[str, str]] = {}
    for note in notes:
        above = [
            node
            for node in walk(draft.chapters)
            if node.place.file == note.place.file
            and node.place.line <= note.place.line
            and _holds(content_of(node), note.read)
        ]
        if above:
            node = max(above, key=lambda node: node.place.line)
            spellings.setdefault(node.id, {})[note.read] = note.written
    return spellings


def _holds(value: object, text: str) -> bool:
    if isinstance(value, tuple):
        return any(_holds(each, text) for each in value)
    if isinstance(value, Value):
        return any(_holds(each, text) for each in values_of(value))
    return value == text


def _restored(node: AnyNode, spellings: Mapping[str, Mapping[str, str]]) -> AnyNode:
    own = spellings.get(node.id)
    restored: AnyNode = node if own is None else _with_spellings(node, own)
    if not isinstance(restored, Section) or not isinstance(node, Section):
        return restored
    return replace(restored, children=tuple(_restored(child, spellings) for child in node.children))


def _with_spellings(value: Any, spellings: Mapping[str, str]) -> Any:
    """Return a value whose texts are as they are written; the children of a section stay as they are."""
    if isinstance(value, str):
        return spellings.get(value, value)
    if isinstance(value, tuple):
        return tuple(_with_spellings(each, spellings) for each in value)
    if not isinstance(value, Value):
        return value
    parts = zip(names_of(type(value)), values_of(value), strict=True)
    return replace(value, **{name: _with_spellings(part, spellings) for name, part in parts if name != "children"})
