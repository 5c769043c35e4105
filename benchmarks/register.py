"""The register in the week before a meeting: list, add, check, from 1,000 opinions to 200,000: ``make bench-register``.

Every turn is a whole process, as a clerk waits for it, and stands beside an
empty Python of the same turn; medians of the ratios are compared. The plan is the one
shipped, with opinions of 300 characters more. A list is measured as it is while
nothing changes, with a filter, right after an opinion was added, and once
without an index.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from opinion_texts import write_opinions

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "plan-data"
DXPLAN = str(Path(sys.executable).with_name("dxplan"))
SIZES = (1_000, 20_000, 200_000)
CHECKED = (1_000, 5_000, 20_000)
BOUND_AT = 20_000
SETTLED = 2.5
"""Seconds after which a file that was written counts as unchanged (ADR 11)."""


@dataclass(frozen=True, slots=True)
class Race:
    """A command, and the most it may take of an empty Python's time with `BOUND_AT` opinions."""

    name: str
    arguments: tuple[str, ...]
    bound: float | None = None


RACES = (
    Race("opinions list --limit 50", ("opinions", "list", "--limit", "50"), 20),
    Race("同じくJSON", ("opinions", "list", "--limit", "50", "--format", "json"), 20),
    Race(
        "--state 未完了 --about norin", ("opinions", "list", "--limit", "50", "--state", "未完了", "--about", "norin")
    ),
    Race("意見を一つ足す", ("add-opinion", "窓口を減らしてほしい", "--about", "norin"), 15),
    Race("足した直後の一覧", ("opinions", "list", "--limit", "50"), 20),
)


def main() -> int:
    """Run everything and print the tables; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="意見の一覧・追加・点検の速さを、件数ごとに測る")
    parser.add_argument("-n", type=int, default=9, help="回数")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="これより多い件数は測らない")
    options = parser.parse_args()
    sizes = [size for size in sorted({*SIZES, *CHECKED}) if size <= options.largest]
    print("| 意見 | すること | ミリ秒（中央値） | 比（中央値） | 上限 |\n|---:|---|---:|---:|---:|")
    is_broken = False
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            for each in measure(make_plan(Path(name) / "plan-data", size), size, options.n):
                is_broken |= each.is_broken
                bound = f"{each.bound:g}" if each.bound else ""
                print(f"| {size:,} | {each.name} | {each.milliseconds:.0f} | {each.ratio:.1f} | {bound} |", flush=True)
    return int(is_broken)


def make_plan(plan: Path, size: int) -> Path:
    """Write the shipped plan with so many more opinions."""
    shutil.copytree(PLAN, plan, ignore=shutil.ignore_patterns(".dxplan"))
    folder = plan / "opinions" / "iken"
    folder.mkdir()
    (plan / "rounds" / "iken.yaml").write_text("kind: 意見募集\ntitle: 意見募集\ndraft: soan\n", encoding="utf-8")
    for number, each in enumerate(write_opinions(size, seed=7, copied=0)):
        text = json.dumps(each.text, ensure_ascii=False)
        decision = "disposition: 参考\n\nanswer: 今後の参考とします\n" if number % 3 else "disposition: 未対応\n"
        (folder / f"iken-{number:06}.yaml").write_text(
            f"text: {text}\n\nabout: [norin]\n\n{decision}", encoding="utf-8"
        )
    return plan


def measure(plan: Path, size: int, turns: int) -> Iterator[Line]:
    """Let the commands take turns; yield a line each."""
    data = ("--data", str(plan))
    time.sleep(SETTLED)
    yield line("はじめての一覧（索引を作る）", [against_empty((*RACES[0].arguments, *data))])
    if size in SIZES:
        taken: dict[str, list[tuple[float, float]]] = {race.name: [] for race in RACES}
        for _ in range(turns):
            time.sleep(SETTLED)
            against_empty((*RACES[0].arguments, *data))  # takes up what the turn before has added
            for race in RACES:
                taken[race.name].append(against_empty((*race.arguments, *data)))
        yield from (line(race.name, taken[race.name], race.bound if size == BOUND_AT else None) for race in RACES)
    if size in CHECKED:
        yield line("check", [against_empty(("check", *data)) for _ in range(3)])


class Line(NamedTuple):
    """What was done, its milliseconds, its ratio to an empty Python, and the bound of that."""

    name: str
    milliseconds: float
    ratio: float
    bound: float | None

    @property
    def is_broken(self) -> bool:
        """Tell whether it took longer than it may."""
        return self.bound is not None and self.ratio > self.bound


def line(name: str, taken: list[tuple[float, float]], bound: float | None = None) -> Line:
    """Return the medians of what was taken, beside an empty Python each time."""
    milliseconds = statistics.median(mine for mine, _ in taken) * 1000
    return Line(name, milliseconds, statistics.median(mine / other for mine, other in taken), bound)


def against_empty(arguments: tuple[str, ...]) -> tuple[float, float]:
    """Run dxplan, then an empty Python; return the seconds of both."""
    return seconds((DXPLAN, *arguments)), seconds((sys.executable, "-c", "pass"))


def seconds(arguments: tuple[str, ...]) -> float:
    """Run a command; return the seconds it took. To have findings is no failure."""
    start = time.perf_counter()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1} or (done.returncode and "check" not in arguments):
        message = f"{arguments[:3]} が {done.returncode} で終わりました：\n{done.stderr}"
        raise SystemExit(message)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
