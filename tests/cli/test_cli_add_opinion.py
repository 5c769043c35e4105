"""`dxplan add-opinion` with arguments: every outcome, and errors that write nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest, replace_in

from dxplan_cli.model.edit import find_node
from dxplan_cli.store.load import load_plan

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
    [("追加", "shoko-policy-it", None), ("修正", "daredemo-2", "育成され"), ("削除", "shoko-policy-4", None)],
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
    replace_in(plan / SHUSEI, "インフラをこまめにきめ細かく点検", "インフラを毎週きめ細かく点検")
    assert run("check", "--only", "unexplained-change").code == 1

    run("add-opinion", "毎週でもよい", "--outcome", "修正", "--node", "infra-policy-2", "--at", "毎週")

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
    name = "デジタル化に取り組む企業の割合"

    done = run("add-opinion", "指標を", "--outcome", "修正", "--node", "shoko-kpi", "--value", f"name={name}")

    assert done.code == 0
    assert f"{{+指標名：{name}+}}" in done.out
    change = change_of(call, "shoko-kpi")
    assert change is not None
    assert change["after"] == name


def node_of(plan: Path, node: str) -> Any:
    """The node as it stands in the last draft."""
    return find_node(load_plan(plan).drafts[-1].chapters, node)


KPI_VALUES = {
    "a number": (("target=300",), {"target": 300}, "300"),
    "a full-width number where none stood": (("目標値＝３００",), {"target": 300}, "300"),
    "words": (("baseline=約３割",), {"baseline": "約３割"}, "約３割"),
    "less than nothing": (("現状値=−5",), {"baseline": -5}, "-5"),
    "both": (("baseline=1", "target=2.5"), {"baseline": 1, "target": 2.5}, None),
    "a digit is no quote": (("target=3",), {"target": 3}, None),
    "an equals sign in it": (("target=a=b",), {"target": "a=b"}, "a=b"),
}


@pytest.mark.parametrize("name", KPI_VALUES)
def test_a_value_of_a_kpi_is_changed_and_nothing_else(name: str, plan: Path, run: Run, call: Call) -> None:
    values, meant, quote = KPI_VALUES[name]
    before = (plan / SHUSEI).read_text(encoding="utf-8").splitlines()

    done = run(
        "add-opinion", "目標を", "--outcome", "修正", "--node", "shoko-kpi",
        *(word for value in values for word in ("--value", value)),
    )  # fmt: skip

    assert (done.code, done.err) == (0, "")
    after = (plan / SHUSEI).read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert {old.strip().partition(":")[0] for old, _ in changed} == set(meant)
    for key, value in meant.items():
        assert getattr(node_of(plan, "shoko-kpi"), key).value == value
    opinion = newest(call)
    assert opinion["changes"] == [{"kind": "修正", "node": "shoko-kpi"} | ({"quote": quote} if quote else {})]
    change = change_of(call, "shoko-kpi")
    assert change is not None
    assert [mark["opinions"] for mark in change["marks"]] == [[opinion["id"]]]
    assert not codes_about(call, opinion["id"])


TABLE = "projects-sangyo-table"
CELLS = {
    "by key": "shoko,事業数=10",
    "by the words of its first cell": "商工業・サービス業,事業数=10",
    "whatever the width": "ＳＨＯＫＯ，事業数＝１０",
    "with another comma": "商工業・サービス業、 事業数 = 10",
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_of_a_table_is_changed_and_nothing_else(name: str, plan: Path, run: Run, call: Call) -> None:
    file = plan / "drafts/shusei/08-projects.yaml"
    before = file.read_text(encoding="utf-8")

    done = run("add-opinion", "一つ増えた", "--outcome", "修正", "--node", TABLE, "--cell", CELLS[name])

    assert done.code == 0
    assert "「事業数」の合計（33）は、まだ前のままです" in done.err
    assert file.read_text(encoding="utf-8") == before.replace("[商工業・サービス業, 9]", "[商工業・サービス業, 10]")
    assert "[-商工業・サービス業の事業数：9-]" in done.out
    opinion = newest(call)
    assert opinion["changes"] == [{"kind": "修正", "node": TABLE, "quote": "10"}]
    change = change_of(call, TABLE)
    assert change is not None
    assert [mark["opinions"] for mark in change["marks"]] == [[opinion["id"]]]


def test_a_cell_taken_back_is_a_promise_not_kept(plan: Path, run: Run, call: Call) -> None:
    run("add-opinion", "増えた", "--outcome", "修正", "--node", TABLE, "--cell", "shoko,事業数=10")
    replace_in(plan / "drafts/shusei/08-projects.yaml", "[商工業・サービス業, 10]", "[商工業・サービス業, 9]")
    replace_in(plan / "drafts/shusei/08-projects.yaml", "[観光業, 3]", "[観光業, 4]")

    assert codes_about(call, newest(call)["id"]) & {"unfulfilled-opinion", "quote-not-found"}


def test_several_cells_and_the_title_at_once(plan: Path, run: Run) -> None:
    done = run(
        "add-opinion", "直して", "--outcome", "修正", "--node", TABLE,
        "--cell", "shoko,事業数=10", "--cell", "sonota,項目=そのほか、あれこれ", "--value", "題=事業の数",
    )  # fmt: skip

    assert done.code == 0
    table = node_of(plan, TABLE)
    assert table.title == "事業の数"
    assert table.rows[0].cells == ("商工業・サービス業", 10)
    assert table.rows[4].cells == ("そのほか、あれこれ", 1)


def test_a_cell_is_emptied_when_that_is_said(plan: Path, run: Run) -> None:
    done = run("add-opinion", "消す", "--outcome", "修正", "--node", TABLE, "--cell", "shoko,事業数=（空欄）")

    assert done.code == 0
    assert node_of(plan, TABLE).rows[0].cells == ("商工業・サービス業", None)


ODD_TABLE = """- id: odd
            kind: table
            columns: ["年=度, 区分", 値, 値, ""]
            rows:
              - {key: a, cells: ["甲,乙", 1, 2, 3]}
              - {key: b, cells: [丙, 4, 5, 6]}
              - {key: c, cells: [丙, 7, 8, 9]}
          - id: norin-kpi"""


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("甲,乙,年=度, 区分=丁", ""),
        ("丙,年=度, 区分=丁", "b・年=度, 区分、c・年=度, 区分"),
        ("a,値=3", "列「値」は"),
        ("a,=3", "行：a（甲,乙）"),
    ],
)
def test_commas_and_namesakes_in_a_table(cell: str, told: str, plan: Path, run: Run) -> None:
    replace_in(plan / SHUSEI, "- id: norin-kpi", ODD_TABLE)
    before = digest(plan)

    done = run("add-opinion", "直して", "--outcome", "修正", "--node", "odd", "--cell", cell)

    if told:
        assert_refused(done, 2)
        assert told in done.err
        assert digest(plan) == before
    else:
        assert done.code == 0
        assert node_of(plan, "odd").rows[0].cells[0] == "丁"


VALUES_REFUSED = {
    "text for a KPI": (("修正", "shoko-kpi", "--text", "三割"), "--value target=300"),
    "text and a value": (("修正", "shoko-kpi", "--text", "三割", "--value", "target=3"), "--value target=300"),
    "text for a table": (("修正", TABLE, "--text", "十"), "行：shoko（商工業・サービス業）、norin"),
    "text for a figure": (("修正", "stance-figure", "--text", "図"), "--value title="),
    "fewer words of a table": (("削除", TABLE, "--text", "十"), "列：項目、事業数"),
    "an unknown value": (("修正", "shoko-kpi", "--value", "単位=件"), "今の値：現状値 （空欄）、目標値 （空欄）"),
    "a value without a name": (("修正", "shoko-kpi", "--value", "300"), "--value target=300"),
    "no value": (("修正", "shoko-kpi", "--value", "target="), "（空欄）"),
    "the same value": (("修正", TABLE, "--cell", "shoko,事業数=９"), "もう「9」です"),
    "a value twice": (("修正", "shoko-kpi", "--value", "target=1", "--value", "目標値=2"), "二度"),
    "a cell of a KPI": (("修正", "shoko-kpi", "--cell", "a,b=1"), "--value target=300"),
    "a value of an item": (("修正", "shoko-policy-2", "--value", "target=1"), "--text"),
    "an unknown row": (("修正", TABLE, "--cell", "林業,事業数=1"), "行：shoko（商工業・サービス業）、norin"),
    "an unknown column": (("修正", TABLE, "--cell", "shoko,件数=1"), "列：項目、事業数"),
    "a value for an addition": (("追加", "shoko-kpi", "--value", "target=1"), "--outcome 修正"),
    "a sentence for a heading": (("修正", "norin", "--text", "農業を伸ばす。"), "norin-policy（取組方針）"),
    "lines for a heading": (("修正", "norin", "--text", "農業\n漁業"), "norin-policy（取組方針）"),
}


@pytest.mark.parametrize("name", VALUES_REFUSED)
def test_what_would_destroy_something_else_is_refused_with_how_to_do_it(name: str, plan: Path, run: Run) -> None:
    (outcome, node, *options), told = VALUES_REFUSED[name]
    before = digest(plan)

    done = run("add-opinion", "意見", "--outcome", outcome, "--node", node, *options)

    assert_refused(done, 2)
    assert told in done.err
    assert digest(plan) == before


def test_a_section_goes_with_what_is_in_it_only_when_somebody_agrees(plan: Path, run: Run, call: Call) -> None:
    before = digest(plan)

    refused = run("add-opinion", "要らない", "--outcome", "削除", "--node", "norin-policy")

    assert_refused(refused, 2)
    assert "節「取組方針」と中の項目5件" in refused.err
    assert "--yes" in refused.err
    assert digest(plan) == before

    done = run("add-opinion", "要らない", "--outcome", "削除", "--node", "norin-policy", "--yes")

    assert done.code == 0
    assert "節「取組方針」と中の項目5件を消しました" in done.out
    changes = json.loads(call("diff", "--format", "json").out)["changes"]
    gone = [each["node"] for each in changes if each["node"].startswith("norin-policy") and each["after"] is None]
    assert len(gone) == 5  # one of the five came with this draft
    assert not codes_about(call, newest(call)["id"])


def test_a_heading_alone_goes_at_once(plan: Path, run: Run) -> None:
    replace_in(
        plan / SHUSEI, "- id: norin-kpi", "- {id: leer, kind: section, title: 空の節}\n          - id: norin-kpi"
    )

    assert run("add-opinion", "要らない", "--outcome", "削除", "--node", "leer").code == 0


def test_another_heading_is_said_to_be_one(plan: Path, run: Run) -> None:
    done = run("add-opinion", "題を", "--outcome", "修正", "--node", "norin-policy", "--text", "取組の方針")

    assert "節の見出しを変えました（中の項目5件はそのままです）" in done.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("repeat_of: norin-policy-1", "もとの項目 norin-policy-1 は、まだ前のままです"),
        ("alternatives: [{text: 別の文言}]", "決まっていない別案が1件残っています"),
    ],
)
def test_what_may_not_be_so_any_more_is_told(line: str, told: str, plan: Path, run: Run) -> None:
    replace_in(plan / SHUSEI, f"text: {POLICY_2}", f"text: {POLICY_2}\n                {line}")

    done = run("add-opinion", "直して", "--outcome", "修正", "--node", "shoko-policy-2", "--text", "新しい文言")

    assert done.code == 0
    assert told in done.err


def test_the_repeats_of_what_was_changed_are_named(plan: Path, run: Run) -> None:
    node = "              - id: shoko-policy-2\n                kind: item"
    replace_in(plan / SHUSEI, node, f"{node}\n                repeat_of: shoko-policy-3")

    done = run("add-opinion", "直して", "--outcome", "修正", "--node", "shoko-policy-3", "--text", "新しい文言")

    assert "この項目の再掲（shoko-policy-2）は、まだ前のままです" in done.err


def test_a_backslash_and_an_n_are_no_line_break(plan: Path, run: Run) -> None:
    done = run("add-opinion", "直して", "--outcome", "修正", "--node", "shoko-policy-2", "--text", "一行目\\n二行目")

    assert done.code == 0
    assert "文言の「\\n」は、改行ではなく" in done.err


def test_a_section_is_said_to_move_with_its_items(plan: Path, run: Run) -> None:
    done = run("add-opinion", "後へ", "--outcome", "移動", "--node", "norin-policy", "--after", "norin-kpi")

    assert "節「取組方針」を、中の項目ごと動かしました" in done.out


def test_a_node_named_twice_is_spoken_of_once(plan: Path, run: Run, call: Call) -> None:
    run("add-opinion", "意見", "--about", "norin", "--about", "norin")

    assert newest(call)["about"] == ["norin"]


def test_a_comment_goes_with_the_node_it_is_about(plan: Path, run: Run) -> None:
    file = plan / SHUSEI
    line = "              - id: shoko-policy-2\n"
    replace_in(file, line, f"              # 経営基盤の覚え\n{line}")
    before = file.read_text(encoding="utf-8")
    assert before.count("経営基盤の覚え") == 1

    run("add-opinion", "後へ", "--outcome", "移動", "--node", "shoko-policy-2", "--after", "shoko-policy-3")
    assert f"経営基盤の覚え\n{line}" in file.read_text(encoding="utf-8")

    run("add-opinion", "要らない", "--outcome", "削除", "--node", "shoko-policy-2")
    assert "経営基盤の覚え" not in file.read_text(encoding="utf-8")


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


def test_words_the_office_writes_anew_are_no_longer_inferred(plan: Path, run: Run) -> None:
    key = "id: shoko-policy-1\n"
    replace_in(plan / SHUSEI, key, f"{key}                reconstructed: true\n")
    before = (plan / SHUSEI).read_text(encoding="utf-8")
    assert run("add-opinion", "x", "--outcome", "修正", "--node", "shoko-policy-1", "--text", "起業の支援").code == 0
    after = (plan / SHUSEI).read_text(encoding="utf-8")
    assert "reconstructed: true" in before
    assert "reconstructed: true" not in after
    assert "reconstructed: false" in after
