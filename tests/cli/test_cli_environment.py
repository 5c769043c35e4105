"""Consoles of other code pages, no colour, narrow and wide, pipes that close."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_process import environment, run_on_terminal
from rich.cells import cell_len

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

READING = {
    "diff": ("diff",),
    "markdown": ("diff", "--format", "markdown"),
    "check": ("check",),
    "opinions list": ("opinions", "list"),
    "opinions show": ("opinions", "show", "2023-kikitori-12"),
    "draft list": ("draft", "list"),
    "show": ("show",),
}
ANSI = "\x1b["


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize("page", ["cp932:strict", "cp1252", "ascii"])
def test_no_code_page_stops_a_reading_command(name: str, page: str, plan: Path, run: Run, read: Run) -> None:
    encoding = page.partition(":")[0]
    done = run(*READING[name], env={"PYTHONIOENCODING": page}, encoding="utf-8" if encoding == "ascii" else encoding)

    expected = read(*READING[name])
    assert (done.code, done.err) == (expected.code, "")
    if encoding == "cp932":
        lossy = expected.out.encode("cp932", "replace").decode("cp932")
        assert done.out == lossy
        assert lossy.count("?") < len(lossy) / 100 + expected.out.count("?")
    assert len(done.out.splitlines()) == len(expected.out.splitlines())
    assert re.search("shoko|soan|2023-kikitori", done.out)


@pytest.mark.parametrize("page", ["cp932", "cp1252", "ascii"])
def test_json_loses_nothing_on_any_code_page(page: str, plan: Path, run: Run, read: Run) -> None:
    for call in (("diff", "--format", "json"), ("opinions", "list", "--format", "json")):
        done = run(*call, env={"PYTHONIOENCODING": page}, encoding=page)
        assert json.loads(done.out) == json.loads(read(*call).out)


@pytest.mark.parametrize("page", ["cp932", "ascii"])
def test_messages_reach_every_console(page: str, plan: Path, run: Run) -> None:
    done = run("diff", "nai", env={"PYTHONIOENCODING": page}, encoding="cp932" if page == "cp932" else "utf-8")

    assert done.code == 2
    assert "版「nai」がありません" in done.err
    help_ = run("--help", env={"PYTHONIOENCODING": page}, encoding=page)
    assert (help_.code, help_.err) == (0, "")


@pytest.mark.parametrize(
    "env",
    [{"LANG": "C"}, {"LC_ALL": "C"}, {"LANG": None}, {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_a_bare_locale_speaks_japanese_all_the_same(
    env: dict[str, str | None], plan: Path, run: Run, read: Run
) -> None:
    assert run("diff", env=env).raw_out == read("diff").raw_out


@pytest.mark.parametrize("name", READING)
def test_what_goes_through_a_pipe_has_no_colour(name: str, read: Run) -> None:
    assert "\x1b" not in read(*READING[name]).out


@pytest.mark.parametrize("name", ["diff", "check", "opinions list", "draft list", "show"])
def test_colour_on_a_terminal_and_when_forced(name: str, plan: Path, run: Run) -> None:
    assert ANSI in run_on_terminal(READING[name], cwd=plan.parent).out
    assert ANSI in run(*READING[name], env={"FORCE_COLOR": "1"}).out


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(env: dict[str, str], plan: Path) -> None:
    for name in ("diff", "opinions list"):
        assert "\x1b" not in run_on_terminal(READING[name], cwd=plan.parent, env=env).out
    assert "\x1b" not in run_on_terminal(("diff", "nai"), cwd=plan.parent, env=env).out


def test_colour_adds_nothing_to_the_words(plan: Path, run: Run, read: Run) -> None:
    for name in ("diff", "check", "opinions list", "show"):
        coloured = run(*READING[name], env={"FORCE_COLOR": "1"}).out
        plain = re.sub("\x1b\\[[0-9;]*m", "", coloured)
        assert [line.rstrip() for line in plain.splitlines()] == [
            line.rstrip() for line in read(*READING[name]).out.splitlines()
        ]


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("name", ["opinions list", "show", "draft list"])
def test_tables_and_trees_keep_to_the_terminal(name: str, columns: int, plan: Path, read: Run) -> None:
    done = run_on_terminal(READING[name], cwd=plan.parent, env={"COLUMNS": str(columns), "NO_COLOR": "1"})

    lines = done.out.splitlines()
    assert max(cell_len(line) for line in lines) <= columns
    assert "".join(done.out.split()).count("2023-kikitori-") in {0, 40}
    assert len(lines) < 6 * len(read(*READING[name]).out.splitlines())


def test_a_narrow_list_still_names_every_opinion_on_one_line(plan: Path) -> None:
    done = run_on_terminal(("opinions", "list"), cwd=plan.parent, env={"COLUMNS": "40", "NO_COLOR": "1"})

    assert len(re.findall(r"^2023-kikitori-\d\d  ", done.out, re.MULTILINE)) == 40


def test_long_ids_leave_room_for_the_opinions(plan: Path, run: Run) -> None:
    run(
        "add-opinion",
        "中小企業の新しい分野や補助金などの情報をキャッチする力、好奇心を高める必要がある",
        "--about",
        "shoko",
    )

    out = run("opinions", "list", "--disposition", "未対応", env={"COLUMNS": "80"}).out
    assert "中小企業の新しい分野や" in out


@pytest.mark.parametrize("name", [*READING, "help", "help of a command"])
def test_a_reader_who_has_seen_enough(name: str, plan: Path) -> None:
    call = {"help": ("--help",), "help of a command": ("diff", "--help")}.get(name) or READING[name]
    process = subprocess.Popen(
        [sys.executable, "-m", "dxplan_cli", *call], cwd=plan.parent, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)

    assert err == b""
    assert process.returncode in {0, 1} if name == "check" else process.returncode == 0


@pytest.mark.parametrize("columns", ["0", "-5", "広い", "", "7"])
def test_nonsense_for_columns_is_borne(columns: str, plan: Path, run: Run) -> None:
    for name in ("opinions list", "show"):
        done = run(*READING[name], env={"COLUMNS": columns})
        assert (done.code, done.err) == (0, "")
