"""Laws of the three foldings: look-alikes and what nobody sees never make a change, what bears a value always does."""

from __future__ import annotations

import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import drafts, leaves, respelt, texts, tries, words

from dxplan_cli.diff.change import Substance
from dxplan_cli.diff.fields import compare_fields
from dxplan_cli.diff.patch import apply_changes
from dxplan_cli.diff.segment import after_of, before_of, edits_of
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.diff.words import compare_words
from dxplan_cli.model.digest import digest_of_draft, digest_of_words
from dxplan_cli.model.edit import find_node
from dxplan_cli.model.node import AnyNode, Item, Kpi, Measure, Row, Section, Table
from dxplan_cli.model.opinion import Opinion
from dxplan_cli.model.plan import Draft
from dxplan_cli.model.written import as_written, is_as_frozen
from dxplan_cli.store import format as shapes
from dxplan_cli.store.chapter_files import compose_chapter
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.draft_editor import DraftEditor
from dxplan_cli.store.emit import emit_scalar
from dxplan_cli.store.load import load_plan
from dxplan_cli.store.opinion_files import create_opinion
from dxplan_cli.store.shape import Reading
from dxplan_cli.store.tree import Mapping, Scalar
from dxplan_cli.store.yaml_tree import parse_tree
from dxplan_cli.text.keys import VALUE_BEARING, fold, wording_key
from dxplan_cli.text.unseen import name_unseen, without_unseen
from dxplan_cli.trace.trace import trace_changes
from dxplan_cli.value import replace

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202e\u2066\u2069\u061c"
SMALL = "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁺⁻₊₋½⅓¼①⑳"
JAPANESE = "県は市町村と連携して、取組を進める。「デジタル」の活用（仮称）"
places = st.integers(0, 10_000)


def put(text: str, at: int, piece: str) -> str:
    at %= len(text) + 1
    return text[:at] + piece + text[at:]


def test_the_foldings_have_no_character_in_common() -> None:
    for character in UNSEEN:
        assert without_unseen(f"県{character}民") == "県民"
        assert fold(character) == character
        assert not VALUE_BEARING.match(character)
    for character in SMALL:
        assert fold(character) == character
        assert without_unseen(character) == character


@given(texts, st.lists(st.tuples(places, st.sampled_from(UNSEEN)), max_size=6))
@tries(2)
def test_what_nobody_sees_makes_no_difference_wherever_it_stands(text: str, put_in: list[tuple[int, str]]) -> None:
    unclean = text
    for at, character in put_in:
        unclean = put(unclean, at, character)
    for is_prose in (True, False):
        assert without_unseen(unclean, is_prose=is_prose) == without_unseen(text, is_prose=is_prose)


@given(texts, st.booleans())
@tries(2)
def test_what_was_read_is_read_again_as_it_is(text: str, is_prose: bool) -> None:
    read = without_unseen(text, is_prose=is_prose)
    assert without_unseen(read, is_prose=is_prose) == read


@given(words, st.lists(st.tuples(places, st.sampled_from(UNSEEN)), min_size=1, max_size=4))
@tries(1)
def test_a_text_reads_from_its_file_without_what_nobody_sees(text: str, put_in: list[tuple[int, str]]) -> None:
    unclean = text
    for at, character in put_in:
        unclean = put(unclean, at, character)
    node, reading = decoded(f"id: a\ntitle: {emit_scalar(unclean)}\n")
    assert node == Section(id="a", title=text)
    (note,) = reading.notes
    assert (note.name, note.place.line, note.read) == ("title", 2, text)
    assert without_unseen(note.written) == text


def decoded(text: str) -> tuple[AnyNode, Reading]:
    reading = Reading("f", text)
    node: AnyNode = shapes.CHAPTER.decode(parse_tree(text, "f"), reading, "f")
    assert reading.faults == []
    return node, reading


@given(st.builds(lambda: "a").flatmap(leaves), places, st.sampled_from(UNSEEN))
@tries(1)
def test_what_is_written_is_cleaned_as_it_will_be_read(node: AnyNode, at: int, character: str) -> None:
    chapter = Section(id="z", title=put("章の題", at, character), children=(node,))
    composed = compose_chapter("f", chapter)
    assert composed.chapter == as_read(chapter)
    assert decoded(composed.write.after.decode("utf-8"))[1].notes == []


