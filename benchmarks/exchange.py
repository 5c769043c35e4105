"""Opinions to Excel and CSV and back, 1,000 to 20,000 of them, and as many comments in groups: ``make bench-exchange``.

Every turn is a whole process, as a clerk waits for it. Beside the export stands
xlsxwriter alone with cells of the same texts, beside the import of new opinions
a loop that writes as many files of the same size and has each of them on disk;
the ratios are to those, in the same turn. The bound is on the processor's time,
which others on the machine change least.
"""

from __future__ import annotations

import argparse
import csv
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from word_pair import write_opinions

DXPLAN = str(Path(sys.executable).with_name("dxplan"))
SIZES = (1_000, 5_000, 20_000)
MOST_SECONDS = 6.0
"""For the Excel file of the most opinions that are timed in turns."""
LARGEST = 200_000
"""So many are written out once, to show how that grows."""
_XLSXWRITER_ALONE = """
import csv, sys
from xlsxwriter import Workbook
with Workbook(sys.argv[2], {"constant_memory": True}) as book:
    sheet = book.add_worksheet()
    for number, row in enumerate(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""))):
        for at, text in enumerate(row):
            sheet.write_string(number, at, text)
"""
_FILES_ALONE = """
import os, sys
from pathlib import Path
from typing import NamedTuple
folder = Path(sys.argv[1])
folder.mkdir(parents=True)
for number in range(int(sys.argv[2])):
    with open(folder / f"{number:06}.tmp", "w", encoding="utf-8") as file:
        file.write("意見" * 75)
        file.flush()
        os.fsync(file.fileno())
    os.rename(folder / f"{number:06}.tmp", folder / f"{number:06}.yaml")
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """A plan with many opinions, one of the same drafts without any, and the files between them."""

    folder: Path
    number: int

    @property
    def plan(self) -> Path:
        """The plan with opinions."""
        return self.folder / "plan"

    @property
    def empty(self) -> Path:
        """The plan without."""
        return self.folder / "empty"

    def file(self, name: str) -> str:
        """Name a file beside them."""
        return str(self.folder / name)


def main() -> int:
    """Run everything and print the table; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="意見の書き出しと取り込みの速さを測る")
    parser.add_argument("-n", type=int, default=5, help="回数")
    turns = parser.parse_args().n
    print(
        "| 意見 | すること | 秒（中央値） | うちプロセッサ | 比（中央値） | 比べる相手 |\n|---:|---|---:|---:|---:|---|"
    )
    seconds = 0.0
    for number in SIZES:
        with tempfile.TemporaryDirectory() as name:
            seconds = measure(make_bench(Path(name), number), turns)
    with tempfile.TemporaryDirectory() as name:
        measure_largest(Path(name))
    is_broken = seconds > MOST_SECONDS
    if is_broken:
        print(f"守れていません：{SIZES[-1]:,}件のExcelが{seconds:.1f}秒（上限{MOST_SECONDS:g}秒）")
    return int(is_broken)


def make_bench(folder: Path, number: int) -> Bench:
    """Write both plans, the files to be imported, and the rows as CSV for those that are compared with."""
    bench = Bench(folder, number)
    write_opinions(bench.plan, number)
    shutil.copytree(bench.plan, bench.empty, ignore=shutil.ignore_patterns("opinions"))
    for name in ("known.xlsx", "known.csv"):
        run((DXPLAN, "opinions", "export", "--data", str(bench.plan), "-o", bench.file(name)))
    rows = Path(bench.file("known.csv")).read_text(encoding="utf-8-sig")
    Path(bench.file("new.csv")).write_text(rows.replace('"id",', '"番号",', 1), encoding="utf-8")
    write_groups(Path(bench.file("groups.csv")), number)
    return bench


