"""duplicate-id: two things of one kind have the same id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from dxplan_cli.checks.wording import named, named_with_kind
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Table
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.plan import Plan

CODE = "duplicate-id"


class _Known(Protocol):
    """What has an id and stands somewhere."""

    @property
    def id(self) -> str: ...
    @property
    def place(self) -> Place: ...


_Thing = TypeVar("_Thing", bound=_Known)


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the nodes of each draft, the rows of each table, and all that has an id in the whole plan."""
    plan = inspection.plan
    yield from _among_nodes(plan)
    yield from _among_rows(inspection)
    for opinion, first in _repeated(plan.opinions):
        message = f"意見の id「{opinion.id}」が二度使われています（最初は {first.place}）"
        yield _finding(message, opinion.place, opinion=opinion.id)
    yield from _among_keys(plan)
    for each, earlier in _repeated(plan.rounds):
        yield _finding(f"聴取の機会の id「{each.id}」が二度使われています（最初は {earlier.place}）", each.place)
    for meeting, former in _repeated(plan.meetings):
        yield _finding(f"会議の id「{meeting.id}」が二度使われています（最初は {former.place}）", meeting.place)
    for draft_id in _doubled(plan.settings.drafts):
        message = f"plan.yaml の drafts に版「{draft_id}」が二度書かれています"
        yield replace(_finding(message, plan.settings.place), hint="どちらかを消してください")
    if plan.projects:
        for project_id in _doubled(project.id for project in plan.projects.projects):
            yield _finding(f"事業の id「{project_id}」が二度使われています", plan.projects.place)


def _among_nodes(plan: Plan) -> Iterator[Finding]:
    """Newest draft first; an id told for a newer draft is not told again."""
    told: set[str] = set()
    for draft in reversed(plan.drafts):
        repeated = [(node, first) for node, first in _repeated(draft.nodes()) if node.id not in told]
        for node, first in repeated:
            pair = f"{named(first)}（{first.place}）と{named(node)}"
            message = f"{draft.label}の中で id「{node.id}」が二度使われています：{pair}"
            yield _finding(message, node.place, node=node.id)
        told |= {node.id for node, _ in repeated}


def _among_rows(inspection: Inspection) -> Iterator[Finding]:
    for _, node in inspection.versions:
        if isinstance(node, Table):
            for key in _doubled(row.key for row in node.rows):
                yield _finding(
                    f"{named_with_kind(node)}の中で行の key「{key}」が二度使われています", node.place, node=node.id
                )


def _among_keys(plan: Plan) -> Iterator[Finding]:
    """Look at the keys of the tables opinions came from: the same table taken in on two branches of git."""
    first: dict[tuple[str, str], Opinion] = {}
    for opinion in plan.opinions:
        earlier = first.setdefault((opinion.round, opinion.key), opinion) if opinion.key else opinion
        if earlier is not opinion:
            message = (
                f"整理番号（key）「{opinion.key}」が、同じ聴取の機会で二度使われています（最初は {earlier.place}）"
            )
            hint = "同じ意見を二度取り込んだのなら、要らないほうのファイルを消してください。別の意見なら、後の方の key を別の番号にしてください"
            yield replace(_finding(message, opinion.place, opinion=opinion.id), hint=hint)


def _repeated(things: Iterable[_Thing]) -> Iterator[tuple[_Thing, _Thing]]:
    """Yield each thing whose id was seen before, with the first of that id."""
    first: dict[str, _Thing] = {}
    for thing in things:
        if thing.id in first:
            yield thing, first[thing.id]
        first.setdefault(thing.id, thing)


def _doubled(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            yield each
        seen.add(each)


def _finding(message: str, place: Place, *, node: str | None = None, opinion: str | None = None) -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=message,
        hint="後から書いた方に、まだ使われていない id を付けてください",
        place=place,
        node=node,
        opinion=opinion,
    )
