"""Which opinion a row of a paper is: by the sign of its row, else by its words; a running number alone proves nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.import_judgement import make_fault
from dxplan_cli.errors import UsageError
from dxplan_cli.intake.register.document import RowContext
from dxplan_cli.model.column import Column
from dxplan_cli.papers.row_sign import read_sign
from dxplan_cli.text.keys import fold
from dxplan_cli.text.nearness import nearest
from dxplan_cli.text.stamp import digest_of_words, words_key
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dxplan_cli.intake.register.entries import Entry, RowFault
    from dxplan_cli.intake.register.table import Table
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.papers.row_sign import RowSign

_NEAR: Final = 0.7
"""So near are the words of an opinion and what somebody made of them; different opinions are below 0.6."""
_OTHERS: Final = re.compile(r"\s*（同趣旨の意見\s*ほか([0-9]{1,7})件）\s*\Z")
_NUMBER: Final = re.compile(r"(?:no\.?)?\s*([0-9]{1,7})\s*(?:\(継続\))?", re.IGNORECASE)


class Said(Value):
    """What the user says of all rows: their round, what is put before their keys, and whether the column of keys is named."""

    round: str | None
    key_prefix: str
    names_keys: bool


class PaperRows(Mutable):
    """The rows of a paper with the opinions they are; `is_numbered` says that the numbers are the paper's own."""

    entries: Sequence[Entry]
    opinions: dict[int, Opinion]
    signs: Mapping[int, RowSign]
    rounds: Mapping[int, str]
    faults: list[RowFault] = field(default_factory=list)
    remarks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    is_numbered: bool = False


def number_in(text: str) -> int | None:
    """Return a running number: 4, No.4, ４（継続）."""
    found = _NUMBER.fullmatch(fold(text).strip())
    return int(found[1]) if found else None


def own_words(text: str) -> tuple[str, int | None]:
    """Return an opinion's words without how many more say so, and how many comments that makes."""
    found = _OTHERS.search(text)
    return (text, None) if found is None else (text[: found.start()], int(found[1]) + 1)


def find_opinions(plan: Plan, table: Table, said: Said, number_of: Callable[[Opinion], int | None]) -> PaperRows:
    """Find the opinions of a paper's rows."""
    finder = _Finder(plan, table, said, number_of)
    finder.by_sign()
    finder.by_words()
    rows = finder.rows
    rows.is_numbered = not said.names_keys and finder.contradicts_keys()
    if rows.is_numbered or not any(Column.KEY in entry.values for entry in rows.entries):
        finder.refuse_edited()
    return rows


