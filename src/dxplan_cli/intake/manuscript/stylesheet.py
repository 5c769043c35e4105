"""What the styles of a Word file make of a paragraph: a heading, a caption, an entry of a list, of a table of contents."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import number, value, w
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_HEADING: Final = re.compile("(?:heading|見出し) ?([1-9])")
_ANCESTORS: Final = 16
"""Word follows no more than ten."""
_BODY_LEVEL: Final = 9
"""The outline level of what is no heading."""


class Role(Enum):
    """What the name of a style says of a paragraph."""

    CAPTION = auto()
    ENTRY = auto()
    CONTENTS = auto()


_ROLES: Final = (
    (re.compile("caption|図表番号"), Role.CAPTION),
    (re.compile("(?:list bullet|list number|箇条書き|段落番号)(?: ?([1-9]))?"), Role.ENTRY),
    (re.compile("(?:toc|目次) ?[1-9]|toc heading|目次の見出し|table of figures|図表目次"), Role.CONTENTS),
)


_ENTRIES: Final = 1
"""Where `_ROLES` has the names of entries."""


class ListPlace(Value):
    """Which list a paragraph belongs to, and how deep in it."""

    name: str
    level: int


class Stylesheet(Value):
    """The paragraph styles of a file by id; `default` is what a paragraph has that names none."""

    styles: Mapping[str, Element]
    default: str | None

    def level(self, paragraph: Element) -> int | None:
        """Return the level of a heading, from 1; None for other paragraphs. A name counts where no level is written."""
        direct = number(paragraph.find(f"{w('pPr')}/{w('outlineLvl')}"))
        if direct is not None:
            return direct + 1 if direct < _BODY_LEVEL else None
        for style in self._lineage(paragraph):
            outline = number(style.find(f"{w('pPr')}/{w('outlineLvl')}"))
            named = next((found for name in _names_of(style) if (found := _HEADING.fullmatch(name))), None)
            if named is not None:
                return int(named[1])
            if outline is not None:
                return outline + 1 if outline < _BODY_LEVEL else None
        return None

    def role(self, paragraph: Element) -> Role | None:
        """Return what the name of the style, or of one it is based on, says."""
        names = [name for style in self._lineage(paragraph) for name in _names_of(style)]
        return next((role for name in names for pattern, role in _ROLES if pattern.fullmatch(name)), None)

    def depth(self, paragraph: Element) -> int:
        """Return how deep the name of the style says an entry of a list is: 2 for 箇条書き 3."""
        pattern, names = _ROLES[_ENTRIES][0], (name for style in self._lineage(paragraph) for name in _names_of(style))
        found = next((found for name in names if (found := pattern.fullmatch(name))), None)
        return int(found[1] or 1) - 1 if found is not None else 0

    def list_place(self, paragraph: Element) -> ListPlace | None:
        """Return the list a paragraph is in, by itself or by its style; None when it is in none."""
        depth: int | None = None
        for holder in (paragraph, *self._lineage(paragraph)):
            properties = holder.find(f"{w('pPr')}/{w('numPr')}")
            if properties is None:
                continue
            depth = number(properties.find(w("ilvl"))) if depth is None else depth
            name = value(properties.find(w("numId")))
            if name is not None:
                return ListPlace(name, depth or 0) if name != "0" else None
        return None

    def _lineage(self, paragraph: Element) -> Iterator[Element]:
        """Yield the paragraph's style and those it is based on."""
        name = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self.default
        seen: set[str] = set()
        while name is not None and name in self.styles and name not in seen and len(seen) < _ANCESTORS:
            seen.add(name)
            yield self.styles[name]
            name = value(self.styles[name].find(w("basedOn")))


def read_stylesheet(package: WordPackage) -> Stylesheet:
    """Read the styles of a file; one without any has none.

    Raises:
        UnreadableFileError: the part is broken.
    """
    styles: dict[str, Element] = {}
    default: str | None = None
    for part in package.related("styles"):
        for style in package.tree(part).iterchildren(w("style")):
            identifier = value(style, "styleId")
            if identifier is not None and value(style, "type") in {None, "paragraph"}:
                styles.setdefault(identifier, style)
                if default is None and value(style, "default") in {"1", "true", "on"}:
                    default = identifier
    return Stylesheet(styles, default)


def _names_of(style: Element) -> list[str]:
    """Return the names of a style as Word compares them: no matter how wide, in capitals or not."""
    given = (value(style.find(w(tag))) or "" for tag in ("name", "aliases"))
    return [" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in ",".join(given).split(",")]
