"""A paper of ours, edited in Word and brought back: just what was edited differs, each in the field it belongs to."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from paper_plans import material
from strategies import dice

from dxplan_cli.app.readback.incoming import make_ready
from dxplan_cli.app.readback.names import Names
from dxplan_cli.app.readback.reading import ReadBack, know, read_back
from dxplan_cli.intake.manuscript.word import read_word
from dxplan_cli.model.node import Item, Kpi, Measure, Paragraph, Row, Section, Table, Total, walk, words_of
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.clean import make_clean
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.value import names_of, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.model.node import AnyNode

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d"
    "49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
DRAFT = Draft(
    id="b",
    label="案",
    chapters=(
        Section(
            id="ch1",
            number="第１章",
            title="総論",
            role="章",
            children=(
                Section(
                    id="now",
                    title="現状",
                    children=(
                        Paragraph(
                            id="aging",
                            text="高齢化が進み、地域の担い手が不足している。人口の減少は続く見込みである。",
                            source="人口統計",
                            note="推計による。",
                        ),
                        Item(id="bus", text="路線バスの便数が減っている。", number="（1）"),
                        Item(id="snow", text="除雪の担い手が足りない。", number="（1）"),
                        Item(id="shops", text="商店街の空き店舗が増えている。", number="（1）"),
                        Table(
                            id="visits",
                            title="相談の件数",
                            columns=("項目", "件数"),
                            rows=(
                                Row(key="talks", cells=("講座", 10)),
                                Row(key="desk", cells=("窓口", 20)),
                                Row(key="phone", cells=("電話", 30)),
                            ),
                            sum=Total(column="件数", equals=60),
                            source="県の調べ",
                            note="延べ件数。",
                        ),
                    ),
                ),
                Section(
                    id="aims",
                    title="目標",
                    children=(
                        Paragraph(id="link", text="人と人のつながりを生かした仕事を増やす。"),
                        Paragraph(id="data", text="データを活用して行政の手続きを簡素にする。"),
                        Kpi(
                            id="online",
                            name="オンライン申請の割合",
                            unit="％",
                            baseline=Measure(year=2023, value=40),
                            target=Measure(year=2028, value=80),
                        ),
                    ),
                ),
                Section(
                    id="means", title="進め方", children=(Paragraph(id="yearly", text="毎年度、進み具合を確かめる。"),)
                ),
            ),
        ),
    ),
    based_on="a",
)
KEYS = {"talks", "desk", "phone"}
PLAN = Plan(
    settings=Settings(title="計画", drafts=("a", "b"), office="企画課"),
    drafts=(Draft(id="a", label="素案", chapters=DRAFT.chapters), DRAFT),
)


def edited(edit: Callable[[Any], None]) -> ReadBack:
    document = Document(BytesIO(render_docx(make_clean(material(PLAN, "clean")), Manner.ACCEPTED)))
    edit(document)
    saved = BytesIO()
    document.save(saved)
    manuscript = read_word(saved.getvalue(), rejected=False, is_shown=bool)
    known = know(PLAN, DRAFT, {})
    incoming = make_ready(manuscript, PLAN, DRAFT, known.paper)
    taken = {node.id for draft in PLAN.drafts for node in draft.nodes()}
    return read_back(incoming, known, Names(taken, dice(1).choice))


def differences(read: ReadBack) -> dict[str, Any]:
    """Return the fields that differ by `node.field`; for new nodes their words, for those that are gone None."""
    before = {node.id: node for node in DRAFT.nodes()}
    after = {node.id: node for node in walk(read.chapters)}
    found: dict[str, Any] = dict.fromkeys(before.keys() - after.keys())
    for node_id, node in after.items():
        if node_id not in before:
            found["new"] = words_of(node)
            continue
        found |= {
            f"{node_id}.{name}": value
            for name, value in fields(node).items()
            if fields(before[node_id]).get(name) != value
        }
    return found


def fields(node: AnyNode) -> dict[str, Any]:
    """Return the fields of a node; of its children and rows the ids and keys that were there before."""
    known = {each.id for each in DRAFT.nodes()}
    own = {name: getattr(node, name) for name in names_of(type(node)) if name not in {"place", "id"}}
    if isinstance(node, Section):
        own["children"] = tuple(child.id if child.id in known else "new" for child in node.children)
    if isinstance(node, Table):
        own["rows"] = tuple(row if row.key in KEYS else replace(row, key="new") for row in node.rows)
    return own


def paragraph(document: Any, start: str) -> Any:
    """Return the paragraph that begins so, outside the contents."""
    said = (each for each in document.paragraphs if not each.style.name.lower().startswith("toc"))
    return next(each for each in said if each.text.startswith(start))


def reword(start: str, words: str) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        found = paragraph(document, start)
        for run in found.runs[1:]:
            run._element.getparent().remove(run._element)
        found.runs[0].text = words

    return edit


def cell(document: Any, words: str) -> Any:
    cells = (each for table in document.tables for row in table.rows for each in row.cells)
    return next(each for each in cells if each.text == words)


def fill(old: str, new: str) -> Callable[[Any], None]:
    return lambda document: setattr(cell(document, old).paragraphs[0].runs[0], "text", new)


def fill_both(document: Any) -> None:
    fill("30", "35")(document)
    fill("60", "65")(document)


def row_of(document: Any, words: str) -> Any:
    return cell(document, words)._element.getparent()


def drop_row(document: Any) -> None:
    row = row_of(document, "窓口")
    row.getparent().remove(row)


def add_row(document: Any) -> None:
    row = row_of(document, "窓口")
    row.addnext(deepcopy(row))
    cells = [
        each for table in document.tables for row in table.rows for each in row.cells if each.text in {"窓口", "20"}
    ]
    for each, words in zip(cells[2:], ("訪問", "5"), strict=True):
        each.paragraphs[0].runs[0].text = words


def move(start: str, behind: str) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        paragraph(document, behind)._element.addnext(paragraph(document, start)._element)

    return edit


def move_section(document: Any) -> None:
    """Put 進め方 before 目標."""
    place = paragraph(document, "目標")._element
    for start in ("進め方", "毎年度"):
        place.addprevious(paragraph(document, start)._element)


def split(document: Any) -> None:
    whole = paragraph(document, "高齢化")
    rest = deepcopy(whole._element)
    whole._element.addnext(rest)
    reword("高齢化", "高齢化が進み、地域の担い手が不足している。")(document)
    second = [each for each in document.paragraphs if each.text.startswith("高齢化")][1]
    second.runs[0].text = "人口の減少は続く見込みである。"


def merge(document: Any) -> None:
    reword("人と人", "人と人のつながりを生かした仕事を増やす。データを活用して行政の手続きを簡素にする。")(document)
    gone = paragraph(document, "データを活用")._element
    gone.getparent().remove(gone)


def delete(start: str) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        gone = paragraph(document, start)._element
        gone.getparent().remove(gone)

    return edit


def insert_entry(document: Any) -> None:
    entry = paragraph(document, "除雪")._element
    entry.addnext(deepcopy(entry))
    second = [each for each in document.paragraphs if each.text.startswith("除雪")][1]
    second.runs[0].text = "医師が足りない。"


def add_picture(document: Any) -> None:
    last = paragraph(document, "毎年度")
    last._element.addnext(document.add_paragraph()._element)
    document.paragraphs[[each.text for each in document.paragraphs].index(last.text) + 1].add_run().add_picture(
        BytesIO(PIXEL)
    )


NOW = ("aging", "bus", "snow", "shops", "visits")
VISITS = {"講座": ("talks", 10), "窓口": ("desk", 20), "電話": ("phone", 30)}


def rows(**values: int) -> tuple[Row, ...]:
    return tuple(Row(key=key, cells=(name, values.get(key, value))) for name, (key, value) in VISITS.items())


CASES: dict[str, tuple[Callable[[Any], None], dict[str, Any]]] = {
    "nothing": (lambda _: None, {}),
    "words": (
        reword("人と人", "人と人のつながりを生かした仕事を広げる。"),
        {"link.text": "人と人のつながりを生かした仕事を広げる。"},
    ),
    "the title of a section": (reword("現状", "現状と課題"), {"now.title": "現状と課題"}),
    "the title of a chapter with its number": (reword("第１章", "第１章　はじめに"), {"ch1.title": "はじめに"}),
    "a source": (reword("（出典：人口", "（出典：国勢調査）"), {"aging.source": "国勢調査"}),
    "a note": (reword("※推計", "※将来の推計による。"), {"aging.note": "将来の推計による。"}),
    "the source of a table": (reword("（出典：県の", "（出典：市町村の調べ）"), {"visits.source": "市町村の調べ"}),
    "the note of a table": (reword("※延べ", "※実件数。"), {"visits.note": "実件数。"}),
    "a source that is gone": (delete("（出典：人口"), {"aging.source": None}),
    "the title of a table": (reword("相談の件数", "相談と講座の件数"), {"visits.title": "相談と講座の件数"}),
    "a cell": (fill("20", "25"), {"visits.rows": rows(desk=25)}),
    "a cell and the sum": (
        fill_both,
        {"visits.rows": rows(phone=35), "visits.sum": Total(column="件数", equals=65)},
    ),
    "the heading of a column": (
        fill("件数", "延べ件数"),
        {"visits.columns": ("項目", "延べ件数"), "visits.sum": Total(column="延べ件数", equals=60)},
    ),
    "a row that is gone": (drop_row, {"visits.rows": tuple(row for row in rows() if row.key != "desk")}),
    "a value of a KPI": (fill("80", "90"), {"online.target": Measure(year=2028, value=90)}),
    "the name of a KPI": (
        fill("オンライン申請の割合（％）", "オンラインの割合（％）"),
        {"online.name": "オンラインの割合"},
    ),
    "a row more": (
        add_row,
        {"visits.rows": (*rows()[:2], Row(key="new", cells=("訪問", 5)), rows()[2])},
    ),
    "an item that is gone": (delete("除雪"), {"snow": None, "now.children": ("aging", "bus", "shops", "visits")}),
    "a numbered item more": (
        insert_entry,
        {"new": "医師が足りない。", "now.children": ("aging", "bus", "snow", "new", "shops", "visits")},
    ),
    "a text moved": (
        move("データを", "毎年度"),
        {"aims.children": ("link", "online"), "means.children": ("yearly", "data")},
    ),
    "a section moved": (move_section, {"ch1.children": ("now", "means", "aims")}),
    "a text parted": (
        split,
        {
            "aging.text": "高齢化が進み、地域の担い手が不足している。",
            "aging.note": None,  # below the second part now; the source, printed there too, is of both
            "new": "人口の減少は続く見込みである。",
            "now.children": ("aging", "new", *NOW[1:]),
        },
    ),
    "texts joined": (
        merge,
        {
            "link": None,
            "data.text": "人と人のつながりを生かした仕事を増やす。データを活用して行政の手続きを簡素にする。",
            "aims.children": ("data", "online"),
        },
    ),
    "a picture more": (add_picture, {"new": "図", "means.children": ("yearly", "new")}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_edited_differs_and_nothing_else(name: str) -> None:
    edit, expected = CASES[name]
    assert differences(edited(edit)) == expected


def test_a_parted_text_and_joined_ones_are_told() -> None:
    (parted,) = edited(split).partings
    assert (parted.before, parted.is_split, parted.after[0]) == (("aging",), True, "aging")
    (joined,) = edited(merge).partings
    assert (joined.before, joined.is_split, joined.after) == (("link", "data"), False, ("data",))
