"""`dxplan review`: what came back in a Word file becomes opinions, once, or nothing is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest
from test_cli_contracts import validate

from dxplan_cli.store.load import load_plan
from intake.member import Desk, text_of
from intake.word_files import word_file

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run
    from dxplan_cli.model.opinion import Opinion

ADDED = "限られたデジタル人材を最適化して活用するための仕組みを構築する。"


@pytest.fixture
def heard(plan: Path) -> Path:
    """A plan that was heard on its latest draft."""
    (plan / "rounds/iinkai-3.yaml").write_text("kind: 委員会\ntitle: 第３回委員会\ndraft: shusei\n", encoding="utf-8")
    return plan


@pytest.fixture
def desk(heard: Path, run: Run) -> Desk:
    """The tracked redline on a member's desk."""
    assert run("docx", "redline", "--tracked", "-o", "見え消し.docx").code == 0
    return Desk((heard.parent / "見え消し.docx").read_bytes())


def paragraph(desk: Desk, words: str) -> Any:
    return next(each for each in desk.paragraphs() if words in text_of(each))


def taken(plan: Path) -> list[Opinion]:
    return [each for each in load_plan(plan).opinions if each.round == "iinkai-3"]


def send(desk: Desk, heard: Path, name: str = "返送.docx") -> str:
    (heard.parent / name).write_bytes(desk.saved())
    return name


def test_an_edit_in_our_own_insertion_becomes_an_opinion(heard: Path, run: Run, desk: Desk) -> None:
    here = paragraph(desk, ADDED)
    desk.insert(here, len(ADDED) - 1, "ことを検討")
    done = run("review", send(desk, heard))
    assert (done.code, done.err) == (0, "")
    assert "意見を1件取り込みました" in done.out
    (opinion,) = taken(heard)
    assert opinion.proposal is not None
    assert (opinion.about, opinion.disposition, opinion.verbatim) == (("jinzai-saiteki",), "未対応", False)
    assert opinion.proposal.text == "限られたデジタル人材を最適化して活用するための仕組みを構築することを検討。"
    assert opinion.internal is not None
    assert opinion.internal.member == "青森花子"


def test_the_same_file_adds_nothing_twice_whoever_saved_it(heard: Path, run: Run, desk: Desk) -> None:
    here = paragraph(desk, ADDED)
    desk.delete(here, 0, 3)
    desk.add_paragraph(here, "人材を分かち合う。", by_enter=True)
    run("review", send(desk, heard))
    before = digest(heard / "opinions")
    assert "新しい意見はありません" in run("review", send(desk, heard)).out
    desk.author = "津軽一郎"
    desk.delete(here, 4, 6)
    assert digest(heard / "opinions") == before
    assert "意見を1件取り込みました" in run("review", send(desk, heard, "次の委員.docx")).out
    assert [each.internal.member for each in taken(heard) if each.internal] == ["青森花子", "青森花子", "津軽一郎"]


def test_two_members_who_propose_the_same_are_two_opinions(heard: Path, run: Run, desk: Desk) -> None:
    original = desk.saved()
    for author in ("青森花子", "津軽一郎"):
        other = Desk(original, author)
        other.delete_paragraph(paragraph(other, ADDED))
        run("review", send(other, heard))
    first, second = taken(heard)
    assert (first.text, f"{first.key}-2") == (second.text, second.key)


def test_comments_are_opinions_word_for_word_and_answers_say_to_what(heard: Path, run: Run, desk: Desk) -> None:
    desk.comment(paragraph(desk, ADDED), "主語はだれですか")
    desk.answer(0, "賛成です")
    desk.answer(1, "済みました", done=True)
    done = run("review", send(desk, heard))
    said, answer = sorted(taken(heard), key=lambda each: not each.verbatim)
    assert (said.text, said.about, said.quote, said.proposal) == ("主語はだれですか", ("jinzai-saiteki",), ADDED, None)
    assert answer.text.startswith("賛成です\n（コメント「【修正】")
    assert "解決済みのコメント 1件" in done.out
    assert "意見を1件取り込みました" in run("review", "返送.docx", "--resolved").out


def test_a_comment_on_the_members_own_edit_joins_it(heard: Path, run: Run, desk: Desk) -> None:
    here = paragraph(desk, ADDED)
    desk.insert(here, 0, "広域で、")
    desk.comment(here, "一つの市町村では無理です")
    run("review", send(desk, heard))
    (opinion,) = taken(heard)
    assert opinion.text == "初めに「広域で、」を追加\n一つの市町村では無理です"


def test_what_was_proposed_is_shown_with_the_opinion(heard: Path, run: Run, desk: Desk) -> None:
    here = paragraph(desk, ADDED)
    desk.insert(here, 0, "広域で、")
    desk.add_paragraph(here, "人材を分かち合う。", by_enter=False)
    run("review", send(desk, heard))
    listed = json.loads(run("opinions", "list", "--round", "iinkai-3", "--format", "json").out)
    assert [each["proposal"] for each in listed["opinions"]] == [
        {"kind": "追加", "node": "jinzai-saiteki", "text": f"広域で、{ADDED}", "after": None, "first": False},
        {"kind": "追加", "node": None, "text": "人材を分かち合う。", "after": "jinzai-saiteki", "first": False},
    ]
    first, second = (run("opinions", "show", each["id"]).out for each in listed["opinions"])
    assert f"提案：追加 jinzai-saiteki「広域で、{ADDED}」" in first
    assert "提案：追加（jinzai-saiteki の後）「人材を分かち合う。」" in second
    for each in listed["opinions"]:
        validate("opinion", json.loads(run("opinions", "show", each["id"], "--format", "json").out))


