"""Pictures of a Word file: found by their relationship, known by the digest of their bytes."""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.pieces import Image
from dxplan_cli.intake.word.names import GRAPHICS, RELATIONSHIPS, local
from dxplan_cli.value import Mutable, field, replace

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
    """The pictures of one file as they are met; `is_shown` tells whether a paper can show an image file.

    Of a thousand pictures that are one file, it is looked at once.
    """

    package: WordPackage
    is_shown: Callable[[bytes], bool]
    images: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, Image] = field(default_factory=dict)
    targets: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, element: Element, part: str) -> Image | None:
        """Return the picture an element refers to from its part; None when nothing of the file is behind it.

        A chart or diagram is known by its data, which no paper can show.
        """
        target = next(filter(None, (self._target(each, part) for each in _references(element))), None)
        if target is None:
            return None
        if target not in self.known:
            self.known[target] = self._look_at(target)
        return replace(self.known[target], alt=_description(element))

    def _target(self, reference: str, part: str) -> str | None:
        if part not in self.targets:
            related = (each for each in self.package.relations.get(part, ()) if not each.is_external)
            self.targets[part] = {
                each.identifier: each.target for each in reversed(tuple(related)) if each.target in self.package.entries
            }
        return self.targets[part].get(reference)

    def _look_at(self, target: str) -> Image:
        content = self.package.entries[target]
        digest = picture_digest(content)
        shown = f"{digest}{posixpath.splitext(target)[1].lower()}" if self.is_shown(content) else None
        if shown is not None:
            self.images[shown] = content
        return Image(digest, None, shown)


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
