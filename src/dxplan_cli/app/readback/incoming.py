"""The pieces of a file made ready to be read back: what is no text of the plan is told apart from what is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.readback.paper import Part
from dxplan_cli.intake.manuscript.pieces import Caption, Grid, Heading, Image, Text
from dxplan_cli.intake.manuscript.tree import with_headings
from dxplan_cli.model.node import Section
from dxplan_cli.papers.edition import Edition
from dxplan_cli.papers.kinds import KINDS
from dxplan_cli.papers.material import dated_label
from dxplan_cli.papers.packet import VISION
from dxplan_cli.text.digits import full_width
from dxplan_cli.text.keys import fold, unify_radicals
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxplan_cli.app.readback.paper import Printed
    from dxplan_cli.intake.manuscript.pieces import Manuscript, Piece
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan

_PAPER_NUMBER: Final = re.compile("(?:参考|当日配付|机上配付)?資料[0-9-]*")
_COVER: Final = 12
"""Lines at the head of a text without headings that may be the cover's."""
_MARK: Final = re.compile(r"【(?:追加|修正|削除|移動)[^】]{0,20}】")


class Incoming(Value):
    """The pieces that are the plan's text, and what was told apart from it.

    `subtitles` are the numbers of pieces printed as one, `framed` those of headings that were the title of a frame.
    """

    pieces: tuple[Piece, ...]
    subtitles: frozenset[int]
    framed: frozenset[int]
    cover: tuple[str, ...]
    radicals: int
    guessed: int
    marks: int


def make_ready(manuscript: Manuscript, plan: Plan, draft: Draft | None, paper: Sequence[Printed]) -> Incoming:
    """Make the pieces of a file ready to be held against the paper of a draft, if there is one."""
    radicals, pieces = 0, []
    for piece in manuscript.pieces:
        unified, count = _unified(piece)
        radicals += count
        pieces.append(unified)
    cover, pieces = _without_cover(pieces, plan)
    whole, guessed = with_headings(tuple(pieces))
    opened, framed = _opened(whole, draft) if draft is not None else (whole, frozenset[int]())
    settled, subtitles = _with_subtitles(opened, paper)
    marks = sum(len(_MARK.findall(piece.text)) for piece in settled if isinstance(piece, Text | Heading))
    return Incoming(settled, subtitles, framed, cover, radicals, guessed, marks)


def _unified(piece: Piece) -> tuple[Piece, int]:
    """Return a piece without radicals, and how many it had."""
    match piece:
        case Grid():
            cells = [[unify_radicals(cell) for cell in row] for row in piece.rows]
            rows = tuple(tuple(text for text, _ in row) for row in cells)
            return replace(piece, rows=rows), sum(count for row in cells for _, count in row)
        case Image():
            alt, count = unify_radicals(piece.alt or "")
            return replace(piece, alt=alt or None), count
        case _:
            text, count = unify_radicals(piece.text)
            return replace(piece, text=text), count


def unified(piece: Piece) -> Piece:
    """Return a piece with kanji for radicals."""
    return _unified(piece)[0]


def _without_cover(pieces: Sequence[Piece], plan: Plan) -> tuple[tuple[str, ...], list[Piece]]:
    """Part what the papers say of themselves before the first heading from the text."""
    known = _words_of_covers(plan)
    first = next((at for at, piece in enumerate(pieces) if isinstance(piece, Heading)), _COVER)
    cover = [piece for piece in pieces[:first] if isinstance(piece, Text) and _is_cover(piece.text, known)]
    kept = [piece for at, piece in enumerate(pieces) if at >= first or piece not in cover]
    return tuple(piece.text for piece in cover), kept


def _is_cover(text: str, known: frozenset[str]) -> bool:
    return all(part in known or _PAPER_NUMBER.fullmatch(part) for part in map(fold, text.split("\u3000")) if part)


def _words_of_covers(plan: Plan) -> frozenset[str]:
    settings = plan.settings
    years = (settings.period.start, settings.period.end)
    words = (
        settings.title,
        f"（仮称）{settings.title}",
        settings.slogan or "",
        settings.office,
        "～".join(full_width(year) if year is not None else "" for year in years),
        *(each.title for each in plan.meetings),
        *(each.title for each in KINDS),
        *(f"【{each.value}】" for each in Edition),
        *(name for draft in plan.drafts for name in (draft.label, dated_label(draft))),
    )
    return frozenset(fold(part) for each in words for part in each.split("\u3000") if part)


def _opened(pieces: tuple[Piece, ...], draft: Draft) -> tuple[tuple[Piece, ...], frozenset[int]]:
    """Take the title of a frame for the heading it is: the paper puts sections of some roles into frames."""
    frames = _frames_by_parent(draft)
    opened: list[Piece] = []
    framed: set[int] = set()
    above: Heading | None = None
    waiting: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Heading):
            above, waiting = piece, set(frames.get(fold(piece.text), ()))
            waiting.discard(fold(piece.text))
        elif isinstance(piece, Text) and above is not None and fold(piece.text) in waiting:
            waiting.discard(fold(piece.text))
            framed.add(len(opened))
            opened.append(Heading(above.level + 1, piece.text))
            continue
        opened.append(piece)
    return tuple(opened), frozenset(framed)


def _frames_by_parent(draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """Return the titles of the sections that may be frames by the heading they stand below."""
    found: dict[str, tuple[str, ...]] = {}
    for node in draft.nodes():
        if isinstance(node, Section):
            titles = tuple(fold(each.title.strip()) for each in _frames_in(node))
            if titles:
                for words in {_heading_of(node), fold(node.title)}:
                    found[words] = (*found.get(words, ()), *titles)
    return found


def _frames_in(section: Section) -> Iterator[Section]:
    for child in section.children:
        if (
            isinstance(child, Section)
            and child.role == VISION
            and child.children
            and not any(map(_opens, child.children))
        ):
            yield child


def _opens(node: AnyNode) -> bool:
    return isinstance(node, Section)


def _heading_of(section: Section) -> str:
    return fold("\u3000".join(filter(None, (section.number, section.title))))


def _with_subtitles(pieces: tuple[Piece, ...], paper: Sequence[Printed]) -> tuple[tuple[Piece, ...], frozenset[int]]:
    """Take the caption right below a heading for its subtitle, unless it is the title of a table or picture."""
    known = {fold(each.piece.text) for each in paper if each.part is Part.SUBTITLE and isinstance(each.piece, Text)}
    found = frozenset(
        at
        for at, (above, piece) in enumerate(pairwise(pieces), start=1)
        if isinstance(above, Heading) and isinstance(piece, Caption)
        if fold(piece.text) in known or not isinstance(next(iter(pieces[at + 1 : at + 2]), None), Grid | Image)
    )
    settled = (
        Text(piece.text) if at in found and isinstance(piece, Caption) else piece for at, piece in enumerate(pieces)
    )
    return tuple(settled), found
