"""委員会資料 and what it shares with the other papers: labels, rounds, places, consequences."""

from __future__ import annotations

import pytest
from paper_plans import ALL_KINDS, LATER, Case, chapter, item, material, opinion, paragraph, rows_of, section, theme

from dxplan_cli.model.meeting import Meeting, MeetingPaper, Member
from dxplan_cli.model.node import Alternative, Box, Event, Figure, Kpi, Row, Table, Todo
from dxplan_cli.model.opinion import Reason
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.catalogue import file_stem
from dxplan_cli.papers.changes import make_changes
from dxplan_cli.papers.material import Material
from dxplan_cli.render.plain import render_plain
from dxplan_cli.trace.trace import trace_changes
from dxplan_cli.value import replace

STANCE = chapter(paragraph("try", "挑戦する。"), node_id="stance", title="基本姿勢", number="01")
BRAVE = chapter(paragraph("try", "恐れず挑戦する。"), node_id="stance", title="基本姿勢", number="01")
FIELDS = chapter(theme("shoko", "商工業", item("a", "支援する")), node_id="fields", title="取組", number="02")
WIDER = chapter(
    theme("shoko", "商工業", item("a", "広く支援する"), item("b", "強化する")),
    node_id="fields",
    title="取組",
    number="02",
)


def case(*opinions: object, **others: object) -> Case:
    built = Case(base=(STANCE, FIELDS), revised=(BRAVE, WIDER))
    return replace(built, opinions=tuple(opinions), **others)  # type: ignore[arg-type]


def outcomes(text: str) -> list[tuple[str, str]]:
    return [(row[0], row[1].removeprefix("{center}").strip()) for row in rows_of(text) if len(row) == 2]


def test_an_opinion_of_another_scope_says_where_its_mark_stands() -> None:
    found = outcomes(case(opinion(1, "勇気を", ("追加", "try"), about=("shoko",))).text("packet"))
    assert ("勇気を", "第１章基本姿勢に追加") in found


def test_the_same_marks_as_above_are_not_repeated() -> None:
    links = (("追加", "a"), ("追加", "b"))
    made = case(opinion(1, "甲", *links, about=("shoko",)), opinion(2, "乙", *links, about=("shoko",)))
    assert outcomes(made.text("packet"))[-2:] == [("甲", "追加①・追加②"), ("乙", "〃")]


def test_a_disposition_stands_where_no_mark_does() -> None:
    made = case(
        opinion(1, "甲", about=("shoko",), disposition="記述済み"),
        opinion(2, "乙", about=("shoko",)),
    )
    assert outcomes(made.text("packet"))[-2:] == [("甲", "記述済み"), ("乙", "")]


def test_each_round_has_a_table_and_numbers_run_on() -> None:
    made = case(opinion(1, "甲", about=("shoko",), heard=LATER), opinion(2, "乙", about=("shoko",)))
    packet, responses = made.text("packet"), made.text("responses")
    assert packet.index("★意見（委員からの聞き取り）") < packet.index("★意見（第３回委員会）")
    listed = [(row[0].partition(" {#")[0], row[2]) if len(row) == 6 else row[0] for row in rows_of(responses)[-4:]]
    assert listed == [
        "{span=6 shaded} [caption] 委員からの聞き取り",
        ("{center} 1", "乙"),
        "{span=6 shaded} [caption] 第３回委員会",
        ("{center} 2", "甲"),
    ]
    assert "| 計 | {center} 0 |" in responses


def test_opinions_about_nothing_known_come_last() -> None:
    text = case(opinion(1, "全体として", about=("nowhere",)), opinion(2, "ほかに", ("追加", "b"))).text("packet")
    ending = text[text.index("# その他の意見") :]
    assert "全体として" in ending
    assert "| ほかに | {center} 商工業に追加 |" in ending


def test_an_opinion_about_two_themes_stands_on_both() -> None:
    both = chapter(theme("x", "甲", item("x1", "一")), theme("y", "乙", item("y1", "二")))
    made = Case(base=(both,), revised=(both,), opinions=(opinion(1, "両方に", about=("x1", "y")),))
    assert made.text("packet").count("| 両方に |") == 2


def test_a_consequence_is_derived_unless_the_reason_tells_it() -> None:
    base = (FIELDS, chapter(item("again", "支援する（再び）"), node_id="end", title="基盤", number=None))
    revised = (
        chapter(theme("shoko", "商工業"), node_id="fields", title="取組", number="02"),
        chapter(node_id="end", title="基盤", number=None),
    )
    silent, telling = (
        Case(base=base, revised=revised, reasons=(Reason(node="again", reason=words, because_of="a"),))
        for words in ("もとの項目がないため", "商工業の取組の削除に伴い削除")
    )
    assert "もとの項目がないため（商工業の項目の削除に伴い削除） |" in silent.text("changes")
    assert "※商工業の項目の削除に伴い削除›" in silent.text("packet")
    assert "| 商工業の取組の削除に伴い削除 |" in telling.text("changes")
    assert "※商工業の取組の削除に伴い削除›" in telling.text("packet")


