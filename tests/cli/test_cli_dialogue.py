"""`dxplan add-opinion` without arguments: it asks step by step, bears wrong answers, and can be left at any time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import CTRL_C, CTRL_D, digest, replace_in, run_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run

POLICY_2 = "中小企業のデジタル化による生産性の向上と経営基盤の強化"


def newest(call: Call) -> dict[str, Any]:
    opinions = json.loads(call("opinions", "list", "--format", "json").out)["opinions"]
    return max(opinions, key=lambda each: (len(each["id"]), each["id"]))


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


PATHS = {
    "addition": (
        ("海外にも", "shoko", "追加", "shoko-policy-2", "輸出の支援", "はい"),
        {"disposition": "反映", "about": ["shoko"]},
        "追加",
    ),
    "modification, all by number": (
        ("直して", "7", "2", "6", "新しい文言", ""),
        {"disposition": "反映", "about": ["shoko"]},
        "修正",
    ),
    "deletion, by words": (
        ("消して", "商工業・サービス業", "削除", "経営基盤の強化", "y"),
        {"disposition": "反映", "about": ["shoko"]},
        "削除",
    ),
    "move": (
        ("動かす", "shoko", "移動", "shoko-policy-2", "shoko-policy-3", "はい"),
        {"disposition": "反映", "about": ["shoko"]},
        "移動",
    ),
    "answer only": (
        ("ご意見", "", "参考", "今後の参考とします", "はい"),
        {"disposition": "参考", "about": [], "answer": "今後の参考とします"},
        None,
    ),
    "undecided, by Enter alone": (("ご意見", "", "", ""), {"disposition": "未対応", "about": []}, None),
    "full-width numbers and yes": (
        ("ご意見", "７", "１０", "ＹＥＳ"),
        {"disposition": "未対応", "about": ["shoko"]},
        None,
    ),
}


@pytest.mark.parametrize("name", PATHS)
def test_a_straight_way_through(name: str, plan: Path, run: Run, call: Call) -> None:
    answers, expected, kind = PATHS[name]

    done = run("add-opinion", input=typed(*answers))

    assert (done.code, done.err) == (0, "")
    opinion = newest(call)
    assert opinion["text"] == answers[0]
    assert {key: opinion[key] for key in expected} == expected
    assert [change["kind"] for change in opinion["changes"]] == ([kind] if kind else [])
    assert f"plan-data/opinions/2023-kikitori/{opinion['id']}.yaml" in done.out


def test_wrong_answers_are_asked_again(plan: Path, run: Run, call: Call) -> None:
    done = run(
        "add-opinion",
        input=typed(
            "", "  ", "海外にも",
            "どこにもない語", "デジタル", "999", "shoko",
            "反映する", "0", "11", "追加",
            "", "nai", "経営基盤",
            "", "輸出の支援",
            "たぶん", "ハイ", "はい",
        ),
    )  # fmt: skip

    assert (done.code, done.err) == (0, "")
    assert done.out.count("空です。もう一度書いてください") == 3
    assert done.out.count("見つかりません") == 4
    assert done.out.count("いくつもあります") == 1
    assert done.out.count("一覧の語か番号を書いてください") == 3
    assert done.out.count("「はい」か「いいえ」で答えてください") == 2
    opinion = newest(call)
    assert (opinion["text"], opinion["about"]) == ("海外にも", ["shoko"])
    tree = json.loads(call("show", "shoko-policy", "--format", "json").out)["tree"][0]
    words = [child["words"] for child in tree["children"]]
    assert words.index("輸出の支援") == words.index(POLICY_2) + 1


ANSWERS = ("海外にも", "shoko", "追加", "shoko-policy-2", "輸出の支援")


@pytest.mark.parametrize("answered", range(len(ANSWERS) + 1))
def test_the_end_of_input_writes_nothing(answered: int, plan: Path, run: Run) -> None:
    before = digest(plan)

    done = run("add-opinion", input=typed(*ANSWERS[:answered]))

    assert done.code == 130
    assert "中断しました。何も書いていません" in done.err
    assert "Traceback" not in done.err
    assert digest(plan) == before


@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("answered", [0, 2, len(ANSWERS)])
def test_ctrl_c_and_ctrl_d_write_nothing(stop: str, answered: int, plan: Path) -> None:
    before = digest(plan)

    done = run_on_terminal(("add-opinion",), cwd=plan.parent, typed=(*ANSWERS[:answered], stop))

    assert done.code == 130
    assert "中断しました。何も書いていません" in done.out
    assert "Traceback" not in done.out
    assert digest(plan) == before


def test_a_whole_dialogue_on_a_terminal(plan: Path, call: Call) -> None:
    done = run_on_terminal(("add-opinion",), cwd=plan.parent, typed=(*ANSWERS, "はい"))

    assert done.code == 0
    assert newest(call)["text"] == "海外にも"


@pytest.mark.parametrize("no", ["いいえ", "n", "No", "ｎ"])
def test_no_writes_nothing(no: str, plan: Path, run: Run) -> None:
    before = digest(plan)

    done = run("add-opinion", input=typed(*ANSWERS, no))

    assert done.code == 130
    assert digest(plan) == before


def test_what_will_be_written_is_shown_before_consent(plan: Path, run: Run) -> None:
    shown = run("add-opinion", input=typed(*ANSWERS, "いいえ")).out.split("---\n")[1]

    assert shown.splitlines()[:5] == [
        "意見：海外にも",
        "項目：shoko",
        "対応：追加",
        "位置：shoko-policy-2 の後",
        "文言：輸出の支援",
    ]


def test_the_words_of_now_are_shown_before_new_ones_are_asked(plan: Path, run: Run) -> None:
    done = run("add-opinion", input=typed("直して", "shoko", "修正", "shoko-policy-2"))

    assert f"今の文言：{POLICY_2}" in done.out


VALUES = {
    "of a KPI, by name": (("norin", "修正", "norin-kpi", "目標値", "３０", ""), "norin-kpi", "target: {year: 2028, value: 30}"),
    "of a KPI, by number": (("norin", "修正", "norin-kpi", "2", "約２割", ""), "norin-kpi", "value: 約２割"),
    "of a KPI, after a slip": (
        ("norin", "修正", "norin-kpi", "目標", "1", "5", "1", "6", ""), "norin-kpi", "target: {year: 2028, value: 5}",
    ),
    "the name of a KPI": (("norin", "修正", "norin-kpi", "指標名", "販売額", ""), "norin-kpi", "name: 販売額"),
    "of a table": (
        ("projects-sangyo", "修正", "projects-sangyo-table", "農林水産業", "2", "18", ""),
        "projects-sangyo-table", "[農林水産業, 18]",
    ),
    "of a table, after the value of now": (
        ("projects-sangyo", "修正", "projects-sangyo-table", "norin", "事業数", "17", "2", "2", "18", ""),
        "projects-sangyo-table", "[農林水産業, 18]",
    ),
    "the title of a figure": (("stance", "修正", "stance-figure", "1", "構造の図"), "stance-figure", "title: 構造の図"),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values_are_asked_for_by_name(name: str, plan: Path, run: Run, call: Call) -> None:
    answers, node, written = VALUES[name]

    done = run("add-opinion", input=typed("直して", *answers, "はい"))

    assert done.code == 0
    assert "値：" in done.out.split("---\n")[1]
    assert any(written in file.read_text(encoding="utf-8") for file in plan.glob("drafts/shusei/*.yaml"))
    assert [(change["kind"], change["node"]) for change in newest(call)["changes"]] == [("修正", node)]


def test_what_goes_with_a_section_is_asked_for(plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", input=typed("要らない", "norin", "削除", "norin-policy", "", "norin-policy-1", "はい"))

    assert done.code == 0
    assert "節「取組方針」と中の項目5件" in done.out
    assert newest(call)["changes"][0]["node"] == "norin-policy-1"

    done = run("add-opinion", input=typed("要らない", "norin", "削除", "norin-policy", "はい", "はい"))

    assert done.code == 0
    assert newest(call)["changes"][0]["node"] == "norin-policy"


def test_a_heading_is_asked_for_as_one(plan: Path, run: Run) -> None:
    done = run("add-opinion", input=typed("直して", "norin", "修正", "norin-policy", "取組の方針", "はい"))

    assert "今の見出し：取組方針（変わるのは見出しだけです）" in done.out
    assert done.code == 0


def test_node_and_round_may_be_given_beforehand(plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", "--about", "norin", "--round", "2023-kikitori", input=typed("ご意見", "", ""))

    assert done.code == 0
    assert "どの項目についての意見" not in done.out
    assert newest(call)["about"] == ["norin"]


@pytest.mark.parametrize("options", [("--about", "nai"), ("--round", "nai")])
def test_what_does_not_exist_is_told_before_the_first_question(options: tuple[str, str], plan: Path, run: Run) -> None:
    done = run("add-opinion", *options, input=typed("ご意見"))

    assert (done.code, done.out) == (2, "")
    assert "nai" in done.err


def test_bytes_of_another_encoding_are_asked_again(plan: Path, run: Run, call: Call) -> None:
    done = run("add-opinion", input="海外\n".encode("cp932") + typed("海外", "", "", "").encode())

    assert done.code == 0
    assert "読めない文字があります" in done.out
    assert newest(call)["text"] == "海外"


def test_a_console_of_code_page_932(plan: Path, run: Run, call: Call) -> None:
    done = run(
        "add-opinion", input=typed(*ANSWERS, "はい"), encoding="cp932", env={"PYTHONIOENCODING": "cp932"}
    )  # fmt: skip

    assert done.code == 0
    assert "意見を記録しました" in done.out
    assert newest(call)["text"] == "海外にも"


def test_without_a_draft_to_change_no_change_is_offered(plan: Path, run: Run, call: Call) -> None:
    replace_in(plan / "rounds/2023-kikitori.yaml", "draft: soan", "draft: shusei")

    done = run("add-opinion", input=typed("ご意見", "shoko", "追加", "1", "書いてあります", "はい"))

    assert "書き換える版はまだありません" in done.out
    assert "一覧の語か番号を書いてください" in done.out
    assert done.code == 0
    assert newest(call)["disposition"] == "記述済み"


def test_a_frozen_draft_is_told_at_the_beginning(plan: Path, run: Run) -> None:
    run("draft", "freeze", "shusei")

    done = run("add-opinion", input=typed("ご意見", "", "", ""))

    assert "確定済みで書き換えられません" in done.out.splitlines()[0]
    assert "追加" not in done.out
    assert done.code == 0


def test_a_new_plan_takes_its_first_opinion(run: Run, call: Call) -> None:
    run("init")

    done = run("add-opinion", input=typed("ご意見", "", "", ""))

    assert done.code == 0
    assert newest(call)["round"] == "iinkai-1"
