"""Comparison of two texts in Japanese words.

Compared on keys, shown as written; a word is never cut in two. Blanks that part
no words are no edit: where only they differ, it is a matter of notation. One that
parts words is shown with the words it parts (5km → 5 km): nobody sees a blank that
was added. Where less than a third of the shorter text is kept, the old text stands
whole before the new one: nobody can read confetti.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.diff.align import Pairs, align
from dxplan_cli.diff.segment import Op, Segment, Segments, after_of, before_of, edits_of
from dxplan_cli.text.keys import fold, wording_key
from dxplan_cli.text.tokens import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.diff.segment import Edit

_ALIKE = 3
"""A text counts as rewritten where less than one in so many characters of the shorter side is kept."""


def compare_words(before: str, after: str) -> Segments:
    """Compare two texts; the segments give back both, exactly."""
    if before == after:
        return (Segment(Op.EQUAL, before, after),) if before else ()
    if fold(before) == fold(after):
        return _notation(before, after)
    if not before:
        return _without_idle_blanks((Segment(Op.INSERT, "", after),))
    if not after:
        return _without_idle_blanks((Segment(Op.DELETE, before, ""),))
    old, new = cut(before), cut(after)
    old_keys, new_keys = [fold(token) for token in old], [fold(token) for token in new]
    pairs = _slide(align(old_keys, new_keys), old_keys, new_keys)
    segments = _without_idle_blanks(_segments(old, new, pairs))
    if edits_of(segments) and wording_key(before) == wording_key(after):
        return (Segment(Op.NOTATION, before, after),)
    return segments if _is_readable(segments) else (Segment(Op.DELETE, before, ""), Segment(Op.INSERT, "", after))


def _notation(before: str, after: str) -> Segments:
    """Show which words are written in another width, not the whole text."""
    old, new = cut(before), cut(after)
    if [fold(token) for token in old] != [fold(token) for token in new]:
        return (Segment(Op.NOTATION, before, after),)
    return _joined(_kept(x, y) for x, y in zip(old, new, strict=True))


def _kept(before: str, after: str) -> Segment:
    return Segment(Op.EQUAL if before == after else Op.NOTATION, before, after)


def _segments(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Segments:
    pieces: list[Segment] = []
    i = j = 0
    for x, y in [*pairs, (len(old), len(new))]:
        pieces += _replaced("".join(old[i:x]), "".join(new[j:y]))
        if x < len(old):
            pieces.append(_kept(old[x], new[y]))
        i, j = x + 1, y + 1
    return _joined(_with_parted_words(pieces))


def _with_parted_words(pieces: Sequence[Segment]) -> list[Segment]:
    """Show a blank that came between two kept words, or went, as a change of both: it is never an addition of nothing."""
    shown: list[Segment] = []
    waiting = list(reversed(pieces))
    while waiting:
        piece = waiting.pop()
        blank = piece.before + piece.after
        between = shown and waiting and not shown[-1].is_edit and not waiting[-1].is_edit
        if piece.is_edit and blank.isspace() and between:
            parted = (shown[-1], piece, waiting[-1])
            before, after = before_of(parted), after_of(parted)
            if wording_key(before) != wording_key(after):
                shown.pop()
                waiting.pop()
                shown += [Segment(Op.DELETE, before, ""), Segment(Op.INSERT, "", after)]
                continue
        shown.append(piece)
    return shown


def _replaced(before: str, after: str) -> list[Segment]:
    """Show what stands between two kept words; the same words in another width may have been cut otherwise."""
    if before and after and fold(before) == fold(after):
        return [_kept(before, after)]
    gone = [Segment(Op.DELETE, before, "")] if before else []
    return [*gone, Segment(Op.INSERT, "", after)] if after else gone


_CONTEXT = 4
"""Characters beside an edit that tell what a blank at its border parts: a unit of area and what stands before it."""


def _without_idle_blanks(segments: Segments) -> Segments:
    """Call an edit notation that only adds or takes away blanks which part no words."""
    pieces: list[Segment] = []
    done = 0
    for edit in edits_of(segments):
        beside = (segments[: edit.first][-1:], segments[edit.last :][:1])
        pieces += segments[done : edit.first]
        pieces += [_kept(edit.before, edit.after)] if _is_idle(edit, *beside) else segments[edit.first : edit.last]
        done = edit.last
    return _joined([*pieces, *segments[done:]])


def _is_idle(edit: Edit, behind: Segments, ahead: Segments) -> bool:
    """Tell whether an edit, read with the kept words on both sides, adds and takes away nothing but idle blanks."""
    if not any(map(str.isspace, edit.before + edit.after)):
        return False
    before = before_of(behind)[-_CONTEXT:] + edit.before + before_of(ahead)[:_CONTEXT]
    after = after_of(behind)[-_CONTEXT:] + edit.after + after_of(ahead)[:_CONTEXT]
    return wording_key(before) == wording_key(after)


def _joined(pieces: Iterable[Segment]) -> Segments:
    return tuple(
        Segment(op, before_of(run), after_of(run))
        for op, run in ((op, tuple(run)) for op, run in groupby(pieces, key=lambda piece: piece.op))
    )


def _is_readable(segments: Segments) -> bool:
    ops = {segment.op for segment in segments if segment.is_edit}
    if len(ops) < len((Op.DELETE, Op.INSERT)):
        return True
    kept = sum(len(segment.after) for segment in segments if not segment.is_edit)
    shorter = min(sum(len(segment.before) for segment in segments), sum(len(segment.after) for segment in segments))
    return _ALIKE * kept >= shorter


_SENTENCE_ENDS = frozenset("。！？!?\n")
_CLAUSE_ENDS = frozenset("、，,；;：:・）)」』】")
_OPENERS = frozenset("（(「『【")


def _border(tokens: Sequence[str], at: int) -> int:
    """Rate the border before `tokens[at]`: how natural it is for an edit to begin or end there."""
    if at in {0, len(tokens)}:
        return 3
    if tokens[at - 1][-1:] in _SENTENCE_ENDS:
        return 3
    if tokens[at - 1][-1:] in _CLAUSE_ENDS or tokens[at][:1] in _OPENERS:
        return 2
    return 0


def _is_phrase_border(tokens: Sequence[str], at: int) -> bool:
    """Tell whether a phrase may end before `tokens[at]`: after kana, as particles are, and before any other letter."""
    if _border(tokens, at):
        return True
    following = tokens[at][:1]
    return _is_kana(tokens[at - 1][-1:]) and following.isalnum() and not _is_kana(following)


def _is_kana(letter: str) -> bool:
    return "ぁ" <= letter <= "ゖ"


def _naturalness(tokens: Sequence[str], start: int, end: int) -> tuple[int, bool]:
    """Rate a stretch an edit could take: by punctuation, then 「申請作業の」 before 「の申請作業」."""
    marks = _border(tokens, start) + _border(tokens, end)
    return marks, _is_phrase_border(tokens, start) and _is_phrase_border(tokens, end)


def _slide(pairs: Pairs, old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Shift pure insertions and deletions, where the words allow it, to the most natural borders.

    「A、B、」+「A、C、B、」 may add 「C、」 or 「、C」: the reader expects the clause with its own comma.
    """
    pairs = [(-1, -1), *pairs, (len(old), len(new))]
    for index in range(1, len(pairs)):
        (i, j), (x, y) = pairs[index - 1], pairs[index]
        if x == i + 1 and y > j + 1:
            _slide_gap(pairs, index, new, 1)
        elif y == j + 1 and x > i + 1:
            _slide_gap(pairs, index, old, 0)
    return pairs[1:-1]