def write_groups(file: Path, comments: int) -> None:
    """Write a table of groups: three comments each, with their keys."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("整理番号", "代表の意見", "件数", "もとの番号"))
        for at in range(0, comments, 3):
            keys = [f"W{number:06}" for number in range(at, min(at + 3, comments))]
            writer.writerow((f"群{at}", f"{at}番目からの意見です。" * 20, len(keys), ";".join(keys)))


def measure(bench: Bench, turns: int) -> float:
    """Let the commands take turns; print a line each; return the median seconds of the Excel export."""
    plan, empty = ("--data", str(bench.plan)), ("--data", str(bench.empty))
    grouped = (DXPLAN, "opinions", "import", "--group", bench.file("groups.csv"), "--round", "boshu")
    taken: dict[str, list[Taken]] = {}
    for turn in range(turns + 1):
        shutil.rmtree(bench.empty / "opinions", ignore_errors=True)
        shutil.rmtree(bench.folder / "files", ignore_errors=True)
        commands = {
            "xlsxwriterだけ": (
                sys.executable,
                "-c",
                _XLSXWRITER_ALONE,
                bench.file("known.csv"),
                bench.file("alone.xlsx"),
            ),
            "Excelに書き出す": (DXPLAN, "opinions", "export", *plan, "-o", bench.file("out.xlsx")),
            "CSVに書き出す": (DXPLAN, "opinions", "export", *plan, "-o", bench.file("out.csv")),
            "一覧（JSON）": (DXPLAN, "opinions", "list", "--format", "json", *plan),
            "Excelから取り込む（変わりなし）": (DXPLAN, "opinions", "import", bench.file("known.xlsx"), *plan),
            "ファイルを書くだけ": (sys.executable, "-c", _FILES_ALONE, str(bench.folder / "files"), str(bench.number)),
            "CSVから取り込む（すべて新しい）": (DXPLAN, "opinions", "import", bench.file("new.csv"), *empty),
            "群の表から取り込む（三件ずつ、新しい）": (*grouped, *empty),
            "群の表から取り込む（変わりなし）": (*grouped, *empty),
        }
        for name, arguments in commands.items():
            seconds = run(arguments)
            if turn:
                taken.setdefault(name, []).append(seconds)
    report(bench.number, taken)
    return statistics.median(each.whole for each in taken["Excelに書き出す"])


def measure_largest(folder: Path) -> None:
    """Write out the largest register, once it has been read."""
    write_opinions(folder, LARGEST)
    run((DXPLAN, "opinions", "list", "--limit", "1", "--data", str(folder)))
    commands = {
        name: (DXPLAN, "opinions", "export", "--data", str(folder), "-o", str(folder / f"out.{ending}"))
        for name, ending in (("Excelに書き出す", "xlsx"), ("CSVに書き出す", "csv"))
    }
    report(LARGEST, {name: [run(arguments)] for name, arguments in commands.items()})


def report(number: int, taken: dict[str, list[Taken]]) -> None:
    """Print a line for each command, with its ratio to what it is compared with."""
    against = {
        "Excelに書き出す": "xlsxwriterだけ",
        "CSVに書き出す": "xlsxwriterだけ",
        "Excelから取り込む（変わりなし）": "一覧（JSON）",
        "CSVから取り込む（すべて新しい）": "ファイルを書くだけ",
    }
    for name, turns in taken.items():
        other = against.get(name, "") if against.get(name, "") in taken else ""
        pairs = zip(turns, taken[other], strict=True) if other else ()
        ratio = f"{statistics.median(mine.whole / theirs.whole for mine, theirs in pairs):.1f}" if other else ""
        whole, processor = (statistics.median(part) for part in zip(*turns, strict=True))
        print(f"| {number:,} | {name} | {whole:.2f} | {processor:.2f} | {ratio} | {other} |")


class Taken(NamedTuple):
    """The seconds a command took: on the clock, and of the processor."""

    whole: float
    processor: float


def run(arguments: tuple[str, ...]) -> Taken:
    """Run a command; return the seconds it took."""
    start, used = time.perf_counter(), _processor()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{arguments[:3]} が {done.returncode} で終わりました：\n{done.stderr}"
        raise SystemExit(message)
    return Taken(time.perf_counter() - start, _processor() - used)


def _processor() -> float:
    """Return the processor's seconds of all children so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
