"""A process that is killed: every file stays readable, what was said to be done is done, nothing blocks the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from desk import WRITES, is_there, lay_out, record, serial

from dxplan_cli.app.workspace import open_plan, unfinished_files
from dxplan_cli.errors import UnfinishedWriteError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.safety

CALLS = ((os, "fsync"), (os, "link"), (tempfile, "mkstemp"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"))
"""Everything by which a write changes the disk."""
CLERK = Path(__file__).with_name("clerk.py")


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
            count()
            return real(*arguments, **options)

        return call

    def count() -> None:
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


@pytest.mark.parametrize("name", WRITES)
def test_killed_at_every_step_a_write_is_there_as_a_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    record(lay_out(tmp_path / "warm"), "w")  # imports are done in this process, once for all
    step = 0
    outcomes = set()
    while True:
        root = lay_out(tmp_path / f"{step}")
        before = state(root)
        if not is_killed_at(step, lambda root=root: WRITES[name](root, serial(1))):
            break
        open_plan(root)
        promised = unfinished_files(root)
        try:
            record(root, serial(2))
            outcome = "done" if is_there(open_plan(root), name, serial(1)) else "not done"
            assert not promised
        except UnfinishedWriteError as error:
            outcome = "finished by the next"
            assert promised
            assert all(each in error.message for each in promised[:5])
            record(root, serial(2))
        outcomes.add(outcome)
        assert is_there(open_plan(root), name, serial(1)) == (outcome != "not done")
        left = {each: content for each, content in state(root).items() if before.get(each) != content}
        fresh = [each for each in left if f"text: {serial(2)}" in left[each].decode()]
        assert len(fresh) == 1
        assert not [each for each in left if each.startswith(".") or each.endswith(".tmp")], "nothing is left lying"
        if outcome == "not done":
            assert left.keys() == set(fresh)
        step += 1
    assert outcomes >= {"done", "not done"}
    assert ("finished by the next" in outcomes) == (name not in {"an opinion", "a decision"})


KILLS, WRITES_BETWEEN = 20, 10


def test_killed_at_any_moment_no_acknowledged_write_is_lost(root: Path) -> None:
    dice = Random(4)  # noqa: S311 - a test's dice
    acknowledged: list[tuple[str, str]] = []
    for kill in range(KILLS):
        first = 100 * (kill + 1)
        clerk = subprocess.Popen(
            [sys.executable, str(CLERK), str(root), str(kill), str(first), "99"], stdout=subprocess.PIPE, text=True
        )
        assert clerk.stdout
        lines = [clerk.stdout.readline() for _ in range(WRITES_BETWEEN)]
        sleep(dice.uniform(0, 0.04))  # some moment of some write
        clerk.kill()
        lines += clerk.communicate()[0].splitlines()
        assert clerk.returncode == -signal.SIGKILL
        acknowledged += [(name, serial(int(at))) for at, name in (line.strip().split("\t") for line in lines)]
        open_plan(root)
        with suppress(UnfinishedWriteError):
            record(root, "次の人の意見")
        plan = open_plan(root)
        assert [each for each in acknowledged if not is_there(plan, *each)] == []
    assert len(acknowledged) >= KILLS * WRITES_BETWEEN
    assert not unfinished_files(root)
    assert not list(root.rglob("*.tmp"))
