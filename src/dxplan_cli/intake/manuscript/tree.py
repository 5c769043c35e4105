"""`grow`: pieces in reading order become the chapters of a draft."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.numbers import ranks_of, split_number
from dxplan_cli.intake.manuscript.pieces import Caption, Entry, Grid, Heading, Image, Text
from dxplan_cli.model.node import Figure, Item, Paragraph, Row, Section, Table
from dxplan_cli.text.counting import Tally
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import UnionType

    from dxplan_cli.intake.manuscript.pieces import Manuscript, Piece
    from dxplan_cli.model.node import AnyNode, Scalar

OPENING: Final = "（冒頭）"
"""The chapter of what stands before the first heading."""
MARGINS: Final = "（ヘッダー・フッター）"
_JOIN: Final = "・"
_TITLED: Final = Grid | Image
_OF_PICTURE: Final = re.compile("図|写真|グラフ|Fig")
_DEEPEST: Final = 8
_NAMELESS: Final = "（空の行）"


class Grown(Value):
    """The chapters, and how many headings were told by their numbers because the file has no styles of headings."""

    chapters: tuple[Section, ...]
    guessed: int


def grow(manuscript: Manuscript) -> Grown:
    """Make the chapters of a text; where a piece has no id, it says what it is and the how-manieth of its kind."""
    pieces, guessed = with_headings(manuscript.pieces)
    ids = _Ids(frozenset(piece.id for piece in pieces if piece.id is not None))
    chapters = _chapters(pieces, ids)
    if manuscript.margins:
        leaves = tuple(_leaves(manuscript.margins, ids))
        chapters = (*chapters, Section(id=ids.new("section"), title=MARGINS, children=leaves))
    return Grown(chapters, guessed)


class _Ids(Mutable):
    """Ids by kind and order; `given` are those that pieces have."""

    given: frozenset[str]
    counts: Counter[str] = field(default_factory=Counter)

    def new(self, kind: str) -> str:
        while True:
            self.counts[kind] += 1
            made = f"{kind}-{self.counts[kind]}"
            if made not in self.given:
                return made


class _Open(Mutable):
    """A section being filled; its leaves wait until the next heading, because captions look both ways."""

    level: int
    id: str
    number: str | None
    title: str
    children: list[AnyNode] = field(default_factory=list)
    waiting: list[Piece] = field(default_factory=list)

    def close(self) -> Section:
        return Section(id=self.id, number=self.number, title=self.title, children=tuple(self.children))


def with_headings(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], int]:
    """Take numbered lines for headings where the file has none by style; return the pieces and how many were taken."""
    if any(isinstance(piece, Heading) for piece in pieces):
        return pieces, 0
    ranks = ranks_of(piece.text for piece in pieces if isinstance(piece, Text))
    found = tuple(
        Heading(ranks[piece.text], piece.text, id=piece.id)
        if isinstance(piece, Text) and piece.text in ranks
        else piece
        for piece in pieces
    )
    return found, sum(isinstance(piece, Heading) for piece in found)


def _chapters(pieces: Iterable[Piece], ids: _Ids) -> tuple[Section, ...]:
    chapters: list[Section] = []
    path: list[_Open] = []

    def close_to(level: int) -> None:
        if path:
            path[-1].children += _leaves(path[-1].waiting, ids)
            path[-1].waiting = []
        while path and path[-1].level >= level:
            closed = path.pop().close()
            (path[-1].children if path else chapters).append(closed)

    for piece in pieces:
        if isinstance(piece, Heading):
            close_to(piece.level)
            path.append(_opened(piece, ids))
        else:
            if not path:
                path.append(_Open(1, ids.new("section"), None, OPENING))
            path[-1].waiting.append(piece)
    close_to(0)
    return tuple(chapters)


def _opened(heading: Heading, ids: _Ids) -> _Open:
    typed = split_number(heading.text)
    node_id = heading.id or ids.new("section")
    if heading.number:
        return _Open(heading.level, node_id, heading.number, heading.text)
    return _Open(heading.level, node_id, typed.number, typed.title)


def _leaves(pieces: Sequence[Piece], ids: _Ids) -> Iterator[AnyNode]:
    captions, tally = _captions(pieces), Tally()
    used = frozenset(captions.values())
    for at, piece in enumerate(pieces):
        title = pieces[captions[at]] if at in captions else None
        words, node_id = (title.text, title.id) if isinstance(title, Caption) else ("", None)
        node_id = piece.id or node_id
        match piece:
            case Grid():
                yield _table(piece, words, node_id or ids.new("table"))
            case Image():
                yield _figure(piece, words, node_id or ids.new("figure"))
            case Entry():
                yield _item(piece, tally, node_id or ids.new("item"))
            case Text() | Caption() | Heading() if at not in used:
                yield Paragraph(id=node_id or ids.new("paragraph"), text=piece.text)
            case _:
                pass  # a caption that is a title now


def _item(entry: Entry, tally: Tally, node_id: str) -> Item:
    """Make a list entry: its number as the form it has, which counts on by itself."""
    level = min(entry.level, _DEEPEST)
    if entry.number is None:
        tally.count(level, None, None)
        return Item(id=node_id, text=entry.text, level=level)
    form = tally.recognise(level, entry.number)
    tally.count(level, form.number, form.start)
    return Item(id=node_id, text=entry.text, level=level, number=form.number, start=form.start)


def _captions(pieces: Sequence[Piece]) -> dict[int, int]:
    """Return where the caption of each table and picture stands: above it, else below; one that says 図 first below."""
    found: dict[int, int] = {}
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Caption):
            continue
        below, above = at + 1, at - 1
        tried: list[tuple[int, type | UnionType]] = [(below, _TITLED), (above, _TITLED)]
        if _OF_PICTURE.match(piece.text):
            tried.insert(0, (above, Image))
        free = (beside for beside, kinds in tried if beside not in found and _is_a(pieces, beside, kinds))
        beside = next(free, None)
        if beside is not None:
            found[beside] = at
    return found


def _is_a(pieces: Sequence[Piece], at: int, kinds: type | UnionType) -> bool:
    return 0 <= at < len(pieces) and isinstance(pieces[at], kinds)


def _table(grid: Grid, title: str, node_id: str) -> Table:
    width = max(map(len, grid.rows), default=0)
    rows = [(*row, *[""] * (width - len(row))) for row in grid.rows]
    heads = zip(*rows[: grid.heads], strict=True) if grid.heads else [()] * width
    columns = tuple(_JOIN.join(dict.fromkeys(filter(None, head))) for head in heads)
    below = rows[grid.heads :]
    keys = _keys(below, grid.keys[grid.heads :] or [None] * len(below))
    keyed = (Row(key=key, cells=tuple(map(_value, row))) for key, row in zip(keys, below, strict=True))
    return Table(id=node_id, title=title or None, columns=columns, rows=tuple(keyed))


def _keys(rows: Iterable[Sequence[str]], given: Sequence[str | None]) -> Iterator[str]:
    """Yield a name for each row: the one it has, else what stands first in it, numbered where another is named so."""
    met: set[str] = {each for each in given if each is not None}
    numbers: dict[str, Iterator[int]] = {}
    for row, own in zip(rows, given, strict=True):
        if own is not None:
            yield own
            continue
        name = next(filter(None, row), "").partition("\n")[0] or _NAMELESS
        key = name
        while key in met:
            key = f"{name}（{next(numbers.setdefault(name, count(2)))}）"
        met.add(key)
        yield key


def _figure(image: Image, title: str, node_id: str) -> Figure:
    """Make a figure: what cannot be shown is still known by its digest."""
    return Figure(
        id=node_id,
        title=title,
        alt=image.alt,
        drawn_from="image" if image.name else None,
        image=image.name or image.digest,
    )


def _value(cell: str) -> Scalar:
    """Return a cell as plan-data would hold it: nothing, a number that is written as numbers are, or words."""
    if not cell:
        return None
    return int(cell) if cell.isascii() and cell.isdecimal() and str(int(cell[:18])) == cell else cell
