"""The task of `dxplan opinions decide`: what becomes of opinions, and what no decision may say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import find_opinion, refuse_unknown_disposition, refuse_unknown_node
from dxplan_cli.app.new_opinion import refuse_unquoted
from dxplan_cli.app.workspace import open_plan, refuse_blank
from dxplan_cli.errors import UsageError
from dxplan_cli.model.decision import Decision, decision_of, with_decision
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.disposition import CHANGELESS, REFLECTED, UNDECIDED, Promise, needs_answer
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import texts_of, words_of
from dxplan_cli.model.opinion import Link, Opinion
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.opinion_files import edit_opinions
from dxplan_cli.store.write import locked
from dxplan_cli.text.keys import contains_folded, fold
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.trace.decisions import opinions_by_id, origin
from dxplan_cli.trace.fate import Fates
from dxplan_cli.trace.promises import broken_changes
from dxplan_cli.trace.resolve import Standing
from dxplan_cli.trace.state import trace_neighbours
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from dxplan_cli.model.plan import Plan


class Ruling(Value, kw_only=True):
    """What somebody decides on opinions; None and () leave a part as it is.

    `drops_answer` says that there is to be no answer, `links` are added to those there are, `relinks` replace them,
    `unlink` takes them away. `about` and `quote` say
    where the plan speaks of it. `today` is the ISO date of the decision.
    """

    today: str
    disposition: str | None = None
    answer: str | None = None
    drops_answer: bool = False
    same_as: str | None = None
    links: tuple[Link, ...] = ()
    relinks: tuple[Link, ...] = ()
    unlink: bool = False
    about: tuple[str, ...] = ()
    quote: str | None = None
    confirm: bool = False
    """The words the opinion is linked to were looked at again, and still answer it."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is decided."""
        return self == Ruling(today=self.today)


class Decided(Value):
    """The files written, and what the user should know of it."""

    files: tuple[str, ...]
    remarks: tuple[str, ...]


def decide(root: Path, opinion_ids: tuple[str, ...], ruling: Ruling) -> Decided:
    """Record a decision on one or more opinions, on all of them or none.

    Raises:
        UsageError: nothing is decided, or something in it does not exist; nothing is written.
    """
    ruling = as_read(ruling)
    if ruling.is_empty:
        message = "何を決めるかがありません"
        raise UsageError(message, "--disposition 参考 --answer … や --link 追加:項目 のように書いてください")
    refuse_blank({"--answer": ruling.answer, "--quote": ruling.quote})
    with locked(root):
        plan = open_plan(root)
        chosen = [find_opinion(plan, each) for each in dict.fromkeys(opinion_ids)]
        pairs = [(opinion, decided(plan, opinion, ruling)) for opinion in chosen]
        changed = [(opinion, meant) for opinion, meant in pairs if meant != opinion]
        followers = list(_followers(plan, changed, {opinion.id for opinion in chosen}, ruling.today))
        files = edit_opinions(root, [*changed, *followers])
    return Decided(files, tuple(_remarks(changed, followers)))


def decided(plan: Plan, opinion: Opinion, ruling: Ruling) -> Opinion:
    """Return the opinion as decided.

    Raises:
        UsageError: the disposition is unknown, an answer is missing, a link leads nowhere or contradicts the disposition.
    """
    disposition = _disposition_of(plan, opinion, ruling)
    same_as = ruling.same_as or opinion.same_as
    if ruling.same_as:
        _refuse_ring(plan, opinion, ruling.same_as)
    elif opinion.same_as and _parts_company(plan, opinion, ruling):
        same_as = None
    pointing = _pointing(plan, opinion, ruling)
    links = _links_of(plan, pointing, ruling, disposition)
    decision = Decision(
        disposition=disposition,
        answer=ruling.answer or _kept_answer(opinion, disposition, ruling),
        same_as=same_as,
        changes=links,
    )
    meant = with_decision(pointing, decision, ruling.today)
    refuse_silence(plan, meant)
    return meant


