"""What a member wrote into a paper of ours comes back exactly: the proposals made of it give the text of the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_plans import material
from strategies import draft_pairs, tries

from dxplan_cli.app.printed import print_draft
from dxplan_cli.app.review_paper import read_paper
from dxplan_cli.intake.manuscript.tree import MARGINS, OPENING, grow
from dxplan_cli.intake.manuscript.word import read_package
from dxplan_cli.intake.returned.paper import read_returned
from dxplan_cli.intake.word.authors import settle_by_author
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.model.edit import find_node, insert_node, parent_of, remove_node, set_words
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Paragraph, Section, walk, words_of
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.catalogue import PAPERS
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.store.load import load_plan
from dxplan_cli.value import replace
from intake.member import Desk, is_plain, text_of, w

if TYPE_CHECKING:
    from dxplan_cli.app.review_paper import Findings, Heard
    from dxplan_cli.model.edit import Nodes

PLAN_DATA = Path(__file__).parents[2] / "plan-data"
OFFICE = "企画課"
WORDS = ("地域の実情に応じて、", "相談窓口を設け", "ＤＸ", "２０２８年度までに", "など", "（別途）", "県民の声を聞く。")
FULL = ("packet", "redline", "clean")


@cache
def real_plan() -> Plan:
    return load_plan(PLAN_DATA)


@cache
def real_paper(kind: str, manner: Manner = Manner.MARKED) -> bytes:
    plan = real_plan()
    make = next(paper for paper in PAPERS if paper.kind == kind).make
    return render_docx(make(material(plan, kind, plan.meetings[-1])), manner)


def review(plan: Plan, data: bytes, office: str = "") -> Findings:
    returned = read_returned(data, (plan.settings.office or "", office))
    return read_paper(plan, None, returned, takes_settled=False)


def text(plan: Plan, data: bytes, *members: str) -> list[str]:
    """What the paper says below its cover, with the changes of the office and of these members."""
    package = open_word(data)
    wanted = {plan.settings.office, *members}
    read = read_package(
        package, package.body, lambda tree: settle_by_author(tree, wanted.__contains__), lambda _: False
    )
    return said(tuple(chapter for chapter in grow(read).chapters if chapter.title not in {OPENING, MARGINS}))


def said(chapters: Nodes) -> list[str]:
    return [words_of(node) for node in walk(chapters) if words_of(node)]


def adopted(draft: Draft, heard: list[Heard]) -> Nodes:
    """The draft with all proposals carried out, in their order."""
    chapters: Nodes = draft.chapters
    for each in heard:
        chapters = carried_out(chapters, each)
    placed: dict[tuple[str | None, bool], str] = {}
    for number, each in enumerate(heard):
        proposal = each.proposed.proposal if each.proposed else None
        if proposal is None or proposal.after is None:
            continue
        if proposal.node is None:
            node = Paragraph(id=f"new-{number}", text=proposal.text or "")
        else:
            found = find_node(chapters, proposal.node)
            assert found is not None
            node = found
            chapters = remove_node(chapters, node.id)
        spot = (proposal.after, proposal.first)
        behind = placed.get(spot, None if proposal.first else proposal.after)
        chapters = put(chapters, proposal.after, behind, node)
        placed[spot] = node.id
    gone = [
        p.node
        for each in heard
        if (p := each.proposed and each.proposed.proposal) and p.kind is ChangeKind.DELETE and p.text is None
    ]
    for node_id in gone:
        chapters = remove_node(chapters, node_id or "")
    return chapters


def carried_out(chapters: Nodes, heard: Heard) -> Nodes:
    proposal = heard.proposed.proposal if heard.proposed else None
    if proposal is not None and proposal.node is not None and proposal.text is not None:
        return set_words(chapters, proposal.node, proposal.text)
    return chapters


def put(chapters: Nodes, after: str, behind: str | None, node: object) -> Nodes:
    if behind is None:
        return insert_node(chapters, after, 0, node)
    found = parent_of(chapters, behind)
    assert found is not None, behind
    return insert_node(chapters, found[0].id, found[1] + 1, node)


@pytest.mark.parametrize("kind", FULL)
def test_a_paper_that_came_back_as_it_went_out_proposes_nothing(kind: str) -> None:
    found = review(real_plan(), real_paper(kind))
    assert (found.heard, found.unplaced) == ((), ())


def test_our_own_changes_and_comments_are_no_opinions() -> None:
    found = review(real_plan(), real_paper("redline", Manner.TRACKED))
    assert (found.heard, found.unplaced, found.settled) == ((), (), 0)


def leaves(desk: Desk) -> list:
    """Paragraphs of the text itself, not of the cover, the headings, or with line breaks in them."""
    return [each for each in desk.paragraphs() if style(each).startswith("List") and each.find(f".//{w('br')}") is None]


def style(paragraph) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else found.get(w("val"))


@st.composite
def edits(draw: st.DrawFn, desk: Desk) -> list[str]:
    """Edit the file as somebody would; return what was done, to be shown when a law fails."""
    done = []
    for _ in range(draw(st.integers(1, 4))):
        there = leaves(desk)
        paragraph = there[draw(st.integers(0, len(there) - 1))]
        length = len(text_of(paragraph))
        match draw(st.sampled_from(("insert", "delete", "replace", "drop", "add", "enter", "move"))):
            case "insert":
                at, words = draw(st.integers(0, length)), draw(st.sampled_from(WORDS))
                done.append(f"insert {words} at {at} of {text_of(paragraph)}")
                desk.insert(paragraph, at, words)
            case "delete" | "replace" as how if length > 1:
                start = draw(st.integers(0, length - 2))
                end = draw(st.integers(start + 1, min(length - (start == 0), start + 12)))
                done.append(f"{how} {start}-{end} of {text_of(paragraph)}")
                desk.delete(paragraph, start, end)
                if how == "replace":
                    desk.insert(paragraph, start, draw(st.sampled_from(WORDS)))
            case "drop" if is_next(paragraph):
                done.append(f"drop {text_of(paragraph)}")
                desk.delete_paragraph(paragraph)
            case "add" | "enter" as how:
                words = draw(st.sampled_from(WORDS)) + str(len(done))
                done.append(f"{how} {words} behind {text_of(paragraph)}")
                desk.add_paragraph(paragraph, words, by_enter=how == "enter")
            case "move" if is_plain(paragraph):
                others = [each for each in there if each is not paragraph and is_plain(each)]
                behind = others[draw(st.integers(0, len(others) - 1))]
                done.append(f"move {text_of(paragraph)} behind {text_of(behind)}")
                desk.move(paragraph, behind)
    return done


def is_next(paragraph) -> bool:
    following = paragraph.getnext()
    return following is not None and following.tag == w("p") and style(following) == style(paragraph)


@given(st.data())
@tries(1)
def test_what_a_member_edits_in_the_tracked_redline_is_proposed(data: st.DataObject) -> None:
    plan = real_plan()
    desk = Desk(real_paper("redline", Manner.TRACKED))
    done = data.draw(edits(desk))
    file = desk.saved()
    found = review(plan, file)
    printed = print_draft(plan, found.draft)
    assert found.unplaced == (), done
    assert all(each.author == desk.author for each in found.heard), done
    assert said(adopted(printed, list(found.heard))) == text(plan, file, desk.author), done


@given(st.data())
@tries(0.3)
def test_two_members_in_one_file_are_told_apart(data: st.DataObject) -> None:
    """Where one writes in the other's insertions, what the first proposes stays what it was."""
    plan = real_plan()
    desk = Desk(real_paper("redline", Manner.TRACKED))
    done = data.draw(edits(desk))
    alone = review(plan, desk.saved()).heard
    desk.author = "津軽一郎"
    done += ["—", *data.draw(edits(desk))]
    file = desk.saved()
    found = review(plan, file)
    first = [each for each in found.heard if each.author == "青森花子"]
    assert {each.author for each in found.heard} <= {"青森花子", "津軽一郎"}, done
    assert list(map(proposed, first)) == list(map(proposed, alone)), done
    assert said(adopted(print_draft(plan, found.draft), first)) == text(plan, file, "青森花子"), done


