"""The tracked redline: a Word file in which accepting everything gives the revised draft and rejecting it the base."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from paper_plans import Case, chapter, item, material, opinion, paragraph, section
from strategies import draft_pairs, tries

from dxplan_cli.intake.word.comments import read_comments
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.revisions import accept_all, reject_all, revisions_left
from dxplan_cli.intake.word.text import paragraph_texts
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Kpi, Measure, Row, Table
from dxplan_cli.model.opinion import Link, Reason
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.store.load import load_plan
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import PaperDocument

PLAN_DATA = Path(__file__).parents[2] / "plan-data"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REVISIONS = ("ins", "del", "moveFrom", "moveTo")


def redline(base: Draft, revised: Draft) -> PaperDocument:
    drafts = (replace(base, id="a"), replace(revised, id="b", based_on="a"))
    settings = Settings(title="計画", drafts=("a", "b"), office="企画課")
    return make_redline(material(Plan(settings=settings, drafts=drafts), "redline"))


@cache
def real_redline() -> PaperDocument:
    plan = load_plan(PLAN_DATA)
    return make_redline(material(plan, "redline", plan.meetings[-1]))


def body(blob: bytes):
    return open_word(blob).body


def texts(element) -> list[str]:
    return [text for text in paragraph_texts(element) if text]


def agrees(document: PaperDocument) -> None:
    tracked = body(render_docx(document, Manner.TRACKED))
    for settle, manner in ((accept_all, Manner.ACCEPTED), (reject_all, Manner.REJECTED)):
        settled = settle(tracked)
        assert revisions_left(settled) == ()
        assert texts(settled) == texts(body(render_docx(document, manner)))


def ids_of(element) -> Counter[str]:
    tags = {f"{WORD}{tag}" for tag in (*REVISIONS, "pPrChange", "moveFromRangeStart", "moveToRangeStart")}
    return Counter(each.get(f"{WORD}id") for each in element.iter() if each.tag in tags | {f"{WORD}bookmarkStart"})


@given(draft_pairs())
@tries(0.6)
def test_word_agrees_with_the_drafts_whatever_was_changed(pair: tuple[Draft, Draft]) -> None:
    document = redline(*pair)
    agrees(document)
    tracked = body(render_docx(document, Manner.TRACKED))
    assert max(ids_of(tracked).values(), default=1) == 1
    starts, ends = (Counter(names(tracked, f"{side}RangeStart")) for side in ("moveFrom", "moveTo"))
    assert starts == ends
    assert max(starts.values(), default=1) == 1


def test_word_agrees_with_the_real_plan() -> None:
    agrees(real_redline())


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render_docx(real_redline(), Manner.TRACKED) == render_docx(real_redline(), Manner.TRACKED)


def names(element, tag: str) -> list[str]:
    return [each.get(f"{WORD}name") for each in element.iter(f"{WORD}{tag}")]


def changed(base: tuple[AnyNode, ...], revised: tuple[AnyNode, ...], **more: object) -> PaperDocument:
    return Case(base=(chapter(*base),), revised=(chapter(*revised),), **more).make("redline")  # type: ignore[arg-type]


def tracked(document: PaperDocument):
    return body(render_docx(document, Manner.TRACKED))


def revisions(element) -> list[tuple[str, str]]:
    """Return what each revision around words says, in order."""
    found = []
    for each in element.iter(*(f"{WORD}{tag}" for tag in REVISIONS)):
        words = "".join(t.text or "" for t in each.iter(f"{WORD}t", f"{WORD}delText"))
        if words:
            found.append((each.tag.removeprefix(WORD), words))
    return found


def test_of_a_replacement_the_deletion_stands_first() -> None:
    drawn = tracked(changed((item("a", "道路の整備"),), (item("a", "港湾の整備"),)))
    assert revisions(drawn) == [("del", "道路"), ("ins", "港湾")]


def test_a_change_of_width_alone_is_tracked_though_no_mark_tells_it() -> None:
    drawn = tracked(changed((item("a", "ＤＸを進める"),), (item("a", "DXを進める"),)))
    assert revisions(drawn) == [("del", "ＤＸ"), ("ins", "DX")]


def test_a_move_is_one_pair_of_the_same_name_even_with_an_edit_inside() -> None:
    base = (section("s1", "甲", item("a", "動く項目の整備を進める"), item("z", "残る")), section("s2", "乙"))
    revised = (section("s1", "甲", item("z", "残る")), section("s2", "乙", item("a", "動く項目の整備を急ぐ")))
    document = changed(base, revised)
    drawn = tracked(document)

    assert revisions(drawn) == [("moveFrom", "動く項目の整備を進める"), ("moveTo", "動く項目の整備を急ぐ")]
    assert names(drawn, "moveFromRangeStart") == names(drawn, "moveToRangeStart") == ["move1"]
    assert "文言の修正\u3000「進める」→「急ぐ」" in comments(document)[0].lines


def test_a_moved_section_takes_its_children_along_and_leaves_nothing() -> None:
    base = (section("s1", "甲", item("a", "残る"), item("b", "消える")), section("s2", "乙"), section("s3", "丙"))
    revised = (section("s2", "乙"), section("s3", "丙"), section("s1", "甲", item("a", "残る"), item("c", "増える")))
    document = changed(base, revised)

    assert revisions(tracked(document)) == [
        ("moveFrom", "甲"), ("moveFrom", "残る"), ("del", "消える"),
        ("moveTo", "甲"), ("moveTo", "残る"), ("ins", "増える"),
    ]  # fmt: skip
    agrees(document)


def table(columns: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    return Table(id="t", title="表", columns=columns, rows=tuple(Row(key=row[0], cells=row) for row in rows))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(table(("名", "数"), ("甲", "1")), table(("名", "数"), ("甲", "1"), ("乙", "2")), id="行の追加"),
        pytest.param(table(("名", "数"), ("甲", "1"), ("乙", "2")), table(("名", "数"), ("乙", "3")), id="行の削除と値"),
        pytest.param(table(("名",), ("甲",), ("乙",), ("丙",)), table(("名",), ("丙",), ("甲",), ("乙",)), id="行の順序"),
        pytest.param(table(("名", "数"), ("甲", "1")), table(("名", "率", "数"), ("甲", "5%", "1")), id="列の追加"),
        pytest.param(table(("名",), ("甲",)), paragraph("t", "表をやめて文章にする"), id="表から文章へ"),
        pytest.param(item("t", "文章"), section("t", "見出しへ", item("t2", "その中")), id="項目から見出しへ"),
        pytest.param(
            Kpi(id="t", name="数", baseline=Measure(year=2023), target=Measure(year=2028, value=5)),
            Kpi(id="t", name="率", unit="%", baseline=Measure(year=2023), target=Measure(year=2030, value=50), note="注"),
            id="KPI",
        ),
    ],
)  # fmt: skip
def test_tables_and_kinds_come_and_go_as_a_whole(before: AnyNode, after: AnyNode) -> None:
    agrees(changed((before,), (after,)))
    agrees(changed((item("x", "前"), before), (after, item("y", "後"))))


def comments(document: PaperDocument):
    return read_comments(open_word(render_docx(document, Manner.TRACKED)))


def test_each_mark_is_a_comment_naming_its_opinions_answer_and_reason() -> None:
    document = changed(
        (item("a", "道路の整備"), item("b", "港")),
        (item("a", "道路の早い整備"), item("b", "空港"), item("c", "鉄道")),
        opinions=(
            replace(opinion(1, "急いでほしい", ("修正", "a"), about=("a",)), answer="急ぐこととした"),
            replace(opinion(2, "鉄道も", about=("a",)), changes=(Link(kind=ChangeKind.ADD, node="c"),)),
        ),
        reasons=(Reason(node="b", reason="空港に統一"),),
    )
    first, second, third = comments(document)

    assert first.lines == ("【修正①】", "意見No.1「急いでほしい」", "対応：反映\u3000急ぐこととした")
    assert (second.lines, second.is_resolved) == (("【修正】", "理由：空港に統一"), True)
    assert third.lines[:2] == ("【追加①】", "意見No.2「鉄道も」")
    assert (first.is_resolved, third.is_resolved) == (True, False)
    assert {each.author for each in (first, second, third)} == {"事務局"}
    assert third.anchor == "鉄道"


def test_a_quoted_edit_is_commented_where_it_stands() -> None:
    revised = (item("a", "県内の道路の早い整備と管理"),)
    link = Link(kind=ChangeKind.ADD, node="a", quote="と管理")
    document = changed(
        (item("a", "道路の早い整備"),), revised,
        opinions=(replace(opinion(1, "管理も", about=("a",)), changes=(link,), disposition="反映"),),
    )  # fmt: skip
    assert [(each.lines[1:], each.anchor) for each in comments(document)] == [
        (("理由の記載なし",), "県内の"),
        (("意見No.1「管理も」", "対応：反映"), "と管理"),
    ]


def test_neither_labels_nor_remarks_stand_in_the_text() -> None:
    words = "".join(texts(body(render_docx(real_redline(), Manner.TRACKED))))
    assert "【" not in words
    assert "凡例" not in words
    assert "に伴い削除" not in words


@pytest.mark.parametrize(("printed", "moment"), [("２０２３．９", "2023-09-01T00:00:00Z"), (None, None)])
def test_revisions_bear_the_office_and_the_date_of_the_draft(printed: str | None, moment: str | None) -> None:
    document = redline(*(Draft(id=name, label=name, chapters=(chapter(item("a", name)),)) for name in ("甲", "乙")))
    document = replace(document, stamp=replace(document.stamp, date=printed))
    found = list(tracked(document).iter(f"{WORD}ins", f"{WORD}del"))
    assert {(each.get(f"{WORD}author"), each.get(f"{WORD}date")) for each in found} == {("企画課", moment)}
