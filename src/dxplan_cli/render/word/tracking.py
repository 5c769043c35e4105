"""Tracked revisions: paragraphs and runs that Word offers to accept or reject, with comments for the marks.

Of a replacement the deletion stands before the insertion. A move is one pair of
ranges of the same name around whole paragraphs; nothing else is nested in it,
because LibreOffice loses text when such a move is rejected. Both places of a
moved paragraph may differ in words; the comment tells in which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Revision, Run
from dxplan_cli.render.word.xml import child, properties_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dxplan_cli.papers.blocks import Comment, Heading, Paragraph, Runs
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.xml import Element

_TAGS = {
    Revision.INSERTED: "ins", Revision.DELETED: "del", Revision.MOVED_HERE: "moveTo", Revision.MOVED_AWAY: "moveFrom",
}  # fmt: skip
_RANGES = {"moveTo": "moveToRange", "moveFrom": "moveFromRange"}
_UNPAIRED = {"moveTo": "ins", "moveFrom": "del"}
_GONE = frozenset({"del", "moveFrom"})


class Remark(Value):
    """A comment and the words it is about: from the `first` run up to, not including, the `last`."""

    comment: Comment
    first: int
    last: int


def tag_of(block: Paragraph | Heading, ledger: Ledger) -> str | None:
    """Return the revision of a paragraph as a whole; a move with one end only is an insertion or a deletion."""
    tag = _TAGS.get(block.revision)
    return tag if block.move in ledger.moves else _UNPAIRED.get(tag or "", tag)


def mark_paragraph(paragraph: Element, tag: str | None, ledger: Ledger) -> None:
    """Say that the paragraph itself, its end, came or went."""
    if tag is not None:
        ledger.revise(child(properties_of(paragraph), "rPr"), tag)


def begin_move(paragraph: Element, tag: str | None, move: str | None, ledger: Ledger) -> int | None:
    """Open the range of a move; return its number, to be closed behind the paragraph."""
    if tag not in _RANGES or move is None:
        return None
    start = ledger.revise(paragraph, f"{_RANGES[tag]}Start")
    start.set("w:name", ledger.moves[move])
    return ledger.given


def end_move(parent: Element, tag: str | None, number: int | None) -> None:
    """Close the range of a move."""
    if tag in _RANGES and number is not None:
        child(parent, f"{_RANGES[tag]}End", id=number)


def track_runs(
    paragraph: Element, block: Paragraph | Heading, write: Callable[[Element, Run, bool], None], ledger: Ledger
) -> None:
    """Append the words of a paragraph as revisions, and what its marks say as comments.

    `write` appends one run to a parent; its last argument tells whether the words are gone.
    """
    words, remarks = split_marks(block.runs)
    own = tag_of(block, ledger)
    numbered = [(remark, ledger.comment(remark.comment)) for remark in remarks]
    for at, run in enumerate(words):
        if numbered:
            _comment_at(at, paragraph, numbered, own, ledger)
        _write_pieces(paragraph, run, own, write, ledger)
    if numbered:
        _comment_at(len(words), paragraph, numbered, own, ledger)


def _comment_at(
    at: int, paragraph: Element, numbered: Sequence[tuple[Remark, int]], own: str | None, ledger: Ledger
) -> None:
    """Close and open the ranges of comments that end or begin before a run."""
    for remark, number in numbered:
        if remark.last == at and remark.first < at:
            _end_comment(paragraph, number, own, ledger)
    for remark, number in numbered:
        if remark.first == at:
            child(paragraph, "commentRangeStart", id=number)
            if remark.last == at:
                _end_comment(paragraph, number, own, ledger)


def split_marks(runs: Runs) -> tuple[Runs, tuple[Remark, ...]]:
    """Part the words of a paragraph from what its marks say about them.

    A mark before all words speaks of all of them, one further on of the
    revised words just before it, else of all before it.
    """
    words = tuple(run for run in runs if run.is_said)
    remarks: list[Remark] = []
    at = 0
    for run in runs:
        if run.comment is not None:
            first, last = (0, len(words)) if at == 0 else (_start_of_revised(words, at), at)
            remarks.append(Remark(run.comment, first, last))
        elif run.is_said:
            at += 1
    return words, tuple(remarks)


def _start_of_revised(words: Runs, end: int) -> int:
    start = end
    while start and (words[start - 1].revision is not Revision.SAME or words[start - 1].was is not None):
        start -= 1
    return start if start < end else 0


def _write_pieces(
    paragraph: Element, run: Run, own: str | None, write: Callable[[Element, Run, bool], None], ledger: Ledger
) -> None:
    if own is None and run.was is None and run.revision is Revision.SAME:
        write(paragraph, run, False)  # noqa: FBT003 - the signature `track_runs` asks for
        return
    for tag, text in _pieces(run, own):
        if not text:
            continue
        write(ledger.revise(paragraph, tag), Run(text, tone=run.tone), tag in _GONE)


def _pieces(run: Run, own: str | None) -> Iterator[tuple[str, str]]:
    """Yield the revisions a run is written as; in a paragraph that came or went as a whole, all of it goes with it."""
    if own is not None:
        yield own, run.text
    elif run.was is not None:
        yield "del", run.was
        yield "ins", run.text
    else:
        tag = _TAGS[run.revision]
        yield _UNPAIRED.get(tag, tag), run.text


def _end_comment(paragraph: Element, number: int, own: str | None, ledger: Ledger) -> None:
    """Close a comment's range; its sign comes and goes with a paragraph that does."""
    child(paragraph, "commentRangeEnd", id=number)
    parent = ledger.revise(paragraph, own) if own is not None else paragraph
    run = child(parent, "r")
    child(child(run, "rPr"), "rStyle", val="CommentReference")
    child(run, "commentReference", id=number)
