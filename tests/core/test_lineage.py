"""Nodes that were renamed, split or merged: told as that, followed by links, and lost by no comparison."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import draft_pairs, tries

from dxplan_cli.diff.patch import apply_comparison
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import AnyNode, Item, Section, walk
from dxplan_cli.model.opinion import Link, Opinion, Round
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.model.state import State
from dxplan_cli.trace.state import states_of, trace_neighbours
from dxplan_cli.trace.trace import trace_changes
from dxplan_cli.value import replace

LONG = "県は、まず計画をつくり、次に予算を確保し、最後に実施する。"
FIRST, SECOND = "県は、まず計画をつくる。", "次に予算を確保し、最後に実施する。"


def draft(name: str, *items: Item, base: str | None = None) -> Draft:
    return Draft(id=name, label=name, based_on=base, chapters=(Section(id="c", title="章", children=items),))


def item(node_id: str, text: str, *was: str) -> Item:
    return Item(id=node_id, text=text, was=was)


def kinds(base: Draft, revised: Draft) -> list[tuple[str, str, str]]:
    comparison = compare_drafts(base, revised)
    return [(each.node, each.kind.value, comparison.parts_note(each)) for each in comparison.changes]


def renamed_everywhere(draft_: Draft, *, is_stated: bool) -> Draft:
    """Every node with another id, which says what it was."""

    def rename(node: AnyNode) -> AnyNode:
        was = (node.id,) if is_stated else ()
        if isinstance(node, Section):
            return replace(node, id=f"{node.id}-x", was=was, children=tuple(map(rename, node.children)))
        return replace(node, id=f"{node.id}-x", was=was)

    return replace(draft_, id="z", chapters=tuple(map(rename, draft_.chapters)))


@tries(0.5)
@given(draft_pairs())
def test_another_id_alone_is_no_change(pair: tuple[Draft, Draft]) -> None:
    base, _ = pair
    other = renamed_everywhere(base, is_stated=True)
    comparison = compare_drafts(base, other)
    changed = [change for change in comparison.changes if [field.path for field in change.fields] != [("repeat_of",)]]
    assert changed == []
    assert {(each.base, each.revised) for each in comparison.lineage.renamed} == {
        (node.id, f"{node.id}-x") for node in walk(base.chapters)
    }


@tries(0.5)
@given(draft_pairs())
def test_whatever_was_renamed_the_comparison_gives_the_revised_draft(pair: tuple[Draft, Draft]) -> None:
    base, revised = pair
    other = renamed_everywhere(revised, is_stated=True)
    assert apply_comparison(base, compare_drafts(base, other)) == other.chapters
    assert apply_comparison(other, compare_drafts(other, base)) == base.chapters


@tries(0.3)
@given(st.permutations(["p", "q", "r", "s"]), st.booleans())
def test_the_same_words_under_another_id_are_the_same_node(names: list[str], is_stated: bool) -> None:
    texts = {name: f"{name}の取組を進める" for name in names}
    base = draft("so", *(item(name, texts[name]) for name in names))
    other = renamed_everywhere(base, is_stated=is_stated)
    comparison = compare_drafts(base, other)
    assert comparison.changes == ()
    assert all(each.is_stated is is_stated for each in comparison.lineage.renamed)


STATED = draft("so", item("n", LONG)), draft("an", item("n1", FIRST, "n"), item("n2", SECOND, "n"))
SHOWN = draft("so", item("n", LONG)), draft("an", item("n1", FIRST), item("n2", SECOND))
KEPT = draft("so", item("n", LONG)), draft("an", item("n", FIRST), item("n2", SECOND, "n"))


def test_a_split_is_told_whoever_keeps_the_id() -> None:
    first, second = "（２つに分割）", "（２つに分割した２つ目）"
    assert kinds(*STATED) == [("n1", "修正", first), ("n2", "追加", second)]
    assert kinds(*SHOWN) == kinds(*STATED)
    assert kinds(*KEPT) == [("n", "修正", first), ("n2", "追加", second)]


def test_a_merge_is_told_whoever_keeps_the_id() -> None:
    parts = draft("so", item("n1", FIRST), item("n2", SECOND))
    told = [("m", "修正", "（２項目を統合）"), ("n2", "削除", "（前の項目と統合）")]
    assert sorted(kinds(parts, draft("an", item("m", LONG, "n1", "n2")))) == told
    assert sorted(kinds(parts, draft("an", item("m", LONG)))) == told


def test_what_only_shares_some_words_came_and_went() -> None:
    base = draft("so", item("a", "県内のIT事業者の連携の場づくり"))
    revised = draft("an", item("b", "県内のIT事業者の強化"), item("c", "県内の場づくりの支援"))
    comparison = compare_drafts(base, revised)
    assert comparison.lineage.parts == ()
    assert [change.kind for change in comparison.changes].count(ChangeKind.DELETE) == 1


HEARD = Round(id="k", kind="聞き取り", title="聞き取り", draft="so")


def plan_of(*drafts: Draft) -> Plan:
    opinion = Opinion(
        id="o", round="k", text="分けてほしい", disposition="反映", changes=(Link(kind=ChangeKind.MODIFY, node="n"),)
    )
    settings = Settings(title="計画", drafts=tuple(each.id for each in drafts))
    return Plan(settings=settings, drafts=drafts, rounds=(HEARD,), opinions=(opinion,))


def test_a_link_follows_to_all_heirs() -> None:
    for base, revised in (STATED, SHOWN, KEPT):
        plan = plan_of(base, replace(revised, based_on="so"))
        trace = trace_changes(plan, *plan.drafts)
        assert all(mark.opinions for mark in trace.marks)
        assert len(trace.marks) == 2
        assert states_of(plan, trace_neighbours(plan)) == {"o": State.REFLECTED}


def test_a_promise_is_followed_through_another_id() -> None:
    base, made = draft("so", item("n", "道を直す")), draft("shusei", item("n", "道を早く直す"), base="so")
    kept = draft("an", item("m", "道を早く直す", "n"), base="shusei")
    undone = draft("an", item("m", "道を直す", "n"), base="shusei")
    for later, state in ((kept, State.VERIFIED), (undone, State.TAKEN_BACK)):
        plan = plan_of(base, made, later)
        assert states_of(plan, trace_neighbours(plan)) == {"o": state}
        assert trace_changes(plan, base, later).taken_back == (() if later is kept else plan.opinions)
