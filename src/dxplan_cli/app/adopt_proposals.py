"""The task of `dxplan opinions decide --adopt`: what members proposed is done in the working draft, and linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import find_opinion
from dxplan_cli.app.proposal_hand import Hand, Work
from dxplan_cli.app.workspace import open_plan, refuse_blank, working_draft
from dxplan_cli.diff.words import compare_words
from dxplan_cli.errors import UsageError
from dxplan_cli.model.decision import Decision, with_decision
from dxplan_cli.model.disposition import REFLECTED, UNDECIDED
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.render.lines import Look, Stretch, compared
from dxplan_cli.store.opinion_files import revise_opinion
from dxplan_cli.store.write import locked
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dxplan_cli.app.add_opinion import Chance
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.render.lines import Line


class Adopted(Value):
    """A proposal that was taken over: the opinion as decided, and what was done in the draft."""

    opinion: Opinion
    work: Work


def adopt(root: Path, opinion_ids: Iterable[str], answer: str | None, chance: Chance) -> tuple[Adopted, ...]:
    """Do in the working draft what the opinions propose, link them to it and decide 反映; for all of them or none.

    Raises:
        UsageError: an opinion proposes nothing that can be done, or has been answered by a change; nothing is written.
        DataError: the files cannot be written; nothing is.
    """
    refuse_blank({"--answer": answer})
    with locked(root):
        plan = open_plan(root)
        wanted = {find_opinion(plan, each).id for each in opinion_ids}
        chosen = tuple(each for each in plan.opinions if each.id in wanted)
        for each in chosen:
            _refuse_undoable(each)
        hand = Hand(plan, root, _common_draft(plan, root, chosen), chance.pick)
        works = hand.carry_out(chosen)
        today = chance.now.date().isoformat()
        done = tuple(Adopted(_decided(each, works[each.id], answer, today), works[each.id]) for each in chosen)
        pairs = zip(chosen, done, strict=True)
        hand.editor.save(then=tuple(write for old, new in pairs for write in revise_opinion(root, old, new.opinion)))
    return done


def draw_lines(done: Iterable[Adopted]) -> Iterator[Line]:
    """Return what was done as lines for the terminal."""
    for each in done:
        link, before, after = each.work.link, each.work.before, each.work.after
        yield Stretch(f"{each.opinion.id}　反映：{link.kind.value} "), Stretch(link.node, Look.QUIET)
        if before == after:
            told = "動かした文言" if link.kind is ChangeKind.MOVE else "もうこのとおりになっています"
            yield (Stretch(f"  {told}：{after}"),)
        else:
            yield (Stretch("  "), *compared(compare_words(before or "", after or "")))


def _refuse_undoable(opinion: Opinion) -> None:
    if opinion.changes:
        nodes = "、".join(link.node for link in opinion.changes)
        message = f"意見「{opinion.id}」には、もう反映先（{nodes}）があります"
        raise UsageError(
            message, "さらに直すときは、本文を直して dxplan opinions decide ID --link で結び付けてください"
        )
    if opinion.proposal is None:
        message = f"意見「{opinion.id}」には、そのまま採り入れられる文言（proposal）がありません"
        raise UsageError(message, "本文を直してから dxplan opinions decide ID --link 修正:項目 で結び付けてください")


def _common_draft(plan: Plan, root: Path, opinions: tuple[Opinion, ...]) -> Draft:
    """Return the draft that answers all these opinions."""
    rounds = {draft_after(plan, each.round): each.round for each in opinions}
    if len(rounds) > 1:
        message = "反映する版の違う意見は、一度に採り入れられません"
        raise UsageError(message, f"聴取の機会ごとに分けてください：{'、'.join(rounds.values())}")
    heard = plan.round(next(iter(rounds.values())))
    if heard is None:
        message = f"意見「{opinions[0].id}」の聴取の機会「{opinions[0].round}」がありません"
        raise UsageError(message, "rounds/ のファイルを確かめてください")
    return working_draft(plan, root, heard)


def _decided(opinion: Opinion, work: Work, answer: str | None, today: str) -> Opinion:
    """Return the opinion as decided; what was answered before anything was decided goes on to hold."""
    kept = opinion.answer if opinion.disposition in {UNDECIDED, REFLECTED} else None
    decision = Decision(disposition=REFLECTED, answer=answer or kept, same_as=opinion.same_as, changes=(work.link,))
    return with_decision(opinion, decision, today)
