"""What is printed on the screen or on paper finds what it names, in any width; what fits several is refused with all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from board_plan import lay
from cli_process import assert_refused
from hypothesis import given
from hypothesis import strategies as st

from conftest import Call
from dxplan_cli.app.naming import Candidate, Taken, find_named
from dxplan_cli.errors import UsageError


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return lay(tmp_path / "仕事")


ROUNDS = {
    "2023-kikitori": "2023-kikitori",
    "２０２３－ｋｉｋｉｔｏｒｉ": "2023-kikitori",
    "職員による聴取": "2023-kikitori",
    "職員による": "2023-kikitori",
    "聞き取り": "2023-kikitori",
    "第3回委員会": "2023-iinkai",
    "第３回": "2023-iinkai",
    "第３回 委員会": "2023-iinkai",
    "部局": "2024-bukyoku",
    "部局照会（令和5年8月20日）": "2024-bukyoku",
}


@pytest.mark.parametrize("name", ROUNDS)
def test_a_round_is_found_by_what_is_printed(name: str, board: Path, call: Call) -> None:
    done = call("opinions", "list", "--round", name, "--format", "json")

    assert {each["round"] for each in json.loads(done.out)["opinions"]} == {ROUNDS[name]}
    assert (ROUNDS[name] in done.err) == (name != ROUNDS[name])


NODES = {
    "第２章": "kurashi",
    "第2章": "kurashi",
    "くらし": "kurashi",
    "２　くらし": "kurashi",
    "漁業・水産加工業": "gyogyo",
    "水産加工": "gyogyo",
    "観光業 ＞ めざす姿": "kanko-sugata",
    "しごと>漁業・水産加工業>めざす姿": "gyogyo-sugata",
    "第１章＞観光業": "kanko",
    "医師の数": "iryo-kpi",
    "港を活かした仕事を増やす": "minato",
}


@pytest.mark.parametrize("name", NODES)
def test_a_node_is_found_by_number_title_path_and_words(name: str, board: Path, call: Call) -> None:
    done = call("show", name, "--format", "json")

    assert [each["id"] for each in json.loads(done.out)["tree"]] == [NODES[name]]
    assert f"（{NODES[name]}）" in call("show", name).err


def test_a_chapter_is_shown_with_all_below(board: Path, call: Call) -> None:
    (chapter,) = json.loads(call("show", "第２章", "--format", "json").out)["tree"]

    assert [each["id"] for each in chapter["children"]] == ["iryo", "iryo-kpi"]


DRAFTS = {
    ("骨子", "素案"): ("kosshi", "soan"),
    ("素案", "案"): ("soan", "an"),
    ("素案（案）", "案"): ("soan", "an"),
    ("素案(案)(2023.7)", "ａｎ"): ("soan", "an"),
    ("骨子（２０２３．５）", "案"): ("kosshi", "an"),
}


@pytest.mark.parametrize("names", DRAFTS)
def test_a_draft_is_found_by_label_and_date(names: tuple[str, str], board: Path, call: Call) -> None:
    found = json.loads(call("diff", *names, "--format", "json").out)

    assert (found["base"]["id"], found["revised"]["id"]) == DRAFTS[names]


@pytest.mark.parametrize("meeting", ["４", "4", "第４回", "第4回策定委員会", "04"])
def test_a_meeting_is_found_by_number_and_title(meeting: str, board: Path, call: Call) -> None:
    found = json.loads(call("diff", "--meeting", meeting, "--format", "json").out)

    assert found["revised"]["id"] == "an"
    assert "第４回策定委員会" in call("docx", "agenda", "--meeting", meeting, "-o", "資料").err


@pytest.mark.parametrize("kind", ["新旧対照表", "新旧", "comparison", "ＣＯＭＰＡＲＩＳＯＮ"])
def test_a_paper_is_found_by_its_title(kind: str, board: Path, call: Call) -> None:
    assert call("docx", kind, "-o", "資料").out.startswith("新旧対照表\t")


@pytest.mark.parametrize(
    "name", ["未対応", "未対応の意見", "unanswered-opinion", "ＵＮＡＮＳＷＥＲＥＤ－ＯＰＩＮＩＯＮ"]
)
def test_a_kind_of_finding_is_found_by_its_name(name: str, board: Path, call: Call) -> None:
    done = call("check", "--only", name)

    assert "注意 unanswered-opinion（未対応の意見）" in done.out
    assert "指摘 1件" in done.out


def test_a_weight_is_found_by_the_word_on_the_screen(board: Path, call: Call) -> None:
    assert call("check", "--severity", "注意").out == call("check", "--severity", "warning").out


OPINIONS = {
    "2": "2023-kikitori-b2xq",
    "２": "2023-kikitori-b2xq",
    "No.2": "2023-kikitori-b2xq",
    "意見No.３": "2023-iinkai-7f3k",
    "7f3k": "2023-iinkai-7f3k",
    "７ｆ３ｋ": "2023-iinkai-7f3k",
    "iinkai-7f3k": "2023-iinkai-7f3k",
    "Ｐ－017": "2023-kikitori-b2xq",
}


@pytest.mark.parametrize("name", OPINIONS)
def test_an_opinion_is_found_by_its_number_and_ending(name: str, board: Path, call: Call) -> None:
    done = call("opinions", "show", name, "--format", "json")

    assert json.loads(done.out)["id"] == OPINIONS[name]
    assert OPINIONS[name] in done.err


def test_a_number_says_in_which_paper(board: Path, call: Call) -> None:
    assert "意見対応表（素案（案）（２０２３．７） → 案、第４回策定委員会）のNo.2" in call("opinions", "show", "2").err


def test_a_number_and_an_ending_that_differ_are_refused_with_both(board: Path, call: Call) -> None:
    text = "id: 2023-kikitori-3\ntext: 漁港のこと\ndisposition: 参考\nanswer: 参考とします。\n"
    (board / "opinions/2023-kikitori/2023-kikitori-3.yaml").write_text(text, encoding="utf-8")
    done = call("opinions", "show", "4")
    assert json.loads(call("opinions", "show", "4", "--format", "json").out)["id"] == "2023-iinkai-7f3k", done

    done = call("opinions", "show", "3")

    assert json.loads(call("opinions", "show", "No.2", "--format", "json").out)["id"] == "2023-kikitori-3"
    assert_refused(done, 2)
    assert "2023-kikitori-3（idの終わり）" in done.err
    assert "のNo.3）" in done.err


def test_decisions_and_new_opinions_take_names_too(board: Path, call: Call) -> None:
    assert call("opinions", "decide", "No.1", "--disposition", "参考", "--answer", "あ", "--same-as", "7f3k").code == 0
    decided = json.loads(call("opinions", "show", "No.1", "--format", "json").out)
    done = call(
        "add-opinion",
        "診療所を残して",
        "--about",
        "第２章",
        "--round",
        "部局",
        "--same-as",
        "７ｆ３ｋ",
        "--outcome",
        "参考",
    )

    assert decided["same_as"] == "2023-iinkai-7f3k"
    assert "聴取の機会：部局照会（2024-bukyoku）" in done.out
    (added,) = [
        each
        for each in json.loads(call("opinions", "list", "--format", "json").out)["opinions"]
        if each["text"] == "診療所を残して"
    ]
    assert (added["about"], added["same_as"]) == (["kurashi"], "2023-iinkai-7f3k")


def test_the_text_to_change_is_never_found_by_a_part(board: Path, call: Call) -> None:
    done = call("add-opinion", "短く", "--outcome", "修正", "--node", "水産加工", "--text", "漁業", "--draft", "案")

    assert_refused(done, 2)
    assert "gyogyo" in done.err


AMBIGUOUS = {
    "two titles": (
        ("show", "めざす姿"),
        "漁業・水産加工業 ＞ めざす姿（gyogyo-sugata）、観光業 ＞ めざす姿（kanko-sugata）",
    ),
    "two rounds": (("opinions", "list", "--round", "会"), "部局照会（2024-bukyoku）、第３回委員会（2023-iinkai）"),
    "two meetings": (("docx", "all", "--meeting", "策定委員会"), "第３回策定委員会（03）、第４回策定委員会（04）"),
    "kinds of findings": (("check", "--only", "食い違い"), "区分の食い違い（kind-mismatch）"),
    "papers": (("docx", "表"), "新旧対照表（comparison）、意見対応表（responses）"),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_fits_several_is_refused_with_all_of_them(name: str, board: Path, call: Call) -> None:
    arguments, listed = AMBIGUOUS[name]

    done = call(*arguments)

    assert_refused(done, 2)
    assert listed in done.err


UNKNOWN = {
    "a number within a number": ("docx", "all", "--meeting", "1"),
    "a number nobody has": ("opinions", "show", "99"),
    "a part of a round's id": ("opinions", "list", "--round", "kikitor"),
    "nothing": ("opinions", "list", "--round", "　"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_means_nothing_is_refused(name: str, board: Path, call: Call) -> None:
    assert_refused(call(*UNKNOWN[name]), 2)


def test_the_last_round_is_the_latest_by_its_day_and_is_said(board: Path, call: Call) -> None:
    assert "聴取の機会：第３回委員会（2023-iinkai）" in call("add-opinion", "一つ目").out
    for held, last in (
        ("2023-12-01", "職員による聴取（2023-kikitori）"),
        ("2023-07-01", "第３回委員会（2023-iinkai）"),
    ):
        path = board / "rounds/2023-kikitori.yaml"
        path.write_text(f"kind: 聞き取り\ntitle: 職員による聴取\ndraft: soan\nheld: {held}\n", encoding="utf-8")
        assert f"聴取の機会：{last}" in call("add-opinion", held).out


def test_papers_and_lists_keep_the_order_of_the_days(board: Path, call: Call) -> None:
    listed = [each["id"] for each in json.loads(call("opinions", "list", "--format", "json").out)["opinions"]]

    assert listed == ["2024-bukyoku-9m1z", "2023-kikitori-b2xq", "2023-iinkai-7f3k"]
    assert [call("opinions", "show", number).out.split("\n")[0] for number in "123"] == listed


names = st.text("第１1０0回聞取ａaA 　", min_size=1, max_size=6)


@given(
    st.lists(st.builds(Candidate, names, names, st.tuples(names)), unique_by=lambda each: each.id, min_size=1), names
)
def test_a_name_means_one_thing_or_is_refused(candidates: list[Candidate], name: str) -> None:
    """Law: ids find themselves; what is found does not depend on the order, and nothing found is told to be nothing."""
    for each in candidates:
        assert find_named("もの", each.id, candidates) == Taken(each.id)

    def found(listed: list[Candidate]) -> Taken | str | None:
        try:
            return find_named("もの", name, listed)
        except UsageError as refused:
            return refused.message

    assert found(candidates) == found(candidates[::-1])
