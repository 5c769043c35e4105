"""Pictures of a Word file: found by their relationship, known by the digest of their bytes."""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.pieces import Image
from dxplan_cli.intake.word.names import GRAPHICS, RELATIONSHIPS, local
from dxplan_cli.value import Mutable, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_VML: Final = "{urn:schemas-microsoft-com:vml}"
BLIP: Final = f"{{{GRAPHICS}}}blip"
GRAPHIC: Final = f"{{{GRAPHICS}}}graphicData"
IMAGE_DATA: Final = f"{_VML}imagedata"
_DIGITS: Final = 12
_REFERENCES: Final = tuple(f"{{{RELATIONSHIPS}}}{name}" for name in ("embed", "id", "dm", "link"))


class Gallery(Mutable):
    """The pictures of one file as they are met; `is_shown` tells whether a paper can show an image file."""

    package: WordPackage
    is_shown: Callable[[bytes], bool]
    images: dict[str, bytes] = field(default_factory=dict)

    def take(self, element: Element, part: str) -> Image | None:
        """Return the picture an element refers to from its part; None when nothing of the file is behind it.

        A chart or diagram is known by its data, which no paper can show.
        """
        data = next(filter(None, (self._data(each, part) for each in _references(element))), None)
        if data is None:
            return None
        name, content = data
        digest = picture_digest(content)
        shown = f"{digest}{posixpath.splitext(name)[1].lower()}" if self.is_shown(content) else None
        if shown is not None:
            self.images[shown] = content
        return Image(digest, _description(element), shown)

    def _data(self, reference: str, part: str) -> tuple[str, bytes] | None:
        for each in self.package.relations.get(part, ()):
            if each.identifier == reference and not each.is_external and each.target in self.package.entries:
                return each.target, self.package.entries[each.target]
        return None


def picture_digest(content: bytes) -> str:
    """Return what the file of a picture is known by."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _references(element: Element) -> Iterator[str]:
    """Yield the ids of what an element, or a child of a chart or diagram, refers to."""
    for each in (element, *element.iterchildren()):
        yield from (found for name in _REFERENCES if (found := each.get(name)))


def _description(element: Element) -> str | None:
    """Return what the picture is called for who cannot see it."""
    for above in element.iterancestors():
        if local(above.tag) in {"inline", "anchor"}:
            described = next((each for each in above if local(each.tag) == "docPr"), None)
            given = (described.get("descr") or described.get("title")) if described is not None else None
            return given.strip() or None if given else None
        if above.tag == f"{_VML}shape":
            return above.get("alt") or None
    return None
