"""The task of `dxplan opinions similar` on the register: find the groups, and make one answer hold for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.lookup import refuse_unknown_round
from dxplan_cli.app.workspace import open_plan
from dxplan_cli.errors import ConflictError
from dxplan_cli.render.group_lines import group_lines
from dxplan_cli.render.group_records import similar_record
from dxplan_cli.store.opinion_files import edit_opinions
from dxplan_cli.store.write import locked
from dxplan_cli.trace.similar import as_one, group_opinions
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.trace.similar import OpinionGroup


class Search(Value):
    """Among which opinions to look (None: all rounds), and how near they must be."""

    round: str | None = None
    least: float = 0.8


class SimilarOpinions(Value):
    """The groups found, of `total` opinions counted by their comments, and what would make each group have one answer."""

    groups: tuple[OpinionGroup, ...]
    total: int
    edits: tuple[tuple[Opinion, Opinion], ...]


def find_similar(root: Path, search: Search) -> SimilarOpinions:
    """Group the opinions of the register.

    Raises:
        UsageError: no such round.
    """
    plan = open_plan(root)
    refuse_unknown_round(plan, search.round)
    opinions = [opinion for opinion in plan.opinions if search.round in {None, opinion.round}]
    groups = group_opinions(opinions, search.least)
    total = sum(opinion.comments for opinion in opinions)
    return SimilarOpinions(groups, total, tuple(edit for group in groups for edit in as_one(group)))


def set_same(root: Path, search: Search, seen: SimilarOpinions) -> tuple[str, ...]:
    """Write what was seen: same_as and the disposition of every opinion nobody has decided on; return the files.

    Raises:
        ConflictError: the groups are no longer those that were seen; nothing is written.
    """
    with locked(root):
        now = find_similar(root, search)
        if now.edits != seen.edits:
            message = "確かめている間に、意見がほかで書き換えられました"
            raise ConflictError(message, "何も書いていません。もう一度実行してください")
        return edit_opinions(root, now.edits)


def draw_json(found: SimilarOpinions, search: Search) -> dict[str, Any]:
    """Return the groups as ``dxplan.similar/1``."""
    return similar_record(found.groups, found.total, search.least)


def draw_lines(found: SimilarOpinions, screen: Screen) -> Iterator[Line]:
    """Yield the groups as lines for the terminal."""
    return group_lines(found.groups, found.total, screen)