class _Finder:
    """Claims an opinion for every row, each once."""

    def __init__(self, plan: Plan, table: Table, said: Said, number_of: Callable[[Opinion], int | None]) -> None:
        contexts = table.contexts or {}
        entries = table.entries.entries
        self._plan, self._prefix, self._number_of = plan, said.key_prefix, number_of
        self._titles = {each.id: fold(each.title) for each in plan.rounds}
        self._by_digest = {digest_of_words(each.id): each for each in plan.opinions}
        self._by_words: dict[str, list[Opinion]] = defaultdict(list)
        for opinion in plan.opinions:
            self._by_words[_loose(opinion.text)].append(opinion)
        signs = {entry.row: sign for entry in entries for sign in _signs(contexts.get(entry.row, RowContext()))}
        rounds = {
            entry.row: found
            for entry in entries
            if (found := self._round_of(entry, contexts.get(entry.row, RowContext())) or said.round)
        }
        self.rows = PaperRows(entries, {}, signs, rounds)
        self._claimed: set[str] = set()
        self._unclaimed: dict[str | None, Sequence[Opinion]] = {}

    def by_sign(self) -> None:
        """Claim the opinion of a row's sign where the words are its own."""
        for entry in self.rows.entries:
            opinion = self._signed(entry)
            if opinion is not None and _loose(opinion.text) in _keys(entry):
                self._claim(entry, opinion)

    def by_words(self) -> None:
        """Claim opinions of the same words: first where there is one only, or a number decides, then in their order."""
        for is_decisive in (True, False):
            for entry in self._open():
                same = self._same(entry)
                numbered = [each for each in same if self._is_numbered(entry, each)]
                if same and (numbered or len(same) == 1 or not is_decisive):
                    if not numbered and len(same) > 1:
                        self.rows.remarks["本文が同じ意見がいくつもあるので、登録の順に当てました"].append(entry.row)
                    self._claim(entry, (numbered or same)[0])

    def contradicts_keys(self) -> bool:
        """Tell whether what stands in the column of numbers is not the key of the opinion found."""
        keys = {entry.row: self._key_of(entry) for entry in self.rows.entries}
        return any(keys[row] not in {None, opinion.key} for row, opinion in self.rows.opinions.items())

    def refuse_edited(self) -> None:
        """Refuse rows whose words are not those of the opinion they must be; words are not taken in from a paper."""
        pairs = [
            (number_in(entry.values.get(Column.KEY, "")), self._number_of(self.rows.opinions[entry.row]))
            for entry in self.rows.entries
            if entry.row in self.rows.opinions
        ]
        is_trusted = bool(pairs) and all(shown == number for shown, number in pairs)
        numbers = {self._number_of(each): each for each in self._plan.opinions} if is_trusted else {}
        for entry in self._open():
            signed = self._signed(entry)
            meant = signed if signed is not None and signed.id not in self._claimed else None
            if meant is None:
                meant = numbers.get(number_in(entry.values.get(Column.KEY, "")) or 0)
            if meant is None or meant.id in self._claimed:
                meant = self._near(entry)
            if meant is not None:
                self.rows.faults.append(make_fault(entry.row, _edited(meant), entry.values.get(Column.TEXT, "")))

    def _open(self) -> list[Entry]:
        return [entry for entry in self.rows.entries if entry.row not in self.rows.opinions]

    def _claim(self, entry: Entry, opinion: Opinion) -> None:
        if opinion.id not in self._claimed:
            self._claimed.add(opinion.id)
            self.rows.opinions[entry.row] = opinion

    def _signed(self, entry: Entry) -> Opinion | None:
        sign = self.rows.signs.get(entry.row)
        return self._by_digest.get(sign.opinion) if sign is not None else None

    def _same(self, entry: Entry) -> list[Opinion]:
        """Return the unclaimed opinions of a row's words, in its round if that is known."""
        round_id = self.rows.rounds.get(entry.row)
        same = [each for key in _keys(entry) for each in self._by_words.get(key, ()) if each.id not in self._claimed]
        here = [each for each in same if round_id in {None, each.round}]
        if same and not here:
            self.rows.remarks["ほかの聴取の機会に、本文が同じ意見があります"].append(entry.row)
        return here

    def _is_numbered(self, entry: Entry, opinion: Opinion) -> bool:
        key = self._key_of(entry)
        return key is not None and (
            opinion.key == key or number_in(entry.values[Column.KEY]) == self._number_of(opinion)
        )

    def _key_of(self, entry: Entry) -> str | None:
        key = entry.values.get(Column.KEY)
        return None if key is None else f"{self._prefix}{key}"

    def _near(self, entry: Entry) -> Opinion | None:
        """Return the opinion that a row nearly says, if the table speaks of the register at all."""
        if not self.rows.opinions:
            return None
        left = self._left(self.rows.rounds.get(entry.row))
        found = nearest(own_words(entry.values.get(Column.TEXT, ""))[0], [each.text for each in left], _NEAR)
        return None if found is None else left[found[0]]

    def _left(self, round_id: str | None) -> Sequence[Opinion]:
        """Return the opinions of a round, or of all, that no row is."""
        if round_id not in self._unclaimed:
            left = (each for each in self._plan.opinions if each.id not in self._claimed)
            self._unclaimed[round_id] = [each for each in left if round_id in {None, each.round}]
        return self._unclaimed[round_id]

    def _round_of(self, entry: Entry, context: RowContext) -> str | None:
        """Return the round a row names, else the one that is named nearest above it."""
        written = entry.values.get(Column.ROUND)
        if written is not None:
            named = [each for each, title in self._titles.items() if written == each or fold(written) == title]
            return named[0] if len(named) == 1 else None
        for above in context.above:
            told = fold(above)
            longest = max((len(title) for title in self._titles.values() if title in told), default=0)
            named = [each for each, title in self._titles.items() if len(title) == longest and title in told]
            if longest and len(named) == 1:
                return named[0]
        return None


def _signs(context: RowContext) -> Iterator[RowSign]:
    yield from (sign for name in context.bookmarks[:1] if (sign := read_sign(name)))


def _keys(entry: Entry) -> tuple[str, ...]:
    """Return what a row's words may be an opinion's by: as they stand, and without how many more say so."""
    text = entry.values.get(Column.TEXT, "")
    return tuple(dict.fromkeys(key for each in (text, own_words(text)[0]) if (key := _loose(each))))


def _loose(text: str) -> str:
    """Return a text without blanks and line breaks, which programs and hands move about in a cell."""
    return "".join(words_key(text).split())


def _edited(opinion: Opinion) -> UsageError:
    message = f"本文が、登録されている意見「{opinion.id}」と違います"
    return UsageError(
        message,
        f"本文は表からは直せません。元の文に戻すか、{opinion.place.file} を書き換えてください。"
        "別の新しい意見なら、dxplan add-opinion で加えてください",
    )
