"""The tracked redline side by side with its peers, on a pair whose differences are known: ``make bench-word``.

Every tool is a whole process; they take turns, and the first turn does not
count. Beside that stands the work alone: the same from files to file, again
and again in a process that has everything loaded. Ours starts from the plan,
checks it and proves the redline before writing it; it has read the plan before,
as in an evening of work, and finds it in its index (ADR 11). What the first
time costs, without an index, is the table of growth. The others get the base and the
revised draft as the clean papers `dxplan docx redline` makes of the same plan
(``--rejected``, ``--accepted``): the same texts, styles and tables.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.app.proof import prove_sound
from dxplan_cli.app.stamp import stamp_of
from dxplan_cli.app.workspace import choose_pair, open_plan
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.responses import make_responses
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.store.write import write_file
from dxplan_cli.trace.trace import trace_changes
from word_pair import write_opinions, write_pair
from word_reading import read_redline, texts_of

if TYPE_CHECKING:
    from word_pair import Truth
    from word_reading import Shown

ROOT = Path(__file__).resolve().parent.parent
DXPLAN = str(Path(sys.executable).with_name("dxplan"))
OURS, DOCXODUS = "dxplan docx redline --tracked", "python-redlines[docxodus]"
LEAST_LEAD = 5
"""So many times faster than Docxodus the redline has to be."""
OPINIONS, MOST_SECONDS = 10_000, 2.0
SETTLED = 2.5
"""Seconds after which the index takes a file that was written."""
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
_OURS = """
import sys
from pathlib import Path
from dxplan_cli.app.documents import Order, choose_manner, make_documents
order = Order(kind="redline", out=Path(sys.argv[2]), manner=choose_manner(["tracked"]))
def work():
    make_documents(Path(sys.argv[1]), order)
"""
_OFTEN = """
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
    """A generated plan, its two drafts as papers, and what differs between them."""

    plan: Path
    base: Path
    revised: Path
    truth: Truth


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


