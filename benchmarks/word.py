"""The tracked redline side by side with its peers, on a pair whose differences are known: ``make bench-word``.

Ours starts from the plan, checks it and proves the redline before writing it; it has read the plan before,
as in an evening of work, and finds it in its index (ADR 11). What the first
time costs, without an index, is the table of growth. The others get the base and the
revised draft as the clean papers `dxplan docx redline` makes of the same plan
(``--rejected``, ``--accepted``): the same texts, styles and tables.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import statistics
import sys
import tempfile
import time
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
from redline_race import (
    DOCXODUS,
    LEAST_LEAD,
    OFTEN,
    Pair,
    Result,
    Tool,
    excess,
    lead_over,
    peers_of,
    print_race,
    race,
    run,
)
from word_pair import write_opinions, write_pair

if TYPE_CHECKING:
    from word_pair import Truth

DXPLAN = str(Path(sys.executable).with_name("dxplan"))
OURS = "dxplan docx redline --tracked"
OPINIONS, MOST_SECONDS = 10_000, 2.0
SETTLED = 2.5
"""Seconds after which the index takes a file that was written."""
_OURS = """
import sys
from pathlib import Path
from dxplan_cli.app.documents import Order, choose_manner, make_documents
order = Order(kind="redline", out=Path(sys.argv[2]), manner=choose_manner(["tracked"]))
def work():
    make_documents(Path(sys.argv[1]), order)
"""


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
        ours = our_tool(folder / "1" / "plan", folder / "ours.docx")
        results = race(pair, (ours, *peers_of(folder, pair, options.peers.absolute())), options.n)
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
    pair = Pair(folder / "base.docx", folder / "revised.docx", write_pair(folder / "plan", times))
    for manner, path in (("rejected", pair.base), ("accepted", pair.revised)):
        run((DXPLAN, "docx", "redline", f"--{manner}", "--data", str(folder / "plan"), "-o", str(path)))
    return pair


def our_tool(plan: Path, out: Path) -> Tool:
    """Return dxplan, which starts from the plan's data."""
    command = (DXPLAN, "docx", "redline", "--tracked", "--data", str(plan), "-o", str(out))
    return Tool(OURS, command, out, (sys.executable, "-c", _OURS + OFTEN, str(plan), str(out)))


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
