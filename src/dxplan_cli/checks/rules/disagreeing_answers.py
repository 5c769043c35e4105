"""disagreeing-answers: opinions said to be the same (〃) are answered differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import shortened, told
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.text.answers import is_ditto
from dxplan_cli.text.keys import fold
from dxplan_cli.trace.decisions import origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Opinion

CODE = "disagreeing-answers"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold every opinion of a group against the group's first; an answer left out is the first one's."""
    for first, others in _groups(inspection):
        answer = next((each.answer for each in (first, *others) if _has_own_answer(each)), None)
        for opinion in others:
            if opinion.disposition != first.disposition:
                yield _finding(opinion, first, "対応区分", first.disposition, opinion.disposition)
            elif opinion.answer and answer and _has_own_answer(opinion) and fold(opinion.answer) != fold(answer):
                yield _finding(opinion, first, "回答", answer, opinion.answer)


def _has_own_answer(opinion: Opinion) -> bool:
    """Tell whether an opinion has an answer in words, not 〃 for another one's."""
    return bool(opinion.answer) and not is_ditto(opinion.answer or "")


def _groups(inspection: Inspection) -> Iterator[tuple[Opinion, list[Opinion]]]:
    """Yield the opinion that others repeat, by same_as or word for word, and those others in the order of receipt."""
    groups: dict[str, list[Opinion]] = {}
    said: dict[str, Opinion] = {}
    for opinion in inspection.opinions.values():
        first = origin(opinion, inspection.opinions)
        first = said.setdefault(fold("".join(first.text.split())), first)
        groups.setdefault(first.id, [])
        if opinion.id != first.id:
            groups[first.id].append(opinion)
    for opinion_id, others in groups.items():
        yield inspection.opinions[opinion_id], others


def _finding(opinion: Opinion, first: Opinion, what: str, theirs: str, ours: str) -> Finding:
    pair = f"{told(opinion)}は「{shortened(ours)}」、{first.id} は「{shortened(theirs)}」"
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"同じ意見なのに{what}が違います：{pair}",
        hint=f"{what}をそろえてください。別の意見なら same_as を消し、本文の違いが分かるようにしてください",
        place=opinion.place,
        opinion=opinion.id,
    )
