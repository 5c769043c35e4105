"""Defects of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import DRAWING, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection

_PROPERTIES: Final = f"{{{DRAWING}}}docPr"
_EXTENT: Final = f"{{{DRAWING}}}extent"


def find_pictures_without_words(inspection: Inspection) -> Iterator[Flaw]:
    """A picture has no alternative text and is not marked as decoration."""
    for tree in inspection.stories:
        for picture in tree.tagged(_PROPERTIES):
            is_decorative = any(local(each.tag) == "decorative" and each.get("val") != "0" for each in picture.iter())
            if not (picture.get("descr") or picture.get("title") or "").strip() and not is_decorative:
                yield tree.flaw(picture, f"図「{picture.get('name', '')}」に代替テキストがありません")


def find_duplicate_pictures(inspection: Inspection) -> Iterator[Flaw]:
    """Two pictures of a part have one id, or an id is no number."""
    for tree in inspection.stories:
        seen = set()
        for picture in tree.tagged(_PROPERTIES):
            identifier = picture.get("id", "")
            if identifier in seen or not identifier.isdecimal():
                yield tree.flaw(picture, f"図のid「{identifier}」が重なっているか、数ではありません")
            seen.add(identifier)


def find_empty_pictures(inspection: Inspection) -> Iterator[Flaw]:
    """A picture has no width or no height."""
    for tree in inspection.stories:
        for extent in tree.tagged(_EXTENT):
            sizes = (extent.get("cx", ""), extent.get("cy", ""))
            if not all(size.isdecimal() and int(size) > 0 for size in sizes):
                yield tree.flaw(extent, f"図の大きさがありません（{sizes[0]}×{sizes[1]}）")
