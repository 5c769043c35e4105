"""The styles of a template: found as Word finds them, by name and never by id, and resolved through their ancestors."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.markup import attributes_of, qualified
from dxplan_cli.render.word.page import POINT
from dxplan_cli.render.word.xml import WORD
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.render.word.looks import Look
    from dxplan_cli.render.word.markup import Element

NAMES: Final = {"w": WORD}
JAPANESE: Final = {
    looks.NORMAL: "標準", looks.TITLE: "表題", looks.SUBTITLE: "副題", looks.BODY: "本文", looks.BULLET: "箇条書き",
    looks.CAPTION: "図表番号", looks.DATE: "日付", looks.FOOTER: "フッター", looks.CONTENTS_TITLE: "目次の見出し",
    **{look: f"見出し {level}" for level, look in enumerate(looks.HEADINGS, start=1)},
    **{look: f"目次 {level}" for level, look in enumerate(looks.CONTENTS, start=1)},
}  # fmt: skip
"""The styles an office is expected to have, as Word calls them in Japanese."""
IN_BOXES: Final = (
    looks.CELL, looks.CELL_HEAD, looks.CELL_BULLET, looks.CELL_NOTE, looks.NUMBER, looks.FOOTER, looks.GAP,
)  # fmt: skip
"""Looks whose size does not follow the size of the body."""
FONTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMED: Final = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_NATURAL_LINE: Final = 1.3
"""What the common Japanese faces ask for, in em, where the style leaves the line to them."""
_DEFAULT_SIZE: Final = 20
_SINGLE: Final = 240
_MOST: Final = 3000


class StyleBook(Value):
    """styles.xml of a template as it was opened; `pitch` is the distance of the lines of its grid in twips, 0 without one.

    `index` finds a style by kind and folded name, `ids` by its id; where two have the same, the first counts.
    """

    root: Element
    pitch: int
    index: Mapping[tuple[str, str], Element]
    ids: Mapping[str, Element]

    def named(self, kind: str, *names: str) -> Element | None:
        """Return the style of that kind with the first of these names that any has; names fold as Word folds them."""
        return next((self.index[key] for key in ((kind, _folded(name)) for name in names) if key in self.index), None)

    def of_look(self, look: Look) -> Element | None:
        """Return the template's style for a look of ours; the default paragraph style is Normal whatever its name."""
        if look is looks.GAP:
            return None
        found = self.named("paragraph", look.name, *filter(None, (JAPANESE.get(look),)))
        if found is None and look is looks.NORMAL:
            return next((each for each in self.ids.values() if _is_default(each)), None)
        return found

    def missing(self) -> tuple[str, ...]:
        """Return the Japanese names of the styles an office is expected to have and this one has not."""
        return tuple(name for look, name in JAPANESE.items() if self.of_look(look) is None)

    def lineage(self, style: Element | None) -> list[Element]:
        """Return the properties a style is made of: the document's defaults, its ancestors from the first, itself."""
        chain: list[Element] = []
        while style is not None and style not in chain:
            chain.insert(0, style)
            based = style.find("w:basedOn", NAMES)
            style = self.ids.get(based.get(qualified("val"), "")) if based is not None else None
        defaults = self.root.findall("w:docDefaults/*", NAMES)
        return [*defaults, *chain]

    def attributes(self, style: Element | None, path: str) -> dict[str, str]:
        """Return the attributes of a property (w:pPr/w:ind) as they come down to the style, later ones winning."""
        merged: dict[str, str] = {}
        for element in self.lineage(style):
            for found in element.iterfind(path, NAMES):
                merged.update(attributes_of(found))
        return merged

    def fonts(self, style: Element | None) -> dict[str, str]:
        """Return the attributes of the style's `w:rFonts`; a face named nearer takes the place of one of the theme."""
        merged: dict[str, str] = {}
        for element in self.lineage(style):
            for found in element.iterfind("w:rPr/w:rFonts", NAMES):
                for script in FONTS:
                    given = {name: found.get(qualified(name)) for name in (script, _THEMED[script])}
                    if any(given.values()):
                        for name in given:
                            merged.pop(name, None)
                        merged.update({name: value for name, value in given.items() if value})
        return merged

    def size(self, style: Element | None) -> int:
        """Return the size of a style in half-points."""
        return _within(self.attributes(style, "w:rPr/w:sz").get("val"), _DEFAULT_SIZE, 2, 200)

    def resolve(self, look: Look) -> Look:
        """Return a look with the measures it has in this template; a look it lacks follows the size of its body."""
        style = self.of_look(look)
        if style is None:
            share = 1.0 if look in IN_BOXES else self.size(self.of_look(looks.NORMAL)) / looks.NORMAL.size
            return replace(look, size=round(look.size * share), line=round(look.line * share))
        size = self.size(style)
        spacing = self.attributes(style, "w:pPr/w:spacing")
        return replace(
            look,
            size=size,
            line=self._line(size, spacing),
            before=_within(spacing.get("before"), 0, 0, _MOST),
            after=_within(spacing.get("after"), 0, 0, _MOST),
            left=_within(self.attributes(style, "w:pPr/w:ind").get("left"), 0, 0, _MOST),
        )

    def _line(self, size: int, spacing: dict[str, str]) -> int:
        natural = round(size * POINT / 2 * _NATURAL_LINE)
        line = _within(spacing.get("line"), _SINGLE, POINT, _MOST)
        rule = spacing.get("lineRule", "auto")
        if rule == "exact":
            return line
        if rule == "atLeast":
            return max(line, natural)
        grid = -(-natural // self.pitch) * self.pitch if self.pitch else natural
        return round(grid * line / _SINGLE)


def open_book(root: Element, pitch: int = 0) -> StyleBook:
    """Return the book of a styles.xml."""
    index: dict[tuple[str, str], Element] = {}
    ids: dict[str, Element] = {}
    for style in root.iterfind("w:style", NAMES):
        identifier = style.get(qualified("styleId"))
        if identifier and ids.setdefault(identifier, style) is style:
            for name in _names_of(style):
                index.setdefault((style.get(qualified("type"), "paragraph"), name), style)
    return StyleBook(root, pitch, index, ids)


@cache
def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _names_of(style: Element) -> set[str]:
    found = [
        element.get(qualified("val"), "")
        for tag in ("name", "aliases")
        for element in style.iterfind(f"w:{tag}", NAMES)
    ]
    return {_folded(part) for name in found for part in name.split(",")}


def _is_default(style: Element) -> bool:
    is_paragraph = style.get(qualified("type"), "paragraph") == "paragraph"
    return is_paragraph and style.get(qualified("default")) in {"1", "true", "on"}


def _within(value: str | None, otherwise: int, least: int, most: int) -> int:
    """Return a measure of the template's, kept within reason: the estimate of pages divides by it."""
    try:
        number = round(float(value)) if value is not None else otherwise
    except (ValueError, OverflowError):
        return otherwise
    return min(max(number, least), most)
