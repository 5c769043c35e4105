"""Papers of ours read back as if somebody else had sent them: what they say is what the drafts say."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given
from paper_plans import material
from strategies import draft_pairs, tries

from dxplan_cli.diff.adopt import adopt_ids
from dxplan_cli.diff.entry_numbers import numbers_of
from dxplan_cli.diff.match import match_nodes
from dxplan_cli.diff.patch import apply_changes
from dxplan_cli.diff.segment import edits_of
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.intake.manuscript.pieces import TYPED_BULLET
from dxplan_cli.intake.manuscript.tree import grow
from dxplan_cli.intake.manuscript.word import read_word
from dxplan_cli.model.node import Figure, Item, texts_of, walk, words_of
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.store.load import load_plan
from dxplan_cli.text.keys import fold
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.model.node import AnyNode, Section
    from dxplan_cli.papers.blocks import PaperDocument

PLAN_DATA = Path(__file__).parents[2] / "plan-data"


def redline(pair: tuple[Draft, Draft]) -> PaperDocument:
    base, revised = (replace(draft, id=name) for draft, name in zip(pair, "ab", strict=True))
    settings = Settings(title="計画", drafts=("a", "b"), office="企画課")
    drafts = (base, replace(revised, based_on="a"))
    return make_redline(material(Plan(settings=settings, drafts=drafts), "redline"))


def read(paper: PaperDocument, manner: Manner, *, rejected: bool = False) -> tuple[Section, ...]:
    return grow(read_word(render_docx(paper, manner), rejected=rejected, is_shown=bool)).chapters


def compare(base: tuple[Section, ...], revised: tuple[Section, ...]) -> Comparison:
    matched = adopt_ids(revised, match_nodes(base, revised))
    return compare_drafts(Draft(id="a", label="a", chapters=base), Draft(id="b", label="b", chapters=matched))


@given(draft_pairs())
@tries(0.5)
def test_a_tracked_paper_is_read_as_the_clean_ones(pair: tuple[Draft, Draft]) -> None:
    paper = redline(pair)
    assert read(paper, Manner.TRACKED) == read(paper, Manner.ACCEPTED)
    assert read(paper, Manner.TRACKED, rejected=True) == read(paper, Manner.REJECTED)


@given(draft_pairs())
@tries(0.5)
def test_two_papers_compared_give_one_from_the_other(pair: tuple[Draft, Draft]) -> None:
    paper = redline(pair)
    base, revised = read(paper, Manner.REJECTED), read(paper, Manner.ACCEPTED)
    comparison = compare(base, revised)
    assert apply_changes(comparison.base, comparison.all_changes) == comparison.revised.chapters
    assert compare(base, base).all_changes == ()


def said(node: AnyNode) -> tuple[str, ...]:
    """Return all of a node that may be a paragraph of its own on paper."""
    return (*texts_of(node), *([node.alt] if isinstance(node, Figure) and node.alt else []))


def entries(chapters: tuple[Section, ...]) -> list[tuple[int, str | None]]:
    numbers = numbers_of(chapters)
    return [(node.level, numbers.get(node.id)) for node in walk(chapters) if isinstance(node, Item)]


@given(draft_pairs())
@tries(0.5)
def test_entries_are_read_with_the_depth_and_number_they_have(pair: tuple[Draft, Draft]) -> None:
    assume(not any(TYPED_BULLET.match(text) for draft in pair for node in draft.nodes() for text in said(node)))
    paper = redline(pair)
    for draft, manner in zip(pair, (Manner.REJECTED, Manner.ACCEPTED), strict=True):
        assert entries(read(paper, manner)) == entries(draft.chapters)
    assert entries(read(paper, Manner.TRACKED, rejected=True)) == entries(pair[0].chapters)


@cache
def real() -> tuple[Comparison, Comparison]:
    """The shipped plan's own comparison, and that of the two papers made from it."""
    plan = load_plan(PLAN_DATA)
    made = material(plan, "redline", plan.meetings[-1])
    paper = make_redline(made)
    return made.comparison, compare(read(paper, Manner.REJECTED), read(paper, Manner.ACCEPTED))


def edits(comparison: Comparison) -> Counter[tuple[str, str]]:
    return Counter((edit.before, edit.after) for change in comparison.changes for edit in edits_of(change.segments))


def test_the_papers_of_the_real_plan_say_every_word_of_it() -> None:
    own, files = real()
    for draft, chapters in ((own.base, files.base.chapters), (own.revised, files.revised.chapters)):
        texts = iter([fold(words_of(node)) for node in walk(chapters)])
        words = [fold(words_of(node)).strip() for node in draft.nodes() if type(node).__name__ != "Kpi"]
        assert [each for each in words if not any(each in text for text in texts)] == []


def test_the_papers_of_the_real_plan_show_the_same_changed_words() -> None:
    own, files = (edits(each) for each in real())
    repeated = "リモートワーク拠点が整備され、場所を問わず、自分のライフスタイルに合わせて働くことができる。"
    gone, new = "県内のIT事業者の連携の場づくり", "県内のIT事業者の強化"
    assert own - files == Counter([("", new), (gone, ""), (repeated, "")])
    assert files - own == Counter([("連携の場づくり", "強化"), (f"{repeated}（再掲）", "")])
