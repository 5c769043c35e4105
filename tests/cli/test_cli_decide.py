"""A decision is one record: what replaces another settles answer and links, and the old one stays in the history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest, replace_in

if TYPE_CHECKING:
    from conftest import Call

FILES = {
    "plan.yaml": "title: 町の計画\ndrafts: [soan, shusei]\n",
    "drafts/soan/draft.yaml": "label: 素案\nchapters: [01]\n",
    "drafts/soan/01.yaml": (
        "id: machi\ntitle: まち\nchildren:\n"
        "  - {id: michi, kind: item, text: 道を直す}\n"
        "  - {id: hashi, kind: item, text: 橋を守る}\n"
    ),
    "drafts/shusei/draft.yaml": "label: 修正案\nbased_on: soan\nchapters: [01]\n",
    "drafts/shusei/01.yaml": (
        "id: machi\ntitle: まち\nchildren:\n"
        "  - {id: michi, kind: item, text: 道を早く直す}\n"
        "  - {id: hashi, kind: item, text: 橋を守る}\n"
    ),
    "rounds/kikitori.yaml": "kind: 聞き取り\ntitle: 聞き取り\ndraft: soan\n",
    "meetings/01.yaml": "number: 1\ntitle: 第１回\ndate: 令和５年９月１日（金）\n",
    "opinions/kikitori/o1.yaml": "text: 道を早く\n\nabout: [michi]\n\ndisposition: 未対応\n",
    "opinions/kikitori/o2.yaml": "text: 道をもっと早く\n\nabout: [michi]\n\nsame_as: o1\n",
}
LINKED = ("o1", "--link", "追加:michi")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    root = tmp_path / "仕事" / "plan-data"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def shown(call: Call, opinion: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(call("opinions", "show", opinion, "--format", "json").out)
    return record


def decide(call: Call, *arguments: str) -> str:
    done = call("opinions", "decide", *arguments)
    assert done.code == 0, done.err
    return done.err


def codes(call: Call) -> list[str]:
    findings = json.loads(call("check", "--format", "json").out)["findings"]
    return [each["code"] for each in findings]


@pytest.mark.usefixtures("town")
def test_the_old_answer_is_not_printed_for_the_new_decision(call: Call) -> None:
    decide(call, "o1", "-d", "反映困難", "--answer", "対応できません。")
    refused = call("opinions", "decide", *LINKED)
    assert_refused(refused, 2)
    assert "対応できません。" in refused.err
    told = decide(call, *LINKED, "--no-answer")

    record = shown(call, "o1")
    assert (record["disposition"], record["answer"]) == ("反映", None)
    assert [(past["disposition"], past["answer"]) for past in record["history"]] == [("反映困難", "対応できません。")]
    assert "history に残しました" in told
    assert codes(call) == []
    assert "前の対応：反映困難" in call("opinions", "show", "o1").out


@pytest.mark.usefixtures("town")
def test_no_change_is_promised_while_one_stands_in_the_text(town: Path, call: Call) -> None:
    decide(call, *LINKED)
    before = digest(town)

    refused = call("opinions", "decide", "o1", "-d", "反映困難", "--answer", "難しいためです。")

    assert_refused(refused, 2)
    assert "--unlink" in refused.err
    assert digest(town) == before


@pytest.mark.usefixtures("town")
def test_links_are_taken_away_with_the_decision(call: Call) -> None:
    decide(call, *LINKED)
    told = decide(call, "o1", "-d", "反映困難", "--answer", "難しいためです。", "--unlink")

    record = shown(call, "o1")
    assert (record["disposition"], record["changes"]) == ("反映困難", [])
    assert [past["changes"] for past in record["history"]] == [[{"kind": "追加", "node": "michi"}]]
    assert "michi" in told
    assert codes(call) == ["unexplained-change"]


def test_a_change_that_was_taken_back_is_no_obstacle(town: Path, call: Call) -> None:
    decide(call, *LINKED)
    replace_in(town / "drafts/shusei/01.yaml", "道を早く直す", "道を直す")
    decide(call, "o1", "-d", "反映困難", "--answer", "難しいためです。")

    assert shown(call, "o1")["changes"] == []
    assert codes(call) == []


@pytest.mark.usefixtures("town")
def test_links_are_exchanged(call: Call) -> None:
    decide(call, "o1", "--link", "修正:hashi")
    decide(call, "o1", "--relink", "追加:michi")

    record = shown(call, "o1")
    assert (record["disposition"], record["changes"]) == ("反映", [{"kind": "追加", "node": "michi"}])
    assert [past["changes"] for past in record["history"]] == [[{"kind": "修正", "node": "hashi"}]]


@pytest.mark.usefixtures("town")
def test_a_decision_that_needs_an_answer_does_not_take_the_old_one(call: Call) -> None:
    decide(call, "o1", "-d", "参考", "--answer", "参考とします。")
    refused = call("opinions", "decide", "o1", "-d", "反映困難")

    assert_refused(refused, 2)
    assert "参考とします。" in refused.err


@pytest.mark.usefixtures("town")
def test_where_it_is_written_already_is_pointed_at(call: Call) -> None:
    decide(call, "o1", "-d", "記述済み", "--answer", "記述しています。", "--about", "hashi", "--quote", "橋を守る")

    record = shown(call, "o1")
    assert (record["about"], record["quote"]) == (["hashi"], "橋を守る")
    assert_refused(call("opinions", "decide", "o1", "--quote", "橋を直す"), 2)


@pytest.mark.usefixtures("town")
def test_the_same_opinion_shares_a_later_answer(call: Call) -> None:
    assert codes(call) == ["unexplained-change", "unanswered-opinion", "unanswered-opinion"]
    decide(call, *LINKED)

    record = shown(call, "o2")
    assert (record["disposition"], record["state"], record["labels"]) == ("反映", "反映済み", ["追加"])
    assert codes(call) == []


@pytest.mark.usefixtures("town")
def test_the_same_opinion_is_told_with_the_answer_it_shares(call: Call) -> None:
    decide(call, "o1", "-d", "参考", "--answer", "参考とします。")

    assert "対応・考え方：参考とします。（o1 と同じ）" in call("opinions", "show", "o2").out
    assert [row["disposition"] for row in listed(call)] == ["参考", "参考"]


@pytest.mark.usefixtures("town")
def test_a_repeated_disposition_follows_the_decision_it_repeats(call: Call) -> None:
    decide(call, "o1", "o2", "-d", "参考", "--answer", "参考とします。")
    decide(call, "o2", "--same-as", "o1")
    decide(call, "o1", "-d", "その他", "--answer", "別の担当に伝えます。")

    assert (shown(call, "o2")["disposition"], shown(call, "o2")["same_as"]) == ("その他", "o1")
    assert codes(call) == ["unexplained-change"]


@pytest.mark.usefixtures("town")
def test_an_opinion_decided_otherwise_is_not_the_same_any_more(call: Call) -> None:
    decide(call, "o1", "-d", "参考", "--answer", "参考とします。")
    told = decide(call, "o2", "-d", "その他", "--answer", "別の担当に伝えます。")

    assert shown(call, "o2")["same_as"] is None
    assert "同じ意見ではなくなりました" in told


@pytest.mark.usefixtures("town")
def test_what_its_speaker_took_back_needs_no_answer_and_is_counted_apart(call: Call) -> None:
    decide(call, *LINKED)
    decide(call, "o2", "-d", "取下げ")

    assert shown(call, "o2")["state"] == "取下げ"
    assert codes(call) == []
    counted = json.loads(call("opinions", "stats", "--by", "round", "--format", "json").out)
    assert (counted["total"]["opinions"], counted["total"]["withdrawn"]) == (1, 1)
    assert "意見 1件（ほかに取下げ 1件）" in call("check").out
    assert "取下げ（外数）" in call("opinions", "stats", "--by", "round").out


def listed(call: Call, *options: str) -> list[dict[str, Any]]:
    opinions: list[dict[str, Any]] = json.loads(call("opinions", "list", "--format", "json", *options).out)["opinions"]
    return opinions


def test_what_was_decided_since_a_meeting_is_listed(town: Path, call: Call) -> None:
    decide(call, "o1", "-d", "参考", "--answer", "参考とします。")
    replace_in(town / "opinions/kikitori/o1.yaml", "decided: ", "decided: 2023-08-31 # ")
    assert listed(call, "--changed-since", "1") == []

    decide(call, "o1", "-d", "その他", "--answer", "別の担当に伝えます。")
    assert [each["id"] for each in listed(call, "--changed-since", "1")] == ["o1"]
    assert listed(call, "--changed-since", "2999-01-01") == []
    out = call("opinions", "list", "--changed-since", "1").out
    assert "2023-09-01 から後に決めた対応" in out
    assert "参考" in out
    replace_in(town / "meetings/01.yaml", "date: 令和５年９月１日（金）\n", "")
    assert_refused(call("opinions", "list", "--changed-since", "1"), 2)


PAPERS = ("responses", "packet")


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.usefixtures("town")
def test_a_paper_prints_one_decision_for_both(kind: str, tmp_path: Path, call: Call) -> None:
    import docx  # noqa: PLC0415 - the reader of the paper, not of the program

    decide(call, *LINKED)
    file = tmp_path / "資料.docx"
    assert call("docx", kind, "-o", str(file)).code == 0
    cells = [[cell.text for cell in row.cells] for table in docx.Document(str(file)).tables for row in table.rows]
    first = next(row for row in cells if any("道を早く" in cell for cell in row[:4]))
    second = next(row for row in cells if any("道をもっと早く" in cell for cell in row[:4]))
    assert not any("（該当する修正なし）" in cell or "（未記入）" in cell for cell in second)
    assert "追加" in first[-1]
    assert "追加" in second[-1] or "〃" in second[-1]
