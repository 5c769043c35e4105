"""A paper on sheets of paper: what LibreOffice prints and Poppler sees of it. Lengths are points."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree
from programs import run

if TYPE_CHECKING:
    from pathlib import Path

    from programs import LibreOffice, Reading

_PAGE_OF_PAGES = re.compile(r"^(\d+) / (\d+)$")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 20
_RULE = 10
"""The room of the rule above the foot's line."""
_WHITE = 0xF0
"""Lighter than this is paper: the edges of letters and rules are smoothed."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a sheet, from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its lines of text and the box around everything printed, both without the foot; and the foot's numbers."""

    size: tuple[float, float]
    lines: tuple[tuple[str, Box], ...]
    ink: Box | None
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What the file asks of its pages: their size, and the box between the margins."""

    size: tuple[float, float]
    text: Box


@dataclass(frozen=True)
class Printed:
    """A printed paper."""

    file: Path
    pdf: Path
    reading: Reading

    @cached_property
    def paper(self) -> Paper:
        """The page of the file's only section."""
        with zipfile.ZipFile(self.file) as archive:
            body = etree.fromstring(archive.read("word/document.xml"))
        (section,) = body.iter(f"{_W}sectPr")

        def length(element: str, name: str) -> float:
            return float(section.find(f"{_W}{element}").get(f"{_W}{name}")) / _TWIPS

        width, height = length("pgSz", "w"), length("pgSz", "h")
        return Paper(
            (width, height),
            Box(
                length("pgMar", "left"),
                length("pgMar", "top"),
                width - length("pgMar", "right"),
                height - length("pgMar", "bottom"),
            ),
        )

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """Every font used, and whether the file carries it."""
        rows = run("pdffonts", self.pdf).splitlines()[2:]
        return {row.split()[0].partition("+")[2]: row.split()[-5] == "yes" for row in rows}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All pages in order."""
        layout = etree.fromstring(
            run("pdftotext", "-bbox-layout", self.pdf, "-").encode(), etree.HTMLParser(encoding="utf-8")
        )
        run("pdftoppm", "-gray", "-r", "72", self.pdf, self.pdf.with_suffix(""))
        pictures = sorted(self.pdf.parent.glob(f"{self.pdf.stem}-*.pgm"))
        return tuple(
            _sheet(page, picture.read_bytes()) for page, picture in zip(layout.iter("page"), pictures, strict=True)
        )


def print_paper(libreoffice: LibreOffice, file: Path, pdf: Path) -> Printed:
    """Print a file as a PDF."""
    return Printed(file, pdf, libreoffice.read(file, pdf=pdf))


_SIDES = ("xmin", "ymin", "xmax", "ymax")


def _sheet(page: etree._Element, picture: bytes) -> Sheet:
    lines = [
        (" ".join(word.text or "" for word in line.iter("word")), Box(*(float(line.get(side)) for side in _SIDES)))
        for line in page.iter("line")
    ]
    numbers, foot = max(
        ((match, box) for text, box in lines if (match := _PAGE_OF_PAGES.search(text))), key=lambda each: each[1].top
    )
    foot_top = foot.top - _RULE
    above = tuple((text, box) for text, box in lines if box.top < foot_top)
    size = float(page.get("width")), float(page.get("height"))
    return Sheet(size, above, _ink(picture, foot_top), int(numbers[1]), int(numbers[2]))


def _ink(picture: bytes, foot: float) -> Box | None:
    """Return the box around what is printed above the foot; a pixel of the picture is a point."""
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+\d+\s", picture)
    assert header
    width = int(header[1])
    pixels = picture[header.end() :]
    rows = [pixels[row * width : (row + 1) * width] for row in range(int(foot))]
    printed = [(number, row) for number, row in enumerate(rows) if min(row) < _WHITE]
    if not printed:
        return None
    columns = [index for index in range(width) if any(row[index] < _WHITE for _, row in printed)]
    return Box(columns[0], printed[0][0], columns[-1] + 1, printed[-1][0] + 1)
