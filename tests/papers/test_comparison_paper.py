"""新旧対照表: folding, sides, underlines, moves, attributes."""

from __future__ import annotations

from paper_plans import Case, chapter, item, paragraph, rows_of, section

from dxplan_cli.model.node import Kpi, Measure, Row, Table
from dxplan_cli.model.plan import ComparisonSettings, DocumentSettings, Settings

LEFT_NEW = Case(
    base=(chapter(item("a", "県の窓口を置く"), item("b", "古い施策")),),
    revised=(chapter(item("a", "県の総合窓口を置く"), item("c", "新しい施策")),),
)


def test_unchanged_neighbours_fold_to_one_row() -> None:
    items = [item(f"i{at}", f"取組{at}の推進") for at in range(7)]
    changed = [*items[:3], item("i3", "取組3の大幅な推進"), *items[4:]]
    rows = rows_of(Case(base=(chapter(*items),), revised=(chapter(*changed),)).text("comparison"))
    assert [row[0] for row in rows[1:]] == [
        "{span=3 shaded} [caption] 01　本文",
        "‹（略）›",
        "・取組3の__大幅な__推進",
        "‹（略）›",
    ]


def test_unchanged_chapters_fold_too() -> None:
    same = (chapter(item("x", "同じ"), node_id="one"), chapter(item("y", "同じ"), node_id="two"))
    case = Case(base=(*same, *LEFT_NEW.base), revised=(*same, *LEFT_NEW.revised))
    assert case.text("comparison").count("| ‹（略）› | ‹（略）› |") == 1


def test_section_is_named_again_after_a_deeper_one() -> None:
    base = chapter(section("s", "位置づけ", item("a", "計画の指針")), paragraph("b", "本文である。"))
    revised = chapter(section("s", "位置づけ", item("a", "計画の大きな指針")), paragraph("b", "本文とする。"))
    rows = rows_of(Case(base=(base,), revised=(revised,)).text("comparison"))
    banners = [row[0] for row in rows if row[0].startswith("{span=3")]
    assert banners == [
        "{span=3 shaded} [caption] 01　本文",
        "{span=3 shaded} [caption] 位置づけ",
        "{span=3 shaded} [caption] 01　本文",
    ]


def test_new_stands_left_and_absent_sides_say_so() -> None:
    rows = rows_of(LEFT_NEW.text("comparison"))
    assert rows[0] == ["{center} 修正案", "{center} 素案", "{center} 意見・理由"]
    assert rows[2] == ["・県の__総合__窓口を置く", "・県の窓口を置く", "【追加】**（理由の記載なし）**"]
    assert ["‹（削除）›", "・__古い施策__"] in [row[:2] for row in rows]
    assert ["・__新しい施策__", "‹（新設）›"] in [row[:2] for row in rows]


def test_new_stands_right_when_the_plan_says_so() -> None:
    documents = DocumentSettings(comparison=ComparisonSettings(new="right", headings=("改正後", "改正前")))
    settings = Settings(title="計画", drafts=("soan", "shusei"), documents=documents)
    rows = rows_of(Case(base=LEFT_NEW.base, revised=LEFT_NEW.revised, settings=settings).text("comparison"))
    assert rows[0][:2] == ["{center} 改正前", "{center} 改正後"]
    assert rows[2][:2] == ["・県の窓口を置く", "・県の__総合__窓口を置く"]


def test_move_to_another_section_is_told_at_both_places() -> None:
    base = chapter(section("s1", "甲", item("a", "動く項目")), section("s2", "乙", item("b", "動かない項目")))
    revised = chapter(section("s1", "甲"), section("s2", "乙", item("b", "動かない項目"), item("a", "動く項目")))
    text = Case(base=(base,), revised=(revised,)).text("comparison")
    assert "・動く項目‹（←「第１章 本文 ＞ 甲」から移動）›" in text
    assert "| ‹（移動）› | ‹「動く項目」（→「第１章 本文 ＞ 乙」へ移動）› |" in text


