"""Which two drafts a command speaks of: one rule, and it is said; nothing of other drafts is hidden in silence."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from board_plan import lay
from cli_process import assert_refused

from conftest import Call


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return lay(tmp_path / "仕事")


def words_of(folder: Path) -> str:
    """Everything that stands in the Word files of a folder."""
    texts = (zipfile.ZipFile(file).read("word/document.xml").decode() for file in sorted(folder.glob("*.docx")))
    return "".join(re.sub("<[^>]+>", "", text) for text in texts)


def write(board: Path, name: str, text: str) -> None:
    (board / name).parent.mkdir(parents=True, exist_ok=True)
    (board / name).write_text(text, encoding="utf-8")


LAST = "素案（案）（２０２３．７） → 案、第４回策定委員会"
FIRST = "骨子（２０２３．５） → 素案（案）（２０２３．７）"
PAIRS = {
    (): LAST,
    ("--meeting", "4"): LAST,
    ("--meeting", "3"): f"{FIRST}、第３回策定委員会",
    ("--base", "骨子", "--revised", "素案"): f"{FIRST}、第１４回部会",
    ("--revised", "soan"): f"{FIRST}、第１４回部会",
    ("--base", "kosshi"): "骨子（２０２３．５） → 案",
}


@pytest.mark.parametrize("options", PAIRS)
def test_papers_pages_and_check_speak_of_the_same_pair(options: tuple[str, ...], board: Path, call: Call) -> None:
    named = [word for word in options if not word.startswith("--")]
    drafts = named if "--meeting" not in options else list(options)
    if options == ("--revised", "soan"):
        drafts = ["kosshi", "soan"]

    assert f"比べた版：{PAIRS[options]}\n" in call("docx", "changes", "-o", "資料", *options).err
    assert f"比べた版：{PAIRS[options]}\n" in call("site", "-o", "ページ", *options).err
    checked = call("check", *drafts)
    assert checked.out.splitlines()[0] == f"点検した版：{PAIRS[options]}"
    assert "修正 " in checked.out


def test_the_number_of_changes_is_the_same_wherever_it_is_told(board: Path, call: Call) -> None:
    for drafts in (("kosshi", "soan"), ("soan", "an")):
        changes = json.loads(call("diff", *drafts, "--format", "json").out)["changes"]
        assert json.loads(call("check", *drafts, "--format", "json").out)["summary"]["changes"] == len(changes)
    assert json.loads(call("check", "--all-drafts", "--format", "json").out)["summary"]["changes"] == 10


def test_a_plan_of_one_step_says_nothing_of_pairs(plan: Path, call: Call) -> None:
    assert "比べた版" not in call("docx", "changes", "-o", "資料").err
    assert "点検した版" not in call("check").out
    assert (
        call("check").out == call("check", "--all-drafts").out == call("check", "--meeting", "３").out.split("\n", 1)[1]
    )


def test_a_meeting_that_discusses_an_older_draft_is_not_taken_for_the_last_one(board: Path, call: Call) -> None:
    (board / "meetings/04.yaml").unlink()

    done = call("docx", "responses", "-o", "資料")

    assert "比べた版：素案（案）（２０２３．７） → 案\n" in done.err
    assert "策定委員会" not in words_of(Path("資料"))
    assert "部会" not in words_of(Path("資料"))


def test_errors_of_other_steps_are_told_in_one_line_and_seen_with_all_drafts(board: Path, call: Call) -> None:
    reasons = (board / "drafts/soan/reasons.yaml").read_text(encoding="utf-8")
    write(board, "drafts/soan/reasons.yaml", reasons.replace("- {node: minato, reason: 言葉を補う}\n", ""))
    told = "ほかの版の段階にも誤りが1件あります。--all-drafts で見られます"

    default, everything, older = (
        call("check", "--severity", "error"),
        call("check", "--all-drafts"),
        call("check", "骨子", "素案"),
    )

    assert told in default.out
    assert "unexplained-change" not in default.out
    assert default.code == 1
    assert "説明のない修正 0" in default.out
    for done in (everything, older):
        assert "誤り unexplained-change" in done.out
        assert told not in done.out
    assert call("check", "--only", "説明のない修正").code == 1
    assert call("check", "--only", "宿題").code == 0
    assert "ほかの版の段階にも誤り 1件" in call("docx", "changes", "--strict", "-o", "資料").err
    assert_refused(call("docx", "changes", "--strict", "--meeting", "3", "-o", "資料"), 3)


def test_what_is_accepted_for_another_step_is_not_accepted_in_vain(board: Path, call: Call) -> None:
    reasons = (board / "drafts/soan/reasons.yaml").read_text(encoding="utf-8")
    write(board, "drafts/soan/reasons.yaml", reasons.replace("- {node: minato, reason: 言葉を補う}\n", ""))
    settings = (board / "plan.yaml").read_text(encoding="utf-8")
    accepted = "checks: {accepted: [{code: unexplained-change, node: minato, reason: 口頭で説明した}]}\n"
    write(board, "plan.yaml", settings + accepted)

    for options in ((), ("--all-drafts",), ("kosshi", "soan")):
        assert "idle-acceptance" not in call("check", *options).out
    assert "ほかの版の段階" not in call("check").out


WRONG = {
    "both": (("check", "--all-drafts", "soan"), "一緒に使えません"),
    "a file": (("check", "soan", "新.docx"), "Wordファイル"),
    "a meeting without a plan": (("diff", "旧.docx", "新.docx", "--meeting", "3"), "--meeting"),
    "an unknown meeting": (("check", "--meeting", "9"), "第４回策定委員会（04）"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_pair_is_told(name: str, board: Path, call: Call) -> None:
    arguments, words = WRONG[name]

    done = call(*arguments)

    assert_refused(done, 2)
    assert words in done.err


class TestOpinionsOfThePaper:
    def test_an_opinion_on_what_is_gone_keeps_its_place(self, board: Path, call: Call) -> None:
        call("docx", "意見対応表", "-o", "資料")

        assert "しごと（「朝市を続ける」は素案（案）で削除）" in words_of(Path("資料"))
        assert "（全般）" not in words_of(Path("資料"))
        assert "項目：asaichi（素案（案）で削除）" in call("opinions", "show", "7f3k").out
        assert "asaichi（素案（案）で削除）" in call("opinions", "list").out
        assert "素案（案）で削除。" in call("show", "asaichi").err

    def test_an_opinion_may_quote_what_is_gone(self, board: Path, call: Call) -> None:
        done = call("add-opinion", "戻して", "--about", "asaichi", "--quote", "朝市を続ける")
        other = call("add-opinion", "戻して", "--about", "asaichi", "--quote", "朝市をやめる")

        assert done.code == 0
        assert "quote-not-found" not in call("check").out
        assert_refused(other, 2)

    def test_what_the_last_draft_deleted_is_said_where_it_was_spoken_of(self, board: Path, call: Call) -> None:
        write(board, "drafts/an/02-kurashi.yaml", "id: kurashi\nnumber: '2'\ntitle: くらし\nrole: 章\n")

        call("docx", "意見対応表", "-o", "資料")

        assert "くらし（「医療を守る」は案で削除）" in words_of(Path("資料"))

    @pytest.mark.parametrize("has_meetings", [True, False])
    def test_no_meeting_file_is_needed(self, has_meetings: bool, board: Path, call: Call) -> None:
        for meeting in () if has_meetings else (board / "meetings").iterdir():
            meeting.unlink()

        call("docx", "意見対応表", "-o", "資料")

        for text in ("朝市を戻してほしい", "医療が心配だ", "港を活かしたい"):
            assert text in words_of(Path("資料"))
        assert "素案（案）（２０２３．７）に対する意見と対応" in words_of(Path("資料"))

    def test_opinions_on_the_last_draft_are_shown_where_nobody_spoke_of_the_one_before(
        self, board: Path, call: Call
    ) -> None:
        for heard in (board / "rounds").iterdir():
            heard.write_text(heard.read_text(encoding="utf-8").replace("draft: soan", "draft: an"), encoding="utf-8")

        call("docx", "意見対応表", "-o", "資料")

        assert "医療が心配だ" in words_of(Path("資料"))
        assert "案に対する意見と対応" in words_of(Path("資料"))
        assert "素案（案）（２０２３．７）に対する" not in words_of(Path("資料"))

    def test_opinions_that_are_in_no_paper_are_counted(self, board: Path, call: Call) -> None:
        path = board / "rounds/2023-iinkai.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("draft: soan", "draft: an"), encoding="utf-8")

        done = call("docx", "意見対応表", "-o", "資料")

        assert "朝市を戻してほしい" not in words_of(Path("資料"))
        assert "意見対応表には、ほかの機会の意見1件（第３回委員会）は載りません" in done.err

    def test_no_opinions_are_said_of_the_draft(self, board: Path, call: Call) -> None:
        call("docx", "意見対応表", "--meeting", "3", "-o", "資料")

        assert "骨子（２０２３．５）に対する意見はありません。" in words_of(Path("資料"))


ALTERNATIVE = (
    "id: kurashi\nnumber: '2'\ntitle: くらし\nrole: 章\nchildren:\n"
    "  - {id: iryo, kind: item, text: 医療と介護を守る, alternatives: [{text: 医療を保つ}]}\n"
    "  - {id: iryo-kpi, kind: kpi, name: 医師の数, unit: 人, baseline: {year: 2023, value: 9}, target: {year: 2028, value: 10}}\n"
)
GATES = {
    "undecided": (
        "opinions/2023-kikitori/x.yaml",
        "text: まだ決めていない\n",
        "opinions/2023-kikitori/x.yaml:1",
        "未対応の意見",
    ),
    "no answer": (
        "opinions/2023-kikitori/x.yaml",
        "text: 答えがない\ndisposition: 反映困難\n",
        "opinions/2023-kikitori/x.yaml:1",
        "考え方の未記入",
    ),
    "an alternative": (
        "drafts/an/02-kurashi.yaml",
        ALTERNATIVE,
        "drafts/an/02-kurashi.yaml:6",
        "決まっていない別案",
    ),
    "personal data": (
        "opinions/2023-kikitori/x.yaml",
        "text: 電話は 017-722-1111 です\ndisposition: 参考\nanswer: 参考とします。\n",
        "opinions/2023-kikitori/x.yaml:1",
        "個人情報",
    ),
}


class TestPublicGate:
    @pytest.fixture
    def board(self, board: Path) -> Path:
        """A plan with nothing that must not be published."""
        path = board / "opinions/2024-bukyoku/2024-bukyoku-9m1z.yaml"
        path.write_text(
            path.read_text(encoding="utf-8") + "disposition: 参考\nanswer: 参考とします。\n", encoding="utf-8"
        )
        return board

    @pytest.mark.parametrize("made", [("docx", "all"), ("docx", "意見対応表"), ("site",), ("site", "--single-file")])
    @pytest.mark.parametrize("gate", GATES)
    def test_what_must_not_be_published_refuses_with_its_place(
        self, gate: str, made: tuple[str, ...], board: Path, call: Call
    ) -> None:
        name, text, place, kind = GATES[gate]
        assert call(*made, "--edition", "公表用", "--strict", "-o", "前").code == 0
        write(board, name, text)

        done = call(*made, "--edition", "公表用", "--strict", "-o", "公表")

        assert_refused(done, 3)
        assert f"plan-data/{place}: {kind}：" in done.err
        assert "dxplan check --edition 公表用" in done.err
        assert not Path("公表").exists()

    def test_all_places_are_listed_and_without_strict_the_papers_are_made(self, board: Path, call: Call) -> None:
        for name, text, *_ in GATES.values():
            write(board, name, text)
        write(board, "opinions/2023-kikitori/y.yaml", GATES["undecided"][1])

        refused = call("docx", "responses", "--edition", "公表用", "--strict", "-o", "公表")
        made = call("docx", "responses", "--edition", "公表用", "-o", "公表")

        assert "誤りが3件" in refused.err
        assert refused.err.count("plan-data/") == 3
        assert made.code == 0
        assert "誤り 3" in made.err
        assert call("docx", "responses", "--strict", "-o", "委員会").code == 0
