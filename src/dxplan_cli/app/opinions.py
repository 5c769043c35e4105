"""The tasks of `dxplan opinions`: list, show and decide."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from dxplan_cli.app.workspace import open_plan, refuse_blank
from dxplan_cli.errors import UsageError
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.edit import find_node
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import texts_of, words_of
from dxplan_cli.model.opinion import REFLECTED, UNDECIDED, Link, Opinion
from dxplan_cli.render.lines import Look, line
from dxplan_cli.render.records import opinion_record, opinions_record
from dxplan_cli.store.opinion_files import edit_opinions
from dxplan_cli.store.write import locked
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.trace.state import UNFINISHED, State, states_of, trace_neighbours
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dxplan_cli.model.plan import Plan
    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.trace.trace import Trace


_NEAR = 3
_UNFINISHED = "未完了"
_ROUND, _DISPOSITION, _OPINION, _NODE, _STATE = "聴取の機会", "対応区分", "意見", "項目", "状態"


class Selection(Value):
    """Which opinions are wanted; None wants all."""

    round: str | None = None
    about: str | None = None
    disposition: str | None = None
    words: str | None = None
    limit: int | None = None
    state: str | None = None


class OpinionList(Value):
    """Opinions, the labels of the marks each led to, and how far each has come."""

    opinions: tuple[Opinion, ...]
    labels: dict[str, tuple[str, ...]]
    states: dict[str, State]
    total: int


def list_opinions(root: Path, selection: Selection) -> OpinionList:
    """Return the opinions wanted, in the order of receipt."""
    plan = open_plan(root)
    _refuse_unknown(plan, selection)
    traces = trace_neighbours(plan)
    states = states_of(plan, traces)
    in_state = _states_wanted(selection.state)
    wanted = [each for each in plan.opinions if _is_wanted(each, selection) and states[each.id] in in_state]
    shown = tuple(wanted if selection.limit is None else wanted[: selection.limit])
    return OpinionList(shown, _labels_of(traces), states, len(wanted))


def _states_wanted(name: str | None) -> frozenset[State]:
    """Return the states of a word, all without one.

    Raises:
        UsageError: the word names none.
    """
    words = {each.value: frozenset({each}) for each in State} | {_UNFINISHED: UNFINISHED}
    if name is None:
        return frozenset(State)
    if name not in words:
        raise _unknown(_STATE, name, tuple(words))
    return words[name]


def _refuse_unknown(plan: Plan, selection: Selection) -> None:
    refuse_unknown_round(plan, selection.round)
    if selection.disposition and selection.disposition not in plan.settings.dispositions:
        raise _unknown(_DISPOSITION, selection.disposition, plan.settings.dispositions)
    if selection.about:
        refuse_unknown_node(plan, selection.about)


def refuse_unknown_round(plan: Plan, round_id: str | None) -> None:
    """Refuse a round the plan has not; None means all rounds.

    Raises:
        UsageError: names the nearest.
    """
    if round_id and plan.round(round_id) is None:
        raise _unknown(_ROUND, round_id, tuple(each.id for each in plan.rounds))


def _is_wanted(opinion: Opinion, selection: Selection) -> bool:
    return (
        selection.round in {None, opinion.round}
        and (selection.about is None or selection.about in opinion.about)
        and selection.disposition in {None, opinion.disposition}
        and (selection.words is None or selection.words in opinion.text)
    )


def labels_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the labels each opinion led to, in every pair of neighbouring drafts."""
    return _labels_of(trace_neighbours(plan))


def _labels_of(traces: Iterable[Trace]) -> dict[str, tuple[str, ...]]:
    labels: dict[str, tuple[str, ...]] = {}
    for trace in traces:
        for opinion, marks in trace.marks_by_opinion.items():
            labels[opinion] = (*labels.get(opinion, ()), *(mark.label for mark in marks))
    return labels


def find_opinion(plan: Plan, opinion_id: str) -> Opinion:
    """Return the opinion of that id.

    Raises:
        UsageError: there is none; names the nearest.
    """
    for opinion in plan.opinions:
        if opinion.id == opinion_id:
            return opinion
    raise _unknown(_OPINION, opinion_id, tuple(opinion.id for opinion in plan.opinions))


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


def _unknown(what: str, name: str, known: tuple[str, ...]) -> UsageError:
    near = get_close_matches(name, known, n=_NEAR, cutoff=0.5)
    hint = f"近いもの：{'、'.join(near)}" if near else "dxplan show や dxplan opinions list で確かめてください"
    return UsageError(f"{what}「{name}」がありません", hint)


class Decision(Value):
    """What becomes of opinions; None leaves a part as it is."""

    disposition: str | None = None
    answer: str | None = None
    same_as: str | None = None
    links: tuple[Link, ...] = ()
    confirm: bool = False
    """The words the opinion is linked to were looked at again, and still answer it."""


def decide(root: Path, opinion_ids: tuple[str, ...], decision: Decision) -> tuple[str, ...]:
    """Record a decision on one or more opinions, on all of them or none; return the files written.

    Raises:
        UsageError: nothing is decided, or something in it does not exist; nothing is written.
    """
    if decision == Decision():
        message = "何を決めるかがありません"
        raise UsageError(message, "--disposition 参考 --answer … や --link 追加:項目 のように書いてください")
    refuse_blank({"--answer": decision.answer})
    with locked(root):
        plan = open_plan(root)
        chosen = [find_opinion(plan, each) for each in dict.fromkeys(opinion_ids)]
        pairs = [(opinion, decided(plan, opinion, decision)) for opinion in chosen]
        return edit_opinions(root, [(opinion, meant) for opinion, meant in pairs if meant != opinion])


