"""The register of opinions, from the index while that holds, else derived of the whole plan and kept (ADR 11)."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import labels_of
from dxplan_cli.app.workspace import open_plan
from dxplan_cli.errors import FaultyDataError
from dxplan_cli.model.state import unlinked_state
from dxplan_cli.store.index import known_index, open_index
from dxplan_cli.store.load import is_misnamed, receipts
from dxplan_cli.store.register import Register, Sort, keep_register, kept_register, load_listed, survey
from dxplan_cli.trace.fate import Fates
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.model.state import State
    from dxplan_cli.store.load import Receipt
    from dxplan_cli.store.register import Kept, Survey

_FEW = 200
"""So many files may have changed for the rest of the register to be worth keeping."""
_LARGE = 500
"""So many opinions are worth a register in the index."""


class Readable(Value):
    """A register, and how to get at the opinions of some of its rows."""

    register: Register
    read: Callable[[Sequence[int]], tuple[Opinion, ...]]


def recall(root: Path, seen: Survey) -> Readable | None:
    """Return the register as it is now, if the index tells; None when it has to be derived of the plan."""
    kept = kept_register(root)
    if kept is None or kept.register.frame != seen.frame:
        return None
    register = kept.register if kept.holds(seen) else _brought_up_to_date(root, kept, seen)
    if register is None:
        return None
    names = register.names
    index = known_index(root)
    return Readable(register, lambda rows: load_listed(root, {names[at]: seen.files[names[at]] for at in rows}, index))


def _brought_up_to_date(root: Path, kept: Kept, seen: Survey) -> Register | None:
    """Return the register with the opinions that came, went or changed since, if nothing else depends on them."""
    register, keys = kept.register, kept.keys()
    differing = {name for name, key in seen.files.items() if keys.get(name) != key}
    changed = {name: seen.files[name] for name in sorted(differing) if name.endswith(".yaml")}
    touched = changed.keys() | (set(register.names) - seen.files.keys())
    if any(is_misnamed(name) for name in differing) or len(touched) > _FEW or touched & register.tied:
        return None
    index = known_index(root)
    try:
        opinions = load_listed(root, changed, index)
    except FaultyDataError:
        return None
    fresh = _exchanged(register, touched, opinions)
    trusted = seen.trusted(index).keys() & differing
    if fresh is not None and (trusted or len(touched) > len(changed)):
        keep_register(index, fresh, seen, trusted | (keys.keys() - differing))
    return fresh


def _exchanged(register: Register, touched: set[str], opinions: Iterable[Opinion]) -> Register | None:
    """Return a register without the rows of some files and with these opinions; None if more depends on one of them."""
    fresh = replace(
        register,
        names=[*register.names],
        ids=[*register.ids],
        sorts=[*register.sorts],
        sort_of=[*register.sort_of],
    )
    for at in reversed([at for at, name in enumerate(fresh.names) if name in touched]):
        del fresh.names[at], fresh.ids[at], fresh.sort_of[at]
    taken = {*fresh.ids, *fresh.awaited}
    receipt = receipts(fresh.rounds)
    for opinion in opinions:
        is_plain = not (opinion.changes or opinion.same_as or opinion.id in taken)
        if not is_plain or opinion.disposition not in fresh.promises:
            return None
        taken.add(opinion.id)
        state = unlinked_state(opinion.disposition, fresh.promises[opinion.disposition])
        _insert(fresh, opinion, state, receipt)
    return fresh


def _insert(register: Register, opinion: Opinion, state: State, receipt: Callable[[str, str], Receipt]) -> None:
    """Give an unlinked opinion its row; of two received at once the one whose file comes first by name is the first."""
    names, ids, sorts, sort_of = register.names, register.ids, register.sorts, register.sort_of
    at = bisect(
        range(len(names)),
        (receipt(opinion.round, opinion.id), opinion.place.file),
        key=lambda row: (receipt(sorts[sort_of[row]].round, ids[row]), names[row]),
    )
    sort = _sort_of(opinion, state)
    if sort not in sorts:
        sorts.append(sort)
    names.insert(at, opinion.place.file)
    ids.insert(at, opinion.id)
    sort_of.insert(at, sorts.index(sort))


def _sort_of(opinion: Opinion, state: State) -> Sort:
    return Sort(opinion.round, opinion.about, opinion.disposition, state.value)


def derive(root: Path, seen: Survey) -> tuple[Plan, Readable]:
    """Load the plan and derive its register, which is kept if it is large.

    Raises:
        FaultyDataError: the plan cannot be understood.
    """
    from dxplan_cli.trace.decisions import settle_plan  # noqa: PLC0415 - as below
    from dxplan_cli.trace.state import states_of, trace_neighbours  # noqa: PLC0415 - the index need not compare

    index = open_index(root)
    written = open_plan(root, seen.files, index)
    plan = settle_plan(written)
    traces = trace_neighbours(plan)
    register = _register_of(plan, seen.frame, labels_of(traces), states_of(plan, traces))
    if index is not None and len(plan.opinions) >= _LARGE:
        keep_register(index, register, seen, seen.trusted(index))
    return plan, Readable(register, lambda rows: tuple(written.opinions[at] for at in rows))


def refuse_unreadable(root: Path) -> None:
    """Refuse to change a draft while an opinion cannot be read; an unchanged register is known to be readable.

    Raises:
        FaultyDataError: with every fault.
    """
    seen = survey(root)
    if recall(root, seen) is None:
        derive(root, seen)


def _register_of(
    plan: Plan, frame: bytes, labels: Mapping[str, tuple[str, ...]], states: Mapping[str, State]
) -> Register:
    uses = Counter(each.id for each in plan.opinions)
    awaited = frozenset(each.same_as for each in plan.opinions if each.same_as)
    sorts: dict[Sort, int] = {}
    sort_of = [sorts.setdefault(_sort_of(each, states[each.id]), len(sorts)) for each in plan.opinions]
    return Register(
        frame=frame,
        rounds=tuple(each.id for each in plan.rounds),
        promises={name: plan.settings.promise_of(name) for name in plan.settings.disposition_names},
        nodes=frozenset(node.id for draft in plan.drafts for node in draft.nodes()),
        names=[each.place.file for each in plan.opinions],
        ids=[each.id for each in plan.opinions],
        sorts=list(sorts),
        sort_of=sort_of,
        labels=dict(labels),
        tied=frozenset(
            each.place.file
            for each in plan.opinions
            if each.changes or each.same_as or each.id in awaited or uses[each.id] > 1
        ),
        awaited=awaited,
        fates=_fates(plan),
    )


def _fates(plan: Plan) -> dict[str, str]:
    if not plan.drafts:
        return {}
    fates, latest = Fates(plan), plan.drafts[-1]
    found = ((node.id, fates.of(node.id, latest)) for draft in plan.drafts for node in draft.nodes())
    return {node_id: fate.told for node_id, fate in found if fate is not None}
