"""The opinions counted by the part of the plan they speak of and by what became of them, as bars."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.diff.change import walk_places
from dxplan_cli.model.node import Section
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Bars, Picture, Style, plain

if TYPE_CHECKING:
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material

OVERALL = "（全般）"
_FEWEST = 2
_TITLE = "章・テーマと対応区分ごとの件数"


def draw_opinion_chart(material: Material) -> list[Block]:
    """Draw the counts, each opinion once, at the first part it speaks of; nothing when one opinion is all there is."""
    opinions = material.register.opinions
    if len(opinions) < _FEWEST:
        return []
    counts = Counter((_host(opinion, material), opinion.disposition) for opinion in opinions)
    used = {disposition for _, disposition in counts}
    order = dict.fromkeys([*material.plan.settings.dispositions, *(each.disposition for each in opinions)])
    series = tuple(each for each in order if each in used)
    rows = tuple(
        (name, tuple(counts[host, each] for each in series)) for host, name in _hosts(opinions, material).items()
    )
    bars = Bars(series, rows)
    return [blocks.Paragraph(plain(_TITLE), Style.CAPTION), Picture(bars, _in_words(bars, len(opinions)))]


def _hosts(opinions: tuple[Opinion, ...], material: Material) -> dict[str, str]:
    """Return the parts spoken of with their names, in the order of the plan; what is about nothing known comes last."""
    spoken = {_host(opinion, material) for opinion in opinions}
    nodes = {place.node.id: place.node for place in walk_places(material.comparison.places)}
    names = {
        each: material.atlas.scope_name(node)
        for each, node in nodes.items()
        if each in spoken and isinstance(node, Section)
    }
    return {**names, **({"": OVERALL} if "" in spoken else {})}


def _host(opinion: Opinion, material: Material) -> str:
    scopes = (material.atlas.scope_of(node) for node in opinion.about)
    return next((scope.id for scope in scopes if scope is not None), "")


def _in_words(bars: Bars, total: int) -> str:
    """Return the counts as a sentence, for who cannot see the bars."""
    told = (f"{label} {sum(counts)}{bars.unit}（{_parts(bars, counts)}）" for label, counts in bars.rows)
    return f"意見{total}{bars.unit}の内訳：{'、'.join(told)}"


def _parts(bars: Bars, counts: tuple[int, ...]) -> str:
    return "、".join(f"{name}{count}" for name, count in zip(bars.series, counts, strict=True) if count)
