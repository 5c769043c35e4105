"""Comments of the tracked redline: what a mark stands for, in the margin instead of in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of
from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.papers.blocks import Comment
from dxplan_cli.papers.consequence import reason_in_words
from dxplan_cli.papers.explanations import UNEXPLAINED
from dxplan_cli.papers.labels import mark_run, others_note
from dxplan_cli.papers.places import move_notes
from dxplan_cli.papers.values import field_lines
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.change import Change
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Run
    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.mark import Mark


def commented_mark(mark: Mark, material: Material) -> Run:
    """Return a mark as it stands in the text, with its opinions, their answers, its reasons and what else changed."""
    run = mark_run(mark)
    lines = (run.text, *_grounds(mark, material), *_beyond_words(mark, material))
    return replace(run, comment=Comment(lines, is_resolved=_is_decided(mark)))


def _is_decided(mark: Mark) -> bool:
    return mark.is_explained and all(opinion.disposition != UNDECIDED for opinion in mark.opinions)


def _grounds(mark: Mark, material: Material) -> Iterator[str]:
    for opinion in mark.opinions:
        yield from _opinion_lines(opinion, material)
    for reason in mark.reasons:
        yield f"理由：{reason_in_words(reason, mark, material)}"
    if not mark.is_explained and not material.edition.is_public:
        yield UNEXPLAINED


def _opinion_lines(opinion: Opinion, material: Material) -> Iterator[str]:
    yield f"意見{material.register.number_of(opinion.id)}「{opinion.text}」{others_note(opinion)}"
    shared = material.opinions.get(opinion.same_as or "")
    answer = opinion.answer or (shared.answer if shared is not None else None)
    yield f"対応：{opinion.disposition}" + (f"\u3000{answer}" if answer else "")


def _beyond_words(mark: Mark, material: Material) -> Iterator[str]:
    """Tell what the first mark of a node cannot show in its words: a move, the edit inside it, attributes, what is inferred."""
    change = material.comparison.by_node.get(mark.node)
    if change is None or mark != material.trace.marks_by_node[mark.node][0]:
        return
    if change.moved:
        yield move_notes(change, material.atlas)[0]
        yield from _edits(change)
    yield from (f"変更\u3000{line}" for line in field_lines(change, material.atlas))
    if change.before is not None and change.before.reconstructed:
        yield "旧文言は、もとの文書で確かめられず、推定したものです"


def _edits(change: Change) -> Iterator[str]:
    for edit in edits_of(change.segments):
        match edit.before, edit.after:
            case before, "":
                yield f"文言の削除\u3000「{before}」"
            case "", after:
                yield f"文言の追加\u3000「{after}」"
            case before, after:
                yield f"文言の修正\u3000「{before}」→「{after}」"
