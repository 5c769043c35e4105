"""What the styles of a Word file make of a paragraph: a heading, a caption, an entry of a list, of a table of contents."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import children_by_name, number, properties_of, value, w
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_PROPERTIES, _STYLE, _OUTLINE, _NUMBERING = (w(name) for name in ("pPr", "pStyle", "outlineLvl", "numPr"))
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


class Kind(Value):
    """What a paragraph is by its style and its own properties: the level of a heading, its role, its place in a list.

    `depth` is how deep an entry of a list is: by its list or, for 箇条書き 3, by the name of its style.
    """

    level: int | None
    role: Role | None
    place: ListPlace | None
    depth: int


class _Style(Value):
    """What a style, with those it is based on, gives a paragraph.

    `depth` and `name` are those of its list, `named_depth` is how deep its own name says an entry is.
    """

    level: int | None
    role: Role | None
    depth: int | None
    name: str | None
    named_depth: int


class Stylesheet(Mutable):
    """The paragraph styles of a file by id; `default` is what a paragraph has that names none.

    A file has few styles and many paragraphs: what a style says is found out once.
    """

    styles: Mapping[str, Element]
    default: str | None
    known: dict[str | None, _Style] = field(default_factory=dict)

    def kind(self, paragraph: Element) -> Kind:
        """Return what a paragraph is; a level from 1, None for what is no heading."""
        own = properties_of(paragraph, _PROPERTIES)
        style = self._style(value(own.get(_STYLE)) or self.default)
        direct = number(own.get(_OUTLINE))
        level = style.level if direct is None else _level(direct)
        place = _list_place(own.get(_NUMBERING), style)
        depth = 0 if place is None else place.level
        return Kind(level, style.role, place, max(depth, style.named_depth) if style.role is Role.ENTRY else depth)

    def _style(self, name: str | None) -> _Style:
        if name not in self.known:
            self.known[name] = _read_style(list(self._lineage(name)))
        return self.known[name]

    def _lineage(self, name: str | None) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while name is not None and name in self.styles and name not in seen and len(seen) < _ANCESTORS:
            seen.add(name)
            yield self.styles[name]
            name = value(self.styles[name].find(w("basedOn")))


def _read_style(lineage: Sequence[Element]) -> _Style:
    names = [name for style in lineage for name in _names_of(style)]
    role = next((role for name in names for pattern, role in _ROLES if pattern.fullmatch(name)), None)
    depth, listed = _list_of(lineage)
    return _Style(_level_of(lineage), role, depth, listed, _named_depth(names))


def _named_depth(names: Iterable[str]) -> int:
    """Return how deep the name of a style says an entry of a list is: 2 for 箇条書き 3."""
    pattern = _ROLES[_ENTRIES][0]
    found = next((found for name in names if (found := pattern.fullmatch(name))), None)
    return int(found[1] or 1) - 1 if found is not None else 0


def _level_of(lineage: Iterable[Element]) -> int | None:
    """Return the level of a heading; a name counts where no level is written."""
    for style in lineage:
        outline = number(style.find(f"{w('pPr')}/{w('outlineLvl')}"))
        named = next((found for name in _names_of(style) if (found := _HEADING.fullmatch(name))), None)
        if named is not None:
            return int(named[1])
        if outline is not None:
            return _level(outline)
    return None


def _level(outline: int) -> int | None:
    return outline + 1 if outline < _BODY_LEVEL else None


def _list_of(lineage: Iterable[Element]) -> tuple[int | None, str | None]:
    """Return how deep and in which list a style is; the nearest of its lineage that says so counts."""
    depth: int | None = None
    for style in lineage:
        numbering = style.find(f"{w('pPr')}/{w('numPr')}")
        if numbering is not None:
            depth = number(numbering.find(w("ilvl"))) if depth is None else depth
            name = value(numbering.find(w("numId")))
            if name is not None:
                return depth, name
    return depth, None


def _list_place(own: Element | None, style: _Style) -> ListPlace | None:
    """Return the list a paragraph is in, by itself or by its style; None when it is in none."""
    if own is None and style.name is None:
        return None
    said = children_by_name(own)
    depth, name = number(said.get(w("ilvl"))), value(said.get(w("numId")))
    if name is None:
        name, depth = style.name, style.depth if depth is None else depth
    return ListPlace(name, depth or 0) if name is not None and name != "0" else None


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
