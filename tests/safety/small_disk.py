"""``small_disk.py FOLDER``: a disk of its own in FOLDER, filled up to a few pages, and the writes tried on it.

To be run where a disk may be mounted without touching anybody else's: ``unshare --map-root-user --mount``.
Prints a line of JSON for every write tried: its name, how many pages were free, the exit code, the message, and
whether every file of the plan is as it was before.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from cli_process import digest
from desk import OPINIONS, lay_out

from dxplan_cli.cli.main import main

PAGE = os.sysconf("SC_PAGE_SIZE")
COMMANDS = {
    "add-opinion": ("add-opinion", "意見"),
    "add-opinion with a change": ("add-opinion", "意見", "--outcome", "追加", "--after", "shoko-1", "--text", "取組"),
    "decide": ("opinions", "decide", OPINIONS[0], "-d", "参考", "--answer", "長い答え" * 3_000),
    "decide on many": ("opinions", "decide", *OPINIONS, "-d", "参考", "--answer", "答え"),
    "draft new": ("draft", "new", "an", "--label", "案"),
    "draft freeze": ("draft", "freeze", "shusei"),
}


def fill(disk: Path, free: int) -> None:
    """Leave so many pages free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * PAGE)
    os.truncate(ballast, ballast.stat().st_size - free * PAGE)


def try_out(disk: Path, name: str, free: int) -> dict[str, object]:
    """Try one write with so many pages free."""
    root = lay_out(disk / "plan-data")
    (root / ".dxplan").mkdir()
    before = digest(root)
    fill(disk, free)
    errors = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(errors):
        code = main([*COMMANDS[name], "--data", str(root)])
    left = [str(path) for path in root.rglob("*") if path.suffix == ".tmp" or path.name == "journal.json"]
    tried = {"name": name, "free": free, "code": code, "said": errors.getvalue(), "is_same": digest(root) == before}
    shutil.rmtree(root)
    (disk / "ballast").unlink()
    return {**tried, "left": left}


def main_here(disk: Path) -> None:
    """Mount the disk, try every write with ever more room until it succeeds."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], check=True)
    for name in COMMANDS:
        for free in range(200):
            tried = try_out(disk, name, free)
            sys.stdout.write(json.dumps(tried) + "\n")
            if tried["code"] == 0:
                break


if __name__ == "__main__":
    main_here(Path(sys.argv[1]))
