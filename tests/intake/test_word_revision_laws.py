"""Laws of accepting and rejecting, on random texts whose outcome is told from the pieces they were made of."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import body, inside, word_file

from dxplan_cli.intake.word.lint import lint
from dxplan_cli.intake.word.revisions import accept_all, reject_all, revisions_left
from dxplan_cli.intake.word.text import Sign, paragraph_texts, walk
from dxplan_cli.intake.word.views import accepted_texts, rejected_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD, NEW = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
EXAMPLES = int(os.environ.get("DXPLAN_EXAMPLES", "60"))
TRIES = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=(HealthCheck.too_slow,))


class Piece(NamedTuple):
    """Words within changes, the outermost first."""

    text: str
    changes: tuple[str, ...]
    is_link: bool

    def is_in(self, gone: frozenset[str]) -> bool:
        return gone.isdisjoint(self.changes)


class Line(NamedTuple):
    """A paragraph and the change of its mark; empty for none."""

    pieces: tuple[Piece, ...]
    mark: str

    def text(self, gone: frozenset[str]) -> str:
        return "".join(piece.text for piece in self.pieces if piece.is_in(gone))


class Grid(NamedTuple):
    """Rows, each with the change of the row and its cells, each of lines."""

    rows: tuple[tuple[str, tuple[tuple[Line, ...], ...]], ...]


Block: TypeAlias = Line | Grid

CHANGES = ((), ("ins",), ("del",), ("moveFrom",), ("moveTo",), ("ins", "del"), ("del", "ins"), ("moveTo", "del"))
pieces = st.builds(Piece, st.sampled_from(("甲", "乙乙", "丙、", "Ａ", "1")), st.sampled_from(CHANGES), st.booleans())
lines = st.builds(
    Line, st.lists(pieces, max_size=4).map(tuple), st.sampled_from(("", "", "ins", "del", "moveFrom", "moveTo"))
)
cells = st.lists(lines, min_size=1, max_size=3).map(tuple)
rows = st.tuples(st.sampled_from(("", "ins", "del")), st.tuples(cells, cells))
blocks = st.lists(lines | st.builds(Grid, st.lists(rows, min_size=1, max_size=3).map(tuple)), max_size=6)


def written(drawn: list[Block]) -> str:
    """Write blocks in the short form."""
    numbers = count(1)

    def change(name: str) -> str:
        return f'<{name} id="{next(numbers)}" author="県"'

    def piece(one: Piece) -> str:
        text = f"[{one.text}]" if "del" in one.changes else f"{{{one.text}}}"
        for name in reversed(one.changes):
            text = f"{change(name)}>{text}</{name}>"
        return f'<hyperlink anchor="_top">{text}</hyperlink>' if one.is_link else text

    def line(one: Line) -> str:
        mark = f"<pPr><rPr>{change(one.mark)}/></rPr></pPr>" if one.mark else ""
        return f"<p>{mark}{''.join(map(piece, one.pieces))}</p>"

    def grid(one: Grid) -> str:
        written_rows = ""
        for name, row in one.rows:
            mark = f"<trPr>{change(name)}/></trPr>" if name else ""
            written_cells = "".join("<tc>" + "".join(map(line, cell)) + "</tc>" for cell in row)
            written_rows += f"<tr>{mark}{written_cells}</tr>"
        return f"<tbl><tblPr/><tblGrid><gridCol/><gridCol/></tblGrid>{written_rows}</tbl>"

    return "".join(line(one) if isinstance(one, Line) else grid(one) for one in drawn)


def outcome(drawn: list[Block] | tuple[Line, ...], gone: frozenset[str]) -> list[str]:
    """Tell from the pieces what the paragraphs say when `gone` is gone."""
    told: list[str | list[str]] = []
    waiting: str | None = None
    for block in drawn:
        if isinstance(block, Line):
            text = (waiting or "") + block.text(gone)
            waiting = text if block.mark in gone else None
            told += [] if block.mark in gone else [text]
        elif kept := [row for name, row in block.rows if name not in gone]:
            told += [waiting] if waiting else []
            told.append([text for row in kept for cell in row for text in outcome(cell, gone)])
            waiting = None
    if waiting or not told or (waiting is not None and isinstance(told[-1], list)):
        told.append(waiting or "")
    return list(flat(told))


def flat(told: list[str | list[str]]) -> Iterator[str]:
    for each in told:
        yield from [each] if isinstance(each, str) else each


@TRIES
@given(blocks)
def test_accepting_leaves_what_was_not_removed(drawn: list[Block]) -> None:
    accepted = accept_all(body(written(drawn)))
    assert list(paragraph_texts(accepted)) == outcome(drawn, OLD)


@TRIES
@given(blocks)
def test_rejecting_leaves_what_was_not_new(drawn: list[Block]) -> None:
    rejected = reject_all(body(written(drawn)))
    assert list(paragraph_texts(rejected)) == outcome(drawn, NEW)


@TRIES
@given(blocks)
def test_nothing_is_left_to_decide_and_nothing_more_changes(drawn: list[Block]) -> None:
    tree = body(written(drawn))
    for settled in (accept_all(tree), reject_all(tree)):
        assert revisions_left(settled) == ()
        assert inside(accept_all(settled)) == inside(settled) == inside(reject_all(settled))


@TRIES
@given(blocks)
def test_what_is_left_is_a_sound_file(drawn: list[Block]) -> None:
    tree = body(written(drawn))
    for settled in (accept_all(tree), reject_all(tree)):
        assert lint(word_file(inside(settled))) == ()


@TRIES
@given(blocks)
def test_a_view_says_what_settling_would_leave(drawn: list[Block]) -> None:
    tree = body(written(drawn))
    for view, settle in ((accepted_texts, accept_all), (rejected_texts, reject_all)):
        assert list(view(tree)) == [text for text in paragraph_texts(settle(tree)) if text]


@TRIES
@given(blocks, st.booleans())
def test_a_walk_meets_the_words_the_paragraphs_say(drawn: list[Block], deleted: bool) -> None:
    tree = body(written(drawn))
    met = [step.text for step in walk(tree, deleted=deleted) if step.sign is Sign.WORDS]
    assert "".join(met) == "".join(paragraph_texts(tree, deleted=deleted))