def _disposition_of(plan: Plan, opinion: Opinion, ruling: Ruling) -> str:
    """Return the disposition decided: named, else 反映 where a change is linked, else the one there is."""
    if ruling.disposition:
        refuse_unknown_disposition(plan, ruling.disposition)
        return ruling.disposition
    promises_change = plan.settings.promise_of(opinion.disposition) is Promise.CHANGE
    if (ruling.links or ruling.relinks) and not promises_change:
        refuse_unknown_disposition(plan, REFLECTED)
        return REFLECTED
    return opinion.disposition


def _kept_answer(opinion: Opinion, disposition: str, ruling: Ruling) -> str | None:
    """Return the answer that goes on to hold: none of another decision's, and none beside a new 〃.

    What was written before anything was decided is the answer of the first decision.

    Raises:
        UsageError: nobody says what becomes of the answer of the decision before.
    """
    is_shared_anew = ruling.same_as is not None and ruling.same_as != opinion.same_as
    if is_shared_anew or ruling.drops_answer or opinion.answer is None:
        return None
    if opinion.disposition in {UNDECIDED, disposition}:
        return opinion.answer
    message = f"意見「{opinion.id}」には、前の対応（{opinion.disposition}）の考え方が残っています：{opinion.answer}"
    raise UsageError(
        message,
        f"「{disposition}」の考え方を --answer に書いてください。書かないなら --no-answer を付けてください（前の考え方は history に残ります）",
    )


def _parts_company(plan: Plan, opinion: Opinion, ruling: Ruling) -> bool:
    """Tell whether an opinion that is the same as another is decided otherwise, so that it cannot be the same any more."""
    shared = origin(opinion, opinions_by_id(plan.opinions))
    has_other_disposition = ruling.disposition is not None and ruling.disposition != shared.disposition
    has_other_answer = ruling.answer is not None and ruling.answer != shared.answer
    return has_other_disposition or has_other_answer


def _pointing(plan: Plan, opinion: Opinion, ruling: Ruling) -> Opinion:
    """Return the opinion with the nodes and words of the plan it speaks of, as ruled."""
    for node_id in ruling.about:
        refuse_unknown_node(plan, node_id)
    meant = replace(opinion, about=ruling.about or opinion.about, quote=ruling.quote or opinion.quote)
    heard = plan.round(opinion.round)
    if ruling.quote and heard is not None:
        refuse_unquoted(plan, heard, meant.about, ruling.quote)
    return meant


def _links_of(plan: Plan, opinion: Opinion, ruling: Ruling, disposition: str) -> tuple[Link, ...]:
    """Return the links of an opinion as ruled.

    Raises:
        UsageError: a link leads nowhere, or the disposition promises no change and a change stands in the text.
    """
    wanted = dict.fromkeys((*ruling.relinks, *ruling.links))
    for link in wanted:
        refuse_broken_link(plan, opinion.round, link)
    kept = () if ruling.unlink or ruling.relinks else opinion.changes
    is_changeless = plan.settings.promise_of(disposition) in CHANGELESS or disposition == UNDECIDED
    if is_changeless and wanted:
        message = f"対応区分「{disposition}」は本文を変えないので、反映先は書けません"
        raise UsageError(message, "本文を変えたのなら --disposition 反映 としてください")
    if is_changeless and kept and disposition != opinion.disposition:
        _refuse_standing_links(plan, opinion, disposition)
        return ()
    if ruling.confirm:
        kept = tuple(_as_it_stands(plan, opinion.round, link) for link in kept)
    known = {replace(link, digest=None) for link in kept}
    added = [_as_it_stands(plan, opinion.round, link) for link in wanted if link not in known]
    return (*kept, *added)


