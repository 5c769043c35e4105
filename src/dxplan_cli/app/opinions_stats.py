"""The task of `dxplan opinions stats`: count the whole register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.counted_by import By
from dxplan_cli.app.workspace import choose_pair, read_plan
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.papers.opinion_chart import parts_by_theme
from dxplan_cli.papers.places import make_atlas
from dxplan_cli.render.tally_lines import bar_lines, fits, row_lines, table_rows
from dxplan_cli.render.tally_records import stats_record
from dxplan_cli.render.text_table import draw_table as draw
from dxplan_cli.trace.tally import Part, dispositions_of, tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.trace.tally import Tally


_HEADINGS = {By.THEME: "章・テーマ", By.ROUND: "聴取の機会", By.DISPOSITION: "対応区分"}


def count_opinions(root: Path, by: By) -> Tally:
    """Count every opinion of the plan once; a theme is named as in the papers of the latest draft."""
    plan = read_plan(root)
    withdrawn = plan.settings.withdrawn
    dispositions = dispositions_of(plan.settings, plan.opinions)
    match by:
        case By.THEME:
            return tally(_themes(plan, root), dispositions, withdrawn)
        case By.ROUND:
            return tally(_rounds(plan), dispositions, withdrawn)
        case By.DISPOSITION:
            return tally(_dispositions(plan, dispositions), (), withdrawn)


def _themes(plan: Plan, root: Path) -> list[Part]:
    comparison = compare_drafts(*choose_pair(plan, root, None, None, alone=True))
    return parts_by_theme(plan.opinions, comparison, make_atlas(comparison, plan.settings.labels.scope, plan))


def _rounds(plan: Plan) -> list[Part]:
    """Return the opinions by round: those described, in the plan's order, then those only opinions name."""
    titles = {each.id: each.title for each in plan.rounds}
    heard: dict[str, list[Opinion]] = {each: [] for each in (*titles, *(opinion.round for opinion in plan.opinions))}
    for opinion in plan.opinions:
        heard[opinion.round].append(opinion)
    return [Part(each, titles.get(each, each), opinions) for each, opinions in heard.items()]


def _dispositions(plan: Plan, dispositions: tuple[str, ...]) -> list[Part]:
    found: dict[str, list[Opinion]] = {each: [] for each in dispositions}
    for opinion in plan.opinions:
        found.setdefault(opinion.disposition, []).append(opinion)
    return [Part(each, each, opinions) for each, opinions in found.items()]


def draw_json(counted: Tally, by: By) -> dict[str, Any]:
    """Return the counts as ``dxplan.stats/1``."""
    return stats_record(counted, by.value)


def draw_table(counted: Tally, by: By, screen: Screen) -> str:
    """Return the counts as a table: 件 by disposition and in all, 人 beside."""
    rows = table_rows(counted, _HEADINGS[by])
    if not fits(rows, screen):
        return "\n".join(row_lines(counted, screen))
    return draw(rows[0], rows[1:], screen, wide=0)


def draw_bars(counted: Tally, screen: Screen) -> Iterator[Line]:
    """Yield the counts as bars as wide as the screen."""
    return bar_lines(counted, screen)
