"""The benchmark of words measures every line of a file or says why it measures none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "words.py"
GOOD = '{"before": "未来に紡ぐ", "after": "未来へ紡ぐ"}\n'
BROKEN = {
    "no JSON": "未来へ紡ぐ",
    "no pair": '{"before": "未来に紡ぐ"}',
    "no texts": '{"before": 1, "after": 2}',
    "no difference": '{"before": "未来", "after": "未来"}',
    "an empty line": "",
}


def measure(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DXPLAN_CORPUS"} | {"PYTHONUTF8": "1"}
    command = [sys.executable, str(SCRIPT), *arguments, "--peers", "none"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


def test_without_a_file_it_says_so_and_fails() -> None:
    done = measure()
    assert (done.returncode, done.stdout) == (2, "")
    assert "何も測っていません。make bench-words CORPUS=ファイル" in done.stderr


@pytest.mark.parametrize("content", [None, "改定".encode("cp932"), b""], ids=["not there", "Shift_JIS", "empty"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "pairs.jsonl"
    if content is not None:
        path.write_bytes(content)
    done = measure(str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "pairs.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_a_line_that_is_no_pair_is_told_not_skipped(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(GOOD + line + "\n" + GOOD, encoding="utf-8")
    done = measure(str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "pairs.jsonl:2 " in done.stderr