@given(st.text(JAPANESE + "DX10 ①", min_size=1), places, st.sampled_from(string.digits), st.sampled_from(string.digits))
@tries(2)
def test_another_digit_is_always_a_change(text: str, at: int, old: str, new: str) -> None:
    assume(old != new)
    for wide in ("", "²"):
        check_change(put(text, at, old + wide), put(text, at, new + wide))
    check_change(put(text, at, old), put(text, at, ""))


@given(st.text(JAPANESE + "10.5−", min_size=1), places, st.sampled_from(SMALL))
@tries(2)
def test_a_raised_or_lowered_character_is_never_the_common_one(text: str, at: int, small: str) -> None:
    check_change(put(text, at, f"1{small}"), put(text, at, f"1{unicodedata.normalize('NFKC', small)}"))
    check_change(put(text, at, f"1{small}"), put(text, at, "1"))


@pytest.mark.parametrize(
    ("before", "after"),
    [("−5%", "5%"), ("▲5%", "5%"), ("△5%", "▲5%"), ("±0", "0"), ("＋3", "−3"), ("1.5倍", "15倍"), ("CO₂", "CO2")],
)
def test_signs_and_points_are_always_changes(before: str, after: str) -> None:
    check_change(f"増減は{before}である", f"増減は{after}である")
    assert told("増減", before, after) == 1


def check_change(before: str, after: str) -> None:
    segments = compare_words(before, after)
    assert (before_of(segments), after_of(segments)) == (before, after)
    assert edits_of(segments), (before, after)


@pytest.mark.parametrize(
    ("before", "after"), [(10, "１０"), ("%", "％"), ("20㎡", "20m²"), ("ﾃﾞｰﾀ", "データ"), ("㈱甲", "(株)甲")]
)
def test_a_value_in_another_width_is_the_same(before: str | int, after: str) -> None:
    assert told("数", before, after) == 0


@pytest.mark.parametrize(
    ("before", "after"), [(10, 11), ("10²", "102"), ("-3", "3"), (None, 0), ("1,000", "1000"), (1, "1人")]
)
def test_another_value_is_told(before: str | int | None, after: str | int) -> None:
    assert told("数", before, after) == 1


def told(column: str, before: str | float | None, after: str | float | None) -> int:
    """Count the changes of a cell and of a KPI; both must agree."""
    tables = [
        Table(id="t", columns=("区分", column), rows=(Row(key="r", cells=("計", value)),)) for value in (before, after)
    ]
    kpis = [Kpi(id="k", target=Measure(year=2028, value=value)) for value in (before, after)]
    of_tables, of_kpis = compare_fields(*tables), compare_fields(*kpis)
    assert len(of_tables) == len(of_kpis)
    assert all((each.before, each.after) == (before, after) for each in (*of_tables, *of_kpis))
    return len(of_tables)


def test_a_heading_in_another_width_keeps_its_cells() -> None:
    before = Table(id="t", columns=("区分", "KPI"), rows=(Row(key="r", cells=("計", 1)), Row(key="s", cells=("外", 2))))
    after = replace(before, columns=("区分", "ＫＰＩ"), rows=(before.rows[0], Row(key="s", cells=("外", 3))))
    assert [(each.path, each.before, each.after) for each in compare_fields(before, after)] == [
        (("rows", "s", "ＫＰＩ"), 2, 3)
    ]


@given(drafts())
@tries(0.5)
def test_width_of_anything_is_notation_and_is_kept(base: Draft) -> None:
    wide = replace(base, id="b", chapters=tuple(map(respelt, base.chapters)))
    comparison = compare_drafts(base, wide)
    assert comparison.changes == ()
    assert {change.substance for change in comparison.all_changes} <= {Substance.NOTATION}
    assert apply_changes(base, comparison.all_changes) == wide.chapters


