"""Which opinion of the register a row of a table speaks of: by id, else by key, else by the same words."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from dxplan_cli.app.alike_keys import recognise
from dxplan_cli.errors import UsageError
from dxplan_cli.model.column import Column
from dxplan_cli.store.shape import is_identifier
from dxplan_cli.text.search import search_key
from dxplan_cli.text.stamp import same_words_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dxplan_cli.app.alike_keys import Recognised
    from dxplan_cli.intake.register.entries import Entry
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan

_MOST_TOLD = 5
_KEEP_ID = "書き出したときの id に戻してください。新しい意見なら、id を空にしてください"


def counts_of(opinion: Opinion) -> dict[Column, str]:
    """Return the counts of an opinion as a table shows them."""
    people = opinion.group.people if opinion.group is not None else None
    return {Column.COMMENTS: str(opinion.comments), Column.PEOPLE: "" if people is None else str(people)}


class Matcher:
    """Finds the opinions rows speak of; every opinion is taken once."""

    def __init__(
        self, plan: Plan, entries: Collection[Entry], round_id: str | None, key_prefix: str, *, are_groups: bool = False
    ) -> None:
        """Take the register, all rows that are to be matched, and what holds for rows that do not say.

        Where rows `are_groups`, an opinion of the same words without a key is another one: a group always has a key.
        """
        self._are_groups = are_groups
        self._rounds = {search_key(name): each.id for each in plan.rounds for name in (each.title, each.id)}
        self._rounds |= {name: each.id for each in plan.rounds for name in (each.title, each.id)}
        self._known_rounds = "、".join(each.id for each in plan.rounds) or "まだありません（rounds/ に作ってください）"
        self._round, self._prefix = round_id, key_prefix
        self.opinions = {each.id: each for each in plan.opinions}
        self._by_key = {(each.round, each.key): each for each in plan.opinions if each.key}
        self._repeated = self._repeats(entries)
        named = self._named(entries)
        self._alike = self._recognised(entries, named)
        taken = {*named, *(each.id for each in self._alike.opinions.values())}
        self._by_words: dict[tuple[str, str], deque[Opinion]] = defaultdict(deque)
        for opinion in plan.opinions:
            if opinion.id not in taken:
                self._by_words[opinion.round, same_words_key(opinion.text)].append(opinion)
        self.by_words_only: list[int] = []
        self._newly_numbered: list[int] = []

    def match(self, entry: Entry) -> Opinion | None:
        """Return the opinion a row speaks of, or None for a new one.

        Raises:
            UsageError: the row's id or key means none, or another row has it too; for the row's fault.
        """
        self._refuse_repeated(entry)
        opinion_id = entry.values.get(Column.ID)
        if opinion_id is not None:
            return self._of_id(opinion_id)
        round_id, key = self.round_of(entry), self.key_of(entry)
        if key is not None and (round_id, key) in self._by_key:
            return self._by_key[round_id, key]
        if entry.row in self._alike.errors:
            raise self._alike.errors[entry.row]
        return self._of_words(entry, round_id, key)

    def told(self) -> Mapping[str, list[int]]:
        """Return what the user should know of how rows were matched, with the rows."""
        remarks: dict[str, list[int]] = {}
        if self.by_words_only:
            remarks[
                "本文が同じ意見がもうあるので、その意見の行として扱いました（別の人の意見なら「整理番号」の列が要ります）"
            ] = self.by_words_only
        if self._newly_numbered:
            remarks[
                "本文が同じで整理番号のない意見がもうあるので、その意見の行として扱いました"
                "（別の人の意見なら、dxplan add-opinion で加えてください）"
            ] = self._newly_numbered
        changed = [(self._written[row], opinion) for row, opinion in self._alike.opinions.items()]
        if changed:
            pairs = [f"表の「{key}」は登録の「{opinion.key}」" for key, opinion in changed[:_MOST_TOLD]]
            more = " など" if len(changed) > _MOST_TOLD else ""
            told = "同じ意見の番号が、登録と違う書き方になっています"
            remarks[
                f"{told}（{'、'.join(pairs)}{more}）。本文が同じなので、増やさずに、その意見の行として扱いました"
            ] = [*self._alike.opinions]
        return remarks

    def has_words(self, entry: Entry) -> bool:
        """Tell whether the register has an opinion of these words in the row's round that no row speaks of."""
        return bool(self._by_words.get((self.round_of(entry), same_words_key(entry.values.get(Column.TEXT, "")))))

    def _of_words(self, entry: Entry, round_id: str, key: str | None) -> Opinion | None:
        """Take the next opinion of the same words; a row with a key is only one that has none."""
        same = self._by_words.get((round_id, same_words_key(entry.values.get(Column.TEXT, ""))), deque())
        is_possible = key is None or not self._are_groups
        found = next((each for each in same if is_possible and (key is None or each.key is None)), None)
        if found is not None:
            same.remove(found)
            (self.by_words_only if key is None else self._newly_numbered).append(entry.row)
        return found

    def _named(self, entries: Iterable[Entry]) -> set[str]:
        """Return the ids of the opinions that rows name, by id or by key."""
        named: set[str] = set()
        for entry in entries:
            named.add(entry.values.get(Column.ID, ""))
            opinion = self._by_key.get((self._known_round(entry) or "", self._written_key(entry) or ""))
            if opinion is not None:
                named.add(opinion.id)
        return named

    def _recognised(self, entries: Iterable[Entry], named: Collection[str]) -> Recognised:
        """Recognise the rows whose keys nobody has; where no opinion has a key, a date alone is refused."""
        rows = []
        for entry in entries:
            round_id, key = self._known_round(entry), entry.values.get(Column.KEY)
            is_known = (round_id, self._written_key(entry)) in self._by_key
            if Column.ID not in entry.values and round_id is not None and key is not None and not is_known:
                rows.append((entry, round_id, key))
        self._written = {entry.row: key for entry, _, key in rows}
        left = [opinion for opinion in self._by_key.values() if opinion.id not in named] if rows else []
        return recognise(rows, left, self._prefix, lambda opinion: opinion.key or "")

    def round_of(self, entry: Entry) -> str:
        """Return the round of a row, by its id or title, else the one given for all.

        Raises:
            UsageError: neither names one.
        """
        found = self._known_round(entry)
        if found is None:
            written = entry.values.get(Column.ROUND)
            message = "聴取の機会が分かりません" if written is None else f"聴取の機会「{written}」がありません"
            raise UsageError(message, f"--round で指定するか、列に書いてください。使えるもの：{self._known_rounds}")
        return found

    def _known_round(self, entry: Entry) -> str | None:
        written = entry.values.get(Column.ROUND)
        return self._round if written is None else self._rounds.get(written) or self._rounds.get(search_key(written))

    def names_round(self, written: str, round_id: str) -> bool:
        """Tell whether what is written is that round's id or title."""
        return round_id in {written, self._rounds.get(written) or self._rounds.get(search_key(written))}

    def key_of(self, entry: Entry) -> str | None:
        """Return the key of a row as the register has it, or would have it: with what tells its table from others."""
        known = self._alike.opinions.get(entry.row)
        return self._written_key(entry) if known is None else known.key

    def _written_key(self, entry: Entry) -> str | None:
        key = entry.values.get(Column.KEY)
        return None if key is None else f"{self._prefix}{key}"

    def _of_id(self, opinion_id: str) -> Opinion:
        if not is_identifier(opinion_id):
            message = f"id「{opinion_id}」に使えない文字があります"
            raise UsageError(message, _KEEP_ID)
        if opinion_id not in self.opinions:
            message = f"id「{opinion_id}」の意見はありません"
            raise UsageError(message, _KEEP_ID)
        return self.opinions[opinion_id]

    def _repeats(self, entries: Iterable[Entry]) -> Mapping[tuple[str, ...], list[int]]:
        rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for entry in entries:
            name = self._name_of(entry)
            if name is not None:
                rows[name].append(entry.row)
        return {name: found for name, found in rows.items() if len(found) > 1}

    def _name_of(self, entry: Entry) -> tuple[str, ...] | None:
        if Column.ID in entry.values:
            return (Column.ID.value, entry.values[Column.ID])
        if Column.KEY in entry.values:
            return (Column.KEY.value, entry.values[Column.KEY], self._known_round(entry) or "")
        return None

    def _refuse_repeated(self, entry: Entry) -> None:
        name = self._name_of(entry)
        others = [row for row in self._repeated.get(name, ()) if row != entry.row] if name else []
        if name and others:
            message = f"{name[0]}「{name[1]}」が{others[0]}行目にもあります"
            raise UsageError(message, "一つの意見は一行にしてください。別の意見なら、別の番号にしてください")
