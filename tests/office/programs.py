"""The programs a paper is held against: the validator, LibreOffice and Poppler."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
"""Where Debian's python3-uno is found."""
SECONDS = 180
TRACKED = "変更履歴つきの見え消し版"
"""What the tests call the redline with real tracked changes, which `docx all` does not write."""
Revisions = Literal["accept", "reject"]


def run(*arguments: str | Path, accepted_codes: Iterable[int] = (0,), missing_codes: Iterable[int] = ()) -> str:
    """Run a program and return what it prints; fail with a remedy where it is missing."""
    remedy = f"{arguments[0]} is not there: run `make test-office`, which installs it"
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False)
    except FileNotFoundError as error:
        raise AssertionError(remedy) from error
    assert done.returncode not in set(missing_codes), f"{remedy}\n{done.stderr}"
    assert done.returncode in set(accepted_codes), f"{arguments[0]} ended with {done.returncode}: {done.stderr}"
    return done.stdout


def dxplan(*arguments: str | Path) -> str:
    """Run the real command and return what it prints."""
    return run(Path(sys.executable).with_name("dxplan"), *arguments)


def faults(path: Path) -> list[str]:
    """Return what the Open XML SDK has to say against the file."""
    validator = Path(sys.prefix) / "office" / "node_modules" / ".bin" / "ooxml-validator"
    report = json.loads(run(validator, path, accepted_codes=(0, 1), missing_codes=(2, 127)))
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]]


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph as LibreOffice reads it, the page it begins on, and whether it is to stay with the next.

    `label` is the number or bullet drawn before it, `heading` its outline level, 0 for text.
    """

    text: str
    style: str
    page: int
    table: bool
    keeps: bool
    label: str
    heading: int

    @property
    def is_heading(self) -> bool:
        """Tell whether it has one of Word's heading styles."""
        return self.style.startswith("Heading")


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as LibreOffice reads it; `left` counts the tracked changes still in it, `beside` is what notes and boxes say."""

    paragraphs: tuple[Read, ...]
    beside: tuple[str, ...]
    pages: int
    left: int

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what the paragraphs say, tables cell by cell."""
        return tuple(paragraph.text for paragraph in self.paragraphs)


class LibreOffice:
    """One LibreOffice with a profile of its own, begun again when it hangs or falls."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._process: subprocess.Popen[str] | None = None
        self._starts = 0

    def read(self, path: Path, revisions: Revisions | None = None, pdf: Path | None = None) -> Reading:
        """Open a file, accept or reject all its tracked changes, print it to `pdf`, and return what it says."""
        return self._carry_out(path, revisions=revisions, pdf=str(pdf) if pdf else None)

    def edit(self, path: Path, edits: Iterable[tuple[str, ...]], saved: Path, author: str | None = None) -> None:
        """Edit a file with changes recorded, and save it as Word's."""
        self._carry_out(path, edits=list(edits), saved=str(saved), author=author)

    def _carry_out(self, path: Path, **task: object) -> Reading:
        usual = {"path": str(path), "revisions": None, "pdf": None, "edits": [], "author": None, "saved": None}
        outcome = self._ask(json.dumps(usual | task))
        assert "error" not in outcome, f"{path.name}: {outcome['error']}"
        read = tuple(Read(**each) for each in outcome["paragraphs"])
        return Reading(read, tuple(outcome["beside"]), outcome["pages"], outcome["left"])

    def _ask(self, task: str) -> dict:
        process = self._running()
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{task}\n")
        process.stdin.flush()
        answered, _, _ = select.select([process.stdout], [], [], SECONDS)
        line = process.stdout.readline() if answered else ""
        if not line:
            self.stop(at_once=True)
            assert answered, f"LibreOffice did not answer within {SECONDS} seconds: {task}"
            message = "LibreOffice or its bridge to Python is not there or fell: run `make test-office`"
            raise AssertionError(message)
        return json.loads(line)

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._starts += 1
            profile = self._profile / f"dxplan-{os.getpid()}-{self._starts}"
            self._process = subprocess.Popen(
                [SYSTEM_PYTHON, ROOT / "tests" / "office" / "libreoffice.py", profile],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": ""},
            )
        return self._process

    def stop(self, *, at_once: bool = False) -> None:
        """End LibreOffice and what started it, which are a process group of their own."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin
        if not at_once:
            process.stdin.close()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                at_once = True
        if at_once:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(SECONDS)
        for stream in (process.stdin, process.stdout):
            if stream and not stream.closed:
                stream.close()
