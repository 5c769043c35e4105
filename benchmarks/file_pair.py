"""Two Word files whose differences are known: the plan of this repository as often as it takes, edited, each drawn by itself.

Every copy speaks of a district of its own, so that no text stands twice in a
file and each has as many near-twins as there are copies: hard for whoever looks
for what was moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.images import read_images
from dxplan_cli.model.node import (
    AnyNode,
    Item,
    Kpi,
    Paragraph,
    Section,
    Table,
    texts_of,
    walk,
    with_words,
    words_of,
)
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.blocks import Stamp
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.text.tokens import cut
from dxplan_cli.trace.trace import compare_only
from dxplan_cli.value import replace
from planted_edits import DATA, plant, real_draft, real_opinions
from word_pair import Move, Truth

if TYPE_CHECKING:
    from pathlib import Path

    from planted_edits import Planted

COPIES, FURTHER = 6, 2
"""Six whole copies and one more chapter, by its index: 94 pages in LibreOffice."""
EDITED = 0.15
_SEED = 20231005


def real_pair() -> Planted:
    """Return the plan of this repository on 94 pages, and the same edited."""
    plan = real_draft()
    copies = [(chapter, number) for number in range(1, COPIES + 1) for chapter in plan]
    base = tuple(_copy(chapter, number) for chapter, number in [*copies, (plan[FURTHER], COPIES + 1)])
    fresh = [f"{text[:-1]}（新規{number}）。" for number in range(1, COPIES + 2) for text in real_opinions()]
    return plant(base, fresh, _SEED, EDITED)


def _copy(node: AnyNode, number: int) -> AnyNode:
    words, district = words_of(node), f"（第{number}地区）"
    copy = replace(node, id=f"{node.id}-{number}", repeat_of=None)
    if isinstance(node, Paragraph | Item | Section) and words:
        told = f"{words.removesuffix('。')}{district}"
        copy = with_words(copy, f"{told}。" if words.endswith("。") else told)
    if isinstance(copy, Section):
        copy = replace(copy, children=tuple(_copy(each, number) for each in copy.children))
    return replace(copy, serves=()) if isinstance(copy, Kpi) else copy


def write_file(path: Path, chapters: tuple[Section, ...]) -> None:
    """Draw a draft by itself, as a clean Word file."""
    draft = Draft(id="draft", label=path.stem, date="", chapters=chapters)
    plan = Plan(settings=Settings(title="測る計画", drafts=("draft",), office="事務局"), drafts=(draft,))
    trace = compare_only(plan, draft, draft)
    paper = make_redline(Material(plan, trace, None, None, Stamp(draft.label, draft.date, "")))
    path.write_bytes(render_docx(paper, Manner.ACCEPTED, images=read_images(DATA, [paper], {})))


def truth_of(planted: Planted) -> Truth:
    """Return what a redline has to show at least: moves, edits, and the characters that no alignment of words keeps."""
    old = {node.id: node for node in walk(planted.base)}
    new = {node.id: node for node in walk(planted.revised)}
    ours: dict[str, list[str]] = {}
    theirs: dict[str, list[str]] = {}
    for base, revised in planted.links:
        ours.setdefault(revised, []).append(base)
        theirs.setdefault(base, []).append(revised)
    order = {name: at for at, name in enumerate((*old, *new))}
    truth = Truth([Move(words_of(old[base]), words_of(new[revised])) for base, revised in sorted(planted.moves)])
    for base, node in old.items():
        parts = sorted(theirs.get(base, []), key=order.__getitem__)
        if not parts or len(ours[parts[0]]) == 1:
            _count(truth, _said(node), "".join(_said(new[part]) for part in parts))
    for revised, node in new.items():
        parts = sorted(ours.get(revised, []), key=order.__getitem__)
        if len(parts) != 1:
            _count(truth, "".join(_said(old[part]) for part in parts), _said(node))
    truth.edits += len(truth.moves)
    return truth


def _said(node: AnyNode) -> str:
    return "\n".join(texts_of(node)) if isinstance(node, Table | Kpi) else words_of(node)


def _count(truth: Truth, before: str, after: str) -> None:
    if before != after:
        truth.edits += 1
        old, new = cut(before), cut(after)
        truth.characters += len(before) + len(after) - 2 * _kept(old, new)


def _kept(old: list[str], new: list[str]) -> int:
    """Return the most characters two texts can keep of whole words."""
    row = [0] * (len(new) + 1)
    for one in old:
        above = row
        row = [0]
        for at, other in enumerate(new):
            row.append(max(row[at], above[at + 1], above[at] + len(one) * (one == other)))
    return row[-1]
