"""Two Word files compared without a plan, side by side with other tools, and how the time grows: ``make bench-files``.

The pair (`file_pair.py`) has 94 pages; all tools get the same two files, which
dxplan drew one by one: they share neither ids nor anything else but what they
say. Growth is the processor's time of whole processes, the least of several
turns in which the sizes take turns, so that a busy machine does not show.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dxplan_cli.intake.manuscript.tree import MARGINS, OPENING
from dxplan_cli.model.node import walk
from file_pair import real_pair, truth_of, write_file
from planted_edits import plant, wordy_draft
from redline_race import (
    DOCXODUS,
    LEAST_LEAD,
    OFFICE,
    OFTEN,
    Pair,
    Tool,
    excess,
    lead_at_work,
    lead_over,
    peers_of,
    print_race,
    race,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

DXPLAN = str(Path(sys.executable).with_name("dxplan"))
OURS, DIFF = "dxplan docx redline --tracked", "dxplan diff"
MOVES = 0.95
"""Share of the moves to be found."""
MOST_EXCESS = 0.5
"""Of the characters changed, those marked beside them; what was split or merged counts as unchanged."""
SIZES, FROM = (625, 1_250, 2_500, 5_000, 10_000), 1_250
EDITED = 0.1
STEEPEST = 1.5
"""How many times as long a paragraph of the largest pair may take as one of 1,250."""
_OURS = """
import sys
from pathlib import Path
from dxplan_cli.app.documents import Order, choose_manner, make_documents
base, revised, out = sys.argv[1:]
order = Order(kind="redline", out=Path(out), manner=choose_manner(["tracked"]), base=base, revised=revised)
def work():
    make_documents(None, order)
"""


_MEASURED = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""In a small process of its own: a new process is charged with the memory of the one that started it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds on the clock, of the processor, and the most memory in megabytes."""

    seconds: float
    processor: float
    memory: float


def main() -> int:
    """Run everything and print the tables; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="二つのWordファイルの比較を、ほかの道具と並べて測る")
    parser.add_argument("-n", type=int, default=7, help="回数")
    parser.add_argument("--peers", type=Path, help="ほかの道具を入れた仮想環境（なければ伸びだけを測る）")
    options = parser.parse_args()
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.peers is not None:
            broken += measure_race(folder, options.peers.absolute(), options.n)
        broken += measure_growth(folder, options.n)
    for bound in broken:
        print(f"守れていません：{bound}")
    return int(bool(broken))


def measure_race(folder: Path, peers: Path, turns: int) -> list[str]:
    """Let all tools compare the pair; return what is promised and not kept."""
    pair = make_pair(folder)
    results = race(pair, (our_tool(folder, pair), *peers_of(folder, pair, peers)), turns)
    print_race(pair.truth, results)
    taken = [cost_of((DXPLAN, "diff", str(pair.base), str(pair.revised))) for _ in range(turns)]
    middle = statistics.median(each.seconds for each in taken)
    print(f"\n同じ二つのファイルの dxplan diff：{middle * 1000:.0f}ミリ秒、{taken[-1].memory:.0f}MB")
    ours, *others = results
    peer = {result.tool.name: result for result in others}
    promises = {
        f"{DOCXODUS}より{LEAST_LEAD}倍速い（全体で）": lead_over(peer[DOCXODUS], ours) >= LEAST_LEAD,
        f"{OFFICE}より速い（全体で）": lead_over(peer[OFFICE], ours) > 1,
        f"{OFFICE}より速い（起動を除いて）": lead_at_work(peer[OFFICE], ours) > 1,
        "移動を見つける": ours.shown.moves >= MOVES * len(pair.truth.moves),
        "余分な印は変わった文字の半分まで": excess(ours, pair.truth) <= MOST_EXCESS * pair.truth.characters,
        "語を途中で切らない": ours.shown.cut_words == 0,
        "反映すれば新しい版、戻せばもとの版": ours.shown.gives_revised and ours.shown.gives_base,
        "削除が追加より先": ours.shown.deletion_first,
    }
    return [promise for promise, is_kept in promises.items() if not is_kept]


def make_pair(folder: Path) -> Pair:
    """Write the two files; a paper of ours has besides its title, and headings for what stands before the first."""
    base, revised = folder / "old.docx", folder / "new.docx"
    planted = real_pair()
    write_file(base, planted.base)
    write_file(revised, planted.revised)
    own = {f"{revised.stem}　見え消し版", OPENING, MARGINS, *(f"{path.stem}\t /" for path in (base, revised))}
    return Pair(base, revised, truth_of(planted), frozenset(own))


def our_tool(folder: Path, pair: Pair) -> Tool:
    out = folder / "ours.docx"
    often = (sys.executable, "-c", _OURS + OFTEN, str(pair.base), str(pair.revised), str(out))
    return Tool(OURS, redline_of(pair.base, pair.revised, out), out, often)


def redline_of(base: Path, revised: Path, out: Path) -> tuple[str, ...]:
    """Return the command that compares two files as one process."""
    return (DXPLAN, "docx", "redline", "--tracked", "--base", str(base), "--revised", str(revised), "-o", str(out))


def cost_of(arguments: Sequence[str]) -> Cost:
    """Run a command and return what it took."""
    told = subprocess.run((sys.executable, "-c", _MEASURED, *arguments), stdout=subprocess.PIPE, check=True).stdout
    return Cost(*map(float, told.split()))


def measure_growth(folder: Path, turns: int) -> list[str]:
    """Print what pairs of several sizes take; return the commands whose growth is too steep."""
    commands: dict[tuple[str, int], tuple[str, ...]] = {}
    nodes: dict[int, int] = {}
    for size in SIZES:
        base, revised = folder / f"old-{size}.docx", folder / f"new-{size}.docx"
        planted = plant(*wordy_draft(size, Random(size)), size, EDITED)  # noqa: S311 - repeatable, not secret
        write_file(base, planted.base)
        write_file(revised, planted.revised)
        nodes[size] = sum(1 for _ in walk(planted.base))
        commands[DIFF, size] = (DXPLAN, "diff", str(base), str(revised))
        commands[OURS, size] = redline_of(base, revised, folder / f"redline-{size}.docx")
    rounds = [{key: cost_of(command) for key, command in commands.items()} for _ in range(turns)]
    least = {key: min((each[key] for each in rounds), key=lambda cost: cost.processor) for key in commands}
    print("\n| 命令 | 文章 | 項目 | 秒（処理装置） | 秒（時計） | 一項目のミリ秒 | 最大メモリMB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for (name, size), cost in sorted(least.items()):
        figures = f"{cost.processor:.2f} | {cost.seconds:.2f} | {1000 * cost.processor / nodes[size]:.3f}"
        print(f"| {name} | {size:,} | {nodes[size]:,} | {figures} | {cost.memory:.0f} |")
    steeper = {
        name: (least[name, SIZES[-1]].processor / nodes[SIZES[-1]]) / (least[name, FROM].processor / nodes[FROM])
        for name in (DIFF, OURS)
    }
    for name, times in steeper.items():
        print(f"\n{name}：{SIZES[-1]:,}の一項目は、{FROM:,}の一項目の{times:.2f}倍（上限{STEEPEST}）")
    return [f"{name}の時間が、大きさのわりに伸びる" for name, times in steeper.items() if times > STEEPEST]


if __name__ == "__main__":
    sys.exit(main())