def test_move_among_siblings_names_the_position() -> None:
    base = chapter(item("a", "甲の取組"), item("b", "乙の取組"), item("c", "丙の取組"))
    revised = chapter(item("c", "丙の取組"), item("a", "甲の取組"), item("b", "乙の取組"))
    text = Case(base=(base,), revised=(revised,)).text("comparison")
    assert "・丙の取組‹（←「本文」の3番目から移動）›" in text
    assert "‹（移動）›" not in text


def test_width_alone_is_no_change() -> None:
    case = Case(base=(chapter(item("a", "ＤＸの推進")),), revised=(chapter(item("a", "DXの推進")),))
    assert "文言の違いはありません。" in case.text("comparison")
    assert "・DXの推進" in case.text("redline")
    assert "【修正】" not in case.text("redline")


def test_attributes_stand_on_both_sides_under_the_same_name() -> None:
    old = Kpi(id="k", name="事業者数", unit="社", baseline=Measure(year=2023, value=10), target=Measure(year=2028))
    new = Kpi(
        id="k", name="事業者数", unit="社", baseline=Measure(year=2023, value=12), target=Measure(year=2028, value=50)
    )
    rows = rows_of(Case(base=(chapter(old),), revised=(chapter(new),)).text("comparison"))
    assert rows[2][0] == "‹（KPI）›事業者数 ¶ 現状値：__12__ ¶ 目標値：__50__"
    assert rows[2][1] == "‹（KPI）›事業者数 ¶ 現状値：__10__ ¶ 目標値：__（なし）__"


def test_cells_are_named_by_row_and_column() -> None:
    def table(*rows: tuple[str, str, int]) -> Table:
        keyed = tuple(Row(key=key, cells=(name, count)) for key, name, count in rows)
        return Table(id="t", title="事業数", columns=("項目", "件数"), rows=keyed)

    old, new = (
        table(("a", "観光業", 3), ("b", "働き方", 3)),
        table(("a", "観光業", 4), ("c", "その他", 1), ("b", "働き方", 3)),
    )
    case = Case(base=(chapter(old),), revised=(chapter(new),))
    new_side, old_side = rows_of(case.text("comparison"))[2][:2]
    assert "観光業の件数：__4__" in new_side
    assert "観光業の件数：__3__" in old_side
    assert "行「その他」：__その他、1__" in new_side
    assert "行の順序" not in new_side
    assert "| {right} [-3-]{+4+} |" in case.text("redline").replace("観光業 ", "")


def test_a_change_carried_by_its_section_names_it() -> None:
    revised = chapter(section("s", "新しい節", item("a", "一つ目")))
    case = Case(base=(chapter(),), revised=(revised,))
    assert "「新しい節」の追加に伴い追加" in case.text("comparison")
    assert "「新しい節」の追加に伴い追加" in case.text("changes")


def test_a_heading_alone_may_change() -> None:
    case = Case(base=(chapter(section("s", "推進の体制")),), revised=(chapter(section("s", "推進体制")),))
    heading = ["{shaded} [caption] 推進体制", "{shaded} [caption] 推進__の__体制"]
    assert heading in [row[:2] for row in rows_of(case.text("comparison"))]


def test_redline_shows_a_move_whole_at_both_places() -> None:
    base = chapter(section("s1", "甲", item("a", "動く項目")), section("s2", "乙"))
    revised = chapter(section("s1", "甲"), section("s2", "乙", item("a", "動く項目とする")))
    text = Case(base=(base,), revised=(revised,)).text("redline")
    assert "・[<動く項目>]‹（→「第１章 本文 ＞ 乙」へ移動）›" in text
    assert "・【修正】{>動く項目とする<}‹（←「第１章 本文 ＞ 甲」から移動）› {#a}" in text


def test_what_a_moved_section_loses_has_its_row_where_it_stood() -> None:
    kept = (section("s2", "乙", item("z", "残る")), section("s3", "丙"))
    base = chapter(section("s1", "甲", item("a", "続く"), item("b", "消える")), *kept)
    revised = chapter(*kept, section("s1", "甲", item("a", "続く")))
    rows = rows_of(Case(base=(base,), revised=(revised,)).text("comparison"))
    assert [row[:2] for row in rows if "消える" in "".join(row[:2])] == [["‹（削除）›", "・__消える__"]]
    assert not [row for row in rows if "続く" in "".join(row[:2])]
