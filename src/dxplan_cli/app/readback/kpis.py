"""KPIs read out of the tables the papers put them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.app.readback.tables import match_grids
from dxplan_cli.app.readback.wording import as_printed
from dxplan_cli.app.typed_values import value_of
from dxplan_cli.model.node import Kpi, Measure
from dxplan_cli.papers.values import note_text, served_names, source_text, value_text
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dxplan_cli.intake.manuscript.pieces import Grid
    from dxplan_cli.model.node import AnyNode

_HEAD: Final = "KPI"
_UNDATED: Final = "現状値", "実績", "目標値"
_LEAST: Final = 3
"""Columns: the name, where it stands, where it should be."""
_YEAR: Final = 4


class Line(Value):
    """A row of a table of KPIs: the years over its values, and its cells."""

    years: tuple[int | None, ...]
    cells: tuple[str, ...]


class ReadKpi(Value):
    """A KPI as it is on paper now; `is_unsure` tells that unit, source or note became part of its name."""

    kpi: Kpi
    is_unsure: bool = False


def lines_of(grid: Grid) -> tuple[Line, ...] | None:
    """Return the rows of a table of KPIs; None where it is no such table."""
    years: tuple[int | None, ...] | None = None
    lines: list[Line] = []
    for row in grid.rows:
        read = _years(row)
        years = read or years
        if years is None or len(row) != len(years) + 1:
            return None
        if read is None:
            lines.append(Line(years, row))
    return tuple(lines) or None


def renew_kpis(
    known: Sequence[Kpi], printed: Grid, lines: Sequence[Line], nodes: Mapping[str, AnyNode], new_id: Callable[[], str]
) -> Iterator[ReadKpi]:
    """Yield the KPIs of a table that is known, as they are on paper now."""
    before = lines_of(printed) or ()
    pairs = match_grids([line.cells for line in before], [line.cells for line in lines])
    for at, line in enumerate(lines):
        origin = pairs.get(at)
        if origin is None or origin >= len(known):
            yield ReadKpi(read_kpi(line, new_id()))
        elif before[origin] == line:
            yield ReadKpi(known[origin])
        else:
            yield _renewed(known[origin], before[origin], line, nodes)


def renew_kpi(
    known: Kpi, columns: Sequence[str], before: Sequence[str], now: Sequence[str], nodes: Mapping[str, AnyNode]
) -> ReadKpi | None:
    """Return a KPI as a row says it now that said `before` when it went out; None below no heading of KPIs."""
    years = _years(columns)
    if years is None or len(before) != len(columns) or len(now) != len(columns):
        return None
    return _renewed(known, Line(years, tuple(before)), Line(years, tuple(now)), nodes)


def read_kpi(line: Line, node_id: str) -> Kpi:
    """Return a KPI nobody knew; what stands in brackets behind its name stays part of it."""
    measures = [Measure(year=year, value=value_of(cell)) for year, cell in zip(line.years, line.cells[1:], strict=True)]
    return Kpi(
        id=node_id, name=line.cells[0] or None, baseline=measures[0], target=measures[-1], actuals=tuple(measures[1:-1])
    )


def _years(row: Sequence[str]) -> tuple[int | None, ...] | None:
    """Return the years a heading names; None where the row is no heading."""
    if len(row) < _LEAST or row[0] != _HEAD:
        return None
    baseline, actual, target = _UNDATED
    words = (baseline, *[actual] * (len(row) - _LEAST), target)
    pairs = list(zip(row[1:], words, strict=True))
    if not all(cell == word or _is_year(cell) for cell, word in pairs):
        return None
    return tuple(None if cell == word else int(cell) for cell, word in pairs)


def _is_year(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) == _YEAR and not cell.startswith("0")


def _renewed(known: Kpi, before: Line, now: Line, nodes: Mapping[str, AnyNode]) -> ReadKpi:
    read = _renamed(known, before.cells[0], now.cells[0], nodes)
    fresh = read_kpi(now, known.id)
    measures = [fresh.baseline, *fresh.actuals, fresh.target]
    if len(before.cells) == len(now.cells):
        written = (known.baseline, *known.actuals, known.target)
        changes = (one != other for one, other in zip(before.cells[1:], now.cells[1:], strict=True))
        measures = [
            new if is_changed else replace(new, value=old.value)
            for old, new, is_changed in zip(written, measures, changes, strict=True)
        ]
    else:
        measures = [_as_written(known, each) for each in measures]
    kpi = replace(read.kpi, baseline=measures[0], target=measures[-1], actuals=tuple(measures[1:-1]))
    return ReadKpi(kpi, read.is_unsure)


def _as_written(known: Kpi, measure: Measure) -> Measure:
    """Return a value as it is written already for that year, if it is the same on paper."""
    every = (known.baseline, *known.actuals, known.target)
    same = (each for each in every if each.year == measure.year and value_text(each.value) == value_text(measure.value))
    return next(same, measure)


def _renamed(known: Kpi, before: str, now: str, nodes: Mapping[str, AnyNode]) -> ReadKpi:
    """Read name, unit, source and note back from the cell they are printed in together."""
    if before == now:
        return ReadKpi(known)
    head, *below = now.split("\n")
    rest = head
    served = served_names(known, nodes)
    if served:
        if not rest.endswith(served):
            return _unsure(known, now)
        rest = rest.removesuffix(served)
    unit = f"（{known.unit}）" if known.unit else ""
    if unit and rest.endswith(unit):
        rest = rest.removesuffix(unit)
    elif unit:
        return _with_other_unit(known, before, now)
    tail = tuple(filter(None, (source_text(known), note_text(known))))
    if tuple(below) != tuple(as_printed(line) for each in tail for line in each.split("\n")):
        return _unsure(known, now)
    return ReadKpi(replace(known, name=rest or None))


def _with_other_unit(known: Kpi, before: str, now: str) -> ReadKpi:
    """Read another unit behind the same name."""
    old, name = f"（{known.unit}）", known.name or ""
    inner = now.removeprefix(name).removesuffix(before.removeprefix(f"{name}{old}"))
    is_unit = before.startswith(f"{name}{old}") and inner.startswith("（") and inner.endswith("）")
    if is_unit and inner.count("（") == 1 and fold(inner[1:-1]).strip():
        return ReadKpi(replace(known, unit=inner[1:-1]))
    return _unsure(known, now)


def _unsure(known: Kpi, now: str) -> ReadKpi:
    """Keep the whole cell as the name: nothing on paper is lost, and a person can part it."""
    return ReadKpi(replace(known, name=now, unit=None, source=None, note=None), is_unsure=True)
