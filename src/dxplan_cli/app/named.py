"""Ids for the names a user types, before a task begins: tasks themselves know ids alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import find_node_id, find_round, take_opinion
from dxplan_cli.app.naming import Taken
from dxplan_cli.app.numbering import numbering_for
from dxplan_cli.app.workspace import open_frame, open_plan
from dxplan_cli.store.listing import list_files
from dxplan_cli.store.load import OPINIONS
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.opinion import Link


def name_round(root: Path, name: str | None) -> Taken | None:
    """Return the round that is named; None where none is.

    Raises:
        UsageError: the name means none, or several.
    """
    return find_round(open_frame(root), name) if name is not None else None


def name_opinions(root: Path, names: tuple[str, ...]) -> tuple[Taken, ...]:
    """Return the opinions that are named, by id, by the ending of one, or by the No. of the paper.

    Raises:
        UsageError: a name means none, or several.
    """
    files = {file.rpartition("/")[2].removesuffix(".yaml") for file in list_files(root, OPINIONS)}
    if files.issuperset(names):
        return tuple(Taken(name) for name in names)
    plan = open_plan(root)
    numbering = numbering_for(plan, root, names)
    return tuple(take_opinion(plan, name, numbering) for name in names)


def name_links(root: Path, links: tuple[Link, ...]) -> tuple[tuple[Link, ...], tuple[Taken, ...]]:
    """Return links with the ids of the nodes they name, and what was taken for what.

    Raises:
        UsageError: a name means none, or several.
    """
    if not links:
        return (), ()
    plan = open_frame(root)
    taken = tuple(find_node_id(plan, link.node, is_sure=True) for link in links)
    meant = tuple(replace(link, node=each.id) for link, each in zip(links, taken, strict=True))
    return meant, taken
