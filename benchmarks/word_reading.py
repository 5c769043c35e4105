"""What a redline shows, read from its file: moves found, characters marked, and what is left when all is settled."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.revisions import accept_all, reject_all
from dxplan_cli.intake.word.text import paragraph_texts
from dxplan_cli.text.tokens import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from word_pair import Truth

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INSERTED, _DELETED, _MOVED_AWAY, _MOVED_HERE = (f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_REVISIONS = frozenset({_INSERTED, _DELETED, _MOVED_AWAY, _MOVED_HERE})
_TEXTS = (f"{_W}t", f"{_W}delText")


@dataclass(frozen=True, slots=True)
class Shown:
    """A redline as its reader finds it.

    `characters` are those inserted and deleted; what is moved is not counted. `cut_words` are the places where a
    mark begins or ends within a word.
    """

    moves: int
    characters: int
    cut_words: int
    gives_revised: bool
    gives_base: bool
    deletion_first: bool


def texts_of(path: Path, own: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return what the paragraphs of a file say, without the empty ones and `own`."""
    return _said(open_word(path.read_bytes()).body, own)


def read_redline(
    path: Path, base: tuple[str, ...], revised: tuple[str, ...], truth: Truth, own: frozenset[str] = frozenset()
) -> Shown:
    """Hold a redline against the texts of the two files it was made from, and against what was done to them.

    What is `own` to the redline does not count.
    """
    body = open_word(path.read_bytes()).body
    away = {_without(each, _INSERTED) for each in _moved(body, _MOVED_AWAY)}
    here = {_without(each, _DELETED) for each in _moved(body, _MOVED_HERE)}
    return Shown(
        sum(1 for move in truth.moves if move.before in away and move.after in here),
        sum(len(text.text or "") for text in body.iter(*_TEXTS) if _revision_of(text) in {_INSERTED, _DELETED}),
        sum(_cut_words(each, left_out) for each in body.iter(f"{_W}p") for left_out in (_INSERTED, _DELETED)),
        _said(accept_all(body), own) == revised,
        _said(reject_all(body), own) == base,
        next(_insertions_before_deletions(body), None) is None,
    )


def _said(body: _Element, own: frozenset[str]) -> tuple[str, ...]:
    return tuple(said for text in paragraph_texts(body) if (said := text.strip()) and said not in own)


def _revision_of(text: _Element) -> str | None:
    return next((str(each.tag) for each in text.iterancestors() if each.tag in _REVISIONS), None)


def _moved(body: _Element, tag: str) -> Iterator[_Element]:
    """Yield the paragraphs that hold a piece of a move."""
    return (paragraph for paragraph in body.iter(f"{_W}p") if tag in map(_revision_of, paragraph.iter(*_TEXTS)))


def _without(paragraph: _Element, left_out: str) -> str:
    return "".join(text.text or "" for text in paragraph.iter(*_TEXTS) if _revision_of(text) != left_out)


def _insertions_before_deletions(body: _Element) -> Iterator[_Element]:
    for inserted in body.iter(_INSERTED):
        following = inserted.getnext()
        if following is not None and following.tag == _DELETED and next(following.iter(*_TEXTS), None) is not None:
            yield inserted


def _cut_words(paragraph: _Element, left_out: str) -> int:
    """Count the places in the old or new words of a paragraph where a mark borders on the inside of a word."""
    pieces = [(each.text or "", _revision_of(each)) for each in paragraph.iter(*_TEXTS)]
    kept = [(text, tag) for text, tag in pieces if text and tag != left_out]
    ends = list(accumulate(len(text) for text, _ in kept))
    borders = {end for end, (_, one), (_, other) in zip(ends, kept, kept[1:], strict=False) if one != other}
    if not borders:
        return 0
    return len(borders - set(accumulate(map(len, cut("".join(text for text, _ in kept))))))
