"""group-mismatch: the counts of a grouped opinion contradict one another, or a comment counts in two opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import told
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Group, Opinion

CODE = "group-mismatch"
_COUNT_ANEW = "件数（comments）、人数（people・unnamed）、もとの番号（keys）を、もとの表と合わせてください"
_ONE_ONLY = "もとの意見は、一つの意見にだけ数えます。要らないほうの番号を消して件数を直すか、要らない意見のファイルを消してください"
_SHOWN = 3


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold every group against its own list, and the lists of a round against one another."""
    owners: dict[tuple[str, str], Opinion] = {}
    for opinion in inspection.plan.opinions:
        if opinion.group is None:
            continue
        for what in _contradictions(opinion.group):
            yield _finding(opinion, f"まとめた意見{told(opinion)}の{what}", _COUNT_ANEW)
        shared: dict[str, list[str]] = {}
        for key in opinion.group.keys:
            owner = owners.setdefault((opinion.round, key), opinion)
            if owner is not opinion:
                shared.setdefault(owner.id, []).append(key)
        for other, keys in shared.items():
            yield _finding(opinion, f"もとの番号{_listed(keys)}が、意見「{other}」にもあります", _ONE_ONLY)


def _contradictions(group: Group) -> Iterator[str]:
    keys = len(set(group.keys))
    if keys < len(group.keys):
        yield "もとの番号に、同じ番号が二度あります"
    elif keys not in {0, group.comments}:
        yield f"件数は{group.comments}ですが、もとの番号は{keys}個です"
    if (group.people or 0) + group.unnamed > group.comments:
        yield f"件数は{group.comments}ですが、人数と記名のない件数を足すと{(group.people or 0) + group.unnamed}です"


def _listed(keys: Iterable[str]) -> str:
    known = list(keys)
    more = f" ほか{len(known) - _SHOWN}個" if len(known) > _SHOWN else ""
    return f"「{'、'.join(known[:_SHOWN])}」{more}"


def _finding(opinion: Opinion, message: str, hint: str) -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        place=opinion.place,
        opinion=opinion.id,
    )
