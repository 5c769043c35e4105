"""`dxplan draft`, and the names a draft goes by: id, ``id@git-revision``, a folder, a .docx."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from cli_process import assert_refused, digest, environment, replace_in

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run

SHUSEI = "drafts/shusei/05-fields.yaml"
IT = "県内のIT事業者の強化"


def git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=事務局", "-c", "user.email=office@example.jp", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *author, *arguments], cwd=folder, env=environment(), check=True, capture_output=True)


def diff(run: Run, *drafts: str) -> dict[str, object]:
    done = run("diff", *drafts, "--format", "json")
    assert done.code == 0, done.err
    record: dict[str, object] = json.loads(done.out)
    return record


def test_a_new_draft_is_a_copy_and_the_next_to_compare(plan: Path, run: Run) -> None:
    done = run("draft", "new", "an", "--label", "案", "--stage", "案", "--date", "２０２３．１２")

    assert done.code == 0
    assert done.err.splitlines() == [
        (
            "未対応の意見 17件は残ります。次の会議の資料に【継続】として出ます："
            "2023-kikitori-07、2023-kikitori-08、2023-kikitori-09、2023-kikitori-10、2023-kikitori-11 ほか"
        ),
        "決まっていない別案 1か所はそのまま写しました。採るか採らないかを決めてください：vision-omoi-1",
    ]
    for name in ("01-vision", "05-fields"):
        assert (plan / f"drafts/an/{name}.yaml").read_bytes() == (plan / f"drafts/shusei/{name}.yaml").read_bytes()
    assert done.out.splitlines()[-1] == "plan-data/plan.yaml"
    assert "drafts: [soan, shusei, an]" in (plan / "plan.yaml").read_text(encoding="utf-8")
    record = diff(run)
    assert (record["base"], record["revised"]) == (
        {"id": "shusei", "label": "事務局修正案"},
        {"id": "an", "label": "案"},
    )
    assert record["changes"] == []
    listed = json.loads(run("draft", "list", "--format", "json").out)["drafts"][-1]
    assert (listed["stage"], listed["date"], listed["based_on"], listed["frozen"]) == (
        "案",
        "２０２３．１２",
        "shusei",
        None,
    )


def test_a_new_draft_tells_what_was_promised_and_not_done(plan: Path, run: Run) -> None:
    run("opinions", "decide", "2023-kikitori-07", "--link", "修正:norin-policy-1")
    run("opinions", "decide", "2023-kikitori-08", "-d", "実施段階検討", "--answer", "実施の段階で検討します")

    told = run("draft", "new", "an", "--label", "案").err.splitlines()

    assert [each.partition("件")[0] for each in told[:3]] == [
        "未対応の意見 15", "後で取り上げると答えた意見 1", "反映すると答えて、まだ反映していない意見 1",
    ]  # fmt: skip


def test_a_new_draft_may_begin_from_an_older_one(plan: Path, run: Run) -> None:
    run("draft", "new", "betsu", "--label", "別の案", "--from", "soan")

    assert diff(run)["base"] == {"id": "soan", "label": "素案（案）"}


def test_two_rounds_of_revision_are_compared_across(plan: Path, run: Run) -> None:
    run("draft", "new", "an", "--label", "案")
    replace_in(plan / "drafts/an/05-fields.yaml", IT, "県内のデジタル関連事業者の育成")

    across = json.loads(run("diff", "soan", "an", "--format", "json").out)
    change = next(each for each in across["changes"] if each["node"] == "shoko-policy-it")
    assert (change["before"], change["after"]) == (None, "県内のデジタル関連事業者の育成")
    assert change["marks"][0]["opinions"] == ["2023-kikitori-02"]


REFUSED = {
    "id in use": ("shusei", "--label", "案"),
    "no id": ("案", "--label", "案"),
    "a path": ("../an", "--label", "案"),
    "hidden": (".an", "--label", "案"),
    "no label": ("an",),
    "empty label": ("an", "--label", ""),
    "blank label": ("an", "--label", "　"),
    "blank stage": ("an", "--label", "案", "--stage", " "),
    "blank date": ("an", "--label", "案", "--date", ""),
    "unknown base": ("an", "--label", "案", "--from", "nai"),
    "base out of git": ("an", "--label", "案", "--from", "shusei@HEAD"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_draft_writes_nothing(name: str, plan: Path, call: Call) -> None:
    before = digest(plan)

    assert_refused(call("draft", "new", *REFUSED[name]), 2)
    assert digest(plan) == before


def test_a_folder_left_over_is_not_written_into(plan: Path, call: Call) -> None:
    (plan / "drafts/an").mkdir()
    before = digest(plan)

    assert_refused(call("draft", "new", "an", "--label", "案"), 2)
    assert digest(plan) == before


def test_freezing_writes_the_digest_once(plan: Path, run: Run) -> None:
    first = run("draft", "freeze", "shusei")
    assert first.code == 0
    assert "確定しました" in first.out
    before = digest(plan)

    second = run("draft", "freeze", "shusei")

    assert (second.code, digest(plan)) == (0, before)
    assert "すでに確定しています" in second.out
    assert json.loads(run("draft", "list", "--format", "json").out)["drafts"][1]["frozen"] is not None
    assert run("check", "--only", "frozen-draft-changed").code == 0


def test_a_change_after_freezing_is_found_and_not_frozen_over(plan: Path, run: Run) -> None:
    run("draft", "freeze", "shusei")
    replace_in(plan / SHUSEI, IT, f"{IT}と育成")
    before = digest(plan)

    found = run("check", "--only", "frozen-draft-changed", "--format", "json")
    assert found.code == 1
    finding = json.loads(found.out)["findings"][0]
    assert (finding["severity"], finding["file"]) == ("error", "drafts/shusei/draft.yaml")

    assert_refused(run("draft", "freeze", "shusei"), 2)
    assert digest(plan) == before
    assert run("draft", "list").out.count("確定") == 1


def test_what_is_no_change_of_wording_leaves_a_frozen_draft_frozen(plan: Path, run: Run) -> None:
    run("draft", "freeze", "shusei")
    file = plan / SHUSEI
    file.write_text("# 事務局のメモ\n" + file.read_text(encoding="utf-8"), encoding="utf-8")

    assert run("check", "--only", "frozen-draft-changed").code == 0


def test_an_unknown_draft_is_not_frozen(plan: Path, call: Call) -> None:
    assert_refused(call("draft", "freeze", "an"), 2)


@pytest.mark.git
def test_a_draft_as_it_was_in_git(plan: Path, run: Run) -> None:
    git(plan.parent, "init")
    git(plan.parent, "add", ".")
    git(plan.parent, "commit", "-m", "素案")
    git(plan.parent, "tag", "最初")
    replace_in(plan / SHUSEI, IT, f"{IT}と育成")

    for revision in ("HEAD", "最初", "main"):
        record = diff(run, f"shusei@{revision}", "shusei")
        assert record["base"] == {"id": f"shusei@{revision}", "label": "事務局修正案"}
        assert [(each["before"], each["after"]) for each in record["changes"]] == [(IT, f"{IT}と育成")]  # type: ignore[attr-defined, index]
    assert f"{IT}  shoko-policy-it" in run("show", "--draft", "shusei@HEAD").out


@pytest.mark.git
@pytest.mark.parametrize("revision", ["nai", "--output=/tmp/x", "-x", "HEAD~9"])
def test_a_revision_that_git_does_not_know(revision: str, plan: Path, run: Run) -> None:
    git(plan.parent, "init")
    git(plan.parent, "add", ".")
    git(plan.parent, "commit", "-m", "素案")

    done = run("diff", f"shusei@{revision}", "shusei")

    assert (done.code, done.out) == (2, "")
    assert revision in done.err


def test_without_a_repository_the_message_says_so(plan: Path, call: Call) -> None:
    done = call("diff", "shusei@HEAD", "shusei")

    assert_refused(done, 2)
    assert "git" in done.err


def test_a_draft_in_a_folder_anywhere(plan: Path, run: Run, tmp_path: Path) -> None:
    received = tmp_path / "受領" / "shusei"
    shutil.copytree(plan / "drafts/shusei", received)
    replace_in(received / "05-fields.yaml", IT, f"{IT}と育成")

    record = diff(run, "shusei", str(received))
    assert [each["after"] for each in record["changes"]] == [f"{IT}と育成"]  # type: ignore[attr-defined, index]


def test_a_broken_draft_in_a_folder_names_its_own_file(plan: Path, call: Call, tmp_path: Path) -> None:
    received = tmp_path / "受領" / "shusei"
    shutil.copytree(plan / "drafts/shusei", received)
    replace_in(received / "05-fields.yaml", "kind: item", "kind: itme")

    done = call("diff", "shusei", str(received))

    assert done.code == 3
    assert "受領/shusei/05-fields.yaml:" in done.err


@pytest.mark.parametrize("name", ["委員修正.docx", "/なし/X.DOCX"])
def test_a_word_file_that_is_not_there_is_told(name: str, plan: Path, call: Call) -> None:
    done = call("diff", name, "shusei")

    assert_refused(done, 2)
    assert f"ファイル {name} がありません" in done.err


@pytest.mark.parametrize(
    "drafts", [("nai",), ("soan", "nai"), ("shuse", "shusei"), ("soan@", "shusei"), ("@HEAD", "shusei")]
)
def test_an_unknown_draft_is_told_with_those_there_are(drafts: tuple[str, ...], plan: Path, call: Call) -> None:
    done = call("diff", *drafts)

    assert_refused(done, 2)
    assert "素案（案）（soan）、事務局修正案（shusei）" in done.err


def test_a_plan_without_drafts(plan: Path, call: Call) -> None:
    replace_in(plan / "plan.yaml", "[soan, shusei]", "[]")

    for command in (("diff",), ("show",), ("draft", "new", "an", "--label", "案"), ("docx",)):
        assert_refused(call(*command), 2)
    assert call("draft", "list").code == 0
    assert call("opinions", "list").code == 0
