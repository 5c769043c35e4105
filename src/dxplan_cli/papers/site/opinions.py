"""The opinions of the page: the cells of the 意見対応表, and what each opinion can be filtered by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.change import walk_places
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Section
from dxplan_cli.papers.front import inferred_note
from dxplan_cli.papers.labels import kind_shown
from dxplan_cli.papers.opinion_chart import OVERALL
from dxplan_cli.papers.response_columns import columns_of
from dxplan_cli.trace.tally import dispositions_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Block, Cell
    from dxplan_cli.papers.material import Material

UNMARKED = "印なし"


class Facet(Value):
    """Something opinions are filtered by: its name, and its values in the order they are offered."""

    name: str
    values: tuple[str, ...]


class OpinionRow(Value):
    """An opinion with its number; `facets` are the positions of its values in each facet of the list."""

    id: str
    number: int
    cells: tuple[Cell, ...]
    facets: tuple[tuple[int, ...], ...]


class OpinionList(Value):
    """The opinions in the order of their numbers, the columns they are shown in, what they can be filtered by, and notes below."""

    titles: tuple[str, ...]
    shares: tuple[float, ...]
    facets: tuple[Facet, ...]
    rows: tuple[OpinionRow, ...]
    notes: tuple[Block, ...] = ()


def list_opinions(material: Material) -> OpinionList:
    """List the opinions dealt with, as the 意見対応表 of the same edition shows them."""
    columns = columns_of(material)
    opinions = material.register.opinions
    themes, titles = _themes(material, opinions), {each.id: each.title for each in material.register.hearings}
    dispositions = (*dispositions_of(material.plan.settings, opinions), *material.plan.settings.withdrawn)
    kinds = (*(kind.value for kind in ChangeKind), UNMARKED)
    used = {each.disposition for each in opinions}
    facets = (
        Facet("テーマ・章", tuple(themes.values())),
        Facet("聴取の機会", tuple(titles.values())),
        Facet("対応区分", tuple(each for each in dispositions if each in used)),
        Facet("修正の印", kinds),
    )
    places = [
        {each: at for at, each in enumerate(values)} for values in (themes, titles, facets[2].values, facets[3].values)
    ]
    rows = (
        OpinionRow(
            opinion.id,
            material.register.numbers[opinion.id],
            tuple(column.cell(opinion, material) for column in columns),
            tuple(
                tuple(where[each] for each in found)
                for where, found in zip(places, _values(opinion, material), strict=True)
            ),
        )
        for opinion in opinions
    )
    notes = inferred_note(*material.comparison.drafts) if material.trace.marks_by_opinion else []
    return OpinionList(
        tuple(column.title for column in columns),
        tuple(column.share for column in columns),
        facets,
        tuple(rows),
        tuple(notes),
    )


def _values(opinion: Opinion, material: Material) -> Iterator[Sequence[str]]:
    """Yield what an opinion is found by in each facet: ids where there are any."""
    marks = material.trace.marks_by_opinion.get(opinion.id, ())
    yield _hosts(opinion, material)
    yield (opinion.round,)
    yield (opinion.disposition,)
    yield tuple(dict.fromkeys(kind_shown(mark).value for mark in marks)) or (UNMARKED,)


def _hosts(opinion: Opinion, material: Material) -> tuple[str, ...]:
    """Return the ids of the themes or chapters an opinion speaks of; about nothing known, an empty one."""
    scopes = (material.atlas.scope_of(node) for node in opinion.about)
    return tuple(dict.fromkeys(scope.id for scope in scopes if scope is not None)) or ("",)


def _themes(material: Material, opinions: Sequence[Opinion]) -> dict[str, str]:
    """Return the names of the themes and chapters that are spoken of, by id, in the plan's order."""
    spoken = {host for opinion in opinions for host in _hosts(opinion, material)}
    nodes = (place.node for place in walk_places(material.comparison.places))
    named = {
        node.id: material.atlas.scope_name(node) for node in nodes if isinstance(node, Section) and node.id in spoken
    }
    return {**named, **({"": OVERALL} if "" in spoken else {})}
