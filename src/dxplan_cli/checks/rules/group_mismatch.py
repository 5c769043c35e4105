"""group-mismatch: the counts of a grouped opinion contradict one another, or a comment counts in two opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import told
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.opinion import Group
from dxplan_cli.trace.tally import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Opinion

CODE = "group-mismatch"
_COUNT_ANEW = "件数（comments）、人数（people・unnamed）、もとの番号（keys）を、もとの表と合わせてください"
_ONE_ONLY = "もとの意見は、一つの意見にだけ数えます。要らないほうの番号を消して件数を直すか、要らない意見のファイルを消してください"
_SHOWN = 3


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold every group against its own list, and the lists of a round against one another."""
    grouped = [opinion for opinion in inspection.plan.opinions if opinion.group is not None]
    owners: dict[tuple[str, str], Opinion] = {}
    for opinion in grouped:
        group = opinion.group or Group(comments=1)
        for what in _contradictions(group):
            yield _finding(opinion, f"まとめた意見{told(opinion)}の{what}", _COUNT_ANEW)
        shared: dict[str, list[str]] = {}
        for key in group.keys:
            owner = owners.setdefault((opinion.round, key), opinion)
            if owner is not opinion:
                shared.setdefault(owner.id, []).append(key)
        for other, keys in shared.items():
            yield _finding(opinion, f"もとの番号{_listed(keys)}が、意見「{other}」にもあります", _ONE_ONLY)
    yield from _whole_letters(owners)


def _whole_letters(owners: Mapping[tuple[str, str], Opinion]) -> Iterator[Finding]:
    """Yield the letters that are counted as a whole and by their points (P1#1) as well."""
    told_of: set[tuple[str, str]] = set()
    for (round_id, key), opinion in owners.items():
        letter = (round_id, letter_of(key))
        whole = owners.get(letter)
        if letter == (round_id, key) or whole is None or letter in told_of:
            continue
        told_of.add(letter)
        yield _finding(
            whole,
            f"一通の全体「{letter[1]}」が意見「{whole.id}」に、その論点が意見「{opinion.id}」にあり、二重に数えています",
            f"全体を「{letter[1]}#1」のように論点の番号に改めるか、どちらかを消してください",
        )


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
