"""Small plans and tables that were answered wrongly: what a clerk types (`run.txt`), and what is right (`right.txt`).

Each folder below `tests/cases/register` is copied, its commands are run as processes, and `RIGHT` holds the answer
against what `right.txt` says in words.
"""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_process import Done, run_program

from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parents[1] / "cases" / "register"


class Answer(Value):
    """What the commands of a case printed, one after the other, and the folder they left."""

    runs: tuple[Done, ...]
    folder: Path

    @property
    def said(self) -> str:
        """Everything printed."""
        return "\n".join(run.out + run.err for run in self.runs)

    @property
    def changed(self) -> set[str]:
        """The nodes in the JSON of the last command, a comparison."""
        return {change["node"] for change in json.loads(self.runs[-1].out)["changes"]}

    @property
    def codes(self) -> set[str]:
        """The kinds of findings printed."""
        return set(re.findall(r"^(?:誤り|注意|確認) ([a-z-]+)", self.said, re.MULTILINE))

    def opinion(self, name: str) -> str:
        """The file of an opinion."""
        return next(self.folder.glob(f"plan/opinions/*/{name}.yaml")).read_text(encoding="utf-8")

    @property
    def opinions(self) -> int:
        """How many opinions the plan has."""
        return len(list(self.folder.glob("plan/opinions/*/*.yaml")))

    @property
    def groups(self) -> int:
        """How many groups the table of groups has."""
        with (self.folder / "out.csv").open(encoding="utf-8-sig", newline="") as table:
            return len(list(csv.DictReader(table)))

    @property
    def paper(self) -> str:
        """The words of the Word files made."""
        files = (zipfile.ZipFile(each).read("word/document.xml") for each in self.folder.rglob("*.docx"))
        return "".join(re.sub("<[^>]+>", "", each.decode()) for each in files)


RIGHT: dict[str, Callable[[Answer], bool]] = {
    "already-written-then-deleted": lambda a: a.codes == {"broken-promise"} and "o1" in a.said,
    "alternative-adopted-not-in-text": lambda a: a.codes == {"broken-promise"},
    "block-literal-newline": lambda a: not a.changed,
    "cell-width": lambda a: not a.changed,
    "comment-follows-item": lambda a: "n1 の覚え" not in (a.folder / "plan/drafts/an/01.yaml").read_text("utf-8"),
    "ditto-in-excel": lambda a: "参考にします" in a.opinion("o2"),
    "file-in-other-round": lambda a: "misplaced-opinion" in a.codes,
    "folded-lines": lambda a: not a.changed,
    "for-and-against": lambda a: a.groups == 2,
    "grep-folds": lambda a: "o1" in a.runs[0].out and "o2" in a.runs[1].out,
    "header-not-known": lambda a: a.runs[0].code == 0 or "提出意見" in a.said,
    "id-changed": lambda a: "削除 0" in a.said and "n2 → n2x" in a.said,
    "leading-dash-text": lambda a: a.runs[0].code == 0 and "-5度以下" in "".join(
        each.read_text("utf-8") for each in a.folder.glob("plan/opinions/*/*.yaml")
    ),
    "leading-zeros-lost": lambda a: a.opinions == 2,
    "mixed-encoding": lambda a: a.opinions == 0 and "文字コード" in a.said,
    "no-meeting-no-opinions": lambda a: "意見はありません" not in a.paper and "駐輪場" in a.paper,
    "node-split": lambda a: "（２つに分割）" in a.said and "削除 0" in a.said,
    "one-letter-two-points": lambda a: a.runs[0].code == 0 and re.search(r"3\s+2通\s+2人", a.said) is not None,
    "opinion-on-deleted-node": lambda a: "のことですか" not in a.said and "削除され" in a.said,
    "other-number-other-place": lambda a: a.groups == 4,
    "partly-reflected-no-change": lambda a: a.codes == {"unfulfilled-opinion"},
    "punctuation-sweep": lambda a: a.runs[0].code == 0,
    "redecided-stale-answer": lambda a: a.runs[0].code == 2 and "対応できません" in a.runs[0].err,
    "rejected-with-mark": lambda a: a.codes == {"contradicting-decision"},
    "repeat-drifted": lambda a: a.codes == {"drifted-repeat"},
    "same-as-inherits": lambda a: a.runs[-1].code == 0,
    "section-inserted-renumbers": lambda a: "unexplained-change" not in a.codes,
    "struck-through-answer": lambda a: "予算を確保" not in a.opinion("o1") and "取消線" in a.said,
    "superscript-digits": lambda a: a.changed == {"n1"},
    "taken-back-later": lambda a: a.codes == {"broken-promise"} and "o1" in a.said,
    "zero-width": lambda a: not a.changed,
}  # fmt: skip


def test_every_case_is_judged() -> None:
    assert {case.name for case in CASES.iterdir()} == set(RIGHT)
    assert all((case / "right.txt").read_text(encoding="utf-8").strip() for case in CASES.iterdir())


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_case_is_answered_as_is_right(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(CASES / name, folder)
    commands = (folder / "run.txt").read_text(encoding="utf-8").strip().split("; ")
    runs = tuple(run_program(shlex.split(each)[1:], cwd=folder, env={"COLUMNS": "200"}) for each in commands)
    answer = Answer(runs, folder)

    assert RIGHT[name](answer), f"{(folder / 'right.txt').read_text(encoding='utf-8')}\n{answer.said}"
