"""Every KPI of the plan in one place, under the names of the parts it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.change import walk_places
from dxplan_cli.model.node import Kpi
from dxplan_cli.papers.blocks import Heading, Reference, Run
from dxplan_cli.papers.front import inferred_note
from dxplan_cli.papers.marked_text import inferred_sign, versions_of
from dxplan_cli.papers.nodes import draw_leaves
from dxplan_cli.papers.surroundings import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material


def gather_kpis(material: Material) -> Iterator[Block]:
    """Yield the KPIs of both drafts as the marked text draws them, a heading for each part that has any."""
    is_inferred = False
    for place in walk_places(material.comparison.places):
        kpis = [child for child in place.children if isinstance(child.node, Kpi)]
        is_inferred = is_inferred or any(inferred_sign(*versions_of(each)) for each in kpis)
        if kpis:
            where = Run(material.atlas.name_of(place.node.id), refers=(Reference(place.node.id),))
            yield Heading(1, (where,))
            around = surroundings_of(kpis)
            yield from draw_leaves(kpis, around, material, is_published=material.edition.is_public)
    if is_inferred:
        yield from inferred_note(*material.comparison.drafts)
