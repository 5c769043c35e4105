"""Counting opinions: 件 by part and disposition; letters (通) and people (人) apart.

One counting for papers and commands, so that they cannot disagree. A person is
counted by name, once however often they spoke; where nobody is named, nobody
is guessed. An opinion that stands for many comments counts as all of them; of
its people the register knows the number alone, so one of them may be counted
again elsewhere (のべ). A letter holds one opinion or several and is counted
once; one letter is one person's. What its speaker took back (取下げ) is counted
apart and in no sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Settings

Letter: TypeAlias = tuple[str, str]
"""A submission (通): its round, and its number there."""


class Heads(Value):
    """How many opinions, how many people are named behind them (None: not known), how many opinions name nobody.

    `may_repeat` says that a person may be counted more than once. `letters` is None where no letter is known.
    `withdrawn` opinions are in none of the other counts.
    """

    opinions: int
    people: int | None
    unnamed: int
    may_repeat: bool = False
    letters: int | None = None
    withdrawn: int = 0


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


def letter_of(key: str) -> str:
    """Return the letter a raw key is of: P-017 for P-017#2, its second point."""
    return key.partition("#")[0]


def heads_of(opinions: Iterable[Opinion], withdrawn: frozenset[str] = frozenset()) -> Heads:
    """Count opinions, those that were grouped too, and the people and letters behind them.

    `withdrawn` are the dispositions of opinions that are counted apart.
    """
    every = list(opinions)
    counted = [each for each in every if each.disposition not in withdrawn]
    taken_back = sum(each.comments for each in every if each.disposition in withdrawn)
    single = [each for each in counted if each.group is None]
    named = count_heads(person_key(each.internal.member if each.internal else None) for each in single)
    heads = _add_groups(named, [each for each in counted if each.group is not None])
    return replace(heads, letters=_count_letters(counted), withdrawn=taken_back)


def _letters_of(opinion: Opinion) -> frozenset[Letter]:
    """Return the letters an opinion came in, as far as anybody noted them; the number of a row of a table is one as well."""
    if opinion.group is not None:
        letters = [letter_of(key) for key in opinion.group.keys]
    elif opinion.letter is not None:
        letters = [opinion.letter]
    elif opinion.key is not None:
        letters = [letter_of(opinion.key)]
    else:
        letters = []
    return frozenset((opinion.round, letter) for letter in letters)


def _speaks_of_letters(opinion: Opinion) -> bool:
    """Tell whether it is known that opinions came in letters: the numbers of a committee's table alone do not say so."""
    has_points = opinion.key is not None and "#" in opinion.key
    has_raw_keys = opinion.group is not None and bool(opinion.group.keys)
    return opinion.letter is not None or has_raw_keys or has_points


def _count_letters(opinions: Sequence[Opinion]) -> int | None:
    """Count the letters of the rounds in which any is known; there an opinion without one came in a letter of its own."""
    rounds = {opinion.round for opinion in opinions if _speaks_of_letters(opinion)}
    if not rounds:
        return None
    sent = [opinion for opinion in opinions if opinion.round in rounds]
    letters = {letter for opinion in sent for letter in _letters_of(opinion)}
    return len(letters) + sum(opinion.comments for opinion in sent if not _letters_of(opinion))


def _add_groups(named: Heads, grouped: Sequence[Opinion]) -> Heads:
    """Add the opinions that stand for many comments to those counted by name."""
    if not grouped:
        return named
    groups = [each.group for each in grouped if each.group is not None]
    counts = [count for count in _people_behind(grouped) if count]
    parts = [*counts, *([named.people] if named.people else [])]
    unnamed = sum(each.unnamed if each.people else each.comments for each in groups)
    return Heads(
        named.opinions + sum(each.comments for each in groups),
        sum(parts) if parts else None,
        named.unnamed + unnamed,
        may_repeat=bool(counts) and len(parts) > 1,
    )


def _people_behind(grouped: Sequence[Opinion]) -> Iterator[int]:
    """Yield how many people each group adds: whoever wrote a letter that is also in a larger group is counted there."""
    seen: set[Letter] = set()
    for opinion in sorted(grouped, key=lambda each: -each.comments):
        people = (opinion.group.people if opinion.group is not None else None) or 0
        letters = _letters_of(opinion)
        yield min(people, len(letters - seen)) if letters else people
        seen |= letters


def people_told(heads: Heads) -> str:
    """Say how many people: 3人, 3人（ほか記名なし2件）, のべ3人, or that it is not known."""
    if heads.people is None:
        return "人数不明"
    counted = f"{'のべ' if heads.may_repeat else ''}{heads.people}人"
    return counted + (f"（ほか記名なし{heads.unnamed}件）" if heads.unnamed else "")


def letters_told(heads: Heads) -> str:
    """Say how many letters: 2通; nothing where none is known."""
    return f"{heads.letters}通" if heads.letters is not None else ""


def heads_told(heads: Heads) -> str:
    """Say everything that was counted: 3件・2通・2人, then what was taken back."""
    counts = (f"{heads.opinions}件", letters_told(heads), people_told(heads))
    taken_back = f"、ほかに取下げ{heads.withdrawn}件" if heads.withdrawn else ""
    return "・".join(filter(None, counts)) + taken_back


def dispositions_of(settings: Settings, opinions: Iterable[Opinion]) -> tuple[str, ...]:
    """Return the plan's dispositions in their order, then those that are used without being listed; none for 取下げ."""
    words = [*settings.disposition_names, *(opinion.disposition for opinion in opinions)]
    return tuple(word for word in dict.fromkeys(words) if word not in settings.withdrawn)


def tally_row(part: Part, dispositions: Iterable[str], withdrawn: frozenset[str]) -> TallyRow:
    """Count one part."""
    by_disposition: defaultdict[str, list[Opinion]] = defaultdict(list)
    for opinion in part.opinions:
        by_disposition[opinion.disposition].append(opinion)
    counts = tuple(heads_of(by_disposition[each]) for each in dispositions)
    return TallyRow(part.id, part.title, counts, heads_of(part.opinions, withdrawn))


def tally(parts: Sequence[Part], dispositions: tuple[str, ...], withdrawn: frozenset[str]) -> Tally:
    """Count parts, none of which shares an opinion with another, and their sum."""
    everything = [opinion for part in parts for opinion in part.opinions]
    rows = tuple(tally_row(part, dispositions, withdrawn) for part in parts)
    return Tally(dispositions, rows, tally_row(Part("", "計", everything), dispositions, withdrawn))
