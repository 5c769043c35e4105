"""Documents as transcripts: which commands a Markdown file shows, what it says they print, and running them.

    ```console            `$ command` and what it prints; a line `…` stands for any lines, a final … for the rest of a line
    ```sh                 commands alone
    ```powershell         commands for Windows; they must be listed as not run
    ```yaml path/to.yaml  a file the reader writes at this point
    ```yaml, ```json, ```text   something to look at

`<!-- answers: one | two -->` before a console block is what the reader types at its questions, in order.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ELISION = "…"
SHOWN_ONLY = {"yaml", "json", "text"}
_FENCE = re.compile(
    r"(?:^<!-- answers: (?P<answers>.*?) -->\n+)?^(?P<fence>```+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Command:
    """A command of a document; `shown` is None where the document shows no output."""

    line: int
    text: str
    shown: str | None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrittenFile:
    """A file the document asks its reader to write."""

    line: int
    path: str
    text: str


def steps_of(document: str) -> Iterator[Command | WrittenFile]:
    """Yield what a document asks its reader to do, in order."""
    for found in _FENCE.finditer(document):
        language, _, path = found["info"].strip().partition(" ")
        line = document.count("\n", 0, found.start("body")) + 1
        if path:
            yield WrittenFile(line, path, found["body"])
        elif language == "console":
            answers = tuple((found["answers"] or "").split(" | ")) if found["answers"] else ()
            yield from _console(found["body"], line, answers)
        elif language in {"sh", "powershell"}:
            yield from (
                Command(line, text.partition("#")[0].strip(), None)
                for text in found["body"].splitlines()
                if text.strip()
            )
        elif language not in SHOWN_ONLY:
            message = f"line {line}: a block of kind {language!r} would be neither run nor looked at"
            raise ValueError(message)


def _console(body: str, line: int, answers: tuple[str, ...]) -> Iterator[Command]:
    joined = body.replace("\\\n", "")
    if not joined.startswith("$ "):
        message = f"line {line}: a console block begins with a command"
        raise ValueError(message)
    for part in re.split(r"^\$ ", joined, flags=re.MULTILINE)[1:]:
        text, _, shown = part.partition("\n")
        yield Command(line, text.strip(), shown.strip("\n"), answers)


def run(command: Command, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """Run a `dxplan` command as a process and return what a reader sees."""
    words = shlex.split(command.text)
    if words[0] != "dxplan" or {"|", ">", "<", "&&", ";"} & set(words):
        message = f"line {command.line}: cannot be run by a test: {command.text}"
        raise ValueError(message)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "LANG"}}
    done = subprocess.run(
        [sys.executable, "-m", "dxplan_cli", *words[1:]],
        cwd=folder,
        env=kept | {"HOME": str(folder), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"} | dict(environment or {}),
        input="".join(f"{answer}\n" for answer in command.answers),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def agrees(command: Command, printed: str) -> bool:
    """Tell whether what was printed is what the document shows."""
    if command.shown is None:
        return True
    shown = command.shown
    for answer in command.answers:  # typed text stands on the screen, but not in the output of a process
        shown = re.sub(rf"：{re.escape(answer)}\n", "：", shown, count=1)
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    return re.fullmatch("".join(map(_pattern, shown.splitlines())), "".join(f"{line}\n" for line in lines)) is not None


def _pattern(line: str) -> str:
    if line.strip() == ELISION:
        return r"(?:.*\n)*?"
    if line.endswith(ELISION):
        return re.escape(line.removesuffix(ELISION)) + r".*\n"
    return re.escape(line.rstrip()) + r"\n"