def proposed(heard: Heard) -> tuple[str, object]:
    assert heard.proposed is not None
    return heard.proposed.words, heard.proposed.proposal


def test_a_bullet_typed_in_the_draft_is_no_change_of_anybody() -> None:
    chapters = (Section(id="s", title="章", children=(Paragraph(id="p", text="・デジタル化を進める。"),)),)
    drafts = (Draft(id="a", label="a", chapters=chapters), Draft(id="b", label="b", chapters=chapters, based_on="a"))
    plan = Plan(settings=Settings(title="計画", drafts=("a", "b"), office=OFFICE), drafts=drafts)
    desk = Desk(render_docx(make_redline(material(plan, "redline")), Manner.TRACKED))
    assert read_paper(plan, plan.drafts[1], read_returned(desk.saved(), (OFFICE,)), takes_settled=False).heard == ()
    paragraph = next(each for each in desk.paragraphs() if "デジタル" in text_of(each))
    desk.insert(paragraph, text_of(paragraph).index("を"), "等")
    (heard,) = read_paper(plan, plan.drafts[1], read_returned(desk.saved(), (OFFICE,)), takes_settled=False).heard
    assert heard.proposed is not None
    assert heard.proposed.proposal is not None
    assert heard.proposed.proposal.text == "・デジタル化等を進める。"


@given(draft_pairs(), st.data())
@tries(0.5)
def test_any_plan_comes_back_as_its_member_left_it(pair: tuple[Draft, Draft], data: st.DataObject) -> None:
    base, revised = (replace(draft, id=name, label=name) for draft, name in zip(pair, "ab", strict=True))
    settings = Settings(title="計画", drafts=("a", "b"), office=OFFICE)
    plan = Plan(settings=settings, drafts=(base, replace(revised, based_on="a")))
    desk = Desk(render_docx(make_redline(material(plan, "redline")), Manner.TRACKED))
    there = [each for each in desk.paragraphs() if each.find(f".//{w('br')}") is None]
    for paragraph in there[: data.draw(st.integers(0, 3))]:
        desk.insert(paragraph, data.draw(st.integers(0, len(text_of(paragraph)))), "、ＤＸも、")
    found = read_paper(plan, plan.drafts[1], read_returned(desk.saved(), (OFFICE,)), takes_settled=False)
    assert [each.proposed.words for each in found.heard if each.author is None and each.proposed] == []
