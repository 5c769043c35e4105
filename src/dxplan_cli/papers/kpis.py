"""KPI tables: KPI | 2023 | 2028, one row a KPI, cells empty while unset."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.model.node import Kpi, Measure
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Revision, Run, quiet
from dxplan_cli.papers.cells import runs_cell
from dxplan_cli.papers.marked_text import compared, marked_words, versions_of
from dxplan_cli.papers.tables import value_runs
from dxplan_cli.papers.values import measure_heading, served_names, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material

_NAME_SHARE = 0.6


def draw_kpis(places: Sequence[Place], material: Material) -> list[Block]:
    """Draw neighbouring KPIs; those of the same years share a table."""
    return [_table(years, list(group), material) for years, group in groupby(places, key=_columns)]


def _columns(place: Place) -> tuple[str, ...]:
    """Return the columns of values: baseline, the years measured since, target."""
    kpi = place.node
    if not isinstance(kpi, Kpi):
        return ()
    actuals = (measure_heading(each, "実績") for each in kpi.actuals)
    return (measure_heading(kpi.baseline, "現状値"), *actuals, measure_heading(kpi.target, "目標値"))


def _table(columns: tuple[str, ...], places: Sequence[Place], material: Material) -> blocks.Table:
    share = (1 - _NAME_SHARE) / len(columns)
    revision = _common_revision(places)
    head = blocks.Row(tuple(runs_cell((Run(title, revision),), "center") for title in ("KPI", *columns)))
    rows = (head, *(_row(place, len(columns), material) for place in places))
    return blocks.Table((_NAME_SHARE, *[share] * len(columns)), rows, summary="KPIの現状値と目標値")


def _common_revision(places: Sequence[Place]) -> Revision:
    """Tell whether the table as a whole came or went."""
    versions = [versions_of(place) for place in places]
    if all(after is None for _, after in versions):
        return Revision.DELETED
    return Revision.INSERTED if all(before is None for before, _ in versions) else Revision.SAME


def _row(place: Place, width: int, material: Material) -> blocks.Row:
    before, after = versions_of(place)
    served = served_names(place.node, material.atlas) if isinstance(place.node, Kpi) else ""
    name = (*marked_words(place, material), *compared(before, after, _unit), *(quiet(served) if served else ()))
    old, new = (_values(node, width) for node in (before, after))
    cells = (runs_cell(value_runs(*pair), "center") for pair in zip(old, new, strict=True))
    return blocks.Row((runs_cell(name), *cells))


def _values(node: AnyNode | None, width: int) -> list[str | None]:
    """Return the values in the columns of the newest version; an older one may lack the years in the middle."""
    if not isinstance(node, Kpi):
        return [None] * width
    actuals = (*node.actuals, *[Measure()] * width)[: width - 2]
    return [value_text(each.value) for each in (node.baseline, *actuals, node.target)]


def _unit(node: AnyNode) -> str:
    return f"（{node.unit}）" if isinstance(node, Kpi) and node.unit else ""
