"""新旧対照表 as the plan's settings want it: words, third column, underline, page, folding, headings."""

from __future__ import annotations

from itertools import product

import pytest
from paper_plans import Case, chapter, item, paragraph, rows_of, section
from town_plan import TOWN

from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.model.node import words_of
from dxplan_cli.model.plan import ComparisonWords
from dxplan_cli.papers.blocks import Table, Tone
from dxplan_cli.render.word.document import render_docx

SMALL = Case(
    base=(chapter(item("a", "窓口を置く"), item("b", "本を貸す"), item("c", "古い取組"), item("e", "終わり")),),
    revised=(
        chapter(item("a", "総合窓口を置く"), item("b", "本を貸す"), item("d", "新しい取組"), item("e", "終わり")),
    ),
)
EVERY = [
    {"third": third, "underline": underline, "page": page, "fold": fold, "new": new, "level": level}
    for third, underline, page, fold, new, level in product(
        ("reasons", "notes", "none"), ("changed", "whole", "none"), ("landscape", "portrait"), (True, False),
        ("left", "right"), (None, 1, 2),
    )
]  # fmt: skip


def table_of(case: Case) -> Table:
    return next(block for block in case.make("comparison").blocks if isinstance(block, Table))


def underlined(case: Case) -> set[str]:
    return {
        run.text
        for row in table_of(case).rows
        for cell in row.cells
        for block in cell.blocks
        for run in block.runs
        if run.tone is Tone.UNDERLINED
    }


def shown(case: Case) -> list[list[str]]:
    """Return the rows without the title row and the banners."""
    return [row for row in rows_of(case.text("comparison"))[1:] if "{span=" not in row[0]]


def test_the_office_chooses_its_words() -> None:
    words = ComparisonWords(new="＜新＞", gone="削る", omitted="〔略〕")
    cells = {cell for row in shown(SMALL.compared_by(words=words)) for cell in row}
    assert {"‹＜新＞›", "‹削る›", "‹〔略〕›"} <= cells
    assert not {"‹（新設）›", "‹（削除）›", "‹（略）›"} & cells


def test_a_word_left_empty_leaves_the_side_empty_and_an_omission_no_row() -> None:
    rows = shown(SMALL.compared_by(words=ComparisonWords(new="", gone="", omitted="")))
    assert [row[:2] for row in rows] == [
        ["・__総合__窓口を置く", "・窓口を置く"],
        ["", "・__古い取組__"],
        ["・__新しい取組__", ""],
    ]


@pytest.mark.parametrize(
    ("third", "own", "expected"),
    [
        ("reasons", None, "意見・理由"),
        ("reasons", "説明", "説明"),
        ("notes", None, "備考"),
        ("notes", "摘要", "摘要"),
        ("none", "摘要", None),
    ],
)
def test_the_third_column_has_its_heading(third: str, own: str | None, expected: str | None) -> None:
    head = rows_of(SMALL.compared_by(third=third, third_heading=own).text("comparison"))[0]
    assert [cell.removeprefix("{center} ") for cell in head[2:]] == ([expected] if expected else [])


def test_notes_tell_the_kind_of_every_change_and_its_label() -> None:
    notes = {row[-1].removeprefix("{shaded} ") for row in shown(TOWN.compared_by(third="notes"))}
    assert {
        "", "（変更）【修正】", "（変更）【修正①】", "（追加）【追加①】", "（追加）【追加】", "（移動）【移動】", "（移動）", "（追加）",
        "（削除）【削除】",
    } == notes  # fmt: skip
    gone = shown(SMALL.compared_by(third="notes"))
    assert ["‹（削除）›", "・__古い取組__", "（削除）【削除】"] in gone


def test_an_edit_on_the_way_to_another_place_is_told_with_the_move() -> None:
    base = chapter(section("s", "甲", item("a", "動く項目")), section("t", "乙", item("b", "止まる項目")))
    revised = chapter(section("s", "甲"), section("t", "乙", item("b", "止まる項目"), item("a", "動く項目とする")))
    notes = [row[-1] for row in shown(Case(base=(base,), revised=(revised,)).compared_by(third="notes"))]
    assert "（移動） ¶ （変更）【修正】" in notes


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("changed", {"総合", "古い取組", "新しい取組"}),
        ("whole", {"総合窓口を置く", "窓口を置く", "古い取組", "新しい取組"}),
        ("none", set()),
    ],
)
def test_the_underline_follows_its_rule(rule: str, marked: set[str]) -> None:
    assert underlined(SMALL.compared_by(underline=rule)) == marked