def main() -> int:
    """Run everything and print the tables; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="変更履歴つきの見え消しを、ほかの道具と並べて測る")
    parser.add_argument("-n", type=int, default=7, help="回数")
    parser.add_argument("--peers", type=Path, required=True, help="ほかの道具を入れた仮想環境")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pair = make_pair(folder / "1", 1)
        time.sleep(SETTLED)
        results = race(pair, tools_for(pair, options.peers.absolute(), folder), options.n)
        print_race(pair.truth, results)
        print_growth({times: time_of_plan(folder / f"grown-{times}", times, options.n) for times in (1, 2, 4)})
        seconds = print_opinions(folder / "opinions", options.n)
    broken = [
        *broken_bounds(pair.truth, results),
        *([f"意見{OPINIONS}件が{seconds:.2f}秒"] if seconds > MOST_SECONDS else []),
    ]
    for bound in broken:
        print(f"守れていません：{bound}")
    return int(bool(broken))


def make_pair(folder: Path, times: int) -> Pair:
    """Write a plan and its two drafts as papers."""
    truth = write_pair(folder / "plan", times)
    pair = Pair(folder / "plan", folder / "base.docx", folder / "revised.docx", truth)
    for manner, path in (("rejected", pair.base), ("accepted", pair.revised)):
        run((DXPLAN, "docx", "redline", f"--{manner}", "--data", str(pair.plan), "-o", str(path)))
    return pair


def tools_for(pair: Pair, peers: Path, folder: Path) -> tuple[Tool, ...]:
    """Return all tools, ours first."""
    drafts = (str(pair.base), str(pair.revised))
    ours, docxodus, trackdiff, office = (
        folder / f"{name}.docx" for name in ("ours", "docxodus", "trackdiff", "office")
    )
    python, compare = str(peers / "bin" / "python"), str(ROOT / "benchmarks" / "libreoffice_compare.py")
    return (
        Tool(
            OURS,
            (DXPLAN, "docx", "redline", "--tracked", "--data", str(pair.plan), "-o", str(ours)),
            ours,
            (sys.executable, "-c", _OURS + _OFTEN, str(pair.plan), str(ours)),
        ),
        Tool(
            DOCXODUS,
            (python, "-c", f"{_DOCXODUS}\nwork()", *drafts, str(docxodus)),
            docxodus,
            (python, "-c", _DOCXODUS + _OFTEN, *drafts, str(docxodus)),
        ),
        Tool(
            "docx-trackdiff",
            (str(peers / "bin" / "docx-trackdiff"), *drafts, str(trackdiff)),
            trackdiff,
            (python, "-c", _TRACKDIFF + _OFTEN, *drafts, str(trackdiff)),
        ),
        Tool("LibreOfficeの比較", ("/usr/bin/python3", compare, *drafts, str(office), str(folder / "profile")), office),
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
    """Let the tools take turns, then read what they wrote."""
    times = [[run(tool.arguments) for tool in tools] for _ in range(turns + 1)][1:]
    base, revised = texts_of(pair.base), texts_of(pair.revised)
    return tuple(
        Result(tool, taken, work_of(tool), read_redline(tool.out, base, revised, pair.truth))
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


def time_of_plan(folder: Path, times: int, turns: int) -> float:
    """Return the median time of our redline of a plan so many times as large, never read before."""
    write_pair(folder, times)
    arguments = (DXPLAN, "docx", "redline", "--tracked", "--data", str(folder), "-o", str(folder / "redline.docx"))
    taken = []
    for _ in range(turns + 1):
        shutil.rmtree(folder / ".dxplan", ignore_errors=True)
        taken.append(run(arguments))
    return statistics.median(taken[1:])


def print_growth(seconds: dict[int, float]) -> None:
    print("\n| 計画の大きさ | 初めて読むとき、ミリ秒（中央値） | 1倍との比 |\n|---|---:|---:|")
    for times, taken in seconds.items():
        print(f"| {times}倍 | {taken * 1000:.0f} | {taken / seconds[1]:.1f} |")


def print_opinions(folder: Path, turns: int) -> float:
    """Time the table of many opinions; return the median seconds of making and writing it, without reading the plan.

    Cycles are not hunted for, as in a run of the command.
    """
    write_opinions(folder, OPINIONS)
    out = folder / "responses.docx"
    whole = run((DXPLAN, "docx", "responses", "--data", str(folder), "-o", str(out)))
    gc.disable()
    start = time.perf_counter()
    plan = open_plan(folder)
    read = time.perf_counter() - start
    trace = trace_changes(plan, *choose_pair(plan, folder, None, None))
    material = Material(plan, trace, None, None, stamp_of(trace))
    taken: list[float] = []
    for _ in range(turns):
        start = time.perf_counter()
        write_file(out, render_docx(make_responses(material)))
        taken.append(time.perf_counter() - start)
        gc.collect()
    start = time.perf_counter()
    prove_sound(open_word(out.read_bytes()))
    proof = time.perf_counter() - start
    print(f"\n意見{OPINIONS}件の意見対応表：作って書く {statistics.median(taken):.2f}秒", end="")
    print(f"（ほかに、計画を読む {read:.2f}秒、書いたものの検証 {proof:.2f}秒。命令の全体 {whole:.2f}秒）")
    return statistics.median(taken)


def broken_bounds(truth: Truth, results: tuple[Result, ...]) -> list[str]:
    """Return what our redline promises and does not keep."""
    ours, *peers = results
    docxodus = next(result for result in peers if result.tool.name == DOCXODUS)
    promises = {
        f"{DOCXODUS}より{LEAST_LEAD}倍速い（全体で）": lead_over(docxodus, ours) >= LEAST_LEAD,
        "移動をすべて見つける": ours.shown.moves == len(truth.moves),
        "余分な印がどれよりも少ない": all(excess(ours, truth) <= excess(peer, truth) for peer in peers),
        "語を途中で切らない": ours.shown.cut_words == 0,
        "反映すれば新しい版、戻せばもとの版": ours.shown.gives_revised and ours.shown.gives_base,
        "削除が追加より先": ours.shown.deletion_first,
    }
    return [promise for promise, is_kept in promises.items() if not is_kept]


if __name__ == "__main__":
    sys.exit(main())
