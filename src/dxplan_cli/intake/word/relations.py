"""Which part is what: content types and relationships, by the Open Packaging Conventions."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from dxplan_cli.intake.word.markup import parse_part
from dxplan_cli.intake.word.names import local
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES_PART: Final = "[Content_Types].xml"


class Relationship(Value):
    """One arrow from a part: its id there, what it is for, and the part or address it leads to.

    `kind` is the last piece of the type, such as "comments": the same word in the strict and in Microsoft's forms.
    """

    identifier: str
    kind: str
    target: str
    is_external: bool


class ContentTypes(Value):
    """What each part is, by extension or by name; names without the leading slash, in lower case."""

    defaults: Mapping[str, str]
    overrides: Mapping[str, str]

    def of(self, part: str) -> str | None:
        """Return the content type of a part; None when none is declared."""
        name = part.lower()
        return self.overrides.get(name) or self.defaults.get(name.rpartition(".")[2])


def read_content_types(blob: bytes) -> ContentTypes:
    """Read `[Content_Types].xml`.

    Raises:
        UnreadableFileError: the part is broken.
    """
    defaults, overrides = {}, {}
    for entry in parse_part(TYPES_PART, blob):
        content_type = entry.get("ContentType", "")
        if local(entry.tag) == "Default":
            defaults[entry.get("Extension", "").lower()] = content_type
        elif local(entry.tag) == "Override":
            overrides[entry.get("PartName", "").lstrip("/").lower()] = content_type
    return ContentTypes(defaults, overrides)


def relations_part(source: str) -> str:
    """Return the name of the part that holds the relationships of another; of the package for the empty name."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of(part: str) -> str | None:
    """Return the part a part of relationships belongs to; None when it is no such part."""
    folder, name = posixpath.split(part)
    if posixpath.basename(folder) != "_rels" or not name.endswith(".rels"):
        return None
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def read_relationships(source: str, blob: bytes, names: Mapping[str, str]) -> tuple[Relationship, ...]:
    """Read the relationships of a part, in order; `names` gives the entry of the zip for a name in lower case.

    Raises:
        UnreadableFileError: the part is broken.
    """
    found = []
    for entry in parse_part(relations_part(source), blob):
        target, is_external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        if not is_external:
            target = _resolve(source, target, names)
        kind = entry.get("Type", "").rpartition("/")[2]
        found.append(Relationship(entry.get("Id", ""), kind, target, is_external))
    return tuple(found)


def _resolve(source: str, target: str, names: Mapping[str, str]) -> str:
    """Return the part a target means: part names do not mind the case, and some tools escape them."""
    path = target.partition("#")[0].replace("\\", "/")
    name = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path)).lstrip("/")
    return names.get(name.lower()) or names.get(unquote(name).lower()) or name