@pytest.mark.parametrize(
    ("rule", "remark", "expected"),
    [
        ("changed", None, "下線を引いた部分が、修正した部分です。"),
        ("whole", None, "下線を引いた項目が、修正した項目です。"),
        ("none", None, None),
        ("changed", "", None),
        ("none", "（注）太字の箇所が改正部分", "（注）太字の箇所が改正部分"),
    ],
)
def test_the_remark_fits_the_rule_unless_the_office_has_its_own(
    rule: str, remark: str | None, expected: str | None
) -> None:
    text = SMALL.compared_by(underline=rule, remark=remark).text("comparison")
    notes = [line for line in text.splitlines() if line.startswith("[note]")]
    assert [note.endswith(expected or "") for note in notes] == ([True] if expected else [])


def test_the_page_may_stand_upright() -> None:
    assert not SMALL.compared_by(page="portrait").make("comparison").landscape
    assert SMALL.make("comparison").landscape


@pytest.mark.parametrize("new", ["left", "right"])
def test_in_full_each_side_holds_its_draft_in_order(new: str) -> None:
    case = TOWN.compared_by(fold=False, new=new)
    assert "（略）" not in case.text("comparison")
    column = {"left": (0, 1), "right": (1, 0)}[new]
    for draft, at in zip((case.plan.drafts[-1], case.plan.drafts[0]), column, strict=True):
        cells = [
            "".join(run.text for run in cell.blocks[0].runs)
            for row in table_of(case).rows[1:]
            for cell in [row.cells[min(at, len(row.cells) - 1)]]
        ]
        wanted = iter(cells)
        for node in draft.nodes():
            if node.id != "bus":
                assert any(words_of(node) in cell for cell in wanted), node.id


def test_a_section_renamed_or_renumbered_shows_both_headings() -> None:
    rows = [row for row in rows_of(TOWN.text("comparison")) if row[0].startswith("{shaded}")]
    assert [row[:2] for row in rows] == [
        ["{shaded} [caption] __子ども__の読書", "{shaded} [caption] __子供__の読書"],
        ["{shaded} [caption] __03____　____指標__", "{shaded} ‹（新設）›"],
        ["{shaded} [caption] __04__　推進体制", "{shaded} [caption] __03__　推進__の__体制"],
    ]


def test_what_changed_below_a_renamed_section_is_announced_under_both_names() -> None:
    base = chapter(section("s", "旧の節", section("t", "中の節", item("a", "窓口を置く")), item("b", "本を貸す")))
    revised = chapter(
        section("s", "新の節", section("t", "中の節", item("a", "総合窓口を置く")), item("b", "本を貸す"))
    )
    rows = rows_of(Case(base=(base,), revised=(revised,)).text("comparison"))
    assert rows[3][:2] == ["{shaded} [caption] 新の節 ＞ 中の節", "{shaded} [caption] 旧の節 ＞ 中の節"]


def test_a_width_alone_gives_a_section_no_second_name() -> None:
    base = chapter(section("s", "ＤＸの推進", item("a", "窓口を置く")))
    revised = chapter(section("s", "DXの推進", item("a", "総合窓口を置く")))
    assert "{span=3 shaded} [caption] DXの推進" in Case(base=(base,), revised=(revised,)).text("comparison")


@pytest.mark.parametrize(
    ("level", "banners"),
    [
        (None, ["01　本文", "甲", "甲 ＞ 乙"]),
        (3, ["01　本文", "甲", "甲 ＞ 乙"]),
        (2, ["01　本文", "甲"]),
        (1, ["01　本文"]),
    ],
)
def test_sections_are_announced_down_to_the_level(level: int | None, banners: list[str]) -> None:
    base = chapter(section("s", "甲", paragraph("p", "文"), section("t", "乙", item("a", "窓口を置く"))))
    revised = chapter(section("s", "甲", paragraph("p", "文章"), section("t", "乙", item("a", "総合窓口を置く"))))
    text = Case(base=(base,), revised=(revised,)).compared_by(level=level).text("comparison")
    told = [line.partition("[caption] ")[2].removesuffix(" |") for line in text.splitlines() if "{span=3" in line]
    assert told == banners


def test_a_heading_changed_below_the_level_is_a_row() -> None:
    case = Case(base=(chapter(section("s", "推進の体制")),), revised=(chapter(section("s", "推進体制")),))
    assert shown(case.compared_by(level=1))[0][:2] == ["推進体制", "推進__の__体制"]


@pytest.mark.parametrize("settings", EVERY, ids=str)
def test_every_form_tells_every_change_and_can_be_drawn(settings: dict[str, object]) -> None:
    case = TOWN.compared_by(**settings)
    document = case.make("comparison")
    table = table_of(case)
    assert sum(table.widths) == pytest.approx(1)
    assert {sum(cell.span for cell in row.cells) for row in table.rows} == {len(table.widths)}
    words = "".join(run.text for row in table.rows for cell in row.cells for block in cell.blocks for run in block.runs)
    changes = compare_drafts(TOWN.plan.drafts[0], TOWN.plan.drafts[1]).changes
    assert len(changes) == 9
    for change in changes:
        for node in (change.before, change.after):
            assert node is None or words_of(node) in words
    assert render_docx(document) == render_docx(document)
