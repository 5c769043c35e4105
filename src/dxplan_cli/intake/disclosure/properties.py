"""The properties of an Office file: who made it, who saved it last, and what else is noted there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.disclosure.statement import Credit, Statement
from dxplan_cli.intake.word.markup import parse_part
from dxplan_cli.intake.word.names import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.relations import Relationship

_KINDS: Final = frozenset({"core-properties", "extended-properties", "custom-properties"})
_CREDITS: Final = {"creator": "作成者", "lastModifiedBy": "最終更新者", "Manager": "管理者"}


def read_properties(
    entries: Mapping[str, bytes], relations: Iterable[Relationship]
) -> tuple[tuple[Statement, ...], tuple[Credit, ...]]:
    """Return what the properties say, and whom they name; `relations` are those of the package.

    Raises:
        UnreadableFileError: a part is broken.
    """
    parts = [each.target for each in relations if each.kind in _KINDS and each.target in entries]
    found = [entry for part in parts for entry in parse_part(part, entries[part])]
    credits_ = tuple(
        Credit(_CREDITS[local(entry.tag)], _words(entry)) for entry in found if local(entry.tag) in _CREDITS
    )
    statements = tuple(
        Statement(f"プロパティ（{_name(entry)}）", _words(entry)) for entry in found if local(entry.tag) not in _CREDITS
    )
    return tuple(each for each in statements if each.text), tuple(each for each in credits_ if each.name)


def readable_parts(entries: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the parts that are text, as they are."""
    for name, blob in entries.items():
        if name.endswith((".xml", ".rels", ".vml")):
            yield name, blob.decode("utf-8", errors="replace")


def _words(entry: Element) -> str:
    return " ".join("".join(map(str, entry.itertext())).split())


def _name(entry: Element) -> str:
    return entry.get("name") or local(entry.tag)
