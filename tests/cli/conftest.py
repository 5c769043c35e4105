"""What the tests of the command line share: the program, and a plan to work on.

``run`` starts the program as a process; ``read`` does so too, but remembers what
a command says of the plan as it is; ``call`` enters `main` in this process, for
long tables of cases.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Protocol

import pytest
from cli_process import PLAN_DATA, Done, run_program

from dxplan_cli.cli.main import main


class Run(Protocol):
    """Runs the program in the folder of the plan."""

    def __call__(self, *arguments: str | bytes, cwd: Path | None = None, **options: Any) -> Done: ...


class Call(Protocol):
    """Runs the program without a process of its own."""

    def __call__(self, *arguments: str) -> Done: ...


def copy_plan(folder: Path) -> Path:
    copied = folder / "仕事" / "plan-data"
    shutil.copytree(PLAN_DATA, copied, ignore=shutil.ignore_patterns(".dxplan"))
    return copied


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of plan-data, in a folder of its own where nothing else is."""
    return copy_plan(tmp_path)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program where ``plan`` is found without --data."""

    def run_here(*arguments: str | bytes, cwd: Path | None = None, **options: Any) -> Done:
        home = tmp_path / "仕事"
        home.mkdir(exist_ok=True)
        return run_program(arguments, cwd=cwd or home, **options)

    return run_here


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Ask something of the plan as it is; every question is put to the program once only."""
    folder = copy_plan(tmp_path_factory.mktemp("read")).parent
    answers: dict[tuple[str | bytes, ...], Done] = {}

    def ask(*arguments: str | bytes, cwd: Path | None = None, **options: Any) -> Done:
        assert cwd is None
        assert not options
        if arguments not in answers:
            answers[arguments] = run_program(arguments, cwd=folder)
        return answers[arguments]

    return ask


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Enter the program in this process, where ``plan`` is found without --data."""
    home = tmp_path / "仕事"
    home.mkdir(exist_ok=True)
    monkeypatch.chdir(home)
    for name in ("NO_COLOR", "FORCE_COLOR", "DXPLAN_DATA"):
        monkeypatch.delenv(name, raising=False)

    def call_here(*arguments: str) -> Done:
        capsys.readouterr()
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return call_here
