"""Words cut off by a `#`: which comments read as the rest of a text, and that nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from clocks import clock_ahead
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries

from dxplan_cli.store import format as shapes
from dxplan_cli.store.emit import emit_scalar
from dxplan_cli.store.load import load_plan
from dxplan_cli.store.shape import Reading
from dxplan_cli.store.yaml_tree import parse_tree

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.finding import ReadingNote

HEAD = "id: c\ntitle: 章\nchildren:\n  - id: a\n    kind: paragraph\n"


def notes_of(text: str) -> list[ReadingNote]:
    reading = Reading("01.yaml", text)
    shapes.CHAPTER.decode(parse_tree(text, "01.yaml"), reading, "01.yaml")
    return reading.notes


CUTS = {
    "a hash tag": ("text: 発信は #県産 を合言葉に", "#県産 を合言葉に"),
    "a number": ("text: 優先順位 #1 の取組", "#1 の取組"),
    "a full-width letter behind it": ("text: 目標 #Ａ を置く", "#Ａ を置く"),
    "behind a tab": ("text: 目標\t#1", "#1"),
    "a bracket that closes behind it": ("text: 施策（A # B）を進める", "# B）を進める"),
    "a comma before it": ("text: 一つめ、 # 二つめ", "# 二つめ"),
    "a sentence that ends behind it": ("text: 港の # 1 を直す。", "# 1 を直す。"),
    "on a line of its own": ("text: 港の\n      #1 を直す", "#1 を直す"),
    "another key": ("text: 港\n    source: 統計 #速報", "#速報"),
    "all of it": ("text: 港\n    source: #統計", "#統計"),
    "a name for an alias": ("text: &A 社と協力", "&A"),
    "a name for an alias, in quotes": ('text: &A "社と協力"', "&A"),
    "nothing but a name for an alias": ("text: 港\n    source: &統計", "&統計"),
    "a tag": ("text: ! 注意", "!"),
}
FINE = {
    "no blank before it": "text: 予算の#1を",
    "a full-width blank before it": "text: 予算の\u3000#1",
    "a note": "text: 港を直す  # 委員の意見で追加",
    "a note that is a sentence": "text: 港を直す  # 委員の意見で追加。",
    "a note behind a sentence": "text: 港を直す。 # 要確認。",
    "a note behind a full-width blank": "text: 港を直す #\u3000要確認",
    "marks": "text: 港を直す #-----",
    "an empty comment": "text: 港を直す #",
    "in quotes": 'text: "予算 #1 の"',
    "behind quotes": 'text: "予算" #一番',
    "in a block": "text: |-\n      予算\n      #1 の",
    "behind an id": "text: 港\n    repeat_of: b #重要",
    "behind a number": "text: 港\n    draft_page: 3 #仮",
    "a key put aside": "text: 港\n    #source: 統計",
    "a key put aside, farther in": "text: 港\n      #source: 統計",
    "a note at the margin": "text: 港\n#ここから先は未定",
    "nothing yet": "text: 港\n    source: # 未定",
    "a name that is used": "text: &A 社と協力\n    source: *A",
    "a sign in quotes": 'text: "&A 社"\n    source: "! 注意"',
}


@pytest.mark.parametrize("name", CUTS)
def test_words_cut_off_are_noted(name: str) -> None:
    written, rest = CUTS[name]
    (note,) = notes_of(f"{HEAD}    {written}\n")
    assert (note.code, note.words) == ("cut-by-comment", rest)
    assert note.excerpt in f"{HEAD}    {written}"


@pytest.mark.parametrize("name", FINE)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_other_comments_are_not(name: str, end: str) -> None:
    assert notes_of((f"{HEAD}    {FINE[name]}\n").replace("\n", end or "\n").removesuffix("" if end else "\n")) == []


@given(st.text(alphabet="あ港1a #「」。、:\"'\\-|", min_size=1, max_size=12).filter(str.strip))
@tries(1)
def test_what_dxplan_writes_is_never_cut(words: str) -> None:
    assert notes_of(f"{HEAD}    text: {emit_scalar(words)}\n") == []


@pytest.mark.parametrize("written", ["#県産 を合言葉に", "&県産"])
def test_a_required_text_that_is_all_lost_is_refused_with_the_remedy(written: str) -> None:
    text = f"{HEAD}    text: {written}\n"
    reading = Reading("01.yaml", text)
    shapes.CHAPTER.decode(parse_tree(text, "01.yaml"), reading, "01.yaml")
    (fault,) = reading.faults
    assert fault.place.line == 6
    assert written in fault.hint
    assert "引用符" in fault.hint


def test_what_was_noted_is_told_by_the_index_as_well(tmp_path: Path) -> None:
    (tmp_path / "drafts/a").mkdir(parents=True)
    (tmp_path / "plan.yaml").write_text("title: 計画 #1 号\ndrafts: [a]\n", encoding="utf-8")
    (tmp_path / "drafts/a/draft.yaml").write_text("label: 素案 #2\nchapters: [01]\n", encoding="utf-8")
    (tmp_path / "drafts/a/01.yaml").write_text(f"{HEAD}    text: 港 #3\n", encoding="utf-8")
    with clock_ahead():
        read, recalled = load_plan(tmp_path), load_plan(tmp_path)
    assert [note.words for note in read.notes] == ["#1 号", "#2", "#3"]
    assert recalled.notes == read.notes
