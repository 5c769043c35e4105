"""Defects of what is named elsewhere in the file: styles, numbering, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import local, value, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection, PartTree

_KINDS: Final = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def find_unknown_styles(inspection: Inspection) -> Iterator[Flaw]:
    """A style that is used is not there, or is of another kind: Word shows the default instead."""
    kinds = _styles(inspection.styles)
    for tree in inspection.drawn:
        for name, kind in _KINDS.items():
            for use in tree.of(name):
                found = kinds.get(value(use))
                if found != kind:
                    problem = "がありません" if found is None else f"は{kind}ではなく{found}のスタイルです"
                    yield tree.flaw(use, f"w:{name} のスタイル「{value(use)}」{problem}")


def find_loose_styles(inspection: Inspection) -> Iterator[Flaw]:
    """A style builds on one that is not there or is of another kind, or shares its id."""
    if inspection.styles is None:
        return
    kinds = _styles(inspection.styles)
    seen = set()
    for style in inspection.styles.of("style"):
        identifier = value(style, "styleId")
        if identifier in seen:
            yield inspection.styles.flaw(style, f"スタイル「{identifier}」が２つあります")
        seen.add(identifier)
        for child in style.iterchildren(w("basedOn"), w("next"), w("link")):
            found = kinds.get(value(child))
            if found is None or (child.tag == w("basedOn") and found != kinds[identifier]):
                what = f"スタイル「{identifier}」の {local(child.tag)} の先「{value(child)}」がないか、種類が違います"
                yield inspection.styles.flaw(style, what)


def find_unknown_numbering(inspection: Inspection) -> Iterator[Flaw]:
    """A list that is used is not there, or its definition is not."""
    numbers: set[str | None] = {"0"}
    if inspection.numbering is not None:
        defined = {value(each, "abstractNumId") for each in inspection.numbering.of("abstractNum")}
        for number in inspection.numbering.of("num"):
            numbers.add(value(number, "numId"))
            if value(number.find(w("abstractNumId"))) not in defined:
                yield inspection.numbering.flaw(
                    number, f"番号{value(number, 'numId')}の定義（abstractNum）がありません"
                )
    for tree in inspection.drawn:
        for use in tree.of("numId"):
            if value(use) not in numbers:
                yield tree.flaw(use, f"箇条書きの番号{value(use)}（w:num）がありません")


def find_unknown_notes(inspection: Inspection) -> Iterator[Flaw]:
    """A footnote or endnote that is referred to is not there."""
    for reference, note in _NOTES.items():
        present = {value(each, "id") for tree in inspection.stories for each in tree.of(note)}
        for use in inspection.document.of(reference):
            if value(use, "id") not in present:
                yield inspection.document.flaw(use, f"注{value(use, 'id')}（w:{note}）がありません")


def _styles(styles: PartTree | None) -> dict[str | None, str]:
    """Return the kind of every style by id; paragraph is the default."""
    found = [] if styles is None else styles.of("style")
    return {value(each, "styleId"): value(each, "type") or "paragraph" for each in found}
