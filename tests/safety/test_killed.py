"""A process that is killed: every file stays readable, what was said to be done is done, nothing blocks the next."""

from __future__ import annotations

import os
import signal
import tempfile
from itertools import count
from pathlib import Path
from random import Random
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from desk import STEADY, WRITES, done_by, is_there, lay_out, record, serial, start_clerk

from dxplan_cli.app.workspace import open_plan, unfinished_files
from dxplan_cli.errors import UnfinishedWriteError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.safety

CALLS = ((os, "fsync"), (os, "link"), (tempfile, "mkstemp"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"))
"""Everything by which a write changes the disk."""


def state(root: Path) -> dict[str, bytes]:
    """Return every file of the data, and what dxplan left beside it for good."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name not in {"write.lock", ".gitignore"}
    }


def dying_at(step: int) -> None:
    """Kill this process before one of its calls to the disk, counted from the beginning."""
    left = step

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            come_closer()
            return real(*arguments, **options)

        return call

    def come_closer() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for home, name in CALLS:
        setattr(home, name, dying(getattr(home, name)))


def is_killed_at(step: int, write: Callable[[], None]) -> bool:
    """Do a write in a process that dies at a step; tell whether it did, and did not come to the end before."""
    child = os.fork()
    if child == 0:
        try:
            dying_at(step)
            write()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def write_next(root: Path) -> str:
    """Do the next clerk's write, again if it only finished an interrupted one; return what was said of that."""
    try:
        record(root, serial(2))
    except UnfinishedWriteError as error:
        record(root, serial(2))
        return error.message
    return ""


@pytest.mark.parametrize("name", WRITES)
def test_killed_at_every_step_a_write_is_there_as_a_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    record(lay_out(tmp_path / "warm"), "w")  # imports are done in this process, once for all
    outcomes = set()
    for step in count():
        root = lay_out(tmp_path / f"{step}")
        before = state(root)
        if not is_killed_at(step, lambda root=root: WRITES[name](root, serial(1))):
            break
        open_plan(root)
        promised = unfinished_files(root)
        said = write_next(root)
        is_done = is_there(open_plan(root), name, serial(1))
        assert bool(said) == bool(promised)
        assert all(each in said for each in promised)
        assert is_done >= bool(promised)
        outcomes.add("finished by the next" if promised else "done" if is_done else "not done")
        fresh = [each for each, content in state(root).items() if before.get(each) != content]
        assert all(each.endswith(".yaml") and "/." not in each for each in fresh), "nothing is left lying"
        assert is_done or len(fresh) == 1, "only the next clerk's opinion"
    assert outcomes >= {"done", "not done"}
    assert ("finished by the next" in outcomes) == (name not in {"an opinion", "a decision"})


KILLS, WRITES_BETWEEN = 20, 10


def test_killed_at_any_moment_no_acknowledged_write_is_lost(root: Path) -> None:
    dice = Random(4)  # noqa: S311 - a test's dice
    acknowledged: list[tuple[str, str]] = []
    for kill in range(KILLS):
        clerk = start_clerk(root, 100 * (kill + 1), dice.choices(STEADY, k=99))
        assert clerk.stdout
        lines = [clerk.stdout.readline() for _ in range(WRITES_BETWEEN)]
        sleep(dice.uniform(0, 0.04))  # some moment of some write
        clerk.kill()
        lines += clerk.communicate()[0].splitlines()
        assert clerk.returncode == -signal.SIGKILL
        acknowledged += done_by(lines)
        open_plan(root)
        write_next(root)
        plan = open_plan(root)
        assert [each for each in acknowledged if not is_there(plan, *each)] == []
    assert len(acknowledged) >= KILLS * WRITES_BETWEEN
    assert not unfinished_files(root)
    assert not list(root.rglob("*.tmp"))
