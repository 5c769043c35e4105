"""`dxplan opinions`: list with filters, show, decide."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest, replace_in

from search_cases import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run

FOLDER = "opinions/2023-kikitori"


def listed(ask: Run | Call, *options: str) -> list[dict[str, Any]]:
    done = ask("opinions", "list", "--format", "json", *options)
    assert done.code == 0, done.err
    return json.loads(done.out)["opinions"]


def opinion(call: Call, number: str) -> dict[str, Any]:
    return json.loads(call("opinions", "show", f"2023-kikitori-{number}", "--format", "json").out)


def test_the_list_is_in_the_order_of_receipt(read: Run) -> None:
    assert [each["id"] for each in listed(read)] == [f"2023-kikitori-{number:02}" for number in range(1, 41)]


FILTERS = {
    "round": (("--round", "2023-kikitori"), lambda each: each["round"] == "2023-kikitori"),
    "about": (("--about", "norin"), lambda each: "norin" in each["about"]),
    "disposition": (("--disposition", "未対応"), lambda each: each["disposition"] == "未対応"),
    "words": (("--grep", "IT企業"), lambda each: "IT企業" in each["text"]),
    "all together": (
        ("--about", "shoko", "--disposition", "反映", "--grep", "企業"),
        lambda each: "shoko" in each["about"] and each["disposition"] == "反映" and "企業" in each["text"],
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_keeps_what_it_says(name: str, read: Run) -> None:
    options, is_wanted = FILTERS[name]

    everything = listed(read)
    found = listed(read, *options)
    assert found == [each for each in everything if is_wanted(each)]
    assert found


@pytest.mark.parametrize("name", CASES)
def test_words_are_found_however_they_are_typed(name: str, plan: Path, call: Call) -> None:
    text, asked, is_found = CASES[name]
    words = json.dumps(text, ensure_ascii=False)
    file = plan / "opinions/2023-kikitori/2023-kikitori-50.yaml"
    file.write_text(f"text: {words}\n\ndisposition: 未対応\n", encoding="utf-8")

    found = [each["id"] for each in listed(call, "--grep", asked)]

    assert ("2023-kikitori-50" in found) is is_found


def test_the_limit_cuts_and_the_count_says_of_how_many(read: Run) -> None:
    assert len(listed(read, "--limit", "3")) == 3
    assert read("opinions", "list", "--limit", "3").out.splitlines()[-1] == "3件（全40件）"


def test_nothing_found_is_no_error(read: Run) -> None:
    done = read("opinions", "list", "--grep", "どこにもない語")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "0件（全0件）"
    assert listed(read, "--grep", "どこにもない語") == []


@pytest.mark.parametrize(
    ("options", "near"),
    [
        (("--round", "2023-kikitor"), "2023-kikitori"),
        (("--disposition", "未対處"), "未対応"),
        (("--about", "norinn"), "norin"),
    ],
)
def test_a_filter_that_means_nothing_is_refused_with_the_nearest(
    options: tuple[str, str], near: str, read: Run
) -> None:
    done = read("opinions", "list", *options)

    assert_refused(done, 2)
    assert near in done.err


def test_an_unknown_opinion_is_refused_with_the_nearest(read: Run) -> None:
    done = read("opinions", "show", "2023-kikitori-1")

    assert_refused(done, 2)
    assert "2023-kikitori-" in done.err.split("→")[1]


def test_show_tells_everything(plan: Path, run: Run) -> None:
    run("opinions", "decide", "2023-kikitori-01", "--answer", "方針に加えます")

    out = run("opinions", "show", "2023-kikitori-01").out
    for words in ("2023-kikitori-01", "補助金", "shoko", "反映", "追加①", "や意識醸成", "方針に加えます"):
        assert words in out


def test_one_decision_changes_two_lines(plan: Path, run: Run, call: Call) -> None:
    file = plan / FOLDER / "2023-kikitori-07.yaml"
    before = file.read_text(encoding="utf-8")
    rest = digest(plan / "drafts")

    done = run("opinions", "decide", "2023-kikitori-07", "-d", "反映困難", "--answer", "所管が: 違うため # 注")

    assert (done.code, done.err) == (0, "")
    assert done.out == f"plan-data/{FOLDER}/2023-kikitori-07.yaml\n"
    today = date.today().isoformat()  # noqa: DTZ011, TID251 - the clerk's own day, as the program takes it
    assert file.read_text(encoding="utf-8") == before.replace(
        "disposition: 未対応\n", f'disposition: 反映困難\n\nanswer: "所管が: 違うため # 注"\n\ndecided: "{today}"\n'
    )
    assert digest(plan / "drafts") == rest
    assert opinion(call, "07")["answer"] == "所管が: 違うため # 注"


def test_many_at_once_have_the_same_answer(plan: Path, run: Run, call: Call) -> None:
    ids = [f"2023-kikitori-{number:02}" for number in (7, 8, 9, 8)]

    done = run("opinions", "decide", *ids, "--disposition", "参考", "--answer", "今後の参考とします")

    assert len(done.out.splitlines()) == 3
    assert {opinion(call, number)["answer"] for number in ("07", "08", "09")} == {"今後の参考とします"}


def test_deciding_again_writes_nothing(plan: Path, run: Run) -> None:
    decision = ("opinions", "decide", "2023-kikitori-07", "-d", "参考", "--answer", "参考とします")
    run(*decision)
    before = digest(plan)

    done = run(*decision)

    assert (done.code, done.out) == (0, "変わりはありません\n")
    assert digest(plan) == before


@pytest.mark.parametrize("link", ["追加:norin-policy-1", "追加：norin-policy-1"])
def test_a_link_makes_the_opinion_reflected(link: str, plan: Path, run: Run, call: Call) -> None:
    done = run("opinions", "decide", "2023-kikitori-07", "--link", link)

    assert done.code == 0
    decided = opinion(call, "07")
    assert decided["disposition"] == "反映"
    assert decided["changes"] == [{"kind": "追加", "node": "norin-policy-1"}]


def test_a_link_with_a_quote_keeps_the_quote_as_typed(plan: Path, run: Run, call: Call) -> None:
    run("opinions", "decide", "2023-kikitori-07", "--link", "修正：infra-policy-2：ＡＩの活用")

    assert opinion(call, "07")["changes"] == [{"kind": "修正", "node": "infra-policy-2", "quote": "ＡＩの活用"}]


def test_a_further_link_is_added_behind_the_others(plan: Path, run: Run, call: Call) -> None:
    before = (plan / FOLDER / "2023-kikitori-01.yaml").read_text(encoding="utf-8")

    run("opinions", "decide", "2023-kikitori-01", "--link", "追加:shoko-policy-it", "--link", "追加:shoko-policy-it")

    assert (plan / FOLDER / "2023-kikitori-01.yaml").read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    assert [change["node"] for change in opinion(call, "01")["changes"]] == ["shoko-policy-1", "shoko-policy-it"]


def test_an_opinion_can_be_called_the_same_as_another(plan: Path, run: Run, call: Call) -> None:
    assert run("opinions", "decide", "2023-kikitori-07", "-d", "参考", "--same-as", "2023-kikitori-08").code == 0
    assert opinion(call, "07")["same_as"] == "2023-kikitori-08"


REFUSED = {
    "nothing decided": ("2023-kikitori-07",),
    "no opinion": ("-d", "参考", "--answer", "a"),
    "unknown opinion": ("2023-kikitori-99", "-d", "参考", "--answer", "a"),
    "one unknown among known": ("2023-kikitori-07", "nai", "-d", "参考", "--answer", "a"),
    "missing answer": ("2023-kikitori-07", "-d", "参考"),
    "missing answer of one of two": ("2023-kikitori-01", "2023-kikitori-07", "-d", "参考"),
    "blank answer": ("2023-kikitori-07", "-d", "参考", "--answer", " "),
    "unknown disposition": ("2023-kikitori-07", "-d", "参考にする", "--answer", "a"),
    "link to nothing": ("2023-kikitori-07", "--link", "追加:nai"),
    "link of no kind": ("2023-kikitori-07", "--link", "増やす:shoko"),
    "link without node": ("2023-kikitori-07", "--link", "追加"),
    "quote not found": ("2023-kikitori-07", "--link", "修正:infra-policy-2:ない文言"),
    "second link broken": ("2023-kikitori-07", "--link", "追加:shoko-policy-it", "--link", "追加:nai"),
    "same as nothing": ("2023-kikitori-07", "--same-as", "nai"),
    "same as itself": ("2023-kikitori-07", "-d", "参考", "--same-as", "2023-kikitori-07"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_decision_writes_nothing(name: str, plan: Path, call: Call) -> None:
    before = digest(plan)

    done = call("opinions", "decide", *REFUSED[name])

    assert_refused(done, 2)
    assert digest(plan) == before


def test_opinions_cannot_be_the_same_in_a_ring(plan: Path, run: Run) -> None:
    run("opinions", "decide", "2023-kikitori-07", "-d", "参考", "--same-as", "2023-kikitori-08")
    before = digest(plan)

    assert_refused(run("opinions", "decide", "2023-kikitori-08", "-d", "参考", "--same-as", "2023-kikitori-07"), 2)
    assert digest(plan) == before


def test_a_ring_written_by_hand_is_borne_by_every_reader(plan: Path, run: Run) -> None:
    for one, other in (("07", "08"), ("08", "07")):
        file = plan / FOLDER / f"2023-kikitori-{one}.yaml"
        file.write_text(file.read_text(encoding="utf-8") + f"\nsame_as: 2023-kikitori-{other}\n", encoding="utf-8")

    assert run("opinions", "list").code == 0
    assert run("diff").code == 0
    assert run("check").code == 1
    assert run("docx", "responses", "-o", "out").code == 0


def test_comments_and_windows_line_ends_survive_a_decision(plan: Path, run: Run) -> None:
    file = plan / FOLDER / "2023-kikitori-07.yaml"
    replace_in(file, "disposition: 未対応", "# 課で相談中\ndisposition: 未対応  # まだ")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert run("opinions", "decide", "2023-kikitori-07", "-d", "参考", "--answer", "参考とします").code == 0

    written = file.read_bytes().decode("utf-8")
    assert "# 課で相談中\r\n" in written
    assert "disposition: 参考  # まだ\r\n" in written
    assert written.count("\n") == written.count("\r\n")


def test_rounds_are_told_apart(plan: Path, run: Run, call: Call) -> None:
    (plan / "rounds/iinkai-3.yaml").write_text(
        "id: iinkai-3\nkind: 第３回委員会\ntitle: 第３回委員会での意見\ndraft: shusei\n", encoding="utf-8"
    )
    shutil.copytree(plan / "drafts/shusei", plan / "drafts/an")
    replace_in(plan / "drafts/an/draft.yaml", "based_on: soan", "based_on: shusei")
    replace_in(plan / "plan.yaml", "[soan, shusei]", "[soan, shusei, an]")

    assert run("add-opinion", "委員会で", "--round", "iinkai-3").code == 0
    assert [each["text"] for each in listed(call, "--round", "iinkai-3")] == ["委員会で"]
    assert len(listed(call, "--round", "2023-kikitori")) == 40


def test_the_state_is_derived_and_can_be_asked_for(plan: Path, run: Run) -> None:
    assert {each["state"] for each in listed(run)} == {"受付", "反映済み"}
    run("draft", "new", "an", "--label", "案")
    replace_in(plan / "drafts/an/05-fields.yaml", "県内のIT事業者の強化", "県内の事業者の強化")

    states = {each["id"]: each["state"] for each in listed(run)}

    assert (states["2023-kikitori-01"], states["2023-kikitori-07"]) == ("確認済み", "受付")
    assert [each["id"] for each in listed(run, "--state", "受付")] == [
        key for key, state in states.items() if state == "受付"
    ]
    assert len(listed(run, "--state", "未完了")) == sum(
        state in {"受付", "対応決定", "取消"} for state in states.values()
    )


def test_a_state_that_means_nothing_is_refused(plan: Path, call: Call) -> None:
    refused = call("opinions", "list", "--state", "反映ずみ")
    assert_refused(refused, 2)
    assert "状態「反映ずみ」がありません" in refused.err
    assert "反映済み" in refused.err


def suspects(run: Run) -> list[str]:
    findings = json.loads(run("check", "--format", "json").out)["findings"]
    return [each["opinion"] for each in findings if each["code"] == "suspect-link"]


def test_a_link_is_suspect_once_its_words_change_until_somebody_looks(plan: Path, run: Run) -> None:
    run("opinions", "decide", "2023-kikitori-07", "--link", "追加:shoko-policy-it")
    assert suspects(run) == []

    replace_in(plan / "drafts/shusei/05-fields.yaml", "県内のIT事業者の強化", "県内の事業者の強化")
    assert suspects(run) == ["2023-kikitori-07"]

    run("opinions", "decide", "2023-kikitori-07", "--confirm")
    assert suspects(run) == []


SECRETS = ("六戸花子", "0172-00-0000", "係長の笹川")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("asked", [("list",), ("show", "2023-kikitori-07")])
def test_the_public_edition_tells_nothing_internal(asked: tuple[str, ...], form: str, plan: Path, call: Call) -> None:
    file = plan / FOLDER / "2023-kikitori-07.yaml"
    member, contact, heard_by = SECRETS
    file.write_text(
        f"{file.read_text(encoding='utf-8')}\ninternal: {{member: {member}, contact: {contact}, heard_by: {heard_by}}}\n",
        encoding="utf-8",
    )
    committee, public = (
        call("opinions", *asked, "--format", form, *option) for option in ((), ("--edition", "公表用"))
    )

    assert (committee.code, public.code) == (0, 0)
    assert not [words for words in SECRETS if words in public.out]
    if form == "json":
        assert all(words in committee.out for words in SECRETS)
        records = [json.loads(done.out) for done in (committee, public)]
        told, kept = (record.get("opinions", [record]) for record in records)
        assert kept == [{**each, "internal": None} for each in told]


def test_an_edition_nobody_knows_is_refused(read: Run) -> None:
    for asked in (("list",), ("show", "2023-kikitori-07")):
        assert_refused(read("opinions", *asked, "--edition", "だれか用"), 2)
