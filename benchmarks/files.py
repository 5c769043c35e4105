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
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.intake.manuscript.tree import MARGINS, OPENING
from dxplan_cli.model.node import walk
from file_pair import real_pair, truth_of, write_file
from file_shapes import SHAPES, write_shape
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
    from collections.abc import Mapping, Sequence

DXPLAN = str(Path(sys.executable).with_name("dxplan"))
NAMES = DIFF, OURS = "dxplan diff", "dxplan docx redline --tracked"
MOVES = 0.95
"""Share of the moves to be found."""
MOST_EXCESS = 0.5
"""Of the characters changed, those marked beside them; what was split or merged counts as unchanged."""
SIZES, EXTREME, RANGE = (625, 1_250, 2_500, 5_000, 10_000), (2_000, 10_000), 5
"""Sizes; what is `RANGE` times as large is held against the smaller one."""
EDITED = 0.1
STEEPEST = 1.5
"""How many times as long one thing of the largest file may take as one of a smaller file."""
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


Key: TypeAlias = tuple[str, str, int]
"""The shape of the files, the command, how many there are."""
Commands: TypeAlias = "dict[Key, tuple[str, ...]]"


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
        broken += measure_shapes(folder, options.n)
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
    nodes: dict[int, int] = {}
    commands: Commands = {}
    for size in SIZES:
        base, revised = folder / f"old-{size}.docx", folder / f"new-{size}.docx"
        planted = plant(*wordy_draft(size, Random(size)), size, EDITED)  # noqa: S311 - repeatable, not secret
        write_file(base, planted.base)
        write_file(revised, planted.revised)
        nodes[size] = sum(1 for _ in walk(planted.base))
        commands |= commands_for("文章", size, base, revised)
    print("\n| 命令 | 文章 | 見出しなどを含めた項目 | 秒（処理装置） | 秒（時計） | 一項目のミリ秒 | 最大メモリMB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    least = least_of(commands, turns)
    for (_, name, size), cost in sorted(least.items()):
        figures = f"{cost.processor:.2f} | {cost.seconds:.2f} | {1000 * cost.processor / nodes[size]:.3f}"
        print(f"| {name} | {size:,} | {nodes[size]:,} | {figures} | {cost.memory:.0f} |")
    return too_steep(least, nodes)


def measure_shapes(folder: Path, turns: int) -> list[str]:
    """Print what files of extreme shapes take; return the commands whose growth is too steep."""
    commands: Commands = {}
    for shape in SHAPES:
        for size in EXTREME:
            base, revised = (folder / f"{name}-{len(commands)}.docx" for name in ("old", "new"))
            write_shape(base, shape, size, 0)
            write_shape(revised, shape, size, 1)
            commands |= commands_for(shape, size, base, revised)
    least = least_of(commands, turns)
    print(f"\n| {EXTREME[-1]:,}の | " + " | ".join(f"{name}：秒、最大メモリMB" for name in NAMES) + " |")
    print("|---|" + "---:|" * len(NAMES))
    for shape in SHAPES:
        costs = [least[shape, name, EXTREME[-1]] for name in NAMES]
        print(f"| {shape} | " + " | ".join(f"{cost.processor:.2f}、{cost.memory:.0f}" for cost in costs) + " |")
    return too_steep(least, {size: size for size in EXTREME})


def commands_for(shape: str, size: int, base: Path, revised: Path) -> Commands:
    """Return what is measured with two files."""
    return {
        (shape, DIFF, size): (DXPLAN, "diff", str(base), str(revised)),
        (shape, OURS, size): redline_of(base, revised, revised.with_suffix(".out.docx")),
    }


def least_of(commands: Commands, turns: int) -> dict[Key, Cost]:
    """Let the commands take turns; return the least each took of the processor."""
    rounds = [{key: cost_of(command) for key, command in commands.items()} for _ in range(turns)]
    return {key: min((each[key] for each in rounds), key=lambda cost: cost.processor) for key in commands}


def too_steep(least: Mapping[Key, Cost], counts: Mapping[int, int]) -> list[str]:
    """Return the commands that take longer and longer for each thing."""
    broken = []
    for (shape, name, size), cost in least.items():
        start = max((each for each in counts if each <= size // RANGE), default=None)
        if size == max(counts) and start is not None:
            steeper = cost.processor / counts[size] / (least[shape, name, start].processor / counts[start])
            print(f"\n{shape}、{name}：{size:,}の一つは、{start:,}の一つの{steeper:.2f}倍（上限{STEEPEST}）", end="")
            broken += [f"{shape}、{name}：時間が大きさのわりに伸びる"] if steeper > STEEPEST else []
    print()
    return broken


if __name__ == "__main__":
    sys.exit(main())