def test_unexplained_changes_say_so_in_both_lists() -> None:
    for kind in ("comparison", "changes"):
        assert "（理由の記載なし）" in case().text(kind)


def test_opinions_taken_back_on_the_way_are_listed() -> None:
    drafts = (
        Draft(id="soan", label="素案", chapters=(FIELDS,)),
        Draft(id="an", label="案", chapters=(WIDER,), based_on="soan"),
        Draft(id="sei", label="成案", chapters=(FIELDS,), based_on="an"),
    )
    settings = Settings(title="計画", drafts=("soan", "an", "sei"))
    made = case(opinion(1, "甲の意見", ("追加", "b"), about=("shoko",))).plan
    plan = Plan(settings=settings, drafts=drafts, rounds=made.rounds, opinions=made.opinions)
    trace = trace_changes(plan, drafts[0], drafts[2])
    text = render_plain(make_changes(Material(plan, trace, None, None, material(plan, "changes").stamp)))
    assert "取り消された修正" in text
    assert "No.1　甲の意見" in text


RICH = chapter(
    Figure(
        id="f",
        title="体制図",
        drawn_from="boxes",
        alt="図",
        boxes=(Box(title="本部"), Box(title="幹事会", under="本部")),
    ),
    Figure(id="g", title="年表", drawn_from="events", events=(Event(when="４月", text="開始"),)),
    Figure(id="h", title="体系図", drawn_from="tree"),
    Table(id="t", columns=("項目", "数"), rows=(Row(key="a", cells=("甲", 1)),)),
    Kpi(id="k"),
    replace(
        item("p", "本文"),
        alternatives=(Alternative(text="別の文"),),
        todo=Todo(what="後日更新", due="１０月"),
        source="白書",
    ),
    section("s", "小さな節", item("q", "中身")),
)


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("pair", [(RICH, chapter()), (chapter(), RICH), (RICH, RICH)], ids=["gone", "new", "same"])
def test_any_node_may_come_or_go(kind: str, pair: tuple[object, object]) -> None:
    made = Case(base=(pair[0],), revised=(pair[1],))  # type: ignore[arg-type]
    assert made.text(kind).endswith("\n")


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_plan_of_bare_paragraphs_has_every_paper(kind: str) -> None:
    base, revised = (section("only", "本文", paragraph("a", words)) for words in ("一つ目。", "二つ目とする。"))
    empty = Case(base=(), revised=())
    assert Case(base=(base,), revised=(revised,), rounds=()).text(kind)
    assert empty.text(kind)


def test_what_hangs_on_a_node_is_shown_and_a_published_text_has_no_work_left() -> None:
    made = Case(base=(RICH,), revised=(RICH,))
    for word in ("別の文", "（出典：白書）", "※後日更新（１０月まで）"):
        assert word in made.text("packet")
    clean = made.text("clean")
    assert "（出典：白書）" in clean
    assert "別の文" not in clean
    assert "後日更新" not in clean


def test_a_kpi_that_goes_takes_its_table_along() -> None:
    text = Case(base=(chapter(Kpi(id="k")),), revised=(chapter(),)).text("redline")
    assert "| {center} [-KPI-] | {center} [-現状値-] | {center} [-目標値-] |" in text
    assert "【削除】" in text


def test_themes_that_share_a_kpi_share_a_page() -> None:
    kpi = Kpi(id="k", serves=("x", "y"))
    both = chapter(theme("w", "丙"), theme("x", "甲", item("x1", "一")), theme("y", "乙", item("y1", "二"), kpi))
    text = Case(base=(both,), revised=(both,)).text("packet")
    assert text.count("----- 改ページ -----") == 3
    assert "‹（甲、乙）›" in text


def test_agenda_leaves_open_what_nobody_decided() -> None:
    text = case().text("agenda")
    for name in ("日時", "場所", "議事"):
        assert f"{name}　**‹（未定）›" in text
    assert "| {center} 資料１ | 委員会資料 |" in text


def test_agenda_says_what_the_meeting_says() -> None:
    meeting = Meeting(
        id="03",
        number=3,
        title="第３回委員会",
        date="令和５年９月１日",
        agenda=("素案について",),
        papers=(MeetingPaper(number="資料２", title="案", kind="packet"), MeetingPaper(number="参考", title="統計")),
        members=(Member(name="委員甲", title="会長", attends=True),),
    )
    made = case(meeting=meeting)
    text = made.text("agenda")
    for words in (
        "令和５年９月１日",
        "（１）素案について",
        "| {center} 参考 | 統計 |",
        "| 委員甲 | 会長 | {center} 出席 |",
    ):
        assert words in text
    assert made.make("packet").number == "資料２"
    assert made.make("redline").number is None


def test_file_names_are_safe_on_windows() -> None:
    drafts = (Draft(id="soan", label="素案", chapters=()), Draft(id="shusei", label='案/1:"改"?* .', chapters=()))
    plan = Plan(settings=Settings(title="計画", drafts=("soan", "shusei")), drafts=drafts)
    assert file_stem("packet", material(plan, "packet")) == "資料１_委員会資料_案＿1＿＿改＿＿＿"
