"""The task of `dxplan opinions decide`: what becomes of opinions, and what no decision may say."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import find_opinion, refuse_unknown_disposition, refuse_unknown_node
from dxplan_cli.app.workspace import open_plan, refuse_blank
from dxplan_cli.errors import UsageError
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.edit import find_node
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import texts_of, words_of
from dxplan_cli.model.opinion import REFLECTED, UNDECIDED, Link, Opinion
from dxplan_cli.store.opinion_files import edit_opinions
from dxplan_cli.store.write import locked
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.plan import Plan


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
    refuse_unknown_disposition(plan, disposition)
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
