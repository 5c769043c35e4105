"""Counting opinions: 件 by part and disposition, and the people (人) behind them apart.

One counting for papers and commands, so that they cannot disagree. A person is
counted by name, once however often they spoke; where nobody is named, nobody
is guessed. An opinion that stands for many comments counts as all of them; of
its people the register knows the number alone, so one of them may be counted
again elsewhere (のべ).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.model.opinion import Group, Opinion


class Heads(Value):
    """How many opinions, how many people are named behind them (None: not known), how many opinions name nobody.

    `may_repeat` says that a person may be counted more than once.
    """

    opinions: int
    people: int | None
    unnamed: int
    may_repeat: bool = False


class Part(Value):
    """Opinions that are counted together, and what they have in common; the id is "" where there is none."""

    id: str
    title: str
    opinions: Sequence[Opinion]


class TallyRow(Value):
    """One part: its counts by disposition, in the order of the tally's, and all of it."""

    id: str
    title: str
    counts: tuple[Heads, ...]
    total: Heads


class Tally(Value):
    """Parts by dispositions, and the sum of the parts."""

    dispositions: tuple[str, ...]
    rows: tuple[TallyRow, ...]
    total: TallyRow


def person_key(name: str | None) -> str:
    """Return what two spellings of one name share; "" for no name."""
    return "".join(fold(name).split()) if name else ""


def count_heads(people: Iterable[str]) -> Heads:
    """Count by the key of the person behind each opinion, "" where nobody is named."""
    times = Counter(people)
    unnamed = times.pop("", 0)
    return Heads(times.total() + unnamed, None if unnamed and not times else len(times), unnamed)


def heads_of(opinions: Iterable[Opinion]) -> Heads:
    """Count opinions, those that were grouped too, and the people behind them."""
    groups: list[Group] = []
    people: list[str] = []
    for each in opinions:
        if each.group is not None:
            groups.append(each.group)
        else:
            people.append(person_key(each.internal.member if each.internal else None))
    named = count_heads(people)
    return _add_groups(named, groups) if groups else named


def _add_groups(named: Heads, groups: Sequence[Group]) -> Heads:
    counts = [each.people for each in groups if each.people]
    parts = [*counts, *([named.people] if named.people else [])]
    unnamed = sum(each.unnamed if each.people else each.comments for each in groups)
    return Heads(
        named.opinions + sum(each.comments for each in groups),
        sum(parts) if parts else None,
        named.unnamed + unnamed,
        may_repeat=bool(counts) and len(parts) > 1,
    )


def people_told(heads: Heads) -> str:
    """Say how many people: 3人, 3人（ほか記名なし2件）, のべ3人, or that it is not known."""
    if heads.people is None:
        return "人数不明"
    counted = f"{'のべ' if heads.may_repeat else ''}{heads.people}人"
    return counted + (f"（ほか記名なし{heads.unnamed}件）" if heads.unnamed else "")


def dispositions_of(listed: Iterable[str], opinions: Iterable[Opinion]) -> tuple[str, ...]:
    """Return the plan's dispositions in their order, then those that are used without being listed."""
    return tuple(dict.fromkeys([*listed, *(opinion.disposition for opinion in opinions)]))


def tally_row(part: Part, dispositions: Iterable[str]) -> TallyRow:
    """Count one part."""
    by_disposition: defaultdict[str, list[Opinion]] = defaultdict(list)
    for opinion in part.opinions:
        by_disposition[opinion.disposition].append(opinion)
    counts = tuple(heads_of(by_disposition[each]) for each in dispositions)
    return TallyRow(part.id, part.title, counts, heads_of(part.opinions))


def tally(parts: Sequence[Part], dispositions: tuple[str, ...]) -> Tally:
    """Count parts, none of which shares an opinion with another, and their sum."""
    everything = [opinion for part in parts for opinion in part.opinions]
    rows = tuple(tally_row(part, dispositions) for part in parts)
    return Tally(dispositions, rows, tally_row(Part("", "計", everything), dispositions))
