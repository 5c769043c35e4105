"""Why something changed: the marks of a change with their opinions or reasons (意見・理由)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import words_of
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Reference, Run, Tone, plain
from dxplan_cli.papers.consequence import reason_in_words
from dxplan_cli.papers.labels import mark_run, others_note
from dxplan_cli.papers.places import kind_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.change import Change
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Runs
    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.mark import Mark

UNEXPLAINED = "理由の記載なし"
_SHORT = 60


def explain(change: Change, material: Material, *, is_labelled: bool = True) -> tuple[blocks.Paragraph, ...]:
    """Return a paragraph for each opinion or reason behind a change; `is_labelled` puts each mark before its own."""
    marks = material.trace.marks_by_node.get(change.node, ())
    if not marks:
        return (blocks.Paragraph(plain(_together(change, material))),)
    paragraphs: list[blocks.Paragraph] = []
    for mark in marks:
        lines = list(_lines(mark, material))
        if is_labelled:
            lines[0] = (mark_run(mark), *lines[0])
        paragraphs += map(blocks.Paragraph, lines)
    return tuple(paragraphs)


def shortened(text: str, limit: int = _SHORT) -> str:
    """Return the beginning of a text on one line, with … where more follows."""
    line = " ".join(text.split("\n"))
    return line if len(line) <= limit else line[:limit] + "…"


def opinion_in_short(opinion: Opinion, material: Material) -> str:
    """Return an opinion's number and its beginning: 意見No.4「…」."""
    return f"意見{material.register.number_of(opinion.id)}「{shortened(opinion.text)}」{others_note(opinion)}"


def _lines(mark: Mark, material: Material) -> Iterator[Runs]:
    if not mark.is_explained:
        yield () if material.edition.is_public else (Run(f"（{UNEXPLAINED}）", tone=Tone.STRONG),)
    for opinion in mark.opinions:
        yield (Run(opinion_in_short(opinion, material), refers=(Reference(opinion.id, is_opinion=True),)),)
    for reason in mark.reasons:
        yield (Run(reason_in_words(reason, mark, material)),)


def _together(change: Change, material: Material) -> str:
    """Say with what a change came or went that needs no mark of its own."""
    swept = material.trace.swept.get(change.node)
    if swept is not None:
        return f"一括の改め（{'、'.join(reason.reason for reason in swept.reasons)}）"
    root = material.comparison.by_node.get(change.within or "")
    if root is None:
        is_silent = material.edition.is_public or not material.trace.asks_reasons
        return "" if is_silent else f"（{UNEXPLAINED}）"
    name = words_of(root.subject) or kind_name(root.subject)
    return f"「{shortened(name, 30)}」の{root.kind.value}に伴い{change.kind.value}"
