"""`dxplan docx --paginate` where LibreOffice is missing, broken or slow: a note, and the papers all the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dxplan_cli.render.office import find_office, lay_out
from dxplan_cli.render.word.realpages import NoLayout

if TYPE_CHECKING:
    from conftest import Run

NOTE = "目次のページ番号は見積もりです：LibreOffice "


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_without_libreoffice_the_numbers_are_estimates(plan: Path, run: Run) -> None:
    assert run("docx", "packet", "-o", "見積もり.docx").code == 0

    done = run("docx", "packet", "-o", "資料.docx", "--paginate", env={"PATH": ""})

    assert done.code == 0, done.err
    assert done.err.count(f"{NOTE}が見つかりません") == 1
    assert (plan.parent / "資料.docx").read_bytes() == (plan.parent / "見積もり.docx").read_bytes()


def test_papers_without_contents_need_no_libreoffice(plan: Path, run: Run) -> None:
    done = run("docx", "agenda", "-o", "次第.docx", "--paginate", env={"PATH": ""})
    assert done.code == 0
    assert "LibreOffice" not in done.err
    assert (plan.parent / "次第.docx").is_file()


@pytest.mark.parametrize(
    ("script", "reason"),
    [("exit 7", "が PDF を作れませんでした（終了コード 7）"), ('echo x > "$7/paper.pdf"', "の PDF を読めませんでした")],
)
def test_a_libreoffice_that_fails_is_told_once_and_the_papers_are_written(
    script: str, reason: str, plan: Path, run: Run, tmp_path: Path
) -> None:
    office = program(tmp_path / "soffice", script)

    done = run("docx", "all", "-o", "資料", "--paginate", env={"LIBREOFFICE": str(office)})

    assert done.code == 0, done.err
    assert done.err.count(NOTE + reason) == 1
    assert len(list((plan.parent / "資料").glob("*.docx"))) == 7


def test_a_libreoffice_that_hangs_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"
    office = program(tmp_path / "soffice", f"sleep 60 & echo $! > '{child}'; wait")

    assert lay_out(office, b"", seconds=1) == NoLayout("LibreOffice が 1 秒たっても終わりませんでした")

    started = Path("/proc") / child.read_text(encoding="utf-8").strip() / "stat"
    assert not started.exists() or " Z " in started.read_text(encoding="utf-8")


def test_what_is_no_program_is_told(tmp_path: Path) -> None:
    office = tmp_path / "soffice"
    office.write_bytes(b"\0")
    office.chmod(0o755)
    told = lay_out(office, b"")
    assert isinstance(told, NoLayout)
    assert told.reason.startswith("LibreOffice を動かせませんでした")


def test_where_libreoffice_is_looked_for(tmp_path: Path) -> None:
    office = program(tmp_path / "soffice", "exit 0")
    assert find_office(None, str(tmp_path)) == office
    assert find_office(str(office), "") == office
    assert find_office(str(tmp_path), "") == office
    assert find_office(str(tmp_path / "なし"), str(tmp_path)) is None
