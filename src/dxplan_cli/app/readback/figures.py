"""Figures read out of pictures: what is drawn from data stays that, a picture of the office's own is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.model.node import Figure
from dxplan_cli.papers.values import value_text
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.intake.manuscript.pieces import Image

FOLDER: Final = "images"
UNTITLED: Final = "図"
"""What a picture without a caption is called in a draft."""
_DRAWN: Final = frozenset({"tree", "boxes", "events"})


def renew_figure(known: Figure, printed: Image, image: Image, digests: Mapping[str, str]) -> Figure:
    """Return a figure with the picture the file has; `digests` are those of the plan's own image files.

    Whatever is drawn from data is drawn again, so its picture in the file says nothing.
    """
    alt = image.alt if image.alt and image.alt != value_text(printed.alt) else known.alt
    known = replace(known, alt=alt)
    if known.drawn_from in _DRAWN or image.name is None or digests.get(known.image or "") == image.digest:
        return known
    return replace(known, drawn_from="image", image=path_of(image.name))


def read_figure(image: Image, node_id: str, title: str | None) -> Figure:
    """Return a picture as a figure nobody knew; one no paper can show has its title and description alone."""
    path = path_of(image.name) if image.name else None
    return Figure(id=node_id, title=title or UNTITLED, alt=image.alt, drawn_from="image" if path else None, image=path)


def path_of(name: str) -> str:
    """Return where an image file of that name lies in a data folder."""
    return f"{FOLDER}/{name}"