@given(words, st.lists(st.tuples(places, st.sampled_from((" ", "　", "\n", "  "))), max_size=4))
@tries(2)
def test_blanks_that_part_no_words_are_never_an_edit(text: str, put_in: list[tuple[int, str]]) -> None:
    spaced = text
    for at, blank in put_in:
        spaced = put(spaced, at, blank)
    segments = compare_words(text, spaced)
    assert (before_of(segments), after_of(segments)) == (text, spaced)
    assert bool(edits_of(segments)) == (wording_key(text) != wording_key(spaced))


@given(words, places, st.sampled_from((" ", "　", "\n", "  ")))
@example("5km", 1, " ")
@example("Society5.0", 7, " ")
@example("a:b", 2, " ")
@tries(1)
def test_a_blank_alone_is_never_added_or_deleted(text: str, at: int, blank: str) -> None:
    for before, after in ((text, put(text, at, blank)), (put(text, at, blank), text)):
        segments = compare_words(before, after)
        assert (before_of(segments), after_of(segments)) == (before, after)
        for edit in edits_of(segments):
            assert edit.before.strip(), segments
            assert edit.after.strip(), segments


@given(st.text(JAPANESE, min_size=1), places, st.sampled_from((" ", "　", "\n")))
@tries(1)
def test_a_blank_inside_japanese_is_never_an_edit(text: str, at: int, blank: str) -> None:
    for before, after in ((text, put(text, at, blank)), (put(text, at, blank), text)):
        assert edits_of(compare_words(before, after)) == ()


@given(st.text(string.ascii_letters + string.digits, min_size=2), places)
@tries(1)
def test_a_blank_inside_latin_words_and_numbers_always_is(text: str, at: int) -> None:
    at = 1 + at % (len(text) - 1)
    check_change(f"名称は{text}である", f"名称は{text[:at]} {text[at:]}である")


WRAPPED = {
    "text: 県は、\n  取組を\n  進める。\n": "県は、取組を進める。",
    "text: >\n  県は、\n  取組を進める。\n\n  次の段落。\n": "県は、取組を進める。\n次の段落。\n",
    "text: >-\n  市町村の\n  DX を\n  data center\n  bulletin へ\n": "市町村のDX をdata center bulletin へ",
    "text: '県は、\n  「取''組」を進める。'\n": "県は、「取'組」を進める。",
    'text: "県は、\\\n  取組を\n  進める。\\n\n\n  終"\n': "県は、取組を進める。\n\n終",
    "{text: 県は、\n  取組を進める。}\n": "県は、取組を進める。",
    "text: >\n  本文\n    字下げした行\n  続き\n": "本文\n  字下げした行\n続き\n",
    "text: 県 は、取組 を進める。\n": "県 は、取組 を進める。",
    "text: |\n  県は、\n  取組を進める。\n": "県は、\n取組を進める。\n",
    "text: >2\n    県は、\n    取組\n": "  県は、\n  取組\n",
}