def _refuse_standing_links(plan: Plan, opinion: Opinion, disposition: str) -> None:
    """Refuse to promise no change while the text shows one for this opinion; a change that was taken back is no obstacle."""
    traces = trace_neighbours(plan)
    undone = {broken.resolved for broken in broken_changes(plan, traces)}
    standing = [
        resolved.claim.node
        for trace in traces
        for resolved in trace.resolved
        if resolved.claim.opinion == opinion and resolved.standing is Standing.KEPT and resolved not in undone
    ]
    if standing:
        nodes = "、".join(dict.fromkeys(standing))
        message = f"意見「{opinion.id}」による修正（{nodes}）が本文にあるので、「{disposition}」とは決められません"
        raise UsageError(
            message,
            "本文を元に戻してからもう一度決めるか、別の理由で残すなら --unlink を付け、reasons.yaml に理由を書いてください",
        )


def _followers(
    plan: Plan, changed: Iterable[tuple[Opinion, Opinion]], chosen: Container[str], today: str
) -> Iterator[tuple[Opinion, Opinion]]:
    """Yield the opinions that are the same as a decided one and repeat its former disposition, with the new one."""
    former = {opinion.id: opinion.disposition for opinion, _ in changed}
    new = {opinion.id: meant.disposition for opinion, meant in changed}
    by_id = opinions_by_id(plan.opinions)
    for opinion in plan.opinions:
        if opinion.same_as is None or opinion.id in chosen or opinion.answer or opinion.changes:
            continue
        first = origin(opinion, by_id).id
        repeats_it = first in former and opinion.disposition == former[first] != UNDECIDED
        if repeats_it and new[first] != former[first]:
            decision = replace(decision_of(opinion), disposition=new[first])
            yield opinion, with_decision(opinion, decision, today)


def _remarks(changed: Iterable[tuple[Opinion, Opinion]], followers: Sequence[tuple[Opinion, Opinion]]) -> Iterator[str]:
    """Yield what happened besides what was asked for."""
    for opinion, meant in changed:
        if len(meant.history) > len(opinion.history):
            yield f"{opinion.id}：前の対応（{opinion.disposition}）は、history に残しました"
        if opinion.same_as and meant.same_as is None:
            yield f"{opinion.id}：対応が分かれたので、{opinion.same_as} と同じ意見ではなくなりました"
        dropped = [link.node for link in opinion.changes if link not in meant.changes]
        if dropped and not meant.changes:
            yield f"{opinion.id}：反映先（{'、'.join(dropped)}）を外しました。本文に残る修正には、ほかの意見か理由が要ります"
    if followers:
        yield f"同じ意見（〃）{len(followers)}件の対応も改めました：{'、'.join(opinion.id for opinion, _ in followers)}"


def _as_it_stands(plan: Plan, round_id: str, link: Link) -> Link:
    """Return a link with the digest of the words it leads to now; a node that is not there, or was split, has none."""
    draft = plan.draft(link.draft or draft_after(plan, round_id) or "")
    standing = Fates(plan).living(link.node, draft) if draft else ()
    return replace(link, digest=digest_of_words(standing[0]) if len(standing) == 1 else None)


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


def refuse_silence(plan: Plan, opinion: Opinion) -> None:
    """Refuse a decision against an opinion, or to leave it, that gives no answer.

    Raises:
        UsageError: the answer is missing.
    """
    is_owed = needs_answer(opinion.disposition, plan.settings.promise_of(opinion.disposition))
    if is_owed and not opinion.answer and not opinion.same_as:
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


_COLON = re.compile("[:：]")


def parse_link(text: str) -> Link:
    """Read ``追加:node`` or ``修正:node:quote``.

    Raises:
        UsageError: it is neither.
    """
    kind, node, quote = (*_COLON.split(text, maxsplit=2), "", "")[:3]
    node = fold(node)
    kinds = {each.value: each for each in ChangeKind}
    if kind not in kinds or not node:
        message = f"反映先「{text}」が読めません"
        raise UsageError(
            message, f"{'・'.join(kinds)} のどれかと項目のidを「追加:shoko-policy-it」のように書いてください"
        )
    original_quote = text[len(text) - len(quote) :] if quote else None
    return Link(kind=kinds[kind], node=node, quote=original_quote)
