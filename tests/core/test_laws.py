"""Laws of the comparison: it loses nothing, invents nothing, and is not fooled by width."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import (
    dice,
    draft_pairs,
    drafts,
    leaves,
    measures,
    narrow,
    respelt,
    rewidth,
    reworded,
    shuffled,
    tables,
    texts,
    tries,
    words,
)

from dxplan_cli.diff.align import align
from dxplan_cli.diff.change import Substance, walk_places
from dxplan_cli.diff.fields import BOOKKEEPING, compare_fields
from dxplan_cli.diff.patch import apply_comparison
from dxplan_cli.diff.segment import Op, Segments, after_of, before_of, edits_of
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.diff.words import compare_words
from dxplan_cli.model.node import AnyNode, Item, Kpi, Measure, Section, Table, content_of, walk, with_words, words_of
from dxplan_cli.model.plan import Draft
from dxplan_cli.render.records import diff_record, segment_pairs
from dxplan_cli.store.load import load_plan
from dxplan_cli.text.keys import find_folded, fold, fold_with_offsets, wording_key
from dxplan_cli.text.tokens import cut
from dxplan_cli.trace.trace import trace_changes
from dxplan_cli.value import plain, replace

DATA = Path(__file__).parents[2] / "plan-data"
PLAN = load_plan(DATA)
LINES = [words_of(node) for draft in PLAN.drafts for node in draft.nodes() if words_of(node)] + [
    opinion.text for opinion in PLAN.opinions
]
lines = st.sampled_from(LINES)


def with_chapters(draft: Draft, chapters: tuple[AnyNode, ...]) -> Draft:
    return replace(draft, id="b", chapters=tuple(node for node in chapters if isinstance(node, Section)))


@given(draft_pairs())
@tries(1.25)
def test_applying_a_comparison_gives_the_revised_draft(pair: tuple[Draft, Draft]) -> None:
    base, revised = pair
    assert apply_comparison(base, compare_drafts(base, revised)) == revised.chapters
    assert apply_comparison(revised, compare_drafts(revised, base)) == base.chapters


@given(drafts(), st.integers())
@tries(0.3)
def test_any_new_order_is_applied_exactly(base: Draft, seed: int) -> None:
    revised = with_chapters(base, shuffled(base.chapters, dice(seed)))
    assert apply_comparison(base, compare_drafts(base, revised)) == revised.chapters


@given(drafts())
@tries(0.3)
def test_a_draft_does_not_differ_from_itself(draft: Draft) -> None:
    assert compare_drafts(draft, draft).all_changes == ()


def test_the_real_drafts_are_rebuilt_from_their_comparison() -> None:
    base, revised = PLAN.drafts
    comparison = compare_drafts(base, revised)
    assert apply_comparison(base, comparison) == revised.chapters
    assert apply_comparison(revised, compare_drafts(revised, base)) == base.chapters
    assert len(comparison.changes) == 36


@given(draft_pairs())
@tries(0.75)
def test_the_merged_tree_reads_as_the_revised_draft(pair: tuple[Draft, Draft]) -> None:
    comparison = compare_drafts(*pair)
    places = list(walk_places(comparison.places))
    assert [place.after for place in places if place.after] == [content_of(node) for node in pair[1].nodes()]
    there = {place.before.id for place in places if place.before}
    assert there == {node.id for node in comparison.base.nodes()}


@given(draft_pairs())
@tries(1.25)
def test_only_bookkeeping_is_passed_over_in_silence(pair: tuple[Draft, Draft]) -> None:
    for change in compare_drafts(*pair).all_changes:
        if change.substance is Substance.BOOKKEEPING:
            assert change.before is not None
            assert change.after is not None
            assert _without_bookkeeping(change.before) == _without_bookkeeping(change.after)


@given(leaves("t"), leaves("t"))
@tries(1)
def test_fields_tell_every_difference_but_words(before: AnyNode, after: AnyNode) -> None:
    check_fields(before, after)


@given(tables("t"), tables("t"))
@tries(1)
def test_fields_tell_every_difference_of_tables(before: Table, after: Table) -> None:
    check_fields(before, after)


@given(st.lists(measures, max_size=3), st.lists(measures, max_size=3))
@tries(0.5)
def test_fields_tell_every_difference_of_actual_values(before: list[Measure], after: list[Measure]) -> None:
    check_fields(Kpi(id="k", actuals=tuple(before)), Kpi(id="k", actuals=tuple(after)))


def _counting_on(node: AnyNode) -> AnyNode:
    """Where counting begins goes over to whichever entry comes to stand first; no difference of its own."""
    return replace(node, start=None) if isinstance(node, Item) else node


def check_fields(before: AnyNode, after: AnyNode) -> None:
    changes = compare_fields(before, after)
    said = [with_words(_without_bookkeeping(each), "語") for each in (before, after)]
    if None in (getattr(each, "start", None) for each in said):
        said = list(map(_counting_on, said))
    same = _keyed(plain(said[0])) == _keyed(plain(said[1]))
    assert (not changes) == same
    assert all(change.path and change.label for change in changes)
    assert changes == compare_fields(before, after)


def _keyed(value: object) -> object:
    """Return a value with the keys of all texts and numbers in it: what is compared."""
    if isinstance(value, dict):
        return {name: _keyed(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_keyed(part) for part in value]
    return value if value is None or isinstance(value, bool) else wording_key(str(value))


def _without_bookkeeping(node: AnyNode) -> AnyNode:
    blank = {"reconstructed": False, "draft_page": None, "todo": None, "alternatives": (), "memo": None, "was": ()}
    of_sections = {"role": None}
    assert set(blank) | set(of_sections) | {"place"} == BOOKKEEPING
    if isinstance(node, Section):
        return replace(node, **blank, **of_sections)  # type: ignore[arg-type]
    return replace(node, **blank)  # type: ignore[arg-type]


@given(draft_pairs())
@tries(0.3)
def test_width_alone_is_never_wording(pair: tuple[Draft, Draft]) -> None:
    base, _ = pair
    wide = with_chapters(base, tuple(map(respelt, base.chapters)))
    comparison = compare_drafts(base, wide)
    assert comparison.changes == ()
    assert apply_comparison(base, comparison) == wide.chapters


def bare(text: str) -> str:
    """Return what notation leaves alone, whatever stands around it: the letters, in one width."""
    return "".join(unicodedata.normalize("NFKC", fold(text)).split())


def check_segments(before: str, after: str) -> Segments:
    """Hold the laws of segments against one pair of texts."""
    segments = compare_words(before, after)
    assert (before_of(segments), after_of(segments)) == (before, after)
    pairs = segment_pairs(segments)
    assert "".join(text for op, text in pairs if op in "=-") == before
    assert "".join(text for op, text in pairs if op in "=+") == after
    assert all(text for _, text in pairs)
    for segment in segments:
        match segment.op:
            case Op.EQUAL:
                assert segment.before == segment.after
            case Op.NOTATION:
                assert bare(segment.before) == bare(segment.after)
                assert segment.before != segment.after
            case Op.DELETE:
                assert not segment.after
            case Op.INSERT:
                assert not segment.before
    for one, other in pairwise(segments):
        assert one.op is not other.op
        assert (one.op, other.op) != (Op.INSERT, Op.DELETE)
    for edit in edits_of(segments):
        assert before[edit.before_start : edit.before_end] == edit.before
        assert after[edit.after_start : edit.after_end] == edit.after
        same_words = fold(edit.before) == fold(edit.after)
        assert not same_words or not fold(edit.before), "a change of width shown as a change of words"
    return segments


@given(texts, texts)
@tries(1.5)
@example("㍿青森、東京", "㍿青森、京都、東京")
@example("\ufe00、あ", "あ、\ufe00、あ")
def test_segments_give_back_both_texts(before: str, after: str) -> None:
    check_segments(before, after)


@given(st.data(), lines | words)
@tries(1.5)
def test_segments_of_edited_texts(data: st.DataObject, before: str) -> None:
    check_segments(before, data.draw(reworded(before)))


@given(st.data(), lines | words)
@tries(1.5)
def test_width_changed_beside_an_edit_is_still_notation(data: st.DataObject, before: str) -> None:
    check_segments(before, narrow(data.draw(reworded(before))))
    check_segments(before, rewidth(data.draw(reworded(before))))


@given(lines | texts)
@tries(1)
def test_width_alone_makes_no_edit(text: str) -> None:
    for other in (rewidth(text), narrow(text)):
        if fold(text) == fold(other):
            assert edits_of(check_segments(text, other)) == ()


@given(st.data(), lines)
@tries(1)
def test_no_word_of_a_real_line_is_cut(data: st.DataObject, before: str) -> None:
    after = data.draw(reworded(before) | lines)
    segments = compare_words(before, after)
    assert _borders(segment.before for segment in segments) <= _borders(cut(before))
    assert _borders(segment.after for segment in segments) <= _borders(cut(after))


@given(st.data(), lines)
@tries(1)
def test_what_is_shown_is_the_cheapest_alignment_unless_hardly_anything_stays(data: st.DataObject, before: str) -> None:
    """Edits are slid to where they read well; that takes no word away and adds no edit."""
    after = data.draw(reworded(before) | lines)
    old, new = cut(before), cut(after)
    pairs = align([fold(token) for token in old], [fold(token) for token in new])
    kept = sum(len(new[j]) for _, j in pairs)
    segments = compare_words(before, after)
    if [segment.op for segment in segments] == [Op.DELETE, Op.INSERT]:
        assert 3 * kept < min(len(before), len(after))
    else:
        assert sum(len(segment.after) for segment in segments if not segment.is_edit) >= kept
        ends = [(-1, -1), *pairs, (len(old), len(new))]
        assert len(edits_of(segments)) <= sum(other != (one[0] + 1, one[1] + 1) for one, other in pairwise(ends))


def _borders(pieces: object) -> set[int]:
    return {0, *accumulate(len(piece) for piece in pieces)}  # type: ignore[attr-defined]


@given(st.text() | texts)
@tries(1.5)
def test_cutting_is_lossless(text: str) -> None:
    text = "".join(character for character in text if not "\ud800" <= character <= "\udfff")
    tokens = cut(text)
    assert "".join(tokens) == text
    assert all(tokens)


@given(texts, texts, texts)
@tries(1)
def test_words_are_found_whatever_their_width(head: str, middle: str, tail: str) -> None:
    text = head + middle + tail
    found = find_folded(middle, text)
    assert (found is None) == (not middle)
    for wanted in (rewidth(middle), narrow(middle)):
        if fold(wanted) == fold(middle) and fold(middle) in fold(text):
            span = find_folded(wanted, text)
            assert span is not None or not fold(wanted)
            assert span is None or fold(wanted) in fold(text[span[0] : span[1]])


@given(texts)
def test_offsets_of_a_key_point_into_the_text(text: str) -> None:
    key, offsets = fold_with_offsets(text)
    assert key == fold(text)
    assert len(offsets) == len(key) + 1
    assert list(offsets) == sorted(offsets)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_comparison_does_not_depend_on_the_hash_seed(seed: str) -> None:
    script = (
        "import json,sys;from pathlib import Path;from dxplan_cli.store.load import load_plan;"
        "from dxplan_cli.trace.trace import trace_changes;from dxplan_cli.render.records import diff_record;"
        "p=load_plan(Path(sys.argv[1]));print(json.dumps(diff_record(trace_changes(p,*p.drafts))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(DATA)],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == diff_record(trace_changes(PLAN, *PLAN.drafts))


def test_every_node_of_the_plan_is_walked_once() -> None:
    for draft in PLAN.drafts:
        ids = [node.id for node in walk(draft.chapters)]
        assert len(ids) == len(set(ids))
