"""委員会資料: the revised draft with its marks, page by page as the committee reads it, each theme with its ★意見."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dxplan_cli.model.node import Kpi, Section
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Contents, Heading, PageBreak, Run, Style, plain
from dxplan_cli.papers.figures import FIELD, THEME
from dxplan_cli.papers.front import inferred_note, legend, plan_period
from dxplan_cli.papers.marked_text import marked_title
from dxplan_cli.papers.material import dated_label, make_document
from dxplan_cli.papers.opinion_table import draw_opinions, opinions_by_host
from dxplan_cli.papers.sections import Drawing, draw_places
from dxplan_cli.papers.step_notes import step_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Block, PaperDocument, Runs
    from dxplan_cli.papers.material import Material

KIND = "packet"
VISION = "めざす姿"
_OTHER = "その他の意見"
_PAGE_LEVEL = 2
"""A theme has a page to itself, so its heading weighs as much as its field's."""


def make_packet(material: Material) -> PaperDocument:
    """Make the committee's main paper: cover, contents, chapters with marks and opinions, opinions without a place."""
    opinions = opinions_by_host(material)
    starts = frozenset(_page_starts(material.comparison.places))
    drawing = Drawing(
        material,
        is_published=material.edition.is_public,
        framed=frozenset({VISION}),
        before=lambda place: [PageBreak()] if place.node.id in starts and not place.moved_away else [],
        after=partial(_opinions_on, opinions, material),
        title=partial(_title, material),
        level=lambda place, level: _PAGE_LEVEL if _has_role(place, THEME) else level,
    )
    body = draw_places(material.comparison.places, drawing)
    ending = [*_others(opinions, material), *inferred_note(*material.comparison.drafts), *step_notes(material)]
    title = f"{material.plan_title}\u3000{material.comparison.revised.label}"
    return make_document(material, KIND, [*_cover(material), *body, *ending], title=title)


def _cover(material: Material) -> list[Block]:
    settings, comparison = material.plan.settings, material.comparison
    slogan = "\u3000".join(filter(None, (settings.slogan, plan_period(material))))
    lines = (slogan, f"{dated_label(comparison.base)}からの修正案", settings.office)
    centred = [blocks.Paragraph(plain(line), Style.CENTER) for line in lines if line]
    return [*centred, legend(material), Contents(_PAGE_LEVEL)]


def _title(material: Material, place: Place) -> Runs:
    """Return a heading; a theme is introduced by its field: 産業・しごと分野 / 商工業・サービス業."""
    title = marked_title(place, material)
    path = material.atlas.paths[place.node.id]
    above = material.atlas.nodes[path[-1]] if path else None
    if _has_role(place, THEME) and isinstance(above, Section) and above.role == FIELD:
        return (Run(f"{above.title} / "), *title)
    return title


def _opinions_on(opinions: Mapping[str, Sequence[Opinion]], material: Material, place: Place) -> list[Block]:
    host = place.node
    if place.moved_away:
        return []
    return draw_opinions(opinions.get(host.id, ()), host if isinstance(host, Section) else None, material)


def _others(opinions: Mapping[str, Sequence[Opinion]], material: Material) -> list[Block]:
    placeless = opinions.get("", ())
    if not placeless:
        return []
    return [PageBreak(), Heading(1, (Run(_OTHER),)), *draw_opinions(placeless, None, material)]


def _page_starts(chapters: Sequence[Place]) -> Iterator[str]:
    """Yield the ids at which a page begins: chapters, fields, and themes that share no KPI with the one before."""
    for chapter in chapters:
        yield chapter.node.id
        yield from _starts_below(chapter)


def _starts_below(place: Place) -> Iterator[str]:
    previous: Place | None = None
    for child in place.children:
        if _has_role(child, FIELD) and previous is not None:
            yield child.node.id
        if _has_role(child, THEME) and not (previous and _share_kpi(previous, child)):
            yield child.node.id
        yield from _starts_below(child)
        previous = child


def _share_kpi(one: Place, other: Place) -> bool:
    served = [kpi.node.serves for place in (one, other) for kpi in place.children if isinstance(kpi.node, Kpi)]
    return any(one.node.id in nodes and other.node.id in nodes for nodes in served)


def _has_role(place: Place, role: str) -> bool:
    return isinstance(place.node, Section) and place.node.role == role
