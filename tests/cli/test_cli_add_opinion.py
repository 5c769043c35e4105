"""`dxplan add-opinion` with arguments: every outcome, and errors that write nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest, replace_in

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run

SHUSEI = "drafts/shusei/05-fields.yaml"
POLICY_2 = "中小企業のデジタル化による生産性の向上と経営基盤の強化"


def newest(call: Call) -> dict[str, Any]:
    """The opinion received last."""
    opinions = json.loads(call("opinions", "list", "--format", "json").out)["opinions"]
    return max(opinions, key=lambda each: (len(each["id"]), each["id"]))


def change_of(call: Call, node: str) -> dict[str, Any] | None:
    changes = json.loads(call("diff", "--format", "json").out)["changes"]
    return next((change for change in changes if change["node"] == node), None)


def codes_about(call: Call, opinion: str) -> set[str]:
    findings = json.loads(call("check", "--format", "json").out)["findings"]
    return {finding["code"] for finding in findings if finding["opinion"] == opinion}


def test_an_addition_is_written_linked_and_explained(plan: Path, run: Run, call: Call) -> None:
    before = (plan / SHUSEI).read_text(encoding="utf-8")

    done = run(
        "add-opinion", "海外にも売りたい", "--about", "shoko", "--outcome", "追加",
        "--after", "shoko-policy-2", "--text", "海外への販路の開拓", "--id", "shoko-policy-export",
    )  # fmt: skip

    assert (done.code, done.err) == (0, "")
    opinion = newest(call)
    assert opinion["text"] == "海外にも売りたい"
    assert opinion["disposition"] == "反映"
    assert opinion["changes"] == [{"kind": "追加", "node": "shoko-policy-export"}]
    assert opinion["labels"] == ["追加②"]
    change = change_of(call, "shoko-policy-export")
    assert change is not None
    assert change["marks"][0]["opinions"] == [opinion["id"]]
    assert not codes_about(call, opinion["id"])
    after = (plan / SHUSEI).read_text(encoding="utf-8")
    added = "              - id: shoko-policy-export\n                kind: item\n                text: 海外への販路の開拓\n"
    assert after.replace(added, "") == before
    assert re.fullmatch(r"2023-kikitori-\d{8}-\d{6,8}-[0-9a-z]{4}", opinion["id"])
    assert done.out.splitlines() == [
        f"意見を記録しました：plan-data/opinions/2023-kikitori/{opinion['id']}.yaml",
        "対応区分：反映",
        "反映先：追加 shoko-policy-export",
        "  {+海外への販路の開拓+}",
    ]


def test_an_addition_goes_to_the_end_of_a_section_and_gets_an_id(plan: Path, run: Run, call: Call) -> None:
    run("add-opinion", "意見", "--outcome", "追加", "--after", "shoko-policy", "--text", "最後の方針")

    node = newest(call)["changes"][0]["node"]
    assert re.fullmatch(r"shoko-policy-[0-9a-z]{4}", node)
    tree = json.loads(call("show", "shoko-policy", "--format", "json").out)["tree"][0]
    assert [child["id"] for child in tree["children"]][-1] == node


@pytest.mark.parametrize(
    "words", ["新しい文言：「# 半角」 key: value", "一行目\n二行目", "- 箇条", '"引用"', "'一重'", "null", "2024", "~"]
)
def test_a_modification_says_exactly_what_was_typed(words: str, plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", "直して", "--outcome", "修正", "--node", "shoko-policy-2", "--text", words)

    assert done.code == 0
    change = change_of(call, "shoko-policy-2")
    assert change is not None
    assert (change["before"], change["after"]) == (POLICY_2, words)
    assert change["marks"][0]["opinions"] == [newest(call)["id"]]


DASHED = (
    "-5度以下の日は休みに",
    "-5",
    "--5度でも",
    "-DXの推進を",
    "--それでも",
    "---",
    "- 箇条",
    "－全角の横棒",
    "ー長音",
)


@pytest.mark.parametrize("words", DASHED)
def test_a_text_may_begin_with_a_dash(words: str, plan: Path, run: Run, call: Call) -> None:
    done = run(
        "add-opinion", words, "--about", "norin", "--quote", "バランスの良さ", "--outcome", "参考", "--answer", words
    )

    assert (done.code, done.err) == (0, "")
    opinion = newest(call)
    assert (opinion["text"], opinion["answer"], opinion["about"]) == (words, words, ["norin"])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_text_with_a_dash_may_stand_anywhere(place: int, plan: Path, run: Run, call: Call) -> None:
    parts = [["--outcome", "修正"], ["--node", "shoko-policy-2", "--text=-5度"]]
    parts.insert(place, ["-5度で"])

    assert run("add-opinion", *(word for part in parts for word in part)).code == 0
    change = change_of(call, "shoko-policy-2")
    assert change is not None
    assert (newest(call)["text"], change["after"]) == ("-5度で", "-5度")


def test_any_text_goes_behind_two_dashes(plan: Path, run: Run, call: Call) -> None:
    assert run("add-opinion", "--about", "norin", "--", "--about").code == 0
    assert newest(call)["text"] == "--about"


MISTYPED = {
    "an option for a value": (
        ("本文", "--outcome", "参考", "--answer", "--about", "norin"),
        "「--answer」の値がありません",
    ),
    "a mistyped option for a value": (
        ("本文", "--outcome", "参考", "--answer", "--abuot", "norin"),
        "--answer=--abuot",
    ),
    "the last value": (("本文", "--answer"), "「--answer」の値がありません"),
    "the long dash of Word": (("本文", "—about", "norin"), "--about と半角で"),
    "full-width dashes": (("－－verbatim",), "--verbatim と半角で"),
    "long vowels for dashes": (("本文", "ーーabout=norin"), "--about と半角で"),
    "letters that are no text": (("-foo", "--about", "norin"), "その前に -- を書いて"),
    "a mistyped option": (("-5度", "--abuot", "norin"), "--about"),
    "an option and its value in one": (("本文", "--about norin"), "はありません"),
}


@pytest.mark.parametrize("name", MISTYPED)
def test_a_mistyped_option_is_no_text(name: str, plan: Path, run: Run) -> None:
    arguments, told = MISTYPED[name]
    before = digest(plan)

    done = run("add-opinion", *arguments)

    assert_refused(done, 2)
    assert told in done.err
    assert digest(plan) == before


def test_an_answer_may_begin_with_a_dash_wherever_it_is_given(plan: Path, run: Run, call: Call) -> None:
    run("add-opinion", "-5度")
    opinion = newest(call)["id"]

    assert run("opinions", "decide", opinion, "-d", "参考", "--answer", "-5度は目安です").code == 0
    assert newest(call)["answer"] == "-5度は目安です"
    assert opinion in run("opinions", "list", "--grep", "-5度").out


def test_a_section_title_can_be_modified(plan: Path, run: Run, call: Call) -> None:
    run("add-opinion", "題を", "--outcome", "修正", "--node", "shoko", "--text", "商工業と観光業")

    change = change_of(call, "shoko")
    assert change is not None
    assert change["after"] == "商工業と観光業"


def test_a_deletion_takes_the_node_out(plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", "要らない", "--outcome", "削除", "--node", "shoko-policy-2")

    assert f"[-{POLICY_2}-]" in done.out
    change = change_of(call, "shoko-policy-2")
    assert change is not None
    assert (change["kind"], change["after"]) == ("削除", None)
    assert not codes_about(call, newest(call)["id"])


def test_words_may_be_deleted_inside_a_node(plan: Path, run: Run, call: Call) -> None:
    rest = "中小企業のデジタル化による生産性の向上"

    done = run("add-opinion", "短く", "--outcome", "削除", "--node", "shoko-policy-2", "--text", rest)

    assert done.code == 0
    change = change_of(call, "shoko-policy-2")
    assert change is not None
    assert (change["kind"], change["after"]) == ("削除", rest)


def test_a_move_puts_the_node_behind_another(plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", "後ろへ", "--outcome", "移動", "--node", "shoko-policy-2", "--after", "shoko-policy-3")

    assert done.code == 0
    assert f"動かした文言：{POLICY_2}" in done.out
    tree = json.loads(call("show", "shoko-policy", "--format", "json").out)["tree"][0]
    ids = [child["id"] for child in tree["children"]]
    assert ids.index("shoko-policy-2") == ids.index("shoko-policy-3") + 1
    change = next(
        each for each in json.loads(call("diff", "--format", "json").out)["changes"] if each["kind"] == "移動"
    )
    assert change["marks"]


def test_a_move_into_another_section(plan: Path, run: Run, call: Call) -> None:
    run("add-opinion", "農業へ", "--outcome", "移動", "--node", "shoko-policy-2", "--after", "norin-policy-1")

    change = change_of(call, "shoko-policy-2")
    assert change is not None
    assert change["kind"] == "移動"
    assert change["moved_from"] == ["fields", "sangyo", "shoko", "shoko-policy"]


@pytest.mark.parametrize("outcome", ["記述済み", "実施段階検討", "反映困難", "参考", "その他"])
def test_an_opinion_that_changes_nothing_needs_an_answer(outcome: str, plan: Path, run: Run, call: Call) -> None:
    kept = digest(plan)
    refused = run("add-opinion", "意見", "--outcome", outcome)
    assert refused.code == 2
    assert "対応方針" in refused.err
    assert digest(plan) == kept

    draft = digest(plan / "drafts")
    done = run("add-opinion", "意見", "--outcome", outcome, "--answer", "ご意見の趣旨は、記述しています。")
    assert done.code == 0
    opinion = newest(call)
    assert (opinion["disposition"], opinion["answer"]) == (outcome, "ご意見の趣旨は、記述しています。")
    assert opinion["changes"] == []
    assert digest(plan / "drafts") == draft


@pytest.mark.parametrize("arguments", [(), ("--outcome", "未対応")])
def test_an_opinion_nobody_has_decided_on(arguments: tuple[str, ...], plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", "まだ", *arguments)

    assert done.code == 0
    assert newest(call)["disposition"] == "未対応"
    assert codes_about(call, newest(call)["id"]) == {"unanswered-opinion"}


def test_an_opinion_like_another(plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", "同じ", "--outcome", "参考", "--same-as", "2023-kikitori-01")

    assert done.code == 0
    assert newest(call)["same_as"] == "2023-kikitori-01"


def test_everything_about_an_opinion_is_kept(plan: Path, run: Run, call: Call) -> None:
    run(
        "add-opinion", "  「そのまま」  ", "--about", "norin", "--about", "shoko", "--quote", "バランスの良さ",
        "--verbatim", "--member", "山田委員", "--round", "2023-kikitori",
    )  # fmt: skip

    opinion = newest(call)
    assert opinion["text"] == "「そのまま」"
    assert opinion["about"] == ["norin", "shoko"]
    assert opinion["quote"] == "バランスの良さ"
    assert opinion["verbatim"] is True
    assert opinion["internal"] == {"member": "山田委員", "contact": None, "heard_by": None}


@pytest.mark.parametrize(
    ("kind", "node", "at"),
    [("追加", "shoko-policy-it", None), ("修正", "infra-policy-2", "きめ細かく"), ("削除", "shoko-policy-4", None)],
)
def test_an_edit_already_made_is_linked_and_the_draft_left_alone(
    kind: str, node: str, at: str | None, plan: Path, run: Run, call: Call
) -> None:
    draft = digest(plan / "drafts")

    done = run("add-opinion", "もう直した", "--outcome", kind, "--node", node, *(("--at", at) if at else ()))

    assert (done.code, done.err) == (0, "")
    assert digest(plan / "drafts") == draft
    opinion = newest(call)
    assert opinion["changes"] == [{"kind": kind, "node": node} | ({"quote": at} if at else {})]
    change = change_of(call, node)
    assert change is not None
    assert any(opinion["id"] in mark["opinions"] for mark in change["marks"])
    assert "unfulfilled-opinion" not in codes_about(call, opinion["id"])


def test_a_promise_not_kept_yet_is_told_at_once(plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", "直すつもり", "--outcome", "修正", "--node", "shoko-policy-2")

    assert done.code == 0
    assert "「shoko-policy-2」は、まだ変わっていません" in done.err
    assert "unfulfilled-opinion" in codes_about(call, newest(call)["id"])


def test_linking_explains_the_change_nobody_had_explained(plan: Path, run: Run) -> None:
    assert run("check", "--only", "unexplained-change").code == 1

    run("add-opinion", "こまめよりきめ細かく", "--outcome", "修正", "--node", "infra-policy-2", "--at", "きめ細かく")

    assert run("check", "--only", "unexplained-change").code == 0


def test_words_deleted_inside_a_node_are_linked_and_the_node_stays(plan: Path, run: Run) -> None:
    draft = digest(plan / "drafts")

    done = run("add-opinion", "消した", "--outcome", "削除", "--node", "stance-try", "--at", "成功の反対は失敗ではない")

    assert done.code == 0
    assert digest(plan / "drafts") == draft


def test_another_draft_is_named_in_the_link(plan: Path, run: Run, call: Call) -> None:
    assert run("draft", "new", "an", "--label", "案").code == 0

    done = run(
        "add-opinion", "意見", "--draft", "an", "--outcome", "修正", "--node", "shoko-policy-2", "--text", "案の文言"
    )

    assert done.code == 0
    assert newest(call)["changes"][0]["draft"] == "an"
    assert "案の文言" in (plan / "drafts/an/05-fields.yaml").read_text(encoding="utf-8")
    assert "案の文言" not in (plan / SHUSEI).read_text(encoding="utf-8")


def test_two_opinions_in_the_same_second_have_two_files(plan: Path, run: Run) -> None:
    before = len(list(plan.glob("opinions/*/*.yaml")))
    for number in range(4):
        assert run("add-opinion", f"意見{number}").code == 0
    assert len(list(plan.glob("opinions/*/*.yaml"))) == before + 4


REFUSED = {
    "empty words": ("", ()),
    "blank words": ("　 ", ()),
    "unknown node about": ("x", ("--about", "shokoo")),
    "unknown outcome": ("x", ("--outcome", "反映する")),
    "unknown round": ("x", ("--round", "2024")),
    "unknown draft": ("x", ("--draft", "an", "--outcome", "修正", "--node", "shoko", "--text", "y")),
    "a draft out of git": ("x", ("--draft", "shusei@HEAD", "--outcome", "修正", "--node", "shoko", "--text", "y")),
    "unknown opinion": ("x", ("--same-as", "2023-kikitori-99", "--outcome", "参考")),
    "quote not there": ("x", ("--about", "norin", "--quote", "どこにもない文言")),
    "node without outcome": ("x", ("--node", "shoko-policy-2")),
    "words without outcome": ("x", ("--text", "y")),
    "place without outcome": ("x", ("--after", "shoko-policy-2")),
    "draft without outcome": ("x", ("--draft", "shusei")),
    "node with a disposition": ("x", ("--outcome", "参考", "--answer", "a", "--node", "shoko-policy-2")),
    "addition without words": ("x", ("--outcome", "追加", "--after", "shoko-policy-2")),
    "addition without place": ("x", ("--outcome", "追加", "--text", "y")),
    "addition behind nothing": ("x", ("--outcome", "追加", "--text", "y", "--after", "nai")),
    "addition behind a row of no section": ("x", ("--outcome", "追加", "--text", "y", "--after", "なし")),
    "addition with an id in use": (
        "x",
        ("--outcome", "追加", "--text", "y", "--after", "shoko-policy", "--id", "shoko"),
    ),
    "addition with no id": ("x", ("--outcome", "追加", "--text", "y", "--after", "shoko-policy", "--id", "輸出")),
    "modification of nothing": ("x", ("--outcome", "修正", "--text", "y")),
    "modification of an unknown node": ("x", ("--outcome", "修正", "--text", "y", "--node", "nai")),
    "modification to the same words": ("x", ("--outcome", "修正", "--node", "shoko-policy-2", "--text", POLICY_2)),
    "modification with blank words": ("x", ("--outcome", "修正", "--node", "shoko-policy-2", "--text", " ")),
    "modification with empty words": ("x", ("--outcome", "修正", "--node", "shoko-policy-2", "--text", "")),
    "modification with a place": ("x", ("--outcome", "修正", "--node", "shoko", "--text", "y", "--after", "norin")),
    "deletion of nothing": ("x", ("--outcome", "削除")),
    "deletion of an unknown node": ("x", ("--outcome", "削除", "--node", "nai")),
    "deletion of a chapter": ("x", ("--outcome", "削除", "--node", "fields")),
    "move of nothing": ("x", ("--outcome", "移動", "--after", "shoko-policy-2")),
    "move of a chapter": ("x", ("--outcome", "移動", "--node", "fields", "--after", "vision")),
    "move behind itself": ("x", ("--outcome", "移動", "--node", "shoko", "--after", "shoko")),
    "move into itself": ("x", ("--outcome", "移動", "--node", "shoko", "--after", "shoko-policy-2")),
    "move to where it is": ("x", ("--outcome", "移動", "--node", "shoko-policy-2", "--after", "shoko-policy-1")),
    "move with words": ("x", ("--outcome", "移動", "--node", "shoko", "--after", "norin", "--text", "y")),
    "link to an unknown node": ("x", ("--outcome", "修正", "--node", "nai")),
    "link to words not there": ("x", ("--outcome", "修正", "--node", "infra-policy-2", "--at", "ない文言")),
    "blank answer": ("x", ("--outcome", "参考", "--answer", "　")),
    "blank quote": ("x", ("--quote", " ")),
    "blank member": ("x", ("--member", " ")),
    "unknown option": ("x", ("--abuot", "shoko")),
    "missing value": ("x", ("--about",)),
    "options without words": (None, ("--outcome", "参考", "--answer", "a")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_opinion_writes_nothing(name: str, plan: Path, call: Call) -> None:
    text, options = REFUSED[name]
    before = digest(plan)

    done = call("add-opinion", *(() if text is None else (text,)), *options)

    assert_refused(done, 2)
    assert digest(plan) == before


def test_bytes_that_are_no_text_are_refused(plan: Path, run: Run) -> None:
    before = digest(plan)

    done = run("add-opinion", "海外".encode("cp932"), "--outcome", "追加", "--after", "shoko-policy", "--text", "y")

    assert_refused(done, 2)
    assert "読めない文字" in done.err
    assert digest(plan) == before


def test_a_frozen_draft_is_not_edited(plan: Path, run: Run) -> None:
    run("draft", "freeze", "shusei")
    before = digest(plan)

    done = run("add-opinion", "x", "--outcome", "修正", "--node", "shoko-policy-2", "--text", "y")

    assert_refused(done, 2)
    assert "確定済み" in done.err
    assert digest(plan) == before
    assert run("add-opinion", "x", "--outcome", "参考", "--answer", "a").code == 0


def test_a_round_without_a_next_draft_takes_no_change(plan: Path, run: Run) -> None:
    replace_in(plan / "rounds/2023-kikitori.yaml", "draft: soan", "draft: shusei")
    before = digest(plan)

    done = run("add-opinion", "x", "--outcome", "修正", "--node", "shoko-policy-2", "--text", "y")

    assert_refused(done, 2)
    assert "dxplan draft new" in done.err
    assert digest(plan) == before


def test_a_quote_not_found_is_told_with_the_words_that_are_there(plan: Path, run: Run) -> None:
    done = run("add-opinion", "x", "--outcome", "修正", "--node", "infra-policy-2", "--at", "ない文言")

    assert "引用「ない文言」が項目「infra-policy-2」にありません" in done.err
    assert "きめ細かく" in done.err


def test_the_nearest_id_is_named(plan: Path, run: Run) -> None:
    assert "shoko-policy-2" in run("add-opinion", "x", "--about", "shoko-polisy-2").err


def test_a_kpi_gets_its_name(plan: Path, run: Run, call: Call) -> None:
    done = run(
        "add-opinion", "指標を", "--outcome", "修正", "--node", "shoko-kpi", "--text", "デジタル化に取り組む企業の割合"
    )

    assert done.code == 0
    assert "[-" not in done.out
    assert "{+デジタル化に取り組む企業の割合+}" in done.out
    assert change_of(call, "shoko-kpi") is not None


def test_another_opinion_that_cannot_be_read_keeps_nobody_from_recording_one(plan: Path, call: Call) -> None:
    replace_in(plan / "opinions/2023-kikitori/2023-kikitori-07.yaml", "text:", "text: [")

    assert call("add-opinion", "意見", "--about", "norin").code == 0
    assert_refused(call("opinions", "list"), 3)


def test_a_chapter_that_cannot_be_read_does(plan: Path, call: Call) -> None:
    replace_in(plan / SHUSEI, "id: shoko-policy-2", "id: [shoko-policy-2")
    before = digest(plan)

    assert_refused(call("add-opinion", "意見"), 3)
    assert digest(plan) == before


def test_the_opinion_it_is_the_same_as_must_be_there(plan: Path, call: Call) -> None:
    refused = call("add-opinion", "意見", "--same-as", "2023-kikitori-99")

    assert_refused(refused, 2)
    assert "2023-kikitori-" in refused.err.split("→")[1]
    assert call("add-opinion", "意見", "--same-as", "2023-kikitori-09").code == 0
    assert newest(call)["same_as"] == "2023-kikitori-09"
