"""A disk that is really full, at whatever moment: said in words, the old content intact, nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest
from cli_process import environment
from small_disk import COMMANDS

pytestmark = pytest.mark.safety


def test_a_disk_that_is_full_at_any_page(tmp_path: Path) -> None:
    own_disk = ("unshare", "--map-root-user", "--mount")
    done = subprocess.run(
        [*own_disk, sys.executable, str(Path(__file__).with_name("small_disk.py")), str(tmp_path)],
        env=environment({"PYTHONPATH": os.pathsep.join(sys.path)}), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    tried = [json.loads(line) for line in done.stdout.splitlines()]
    by_name = {name: list(group) for name, group in groupby(tried, lambda each: each["name"])}
    assert by_name.keys() == COMMANDS.keys()
    for group in by_name.values():
        *refused, last = group
        assert (last["code"], last["is_same"], last["left"]) == (0, False, [])
        assert "エラー" not in last["said"]
        assert len(refused) > 1
        for each in refused:
            assert each["code"] == 3, each
            assert each["said"].startswith("エラー: ディスクがいっぱいで、"), each
            assert "→ 空きを作って、もう一度実行してください" in each["said"]
            assert each["is_same"], each
            assert each["left"] == [], each
