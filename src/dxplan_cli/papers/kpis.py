"""KPI tables: KPI | 2023 | 2028, one row a KPI, cells empty while unset.

KPIs that follow one another share a table, and a heading as long as their
years are the same in the draft concerned.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.model.node import Kpi, Measure, words_of
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Revision, Run, Tone
from dxplan_cli.papers.cells import runs_cell
from dxplan_cli.papers.marked_text import compared, compared_texts, inferred_sign, marked_words, versions_of
from dxplan_cli.papers.surroundings import key_of
from dxplan_cli.papers.tables import row_revision, value_runs
from dxplan_cli.papers.values import measure_heading, note_text, served_names, source_text, value_text
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Block, Runs
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.surroundings import Surroundings

_NAME_SHARE = 0.6


class _Line(Value):
    """A row: the versions of a KPI it shows, and the years its heading names in each draft, if there is one above it."""

    place: Place
    before: Kpi | None
    after: Kpi | None
    old_head: tuple[str, ...] | None
    new_head: tuple[str, ...] | None

    @property
    def width(self) -> int:
        """The number of its values."""
        kpi = self.after or self.before
        return len(_columns(kpi)) if kpi is not None else 0


def draw_kpis(places: Sequence[Place], surroundings: Surroundings, material: Material) -> list[Block]:
    """Draw neighbouring KPIs; a table ends where the number of years changes."""
    lines = [line for place in places for line in _lines(place, surroundings)]
    return [_table(width, list(group), material) for width, group in groupby(lines, key=lambda line: line.width)]


def _lines(place: Place, surroundings: Surroundings) -> Iterator[_Line]:
    """Yield the row of a KPI, or two where its versions have not the same number of values."""
    old, new = (node if isinstance(node, Kpi) else None for node in versions_of(place))
    above = surroundings[key_of(place)].before
    old_head, new_head = _head(old, above.base), _head(new, above.revised)
    if old is not None and new is not None and len(_columns(old)) != len(_columns(new)):
        yield _Line(place, old, None, old_head, None)
        yield _Line(place, None, new, None, new_head)
    else:
        yield _Line(place, old, new, old_head, new_head)


def _head(kpi: Kpi | None, above: AnyNode | None) -> tuple[str, ...] | None:
    """Return the heading a KPI begins in its draft; None below a KPI of the same years."""
    if kpi is None or (isinstance(above, Kpi) and _columns(above) == _columns(kpi)):
        return None
    return ("KPI", *_columns(kpi))


def _columns(kpi: Kpi) -> tuple[str, ...]:
    """Return the columns of values: baseline, the years measured since, target."""
    actuals = (measure_heading(each, "実績") for each in kpi.actuals)
    return (measure_heading(kpi.baseline, "現状値"), *actuals, measure_heading(kpi.target, "目標値"))


def _table(width: int, lines: Sequence[_Line], material: Material) -> blocks.Table:
    share = (1 - _NAME_SHARE) / width
    rows: list[blocks.Row] = []
    for line in lines:
        if line.old_head is not None or line.new_head is not None:
            rows.append(_head_row(line.old_head, line.new_head))
        rows.append(_row(line, material))
    heads = int(lines[0].old_head is not None or lines[0].new_head is not None)
    return blocks.Table((_NAME_SHARE, *[share] * width), tuple(rows), heads, summary="KPIの現状値と目標値")


def _head_row(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> blocks.Row:
    width = len(new or old or ())
    pairs = zip(old or [None] * width, new or [None] * width, strict=True)
    cells = tuple(runs_cell(value_runs(*pair), "center") for pair in pairs)
    return blocks.Row(cells, revision=row_revision(old is not None, new is not None))


def _row(line: _Line, material: Material) -> blocks.Row:
    is_whole = (line.before, line.after) == versions_of(line.place)
    words = marked_words(line.place, material) if is_whole else _half(line, material)
    extras = (
        *compared(line.before, line.after, _unit),
        *_served(line, material),
        *compared(line.before, line.after, _below),
    )
    old, new = (_values(node, line.width) for node in (line.before, line.after))
    cells = (runs_cell(value_runs(*pair), "center") for pair in zip(old, new, strict=True))
    revision = row_revision(line.before is not None, line.after is not None)
    anchor = line.after.id if line.after is not None else None
    return blocks.Row((runs_cell((*_plainly_revised(words), *extras)), *cells), revision=revision, anchor=anchor)


def _half(line: _Line, material: Material) -> Runs:
    """Return the words of one version alone; the marks stand with the new one."""
    if line.after is None:
        return (*compared(line.before, None, words_of), *inferred_sign(line.before, None))
    runs = (run for run in marked_words(line.place, material) if run.inferred is None)
    kept = (run if run.is_about else Run(run.text, Revision.INSERTED) for run in runs if not run.revision.is_old)
    return (*kept, *inferred_sign(None, line.after))


def _plainly_revised(runs: Runs) -> Runs:
    """Return the words of a row; rows come and go, they are never moved."""
    plain = {Revision.MOVED_HERE: Revision.INSERTED, Revision.MOVED_AWAY: Revision.DELETED}
    return tuple(replace(run, revision=plain.get(run.revision, run.revision)) for run in runs)


def _served(line: _Line, material: Material) -> Runs:
    """Return the parts a KPI measures, as either draft names them."""
    old = served_names(line.before, material.base_nodes) if line.before is not None else ""
    new = served_names(line.after, material.revised_nodes) if line.after is not None else ""
    return tuple(Run(run.text, run.revision, Tone.QUIET) for run in compared_texts(old, new))


def _below(node: AnyNode) -> str:
    """Return source and note, each on a line of its own."""
    return "".join(f"\n{line}" for line in (source_text(node), note_text(node)) if line)


def _values(kpi: Kpi | None, width: int) -> list[str | None]:
    if kpi is None:
        return [None] * width
    measures: tuple[Measure, ...] = (kpi.baseline, *kpi.actuals, kpi.target)
    return [value_text(each.value) for each in measures]


def _unit(node: AnyNode) -> str:
    return f"（{node.unit}）" if isinstance(node, Kpi) and node.unit else ""
