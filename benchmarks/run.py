"""Speed, as ratios to an empty Python in the same run: ``make bench``.

Every command is a whole process. The commands take turns, so that a machine
that slows down slows all of them; medians are compared.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from enlarge import enlarge

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "plan-data"
TIMES = 20


@dataclass(frozen=True, slots=True)
class Race:
    """A command, what it is compared with, and the most it may take of it."""

    name: str
    arguments: tuple[str, ...]
    bound: float | None
    against: str = "python -c pass"


def _seconds(arguments: tuple[str, ...]) -> float:
    start = time.perf_counter()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _races(folder: Path) -> tuple[Race, ...]:
    dxplan = str(Path(sys.executable).with_name("dxplan"))
    large = str(folder / "large")
    return (
        Race("python -c pass", (sys.executable, "-c", "pass"), None),
        Race("dxplan --help", (dxplan, "--help"), 3),
        Race("dxplan diff", (dxplan, "diff", "--data", str(PLAN)), 22),
        Race("dxplan diff --format json", (dxplan, "diff", "--format", "json", "--data", str(PLAN)), 22),
        Race("dxplan docx all", (dxplan, "docx", "all", "--data", str(PLAN), "-o", str(folder / "out")), 80),
        Race(f"dxplan diff, {TIMES}倍の計画", (dxplan, "diff", "--data", large), 25, against="dxplan diff"),
    )


def main() -> int:
    """Run all races and print the table; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="速さを測る")
    parser.add_argument("-n", type=int, default=11, help="回数")
    rounds = parser.parse_args().n
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        enlarge(PLAN, folder / "large", TIMES)
        races = _races(folder)
        taken: dict[str, list[float]] = {race.name: [] for race in races}
        for turn in range(rounds + 1):
            for race in races:
                seconds = _seconds(race.arguments)
                if turn:
                    taken[race.name].append(seconds)
    return _report(races, taken)


def _report(races: tuple[Race, ...], taken: dict[str, list[float]]) -> int:
    print("| 命令 | ミリ秒（中央値） | 比（中央値） | 上限 | 比べる相手 |")
    print("|---|---:|---:|---:|---|")
    broken = 0
    for race in races:
        pairs = zip(taken[race.name], taken[race.against], strict=True)
        ratio = statistics.median(mine / other for mine, other in pairs)
        bound = f"{race.bound:g}" if race.bound else ""
        middle = statistics.median(taken[race.name]) * 1000
        print(f"| {race.name} | {middle:.0f} | {ratio:.1f} | {bound} | {race.against} |")
        broken += bool(race.bound and ratio > race.bound)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
