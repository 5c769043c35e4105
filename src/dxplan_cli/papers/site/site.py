"""The site: everything the page in a browser shows, made of the blocks of the papers and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Contents, PageBreak
from dxplan_cli.papers.comparison import make_comparison
from dxplan_cli.papers.material import dated_label
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner, show
from dxplan_cli.papers.site.findings import tell_findings
from dxplan_cli.papers.site.kpis import gather_kpis
from dxplan_cli.papers.site.opinions import OpinionList, list_opinions
from dxplan_cli.papers.site.overview import draw_choices, draw_overview
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.papers.blocks import Block, PaperDocument, Stamp
    from dxplan_cli.papers.material import Material

Blocks = tuple["Block", ...]


class Site(Value, kw_only=True):
    """A plan's page: who made it, of which drafts, and its parts; what is empty is left out of the page.

    `sides` is the comparison side by side, `marked` the redline: the same in one column. `findings` is None for the public.
    """

    title: str
    subtitle: str
    author: str
    stamp: Stamp
    is_public: bool
    edition: str
    overview: Blocks
    choices: Blocks
    sides: PaperDocument
    marked: PaperDocument
    opinions: OpinionList
    kpis: Blocks
    findings: Blocks | None


def make_site(material: Material, findings: tuple[Finding, ...]) -> Site:
    """Make the site of a plan for the material's edition; the public learns nothing of findings."""
    comparison, is_public = material.comparison, material.edition.is_public
    between = f"{dated_label(comparison.base)}から{dated_label(comparison.revised)}への修正"
    occasion = material.meeting.title if material.meeting is not None else ""
    return Site(
        title=material.plan_title,
        subtitle="\u3000".join(filter(None, (occasion, between))),
        author=material.plan.settings.office,
        stamp=material.stamp,
        is_public=is_public,
        edition=material.edition.value,
        overview=tuple(draw_overview(material)),
        choices=tuple(draw_choices(material)),
        sides=_shown(make_comparison(material)),
        marked=_shown(make_redline(material)),
        opinions=list_opinions(material),
        kpis=tuple(gather_kpis(material)),
        findings=None if is_public else tuple(tell_findings(findings, material)),
    )


def _shown(document: PaperDocument) -> PaperDocument:
    """Return a paper as it is marked; pages and their contents are the printer's and the browser's own affair."""
    shown = show(document, Manner.MARKED)
    return replace(shown, blocks=tuple(each for each in shown.blocks if not isinstance(each, PageBreak | Contents)))
