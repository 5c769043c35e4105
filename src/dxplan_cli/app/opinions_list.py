"""The tasks of `dxplan opinions list` and `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.edition import edition_of
from dxplan_cli.app.lookup import (
    DISPOSITION,
    find_opinion,
    labels_of,
    refuse_unknown_node,
    refuse_unknown_round,
    unknown_name,
)
from dxplan_cli.app.workspace import open_plan
from dxplan_cli.render.lines import Look, line
from dxplan_cli.render.records import opinion_record, opinions_record
from dxplan_cli.render.tally_lines import count_told
from dxplan_cli.trace.state import UNFINISHED, State, states_of, trace_neighbours
from dxplan_cli.trace.tally import heads_of, people_told
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.papers.edition import Edition
    from dxplan_cli.render.lines import Line, Screen

_MOST_KEYS = 10
_UNFINISHED = "未完了"
_STATE = "状態"


class Selection(Value):
    """Which opinions are wanted, and for whom; None wants all, for the committee."""

    round: str | None = None
    about: str | None = None
    disposition: str | None = None
    words: str | None = None
    limit: int | None = None
    state: str | None = None
    edition: str | None = None


class OpinionList(Value):
    """Opinions, the labels of the marks each led to, and how far each has come."""

    opinions: tuple[Opinion, ...]
    labels: dict[str, tuple[str, ...]]
    states: dict[str, State]
    total: int


def list_opinions(root: Path, selection: Selection) -> OpinionList:
    """Return the opinions wanted, in the order of receipt."""
    edition = edition_of(selection.edition)
    plan = open_plan(root)
    _refuse_unknown(plan, selection)
    traces = trace_neighbours(plan)
    states = states_of(plan, traces)
    in_state = _states_wanted(selection.state)
    wanted = [each for each in plan.opinions if _is_wanted(each, selection) and states[each.id] in in_state]
    shown = tuple(wanted if selection.limit is None else wanted[: selection.limit])
    return OpinionList(_told(shown, edition), labels_of(traces), states, len(wanted))


def _told(opinions: tuple[Opinion, ...], edition: Edition) -> tuple[Opinion, ...]:
    """Return what an edition tells of opinions: the public one nothing that is internal."""
    return tuple(replace(each, internal=None) for each in opinions) if edition.is_public else opinions


def _states_wanted(name: str | None) -> frozenset[State]:
    """Return the states of a word, all without one.

    Raises:
        UsageError: the word names none.
    """
    words = {each.value: frozenset({each}) for each in State} | {_UNFINISHED: UNFINISHED}
    if name is None:
        return frozenset(State)
    if name not in words:
        raise unknown_name(_STATE, name, tuple(words))
    return words[name]


def _refuse_unknown(plan: Plan, selection: Selection) -> None:
    refuse_unknown_round(plan, selection.round)
    if selection.disposition and selection.disposition not in plan.settings.dispositions:
        raise unknown_name(DISPOSITION, selection.disposition, plan.settings.dispositions)
    if selection.about:
        refuse_unknown_node(plan, selection.about)


def _is_wanted(opinion: Opinion, selection: Selection) -> bool:
    return (
        selection.round in {None, opinion.round}
        and (selection.about is None or selection.about in opinion.about)
        and selection.disposition in {None, opinion.disposition}
        and (selection.words is None or selection.words in opinion.text)
    )


def show_opinion(root: Path, opinion_id: str, edition: str | None = None) -> OpinionList:
    """Return one opinion with its labels."""
    told_to = edition_of(edition)
    plan = open_plan(root)
    traces = trace_neighbours(plan)
    return OpinionList(_told((find_opinion(plan, opinion_id),), told_to), labels_of(traces), states_of(plan, traces), 1)


def draw_json(found: OpinionList) -> dict[str, Any]:
    """Return the opinions as ``dxplan.opinions/1``."""
    return opinions_record(found.opinions, found.labels, found.states)


def draw_one_json(found: OpinionList) -> dict[str, Any]:
    """Return one opinion as in ``dxplan.opinions/1``."""
    opinion = found.opinions[0]
    return opinion_record(opinion, found.labels.get(opinion.id, ()), found.states[opinion.id])


def draw_text(found: OpinionList, screen: Screen) -> str:
    """Return the opinions as a table with their number at the end."""
    from dxplan_cli.render.terminal import draw_table  # noqa: PLC0415 - rich takes 80 ms that JSON does not need

    rows = [
        (
            opinion.id,
            "、".join(opinion.about),
            opinion.disposition,
            found.states[opinion.id].value,
            "・".join(found.labels.get(opinion.id, ())),
            f"{count_told(opinion)}{' '.join(opinion.text.split())}",
        )
        for opinion in found.opinions
    ]
    table = draw_table(("id", "項目", "対応", "状態", "印", "意見"), rows, screen)
    shown = sum(opinion.comments for opinion in found.opinions)
    gathered = f"　もとの意見 {shown}件" if shown != len(found.opinions) else ""
    return f"{table}\n{len(found.opinions)}件（全{found.total}件）{gathered}"


def _keys_told(opinion: Opinion) -> str:
    keys = opinion.group.keys if opinion.group is not None else ()
    return "、".join(keys[:_MOST_KEYS]) + (f" ほか{len(keys) - _MOST_KEYS}" if len(keys) > _MOST_KEYS else "")


def draw_one_lines(found: OpinionList) -> Iterator[Line]:
    """Yield everything about one opinion."""
    opinion = found.opinions[0]
    yield line(opinion.id, Look.HEADING)
    yield line(opinion.text)
    parts = (
        ("聴取の機会", opinion.round),
        ("項目", "、".join(opinion.about)),
        ("引用", opinion.quote),
        ("対応区分", opinion.disposition),
        ("状態", found.states[opinion.id].value),
        ("対応・考え方", opinion.answer),
        ("同じ意見", opinion.same_as),
        ("印", "・".join(found.labels.get(opinion.id, ()))),
        ("件数・人数", f"{opinion.comments}件・{people_told(heads_of([opinion]))}" if opinion.group else None),
        ("もとの番号", _keys_told(opinion)),
        ("委員（内部）", opinion.internal.member if opinion.internal else None),
    )
    for name, value in parts:
        if value:
            yield line(f"{name}：{value}")
    for link in opinion.changes:
        quote = f"「{link.quote}」" if link.quote else ""
        yield line(f"反映先：{link.kind.value} {link.node}{quote}")
