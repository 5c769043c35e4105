"""The opinions counted by the part of the plan they speak of and by what became of them, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.change import walk_places
from dxplan_cli.model.node import Section
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Bars, Picture, Style, plain
from dxplan_cli.trace.tally import Part, dispositions_of, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.places import Atlas

OVERALL = "（全般）"
_FEWEST = 2
_TITLE = "章・テーマと対応区分ごとの件数"


def draw_opinion_chart(material: Material) -> list[Block]:
    """Draw the counts, each opinion once, at the first part it speaks of; nothing when one opinion is all there is."""
    settings = material.plan.settings
    opinions = [each for each in material.register.opinions if each.disposition not in settings.withdrawn]
    if len(opinions) < _FEWEST:
        return []
    used = {opinion.disposition for opinion in opinions}
    listed = dispositions_of(settings, opinions)
    series = tuple(each for each in listed if each in used)
    counted = tally(parts_by_theme(opinions, material.comparison, material.atlas), series, settings.withdrawn)
    bars = Bars(series, tuple((row.title, tuple(count.opinions for count in row.counts)) for row in counted.rows))
    return [
        blocks.Paragraph(plain(_TITLE), Style.CAPTION),
        Picture(bars, _in_words(bars, counted.total.total.opinions)),
    ]


def parts_by_theme(opinions: Sequence[Opinion], comparison: Comparison, atlas: Atlas) -> list[Part]:
    """Return the opinions by the part they speak of first, in the plan's order; what is about nothing known is last."""
    spoken: dict[str, list[Opinion]] = {}
    for opinion in opinions:
        spoken.setdefault(_host(opinion, atlas), []).append(opinion)
    nodes = {place.node.id: place.node for place in walk_places(comparison.places)}
    parts = [
        Part(each, atlas.scope_name(node), spoken[each])
        for each, node in nodes.items()
        if each in spoken and isinstance(node, Section)
    ]
    return [*parts, *([Part("", OVERALL, spoken[""])] if "" in spoken else [])]


def _host(opinion: Opinion, atlas: Atlas) -> str:
    scopes = (atlas.scope_of(node) for node in opinion.about)
    return next((scope.id for scope in scopes if scope is not None), "")


def _in_words(bars: Bars, total: int) -> str:
    """Return the counts as a sentence, for who cannot see the bars."""
    told = (f"{label} {sum(counts)}{bars.unit}（{_parts(bars, counts)}）" for label, counts in bars.rows)
    return f"意見{total}{bars.unit}の内訳：{'、'.join(told)}"


def _parts(bars: Bars, counts: tuple[int, ...]) -> str:
    return "、".join(f"{name}{count}" for name, count in zip(bars.series, counts, strict=True) if count)
