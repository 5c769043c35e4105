"""`dxplan docx` as a user meets it: what it writes where, what it says, what it refuses."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from cli_process import digest, replace_in

from dxplan_cli.app.documents import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run


def papers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.docx"))


def test_every_paper_is_written_and_told_on_a_line(plan: Path, run: Run) -> None:
    before = digest(plan)

    done = run("docx", "all", "-o", "資料")

    assert done.code == 0
    told = [line.split("\t")[1] for line in done.out.splitlines()]
    assert len(told) == len(KINDS)
    assert sorted(name.removeprefix("資料/") for name in told) == papers(plan.parent / "資料")
    assert "点検：" in done.err
    assert digest(plan) == before
    for name in told:
        with zipfile.ZipFile(plan.parent / name) as packed:
            assert packed.testzip() is None


def test_the_same_plan_gives_the_same_bytes(plan: Path, run: Run) -> None:
    run("docx", "all", "-o", "一", env={"PYTHONHASHSEED": "1"})
    run("docx", "all", "-o", "二", env={"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})

    assert digest(plan.parent / "一") == digest(plan.parent / "二")


def test_writing_again_replaces_and_leaves_other_files_alone(plan: Path, call: Call) -> None:
    call("docx", "all", "-o", "資料")
    before = digest(plan.parent / "資料")
    (plan.parent / "資料/メモ.txt").write_text("大事", encoding="utf-8")

    assert call("docx", "all", "-o", "資料").code == 0
    (plan.parent / "資料/メモ.txt").unlink()
    assert digest(plan.parent / "資料") == before


@pytest.mark.parametrize("kind", KINDS)
def test_one_paper_alone_under_a_name_of_ones_own(kind: str, plan: Path, call: Call) -> None:
    done = call("docx", kind, "-o", "会議/私の 資料.docx")

    assert done.code == 0
    assert papers(plan.parent / "会議") == ["私の 資料.docx"]


def test_a_call_refused_writes_nothing(plan: Path, call: Call) -> None:
    for arguments in (
        ("packt",), ("all", "-o", "x.docx"), ("--meeting", "99"), ("--base", "nai"), ("--revised", "nai"),
    ):  # fmt: skip
        before = digest(plan.parent)
        done = call("docx", *arguments)
        assert (done.code, done.out) == (2, "")
        assert digest(plan.parent) == before


def test_strict_refuses_a_plan_with_errors(plan: Path, call: Call) -> None:
    done = call("docx", "all", "--strict", "-o", "資料")

    assert done.code == 3
    assert "--strict" in done.err
    assert not (plan.parent / "資料").exists()


def test_drafts_can_be_named(plan: Path, call: Call) -> None:
    assert call("docx", "comparison", "--base", "soan", "--revised", "soan", "-o", "同じ.docx").code == 0
    assert call("docx", "comparison", "--base", "shusei", "--revised", "soan", "-o", "逆.docx").code == 0
    assert (plan.parent / "同じ.docx").read_bytes() != (plan.parent / "逆.docx").read_bytes()


def test_labels_that_no_file_name_can_hold(plan: Path, call: Call) -> None:
    replace_in(
        plan / "drafts/shusei/draft.yaml", "label: 事務局修正案", 'label: "案/その*1: <公表> CON ' + "長" * 200 + '"'
    )

    done = call("docx", "all", "-o", "資料")

    assert done.code == 0
    names = papers(plan.parent / "資料")
    assert len(names) == len(KINDS)
    for name in names:
        assert not set(name) & set('<>:"/\\|?*')
        assert len(name.encode()) <= 255


def test_control_characters_in_texts_do_not_stop_a_paper(plan: Path, call: Call) -> None:
    replace_in(plan / "drafts/shusei/05-fields.yaml", "text: 県内のIT事業者の強化", r'text: "強\x1b化\x07\x0b\uFFFE"')

    assert call("docx", "all", "-o", "資料").code == 0
    assert call("check", "--only", "not-encodable").code == 1


def test_a_plan_without_meetings_or_opinions(plan: Path, call: Call) -> None:
    for path in (*plan.glob("meetings/*"), *plan.glob("opinions/*/*")):
        path.unlink()
    (plan / "drafts/shusei/reasons.yaml").unlink()

    done = call("docx", "all", "-o", "資料")
    assert done.code == 0, done.err
