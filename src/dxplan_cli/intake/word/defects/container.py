"""Defects of the zip: entries, content types, relationships, namespaces."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.defects.inspection import Flaw
from dxplan_cli.intake.word.names import CHOICE, COMPATIBILITY, RELATIONSHIPS, WORD, all_w
from dxplan_cli.intake.word.relations import TYPES_PART, relations_part, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Inspection

_TYPED: Final = frozenset({
    "header", "footer", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "people",
    "styles", "numbering", "settings", "webSettings", "fontTable", "theme", "glossaryDocument",
})  # fmt: skip
"""Relationships whose part has a content type that ends in their own name."""
_IGNORABLE: Final = f"{{{COMPATIBILITY}}}Ignorable"
_LINKING: Final = all_w((
    "hyperlink", "headerReference", "footerReference", "altChunk", "subDoc", "printerSettings", "control", "movie",
    "contentPart",
))  # fmt: skip
"""Elements of the main namespace that may name a relationship; of others every one may."""
_OWN_TYPE: Final = {"glossaryDocument": "document.glossary"}


def find_broken_parts(inspection: Inspection) -> Iterator[Flaw]:
    """A part is not well-formed XML, or has a DOCTYPE."""
    yield from inspection.broken


def find_duplicate_entries(inspection: Inspection) -> Iterator[Flaw]:
    """A name stands in the zip twice: programs differ in which they read."""
    for name in inspection.package.duplicates:
        yield Flaw(name, "zipの中に同じ名前の部品が２つあります")


def find_untyped_parts(inspection: Inspection) -> Iterator[Flaw]:
    """A part has no content type, or one for another kind of part."""
    types = inspection.package.content_types
    for name in inspection.package.entries:
        if name != TYPES_PART and types.of(name) is None:
            yield Flaw(name, "部品の種類（Content Type）が書かれていません")
    for source, relations in inspection.package.relations.items():
        for each in relations:
            if each.kind in _TYPED and each.target in inspection.package.entries:
                wanted = f"{_OWN_TYPE.get(each.kind, each.kind)}+xml"
                declared = types.of(each.target) or ""
                if declared and not declared.endswith(wanted):
                    yield Flaw(
                        each.target, f"部品の種類が「{declared}」ですが、{source}からは「{each.kind}」とされています"
                    )


def find_types_without_part(inspection: Inspection) -> Iterator[Flaw]:
    """A content type is declared for a part that is not there."""
    present = {name.lower() for name in inspection.package.entries}
    for name in inspection.package.content_types.overrides:
        if name not in present:
            yield Flaw(TYPES_PART, f"種類が書かれた部品「{name}」がありません")


def find_missing_targets(inspection: Inspection) -> Iterator[Flaw]:
    """A relationship leads to a part that is not there, or belongs to none."""
    entries = inspection.package.entries
    for source, relations in inspection.package.relations.items():
        for each in relations:
            if not each.is_external and each.target not in entries:
                yield Flaw(relations_part(source), f"関係{each.identifier}の先の部品「{each.target}」がありません")
    for name in entries:
        source_name = source_of(name)
        if source_name and source_name not in entries:
            yield Flaw(name, f"関係の元の部品「{source_name}」がありません")


def find_duplicate_relationships(inspection: Inspection) -> Iterator[Flaw]:
    """Two relationships of a part have one id."""
    for source, relations in inspection.package.relations.items():
        for identifier, count in Counter(each.identifier for each in relations).items():
            if count > 1 or not identifier:
                yield Flaw(relations_part(source), f"関係のid「{identifier}」が{count}回使われています")


def find_unknown_relationships(inspection: Inspection) -> Iterator[Flaw]:
    """An element names a relationship its part does not have."""
    for tree in inspection.drawn:
        defined = {each.identifier for each in inspection.package.relations.get(tree.part, ())}
        tags = [tag for tag in tree.index if tag in _LINKING or not tag.startswith(f"{{{WORD}}}")]
        for element in tree.tagged(*tags):
            for name, used in element.items():
                if str(name).startswith(f"{{{RELATIONSHIPS}}}") and used and str(used) not in defined:
                    yield tree.flaw(element, f"関係「{used!s}」が定められていません")


def find_undeclared_prefixes(inspection: Inspection) -> Iterator[Flaw]:
    """A prefix that programs may ignore, or must know, is not declared: Word refuses the whole part."""
    for tree in inspection.drawn:
        for prefix in tree.root.get(_IGNORABLE, "").split():
            if prefix not in tree.root.nsmap:
                yield tree.flaw(tree.root, f"mc:Ignorableの「{prefix}」が宣言されていません")
        for choice in tree.tagged(CHOICE):
            for prefix in (choice.get("Requires") or "").split():
                if prefix not in choice.nsmap:
                    yield tree.flaw(choice, f"mc:ChoiceのRequiresの「{prefix}」が宣言されていません")