def decided(plan: Plan, opinion: Opinion, decision: Decision) -> Opinion:
    """Return the opinion as decided.

    Raises:
        UsageError: the disposition is unknown, an answer is missing, a link leads nowhere.
    """
    disposition = decision.disposition or (REFLECTED if decision.links else opinion.disposition)
    if disposition not in plan.settings.dispositions:
        raise _unknown(_DISPOSITION, disposition, plan.settings.dispositions)
    if decision.same_as:
        _refuse_ring(plan, opinion, decision.same_as)
    for link in decision.links:
        refuse_broken_link(plan, opinion.round, link)
    kept = opinion.changes
    if decision.confirm:
        kept = tuple(_as_it_stands(plan, opinion.round, link) for link in kept)
    known = {replace(link, digest=None) for link in kept}
    added = (_as_it_stands(plan, opinion.round, link) for link in dict.fromkeys(decision.links) if link not in known)
    meant = replace(
        opinion,
        disposition=disposition,
        answer=decision.answer or opinion.answer,
        same_as=decision.same_as or opinion.same_as,
        changes=(*kept, *added),
    )
    refuse_silence(meant)
    return meant


def _as_it_stands(plan: Plan, round_id: str, link: Link) -> Link:
    """Return a link with the digest of the words it leads to now; a node that is not there has none."""
    draft = plan.draft(link.draft or draft_after(plan, round_id) or "")
    node = find_node(draft.chapters, link.node) if draft else None
    return replace(link, digest=digest_of_words(node) if node else None)


def _refuse_ring(plan: Plan, opinion: Opinion, same_as: str) -> None:
    """Refuse to call an opinion the same as itself, directly or through others: whose answer would hold?"""
    same_as_of = {each.id: each.same_as for each in plan.opinions}
    same: str | None = find_opinion(plan, same_as).id
    passed: set[str] = set()
    while same is not None and same not in passed:
        if same == opinion.id:
            message = f"意見「{opinion.id}」は、自分自身と同じ意見（same_as）にはできません"
            raise UsageError(message, "対応・考え方を書く側の意見を --same-as に指定してください")
        passed.add(same)
        same = same_as_of.get(same)


def refuse_silence(opinion: Opinion) -> None:
    """Refuse a decision against an opinion, or to leave it, that gives no answer.

    Raises:
        UsageError: the answer is missing.
    """
    if opinion.disposition not in {REFLECTED, UNDECIDED} and not opinion.answer and not opinion.same_as:
        message = f"対応区分「{opinion.disposition}」には対応方針（answer）が要ります"
        raise UsageError(message, "--answer に対応・考え方を書いてください")


def refuse_broken_link(plan: Plan, round_id: str, link: Link) -> None:
    """Refuse a link whose node does not exist, or whose quote is not in it.

    Raises:
        UsageError: says which.
    """
    refuse_unknown_node(plan, link.node)
    promised = plan.draft(link.draft or draft_after(plan, round_id) or "")
    drafts = (promised, plan.draft(promised.based_on or "")) if promised else plan.drafts
    versions = [node for draft in drafts if draft for node in draft.nodes() if node.id == link.node]
    if link.quote and not any(contains_folded(link.quote, text) for node in versions for text in texts_of(node)):
        shown = words_of(versions[0]) if versions else ""
        message = f"引用「{link.quote}」が項目「{link.node}」にありません"
        raise UsageError(message, f"その項目の文言：{shown}")


def parse_link(text: str) -> Link:
    """Read ``追加:node`` or ``修正:node:quote``.

    Raises:
        UsageError: it is neither.
    """
    kind, _, rest = unicodedata.normalize("NFKC", text).partition(":")
    node, _, quote = rest.partition(":")
    kinds = {each.value: each for each in ChangeKind}
    if kind not in kinds or not node:
        message = f"反映先「{text}」が読めません"
        raise UsageError(
            message, f"{'・'.join(kinds)} のどれかと項目のidを「追加:shoko-policy-it」のように書いてください"
        )
    original_quote = text[len(text) - len(quote) :] if quote else None
    return Link(kind=kinds[kind], node=node, quote=original_quote)


def show_opinion(root: Path, opinion_id: str) -> OpinionList:
    """Return one opinion with its labels."""
    plan = open_plan(root)
    traces = trace_neighbours(plan)
    return OpinionList((find_opinion(plan, opinion_id),), _labels_of(traces), states_of(plan, traces), 1)


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
            " ".join(opinion.text.split()),
        )
        for opinion in found.opinions
    ]
    table = draw_table(("id", "項目", "対応", "状態", "印", "意見"), rows, screen)
    return f"{table}\n{len(found.opinions)}件（全{found.total}件）"


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
        ("委員（内部）", opinion.internal.member if opinion.internal else None),
    )
    for name, value in parts:
        if value:
            yield line(f"{name}：{value}")
    for link in opinion.changes:
        quote = f"「{link.quote}」" if link.quote else ""
        yield line(f"反映先：{link.kind.value} {link.node}{quote}")
