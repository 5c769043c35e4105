"""The comparison of words side by side with other tools, on real revised lines: ``make bench-words CORPUS=FILE``.

The file has a pair a line, as JSON with `before` and `after`; it is not part of
this repository. By a hash every pair is of one of two halves: figures were tuned on the first only.

- An edit is a place where the two lines differ: words gone and words come at the same place are one.
- Cut: of the borders of words gone, in the old line, and of words come, in the new one, the share that
  is inside a word by MeCab with IPADIC, which the comparison itself does not use.
- Kept: the characters outside edits ÷ the longest common subsequence; of all lines together, and the mean of the lines.

A change of width alone counts as an edit here, white space another tool leaves out does not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from dxplan_cli.diff.words import compare_words

EDITS, CUT, KEPT = 1.65, 0.029, 0.978
"""At most so many edits a pair, so large a share of borders inside words; at least so much kept."""
OURS = "dxplan"
HALVES = ("調整に使った半分", "取り置いた半分")

Span: TypeAlias = tuple[int, int, int, int]
Pair: TypeAlias = tuple[str, str]

_NO_CORPUS = (
    "改定の前後の文のファイルが指されていないので、何も測っていません。"
    "make bench-words CORPUS=ファイル のように指してください（一行に一対、before と after のJSON）。"
)


class CorpusError(Exception):
    """A file of pairs that is not there, or not what it should be."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a tool made of one pair."""

    edits: int
    borders: int
    cut: int
    kept: int
    common: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a tool made of many pairs."""

    edits: float
    cut: float
    kept: float
    kept_mean: float

    @property
    def holds(self) -> bool:
        """Tell whether the bounds hold, whichever way what is kept is counted."""
        return self.edits <= EDITS and self.cut <= CUT and min(self.kept, self.kept_mean) >= KEPT


def read_pairs(path: Path) -> list[Pair]:
    """Read every pair, or say which line is none."""
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"改定の前後の文のファイル「{path}」がUTF-8の文として読めません：{error}"
        raise CorpusError(message) from error
    return [_read_pair(path, number, line) for number, line in enumerate(lines, 1)]


def _read_pair(path: Path, number: int, line: str) -> Pair:
    try:
        row = json.loads(line)
        before, after = row["before"], row["after"]
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path}:{number} に before と after がありません：{line[:80]}"
        raise CorpusError(message) from error
    if not isinstance(before, str) or not isinstance(after, str) or before == after or "\n" in before + after:
        message = f"{path}:{number} は異なる二つの行ではありません：{line[:80]}"
        raise CorpusError(message)
    return before, after


def half_of(pair: Pair) -> int:
    """Return which half a pair belongs to, wherever it stands in the file."""
    return sha256("\0".join(pair).encode()).digest()[0] % 2


def compare(pair: Pair) -> list[Span]:
    """Return the edits of our own comparison."""
    spans: list[Span] = []
    before = after = 0
    for segment in compare_words(*pair):
        old, new = before + len(segment.before), after + len(segment.after)
        if segment.before != segment.after:
            if spans and (spans[-1][1], spans[-1][3]) == (before, after):
                spans[-1] = (spans[-1][0], old, spans[-1][2], new)
            else:
                spans.append((before, old, after, new))
        before, after = old, new
    return spans


def ask_peers(pairs: list[Pair], peers: Path) -> tuple[dict[str, set[int]], dict[str, list[list[Span]]]]:
    """Return the places inside words of every line, and the edits every other tool sees."""
    script = Path(__file__).with_name("words_peers.py")
    told = subprocess.run(
        [peers / "bin/python", script], input=json.dumps(pairs).encode(), capture_output=True, check=True
    )
    answer = json.loads(told.stdout)
    return {line: set(places) for line, places in answer["insides"].items()}, answer["spans"]


def measure(pair: Pair, spans: list[Span], insides: dict[str, set[int]]) -> Line:
    """Count what one pair of lines shows."""
    before, after = (insides[line] for line in pair)
    places = [place in before for a, b, _, _ in spans if b > a for place in (a, b)]
    places += [place in after for _, _, c, d in spans if d > c for place in (c, d)]
    ends = [(0, 0, 0, 0), *spans, (len(pair[0]), 0, len(pair[1]), 0)]
    kept = sum(common(pair[0][one[1] : other[0]], pair[1][one[3] : other[2]]) for one, other in pairwise(ends))
    return Line(len(spans), len(places), sum(places), kept, common(*pair))


def common(before: str, after: str) -> int:
    """Return the length of a longest common subsequence, a bit for each character."""
    if before == after:
        return len(before)
    places: dict[str, int] = {}
    for at, letter in enumerate(before):
        places[letter] = places.get(letter, 0) | 1 << at
    row = every = (1 << len(before)) - 1
    for letter in after:
        met = row & places.get(letter, 0)
        row = ((row + met) | (row - met)) & every
    return len(before) - row.bit_count()


def summed(lines: list[Line]) -> Figures:
    """Return the figures of many lines."""
    return Figures(
        sum(line.edits for line in lines) / len(lines),
        sum(line.cut for line in lines) / max(1, sum(line.borders for line in lines)),
        sum(line.kept for line in lines) / sum(line.common for line in lines),
        sum(line.kept / max(1, line.common) for line in lines) / len(lines),
    )


def show(name: str, count: int, figures: Figures) -> None:
    cells = f"{figures.edits:.2f} | {figures.cut:.1%} | {figures.kept:.3f} | {figures.kept_mean:.3f}"
    print(f"| {name} | {count} | {cells} |")


def race(pairs: list[Pair], peers: Path) -> bool:
    """Print every tool's figures; return whether ours hold, of all lines; those of each half stand beside them."""
    insides, told = ask_peers(pairs, peers)
    print(
        "| 道具 | 対 | 違い／対 | 語の途中 | 残した字（全体） | 残した字（対の平均） |\n|---|---:|---:|---:|---:|---:|"
    )
    for name, spans in told.items():
        show(name, len(pairs), summed([measure(*each, insides) for each in zip(pairs, spans, strict=True)]))
    ours = [measure(pair, compare(pair), insides) for pair in pairs]
    groups = {OURS: ours}
    groups |= {
        f"{OURS}、{half}": [line for line, pair in zip(ours, pairs, strict=True) if half_of(pair) == number]
        for number, half in enumerate(HALVES)
    }
    figures = {name: summed(lines) for name, lines in groups.items() if lines}
    for name, each in figures.items():
        show(name, len(groups[name]), each)
    return figures[OURS].holds


def main() -> int:
    """Measure; 1 when a bound is broken, 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(description="語の比較を、ほかの道具と並べて測る")
    parser.add_argument("corpus", nargs="?", default="", help="改定の前後の文（JSON Lines）。なければ DXPLAN_CORPUS")
    parser.add_argument("--peers", type=Path, required=True, help="ほかの道具を入れた仮想環境")
    options = parser.parse_args()
    corpus = options.corpus or os.environ.get("DXPLAN_CORPUS", "")
    try:
        if not corpus:
            raise CorpusError(_NO_CORPUS)  # noqa: TRY301 - told as any other
        pairs = read_pairs(Path(corpus))
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2
    holds = race(pairs, options.peers)
    print(f"\n違い {EDITS} 以下、語の途中 {CUT:.1%} 以下、残した字 {KEPT} 以上：{'はい' if holds else 'いいえ'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
