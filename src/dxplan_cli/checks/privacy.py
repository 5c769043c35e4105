"""What a plan keeps from the public, and finding it: names of persons, how to reach them, what is internal."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from dxplan_cli.checks.owners import owners_of
from dxplan_cli.checks.texts import texts_of
from dxplan_cli.model.meeting import Meeting
from dxplan_cli.text.contacts import mail_addresses, postal_addresses, telephone_numbers
from dxplan_cli.text.names import Names, find_names, index_names, read_names
from dxplan_cli.text.narrow import narrow
from dxplan_cli.text.phrases import Phrases, find_phrases, index_phrases
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.checks.owners import Owner
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.text.contacts import Span

_UNPRINTED = frozenset({"alternatives", "checks", "template", "todo"})
"""What no public paper prints: the secretariat's own notes and settings."""
_SEPARATE = _UNPRINTED | {"members", "venue"}
_SHORTEST = 4
"""A shorter contact may be a part of any word."""


class Privacy(StrEnum):
    """What kind of personal data something is; the value is what messages call it."""

    NAME = "氏名"
    TELEPHONE = "電話番号"
    MAIL = "メールアドレス"
    ADDRESS = "住所"
    CONTACT = "連絡先"


class Passage(Value):
    """A text to be published and the kinds of data that may stand in it: a venue has an address, a list of members names."""

    text: str
    allowed: frozenset[Privacy] = frozenset()


class Secrets(Value):
    """What a plan knows of persons: their names, and what is noted of how to reach them."""

    names: Names
    contacts: Phrases


def secrets_of(plan: Plan, *, is_roster: bool = False) -> Secrets:
    """Gather the members of all meetings, and the members, listeners and contacts noted with opinions.

    In a list of persons (`is_roster`) the members of the meetings are no secret.
    """
    listed = dict.fromkeys(each.name for meeting in plan.meetings for each in meeting.members)
    notes = [each.internal for each in plan.opinions if each.internal is not None]
    heard = dict.fromkeys(written for note in notes for written in (note.member, note.heard_by) if written)
    members = {name for written in listed for name in read_names(written, is_listed=True)}
    noted = {name for written in heard for name in read_names(written)}
    contacts = {narrow(note.contact.strip()) for note in notes if note.contact}
    return Secrets(
        index_names(noted - members if is_roster else noted | members),
        index_phrases(each for each in contacts if len(each) >= _SHORTEST),
    )


def published_passages(owner: Owner) -> Iterator[Passage]:
    """Yield the texts of an owner that a public paper may print."""
    for text in texts_of(owner.value, _SEPARATE):
        yield Passage(text)
    if isinstance(owner.value, Meeting):
        if owner.value.venue:
            yield Passage(owner.value.venue, frozenset({Privacy.ADDRESS}))
        for text in texts_of(owner.value.members):
            yield Passage(text, frozenset({Privacy.NAME}))


def find_personal(passage: Passage, secrets: Secrets) -> Iterator[tuple[Privacy, str]]:
    """Yield the personal data in a passage, as written there; what was found is not found again as something else."""
    text = narrow(passage.text)
    found: list[Span] = []
    for kind, (start, end) in _spans(text, secrets):
        if kind not in passage.allowed and not any(start < other_end and other < end for other, other_end in found):
            found.append((start, end))
            yield kind, passage.text[start:end]


def _spans(text: str, secrets: Secrets) -> Iterator[tuple[Privacy, Span]]:
    finders = (
        (Privacy.MAIL, mail_addresses(text)),
        (Privacy.ADDRESS, postal_addresses(text)),
        (Privacy.TELEPHONE, telephone_numbers(text)),
        (Privacy.NAME, find_names(secrets.names, text)),
        (Privacy.CONTACT, find_phrases(secrets.contacts, text)),
    )
    for kind, spans in finders:
        for span in spans:
            yield kind, span


def personal_data(inspection: Inspection) -> Iterator[tuple[Owner, dict[Privacy, tuple[str, ...]]]]:
    """Yield every owner with personal data in what is to be published of it, and the data by kind, each once."""
    secrets = secrets_of(inspection.plan)
    for owner in owners_of(inspection):
        found: dict[Privacy, dict[str, None]] = {}
        for passage in published_passages(owner):
            for kind, words in find_personal(passage, secrets):
                found.setdefault(kind, {})[words] = None
        if found:
            yield owner, {kind: tuple(words) for kind, words in found.items()}
