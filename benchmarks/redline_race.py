"""Tools that write a redline, run in turns as whole processes, and what their redlines show.

The first turn does not count. Beside that stands the work alone: the same from
files to file, again and again in a process that has everything loaded.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from word_reading import read_redline, texts_of

if TYPE_CHECKING:
    from word_pair import Truth
    from word_reading import Shown

ROOT = Path(__file__).resolve().parent.parent
DOCXODUS, TRACKDIFF, OFFICE = "python-redlines[docxodus]", "docx-trackdiff", "LibreOfficeの比較"
LEAST_LEAD = 5
"""So many times faster than Docxodus the redline has to be."""
_DOCXODUS = """
import sys
from pathlib import Path
from python_redlines.engines import DocxodusEngine
def work():
    redline, _, _ = DocxodusEngine().run_redline("事務局", *sys.argv[1:3], detect_moves=True)
    Path(sys.argv[3]).write_bytes(redline)
"""
_TRACKDIFF = """
import contextlib, os, sys
from docx_trackdiff.compare import main
def work():
    with contextlib.redirect_stdout(open(os.devnull, "w")):
        main()
"""
OFTEN = """
import gc, time
gc.disable()
work()
for _ in range(7):
    start = time.perf_counter()
    work()
    print(time.perf_counter() - start, file=sys.stderr)
    gc.collect()
"""
"""Behind a definition of `work`: its seconds, turn by turn, the first not counted."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files and what differs between them; `own_texts` are those a paper of ours adds to what it compares."""

    base: Path
    revised: Path
    truth: Truth
    own_texts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tool:
    """A command that writes a redline to `out`, and one that does so again and again and tells the seconds."""

    name: str
    arguments: tuple[str, ...]
    out: Path
    often: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A tool's times in seconds, turn by turn, the median of its work alone, and what its redline shows."""

    tool: Tool
    times: tuple[float, ...]
    work: float | None
    shown: Shown


def peers_of(folder: Path, pair: Pair, peers: Path) -> tuple[Tool, ...]:
    """Return the other tools, comparing two files; `peers` is the environment they are installed in."""
    drafts = (str(pair.base), str(pair.revised))
    docxodus, trackdiff, office = (folder / f"{name}.docx" for name in ("docxodus", "trackdiff", "office"))
    python = str(peers / "bin" / "python")
    compare = ("/usr/bin/python3", str(ROOT / "benchmarks" / "libreoffice_compare.py"))
    in_office = (*compare, *drafts, str(office), str(folder / "profile"))
    return (
        Tool(
            DOCXODUS,
            (python, "-c", f"{_DOCXODUS}\nwork()", *drafts, str(docxodus)),
            docxodus,
            (python, "-c", _DOCXODUS + OFTEN, *drafts, str(docxodus)),
        ),
        Tool(
            TRACKDIFF,
            (str(peers / "bin" / "docx-trackdiff"), *drafts, str(trackdiff)),
            trackdiff,
            (python, "-c", _TRACKDIFF + OFTEN, *drafts, str(trackdiff)),
        ),
        Tool(OFFICE, in_office, office, (*in_office, "often")),
    )


def work_of(tool: Tool) -> float | None:
    """Return the median seconds of a tool's work alone; None where it cannot be had without its start."""
    return statistics.median(map(float, carry_out(tool.often).split())) if tool.often is not None else None


def run(arguments: tuple[str, ...]) -> float:
    """Run a command; return how many seconds it took."""
    start = time.perf_counter()
    carry_out(arguments)
    return time.perf_counter() - start


def carry_out(arguments: tuple[str, ...]) -> str:
    """Run a command; return what it told beside its result."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "office")}
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{arguments[0]} が {done.returncode} で終わりました：\n{done.stderr}"
        raise SystemExit(message)
    return done.stderr


def race(pair: Pair, tools: tuple[Tool, ...], turns: int) -> tuple[Result, ...]:
    """Let the tools take turns, ours first, then read what they wrote."""
    times = [[run(tool.arguments) for tool in tools] for _ in range(turns + 1)][1:]
    drafts = texts_of(pair.base, pair.own_texts), texts_of(pair.revised, pair.own_texts)
    return tuple(
        Result(tool, taken, work_of(tool), read_redline(tool.out, *drafts, pair.truth, pair.own_texts))
        for tool, taken in zip(tools, zip(*times, strict=True), strict=True)
    )


def lead_over(result: Result, ours: Result) -> float:
    """Return how many times as long a tool takes as ours, in the same turns."""
    return statistics.median(other / own for other, own in zip(result.times, ours.times, strict=True))


def lead_at_work(result: Result, ours: Result) -> float:
    """Return how many times as long the work of a tool takes as ours."""
    return result.work / ours.work if result.work and ours.work else 0.0


def excess(result: Result, truth: Truth) -> int:
    """Return how many characters are marked beyond those that were changed."""
    return max(result.shown.characters - truth.characters, 0)


def print_race(truth: Truth, results: tuple[Result, ...]) -> None:
    print(f"修正{truth.edits}か所（うち移動{len(truth.moves)}）、変わった文字{truth.characters}字\n")
    print(
        "| 道具 | 全体のミリ秒（中央値） | dxplanの何倍 | 仕事だけのミリ秒 | dxplanの何倍 | 見つけた移動 | 印の文字 | 余分な印 | 語の途中 | 反映後 | 反映前 | 削除が先 |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|---|---|")
    for result in results:
        shown = result.shown
        answers = (shown.gives_revised, shown.gives_base, shown.deletion_first)
        print(
            f"| {result.tool.name} | {statistics.median(result.times) * 1000:.0f} | {lead_over(result, results[0]):.1f} |"
            f" {f'{result.work * 1000:.0f} | {lead_at_work(result, results[0]):.1f}' if result.work else '- | -'} |"
            f" {shown.moves} | {shown.characters} | {excess(result, truth)} | {shown.cut_words} |"
            f" {' | '.join('○' if answer else '×' for answer in answers)} |"
        )
