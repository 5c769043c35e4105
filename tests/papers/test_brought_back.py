"""A paper of ours brought back as a file is the draft it is the paper of: untouched no change, edited just the edits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given
from paper_plans import material
from strategies import dice, draft_pairs, drafts, tries

from dxplan_cli.app.readback.incoming import make_ready, unified
from dxplan_cli.app.readback.names import Names
from dxplan_cli.app.readback.paper import print_paper
from dxplan_cli.app.readback.reading import ReadBack, know, read_back
from dxplan_cli.intake.manuscript.pieces import Caption, Grid, Image, Text
from dxplan_cli.intake.manuscript.word import read_word
from dxplan_cli.model.node import Figure, Kpi, Section, Table, children_of, walk
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.clean import make_clean
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.intake.manuscript.pieces import Piece

PLAN_DATA = Path(__file__).parents[2] / "plan-data"


def plan_of(base: Draft, revised: Draft) -> Plan:
    drafts = (replace(base, id="a"), replace(revised, id="b", based_on="a"))
    return Plan(settings=Settings(title="計画", drafts=("a", "b"), office="企画課"), drafts=drafts)


def brought_back(content: bytes, plan: Plan, known: Draft, *, rejected: bool = False) -> ReadBack:
    manuscript = read_word(content, rejected=rejected, is_shown=bool)
    source = know(plan, known, {})
    incoming = make_ready(manuscript, plan, known, source.paper)
    taken = {node.id for draft in plan.drafts for node in draft.nodes()}
    return read_back(incoming, source, Names(taken, dice(1).choice))


@given(drafts())
@tries()
def test_an_untouched_paper_is_its_draft(draft: Draft) -> None:
    plan = plan_of(draft, draft)
    content = render_docx(make_clean(material(plan, "clean")), Manner.ACCEPTED)
    assert brought_back(content, plan, plan.drafts[1]).chapters == draft.chapters


@given(draft_pairs())
@tries()
def test_a_tracked_paper_rejected_is_the_base_and_accepted_the_revised_draft(pair: tuple[Draft, Draft]) -> None:
    plan = plan_of(*pair)
    base, revised = plan.drafts
    content = render_docx(make_redline(material(plan, "redline")), Manner.TRACKED)
    assert brought_back(content, plan, base, rejected=True).chapters == base.chapters
    assert brought_back(content, plan, revised).chapters == revised.chapters


@given(draft_pairs())
@tries()
def test_what_is_accepted_against_the_base_prints_as_the_revised_draft(pair: tuple[Draft, Draft]) -> None:
    plan = plan_of(*pair)
    base, revised = plan.drafts
    assume(says_each_source_once(revised) and has_no_title_of_words(revised))
    assume(all(map(has_kpis_before_sections, plan.drafts)))
    content = render_docx(make_redline(material(plan, "redline")), Manner.TRACKED)
    read = brought_back(content, plan, base).chapters
    assert on_paper(plan, replace(revised, chapters=read)) == on_paper(plan, revised)
    ids = [node.id for node in walk(read)]
    assert len(set(ids)) == len(ids)


def says_each_source_once(draft: Draft) -> bool:
    """Tell whether no two nodes have one source: neighbours say it once, and paper does not tell who is a neighbour."""
    sources = [node.source for node in draft.nodes() if node.source]
    return len(set(sources)) == len(sources)


def has_no_title_of_words(draft: Draft) -> bool:
    """Tell whether every title stands over a table or picture: else it may be that of what stands above it."""
    tables = [node for node in draft.nodes() if isinstance(node, Table)]
    figures = [node for node in draft.nodes() if isinstance(node, Figure)]
    return not figures and all(len(table.columns) > 1 for table in tables)


def has_kpis_before_sections(draft: Draft) -> bool:
    """Tell whether no KPI stands behind a deeper section: on paper it would be one of that section's, in its table."""
    kinds = [[type(child) for child in children_of(node)] for node in draft.nodes()]
    return not any(Kpi in each[each.index(Section) :] for each in kinds if Section in each)


def on_paper(plan: Plan, draft: Draft) -> list[object]:
    """What a reader of the paper sees: titles all look alike, and the heading of a table is a row."""
    return [seen(unified(each.piece)) for each in print_paper(plan, draft)]


def seen(piece: Piece) -> object:
    match piece:
        case Grid():
            return piece.rows
        case Image():
            return "picture"
        case Text() | Caption():
            return piece.text
        case _:
            return replace(piece, id=None)
