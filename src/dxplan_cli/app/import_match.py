"""Which opinion of the register a row of a table speaks of: by id, else by key, else by the same words."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from dxplan_cli.errors import UsageError
from dxplan_cli.model.column import Column
from dxplan_cli.store.shape import is_identifier
from dxplan_cli.text.keys import fold
from dxplan_cli.text.stamp import words_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxplan_cli.intake.register.entries import Entry
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan

_KEEP_ID = "書き出したときの id に戻してください。新しい意見なら、id を空にしてください"


def counts_of(opinion: Opinion) -> dict[Column, str]:
    """Return the counts of an opinion as a table shows them."""
    people = opinion.group.people if opinion.group is not None else None
    return {Column.COMMENTS: str(opinion.comments), Column.PEOPLE: "" if people is None else str(people)}


class Matcher:
    """Finds the opinions rows speak of; every opinion is taken once."""

    def __init__(self, plan: Plan, entries: Iterable[Entry], round_id: str | None, key_prefix: str) -> None:
        """Take the register, all rows that are to be matched, and what holds for rows that do not say."""
        self._rounds = {name: each.id for each in plan.rounds for name in (fold(each.title), each.id)}
        self._known_rounds = "、".join(each.id for each in plan.rounds) or "まだありません（rounds/ に作ってください）"
        self._round, self._prefix = round_id, key_prefix
        self.opinions = {each.id: each for each in plan.opinions}
        self._by_key = {(each.round, each.key): each for each in plan.opinions if each.key}
        self._repeated = self._repeats(entries)
        named = {entry.values.get(Column.ID) for entry in entries}
        self._by_words: dict[tuple[str, str], deque[Opinion]] = defaultdict(deque)
        for opinion in plan.opinions:
            if opinion.id not in named:
                self._by_words[opinion.round, words_key(opinion.text)].append(opinion)
        self.by_words_only: list[int] = []

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
        if key is not None:
            return self._by_key.get((round_id, key))
        same = self._by_words.get((round_id, words_key(entry.values.get(Column.TEXT, ""))))
        if not same:
            return None
        self.by_words_only.append(entry.row)
        return same.popleft()

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
        return self._round if written is None else self._rounds.get(written) or self._rounds.get(fold(written))

    def names_round(self, written: str, round_id: str) -> bool:
        """Tell whether what is written is that round's id or title."""
        return round_id in {written, self._rounds.get(written), self._rounds.get(fold(written))}

    def key_of(self, entry: Entry) -> str | None:
        """Return the key of a row with the prefix that tells its table from others."""
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
