"""The format of plan-data: one table for validator, decoder and JSON Schemas.

Keys are English, values Japanese (design: data format). The `doc` of a field
is what an editor shows while the secretariat types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dxplan_cli.model.disposition import Disposition, Promise
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.meeting import MeetingPaper, Member
from dxplan_cli.model.node import (
    Alternative,
    AnyNode,
    Box,
    Event,
    Item,
    Kpi,
    Measure,
    Paragraph,
    Row,
    Section,
    Table,
    Todo,
    Total,
)
from dxplan_cli.model.opinion import Group, Held, Internal, Link, PastDecision, Proposal, ProposedValue, Reason
from dxplan_cli.model.plan import (
    Accepted,
    CheckSettings,
    ComparisonSettings,
    ComparisonWords,
    DocumentSettings,
    LabelSettings,
    Period,
    ResponseSettings,
    Settings,
)
from dxplan_cli.model.project import Project, ProjectCount, ProjectList
from dxplan_cli.store.days import Day, DayOrSpan
from dxplan_cli.store.defaults import make_figure, make_meeting, make_opinion, make_round
from dxplan_cli.store.shape import (
    Choice,
    Field,
    Flag,
    Identifier,
    ListOf,
    Number,
    Reading,
    Record,
    Shape,
    Tagged,
    Text,
    WordOrRecord,
)
from dxplan_cli.store.tree import Tree
from dxplan_cli.store.values import DraftFile, FileKind

ID, TEXT, WHOLE, FLAG = Identifier(), Text(), Number(whole=True), Flag()
OPTIONAL_TEXT = Text(allows_blank=True)
IDS = ListOf(ID)
MEMO = "覚え書き。どの資料にも載らない"
KIND = Choice(tuple(kind.value for kind in ChangeKind), ChangeKind)


def _small(title: str, name: str, make: Callable[..., Any], *fields: Field) -> Record:
    return Record(title, name, make, fields, has_place=False)


TODO = _small(
    "todo", "宿題", Todo,
    Field("what", TEXT, "何をするか", required=True),
    Field("owner", TEXT, "担当"),
    Field("due", TEXT, "期限（書いたまま）"),
)  # fmt: skip
ALTERNATIVE = _small(
    "alternative", "別案", Alternative,
    Field("text", TEXT, "別案の文言", required=True),
    Field("status", Choice(("proposed", "adopted", "dropped")), "提案中 proposed・採用 adopted・取下げ dropped"),
)  # fmt: skip
MEASURE = _small(
    "measure", "KPIの値", Measure,
    Field("year", WHOLE, "年（西暦）"),
    Field("value", Number(or_text=True), "値。未定は null"),
)  # fmt: skip
_COMMON = (
    Field("id", ID, "永続id。位置を表さず、使い回さない", required=True),
    Field("source", TEXT, "出典（印刷どおり）"),
    Field("note", TEXT, "※の注"),
    Field("todo", TODO, "残っている宿題（後日更新など）"),
    Field("repeat_of", ID, "再掲のとき、元の項目のid"),
    Field("alternatives", ListOf(ALTERNATIVE), "別案"),
    Field("draft_page", WHOLE, "印刷された素案のページ"),
    Field("was", IDS, "由来。idを改めたもと、分割・統合したもとの項目のid"),
    Field("reconstructed", FLAG, "もとの文書で確かめられず、推定した文言なら true。どの資料にも、推定と示す"),
    Field("memo", TEXT, MEMO),
)


class _Nodes:
    """The nodes of a tree, which contain themselves: resolved when used."""

    def decode(self, tree: Tree, reading: Reading, name: str) -> AnyNode:
        """Decode one node of any kind."""
        return NODE.decode(tree, reading, name)  # type: ignore[no-any-return]

    def schema(self) -> dict[str, Any]:
        """Return a reference to the choice of nodes."""
        return {"$ref": "#/$defs/node"}


ANY_NODE: Shape = _Nodes()
"""A node of any kind, as a child of a section."""
SECTION = Record(
    "section", "節（section）", Section,
    (
        *_COMMON,
        Field("title", TEXT, "見出し", required=True),
        Field("subtitle", TEXT, "副題"),
        Field("number", TEXT, "章番号（印刷どおり）"),
        Field("role", TEXT, "役割。plan.yaml の roles のどれか"),
        Field("children", ListOf(ANY_NODE), "中の項目"),
    ),
    "見出しと中の項目を持つ部分",
)  # fmt: skip
PARAGRAPH = Record(
    "paragraph", "段落（paragraph）", Paragraph,
    (*_COMMON, Field("text", TEXT, "本文。改行は紙面での改行", required=True)), "地の文",
)  # fmt: skip
ITEM = Record(
    "item", "箇条（item）", Item,
    (
        *_COMMON,
        Field("text", TEXT, "本文。行頭の記号や番号は書かない", required=True),
        Field("level", Number(whole=True, least=0, most=8), "字下げの段。いちばん外は 0（省略可）"),
        Field("number", TEXT, "番号の形を、一つ目の番号で書く（（1）・①・ア・1.1 など）。数は自動。省略すると ・"),
        Field("start", Number(whole=True, least=0), "番号を改めて数え始めるとき、その数"),
    ),
    "箇条書きの一つ",
)  # fmt: skip
BOX = _small(
    "box", "囲み", Box,
    Field("title", TEXT, "囲みの見出し", required=True),
    Field("text", TEXT, "囲みの中の文"),
    Field("under", TEXT, "上位の囲みの見出し"),
)  # fmt: skip
EVENT = _small(
    "event", "できごと", Event,
    Field("when", TEXT, "時期（印刷どおり）", required=True),
    Field("text", TEXT, "できごと", required=True),
)  # fmt: skip
FIGURE = Record(
    "figure", "図（figure）", make_figure,
    (
        *_COMMON,
        Field("title", TEXT, "図の題"),
        Field("drawn_from", Choice(("tree", "boxes", "events", "image")), "何から描くか：体系 tree・囲み boxes・年表 events・画像 image"),
        Field("alt", TEXT, "代替テキスト（見えない人への説明）"),
        Field("boxes", ListOf(BOX), "囲み"),
        Field("events", ListOf(EVENT), "できごと"),
        Field("image", TEXT, "画像ファイル"),
    ),
    "データから描く図",
)  # fmt: skip
ROW = _small(
    "row", "行", Row,
    Field("key", ID, "行の永続キー", required=True),
    Field("cells", ListOf(Number(or_text=True)), "列の順の値", required=True),
)  # fmt: skip
TOTAL = _small(
    "total", "合計", Total,
    Field("column", TEXT, "合計する列", required=True),
    Field("equals", Number(), "印刷された合計", required=True),
)  # fmt: skip
TABLE = Record(
    "table", "表（table）", Table,
    (
        *_COMMON,
        Field("title", TEXT, "表の題"),
        Field("columns", ListOf(OPTIONAL_TEXT), '列の見出し。見出しのない列は ""', required=True),
        Field("rows", ListOf(ROW), "行"),
        Field("sum", TOTAL, "合計の約束。check が確かめる"),
    ),
    "表",
)  # fmt: skip
KPI = Record(
    "kpi", "KPI（kpi）", Kpi,
    (
        *_COMMON,
        Field("name", TEXT, "指標名。未定は null"),
        Field("unit", TEXT, "単位"),
        Field("for", IDS, "この指標が測る項目のid", attribute="serves"),
        Field("baseline", MEASURE, "現状値"),
        Field("target", MEASURE, "目標値"),
        Field("actuals", ListOf(MEASURE), "実績"),
    ),
    "重要業績評価指標",
)  # fmt: skip
NODE = Tagged(
    "kind", "項目",
    (("section", SECTION), ("paragraph", PARAGRAPH), ("item", ITEM), ("figure", FIGURE), ("table", TABLE), ("kpi", KPI)),
    "項目の種類",
)  # fmt: skip


def _chapter(*, kind: str = "section", **values: Any) -> Section:
    """Make the section a chapter file is; the file may say so."""
    del kind
    return Section(**values)


def tag_of(record: Record) -> str | None:
    """Return the word by which a record is told apart from its siblings, if it is one of several."""
    return next((tag for tag, each in NODE.variants if each is record), None)


CHAPTER = Record(
    "chapter", "章のファイル", _chapter,
    (*SECTION.fields, Field("kind", Choice(("section",)), "section（省略可）")),
    "章。一つのファイルに一つの節",
)  # fmt: skip

_REPLACEMENT = ListOf(OPTIONAL_TEXT, length=2)
REASON = Record(
    "reason", "修正理由", Reason,
    (
        Field("node", ID, "変えた項目のid"),
        Field("sweep", ListOf(_REPLACEMENT), "一括の改め。[[前, 後], …] の置き換えだけの修正すべての理由。node の代わりに書く"),
        Field("quote", TEXT, "その中の一箇所を指す文言"),
        Field("kind", KIND, "印の語。省略すると文言の差から決まる"),
        Field("reason", TEXT, "理由", required=True),
        Field("origin", TEXT, "事務局・庁内・国の動向など"),
        Field("because_of", ID, "「に伴い」の元になった項目のid"),
        Field("label", TEXT, "印の語を置き換える（体系図を追加 など）"),
        Field("note", TEXT, "印の括弧書き（文章の構成見直し など）"),
        Field("memo", TEXT, MEMO),
    ),
    "意見によらない修正の理由", one_of=("node", "sweep"),
)  # fmt: skip
REASONS = ListOf(REASON)
DRAFT = Record(
    "draft", "版（draft.yaml）", DraftFile,
    (
        Field("label", TEXT, "版の名（素案、事務局修正案 …）", required=True),
        Field("stage", TEXT, "段階"),
        Field("date", TEXT, "日付（印刷どおり、引用符で囲む）"),
        Field("based_on", ID, "もとにした版のid"),
        Field("chapters", IDS, "章のファイル名（.yaml を除く）、順に", required=True),
        Field("explain", FLAG, "書き起こしなど、もとの版からの修正に理由を求めないなら false"),
        Field("frozen", TEXT, "確定したときのダイジェスト（dxplan draft freeze が書く）"),
    ),
    "一つの版",
)  # fmt: skip

LINK = Record(
    "link", "反映先（changes）", Link,
    (
        Field("kind", KIND, "追加・修正・削除・移動", required=True),
        Field("node", ID, "変わった項目のid", required=True),
        Field("quote", TEXT, "その中の一箇所を指す文言"),
        Field("draft", ID, "約束を果たす版。省略すると意見を聴いた版の次の版"),
        Field("digest", TEXT, "結び付けたときの文言のダイジェスト（dxplan が書く）"),
    ),
    "意見がどこを変えたか",
)  # fmt: skip
INTERNAL = _small(
    "internal", "内部情報", Internal,
    Field("member", TEXT, "発言した委員"),
    Field("contact", TEXT, "連絡先"),
    Field("heard_by", TEXT, "聞き取った職員"),
)  # fmt: skip
GROUP = _small(
    "group", "まとめた意見の数", Group,
    Field("comments", Number(whole=True, least=1), "件数。もとの意見がいくつあったか", required=True),
    Field("people", Number(whole=True, least=0), "人数。名前の分かる人が何人いたか"),
    Field("unnamed", Number(whole=True, least=0), "そのうち名前のない意見の件数"),
    Field("keys", ListOf(TEXT), "もとの意見の番号。名前は書かない。一通の論点を分けたものは P1#1・P1#2 のように書く"),
)  # fmt: skip
PROPOSED_VALUE = _small(
    "proposed-value", "提案された値", ProposedValue,
    Field("row", ID, "表の行の key。KPIにはない"),
    Field("name", TEXT, "表の列の見出し。KPIなら baseline（現状値）か target（目標値）", required=True),
    Field("before", Number(or_text=True), "提案されたときの値"),
    Field("after", Number(or_text=True), "提案された値"),
)  # fmt: skip
PROPOSAL = _small(
    "proposal", "提案された文言", Proposal,
    Field("kind", KIND, "追加・修正・削除・移動", required=True),
    Field("node", ID, "変える項目のid。新しい項目の提案にはない"),
    Field("text", TEXT, "提案された文言の全体"),
    Field("after", ID, "新しい項目や移す項目を、どの項目の後（節なら末尾）に置くか"),
    Field("first", FLAG, "after の節の初めに置くなら true"),
    Field("values", ListOf(PROPOSED_VALUE), "表やKPIの、値の提案"),
    Field("digest", TEXT, "提案されたときの、項目の文言のダイジェスト（dxplan が書く）"),
)  # fmt: skip
PAST_DECISION = _small(
    "past-decision", "前の対応", PastDecision,
    Field("date", TEXT, "その対応を決めた日"),
    Field("disposition", TEXT, "そのときの対応区分", required=True),
    Field("answer", TEXT, "そのときの対応方針"),
    Field("same_as", ID, "そのときの、同じ意見のid"),
    Field("changes", ListOf(LINK), "そのときの反映先"),
)  # fmt: skip
OPINION = Record(
    "opinion", "意見", make_opinion,
    (
        Field("id", ID, "意見のid。省略するとファイル名"),
        Field("round", ID, "聴取の機会のid。省略するとフォルダ名"),
        Field("text", TEXT, "意見の本文", required=True),
        Field("verbatim", FLAG, "発言のままなら true、事務局の要約なら false"),
        Field("about", IDS, "意見が指す項目のid（聴いた版の）"),
        Field("quote", TEXT, "意見が指す文言（聴いた版にあること）"),
        Field("disposition", TEXT, "対応区分。plan.yaml の dispositions のどれか"),
        Field("changes", ListOf(LINK), "どこがどう変わったか"),
        Field("answer", TEXT, "対応方針。反映・未対応のほかは必須"),
        Field("same_as", ID, "同じ意見のid（〃）"),
        Field("printed", TEXT, "原資料に印刷された印が導いた印と違うとき、その語"),
        Field("key", TEXT, "取り込んだ表での整理番号。聴取の機会の中で一つ"),
        Field("letter", TEXT, "一通の手紙や様式の番号。一通にいくつも論点があるとき、どれにも同じ番号を書く"),
        Field("group", GROUP, "同じ趣旨の意見をまとめたとき、もとの意見の数"),
        Field("proposal", PROPOSAL, "委員がWordで書いた文言（dxplan review が書く）"),
        Field("decided", TEXT, "今の対応を決めた日（dxplan が書く）"),
        Field("history", ListOf(PAST_DECISION), "前の対応。古い順（dxplan が書く）"),
        Field("memo", TEXT, MEMO),
        Field("internal", INTERNAL, "公表しない情報"),
    ),
    "一つの意見",
)  # fmt: skip
HELD = _small(
    "held", "聴いた期間", Held,
    Field("from", Day(), "始まりの日（2023-09-01 の形）", attribute="start"),
    Field("until", Day(), "終わりの日", attribute="end"),
)  # fmt: skip
ROUND = Record(
    "round", "聴取の機会", make_round,
    (
        Field("id", ID, "id。省略するとファイル名"),
        Field("kind", TEXT, "聞き取り・第n回委員会・部局照会・市町村照会・パブリックコメント など"),
        Field("title", TEXT, "名称"),
        Field("date", TEXT, "期日・期間（印刷どおり）"),
        Field("held", DayOrSpan(HELD), "聴いた日（2023-09-01）、または {from, until}。聴取の機会の順になる"),
        Field("draft", ID, "聴いた版のid。省略すると最後の版のもとの版"),
    ),
    "意見を聴いた一回",
)  # fmt: skip
MEETING_PAPER = _small(
    "meeting_paper", "配布資料", MeetingPaper,
    Field("number", TEXT, "資料番号（資料１ など）", required=True),
    Field("title", TEXT, "資料名", required=True),
    Field("kind", Choice(("packet", "comparison", "redline", "clean", "responses", "changes")), "dxplanが作る資料の種類"),
)  # fmt: skip
MEMBER = _small(
    "member", "名簿の一人", Member,
    Field("name", TEXT, "氏名", required=True),
    Field("title", TEXT, "所属・職"),
    Field("attends", FLAG, "出席なら true"),
    Field("note", TEXT, "備考"),
)  # fmt: skip
MEETING = Record(
    "meeting", "会議", make_meeting,
    (
        Field("id", ID, "id。省略するとファイル名"),
        Field("number", WHOLE, "第何回か。省略するとファイル名の数"),
        Field("title", TEXT, "会議名"),
        Field("date", TEXT, "日時（印刷どおり）"),
        Field("venue", TEXT, "場所"),
        Field("draft", ID, "審議する版"),
        Field("base", ID, "比べる元の版"),
        Field("rounds", IDS, "示す意見の聴取の機会"),
        Field("agenda", ListOf(TEXT), "次第"),
        Field("papers", ListOf(MEETING_PAPER), "配布資料。省略すると全資料に番号を振る"),
        Field("members", ListOf(MEMBER), "出席者名簿"),
    ),
    "委員会の一回",
)  # fmt: skip
PROJECT_COUNT = _small(
    "project_count", "事業数", ProjectCount,
    Field("field", ID, "分野のid", required=True),
    Field("about", IDS, "テーマのid"),
    Field("title", TEXT, "表の項目名", required=True),
    Field("count", WHOLE, "事業数。「‐」は null"),
)  # fmt: skip
PROJECT = _small(
    "project", "事業", Project,
    Field("id", ID, "id", required=True),
    Field("title", TEXT, "事業名", required=True),
    Field("field", ID, "分野のid", required=True),
    Field("about", IDS, "テーマのid"),
    Field("summary", TEXT, "概要"),
)  # fmt: skip
PROJECTS = Record(
    "projects", "関連事業（projects.yaml）", ProjectList,
    (
        Field("year", TEXT, "年度", required=True),
        Field("title", TEXT, "表題"),
        Field("note", TEXT, "注"),
        Field("total", WHOLE, "事業の総数"),
        Field("counts", ListOf(PROJECT_COUNT), "項目別の事業数"),
        Field("projects", ListOf(PROJECT), "名前の挙がる事業"),
    ),
    "関連事業",
)  # fmt: skip

_PERIOD = _small(
    "period", "期間", Period,
    Field("from", WHOLE, "始まりの年（西暦）", attribute="start"),
    Field("to", WHOLE, "終わりの年（西暦）", attribute="end"),
)  # fmt: skip
_LABELS = _small(
    "labels", "印の設定", LabelSettings,
    Field("scope", ListOf(TEXT), "番号を振り直す役割"),
    Field("number", Choice(("with-opinion", "always", "never")), "番号を付ける印：意見のある印・すべて・付けない"),
)  # fmt: skip
_COMPARISON_WORDS = _small(
    "comparison_words", "新旧対照表の語", ComparisonWords,
    Field("new", OPTIONAL_TEXT, '旧の側に何もないとき。"" は何も書かない'),
    Field("gone", OPTIONAL_TEXT, '新の側に何もないとき。"" は何も書かない'),
    Field("omitted", OPTIONAL_TEXT, '変わらないところを略した跡。"" は何も書かない'),
)  # fmt: skip
_COMPARISON = _small(
    "comparison", "新旧対照表の設定", ComparisonSettings,
    Field("new", Choice(("left", "right")), "新しい文言を置く側：左 left・右 right"),
    Field("headings", ListOf(TEXT, length=2), "見出し［新, 旧］"),
    Field("words", _COMPARISON_WORDS, "（新設）（削除）（略）の語"),
    Field("third", Choice(("reasons", "notes", "none")), "三つめの欄：意見・理由 reasons・備考（変更の種類と印）notes・なし none"),
    Field("third_heading", TEXT, "三つめの欄の見出し"),
    Field("underline", Choice(("changed", "whole", "none")), "下線：変わった語 changed・変わった項目の全体 whole・なし none"),
    Field("remark", OPTIONAL_TEXT, '表の下に置く、下線の説明。"" は何も書かない'),
    Field("page", Choice(("landscape", "portrait")), "用紙の向き：横 landscape・縦 portrait"),
    Field("fold", FLAG, "変わらない項目を（略）とするなら true、すべて載せるなら false"),
    Field("level", Number(whole=True, least=1), "見出しの行をどの深さまで立てるか。1 は章だけ。省略するとすべて"),
)  # fmt: skip
_RESPONSES = _small(
    "responses", "意見対応表の設定", ResponseSettings,
    Field("answer_heading", TEXT, "対応・考え方の欄の見出し。省略すると、公表用は事務局の名から「県の考え方」「町の考え方」など"),
)  # fmt: skip
_DOCUMENTS = Record(
    "documents", "資料の設定", DocumentSettings,
    (
        Field("template", TEXT, "様式の.docx（plan.yaml のあるフォルダから）"),
        Field("comparison", _COMPARISON, "新旧対照表"),
        Field("responses", _RESPONSES, "意見対応表"),
    ),
)  # fmt: skip
_ACCEPTED = Record(
    "accepted", "認めた指摘", Accepted,
    (
        Field("code", TEXT, "指摘の種類", required=True),
        Field("reason", TEXT, "認める理由", required=True),
        Field("node", ID, "項目のid"),
        Field("opinion", ID, "意見のid"),
        Field("file", TEXT, "ファイルかフォルダ（plan.yaml のあるフォルダから）"),
    ),
)  # fmt: skip
_CHECKS = _small("checks", "点検の設定", CheckSettings, Field("accepted", ListOf(_ACCEPTED), "認めた指摘"))
DISPOSITION = _small(
    "disposition", "対応区分", Disposition,
    Field("name", TEXT, "対応区分の語", required=True),
    Field(
        "promise", Choice(tuple(each.value for each in Promise), Promise),
        "何を約束するか：本文を変える change・もう書いてある present・後で取り上げる later・変えない none・取り下げられた withdrawn",
    ),
)  # fmt: skip
SETTINGS = Record(
    "plan", "計画（plan.yaml）", Settings,
    (
        Field("title", TEXT, "計画の名", required=True),
        Field("provisional", FLAG, "（仮称）なら true"),
        Field("slogan", TEXT, "基本理念・標語"),
        Field("period", _PERIOD, "計画期間"),
        Field("office", TEXT, "事務局の名。資料の作成者になる（個人名は書かない）"),
        Field("drafts", IDS, "版のid、古い順", required=True),
        Field("roles", ListOf(TEXT), "節の役割"),
        Field("dispositions", ListOf(WordOrRecord("name", DISPOSITION)), "対応区分。語だけか、{name: 語, promise: 約束}"),
        Field("deferred", ListOf(TEXT), "後であらためて取り上げると約束した対応区分（次の会議にまた出る）"),
        Field("labels", _LABELS, "印（【追加①】など）"),
        Field("documents", _DOCUMENTS, "資料の作り方"),
        Field("checks", _CHECKS, "点検"),
    ),
    "計画全体の設定",
)  # fmt: skip

FILES: tuple[tuple[FileKind, str, Shape], ...] = (
    ("plan", "plan.yaml", SETTINGS),
    ("draft", "drafts/*/draft.yaml", DRAFT),
    ("chapter", "drafts/*/[0-9]*.yaml", CHAPTER),
    ("reasons", "drafts/*/reasons.yaml", REASONS),
    ("round", "rounds/*.yaml", ROUND),
    ("opinion", "opinions/*/*.yaml", OPINION),
    ("meeting", "meetings/*.yaml", MEETING),
    ("projects", "projects.yaml", PROJECTS),
)
"""Schema name, the files it is for (relative to the data folder), and the shape of their root."""