def test_what_is_no_text_of_the_plan_is_listed_and_not_taken(heard: Path, run: Run, desk: Desk) -> None:
    desk.insert(paragraph(desk, "見え消し版"), 0, "新しい")
    done = run("review", send(desk, heard))
    assert "版の中に場所がないので意見にしなかったもの 1件" in done.out
    assert "「新しい」を追加" in done.out
    assert taken(heard) == []


def test_a_trial_writes_nothing_and_says_the_same(heard: Path, run: Run, desk: Desk) -> None:
    desk.delete(paragraph(desk, ADDED), 0, 3)
    before = digest(heard)
    trial = run("review", send(desk, heard), "--dry-run", "--format", "json")
    assert digest(heard) == before
    record = json.loads(trial.out)
    assert (record["schema"], record["written"], len(record["opinions"])) == ("dxplan.review/1", False, 1)
    assert record["opinions"][0]["proposal"]["node"] == "jinzai-saiteki"


def test_a_change_without_tracking_is_proposed_and_said(heard: Path, run: Run) -> None:
    run("docx", "clean", "-o", "溶け込み.docx")
    desk = Desk((heard.parent / "溶け込み.docx").read_bytes())
    here = paragraph(desk, ADDED)
    next(here.iter("{*}t")).text = "人材を最適化する。"
    done = run("review", send(desk, heard), "--member", "深浦二郎")
    assert "変更履歴のない書き換えが1か所あります" in done.err
    (opinion,) = taken(heard)
    assert opinion.proposal is not None
    assert opinion.proposal.text == "人材を最適化する。"
    assert opinion.internal is not None
    assert opinion.internal.member == "深浦二郎"


@pytest.mark.parametrize(("first", "second"), [((), ("--member", "深浦二郎")), (("--member", "深浦二郎"), ())])
def test_what_nobody_signed_is_taken_once_with_and_without_a_name(
    heard: Path, run: Run, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    run("docx", "clean", "-o", "溶け込み.docx")
    desk = Desk((heard.parent / "溶け込み.docx").read_bytes())
    next(paragraph(desk, ADDED).iter("{*}t")).text = "人材を最適化する。"
    file = send(desk, heard)
    run("review", file, *first)
    before = digest(heard)
    done = run("review", file, *second)
    assert "新しい意見 0件　取り込み済み 1件" in done.out
    assert "同じ意見とみて" in done.err
    assert digest(heard) == before
    again = run("review", file, *first)
    assert "同じ意見とみて" not in again.err
    assert digest(heard) == before


def test_what_two_members_sent_without_signing_are_two_opinions(heard: Path, run: Run) -> None:
    run("docx", "clean", "-o", "溶け込み.docx")
    desk = Desk((heard.parent / "溶け込み.docx").read_bytes())
    next(paragraph(desk, ADDED).iter("{*}t")).text = "人材を最適化する。"
    file = send(desk, heard)
    run("review", file, "--member", "深浦二郎")
    run("review", file, "--member", "五所川原三郎")
    assert [each.internal.member for each in taken(heard) if each.internal] == ["深浦二郎", "五所川原三郎"]


def test_the_offices_own_name_in_word_can_be_told(heard: Path, run: Run, desk: Desk) -> None:
    desk.delete(paragraph(desk, ADDED), 0, 3)
    done = run("review", send(desk, heard), "--office", "青森　花子", "--dry-run")
    assert "青森花子" not in done.out


def test_without_a_round_of_that_draft_nothing_is_written(plan: Path, run: Run, tmp_path: Path) -> None:
    run("docx", "clean", "-o", "溶け込み.docx")
    before = digest(plan)
    done = run("review", "溶け込み.docx")
    assert_refused(done, 2)
    assert "「事務局修正案」について聴いた聴取の機会がありません" in done.err
    assert "2023-kikitori（事務局が聞き取りしたもの）" in done.err
    assert digest(plan) == before


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p><ins>{甲}</ins></p>", "新しい意見"),
        ('<p><commentRangeStart id="7"/>{甲}<r><commentReference id="9"/></r></p>', "新しい意見"),
        ('<moveFromRangeStart id="1" name="甲"/><p><moveFrom author="乙">{甲}</moveFrom></p>', "新しい意見"),
        ("<p><del><ins>{甲}</ins></del><ins><del><ins>[乙]</ins></del></ins></p>", "新しい意見"),
        ("<tbl><tr><trPr><ins/><del/></trPr><tc><p/></tc></tr></tbl><p/>", "新しい意見"),
        ("<p/>", "新しい意見"),
    ],
)
def test_broken_revisions_never_crash(heard: Path, call: Call, body: str, told: str) -> None:
    file = heard.parent / "壊.docx"
    file.write_bytes(word_file(body))
    done = call("review", str(file), "--data", str(heard), "--dry-run")
    assert (done.code, told in done.out) == (0, True), done.err
