"""Text that was struck out (取消線): what of a cell still counts, and what somebody crossed out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.intake.register.cell_values import unescape
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

_FALSE: Final = frozenset({"0", "false"})


class Parted(Value):
    """What of a text counts, and what is struck out."""

    live: str
    struck: str


class RichText(Value):
    """A text some stretches of which have looks of their own, parted for a plain cell and for one that is struck out."""

    plain: Parted
    crossed: Parted


CellText: TypeAlias = "str | RichText"


class Stretches:
    """Gathers the text of one cell as a part is read; stretches of one look are joined."""

    def __init__(self) -> None:
        """Begin with none."""
        self._looks: list[bool | None] = []
        self._pieces: list[list[str]] = []
        self._look: bool | None = None
        self._is_in_run = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        if name == "r":
            self._look, self._is_in_run = None, True
        elif name == "rPr" and self._is_in_run:
            self._look = False
        elif name == "strike" and self._is_in_run:
            self._look = is_on(attributes)

    def end(self, name: str) -> None:
        """Hear an element end."""
        if name == "r":
            self._look, self._is_in_run = None, False

    def add(self, text: str) -> None:
        """Take characters in."""
        if not self._looks or self._looks[-1] is not self._look:
            self._looks.append(self._look)
            self._pieces.append([])
        self._pieces[-1].append(text)

    def text(self) -> CellText:
        """Return what was gathered; a plain text where the look of the cell decides on all of it."""
        if all(look is None for look in self._looks):
            return unescape("".join(piece for pieces in self._pieces for piece in pieces))
        texts = [unescape("".join(pieces)) for pieces in self._pieces]
        return RichText(self._parted(texts, where_undecided=False), self._parted(texts, where_undecided=True))

    def _parted(self, texts: list[str], *, where_undecided: bool) -> Parted:
        live: list[str] = []
        struck: list[str] = []
        for text, look in zip(texts, self._looks, strict=True):
            is_struck = where_undecided if look is None else look
            (struck if is_struck else live).append(text)
        return Parted("".join(live), "".join(struck))


def is_on(attributes: dict[str, str]) -> bool:
    """Tell whether a look that is named is meant: ``<strike val="0"/>`` takes it back."""
    return attributes.get("val") not in _FALSE


def struck_styles(elements: Iterable[tuple[str, dict[str, str]]]) -> frozenset[str]:
    """Return the numbers of the cell styles that strike out all of a cell, from the parts of styles.xml."""
    struck_fonts: set[str] = set()
    styles: set[str] = set()
    part, fonts, cells = "", 0, 0
    for name, attributes in elements:
        if name in {"fonts", "fills", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            part = name
        elif part == "fonts" and name == "font":
            fonts += 1
        elif part == "fonts" and name == "strike" and is_on(attributes):
            struck_fonts.add(str(fonts - 1))
        elif part == "cellXfs" and name == "xf":
            if attributes.get("fontId") in struck_fonts:
                styles.add(str(cells))
            cells += 1
    return frozenset(styles)


def part_struck(text: CellText, *, is_cell_struck: bool) -> Parted:
    """Return what of a cell counts, and what is struck out."""
    if isinstance(text, RichText):
        return text.crossed if is_cell_struck else text.plain
    return Parted("", text) if is_cell_struck else Parted(text, "")
