"""Blocks: what a paper says, before anyone decides how it is drawn.

A paper is a `PaperDocument`: a flat sequence of blocks made of runs. The Word
file, the plain text of the golden tests and the page in a browser are drawings
of the same blocks, so they cannot disagree. Blocks know nothing of points,
fonts or XML; lengths are fractions of the text width.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TypeAlias


class Revision(Enum):
    """What a run is to a reader who compares: the same in both drafts, new, or gone."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


class Tone(StrEnum):
    """Why a run looks different from its surroundings."""

    PLAIN = "plain"
    STRONG = "strong"
    MARK = "mark"
    """A label such as 【追加①】."""
    QUIET = "quiet"
    """A remark of the paper itself, not the plan's words: （略）, （新設）, notes."""
    UNDERLINED = "underlined"
    """Words picked out in a comparison table, on either side."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look; a newline in `text` is a line break."""

    text: str
    revision: Revision = Revision.SAME
    tone: Tone = Tone.PLAIN


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the paper; level 1 to 4. `anchor` is the node id it stands for."""

    level: int
    runs: Runs
    anchor: str | None = None


class Style(StrEnum):
    """The paragraph styles a paper uses; a house template maps each to a style of its own."""

    BODY = "body"
    BULLET = "bullet"
    NOTE = "note"
    """※ remarks and sources, smaller."""
    LEAD = "lead"
    """An introduction at the top of a paper."""
    CAPTION = "caption"
    CENTER = "center"
    RIGHT = "right"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `level` indents lists (0: outermost)."""

    runs: Runs
    style: Style = Style.BODY
    level: int = 0
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `span` is the number of grid columns it covers."""

    blocks: tuple[Paragraph, ...]
    span: int = 1
    shaded: bool = False
    align: str = "left"
    """left | center | right"""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; its spans add up to the number of columns. `keep` asks not to break it over pages."""

    cells: tuple[Cell, ...]
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. `widths` are fractions of the text width; the first `header_rows` rows repeat on each page."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header_rows: int = 1
    caption: str | None = None
    summary: str = ""
    """Description for readers who cannot see the table."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box around blocks (a definition, an alternative, めざす姿)."""

    blocks: tuple[Paragraph, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """A structure shown as nested boxes: each entry is (depth, text, remark). Drawn as a ruled outline."""

    title: str
    entries: tuple[tuple[int, str, str], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents down to `depth` heading levels."""

    depth: int = 3


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


Block: TypeAlias = Heading | Paragraph | Table | Frame | Diagram | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which drafts a paper was made from; printed in every footer so that two papers can be told to agree."""

    label: str
    date: str | None
    digest: str
    """The first digits of the SHA-256 of both drafts, opinions and reasons."""


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A whole paper. `number` is the 資料番号 box at the top right, `author` the office, never a person."""

    kind: str
    title: str
    author: str
    stamp: Stamp
    blocks: tuple[Block, ...]
    number: str | None = None
    landscape: bool = False
    subtitle: str | None = None
    keywords: tuple[str, ...] = field(default=())


def plain(text: str) -> Runs:
    """Return text as one run without any look of its own."""
    return (Run(text),)


def quiet(text: str) -> Runs:
    """Return a remark of the paper itself."""
    return (Run(text, tone=Tone.QUIET),)
