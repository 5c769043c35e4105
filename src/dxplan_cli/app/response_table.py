"""A table of opinions that comes back in Word (意見対応表): what was filled in, said as a row of Excel would say it.

On paper there are answers that nobody wrote: 右欄のとおり修正, 〃（No.4と同じ）. They become what the
register has, and rows get the id of their opinion where that is certain, so that all else is judged as in Excel.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.import_judgement import make_fault
from dxplan_cli.app.paper_rows import find_opinions, number_in, own_words
from dxplan_cli.app.printed_opinions import print_opinions
from dxplan_cli.errors import UsageError
from dxplan_cli.intake.register.document import RowContext
from dxplan_cli.intake.register.table import name_rows
from dxplan_cli.model.column import Column
from dxplan_cli.papers.row_sign import sign_of
from dxplan_cli.text.answers import is_ditto
from dxplan_cli.text.stamp import words_key
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dxplan_cli.app.paper_rows import PaperRows, Said
    from dxplan_cli.app.place_names import PlaceNames
    from dxplan_cli.app.printed_opinions import PrintedOpinions
    from dxplan_cli.intake.register.entries import Entry, RowFault
    from dxplan_cli.intake.register.table import Table
    from dxplan_cli.intake.word.package import WordPackage
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan

_CHANGES: Final = "修正箇所"
_MAY_REPEAT: Final = (Column.DISPOSITION, Column.PLACE, Column.MEMBER, Column.ROUND)
_HEARD_BY: Final = re.compile(r"\n?（聞き取り：(.*)）\Z", re.DOTALL)
_NO: Final = "(?:意見)?[NnＮｎ][OoＯｏ][.．]?\\s*([0-9０-９]{1,7})\\s*[とに]同(?:じ|様)"
_SAME: Final = re.compile(f"{_NO}。?")
_SAME_BESIDE: Final = re.compile(f"(.*?)[（(]{_NO}[）)]", re.DOTALL)
_DERIVED: Final = re.compile("右欄のとおり[追加修正削除移動・]*|（未記入）")
_NO_PLACE: Final = re.compile("（[^（）]*p\\.[0-9]+～?）|（全般）")


class Settled(Value):
    """The rows as Excel would have them, what the user should know, and the rows of which nothing is certain."""

    entries: tuple[Entry, ...]
    remarks: tuple[str, ...]
    faults: tuple[RowFault, ...]


def is_response_table(package: WordPackage) -> bool:
    """Tell whether a Word file holds a 意見対応表, which `dxplan opinions import` takes in.

    Raises:
        UnreadableFileError: a table is beyond the limits.
    """
    from dxplan_cli.intake.register.paper import has_answers  # noqa: PLC0415 - for Word files only

    return has_answers(package)


def settle_rows(plan: Plan, root: Path, table: Table, places: PlaceNames, said: Said) -> Settled:
    """Return what the rows of a Word file say.

    Raises:
        FaultyDataError: the drafts cannot be compared, so that nobody knows what the paper printed.
    """
    printed = print_opinions(plan, root)
    rows = find_opinions(plan, table, said, printed.number_of)
    settler = _Settler(rows, table, places, printed)
    refused = {fault.row for fault in rows.faults}
    entries = tuple(each for entry in rows.entries if entry.row not in refused and (each := settler.settle(entry)))
    numbered = "番号は資料の通し番号です。どの意見かは、行の印と本文で見分けました"
    told = (f"{remark}：{name_rows(at)}" for remark, at in rows.remarks.items())
    return Settled(entries, (*([numbered] if rows.is_numbered else []), *told), tuple(rows.faults))


class _Settler:
    """Settles one row after the other, from above."""

    def __init__(self, rows: PaperRows, table: Table, places: PlaceNames, printed: PrintedOpinions) -> None:
        self._rows, self._places, self._printed = rows, places, printed
        self._contexts = table.contexts or {}
        self._above: Entry | None = None
        self._answered: Entry | None = None
        self._numbers = _unique_numbers(rows.entries)
        self._known = {opinion.id: opinion for opinion in rows.opinions.values()}
        rounds = {opinion.round for opinion in rows.opinions.values()}
        self._only_round = rounds.pop() if len(rounds) == 1 else None

    def settle(self, entry: Entry) -> Entry | None:
        """Return a row as Excel would have it; None where it refers to a row that is not there."""
        values = self._repeated(entry)
        self._above = replace(entry, values=dict(values))
        opinion = self._rows.opinions.get(entry.row)
        try:
            self._settle_answer(values, opinion)
        except UsageError as error:
            self._rows.faults.append(make_fault(entry.row, error, entry.values.get(Column.TEXT, "")))
            return None
        if self._rows.is_numbered:
            values.pop(Column.KEY, None)
        _part_members(values)
        text, comments = own_words(values.get(Column.TEXT, ""))
        if opinion is None or opinion.text != values.get(Column.TEXT):
            values |= {Column.TEXT: text} | ({Column.COMMENTS: str(comments)} if comments else {})
        if opinion is None:
            self._settle_new(entry, values)
        else:
            self._settle_known(entry, values, opinion)
        self._note_changes(entry, opinion)
        self._answered = replace(entry, values={column: words for column, words in values.items() if words})
        return self._answered

    def _repeated(self, entry: Entry) -> dict[Column, str]:
        """Return what a row says, with the words above it where it only repeats them."""
        values = dict(entry.values)
        for column in _MAY_REPEAT:
            if self._above is not None and is_ditto(values.get(column, "")):
                values[column] = self._above.values.get(column, "")
        return values

    def _settle_answer(self, values: dict[Column, str], opinion: Opinion | None) -> None:
        """Say of an answer what the register would have: nothing where it follows from the rest, a reference as one."""
        answer = values.get(Column.ANSWER, "")
        beside, alone = _SAME_BESIDE.fullmatch(answer), _SAME.fullmatch(answer)
        if opinion is not None and words_key(answer) == words_key(self._printed.answer_of(opinion)):
            values |= {Column.ANSWER: opinion.answer or "", Column.SAME_AS: opinion.same_as or ""}
        elif _DERIVED.fullmatch(answer):
            del values[Column.ANSWER]
        elif is_ditto(answer) or alone is not None:
            referred = self._as_above() if alone is None else self._as_number(int(alone[1]))
            values |= {Column.ANSWER: "", **self._unless_copied(referred, opinion)}
        elif beside is not None:
            own = "" if is_ditto(beside[1]) else beside[1]
            referred = self._as_number(int(beside[2]))
            values |= {**referred, Column.ANSWER: own or referred.get(Column.ANSWER, "")}

    def _unless_copied(self, referred: dict[Column, str], opinion: Opinion | None) -> dict[Column, str]:
        """Return the answer itself where it was copied, as from an opinion that was new together with this one."""
        same = self._known.get(referred.get(Column.SAME_AS, ""))
        if opinion is None or same is None or opinion.same_as or not same.answer or opinion.answer != same.answer:
            return referred
        return {Column.ANSWER: same.answer}

    def _as_above(self) -> dict[Column, str]:
        above = self._answered
        if above is None:
            message = "「〃」の上に行がありません"
            raise UsageError(message, "考え方を書いてください")
        same = above.values.get(Column.SAME_AS) or above.values.get(Column.ID)
        return {Column.SAME_AS: same} if same else {Column.ANSWER: above.values.get(Column.ANSWER, "")}

    def _as_number(self, number: int) -> dict[Column, str]:
        entry = self._numbers.get(number)
        if entry is None:
            message = f"「No.{number}と同じ」の No.{number} が、この表にないか、いくつもあります"
            raise UsageError(message, "考え方を書くか、この表の番号にしてください")
        opinion = self._rows.opinions.get(entry.row)
        if opinion is not None:
            return {Column.SAME_AS: opinion.id}
        return {Column.ANSWER: entry.values.get(Column.ANSWER, "")}

    def _settle_known(self, entry: Entry, values: dict[Column, str], opinion: Opinion) -> None:
        values |= {Column.ID: opinion.id, Column.TEXT: opinion.text}
        values.pop(Column.PLACE, None)
        printed = self._printed.as_printed(opinion)
        if values.get(Column.DISPOSITION) == printed.disposition:
            values[Column.DISPOSITION] = opinion.disposition
        sign = self._rows.signs.get(entry.row)
        if sign is not None and sign.opinion == sign_of(opinion).opinion:
            values[Column.STAMP] = sign_of(opinion).stamp if sign == sign_of(printed) else sign.stamp

    def _settle_new(self, entry: Entry, values: dict[Column, str]) -> None:
        """Give a new opinion the round and the place that are written above its row, where it does not say them."""
        round_id = self._rows.rounds.get(entry.row) or self._only_round
        if round_id is not None and Column.ROUND not in entry.values:
            values[Column.ROUND] = round_id
        lines = values.get(Column.PLACE, "").split("\n")
        above = self._contexts.get(entry.row, RowContext()).above
        named = [line for line in lines if line and not _NO_PLACE.fullmatch(line)]
        values[Column.PLACE] = "\n".join(named or [each for each in above if self._places.node_of(each)][:1])

    def _note_changes(self, entry: Entry, opinion: Opinion | None) -> None:
        rest = self._contexts.get(entry.row, RowContext()).rest
        written = "".join(rest.get(_CHANGES, "").split())
        printed = "" if opinion is None else "".join(self._printed.changes_of(opinion).split())
        if written not in {"", printed}:
            self._rows.remarks[f"「{_CHANGES}」の書き込みは取り込みません"].append(entry.row)


def _unique_numbers(entries: Iterable[Entry]) -> dict[int, Entry]:
    """Return the rows by their numbers, but for numbers that several rows have."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        number = number_in(entry.values.get(Column.KEY, ""))
        if number is not None:
            found[number].append(entry)
    return {number: rows[0] for number, rows in found.items() if len(rows) == 1}


def _part_members(values: dict[Column, str]) -> None:
    """Part who said it from who heard it, which a paper prints in one cell."""
    member = values.get(Column.MEMBER, "")
    heard = _HEARD_BY.search(member)
    if heard is not None and Column.HEARD_BY not in values:
        values |= {Column.MEMBER: member[: heard.start()].strip(), Column.HEARD_BY: heard[1].strip()}
