"""`dxplan site`: a folder of pages, one file, the public's edition, and the preview on this machine."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from cli_process import TIMEOUT, assert_refused, environment, replace_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

PAGES = ["comparison.html", "findings.html", "index.html", "kpis.html", "opinions.html"]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_of_pages(run: Run, plan: Path) -> None:
    out = plan.parent / "site"
    done = run("site", "-o", "site")
    assert done.code == 0
    assert done.out.splitlines() == [
        f"site/{name}" for name in ("index.html", "comparison.html", "opinions.html", "kpis.html", "findings.html")
    ]
    assert "点検：指摘" in done.err
    assert names_in(out) == PAGES
    before = {name: (out / name).read_bytes() for name in PAGES}
    assert run("site").code == 0
    assert before == {name: (out / name).read_bytes() for name in PAGES}


def test_one_file_of_all(run: Run, plan: Path) -> None:
    assert run("site", "--single-file", "-o", "送付用").out == "送付用/資料のページ_委員会用_事務局修正案.html\n"
    assert run("site", "--single-file", "-o", "回覧.html", "--edition", "public").out == "回覧.html\n"
    page = (plan.parent / "回覧.html").read_text(encoding="utf-8")
    assert "【公表用】" in page
    assert re.findall(r'(?:src|href|action|xmlns)="(?!#)[^"]*"', page) == []


def test_the_name_of_the_file_is_safe_whatever_the_draft_is_called(run: Run, plan: Path) -> None:
    replace_in(plan / "drafts" / "shusei" / "draft.yaml", "label: 事務局修正案", "label: '../../<案>:\"CON\"\\|?*. '")
    assert run("site", "--single-file").out == "site/資料のページ_委員会用_..＿..＿＿案＿＿＿CON＿＿＿＿＿.html\n"


def test_the_publics_pages_have_no_findings_beside_them(run: Run, plan: Path) -> None:
    out = plan.parent / "site"
    run("site")
    (out / "メモ.html").write_text("私のもの", encoding="utf-8")
    done = run("site", "--edition", "公表用")
    assert done.code == 0
    assert "site/findings.html を消しました" in done.err
    assert names_in(out) == sorted({*PAGES, "メモ.html"} - {"findings.html"})


def test_a_page_that_is_not_ours_is_left_alone(run: Run, plan: Path) -> None:
    out = plan.parent / "site"
    out.mkdir()
    (out / "findings.html").write_text("<p>別の資料</p>", encoding="utf-8")
    assert run("site", "--edition", "公表用").code == 0
    assert (out / "findings.html").read_text(encoding="utf-8") == "<p>別の資料</p>"


def test_what_the_public_must_not_read_is_told(run: Run, plan: Path) -> None:
    opinion = plan / "opinions" / "2023-kikitori" / "2023-kikitori-01.yaml"
    with opinion.open("a", encoding="utf-8") as file:
        file.write("\ninternal: {member: 鼎黍一郎, contact: 鼎黍へ}\n")
    replace_in(plan / "opinions" / "2023-kikitori" / "2023-kikitori-02.yaml", "地場の", "鼎黍一郎さんによれば地場の")
    done = run("site", "--edition", "公表用")
    assert done.code == 0
    assert "氏名があります：「鼎黍一郎さん」" in done.err
    assert "鼎黍へ" not in "".join(path.read_text(encoding="utf-8") for path in (plan.parent / "site").iterdir())
    assert run("check", "--edition", "公表用", "--papers", "site", "--only", "personal-data").code == 1
    refused = run("site", "--edition", "公表用", "--strict", "-o", "refused")
    assert_refused(refused, 3)
    assert not (plan.parent / "refused").exists()


def test_the_pages_of_a_public_site_pass_their_own_check(run: Run, plan: Path) -> None:
    assert run("site", "--edition", "公表用").code == 0
    done = run("check", "--edition", "公表用", "--papers", "site", "--only", "personal-data")
    assert (done.code, done.out.splitlines()[-1]) == (0, "指摘はありません")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-o", "頁.html"), 2),
        (("-o", "plan-data/site"), 2),
        (("-o", "plan-data/plan.yaml"), 3),
        (("--edition", "内部用"), 2),
        (("--meeting", "99"), 2),
        (("--revised", "nai"), 2),
        (("--serve", "-o", "site"), 2),
        (("--serve", "--single-file"), 2),
        (("--serve", "--port", "99999"), 2),
        (("--port", "8000"), 2),
        (("--strict",), 3),
    ],
)
def test_what_cannot_be_done_is_refused(run: Run, plan: Path, arguments: tuple[str, ...], code: int) -> None:
    assert plan.is_dir()
    assert_refused(run("site", *arguments), code)
    assert names_in(plan.parent) == ["plan-data"]


def test_word_files_are_no_drafts_of_a_page_without_a_plan(run: Run) -> None:
    assert_refused(run("site"), 2)


@contextmanager
def serving(plan: Path) -> Iterator[tuple[subprocess.Popen[str], HTTPConnection]]:
    """Run `dxplan site --serve` on a free port while the block runs."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "dxplan_cli", "site", "--serve", "--port", "0", "--data", str(plan)],
        env=environment({"PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        host = re.fullmatch(r"http://(127\.0\.0\.1:\d+)/", address)
        assert host, address
        yield process, HTTPConnection(host[1], timeout=TIMEOUT)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=TIMEOUT)


def get(connection: HTTPConnection, path: str, **headers: str) -> tuple[int, str]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8")


def test_the_preview_follows_the_files_and_tells_what_is_wrong(plan: Path) -> None:
    opinion = plan / "opinions" / "2023-kikitori" / "2023-kikitori-01.yaml"
    with serving(plan) as (_, connection):
        before = get(connection, "/state")
        assert before[0] == 200
        assert "好奇心を高める必要" in get(connection, "/opinions.html")[1]

        replace_in(opinion, "好奇心を高める必要", "探究心を高める必要")
        after = get(connection, "/state")
        assert after != before
        assert "探究心を高める必要" in get(connection, "/opinions.html")[1]

        text = opinion.read_text(encoding="utf-8")
        opinion.write_text(f"{text}\ntext: [", encoding="utf-8")
        status, broken = get(connection, "/opinions.html")
        assert status == 200
        assert 'role="alert"' in broken
        assert "2023-kikitori-01.yaml:" in broken
        assert "探究心を高める必要" in broken

        opinion.write_text(text, encoding="utf-8")
        assert 'role="alert"' not in get(connection, "/")[1]
    assert names_in(plan.parent) == ["plan-data"]


def test_the_preview_answers_this_machine_alone(plan: Path) -> None:
    with serving(plan) as (_, connection):
        port = connection.port
        assert get(connection, "/", Host=f"localhost:{port}")[0] == 200
        for host in ("example.com", f"example.com:{port}", "127.0.0.1", f"127.0.0.1.example.com:{port}", ""):
            status, said = get(connection, "/", Host=host)
            assert status == 421
            assert "素案" not in said
        for path in ("/../plan.yaml", "/plan.yaml", "/%2e%2e/plan.yaml", "/index.html/"):
            assert get(connection, path)[0] == 404
        connection.request("POST", "/")
        assert connection.getresponse().status == 501


def test_the_preview_ends_quietly(plan: Path) -> None:
    with serving(plan) as (process, connection):
        assert get(connection, "/")[0] == 200
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=TIMEOUT)
        assert process.returncode == 130
        assert told.splitlines()[-1] == "中断しました"
        assert "Traceback" not in told


def test_a_port_that_is_taken_is_told(run: Run, plan: Path) -> None:
    with serving(plan) as (_, connection):
        assert_refused(run("site", "--serve", "--port", str(connection.port)), 3)
