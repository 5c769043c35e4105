"""`dxplan opinions stats`: the counts agree with the register, with one another and with the paper."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import replace_in, run_on_terminal
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from test_cli_contracts import validate

from dxplan_cli.model.disposition import Disposition
from dxplan_cli.model.opinion import Opinion
from dxplan_cli.model.plan import Settings
from dxplan_cli.render.lines import Screen
from dxplan_cli.render.tally_lines import bar_lines
from dxplan_cli.trace.tally import Part, dispositions_of, tally

if TYPE_CHECKING:
    from conftest import Call, Run

BYS = ("theme", "round", "disposition")
PAPER = Path(__file__).parents[1] / "papers/golden/responses.txt"
FOLDER = "opinions/2023-kikitori"


def counted(ask: Run | Call, by: str) -> dict[str, Any]:
    done = ask("opinions", "stats", "--by", by, "--format", "json")
    assert done.code == 0, done.err
    record: dict[str, Any] = json.loads(done.out)
    validate("stats", record)
    return record


@pytest.mark.parametrize("by", BYS)
def test_every_opinion_is_counted_once(by: str, read: Run) -> None:
    record = counted(read, by)
    register = json.loads(read("opinions", "list", "--format", "json").out)["opinions"]

    assert record["total"]["opinions"] == len(register) == sum(row["opinions"] for row in record["rows"])
    dispositions = Counter(each["disposition"] for each in register)
    for name, heads in record["total"]["by_disposition"].items():
        assert heads["opinions"] == dispositions[name]
        assert heads["opinions"] == sum(row["by_disposition"][name]["opinions"] for row in record["rows"])


def test_the_paper_and_the_command_count_alike(read: Run) -> None:
    paper = PAPER.read_text(encoding="utf-8")
    drawn = re.findall(r"^- (.+?): (反映 \d+件.*)$", paper, re.MULTILINE)
    rounds = re.findall(r"^\| 事務局が聞き取りしたもの \| (.*) \|$", paper, re.MULTILINE)

    themes = counted(read, "theme")
    told = [
        (row["title"], "、".join(f"{name} {row['by_disposition'][name]['opinions']}件" for name in ("反映", "未対応")))
        for row in themes["rows"]
    ]
    assert told == drawn
    (row,) = counted(read, "round")["rows"]
    numbers = [*(heads["opinions"] for heads in row["by_disposition"].values()), row["opinions"]]
    assert [int(number) for number in re.findall(r"\d+", rounds[0])] == numbers


def test_people_are_counted_apart(plan: Path, call: Call) -> None:
    for number, name in (("01", "青森花子"), ("02", "青森　花子"), ("05", "津軽太郎")):
        file = plan / FOLDER / f"2023-kikitori-{number}.yaml"
        file.write_text(file.read_text(encoding="utf-8") + f"\ninternal:\n  member: {name}\n", encoding="utf-8")

    rows = {row["id"]: row for row in counted(call, "theme")["rows"]}

    assert {key: rows["shoko"][key] for key in ("opinions", "people", "unnamed")} == {
        "opinions": 4, "people": 1, "unnamed": 2,
    }  # fmt: skip
    assert (rows["norin"]["people"], rows["kanko"]["people"]) == (1, None)
    assert counted(call, "round")["total"]["people"] == 2
    assert "1人（ほか記名なし2件）" in call("opinions", "stats").out


def test_an_opinion_about_nothing_known_is_counted_last(plan: Path, call: Call) -> None:
    replace_in(plan / FOLDER / "2023-kikitori-07.yaml", "about: [norin]", "about: []")

    last = counted(call, "theme")["rows"][-1]
    assert (last["id"], last["title"], last["opinions"]) == (None, "（全般）", 1)


def test_a_plan_without_opinions_has_nothing_to_count(plan: Path, call: Call) -> None:
    for file in (plan / FOLDER).glob("*.yaml"):
        file.unlink()

    assert counted(call, "theme")["rows"] == []
    for by in BYS:
        assert call("opinions", "stats", "--by", by).code == 0


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_table_and_bars_keep_to_the_terminal(columns: int, by: str, plan: Path) -> None:
    env = {"COLUMNS": str(columns), "NO_COLOR": "1"}
    done = run_on_terminal(("opinions", "stats", "--by", by), cwd=plan.parent, env=env)

    assert done.code == 0
    assert max(cell_len(line) for line in done.out.splitlines()) <= columns
    assert "\x1b" not in done.out


@pytest.mark.parametrize("page", ["cp932:strict", "cp932"])
def test_a_japanese_console_shows_every_sign(page: str, plan: Path, run: Run) -> None:
    done = run("opinions", "stats", env={"PYTHONIOENCODING": page}, encoding="cp932")

    assert (done.code, done.err) == (0, "")
    assert "?" not in done.out


def test_colour_is_there_on_a_terminal_only(plan: Path, read: Run) -> None:
    assert "\x1b[" in run_on_terminal(("opinions", "stats"), cwd=plan.parent).out
    assert "\x1b" not in read("opinions", "stats").out


def test_a_word_that_is_no_row_is_refused(read: Run) -> None:
    done = read("opinions", "stats", "--by", "member")

    assert done.code == 2
    assert "theme" in done.err


DISPOSITIONS = ("反映", "参考", "未対応")
SETTINGS = Settings(title="計画", drafts=(), dispositions=tuple(map(Disposition, DISPOSITIONS)))
hearings = st.lists(st.lists(st.sampled_from(DISPOSITIONS), max_size=30), min_size=1, max_size=5)


@given(hearings, st.integers(30, 200))
def test_a_bar_is_as_long_as_its_share_of_the_longest(rounds: list[list[str]], columns: int) -> None:
    parts = [
        Part(f"r{number}", f"第{number}回", [Opinion(id="o", round="r", text="t", disposition=each) for each in given_])
        for number, given_ in enumerate(rounds)
    ]
    opinions = [opinion for part in parts for opinion in part.opinions]
    counted_ = tally(parts, dispositions_of(SETTINGS, opinions), frozenset())
    lines = list(bar_lines(counted_, Screen(columns, has_colour=False)))

    if not opinions:
        assert lines == []
        return
    bars = [sum(len(stretch.text) for stretch in line[1:-1]) for line in lines[1:]]
    longest, most = max(bars), max(map(len, rounds))
    assert bars == [round(len(given_) * longest / most) for given_ in rounds]
    widths = [sum(cell_len(stretch.text) for stretch in line) for line in lines[1:]]
    assert columns - 2 <= max(widths) <= columns
