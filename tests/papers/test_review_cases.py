"""Where in a paper a member writes: in marks, in struck words, in the office's changes, in tables, in threads."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree
from test_review_laws import FULL, real_paper, real_plan, review

from dxplan_cli.diff.carry import Carried, carry_over
from dxplan_cli.intake.manuscript.tree import OPENING
from dxplan_cli.model.opinion import ProposedValue
from dxplan_cli.papers.revisions import Manner
from intake.member import Desk, text_of, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.app.review_paper import Findings

NODE = "vision-omoi-2"
DRAFT = (
    "いかにDXが進展しようとも、人と人とのつながりは欠かすことができません。だからこそ、デジタル技術を活用しながら、"
    "これまで以上に相互に見守り合い、支え合い、助け合うこと。それにより豊かさと安心が築かれていきます。"
)
HANAKO, ICHIRO, SABURO = "青森花子", "津軽一郎", "弘前三郎"


def paragraph(desk: Desk, words: str = "欠かすことができません") -> etree._Element:
    return next(each for each in desk.paragraphs() if words in text_of(each))


def row(desk: Desk, words: str) -> etree._Element:
    return next(each for each in desk.rows() if words in "".join(text_of(inner) for inner in each.iter(w("p"))))


def write(desk: Desk, old: str, new: str) -> None:
    """Write something else over words of the paragraph; words that begin as before are only written behind."""
    here = paragraph(desk)
    start = text_of(here).index(old)
    kept = len(old) if new.startswith(old) else 0
    if not kept:
        desk.delete(here, start, start + len(old))
    desk.insert(here, start + kept, new[kept:])


class Case(NamedTuple):
    """What is written over what in a marked paper, the wording proposed, and what has no place in the draft."""

    name: str
    edits: tuple[tuple[str, str], ...]
    proposed: str | None
    unplaced: tuple[str, ...] = ()


CASES = (
    Case("in added words", (("だから", "だからもっと"),), DRAFT.replace("だから", "だからもっと")),
    Case(
        "in added words and beside",
        (("だから", "だからもっと"), ("技術", "新技術")),
        DRAFT.replace("だから", "だからもっと").replace("技術", "新技術"),
    ),
    Case("in the mark alone", (("【", "【再"),), None, ("「…きません。そのためだからこそ【」の後に「再」を追加",)),
    Case(
        "in the mark and in the text",
        (("【", "【再"), ("活用しながら、", "活用しながら、県内で")),
        DRAFT.replace("活用しながら、", "活用しながら、県内で"),
        ("「…きません。そのためだからこそ【」の後に「再」を追加",),
    ),
    Case("in struck words alone", (("その", ""),), None, ("「その」を削除",)),
    Case(
        "in struck words and in the text",
        (("その", ""), ("活用しながら、", "活用しながら、県内で")),
        DRAFT.replace("活用しながら、", "活用しながら、県内で"),
        ("「その」を削除",),
    ),
)


@pytest.mark.parametrize("kind", ["packet", "redline"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_edit_in_a_marked_paper_is_proposed_or_listed(kind: str, case: Case) -> None:
    desk = Desk(real_paper(kind))
    for old, new in case.edits:
        write(desk, old, new)
    found = review(real_plan(), desk.saved())
    proposals = [each.proposed.proposal for each in found.heard if each.proposed]
    assert [(each.node, each.text) for each in proposals if each] == [(NODE, case.proposed)] * bool(case.proposed)
    assert tuple(each.words for _, each in found.unplaced) == case.unplaced


def insert_beside_our_deletion(desk: Desk) -> None:
    here = paragraph(desk)
    desk.insert(here, text_of(here).index("だから"), "毎月")


def strike_our_insertion(desk: Desk) -> None:
    here = paragraph(desk)
    start = text_of(here).index("だからこそ")
    desk.delete(here, start, start + 5)


def take_back_our_change(desk: Desk) -> None:
    strike_our_insertion(desk)
    here = paragraph(desk, "できません。、")
    desk.insert(here, text_of(here).index("、デジタル"), "そのため")


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (insert_beside_our_deletion, DRAFT.replace("だから", "毎月だから")),
        (strike_our_insertion, DRAFT.replace("だからこそ", "")),
        (take_back_our_change, DRAFT.replace("だからこそ", "そのため")),
    ],
)
def test_edits_on_our_own_tracked_changes_are_proposed(edit: Callable[[Desk], None], text: str) -> None:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    edit(desk)
    found = review(real_plan(), desk.saved())
    assert [each.proposed and each.proposed.proposal and each.proposed.proposal.text for each in found.heard] == [text]
    assert found.unplaced == ()


def test_rows_that_two_members_strike_are_told_apart_and_by_their_cells() -> None:
    desk = Desk(real_paper("clean"))
    for desk.author, words in ((HANAKO, "農林水産業17"), (ICHIRO, "観光業3")):
        desk.delete_row(row(desk, words))
    found = review(real_plan(), desk.saved())
    assert found.unplaced == ()
    assert [(each.author, each.about, each.proposed and each.proposed.words) for each in found.heard] == [
        (HANAKO, ("projects-sangyo-table",), "表「事業数」の行「農林水産業」（農林水産業、17）を削除"),
        (ICHIRO, ("projects-sangyo-table",), "表「事業数」の行「観光業」（観光業、3）を削除"),
    ]


def fill(desk: Desk, words: str, *values: str) -> None:
    """Write over the last cells of a row."""
    cells = [next(cell.iter(w("p"))) for cell in row(desk, words).iter(w("tc"))]
    for cell, value in zip(cells[-len(values) :], values, strict=True):
        desk.delete(cell, 0, len(text_of(cell)))
        desk.insert(cell, 0, value)


def kpis(desk: Desk) -> etree._Element:
    """The first row below a heading of KPIs."""
    head = row(desk, "KPI2023")
    return head.getnext()


TABLE, KPI_NODE = "projects-sangyo-table", "shoko-kpi"
CELLS = (
    ("農林水産業17", ("18",), (ProposedValue(row="norin", name="事業数", before=17, after=18),)),
    ("農林水産業17", ("１８",), (ProposedValue(row="norin", name="事業数", before=17, after=18),)),
    ("農林水産業17", ("約20",), (ProposedValue(row="norin", name="事業数", before=17, after="約20"),)),
    ("農林水産業17", ("",), (ProposedValue(row="norin", name="事業数", before=17),)),
    (
        "観光業3",
        ("観光", "4"),
        (
            ProposedValue(row="kanko", name="項目", before="観光業", after="観光"),
            ProposedValue(row="kanko", name="事業数", before=3, after=4),
        ),
    ),
)


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize(
    ("words", "written", "values"), CELLS, ids=[f"{words}-{written[-1]}" for words, written, _ in CELLS]
)
def test_a_cell_written_over_is_proposed_for_its_row_and_column(
    kind: str, words: str, written: tuple[str, ...], values: tuple[ProposedValue, ...]
) -> None:
    desk = Desk(real_paper(kind))
    fill(desk, words, *written)
    found = review(real_plan(), desk.saved())
    assert found.unplaced == ()
    (heard,) = found.heard
    assert heard.about == (TABLE,)
    assert heard.proposed is not None
    assert heard.proposed.proposal is not None
    assert heard.proposed.proposal.values == values


@pytest.mark.parametrize("kind", FULL)
def test_a_kpi_that_is_filled_in_is_proposed_with_its_name_and_values(kind: str) -> None:
    desk = Desk(real_paper(kind))
    for cell, words in zip(kpis(desk).iter(w("tc")), ("開業率", "5.1", "6"), strict=True):
        desk.insert(next(cell.iter(w("p"))), 0, words)
    found = review(real_plan(), desk.saved())
    assert found.unplaced == ()
    (heard,) = found.heard
    assert heard.proposed is not None
    assert (
        heard.proposed.words
        == "KPIの指標名（開業率）を追加、KPIの2023年の現状値（5.1）を追加、KPIの2028年の目標値（6）を追加"
    )
    assert heard.proposed.proposal is not None
    assert (heard.about, heard.proposed.proposal.text) == ((KPI_NODE,), "開業率")
    values = ProposedValue(name="baseline", after=5.1), ProposedValue(name="target", after=6)
    assert heard.proposed.proposal.values == values


def test_a_kpi_struck_and_one_written_below_are_told_apart() -> None:
    desk = Desk(real_paper("clean"))
    added = deepcopy(kpis(desk))
    desk.delete_row(kpis(desk))
    kpis(desk).addnext(added)
    added.find(w("trPr")).append(etree.Element(w("ins"), {w("author"): HANAKO, w("id"): "70001"}))
    for cell, words in zip(added.iter(w("tc")), ("廃業率", "1", "2"), strict=True):
        desk.insert(next(cell.iter(w("p"))), 0, words)
    found = review(real_plan(), desk.saved())
    assert found.unplaced == ()
    told = [
        (each.about, each.proposed and each.proposed.kind.value, each.proposed and each.proposed.words)
        for each in found.heard
    ]
    assert told == [((KPI_NODE,), "削除", "KPIを削除"), ((KPI_NODE,), "追加", "KPIの行（廃業率、1、2）を追加")]


@pytest.mark.parametrize("kind", FULL)
def test_a_cell_written_over_without_tracking_is_proposed_too(kind: str) -> None:
    desk = Desk(real_paper(kind))
    for words, value in (("農林水産業17", "18"), ("KPI2023", "2")):
        here = row(desk, words) if words != "KPI2023" else kpis(desk)
        cell = list(here.iter(w("tc")))[-1]
        paragraph = next(cell.iter(w("p")))
        for run in list(paragraph.iter(w("r"))):
            run.getparent().remove(run)
        etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = value
    found = review(real_plan(), desk.saved())
    assert [(each.author, each.about) for each in found.heard] == [(None, (KPI_NODE,)), (None, (TABLE,))]
    values = [each.proposed.proposal.values for each in found.heard if each.proposed and each.proposed.proposal]
    assert values == [
        (ProposedValue(name="target", after=2),),
        (ProposedValue(row="norin", name="事業数", before=17, after=18),),
    ]


def test_a_table_of_kpis_that_is_struck_strikes_its_kpis() -> None:
    desk = Desk(real_paper("clean"))
    for each in list(kpis(desk).getparent().iterchildren(w("tr"))):
        desk.delete_row(each)
    (heard,) = review(real_plan(), desk.saved()).heard
    assert heard.proposed is not None
    assert heard.proposed.proposal is not None
    assert (heard.about, heard.proposed.proposal.kind.value) == ((KPI_NODE,), "削除")
    assert heard.proposed.proposal.node == KPI_NODE


@pytest.mark.parametrize("of", ["KPI2023", "農林水産業17"])
def test_a_text_written_below_a_table_stands_behind_what_the_table_shows(of: str) -> None:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    desk.add_paragraph(paragraph(desk), "県の目標である。", by_enter=False)
    table = row(desk, of).getparent()
    table.addnext(paragraph(desk, "県の目標である。"))
    (heard,) = review(real_plan(), desk.saved()).heard
    assert heard.proposed is not None
    assert heard.proposed.proposal is not None
    assert heard.proposed.proposal.after == (KPI_NODE if of.startswith("KPI") else TABLE)


def test_a_row_written_into_a_table_is_told_at_the_table() -> None:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    above = row(desk, "観光業3")
    above.addnext(deepcopy(above))
    new = above.getnext()
    new.find(w("trPr")).append(etree.Element(w("ins"), {w("author"): HANAKO, w("id"): "70001"}))
    for cell, words in zip(new.iter(w("tc")), ("水産業", "2"), strict=True):
        paragraph = next(cell.iter(w("p")))
        desk.delete(paragraph, 0, len(text_of(paragraph)))
        desk.insert(paragraph, 0, words)
    (heard,) = review(real_plan(), desk.saved()).heard
    assert heard.proposed is not None
    assert (heard.about, heard.proposed.proposal) == ((TABLE,), None)
    assert heard.proposed.words == "表「事業数」の行「水産業」（水産業、2）を追加"


OF_THE_PAPER = {"clean": 6, "redline": 3}
"""Paragraphs of the cover."""


@pytest.mark.parametrize("kind", OF_THE_PAPER)
def test_whatever_of_the_plan_somebody_writes_on_has_its_place(kind: str) -> None:
    """Headings, sources, notes, subtitles, titles in boxes, cells and heads of tables: all but cover and contents."""
    desk = Desk(real_paper(kind, Manner.TRACKED if kind == "redline" else Manner.MARKED))
    written = {}
    for number, each in enumerate(each for each in desk.body.iter(w("p")) if text_of(each)):
        written[number] = text_of(each)
        desk.insert(each, len(text_of(each)), f"〔{number}〕")
    found = review(real_plan(), desk.saved())
    placed = {
        number for each in found.heard if each.about for number in numbers_in(each.proposed and each.proposed.words)
    }
    assert [each.where for _, each in found.unplaced] == [OPENING] * OF_THE_PAPER[kind]
    unplaced = {number for _, each in found.unplaced for number in numbers_in(each.words)}
    contents = {number for number, words in written.items() if words == "目次" or words[-1].isdecimal()}
    assert written.keys() - placed - unplaced <= contents
    assert len(placed) > 250


def numbers_in(words: str | None) -> set[int]:
    return {int(each) for each in re.findall("〔([0-9]+)〕", words or "")}


@pytest.mark.parametrize(
    ("old", "new", "about", "words"),
    [
        ("（出典：通信利用動向調査）", "（令和４年）", "present-tsushin-3", "（出典：通信利用動向調査）"),
        ("取り組むべき３つの分野", "と基盤", "fields", "取り組むべき３つの分野"),
        ("産業・しごと分野", "（１）", "sangyo", ""),
    ],
)
def test_what_stands_with_a_node_is_told_at_that_node(old: str, new: str, about: str, words: str) -> None:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    here = next(each for each in desk.paragraphs() if text_of(each) == old)
    desk.insert(here, len(old), new)
    (heard,) = review(real_plan(), desk.saved()).heard
    assert heard.proposed is not None
    assert heard.about == (about,)
    assert heard.proposed.words == (f"「{words}」：" if words else "") + f"「{old}」の後に「{new}」を追加"
    assert (heard.proposed.proposal is None) == bool(words)


def thread(*, done: bool) -> Findings:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    first = desk.remarks()
    desk.comment(paragraph(desk), "主語はだれですか", done=done)
    for number, (desk.author, words) in enumerate(
        ((ICHIRO, "県です"), (SABURO, "市町村もです"), (HANAKO, "では両方を"))
    ):
        desk.answer(first + number, words)
    return review(real_plan(), desk.saved())


def test_answers_to_answers_belong_to_what_the_thread_began_with() -> None:
    said = {
        each.author: [(remark.text, remark.answers) for remark in each.remarks] for each in thread(done=False).heard
    }
    assert said == {
        HANAKO: [("主語はだれですか\nでは両方を", None)],
        ICHIRO: [("県です", "主語はだれですか")],
        SABURO: [("市町村もです", "主語はだれですか")],
    }


def test_a_settled_thread_is_left_aside_with_all_its_answers() -> None:
    found = thread(done=True)
    assert (found.heard, found.settled) == ((), 3)


@pytest.mark.parametrize(
    ("before", "after", "words", "carried"),
    [
        ("甲乙", "甲丙乙", "甲乙", Carried("甲丙乙", "甲乙")),
        ("【修正】県の支援", "【修正】県の伴走支援", "県の支援", Carried("県の伴走支援", "【修正】県の支援")),
        ("【修正】県の支援", "【再修正】県の支援", "県の支援", Carried("県の支援", "【再修正】県の支援")),
        ("【修正】県の支援", "【再修正】県の支援を", "県の支援", Carried("県の支援を", "【再修正】県の支援")),
    ],
)
def test_edits_are_carried_over_where_they_have_a_place(before: str, after: str, words: str, carried: Carried) -> None:
    assert carry_over(before, after, words) == carried
