"""溶け込み版: the revised draft as it would be published. It is drawn as the comparison of the draft with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Contents, PageBreak, Style, plain
from dxplan_cli.papers.front import inferred_note, plan_period
from dxplan_cli.papers.material import dated_label, make_document
from dxplan_cli.papers.packet import VISION
from dxplan_cli.papers.sections import Drawing, draw_places
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import Block, PaperDocument
    from dxplan_cli.papers.material import Material

KIND = "clean"


def make_clean(material: Material) -> PaperDocument:
    """Make the clean text: cover, contents, chapters; no marks, alternatives or notes on work left."""
    settings, revised = material.plan.settings, material.comparison.revised
    chapters = frozenset(chapter.id for chapter in revised.chapters)
    itself = compare_drafts(revised, revised)
    drawing = Drawing(
        replace(material, trace=replace(material.trace, comparison=itself)),
        is_published=True,
        framed=frozenset({VISION}),
        before=lambda place: [PageBreak()] if place.node.id in chapters else [],
    )
    slogan = "\u3000".join(filter(None, (settings.slogan, plan_period(material))))
    lines = (slogan, dated_label(revised), settings.office)
    cover: list[Block] = [blocks.Paragraph(plain(line), Style.CENTER) for line in lines if line]
    body = draw_places(itself.places, drawing)
    return make_document(
        material, KIND, [*cover, Contents(3), *body, *inferred_note(revised, revised)], title=material.plan_title
    )
