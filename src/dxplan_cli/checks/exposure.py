"""What a finished file must not tell, given the plan it was made from; and finding it in a text of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.owners import owners_of
from dxplan_cli.checks.privacy import (
    Passage,
    Privacy,
    Secrets,
    find_personal,
    personal_data,
    published_passages,
    secrets_of,
)
from dxplan_cli.checks.rules.personal_data import CODE
from dxplan_cli.text.narrow import narrow
from dxplan_cli.text.phrases import Phrases, find_phrases, index_phrases
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.finding import Finding

INTERNAL = "内部情報（internal）"
"""What messages call it, as `Privacy` does the other kinds."""


class Guard(Value):
    """What must not be told, and what may: `permitted` are words that would be personal data elsewhere.

    `roster` holds for lists of persons, where the members of the meetings may be named. `internal` is what is noted
    under `internal` and stands in no text to be published.
    """

    secrets: Secrets
    roster: Secrets
    internal: Phrases
    permitted: frozenset[str]


def guard_of(inspection: Inspection, accepted: Iterable[Finding]) -> Guard:
    """Gather what the plan keeps from the public; `accepted` are the findings it accepts with a reason."""
    plan = inspection.plan
    secrets = secrets_of(plan)
    passages = (passage.text for owner in owners_of(inspection) for passage in published_passages(owner))
    published = squeezed("\n".join(passages))
    notes = [each.internal for each in plan.opinions if each.internal is not None]
    internal = index_phrases(
        squeezed(words) for note in notes for words in (note.member, note.contact, note.heard_by) if words
    )
    spoken = {published[start:end] for start, end in find_phrases(internal, published)}
    return Guard(
        secrets=secrets,
        roster=secrets_of(plan, is_roster=True),
        internal=index_phrases(internal.known - spoken),
        permitted=frozenset(_permitted(inspection, tuple(accepted), secrets)),
    )


def squeezed(text: str) -> str:
    """Return a text narrowed and without blanks: as it is looked for, however it is spread out."""
    return narrow(text).replace(" ", "")


def _permitted(inspection: Inspection, accepted: tuple[Finding, ...], secrets: Secrets) -> Iterator[str]:
    """Yield the address of every venue, and the data that plan.yaml accepts with a reason."""
    for meeting in inspection.plan.meetings:
        for kind, words in find_personal(Passage(meeting.venue or ""), secrets):
            if kind is Privacy.ADDRESS:
                yield narrow(words)
    places = {(each.place, each.node, each.opinion) for each in accepted if each.code == CODE}
    for owner, data in personal_data(inspection) if places else ():
        if (owner.place, owner.node, owner.opinion) in places:
            yield from (narrow(words) for found in data.values() for words in found)


def find_exposed(guard: Guard, text: str, *, is_roster: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what a text must not tell, with its kind."""
    found = [
        (kind, words)
        for kind, words in find_personal(Passage(text), guard.roster if is_roster else guard.secrets)
        if narrow(words) not in guard.permitted
    ]
    yield from found
    for words in find_internal(guard, text, (words for _, words in found)):
        yield INTERNAL, words


def find_internal(guard: Guard, text: str, told: Iterable[str] = ()) -> Iterator[str]:
    """Yield what is internal in a text, each once, and not what was told as something else."""
    looked_at = squeezed(text)
    known = {squeezed(words) for words in told}
    for words in (looked_at[start:end] for start, end in find_phrases(guard.internal, looked_at)):
        if not any(words in each or each in words for each in known):
            known.add(words)
            yield words
