"""drifted-repeat: a repeated item (再掲) no longer says what its origin says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import words_of
from dxplan_cli.text.keys import fold
from dxplan_cli.trace.claim import drafts_before
from dxplan_cli.trace.fate import Fates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft

CODE = "drifted-repeat"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the repeats of the newest draft.

    Plans shorten what they repeat, so that two texts differ proves nothing. That they were the same in a draft before
    and are not any more does: one of the two was changed alone.
    """
    draft = inspection.latest
    repeats = [node for node in inspection.latest_nodes if node.repeat_of]
    if draft is None or not repeats:
        return
    fates = Fates(inspection.plan)
    for node in repeats:
        origins = fates.living(node.repeat_of or "", draft)
        if len(origins) != 1 or _says(node) == _says(origins[0]):
            continue
        origin = origins[0]
        agreed = _agreed_before(inspection, fates, draft, (node, origin))
        if agreed is not None:
            yield _drifted(draft, node, origin, is_origin_changed=_says(origin) != agreed)


def _agreed_before(inspection: Inspection, fates: Fates, draft: Draft, pair: tuple[AnyNode, AnyNode]) -> str | None:
    """Return what a repeat and its origin said together in the last draft before in which they agreed.

    Either may have had another id there.
    """
    for earlier in drafts_before(inspection.plan, draft):
        repeat, origin = (fates.as_it_was(node.id, draft, earlier) for node in pair)
        if repeat is not None and origin is not None and _says(repeat) == _says(origin):
            return _says(origin)
    return None


def _says(node: AnyNode) -> str:
    return fold("".join(words_of(node).split())).removesuffix("(再掲)")


def _drifted(draft: Draft, node: AnyNode, origin: AnyNode, *, is_origin_changed: bool) -> Finding:
    changed, left = ("もとの項目", "再掲") if is_origin_changed else ("再掲", "もとの項目")
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"{draft.label}で{changed}だけが変わり、{left}とずれています：もと「{shortened(words_of(origin))}」、再掲「{shortened(words_of(node))}」",
        hint=f"{node.id} と {origin.id} の文言をそろえてください（{named(origin)}の再掲でなくなったのなら、repeat_of を消してください）",
        place=node.place,
        node=node.id,
    )
