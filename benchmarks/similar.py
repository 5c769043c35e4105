"""Similar opinions: how long, how much memory, how many are found: ``make bench-similar``.

Every measurement is a process of its own, as a clerk would start it. Bounds are
held against the processor's time, which no other program lengthens; the clock's
stands beside it. Memory is the peak of the process. Precision and recall
are taken from copies of which it is known what they say: a pair counts when it
says the same and its two texts are near to one another. A pair may be apart
although both are near to a third: then each is in the group of what it is
nearest to, and it still counts as missed. Copies that say the contrary, another
number or another name are near too: none of them may be joined.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dxplan_cli.text.nearness import nearness
from dxplan_cli.text.sameness import sameness_key
from opinion_texts import Written, write_opinions

NEAR = 0.8
LARGE_FAMILY = 60
PAIRS_TAKEN = 2000
REGISTER = (1_000, 5_000, 20_000)
RAW = (1_000, 10_000, 50_000, 200_000)
BOUNDS = {("register", 20_000): (6.0, None), ("raw", 200_000): (60.0, 1_000_000_000)}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process took: seconds by the clock, seconds of the processor, bytes at the peak."""

    clock: float
    processor: float
    peak: int


def run(arguments: list[str]) -> Taken:
    """Run a process to its end, its output sent nowhere."""
    start = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{arguments} ended with {process.returncode}"
        raise RuntimeError(message)
    return Taken(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def write_register(folder: Path, written: list[Written]) -> Path:
    """Write a plan of one chapter with these opinions, one file each."""
    data = folder / "plan-data"
    (data / "drafts/soan").mkdir(parents=True)
    (data / "opinions/r").mkdir(parents=True)
    (data / "rounds").mkdir()
    (data / "plan.yaml").write_text("title: 計画\ndrafts: [soan]\n", encoding="utf-8")
    (data / "drafts/soan/draft.yaml").write_text("label: 素案\nchapters: ['01']\n", encoding="utf-8")
    chapter = "id: c\nkind: section\ntitle: 章\nchildren: [{id: p, kind: paragraph, text: 本文}]\n"
    (data / "drafts/soan/01.yaml").write_text(chapter, encoding="utf-8")
    (data / "rounds/r.yaml").write_text("kind: 意見募集\ntitle: 意見募集\ndraft: soan\n", encoding="utf-8")
    for number, each in enumerate(written):
        text = f"text: {json.dumps(each.text, ensure_ascii=False)}\n\ndisposition: 未対応\n"
        (data / f"opinions/r/r-{number:06}.yaml").write_text(text, encoding="utf-8")
    return data


def write_raw(folder: Path, written: list[Written]) -> Path:
    """Write a CSV file with people and numbers, as a form on the web would give it."""
    path = folder / "raw.csv"
    dice = Random(1)  # noqa: S311 - repeatable, not secret
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("受付番号", "氏名", "ご意見"))
        for number, each in enumerate(written):
            writer.writerow((f"W{number:06}", f"氏名{dice.randrange(len(written))}", each.text))
    return path


def near_pairs(written: list[Written]) -> list[tuple[int, int]]:
    """Return pairs that say the same, differently worded, whose texts are near; of a large family a sample."""
    dice = Random(2)  # noqa: S311 - repeatable, not secret
    keys = [sameness_key(each.text) for each in written]
    families: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for number, each in enumerate(written):
        families[each.saying].setdefault(keys[number], number)
    pairs: list[tuple[int, int]] = []
    for family in families.values():
        members = list(family.values())
        if len(members) <= LARGE_FAMILY:
            pairs += itertools.combinations(members, 2)
        else:
            pairs += [(each[0], each[1]) for each in (dice.sample(members, 2) for _ in range(PAIRS_TAKEN))]
    return [(one, other) for one, other in pairs if nearness(keys[one], keys[other], NEAR)]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the groups fit.

    `precision` is the share of members that say what their group's first one says, `opposed` the same among copies of one
    opinion and of its opposites, `recall` the share of near pairs that are together.
    """

    precision: float
    opposed: float
    recall: float


def quality(written: list[Written], groups: list[list[int]]) -> Quality:
    """Return how well the groups fit what the opinions say."""
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    joined = [(written[group[0]], written[member]) for group in groups for member in group[1:]]
    right = sum(first.saying == member.saying for first, member in joined)
    of_one_root = [(first, member) for first, member in joined if first.root == member.root]
    not_opposed = sum(first.saying == member.saying for first, member in of_one_root)
    pairs = near_pairs(written)
    together = sum(group_of.get(one, -1 - one) == group_of.get(other, -1 - other) for one, other in pairs)
    return Quality(right / max(1, len(joined)), not_opposed / max(1, len(of_one_root)), together / max(1, len(pairs)))


def groups_of_raw(path: Path) -> list[list[int]]:
    """Return the groups in the table of rows that was written, as numbers of comments from 0."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            groups[row["整理番号"]].append(int(row["行"]) - 2)
    return list(groups.values())


def groups_of_register(data: Path) -> list[list[int]]:
    """Return the groups the command gives as JSON, as numbers of opinions from 0."""
    told = subprocess.run([*_similar(), "--data", str(data), "--format", "json"], capture_output=True, check=True)
    groups = json.loads(told.stdout)["groups"]
    return [[int(each["id"].removeprefix("r-")) for each in group["opinions"]] for group in groups]


def _similar() -> list[str]:
    return [str(Path(sys.executable).with_name("dxplan")), "opinions", "similar"]


def main() -> int:
    """Measure the register and the raw file, small to large; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="似た意見の速さと確かさを測る")
    parser.add_argument("--largest", type=int, default=200_000, help="これより多い件数は測らない")
    largest = parser.parse_args().largest
    print(
        "| 対象 | 件数 | 秒（時計） | 秒（処理装置） | 最大メモリ MB | 適合率 | 反対・別の数・別の名との適合率 | 再現率 | 上限 |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---|")
    kinds = [("register", size) for size in REGISTER] + [("raw", size) for size in RAW]
    results = [_measure(kind, size) for kind, size in kinds if size <= largest]
    return int(not all(results))


def _measure(kind: str, size: int) -> bool:
    written = write_opinions(size, seed=7)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kind == "register":
            data = write_register(folder, written)
            taken = run([*_similar(), "--data", str(data)])
            groups = groups_of_register(data)
        else:
            raw = write_raw(folder, written)
            told = ("--person", "氏名", "--key", "受付番号")
            tables = ("-o", str(folder / "groups.csv"), "--rows", str(folder / "rows.csv"))
            taken = run([*_similar(), "--from", str(raw), *told, *tables])
            groups = groups_of_raw(folder / "rows.csv")
    found = quality(written, groups)
    seconds, peak = BOUNDS.get((kind, size), (None, None))
    bound = "・".join(filter(None, (f"{seconds:g}秒" if seconds else "", f"{peak // 1_000_000}MB" if peak else "")))
    print(
        f"| {kind} | {size:,} | {taken.clock:.1f} | {taken.processor:.1f} | {taken.peak / 1e6:.0f} "
        f"| {found.precision:.4f} | {found.opposed:.4f} | {found.recall:.4f} | {bound} |",
        flush=True,
    )
    is_quick = (seconds is None or taken.processor <= seconds) and (peak is None or taken.peak <= peak)
    is_right = found.precision >= 0.99 and found.opposed == 1 and found.recall >= 0.99
    return is_quick and is_right


if __name__ == "__main__":
    sys.exit(main())
