"""Many clerks at once: nobody's work is lost, and nothing becomes unreadable."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_process import environment, run_program
from desk import OPINIONS, done_by, is_there, serial, start_clerk

from dxplan_cli.app.workspace import open_plan

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.safety

CLERKS = 8
DAY = ("an opinion", "an opinion", "an opinion with an addition", "an opinion", "an opinion") * 10
"""What a clerk does: fifty additions to the register, ten of them with a change of the one draft."""


def test_eight_clerks_with_fifty_additions_each_make_four_hundred(root: Path) -> None:
    clerks = [start_clerk(root, 100 * clerk, DAY) for clerk in range(CLERKS)]
    done = [each for clerk in clerks for each in done_by(clerk.communicate()[0].splitlines())]

    assert [clerk.returncode for clerk in clerks] == [0] * CLERKS
    wanted = {serial(100 * clerk + at) for clerk in range(CLERKS) for at in range(len(DAY))}
    plan = open_plan(root)
    assert len(plan.opinions) == len(OPINIONS) + 400
    assert {opinion.text for opinion in plan.opinions[len(OPINIONS) :]} == wanted == {words for _, words in done}
    assert [each for each in done if not is_there(plan, *each)] == []
    checked = run_program(["check", "--format", "json"], cwd=root)
    assert (checked.code, checked.err) == (1, "")
    findings = json.loads(checked.out)["findings"]
    assert {finding["code"] for finding in findings} == {"unanswered-opinion"}, "every change has its opinion"
    assert not list(root.rglob("*.tmp"))


def test_eight_commands_at_once(root: Path) -> None:
    commands = [
        ["add-opinion", f"意見その{at}", "--outcome", "追加", "--after", "norin-2", "--text", f"取組その{at}"]
        if at % 2
        else ["opinions", "decide", *OPINIONS, "-d", "参考", "--answer", f"答えその{at}"]
        for at in range(CLERKS)
    ]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "dxplan_cli", *command], cwd=root, env=environment(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for command in commands
    ]  # fmt: skip
    ends = [process.communicate() for process in running]

    assert [process.returncode for process in running] == [0] * CLERKS
    said = [line for _, err in ends for line in err.decode().splitlines()]
    assert [line for line in said if not line.endswith("は、history に残しました")] == []
    plan = open_plan(root)
    assert {opinion.text for opinion in plan.opinions} >= {f"意見その{at}" for at in range(1, CLERKS, 2)}
    assert {node.text for node in plan.drafts[1].chapters[1].children} >= {
        f"取組その{at}" for at in range(1, CLERKS, 2)
    }
    answers = {opinion.answer for opinion in plan.opinions if opinion.id in OPINIONS}
    assert len(answers) == 1, "a decision on many is one clerk's as a whole"
