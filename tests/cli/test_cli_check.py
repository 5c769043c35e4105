"""`dxplan check` as a gate: what is shown and counted, what is accepted, and the public edition."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from cli_process import assert_refused, digest, replace_in

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run

FIRST = "opinions/2023-kikitori/2023-kikitori-01.yaml"
FIELDS = "drafts/shusei/05-fields.yaml"
MEETING = "meetings/03.yaml"
MEMBERS = "members:\n  - {name: 山田 太郎, title: 会長}\n  - {name: 髙橋　花子}\n"
INTERNAL = "\ninternal: {member: 野々村委員, contact: LINEの taro-55, heard_by: 係長の笹川}\n"


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def accept(plan: Path, *entries: str) -> None:
    replace_in(plan / "plan.yaml", "accepted: []", "accepted:\n" + "".join(f"    - {{{each}}}\n" for each in entries))


@pytest.fixture
def named_plan(plan: Path) -> Path:
    """The shipped plan with members and something internal, neither of it in a text to be published."""
    append(plan / MEETING, MEMBERS)
    append(plan / FIRST, INTERNAL)
    return plan


def findings(call: Call, *options: str) -> list[dict[str, str]]:
    return json.loads(call("check", "--format", "json", *options).out)["findings"]


class TestShownAndCounted:
    @pytest.mark.parametrize(
        ("options", "count", "code"),
        [
            ((), "34件（誤り 1　注意 20　確認 13）", 1),
            (("--severity", "warning"), "21件（誤り 1　注意 20　確認 0）", 1),
            (("--severity", "error"), "1件（誤り 1　注意 0　確認 0）", 1),
            (("--only", "todo-open"), "1件（誤り 0　注意 0　確認 1）", 1),
            (("--only", "todo-open", "--only", "kpi-unset"), "13件（誤り 0　注意 0　確認 13）", 1),
            (("--only", "todo-open", "--severity", "warning"), "はありません", 0),
            (("--only", "unfulfilled-opinion"), "はありません", 0),
            (("--edition", "公表用"), "51件（誤り 36　注意 2　確認 13）", 1),
        ],
    )
    def test_the_exit_code_is_that_of_what_is_shown(
        self, options: tuple[str, ...], count: str, code: int, read: Run
    ) -> None:
        done = read("check", *options)
        lines = done.out.splitlines()
        assert done.code == code
        assert lines[:2] == [
            "意見 40件　修正 36か所　印 38　説明のない修正 0",
            "果たされていない約束 0　対応の決まっていない意見 17　認めた指摘 0"
            + ("　データの個人情報 0" if "--edition" in options else ""),
        ]
        assert lines[2].removeprefix("指摘").strip() == count

    @pytest.mark.parametrize(("edition", "personal"), [("committee", None), ("委員会用", None), ("public", 0)])
    def test_the_summary_counts_what_is_not_shown_as_well(self, edition: str, personal: int | None, read: Run) -> None:
        done = read("check", "--format", "json", "--only", "todo-open", "--edition", edition)
        assert json.loads(done.out)["summary"] == {
            "opinions": 40, "withdrawn": 0, "entries": 40, "changes": 36, "marks": 38, "unexplained": 0, "unfulfilled": 0, "undecided": 17,
            "accepted": 0, "personal": personal, "papers": None, "elsewhere": 0, "not_asked": 0,
        }  # fmt: skip


class TestAccepted:
    def test_what_is_accepted_with_a_reason_is_counted_and_not_told(self, plan: Path, call: Call) -> None:
        accept(
            plan,
            "code: wrong-consequence, node: kiban-remote, reason: もとの資料のまま",
            "code: kpi-unset, reason: 別に定める",
        )
        done = call("check")
        assert "認めた指摘 13" in done.out
        assert "指摘 22件（誤り 0　注意 20　確認 2）" in done.out

    def test_an_acceptance_of_nothing_is_told_with_its_line(self, plan: Path, call: Call) -> None:
        accept(plan, "code: todo-open, node: shoko, reason: 済んだ", "code: todo-open, reason: 公表後に更新")
        (idle,) = findings(call, "--only", "idle-setting")
        assert (idle["file"], idle["node"], idle["severity"]) == ("plan.yaml", "shoko", "warning")
        assert idle["excerpt"] == "- {code: todo-open, node: shoko, reason: 済んだ}"

    def test_an_acceptance_for_the_public_is_not_idle_for_the_committee(self, plan: Path, call: Call) -> None:
        accept(plan, "code: personal-data, node: shoko, reason: 県の公表している番号")
        assert findings(call, "--only", "idle-setting") == []
        assert len(findings(call, "--only", "idle-setting", "--edition", "public")) == 1

    @pytest.mark.parametrize(
        ("entry", "told"),
        [
            ("code: todo-opne, reason: 公表後に更新", "「todo-open」のことですか"),
            ("code: todo-open", "「reason」（認める理由）がありません"),
            ('code: todo-open, reason: " "', "「reason」が空です"),
        ],
    )
    def test_an_acceptance_needs_a_known_rule_and_a_reason(self, entry: str, told: str, plan: Path, call: Call) -> None:
        accept(plan, entry)
        done = call("check")
        assert_refused(done, 3)
        assert told in done.err
        assert "plan-data/plan.yaml:19" in done.err
        assert f"| - {{{entry}}}" in done.err


class TestPublicEdition:
    def test_names_and_numbers_in_what_is_published_are_errors(self, named_plan: Path, call: Call) -> None:
        replace_in(
            named_plan / FIELDS,
            "県内のIT事業者の強化",
            "県内のIT事業者の強化（山田太郎委員、０１７－７００－１２３４）",
        )
        replace_in(named_plan / FIRST, "中小企業の", "髙橋さんの、taro@example.jp に届いた、中小企業の")

        assert findings(call, "--severity", "error") == findings(call, "--severity", "error", "--edition", "委員会用")
        found = findings(call, "--edition", "public", "--only", "personal-data")
        assert [(each["node"] or each["opinion"], each["severity"]) for each in found] == [
            ("shoko-policy-it", "error"),
            ("shoko-policy-it", "error"),
            ("2023-kikitori-01", "error"),
            ("2023-kikitori-01", "error"),
        ]
        told = "".join(each["message"] for each in found)
        for words in ("「山田太郎」", "「０１７－７００－１２３４」", "「髙橋さん」", "「taro@example.jp」"):
            assert words in told

    def test_papers_for_the_public_are_refused_with_strict_and_those_for_the_committee_are_not(
        self, named_plan: Path, call: Call
    ) -> None:
        accept(
            named_plan,
            "code: reconstructed-wording, reason: 推定と断って公表する",
            "code: wrong-consequence, reason: もとの資料のまま",
        )
        replace_in(named_plan / FIELDS, "県内のIT事業者の強化", "県内のIT事業者の強化（017-700-1234）")

        assert call("docx", "clean", "--strict", "-o", "内部").code == 0
        assert_refused(call("docx", "clean", "--strict", "-o", "公表", "--edition", "public"), 3)
        assert not (named_plan.parent / "公表").exists()
        done = call("docx", "clean", "-o", "公表", "--edition", "public")
        assert done.err.rstrip().endswith("詳しくは dxplan check --edition 公表用")

    def test_inferred_words_stop_papers_for_the_public_until_they_are_accepted(self, plan: Path, call: Call) -> None:
        accept(plan, "code: wrong-consequence, reason: もとの資料のまま")
        found = findings(call, "--edition", "public", "--severity", "error", "--only", "reconstructed-wording")
        assert [each["code"] for each in found] == ["reconstructed-wording"] * 17
        assert {each["file"].partition("/0")[0] for each in found} == {"drafts/soan"}
        assert findings(call, "--severity", "error") == []
        assert call("docx", "comparison", "--strict", "-o", "内部").code == 0
        assert_refused(call("docx", "comparison", "--strict", "-o", "公表", "--edition", "public"), 3)
        assert not (plan.parent / "公表").exists()

        said = "推定と断って公表する"
        undecided = "\n".join(
            f"    - {{code: {code}, reason: 次の会議で決める}}" for code in ("unanswered-opinion", "open-alternative")
        )
        replace_in(
            plan / "plan.yaml",
            "もとの資料のまま}\n",
            f"もとの資料のまま}}\n    - {{code: reconstructed-wording, reason: {said}}}\n{undecided}\n",
        )
        assert call("docx", "comparison", "--strict", "-o", "公表", "--edition", "public").code == 0

    @pytest.mark.parametrize("options", [("--only", "personal-data"), ("--papers", "資料")])
    def test_what_only_the_public_edition_does_is_not_skipped_silently(
        self, options: tuple[str, ...], plan: Path, call: Call
    ) -> None:
        (plan.parent / "資料").mkdir()
        done = call("check", *options)
        assert_refused(done, 2)
        assert "--edition 公表用" in done.err

    def test_an_unknown_edition_is_refused(self, plan: Path, call: Call) -> None:
        assert_refused(call("check", "--edition", "市民用"), 2)


class TestFinishedFiles:
    @pytest.fixture
    def papers(self, named_plan: Path, call: Call) -> Path:
        assert call("docx", "all", "-o", "公表", "--edition", "公表用").code == 0
        return named_plan.parent / "公表"

    def found(self, call: Call) -> list[tuple[str, str]]:
        found = findings(call, "--edition", "public", "--only", "personal-data", "--papers", "公表")
        return [(each["file"], each["message"]) for each in found]

    def test_public_papers_have_nothing_to_tell_though_the_agenda_lists_the_members(
        self, papers: Path, call: Call
    ) -> None:
        before = digest(papers)
        done = call("check", "--edition", "公表用", "--papers", "公表", "--only", "personal-data")
        assert (done.code, done.out.splitlines()[1:]) == (
            0,
            [
                "果たされていない約束 0　対応の決まっていない意見 17　認めた指摘 0　データの個人情報 0　見たファイル 7",
                "指摘はありません",
            ],
        )
        assert digest(papers) == before

    def test_papers_of_the_committee_among_them_are_found(self, papers: Path, call: Call) -> None:
        call("docx", "responses", "-o", "公表", "--edition", "委員会用")
        file = "公表/資料５_意見対応表_委員会用_事務局修正案.docx"
        told = dict.fromkeys(name for name, _ in self.found(call))
        assert list(told) == [file]
        words = "".join(message for _, message in self.found(call))
        assert "氏名があります：「野々村委員」" in words
        assert "係長の笹川" in words

    def test_an_author_who_is_a_person_is_found(self, papers: Path, call: Call) -> None:
        path = papers / "次第_公表用_事務局修正案.docx"
        rewrite(path, "docProps/core.xml", "青森県ＤＸ推進プラン策定委員会事務局", "山田")
        assert self.found(call) == [
            ("公表/次第_公表用_事務局修正案.docx", "作成者に名前があります：「山田」"),
            ("公表/次第_公表用_事務局修正案.docx", "最終更新者に名前があります：「山田」"),
        ]

    def test_a_finding_in_a_file_is_told_with_the_file_the_place_and_the_words(self, papers: Path, call: Call) -> None:
        (papers / "一覧.csv").write_text("No.,意見\n1,詳しくは山田さん（017-700-1234）へ\n", encoding="cp932")
        done = call("check", "--edition", "public", "--papers", "公表", "--only", "personal-data")
        assert done.code == 1
        assert "\n誤り personal-data（個人情報）  公表/一覧.csv:2\n" in done.out
        assert "  2行目に氏名があります：「山田さん」\n    | 1,詳しくは山田さん（017-700-1234）へ\n" in done.out
        assert "  2行目に電話番号があります：「017-700-1234」\n" in done.out

    def test_what_the_plan_accepts_and_where_the_meeting_is_may_stand_in_papers(
        self, named_plan: Path, call: Call
    ) -> None:
        accept(named_plan, "code: personal-data, node: shoko-policy-it, reason: 県の公表している番号")
        replace_in(named_plan / FIELDS, "県内のIT事業者の強化", "県内のIT事業者の強化（017-700-1234）")
        replace_in(named_plan / MEETING, "venue: null", "venue: 県庁（青森県青森市長島一丁目1-1）")
        call("docx", "all", "-o", "公表", "--edition", "public")
        assert self.found(call) == []

    def test_internal_words_are_found_in_parts_no_reader_shows(self, papers: Path, call: Call) -> None:
        path = papers / "次第_公表用_事務局修正案.docx"
        rewrite(path, "word/settings.xml", "</w:settings>", "<w:x>係長の笹川</w:x></w:settings>")
        assert self.found(call) == [
            (
                "公表/次第_公表用_事務局修正案.docx",
                "部品 word/settings.xml に内部情報（internal）があります：「係長の笹川」",
            )
        ]

    def test_a_file_nobody_can_look_into_is_told(self, papers: Path, call: Call) -> None:
        (papers / "公表.pdf").write_bytes(b"%PDF-1.7")
        shutil.copy(papers / "次第_公表用_事務局修正案.docx", papers / "~$次第.docx")
        found = findings(call, "--edition", "public", "--papers", "公表", "--only", "personal-data")
        assert [(each["file"], each["severity"]) for each in found] == [("公表/公表.pdf", "warning")]

    def test_a_damaged_file_is_refused_by_its_name(self, papers: Path, call: Call) -> None:
        (papers / "壊れた.docx").write_bytes(b"PK\x03\x04")
        done = call("check", "--edition", "public", "--papers", "公表")
        assert_refused(done, 3)
        assert "公表/壊れた.docx" in done.err

    @pytest.mark.parametrize("folder", ["ない", "空"])
    def test_no_folder_or_nothing_in_it_is_refused(self, folder: str, plan: Path, call: Call) -> None:
        (plan.parent / "空").mkdir()
        assert_refused(call("check", "--edition", "public", "--papers", folder), 2)


def rewrite(path: Path, part: str, old: str, new: str) -> None:
    """Change a part of a Word file."""
    with zipfile.ZipFile(path) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    assert old.encode() in entries[part]
    entries[part] = entries[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as packed:
        for name, blob in entries.items():
            packed.writestr(name, blob)
