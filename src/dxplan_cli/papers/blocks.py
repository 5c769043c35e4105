"""Blocks: what a paper says, before anyone decides how it is drawn.

A paper is a `PaperDocument`: a flat sequence of blocks made of runs. The Word
file, the plain text of the golden tests and the page in a browser are drawings
of the same blocks, so they cannot disagree. Blocks know nothing of points,
fonts or XML; lengths are fractions of the text width.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from dxplan_cli.value import Value, field


class Revision(StrEnum):
    """What a piece is to a reader who compares: the same in both drafts, new, gone, or carried from place to place."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved-here"
    """At the new place of what was moved."""
    MOVED_AWAY = "moved-away"
    """At the place it was moved from."""

    @property
    def is_new(self) -> bool:
        """Tell whether the piece stands in the revised draft only."""
        return self is Revision.INSERTED or self is Revision.MOVED_HERE

    @property
    def is_old(self) -> bool:
        """Tell whether the piece stands in the base only."""
        return self is Revision.DELETED or self is Revision.MOVED_AWAY


class Tone(StrEnum):
    """Why a run looks different from its surroundings."""

    PLAIN = "plain"
    STRONG = "strong"
    MARK = "mark"
    """A label such as 【追加①】."""
    QUIET = "quiet"
    """Words of the paper itself, not the plan's: （略）, （新設）, what a KPI measures."""
    REMARK = "remark"
    """What the paper says about a change, in neither draft: （←…から移動）. Looks like QUIET."""
    UNDERLINED = "underlined"
    """Words picked out in a comparison table, on either side."""


class Comment(Value):
    """What a mark stands for, in lines: its label, opinions, answers and reasons. `is_resolved`: nothing is left to decide."""

    lines: tuple[str, ...]
    is_resolved: bool = True


class Reference(Value):
    """What a run speaks of, by its id, for readers who can go there: an opinion, or else a node of the drafts."""

    id: str
    is_opinion: bool = False


class Run(Value):
    """A stretch of text with one look; a newline in `text` is a line break.

    A mark at the head of a paragraph speaks of all of it, one further on of
    the revised runs just before it; so does its `comment`. `was` is how the
    base writes the same words, where only width or glyphs differ (表記のみ).
    `mark` is the name of the mark it prints, the same in every paper.
    `inferred` is set on a sign that words are inferred: in which draft they
    stand, SAME for both. It goes wherever those words go.
    """

    text: str
    revision: Revision = Revision.SAME
    tone: Tone = Tone.PLAIN
    comment: Comment | None = None
    was: str | None = None
    mark: str | None = None
    refers: tuple[Reference, ...] = ()
    inferred: Revision | None = None

    @property
    def is_said(self) -> bool:
        """Tell whether it stands in either draft; a blank that came or went is empty in one of them."""
        return bool(self.text or self.was) and not self.is_about

    @property
    def is_about(self) -> bool:
        """Tell whether the run speaks about the drafts and stands in neither."""
        return self.tone is Tone.MARK or self.tone is Tone.REMARK


Runs: TypeAlias = tuple[Run, ...]


class Heading(Value):
    """A heading of the paper; level 1 to 4. `anchor` is the node id it stands for.

    `revision` is that of the heading as a whole; both places of a moved one have the same `move`.
    """

    level: int
    runs: Runs
    anchor: str | None = None
    revision: Revision = Revision.SAME
    move: str | None = None


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


class Former(Value):
    """How a paragraph stands in the base where that is another way; `goes_on`: in the same list, only its number has shifted."""

    style: Style
    level: int = 0
    number: str | None = None
    goes_on: bool = False


class Paragraph(Value):
    """A paragraph; `level` indents lists (0: outermost), `number` is that of a list entry as printed, None for a bullet.

    `revision` is that of the paragraph as a whole; both places of a moved one have the same `move`. `former` is how it
    stands in the base if otherwise. An `aside` is said by the paper about the drafts and stands in neither. `owner` is
    the node it says something more of: its source, its note, another wording. `inferred` is set on the note about
    inferred words: in which draft they stand.
    """

    runs: Runs
    style: Style = Style.BODY
    level: int = 0
    anchor: str | None = None
    revision: Revision = Revision.SAME
    move: str | None = None
    former: Former | None = None
    aside: bool = False
    number: str | None = None
    owner: str | None = None
    inferred: Revision | None = None


class Cell(Value):
    """A table cell. `span` is the number of grid columns it covers."""

    blocks: tuple[Paragraph, ...]
    span: int = 1
    shaded: bool = False
    align: str = "left"
    """left | center | right"""


class Row(Value):
    """A table row; its spans add up to the number of columns. `keep` asks not to break it over pages.

    `anchor` is the key of the plan's row that it shows, or the id of the KPI.
    """

    cells: tuple[Cell, ...]
    keep: bool = True
    revision: Revision = Revision.SAME
    anchor: str | None = None


class Table(Value):
    """A ruled table. `widths` are fractions of the text width; the first `header_rows` rows repeat on each page."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header_rows: int = 1
    caption: str | None = None
    summary: str = ""
    """Description for readers who cannot see the table."""
    anchor: str | None = None
    """The id of the plan's table that it shows."""


class Frame(Value):
    """A box around blocks (a definition, an alternative, めざす姿); an `aside` stands in neither draft.

    `is_choice`: another wording of what stands before it, for decision. `anchor` is the section whose title it bears.
    """

    blocks: tuple[Paragraph, ...]
    title: str | None = None
    anchor: str | None = None
    aside: bool = False
    is_choice: bool = False


class Entry(Value):
    """A box of a structure: how deep it stands (0: outermost), its words, and a remark beside them."""

    depth: int
    text: str
    remark: str = ""


class Tree(Value):
    """The plan's structure (体系図), an outline of boxes: each stands below the last one less deep.

    `base` is an outline too: what supports all the others.
    """

    entries: tuple[Entry, ...]
    base: tuple[Entry, ...] = ()


class Organisation(Value):
    """Who works with whom (推進体制図): boxes with what each does, joined by lines to the box above."""

    entries: tuple[Entry, ...]


class Timeline(Value):
    """Events in order: when, and what."""

    events: tuple[tuple[str, str], ...]


class Bars(Value):
    """Counts as stacked bars: a bar a row, its parts in the order of `series`."""

    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    unit: str = "件"


class ImageFile(Value):
    """A picture the office has made: the path of a PNG or JPEG file, from the data folder on."""

    path: str


Drawing: TypeAlias = Tree | Organisation | Timeline | Bars | ImageFile


class Picture(Value):
    """A drawing, as wide as the text; `alt` tells it to who cannot see it. Its title is a caption paragraph of its own."""

    drawing: Drawing
    alt: str
    revision: Revision = Revision.SAME


class Contents(Value):
    """A table of contents down to `depth` heading levels."""

    depth: int = 3


class PageBreak(Value):
    """The next block begins a page."""


Block: TypeAlias = Heading | Paragraph | Table | Frame | Picture | Contents | PageBreak


class Stamp(Value):
    """Which drafts a paper was made from; printed in every footer so that two papers can be told to agree."""

    label: str
    date: str | None
    digest: str
    """The first digits of the SHA-256 of both drafts, opinions and reasons."""


class PaperDocument(Value):
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
    """Return words of the paper itself."""
    return (Run(text, tone=Tone.QUIET),)


def remark(text: str) -> Runs:
    """Return what the paper says about a change."""
    return (Run(text, tone=Tone.REMARK),)
