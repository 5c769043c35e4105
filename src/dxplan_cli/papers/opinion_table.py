"""★意見: the opinions on a field or theme, each with the labels of what became of it, as in the source paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import UNDECIDED, Promise
from dxplan_cli.papers.blocks import Cell, Paragraph, Row, Run, Table, Tone, plain
from dxplan_cli.papers.cells import opinion_cell
from dxplan_cli.papers.labels import CARRIED_OVER, SAME_AS_ABOVE, joined_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxplan_cli.model.node import Section
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material

_WIDTHS = (0.8, 0.2)


def opinions_by_host(material: Material) -> Mapping[str, Sequence[Opinion]]:
    """Gather the opinions under the section each speaks of; those about nothing known stand under ``""``."""
    hosts: dict[str, list[Opinion]] = {}
    for opinion in material.register.opinions:
        scopes = (material.atlas.scope_of(node) for node in opinion.about)
        for host in dict.fromkeys(scope.id for scope in scopes if scope) or ("",):
            hosts.setdefault(host, []).append(opinion)
    return hosts


def draw_opinions(opinions: Sequence[Opinion], host: Section | None, material: Material) -> list[Block]:
    """Draw opinions that stand at `host`, a table for each round."""
    drawn: list[Block] = []
    for hearing in material.register.hearings:
        heard = [opinion for opinion in opinions if opinion.round == hearing.id]
        if heard:
            carried = f"\u3000{CARRIED_OVER}" if hearing.is_carried else ""
            drawn.append(_table(f"★意見（{hearing.title}）{carried}", heard, host, material))
    return drawn


def outcome(opinion: Opinion, host: Section | None, material: Material) -> str:
    """Return the labels an opinion led to, else what became of it unless that is said by its absence."""
    marks = material.trace.marks_by_opinion.get(opinion.id, ())
    if marks:
        return joined_labels(marks, host, material.atlas)
    promises_change = material.plan.settings.promise_of(opinion.disposition) is Promise.CHANGE
    return "" if promises_change or opinion.disposition == UNDECIDED else opinion.disposition


def _table(title: str, opinions: Sequence[Opinion], host: Section | None, material: Material) -> Table:
    head = Row((Cell((Paragraph(plain(title)),), span=len(_WIDTHS), align="left"),))
    rows = [
        Row((opinion_cell(opinion), _outcome_cell(opinion, above, host, material)))
        for opinion, above in zip(opinions, [None, *opinions], strict=False)
    ]
    return Table(_WIDTHS, (head, *rows), summary="左に意見、右に修正の印。印のないものは空欄")


def _outcome_cell(opinion: Opinion, above: Opinion | None, host: Section | None, material: Material) -> Cell:
    """Return the right cell; 〃 when the opinion above led to the very same marks."""
    marks = material.trace.marks_by_opinion.get(opinion.id, ())
    is_same = above is not None and marks and marks == material.trace.marks_by_opinion.get(above.id, ())
    text = SAME_AS_ABOVE if is_same else outcome(opinion, host, material)
    return Cell((Paragraph((Run(text, tone=Tone.MARK),) if text else ()),), align="center")