def _slide_gap(pairs: Pairs, index: int, tokens: Sequence[str], side: int) -> None:
    """Try every place the gap before pair `index` can stand without changing any word; keep the most natural."""
    start, end = pairs[index - 1][side] + 1, pairs[index][side]
    left = _reach(pairs, range(index - 1, 0, -1), tokens, side, start - end)
    right = _reach(pairs, range(index, len(pairs) - 1), tokens, side, end - start)
    shifts = sorted(range(-left, right + 1), key=abs)
    best = max(shifts, key=lambda shift: _naturalness(tokens, start + shift, end + shift))
    passed = range(index + best, index) if best < 0 else range(index, index + best)
    jump = end - start if best < 0 else start - end
    for at in passed:
        i, j = pairs[at]
        pairs[at] = (i, j + jump) if side else (i + jump, j)


def _reach(pairs: Pairs, candidates: range, tokens: Sequence[str], side: int, width: int) -> int:
    """Count the pairs beside the gap that may change sides with it: neighbours whose word stands again a gap's width on."""
    count = 0
    for at in candidates:
        if count and (
            abs(pairs[at][0] - pairs[at - candidates.step][0]),
            abs(pairs[at][1] - pairs[at - candidates.step][1]),
        ) != (1, 1):
            break
        if tokens[pairs[at][side]] != tokens[pairs[at][side] - width]:
            break
        count += 1
    return count
