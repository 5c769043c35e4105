"""A small plan, and the clerks who write in it: each kind of write as one call of the real task."""

from __future__ import annotations

import secrets
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.app.add_opinion import Chance, add_opinion
from dxplan_cli.app.drafts import NewDraft, new_draft
from dxplan_cli.app.new_opinion import NewOpinion
from dxplan_cli.app.opinions_decide import Ruling, decide
from dxplan_cli.app.workspace import open_plan
from dxplan_cli.model.node import Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dxplan_cli.model.plan import Plan

TODAY = "2023-10-01"
"""The day the clerks decide on."""
CHAPTER = """\
# 章の注
id: {id}
title: {title}
role: 章
children:
  - id: {id}-1
    kind: item
    text: {title}を支える  # 要確認
  - id: {id}-2
    kind: item
    text: {title}をつなぐ
  - id: {id}-3
    kind: item
    text: {title}を広げる
"""
CHAPTERS = {"01-shoko": ("shoko", "商工業"), "02-norin": ("norin", "農林業")}
OPINIONS = tuple(f"r1-{number:02}" for number in range(1, 7))
FILES = {
    "plan.yaml": "title: 計画\ndrafts: [soan, shusei]\n",
    "drafts/soan/draft.yaml": "label: 素案\nchapters:\n  - 01-shoko\n  - 02-norin\n",
    "drafts/shusei/draft.yaml": "label: 修正案\nbased_on: soan\nchapters:\n  - 01-shoko\n  - 02-norin\n",
    "rounds/r1.yaml": "id: r1\nkind: 聞き取り\ntitle: 聞き取り\ndraft: soan\n",
    **{
        f"drafts/{draft}/{name}.yaml": CHAPTER.format(id=chapter, title=title)
        for draft in ("soan", "shusei")
        for name, (chapter, title) in CHAPTERS.items()
    },
    **{
        f"opinions/r1/{each}.yaml": f"id: {each}\n\nround: r1\n\ntext: 意見{each}\n\ndisposition: 未対応\n"
        for each in OPINIONS
    },
}


def lay_out(root: Path) -> Path:
    """Write the small plan into a folder."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return root


def chance() -> Chance:
    return Chance(datetime.now(tz=UTC), secrets.choice)


def record(root: Path, words: str) -> None:
    add_opinion(root, NewOpinion(text=words), chance())


def record_with_addition(root: Path, words: str) -> None:
    new = NewOpinion(text=words, outcome="追加", after="shoko-1", words=f"{words}の取組")
    add_opinion(root, new, chance())


def record_with_edit(root: Path, words: str) -> None:
    new = NewOpinion(text=words, outcome="修正", node="norin-1", words=f"{words}の文言")
    add_opinion(root, new, chance())


def record_with_move(root: Path, words: str) -> None:
    """Move the second item to the other chapter: three files are written."""
    first = {node.id for node in open_plan(root).drafts[1].chapters[0].children}
    target = "norin-1" if "shoko-2" in first else "shoko-1"
    add_opinion(root, NewOpinion(text=words, outcome="移動", node="shoko-2", after=target), chance())


def decide_one(root: Path, words: str) -> None:
    decide(root, ("r1-01",), Ruling(today=TODAY, disposition="参考", answer=words))


def decide_many(root: Path, words: str) -> None:
    decide(root, OPINIONS[1:], Ruling(today=TODAY, disposition="その他", answer=words))


def begin_draft(root: Path, words: str) -> None:
    new_draft(root, NewDraft(id=f"an-{words}", label=words))


WRITES: dict[str, Callable[[Path, str], None]] = {
    "an opinion": record,
    "an opinion with an addition": record_with_addition,
    "an opinion with an edit": record_with_edit,
    "an opinion with a move": record_with_move,
    "a decision": decide_one,
    "a decision on many": decide_many,
    "a draft": begin_draft,
}
STEADY = tuple(name for name in WRITES if name != "a draft")
"""Writes that may be done hundreds of times without the plan growing out of hand."""


def is_there(plan: Plan, name: str, words: str) -> bool:
    """Tell whether a write, or for edits and decisions a later one of its kind, is in the plan as a whole."""
    texts = {opinion.text: opinion for opinion in plan.opinions}
    answers = {opinion.id: opinion.answer for opinion in plan.opinions}
    nodes = {node.id: node.text for node in plan.drafts[1].nodes() if isinstance(node, Item)}
    match name:
        case "a decision":
            return _number(answers["r1-01"]) >= _number(words)
        case "a decision on many":
            return {answers[each] for each in OPINIONS[1:]} == {answers[OPINIONS[1]]} and _number(
                answers[OPINIONS[1]]
            ) >= _number(words)
        case "an opinion with an addition":
            return nodes.get(texts[words].changes[0].node) == f"{words}の取組" if words in texts else False
        case "an opinion with an edit":
            return words in texts and _number(nodes["norin-1"]) >= _number(words)
        case "a draft":
            return f"an-{words}" in {draft.id for draft in plan.drafts}
        case _:
            return words in texts


def _number(words: str | None) -> int:
    """Return the number in words made by `serial`; what was there before has none."""
    digits = "".join(each for each in words or "" if each.isdecimal())
    return int(digits) if digits else -1


def serial(at: int) -> str:
    """Return the words of a clerk's write number `at`."""
    return f"w{at:05}"


def start_clerk(root: Path, first: int, names: Iterable[str]) -> subprocess.Popen[str]:
    """Start a clerk who does these writes; `done_by` reads what it says."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("clerk.py")), str(root), str(first), *names],
        stdout=subprocess.PIPE,
        text=True,
    )


def done_by(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return name and words of the writes a clerk said to be done."""
    return [(name, serial(int(at))) for at, name in (line.strip().split("\t") for line in lines)]
