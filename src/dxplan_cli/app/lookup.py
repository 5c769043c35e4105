"""Finding what the user names in a plan: rounds, nodes, opinions; and refusing what is not there with the nearest."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from dxplan_cli.errors import UsageError
from dxplan_cli.model.node import words_of
from dxplan_cli.model.state import STATES_MEANT
from dxplan_cli.text.keys import contains_folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.trace.trace import Trace

_NEAR = 3
_ROUND, _DISPOSITION, _OPINION, _NODE, _STATE = "聴取の機会", "対応区分", "意見", "項目", "状態"


def find_opinion(plan: Plan, opinion_id: str) -> Opinion:
    """Return the opinion of that id.

    Raises:
        UsageError: there is none; names the nearest.
    """
    for opinion in plan.opinions:
        if opinion.id == opinion_id:
            return opinion
    raise _unknown(_OPINION, opinion_id, tuple(opinion.id for opinion in plan.opinions))


def refuse_unknown_round(plan: Plan, round_id: str | None) -> None:
    """Refuse a round the plan has not; None means all rounds.

    Raises:
        UsageError: names the nearest.
    """
    if round_id and plan.round(round_id) is None:
        raise _unknown(_ROUND, round_id, tuple(each.id for each in plan.rounds))


def refuse_unknown_node(plan: Plan, node_id: str) -> None:
    """Refuse the id of a node that no draft has.

    Raises:
        UsageError: names the nearest id, or the nodes with these words where words were given for an id.
    """
    words = {node.id: words_of(node) for draft in plan.drafts for node in draft.nodes()}
    if node_id in words:
        return
    unknown = _unknown(_NODE, node_id, tuple(words))
    meant = [each for each in words if node_id.strip() and contains_folded(node_id, words[each])][:_NEAR]
    if meant:
        unknown.hint = f"この文言を含む項目のid：{'、'.join(meant)}"
    raise unknown


def refuse_unknown_disposition(plan: Plan, disposition: str | None) -> None:
    """Refuse a disposition plan.yaml does not list; None means all.

    Raises:
        UsageError: names the nearest.
    """
    if disposition and disposition not in plan.settings.disposition_names:
        raise _unknown(_DISPOSITION, disposition, plan.settings.disposition_names)


def refuse_unknown_state(word: str | None) -> None:
    """Refuse a word that asks for no state; None means all.

    Raises:
        UsageError: names the nearest.
    """
    if word is not None and word not in STATES_MEANT:
        raise _unknown(_STATE, word, tuple(STATES_MEANT))


def labels_of(traces: Iterable[Trace]) -> dict[str, tuple[str, ...]]:
    """Return the labels each opinion led to, by its id."""
    labels: dict[str, tuple[str, ...]] = {}
    for trace in traces:
        for opinion, marks in trace.marks_by_opinion.items():
            labels[opinion] = (*labels.get(opinion, ()), *(mark.label for mark in marks))
    return labels


def _unknown(what: str, name: str, known: tuple[str, ...]) -> UsageError:
    """Return the refusal of a name that is not among those known."""
    near = get_close_matches(name, known, n=_NEAR, cutoff=0.5)
    hint = f"近いもの：{'、'.join(near)}" if near else "dxplan show や dxplan opinions list で確かめてください"
    return UsageError(f"{what}「{name}」がありません", hint)
