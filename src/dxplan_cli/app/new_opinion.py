"""A new opinion as the secretariat gives it, and what of it is refused before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import find_node_id, refuse_unknown_node
from dxplan_cli.app.naming import Candidate, find_named
from dxplan_cli.app.workspace import refuse_blank
from dxplan_cli.errors import UsageError
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import children_of, words_of
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.trace.fate import Fates
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Round
    from dxplan_cli.model.plan import Draft, Plan


class NewOpinion(Value, kw_only=True):
    """What the secretariat says of a new opinion. `outcome` is a change kind or a disposition.

    `node` is the node changed, `after` the node behind which something is added or moved, `words` the new wording,
    `values` and `cells` are other values for a KPI, a table or a figure as they were typed. `agreed` says that what is
    in a section may go with it.
    """

    text: str
    about: tuple[str, ...] = ()
    round: str | None = None
    outcome: str | None = None
    node: str | None = None
    after: str | None = None
    words: str | None = None
    values: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    quote: str | None = None
    change_quote: str | None = None
    answer: str | None = None
    same_as: str | None = None
    new_id: str | None = None
    draft: str | None = None
    verbatim: bool = False
    member: str | None = None
    agreed: bool = False


def refuse_wordless(new: NewOpinion) -> None:
    """Refuse an opinion, or a part of it, that was given without a word in it.

    Raises:
        UsageError: says which.
    """
    if not new.text.strip():
        message = "意見の本文が空です"
        raise UsageError(message, 'dxplan add-opinion "本文" のように書いてください')
    refuse_blank(
        {
            "--text": new.words,
            "--answer": new.answer,
            "--quote": new.quote,
            "--at": new.change_quote,
            "--member": new.member,
        }
    )


def with_ids(plan: Plan, new: NewOpinion, heard: Round) -> NewOpinion:
    """Return an opinion whose nodes and disposition are named as the plan has them.

    What is to be changed must be named as a whole; what an opinion is about may be named by a part of a title.

    Raises:
        UsageError: a name means nothing, or several things.
    """
    spoken_of = plan.draft(heard.draft or "")
    working = plan.draft(new.draft or draft_after(plan, heard.id) or "")
    return replace(
        new,
        about=tuple(find_node_id(plan, each, spoken_of).id for each in new.about),
        node=find_node_id(plan, new.node, working, is_sure=True).id if new.node else new.node,
        after=find_node_id(plan, new.after, working, is_sure=True).id if new.after else new.after,
        outcome=_outcome(plan, new.outcome),
    )


def _outcome(plan: Plan, word: str | None) -> str | None:
    """Return a kind of change or a disposition as it is written; a word that is neither is refused later."""
    if word is None:
        return None
    known = (*(kind.value for kind in ChangeKind), *plan.settings.disposition_names)
    taken = find_named("対応", word, [Candidate(each, each) for each in known], is_sure=True)
    return taken.id if taken is not None else word


def refuse_unfounded(plan: Plan, new: NewOpinion, heard: Round) -> None:
    """Refuse what speaks of nodes or words that do not exist.

    Raises:
        UsageError: says which.
    """
    for node_id in new.about:
        refuse_unknown_node(plan, node_id)
    if new.quote:
        refuse_unquoted(plan, heard, new.about, new.quote)


def refuse_unquoted(plan: Plan, heard: Round, about: tuple[str, ...], quote: str) -> None:
    """Refuse words that do not stand in the nodes an opinion is about, or below them, in the draft it was heard on.

    Raises:
        UsageError: they stand nowhere there.
    """
    draft = plan.draft(heard.draft or "")
    if draft is None:
        return
    spoken_of = [node for node in draft.nodes() if not about or node.id in about]
    below = [child for node in spoken_of for child in _all_below(node)]
    deleted = _deleted(plan, draft, about)
    if not any(contains_folded(quote, words_of(node)) for node in (*spoken_of, *below, *deleted)):
        message = f"引用「{quote}」が{draft.label}の該当箇所にありません"
        raise UsageError(message, "--about の項目と引用の文言を確かめてください")


def _deleted(plan: Plan, draft: Draft, about: tuple[str, ...]) -> list[AnyNode]:
    """Return the nodes spoken of that the draft has not: their heirs in it, or as they last stood."""
    fates = Fates(plan)
    found = (fates.of(node_id, draft) for node_id in about)
    return [node for fate in found if fate is not None for node in fate.quotable]


def _all_below(node: AnyNode) -> list[AnyNode]:
    return [each for child in children_of(node) for each in (child, *_all_below(child))]


def kind_of(plan: Plan, new: NewOpinion) -> ChangeKind | None:
    """Return the kind of change an opinion leads to, or None when it leads to none.

    Raises:
        UsageError: its outcome is no word of the plan, or what only a change needs is given without one.
    """
    kinds = {kind.value: kind for kind in ChangeKind}
    if new.outcome in kinds:
        return kinds[new.outcome]
    if new.outcome is not None and new.outcome not in plan.settings.disposition_names:
        words = [*kinds, *plan.settings.disposition_names]
        message = f"--outcome の「{new.outcome}」は使えません"
        raise UsageError(message, f"使える語：{'、'.join(words)}")
    _refuse(new, _CHANGING)
    return None


_CHANGING = frozenset({"--node", "--after", "--text", "--value", "--cell", "--at", "--id", "--draft", "--yes"})
_IDLE = {
    ChangeKind.ADD: frozenset({"--after", "--id", "--value", "--cell", "--yes"}),
    ChangeKind.MODIFY: frozenset({"--after", "--id", "--yes"}),
    ChangeKind.DELETE: frozenset({"--after", "--id", "--value", "--cell"}),
    ChangeKind.MOVE: frozenset({"--text", "--at", "--id", "--value", "--cell", "--yes"}),
}
"""What a change of a node that is there already has no use for."""


def refuse_idle_options(new: NewOpinion, kind: ChangeKind) -> None:
    """Refuse options that this change has no use for: the user means something by them.

    Raises:
        UsageError: names them.
    """
    _refuse(new, _IDLE[kind] if new.node else _IDLE[kind] - {"--after", "--id"})


def _refuse(new: NewOpinion, idle: frozenset[str]) -> None:
    given = {
        "--node": new.node,
        "--after": new.after,
        "--text": new.words,
        "--value": new.values,
        "--cell": new.cells,
        "--at": new.change_quote,
        "--id": new.new_id,
        "--draft": new.draft,
        "--yes": new.agreed,
    }
    found = [option for option, value in given.items() if value and option in idle]
    if found:
        outcome = f"--outcome {new.outcome} では" if new.outcome else "--outcome がないと"
        message = f"{outcome} {'・'.join(found)} を使えません"
        raise UsageError(message, _VALUES_ONLY if {"--value", "--cell"} & {*found} else _CHANGES_ONLY)


_CHANGES_ONLY = "文言を変えるときは --outcome に追加・修正・削除・移動のどれかを書いてください"
_VALUES_ONLY = "値を変えるときは --outcome 修正 --node 項目 と一緒に書いてください"
