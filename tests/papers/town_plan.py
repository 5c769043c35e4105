"""若葉町読書推進計画: a small plan with everything the tables have to show, for their golden files and tests."""

from __future__ import annotations

from paper_plans import Case, chapter, item, opinion, paragraph, theme

from dxplan_cli.model.meeting import Meeting
from dxplan_cli.model.node import Alternative, Kpi, Measure, Row, Table, Todo
from dxplan_cli.model.opinion import Group, Internal, Reason, Round
from dxplan_cli.model.plan import Settings
from dxplan_cli.value import replace

HEARING = Round(id="kikitori", kind="聞き取り", title="図書館利用者からの聞き取り", date="令和６年４月", draft="soan")
FIRST = Round(id="iinkai-1", kind="委員会", title="第１回委員会", date="令和６年５月", draft="soan")
OFFICES = Round(id="shokai", kind="庁内照会", title="各課への照会", draft="soan")
ONE = Meeting(id="01", number=1, title="第１回読書推進計画策定委員会", rounds=("kikitori",))
TWO = Meeting(id="02", number=2, title="第２回読書推進計画策定委員会", rounds=("iinkai-1",))
ALL = Meeting(id="03", number=3, title="第３回読書推進計画策定委員会", rounds=("kikitori", "iinkai-1"))

OLD_TABLE = Table(
    id="books",
    title="蔵書の数",
    columns=("館", "冊"),
    rows=(Row(key="a", cells=("本館", 52000)), Row(key="b", cells=("駅前分館", 8100))),
)
NEW_TABLE = replace(OLD_TABLE, rows=(Row(key="a", cells=("本館", 53000)), Row(key="b", cells=("駅前分館", 8100))))

BASE = (
    chapter(paragraph("aim", "町民の読書を進める計画です。"), node_id="intro", title="はじめに", number="01"),
    chapter(
        theme(
            "kodomo",
            "子供の読書",
            replace(item("ohanashi", "図書館でおはなし会を月１回開く"), draft_page=4),
            item("gakko", "学校図書館の本を増やす"),
            item("bus", "移動図書館を走らせる"),
        ),
        theme(
            "otona", "大人の読書", item("denshi", "電子書籍を貸し出す"), item("yakan", "開館時間を延ばす"), OLD_TABLE
        ),
        node_id="policy",
        title="取組",
        number="02",
    ),
    chapter(paragraph("body", "教育委員会が進める。"), node_id="promotion", title="推進の体制", number="03"),
)
REVISED = (
    chapter(
        replace(paragraph("aim", "町民の読書を進める計画です。"), reconstructed=True),
        node_id="intro",
        title="はじめに",
        number="01",
    ),
    chapter(
        replace(
            theme(
                "kodomo",
                "子どもの読書",
                replace(item("ohanashi", "図書館でおはなし会を月２回開く"), draft_page=5),
                replace(
                    item("gakko", "学校図書館の本を増やす"), alternatives=(Alternative(text="学校の本を入れ替える"),)
                ),
                replace(item("akachan", "赤ちゃん向けのおはなし会を開く"), todo=Todo(what="対象を確認中")),
            ),
            draft_page=5,
        ),
        theme(
            "otona",
            "大人の読書",
            item("denshi", "電子書籍を貸し出す"),
            item("yakan", "開館時間を午後８時まで延ばす"),
            item("bus", "移動図書館を走らせる"),
            NEW_TABLE,
        ),
        node_id="policy",
        title="取組",
        number="02",
    ),
    chapter(
        Kpi(id="kpi", name="貸出冊数", unit="冊", baseline=Measure(year=2024, value=81000), target=Measure(year=2028)),
        node_id="measure",
        title="指標",
        number="03",
    ),
    chapter(paragraph("body", "教育委員会が進める。"), node_id="promotion", title="推進体制", number="04"),
)
OPINIONS = (
    replace(
        opinion(
            1,
            "おはなし会の回数を増やしてほしい",
            ("修正", "ohanashi"),
            ("追加", "akachan"),
            about=("ohanashi",),
            heard=HEARING,
        ),
        internal=Internal(member="野々村委員", contact="0170-55-1234", heard_by="係長の笹川"),
    ),
    opinion(2, "駐車場が足りない", about=("otona",), heard=HEARING),
    replace(
        opinion(3, "夜も開けてほしい", ("追加", "yakan"), about=("otona",), heard=FIRST),
        internal=Internal(member="日下部委員"),
    ),
    replace(
        opinion(4, "電子書籍の費用が心配だ", about=("denshi",), heard=FIRST, disposition="記述済み"),
        answer="費用は、毎年度の予算で示します。",
    ),
    opinion(5, "町の花を表紙に使ってはどうか", heard=FIRST, disposition="参考"),
    opinion(6, "学校と日程を合わせたい", about=("gakko",), heard=OFFICES),
    replace(opinion(7, "表記をそろえたい", heard=OFFICES, disposition="その他"), answer="そろえます。"),
)
TOWN = Case(
    base=BASE,
    revised=REVISED,
    opinions=OPINIONS,
    reasons=(
        Reason(node="kodomo", reason="常用漢字の使い方にそろえた"),
        Reason(node="bus", reason="対象を大人に広げた"),
        Reason(node="measure", reason="指標を加えた"),
        Reason(node="promotion", reason="章を加えたため"),
    ),
    rounds=(HEARING, FIRST, OFFICES),
    settings=Settings(title="若葉町読書推進計画", drafts=("soan", "shusei"), office="若葉町教育委員会"),
    meetings=(ONE, TWO, ALL),
)
"""Without a meeting: everything of every round."""

SENT_BY_MANY = replace(
    TOWN,
    opinions=tuple(
        replace(each, group=counted) if counted else each
        for each, counted in zip(
            OPINIONS,
            (
                None,
                Group(comments=1, people=1),
                Group(comments=214, people=198, unnamed=3),
                Group(comments=12),
                None,
                None,
                None,
            ),
            strict=True,
        )
    ),
)
"""Some opinions stand for many comments, one for a single one."""

VARIANTS: dict[str, tuple[str, Case]] = {
    "comparison-reasons": ("comparison", TOWN),
    "comparison-portrait-notes": ("comparison", TOWN.compared_by(third="notes", page="portrait", new="right")),
    "comparison-two-columns": (
        "comparison",
        TOWN.compared_by(third="none", underline="whole", headings=("改正案", "現行")),
    ),
    "comparison-in-full": ("comparison", TOWN.compared_by(fold=False, underline="none", third_heading="説明", level=2)),
    "responses-carried-over": ("responses", TOWN.at(2)),
    "responses-seen-before": ("responses", TOWN.at(3)),
    "responses-public": ("responses", TOWN.at(2).published()),
    "responses-sent-by-many": ("responses", SENT_BY_MANY.at(2).published()),
    "packet-sent-by-many": ("packet", SENT_BY_MANY.at(2)),
    "comparison-sent-by-many": ("comparison", SENT_BY_MANY),
    "packet-carried-over": ("packet", TOWN.at(2)),
    "changes-public": ("changes", TOWN.at(2).published()),
}