@pytest.mark.parametrize("written", WRAPPED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_wrap_inside_japanese_is_no_blank(written: str, end: str) -> None:
    tree = parse_tree(written.replace("\n", end), "f")
    assert isinstance(tree, Mapping)
    value = tree.get("text")
    assert isinstance(value, Scalar)
    assert value.text == WRAPPED[written]


CHAPTER = "id: a\ntitle: 章\nchildren:\n  - id: b\n    kind: item\n    text: |\n      企業を支\u00ad援する。\n    source: 統\u200b計\n  - id: c\n    kind: item\n    text: 県は、\n      進める。\n"
RAW = (
    Section(id="a", title="章", children=(
        shapes.Item(id="b", text="企業を支\u00ad援する。\n", source="統\u200b計"),
        shapes.Item(id="c", text="県は、 進める。"),
    )),
)  # fmt: skip


def test_a_draft_frozen_before_anything_was_taken_out_is_still_what_was_frozen(tmp_path: Path) -> None:
    frozen = digest_of_draft(Draft(id="so", label="素案", chapters=RAW))
    plan = load_plan(folder(tmp_path, CHAPTER, frozen))
    (draft,) = plan.drafts
    assert [note.words for note in plan.notes] == [
        "ソフトハイフン1字、末尾の改行",
        "幅のない文字1字",
        "折り返しの空白1字",
    ]
    assert digest_of_draft(draft) != frozen
    assert as_written(draft, plan.notes).chapters == RAW
    assert is_as_frozen(draft, plan.notes)
    node = find_node(as_written(draft, plan.notes).chapters, "b")
    assert node is not None
    assert digest_of_words(node) == digest_of_words(RAW[0].children[0])


def test_a_frozen_draft_with_other_words_is_found_out_all_the_same(tmp_path: Path) -> None:
    frozen = digest_of_draft(Draft(id="so", label="素案", chapters=RAW))
    plan = load_plan(folder(tmp_path, CHAPTER.replace("進める", "広げる"), frozen))
    assert not is_as_frozen(plan.drafts[0], plan.notes)


def folder(root: Path, chapter: str, frozen: str) -> Path:
    (root / "drafts/so").mkdir(parents=True)
    (root / "plan.yaml").write_text("title: 計画\ndrafts: [so]\n", encoding="utf-8")
    (root / "drafts/so/draft.yaml").write_text(f"label: 素案\nchapters: [01]\nfrozen: {frozen}\n", encoding="utf-8")
    (root / "drafts/so/01.yaml").write_text(chapter, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("reason", "labels"),
    [
        ("- {node: b, reason: 表記の統一}\n", ["修正"]),
        ("- {node: b, quote: ＤＸ, reason: 表記の統一}\n", ["修正"]),
        ("- {node: b, quote: 進める, reason: 表記の統一}\n", []),
        ("", []),
    ],
)
def test_what_is_written_otherwise_is_printed_where_a_reason_speaks_of_it(
    reason: str, labels: list[str], tmp_path: Path
) -> None:
    chapter = "id: a\ntitle: 章\nchildren:\n  - {id: b, kind: item, text: DXを進める}\n"
    root = folder(tmp_path, chapter, "null")
    (root / "drafts/an").mkdir()
    (root / "plan.yaml").write_text("title: 計画\ndrafts: [so, an]\n", encoding="utf-8")
    (root / "drafts/an/draft.yaml").write_text("label: 案\nbased_on: so\nchapters: [01]\n", encoding="utf-8")
    (root / "drafts/an/01.yaml").write_text(chapter.replace("DX", "ＤＸ"), encoding="utf-8")
    if reason:
        (root / "drafts/an/reasons.yaml").write_text(reason, encoding="utf-8")
    plan = load_plan(root)
    trace = trace_changes(plan, *plan.drafts)
    assert [mark.label for mark in trace.marks] == labels
    assert len(trace.comparison.changes) == len(labels)
    assert len(trace.comparison.notation) == 1 - len(labels)


def test_what_is_typed_with_unseen_characters_is_written_without_them(tmp_path: Path) -> None:
    chapter = "id: a\ntitle: 章\nchildren:\n  - {id: b, kind: item, text: DXを進める}\n"
    root = folder(tmp_path, chapter, "null")
    plan = load_plan(root)
    editor = DraftEditor(root, plan.drafts[0])
    editor.set_words("b", "県\u200bは\u00ad進める\n")
    editor.insert("a", 1, Item(id="c", text="　支\ufeff援する"))
    editor.save()
    create_opinion(
        root, Opinion(id="o", round="r", text="\u200b賛成です\n", answer="ありが\u00adとう", disposition="参考")
    )
    read = load_plan(root)
    assert [getattr(node, "text", None) for node in read.drafts[0].nodes()] == [None, "県は進める", "支援する"]
    assert [(opinion.text, opinion.answer) for opinion in read.opinions] == [("賛成です", "ありがとう")]
    assert read.notes == ()


def test_what_joins_emoji_to_one_is_seen() -> None:
    family = "家族\U0001f468\u200d\U0001f469\u200d\U0001f467と町\u200dの人\u200d"
    assert without_unseen(family) == "家族\U0001f468\u200d\U0001f469\u200d\U0001f467と町の人"
    assert name_unseen(family) == ("幅のない文字2字",)
