"""Two branches of one plan and their merge: what each side meant, and what of it the merge lost."""

from __future__ import annotations

import subprocess
from collections import Counter
from typing import TYPE_CHECKING

from cli_process import environment
from desk import TODAY, chance

from dxplan_cli.app.add_opinion import add_opinion
from dxplan_cli.app.drafts import NewDraft, freeze_draft, new_draft
from dxplan_cli.app.new_opinion import NewOpinion
from dxplan_cli.app.opinions_decide import Ruling, decide, parse_link
from dxplan_cli.app.opinions_import import ImportOrder, import_opinions
from dxplan_cli.app.workspace import open_plan, refuse_repeated_ids
from dxplan_cli.errors import FaultyDataError
from dxplan_cli.model.node import Section, walk, words_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan

    Deed = Callable[[Path], None]

_CLERK = ("-c", "user.name=事務局", "-c", "user.email=office@example.invalid", "-c", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> int:
    """Run git as nobody in particular and return its exit code."""
    return subprocess.run(
        ["git", *_CLERK, *arguments], cwd=folder, env=environment(), capture_output=True, check=False
    ).returncode


def heard(words: str) -> Deed:
    """Return the deed of recording an opinion."""
    return lambda root: _record(root, NewOpinion(text=words))


def added(after: str, words: str) -> Deed:
    return lambda root: _record(root, NewOpinion(text=f"{words}を", outcome="追加", after=after, words=words))


def edited(node: str, words: str) -> Deed:
    return lambda root: _record(root, NewOpinion(text=f"{words}に", outcome="修正", node=node, words=words))


def deleted(node: str) -> Deed:
    return lambda root: _record(root, NewOpinion(text=f"{node}は要らない", outcome="削除", node=node))


def moved(node: str, after: str) -> Deed:
    return lambda root: _record(root, NewOpinion(text=f"{node}を動かす", outcome="移動", node=node, after=after))


def decided(*opinions: str, disposition: str | None = None, answer: str | None = None, link: str | None = None) -> Deed:
    """Return the deed of deciding; a new disposition without a change takes nothing of the decision before along."""
    ruling = Ruling(
        today=TODAY,
        disposition=disposition,
        answer=answer,
        drops_answer=disposition is not None and answer is None,
        links=(parse_link(link),) if link else (),
        unlink=disposition is not None and link is None,
    )
    return lambda root: _keep(decide(root, opinions, ruling))


def taken_in(words: str, *keys: str) -> Deed:
    """Return the deed of taking in a group of comments, or more of them."""

    def do(root: Path) -> None:
        table = root.parent.with_name("群.csv")
        cells = f'g1,{words},{len(keys)},"{";".join(keys)}"'
        table.write_text(f"整理番号,代表の意見,件数,もとの番号\n{cells}\n", encoding="utf-8")
        done = import_opinions(root, ImportOrder(file=table, round="r1", is_grouped=True), chance())
        assert done.is_written, done.proposal.faults

    return do


def decided_on_group(disposition: str, answer: str) -> Deed:
    def do(root: Path) -> None:
        opinion = next(each.id for each in open_plan(root).opinions if each.group)
        decide(root, (opinion,), Ruling(today=TODAY, disposition=disposition, answer=answer))

    return do


def begun(draft: str) -> Deed:
    return lambda root: _keep(new_draft(root, NewDraft(id=draft, label=draft)))


def frozen(draft: str) -> Deed:
    return lambda root: _keep(freeze_draft(root, draft))


def _record(root: Path, new: NewOpinion) -> None:
    add_opinion(root, new, chance())


def _keep(_: object) -> None:
    """Drop what a task tells."""


class Merge(Value):
    """How a merge ended: ``clean``, ``conflict`` by git, or ``told`` by dxplan as soon as the plan is read."""

    end: str
    lost: list[str]
    faults: tuple[str, ...] = ()


def merge(root: Path, ours: Iterable[Deed], theirs: Iterable[Deed]) -> Merge:
    """Do some deeds on a branch each, merge the branches, and compare with what each side meant."""
    repository = root.parent
    git(repository, "init")
    base = _commit(root, ())
    git(repository, "checkout", "-b", "ours")
    our_plan = _commit(root, ours)
    git(repository, "checkout", "main")
    git(repository, "checkout", "-b", "theirs")
    their_plan = _commit(root, theirs)
    is_conflict = git(repository, "merge", "--no-edit", "ours") != 0
    try:
        plan = open_plan(root)
        for draft in plan.drafts:
            refuse_repeated_ids(draft, root)
    except FaultyDataError as error:
        faults = tuple(f"{fault.place}: {fault.message}" for fault in error.faults)
        return Merge("conflict" if is_conflict else "told", [], faults)
    if is_conflict:
        return Merge("conflict", [])
    return Merge("clean", [*_lost(base, our_plan, plan), *_lost(base, their_plan, plan)])


def _commit(root: Path, deeds: Iterable[Deed]) -> Plan:
    for deed in deeds:
        deed(root)
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--allow-empty", "-m", "作業")
    return open_plan(root)


def _lost(base: Plan, side: Plan, merged: Plan) -> Iterator[str]:
    """Yield what one side did that the merged plan does not show."""
    before, after = _opinions(base), _opinions(merged)
    for name, opinion in _opinions(side).items():
        yield from _lost_of_opinion(before.get(name), opinion, after.get(name))
    for draft in side.drafts:
        found, old = merged.draft(draft.id), base.draft(draft.id)
        if found is None or (found.frozen != draft.frozen and (old is None or old.frozen != draft.frozen)):
            yield f"draft {draft.id}"
        elif old is not None:
            yield from _lost_of_draft(old, draft, found)


def _opinions(plan: Plan) -> dict[str, Opinion]:
    return {opinion.id: opinion for opinion in plan.opinions}


def _lost_of_opinion(before: Opinion | None, meant: Opinion, found: Opinion | None) -> Iterator[str]:
    if found is None:
        yield f"opinion {meant.id}"
    elif before is None:
        if found != meant:
            yield f"opinion {meant.id}"
    else:
        for field in ("disposition", "answer", "same_as", "text", "group"):
            if getattr(meant, field) not in {getattr(before, field), getattr(found, field)}:
                yield f"{field} of {meant.id}"
        if not set(meant.changes) <= set(found.changes):
            yield f"links of {meant.id}"


class _Spot(Value):
    parent: str
    words: str
    left: tuple[str, ...]
    """The siblings before it."""


def _spots(draft: Draft) -> dict[str, _Spot]:
    spots = {}
    for section in walk(draft.chapters):
        if isinstance(section, Section):
            ids = [child.id for child in section.children]
            for at, child in enumerate(section.children):
                spots[child.id] = _Spot(section.id, words_of(child), tuple(ids[:at]))
    return spots


def _lost_of_draft(before: Draft, meant: Draft, found: Draft) -> Iterator[str]:
    old, new, now = _spots(before), _spots(meant), _spots(found)
    assert max(Counter(node.id for node in found.nodes()).values()) == 1
    yield from (f"{node} is back" for node in old.keys() - new.keys() if node in now)
    for node, spot in new.items():
        was = old.get(node)
        if was is not None and was.words == spot.words and was.parent == spot.parent:
            continue
        here = now.get(node)
        if here is None:
            yield f"{node} is gone"
            continue
        if (was is None or was.words != spot.words) and here.words != spot.words:
            yield f"words of {node}"
        if was is None or was.parent != spot.parent:
            stayed = [each for each in spot.left if each in now and now[each].parent == spot.parent]
            if here.parent != spot.parent or not set(stayed) <= set(here.left):
                yield f"place of {node}"
