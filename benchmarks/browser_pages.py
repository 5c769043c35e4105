"""The page in a browser: how long `dxplan site` takes, for the plan as it is and with ever more opinions: ``make bench-site``.

Every turn is a whole process with a warm index and stands beside an empty Python
of the same turn; medians are compared. The first line has a bound, the growth
from the second size to the last must stay near linear. What a browser takes to
open the largest page and to filter is measured by itself and told, where
Chromium is found.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from register import against_empty, make_plan

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 3_000, 10_000)
BOUND = 80
"""What the plan as it is may take, in times of an empty Python."""
STEEPEST = 1.5
"""How much more than in proportion the time of the opinions may grow."""
FILTERS = ("2", "", "窓口", "ない語句", "")
MEASURE = """
async (words) => {
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const taken = [];
  for (const word of words) {
    const field = document.getElementById("words");
    const start = performance.now();
    field.value = word;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    await settled();
    taken.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 1500));
  }
  return taken;
}
"""


def main() -> int:
    """Run everything and print the tables; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="ページを作る速さを、意見の件数ごとに測る")
    parser.add_argument("-n", type=int, default=7, help="回数")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="これより多い件数は測らない")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        return measure(Path(name), options.n, [size for size in SIZES if size <= options.largest])


def measure(folder: Path, turns: int, sizes: list[int]) -> int:
    """Measure in a folder that may be filled."""
    shutil.copytree(ROOT / "plan-data", folder / "0" / "plan-data", ignore=shutil.ignore_patterns(".dxplan"))
    print("| 意見 | すること | ミリ秒（中央値） | 比（中央値） | 上限 |\n|---:|---|---:|---:|---:|")
    _, ratio = tell(0, folder / "0", turns, BOUND)
    taken = {size: tell(size, make_plan(folder / str(size) / "plan-data", size).parent, turns)[0] for size in sizes}
    is_broken = ratio > BOUND
    if len(taken) > 1:
        first, last = min(taken), max(taken)
        growth = (taken[last] / taken[first]) / (last / first)
        print(f"\n{first:,}件から{last:,}件へ：件数の伸びに対する時間の伸び {growth:.2f}（上限 {STEEPEST}）")
        is_broken |= growth > STEEPEST
    if taken:
        tell_browser(folder / str(max(taken)))
    return int(is_broken)


def tell(size: int, home: Path, turns: int, bound: float | None = None) -> tuple[float, float]:
    """Measure and print a line for each form; return seconds and ratio of the folder of pages."""
    found: list[tuple[float, float]] = []
    for name, more in (
        ("ページのフォルダ", ()),
        ("一つのファイル", ("--single-file",)),
        ("公表用", ("--edition", "公表用")),
    ):
        call = ("site", *more, "-o", str(home / name), "--data", str(home / "plan-data"))
        against_empty(call)
        runs = [against_empty(call) for _ in range(turns if size < SIZES[-1] else min(turns, 3))]
        seconds, ratio = statistics.median(mine for mine, _ in runs), statistics.median(a / b for a, b in runs)
        shown = f"{bound:g}" if bound and not found else ""
        print(f"| {size or 'もとのまま'} | {name} | {seconds * 1000:.0f} | {ratio:.1f} | {shown} |", flush=True)
        found.append((seconds, ratio))
    return found[0]


def tell_browser(home: Path) -> None:
    """Open the page of opinions in Chromium and filter it, if there is one."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only make test-browser installs it
    except ImportError:
        chromium = None
    if chromium is None:
        print("\nChromiumがないので、ブラウザでの速さは測っていません（make test-browser が入れます）")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((home / "ページのフォルダ" / "opinions.html").as_uri())
        opened = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        taken = page.evaluate(MEASURE, list(FILTERS))
        browser.close()
    told = json.dumps([round(each) for each in taken])
    print(f"\nブラウザ：開くまで {opened:.0f} ミリ秒、絞り込み一回ごと {told} ミリ秒（目安 200）")


if __name__ == "__main__":
    sys.exit(main())
