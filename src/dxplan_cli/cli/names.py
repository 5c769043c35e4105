"""Names the user typed, as ids; what was taken for a name that is no id is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dxplan_cli.app.naming import Taken
    from dxplan_cli.model.opinion import Link


def round_id(folder: Path, name: str | None) -> str | None:
    """Return the id of a round named by id, title or kind."""
    from dxplan_cli.app.named import name_round  # noqa: PLC0415 - the help needs none of this

    taken = name_round(folder, name)
    if taken is None:
        return None
    _tell("聴取の機会", [taken])
    return taken.id


def opinion_ids(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of opinions named by id, by the ending of one, or by the No. of the paper."""
    from dxplan_cli.app.named import name_opinions  # noqa: PLC0415 - as above

    taken = name_opinions(folder, tuple(names))
    _tell("意見", taken)
    return tuple(each.id for each in taken)


def links_by_id(folder: Path, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return links whose nodes are named by their ids."""
    from dxplan_cli.app.named import name_links  # noqa: PLC0415 - as above

    meant, taken = name_links(folder, links)
    _tell("項目", taken)
    return meant


def _tell(what: str, taken: Iterable[Taken]) -> None:
    for each in taken:
        if each.told:
            console.note(f"{what}：{each.told}")
