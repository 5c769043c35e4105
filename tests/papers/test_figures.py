"""Figures and charts: what each draft shows, what came and what went, and counts that add up."""

from __future__ import annotations

import pytest
from paper_plans import Case, chapter, item, opinion, section, theme

from dxplan_cli.model.node import Box, Event, Figure
from dxplan_cli.papers.blocks import (
    Bars,
    Entry,
    ImageFile,
    Organisation,
    Paragraph,
    Picture,
    Revision,
    Style,
    Table,
    Timeline,
    Tree,
)
from dxplan_cli.value import replace

TREE = Figure(id="tree", title="体系図", drawn_from="tree", alt="計画の体系")
BOXES = Figure(
    id="boxes", title="体制図", drawn_from="boxes", boxes=(Box(title="本部"), Box(title="部会", under="本部"))
)
EVENTS = Figure(id="events", title="年表", drawn_from="events", events=(Event(when="４月", text="開始"),))
IMAGE = Figure(id="image", title="写真", drawn_from="image", image="images/写真.png", alt="窓口の写真")
FULL_TEXT = ("packet", "redline", "clean")


def pictures(case: Case, kind: str = "redline") -> list[Picture]:
    return [block for block in case.make(kind).blocks if isinstance(block, Picture)]


def revisions(case: Case, kind: str = "redline") -> list[Revision]:
    return [picture.revision for picture in pictures(case, kind)]


def case(base: Figure | None, revised: Figure | None) -> Case:
    before, after = (chapter(*((figure,) if figure else ()), item("a", "本文")) for figure in (base, revised))
    return Case(base=(before,), revised=(after,))


@pytest.mark.parametrize("kind", FULL_TEXT)
@pytest.mark.parametrize(
    ("figure", "drawing"),
    [
        (TREE, Tree((Entry(0, "01　本文"),))),
        (BOXES, Organisation((Entry(0, "本部"), Entry(1, "部会")))),
        (EVENTS, Timeline((("４月", "開始"),))),
        (IMAGE, ImageFile("images/写真.png")),
    ],
    ids=["tree", "boxes", "events", "image"],
)
def test_a_figure_is_drawn_from_its_data_with_words_for_who_cannot_see(
    figure: Figure, drawing: object, kind: str
) -> None:
    assert pictures(case(figure, figure), kind) == [Picture(drawing, figure.alt or figure.title)]  # type: ignore[arg-type]


@pytest.mark.parametrize("figure", [TREE, BOXES, EVENTS, IMAGE], ids=["tree", "boxes", "events", "image"])
def test_a_figure_that_comes_or_goes_is_a_picture_that_does(figure: Figure) -> None:
    assert revisions(case(None, figure)) == [Revision.INSERTED]
    assert revisions(case(figure, None)) == [Revision.DELETED]
    assert revisions(case(figure, None), "clean") == []
    assert revisions(case(None, figure), "clean") == [Revision.SAME]


def test_a_changed_figure_is_the_old_picture_and_the_new_one() -> None:
    wider = replace(BOXES, boxes=(*BOXES.boxes, Box(title="分科会")))
    old, new = pictures(case(BOXES, wider))
    assert (old.revision, new.revision) == (Revision.DELETED, Revision.INSERTED)
    assert [len(each.drawing.entries) for each in (old, new)] == [2, 3]  # type: ignore[union-attr]


def test_the_tree_follows_the_draft_though_its_figure_is_unchanged() -> None:
    old, new = ((section("f", "産業", theme("t", name), role="分野"), chapter(TREE)) for name in ("商業", "商工業"))
    changed = Case(base=old, revised=new)
    assert [(each.revision, each.drawing) for each in pictures(changed)] == [
        (Revision.DELETED, Tree((Entry(0, "産業"), Entry(1, "商業")))),
        (Revision.INSERTED, Tree((Entry(0, "産業"), Entry(1, "商工業")))),
    ]
    assert revisions(changed, "clean") == [Revision.SAME]


def test_what_supports_the_fields_is_the_base_of_the_tree() -> None:
    roots = (
        section("f", "産業", theme("t", "商業"), role="分野"),
        section("b", "基盤整備", section("p", "人材", role="基盤")),
        chapter(TREE),
    )
    drawn = pictures(Case(base=roots, revised=roots))
    assert [each.drawing for each in drawn] == [
        Tree((Entry(0, "産業"), Entry(1, "商業")), (Entry(0, "基盤整備"), Entry(1, "人材")))
    ]


def test_a_figure_moved_leaves_its_picture_at_the_old_place() -> None:
    one, two = item("a", "甲"), item("b", "乙")
    before = (chapter(one, EVENTS, node_id="one"), chapter(two, node_id="two"))
    after = (chapter(one, node_id="one"), chapter(two, EVENTS, node_id="two"))
    assert revisions(Case(base=before, revised=after)) == [Revision.DELETED, Revision.INSERTED]


def test_the_title_of_a_figure_is_a_marked_caption() -> None:
    blocks = case(EVENTS, replace(EVENTS, title="国の年表")).make("redline").blocks
    caption = next(block for block in blocks if isinstance(block, Paragraph) and block.anchor == "events")
    assert caption.style is Style.CAPTION
    assert [(run.text, run.revision) for run in caption.runs] == [
        ("【追加】", Revision.SAME),
        ("国の", Revision.INSERTED),
        ("年表", Revision.SAME),
    ]


def told(blocks: tuple[object, ...]) -> list[tuple[str, Revision]]:
    """Return the words that stand in a box where nothing can be drawn."""
    boxes = [row.cells[0].blocks[0] for block in blocks if isinstance(block, Table) for row in block.rows]
    return [(run.text, run.revision) for box in boxes for run in box.runs]


def test_a_figure_without_a_drawing_is_said_to_be_elsewhere_and_its_alt_text_is_not_printed() -> None:
    later = replace(IMAGE, image=None)
    same = case(later, later).make("redline").blocks
    assert [block for block in same if isinstance(block, Picture)] == []
    assert told(same) == [("（図は別途）", Revision.SAME)]
    assert told(case(later, IMAGE).make("redline").blocks) == [("（図は別途）", Revision.DELETED)]
    assert revisions(case(later, IMAGE)) == [Revision.INSERTED]


def chart(*opinions: object) -> list[Picture]:
    roots = (
        section("f", "産業", theme("t", "商業", item("a", "本文")), theme("u", "観光", item("b", "本文")), role="分野"),
    )
    return pictures(Case(base=roots, revised=roots, opinions=opinions), "responses")  # type: ignore[arg-type]


def test_opinions_are_counted_once_each_by_place_and_disposition() -> None:
    (picture,) = chart(
        opinion(1, "一", about=("u",), disposition="反映"),
        opinion(2, "二", about=("b", "t"), disposition="参考"),
        opinion(3, "三", about=("a",), disposition="反映"),
        opinion(4, "四", about=("nowhere",), disposition="別の区分"),
    )
    assert picture.drawing == Bars(
        ("反映", "参考", "別の区分"), (("商業", (1, 0, 0)), ("観光", (1, 1, 0)), ("（全般）", (0, 0, 1)))
    )
    assert picture.alt == "意見4件の内訳：商業 1件（反映1）、観光 2件（反映1、参考1）、（全般） 1件（別の区分1）"


def test_a_single_opinion_needs_no_chart() -> None:
    assert chart(opinion(1, "一", about=("t",))) == []
