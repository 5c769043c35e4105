"""The real program as a process, and what it leaves on the disk."""

from __future__ import annotations

import hashlib
import os
import re
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parents[2]
PLAN_DATA = ROOT / "plan-data"
TIMEOUT = 60
CTRL_C, CTRL_D = "\x03", "\x04"


@dataclass(frozen=True, slots=True)
class Done:
    """One run: the exit code and both streams, as text and as they were."""

    code: int
    out: str
    err: str
    raw_out: bytes = b""
    raw_err: bytes = b""


def environment(extra: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Return a small, fixed environment, so that no setting of the developer's own shows in a test."""
    base: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH"),
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
    }
    return {key: value for key, value in {**base, **(extra or {})}.items() if value is not None}


def run_program(
    arguments: Iterable[str | bytes],
    *,
    cwd: Path,
    env: Mapping[str, str | None] | None = None,
    input: str | bytes = "",  # noqa: A002 - the name subprocess uses
    encoding: str = "utf-8",
) -> Done:
    """Run ``python -m dxplan_cli`` and wait; `encoding` is what the streams speak."""
    sent = input.encode(encoding) if isinstance(input, str) else input
    done = subprocess.run(
        [sys.executable, "-m", "dxplan_cli", *arguments],
        cwd=cwd,
        env=environment(env),
        input=sent,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    return Done(
        done.returncode,
        done.stdout.decode(encoding, "replace").replace("\r\n", "\n"),
        done.stderr.decode(encoding, "replace").replace("\r\n", "\n"),
        done.stdout,
        done.stderr,
    )


def run_on_terminal(
    arguments: Iterable[str], *, cwd: Path, env: Mapping[str, str | None] | None = None, typed: Iterable[str] = ()
) -> Done:
    """Run the program on a terminal of its own, typing each line when the program has asked for it.

    Both streams come back as one.
    """
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell in the background would have Ctrl+C ignored below
    terminal, inside = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "dxplan_cli", *arguments],
        cwd=cwd,
        env=environment({"TERM": "xterm", **(env or {})}),
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    )
    os.close(inside)
    lines = list(typed)
    seen = bytearray()
    ends = time.monotonic() + TIMEOUT
    while time.monotonic() < ends:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        elif lines and seen.decode("utf-8", "replace").rstrip().endswith("："):
            line = lines.pop(0)
            if line == CTRL_C:
                process.send_signal(signal.SIGINT)
            else:
                os.write(terminal, line.encode() if line == CTRL_D else f"{line}\n".encode())
    os.close(terminal)
    text = seen.decode("utf-8", "replace").replace("\r\n", "\n")
    return Done(process.wait(TIMEOUT), text, text, bytes(seen), bytes(seen))


def digest(folder: Path) -> str:
    """Return one value for every name, kind and content below a folder; the lock's own folder does not count."""
    sums = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if ".dxplan" in name.parts or ".git" in name.parts:
            continue
        sums.update(f"{name.as_posix()}\0{path.is_dir()}\0".encode())
        if path.is_file():
            sums.update(hashlib.sha256(path.read_bytes()).digest())
    return sums.hexdigest()


def replace_in(path: Path, old: str, new: str) -> None:
    """Edit a file as a person would, and make sure the edit took place."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def assert_refused(done: Done, code: int) -> None:
    """A refusal says in Japanese what and what to do, on standard error only."""
    assert done.code == code, done
    assert done.out == ""
    assert done.err.startswith("エラー: ")
    assert "→ " in done.err
    assert "Traceback" not in done.err
    assert re.search("[ぁ-ん]", done.err)
