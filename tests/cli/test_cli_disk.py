"""A disk that is full, read-only or locked: said in words, the old content intact, nothing left behind.

The tests may run as an administrator, whom no file rights stop: the refusals of
the system are put in its place.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import PLAN_DATA, assert_refused, digest, environment
from filelock import FileLock

from dxplan_cli.store.journal import Write, record

if TYPE_CHECKING:
    from conftest import Call, Run

WRITERS = {
    "add-opinion": ("add-opinion", "意見", "--outcome", "追加", "--after", "shoko-policy", "--text", "y"),
    "add-opinion alone": ("add-opinion", "意見"),
    "decide": ("opinions", "decide", "2023-kikitori-07", "-d", "参考", "--answer", "a"),
    "draft new": ("draft", "new", "an", "--label", "案"),
    "draft freeze": ("draft", "freeze", "shusei"),
    "schema": ("schema", "--write"),
    "init": ("init", "新計画"),
    "import": ("import", str(PLAN_DATA / "README.md"), "--as", "an", "--match", "soan"),
    "docx": ("docx", "packet", "-o", "out"),
    "export": ("opinions", "export", "-o", "a.csv"),
}
REFUSALS = {
    "ENOSPC": (errno.ENOSPC, "ディスクがいっぱい"),
    "EACCES": (errno.EACCES, "書けません（権限がないか、ほかのソフトが開いています）"),
    "EROFS": (errno.EROFS, "書き込みできない場所"),
}


def refusing(number: int) -> Any:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def temporary_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix == ".tmp"]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_disk_that_refuses_at_the_first_byte(
    name: str, refusal: str, plan: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, words = REFUSALS[refusal]
    before = digest(plan)
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", refusing(number))
        done = call(*WRITERS[name])

    assert_refused(done, 3)
    assert words in done.err
    assert digest(plan) == before
    assert not temporary_files(plan.parent)


@pytest.mark.parametrize("name", WRITERS)
def test_a_name_that_cannot_be_taken(name: str, plan: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(plan)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refusing(errno.EACCES))
        patched.setattr("os.link", refusing(errno.EPERM))
        done = call(*WRITERS[name])

    assert done.code == 3
    assert "書けません" in done.err
    assert not temporary_files(plan.parent)
    assert digest(plan) == before


def test_a_draft_already_written_is_taken_back_when_the_opinion_cannot_be(
    plan: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(plan)
    real = os.fsync
    calls = iter(range(99))

    def second_refused(handle: int) -> None:
        if next(calls) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", second_refused)
        done = call(*WRITERS["add-opinion"])

    assert_refused(done, 3)
    assert digest(plan) == before


@pytest.mark.parametrize("moment", range(4))
def test_a_draft_already_written_is_taken_back_when_the_clerk_interrupts(
    moment: int, plan: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(plan)
    real = os.fsync
    calls = iter(range(99))

    def interrupted(handle: int) -> None:
        if next(calls) == moment:
            raise KeyboardInterrupt
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", interrupted)
        done = call(*WRITERS["add-opinion"])

    assert done.code == 130
    assert digest(plan) == before
    assert not temporary_files(plan)


def test_a_write_a_killed_process_began_is_finished_and_told(plan: Path, call: Call) -> None:
    opinion, chapter = "opinions/2023-kikitori/2023-kikitori-07.yaml", "drafts/shusei/01-vision.yaml"
    old = {name: (plan / name).read_bytes() for name in (opinion, chapter)}
    (plan / ".dxplan/aside").mkdir(parents=True)
    record(plan / ".dxplan", [Write(name, content, content + "# 足す\n".encode()) for name, content in old.items()])

    for reading in (("check",), ("docx", "packet", "-o", "out")):
        assert call(*reading).err.startswith(f"注意: 書き込みが途中で止まっています（{opinion}、{chapter}）")
    told = call(*WRITERS["decide"])
    assert_refused(told, 3)
    assert f"いま終えました（{opinion}、{chapter}）" in told.err
    assert all((plan / name).read_bytes() == content + "# 足す\n".encode() for name, content in old.items())
    assert "注意" not in call("check").err
    assert call(*WRITERS["decide"]).code == 0


def test_settings_of_the_clerks_own_editor_stay(plan: Path, call: Call) -> None:
    settings = plan / ".vscode/settings.json"
    settings.parent.mkdir(exist_ok=True)
    own = {"editor.fontSize": 18, "editor.wordWrap": "off", "yaml.schemas": {"own.json": "own.yaml"}}
    settings.write_text(json.dumps(own), encoding="utf-8")
    assert call(*WRITERS["schema"]).code == 0
    found = json.loads(settings.read_text(encoding="utf-8"))
    schemas = found.pop("yaml.schemas")
    assert schemas.items() > own.pop("yaml.schemas").items()  # type: ignore[attr-defined]
    assert found.items() > own.items()

    for text in ('{"a": 1} // 私の設定', "[]", '{"yaml.schemas": 1}'):
        settings.write_text(text, encoding="utf-8")
        before = digest(plan)
        assert_refused(call(*WRITERS["schema"]), 3)
        assert digest(plan) == before


@pytest.mark.parametrize("name", ["draft new", "init"])
def test_many_new_files_are_all_taken_back(name: str, plan: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(plan.parent)
    real = os.fsync
    for failing in (3, 6, 9):
        calls = iter(range(99))

        def later_refused(handle: int, calls: Any = calls, failing: int = failing) -> None:
            if next(calls) == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(handle)

        with monkeypatch.context() as patched:
            patched.setattr("os.fsync", later_refused)
            assert_refused(call(*WRITERS[name]), 3)
        assert digest(plan.parent) == before

    assert call(*WRITERS[name]).code == 0


def test_a_draft_that_cannot_be_listed_is_not_left_behind(
    plan: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(plan)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refusing(errno.EACCES))
        assert_refused(call(*WRITERS["draft new"]), 3)

    assert digest(plan) == before
    assert call(*WRITERS["draft new"]).code == 0


def test_a_file_where_the_output_folder_should_be(plan: Path, call: Call) -> None:
    (plan.parent / "out").write_text("大事なファイル", encoding="utf-8")

    for kind in ("all", "packet"):
        assert_refused(call("docx", kind, "-o", "out"), 3)
        assert_refused(call("docx", kind, "-o", "out/下"), 3)
    assert (plan.parent / "out").read_text(encoding="utf-8") == "大事なファイル"


@pytest.mark.parametrize(
    "call_", [("diff",), ("opinions", "list"), ("check", "--format", "json"), ("--help",), ("diff", "--help")]
)
def test_output_onto_a_full_disk(call_: tuple[str, ...], plan: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "dxplan_cli", *call_], cwd=plan.parent, env=environment(),
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 3
    assert done.stderr.startswith("エラー: ")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", ["1", "2"])
@pytest.mark.parametrize(
    ("call_", "code"), [("diff", 0), ("--help", 0), ("diff nai", 2), ("draft list --format json", 0)]
)
def test_streams_closed_from_the_beginning(closed: str, call_: str, code: int, plan: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m dxplan_cli {call_} {closed}>&-', sys.executable], cwd=plan.parent, env=environment(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_two_clerks_at_once_lose_nothing(plan: Path, run: Run) -> None:
    codes: list[int] = []

    def add(number: int) -> None:
        done = run(
            "add-opinion", f"意見{number}", "--outcome", "追加", "--after", "shoko-policy", "--text", f"方針{number}"
        )
        codes.append(done.code)

    clerks = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert codes == [0] * 4
    draft = (plan / "drafts/shusei/05-fields.yaml").read_text(encoding="utf-8")
    assert all(draft.count(f"text: 方針{number}\n") == 1 for number in range(4))
    assert len(list(plan.glob("opinions/*/*-20[0-9][0-9][0-9]*.yaml"))) == 4


def test_a_lock_held_by_another_is_told(plan: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan / ".dxplan").mkdir()
    before = digest(plan)
    monkeypatch.setattr("dxplan_cli.store.write.LOCK_SECONDS", 0.2)
    with FileLock(plan / ".dxplan/write.lock"):
        done = call("add-opinion", "意見")

    assert_refused(done, 3)
    assert "書き込んでいます" in done.err
    assert digest(plan) == before
