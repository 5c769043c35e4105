"""Every command explains itself, in Japanese, on lines that fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typer
from cli_process import run_on_terminal
from rich.cells import cell_len

from dxplan_cli.cli.commands import COMMANDS
from dxplan_cli.cli.program import build

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run

SUBCOMMANDS = {
    "draft": ("list", "new", "freeze"),
    "opinions": ("list", "show", "decide", "import", "export", "similar", "stats"),
}
EVERY = [(name,) for name in COMMANDS] + [(name, sub) for name, subs in SUBCOMMANDS.items() for sub in subs]
ENGLISH = re.compile(
    r"Usage|Options?\b|Arguments?\b|Commands?\b|Show |message|(?<!-)exit\b|[Dd]efault|required|Install|(?<!-)completion|shell|\bARGS\b",
)


def test_every_subcommand_is_tested() -> None:
    program = typer.main.get_command(build(COMMANDS))
    groups = {name: tuple(each.commands) for name, each in program.commands.items() if hasattr(each, "commands")}  # type: ignore[attr-defined]
    assert groups == SUBCOMMANDS


@pytest.mark.parametrize("command", [(), *EVERY], ids=" ".join)
def test_help_is_japanese_and_fits(command: tuple[str, ...], call: Call) -> None:
    done = call(*command, "--help")

    assert (done.code, done.err) == (0, "")
    assert not ENGLISH.search(done.out)
    assert done.out.startswith(f"使い方: {' '.join(('dxplan', *command))} ")
    assert max(cell_len(line) for line in done.out.splitlines()) <= 100
    explained = [line for line in done.out.splitlines() if re.match(r"  (-|[A-Z.]+  |[a-z-]+  )", line)]
    assert explained
    for line in explained:
        assert re.search("[ぁ-んァ-ヶ一-龠]", line), line
    assert call(*command, "-h").out == done.out
    assert call("help", *command).out == done.out


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_help_stays_japanese_at_any_width(columns: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    for command in EVERY:
        assert not ENGLISH.search(call(*command, "--help").out)
    assert "補完の設定を表示する" in call("--version", "--help").out


def test_commands_are_listed_in_the_order_one_needs_them(call: Call) -> None:
    listed = re.findall(r"^  ([a-z-]+)  ", call("--help").out.partition("コマンド:")[2], re.MULTILINE)

    assert listed == list(COMMANDS)


def test_help_needs_no_plan_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    for command in (("docx",), ("add-opinion",), ("opinions", "decide")):
        assert run(*command, "--help").code == 0
    assert not list((tmp_path / "仕事").iterdir())


def test_help_on_a_terminal(tmp_path: Path) -> None:
    done = run_on_terminal(("diff", "--help"), cwd=tmp_path, env={"COLUMNS": "50"})

    assert done.code == 0
    assert not ENGLISH.search(done.out)


def test_the_version(call: Call) -> None:
    done = call("--version")

    assert done.code == 0
    assert re.fullmatch(r"dxplan \d+\.\d+\.\d+\n", done.out)
