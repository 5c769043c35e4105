"""What becomes of each row of a table: a new opinion, a changed one, nothing, or a fault."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from dxplan_cli.app.import_judgement import DECIDED, ChangedRow, Judgement, NewRow, make_fault
from dxplan_cli.app.import_match import Matcher, counts_of
from dxplan_cli.app.personal_rows import is_from_anybody, refuse_personal
from dxplan_cli.app.place_index import is_nowhere
from dxplan_cli.errors import UsageError
from dxplan_cli.intake.register.entries import Entry, RowFault
from dxplan_cli.model.column import INTERNAL, Column
from dxplan_cli.model.disposition import CHANGELESS, UNDECIDED, needs_answer
from dxplan_cli.model.opinion import Internal, Opinion
from dxplan_cli.text.answers import is_ditto
from dxplan_cli.text.garbled import garbled_passage
from dxplan_cli.text.guess import near_hint
from dxplan_cli.text.search import search_key
from dxplan_cli.text.stamp import same_words_key, stamp_of, words_key
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dxplan_cli.app.place_names import PlaceNames
    from dxplan_cli.model.plan import Plan

_OTHER_NUMBER = (
    "本文が同じ意見がもう登録にありますが、整理番号が違うので、別の人の意見として加えます"
    "（番号を付け直した同じ表なら、取り込まずに番号を戻してください）"
)
_STRUCK = re.compile("[^\u0335\u0336][\u0335\u0336]")
"""A stroke laid over a character, as texts without looks are struck out."""
_PARTS = re.compile("[、，,;；]|及び|および|と(?=第)")
_EXCERPT = 40
_MOST_NAMED = 3
_MOST_UNPLACED = 20
_BETWEEN = re.compile(r"[、，,;；\s]+")


def judge_rows(
    plan: Plan, matcher: Matcher, places: PlaceNames, entries: Collection[Entry], columns: Collection[Column]
) -> Judgement:
    """Judge every row; `columns` are those the table has."""
    judge = Judge(plan, matcher, places, frozenset(columns))
    for entry in entries:
        judge.judge(entry)
    judge.refuse_rings()
    judge.note_matches()
    return judge.judgement()


class Judge:
    """Judges one row after the other and keeps what was found."""

    def __init__(self, plan: Plan, matcher: Matcher, places: PlaceNames, columns: frozenset[Column]) -> None:
        self.new: list[NewRow] = []
        self.changed: list[ChangedRow] = []
        self.unchanged = 0
        self.faults: list[RowFault] = []
        self.remarks: dict[str, list[int]] = defaultdict(list)
        self._plan, self._matcher, self._places, self._columns = plan, matcher, places, columns
        self._unplaced_rows: dict[int, None] = {}
        self._unplaced_names: dict[str, None] = {}
        self._nodes = {node.id for draft in plan.drafts for node in draft.nodes()}
        self._dispositions = {search_key(word): word for word in plan.settings.disposition_names}
        self._dispositions |= {word: word for word in plan.settings.disposition_names}

    def judge(self, entry: Entry) -> None:
        """Judge a row."""
        try:
            opinion = self._match(entry)
            if opinion is None:
                self.new.append(NewRow(entry.row, self._new(entry)))
            else:
                self._compare(entry, opinion)
        except UsageError as error:
            self.faults.append(make_fault(entry.row, error, entry.values.get(Column.TEXT, "")))

    def _match(self, entry: Entry) -> Opinion | None:
        return self._matcher.match(entry)

    def _refuses_personal(self, round_id: str) -> bool:
        """Tell whether the rows of a round must not say who wrote them."""
        return is_from_anybody(self._plan.round(round_id))

    def judgement(self) -> Judgement:
        """Return what was found."""
        return Judgement(
            tuple(self.new),
            tuple(self.changed),
            self.unchanged,
            tuple(sorted(self.faults, key=lambda fault: fault.row)),
            {remark: tuple(rows) for remark, rows in self.remarks.items()},
        )

    def note_matches(self) -> None:
        """Note how rows were matched where it was not by a key or an id as it stands."""
        self.remarks |= self._matcher.told()
        if self._unplaced_rows:
            self.remarks[
                "項目を付けて取り込むには、その欄を項目の id（dxplan show で見られます）に書き換えてください"
            ] = [*self._unplaced_rows]

    def refuse_rings(self) -> None:
        """Take back what would make opinions the same as one another in a ring: whose answer would hold?"""
        same_as = {each.id: each.same_as for each in self._matcher.opinions.values()}
        same_as |= {each.opinion.id: each.meant.same_as for each in self.changed}
        bad = [
            each
            for each in self.changed
            if each.meant.same_as != each.opinion.same_as and _is_in_ring(each.opinion.id, same_as)
        ]
        for each in bad:
            self.changed.remove(each)
            error = UsageError(
                f"「{Column.SAME_AS}」をたどると、この意見「{each.opinion.id}」に戻ります",
                "対応・考え方を書いた側の意見では、「同じ意見」を空にしてください",
            )
            self.faults.append(make_fault(each.row, error, each.opinion.text))

    def _refuse_other_text(self, entry: Entry, opinion: Opinion) -> None:
        """Refuse a row whose words are not those of its opinion."""
        text = entry.values.get(Column.TEXT)
        if text is not None and same_words_key(text) != same_words_key(opinion.text):
            message = f"本文が、登録されている意見「{opinion.id}」と違います"
            raise UsageError(
                message,
                "行がずれていないか、別の表の番号でないかを確かめてください（別の表なら --key-prefix）。"
                f"本文を直すときは {opinion.place.file} を書き換えてください",
            )

    def _compare(self, entry: Entry, opinion: Opinion) -> None:
        self._refuse_other_text(entry, opinion)
        self._note_differences(entry, opinion)
        written, now = entry.values.get(Column.STAMP), stamp_of(opinion.disposition, opinion.answer, opinion.same_as)
        if written is not None and written == stamp_of(*(entry.values.get(column) for column in DECIDED)):
            self.unchanged += 1
            if written != now:
                self.remarks["書き出した後に登録のほうで変わった意見は、そのまま残しました"].append(entry.row)
            return
        meant = self._meant(entry, opinion)
        if meant == opinion:
            self.unchanged += 1
            return
        if written not in {None, now}:
            raise _overtaken(opinion)
        if stamp_of(meant.disposition, meant.answer, meant.same_as) != now:
            self._refuse_silence(meant)
            self._refuse_links(opinion, meant)
        self.changed.append(ChangedRow(entry.row, opinion, meant))

    def _meant(self, entry: Entry, opinion: Opinion) -> Opinion:
        decided = self._decided(entry, opinion.id)
        if decided.get("disposition") == UNDECIDED != opinion.disposition and Column.STAMP not in entry.values:
            del decided["disposition"]
            self.remarks[f"「{UNDECIDED}」は取り込まず、前の{Column.DISPOSITION}を残しました"].append(entry.row)
        new: dict[str, str | None] = {}
        replaces = opinion.disposition not in {UNDECIDED, decided.get("disposition", opinion.disposition)}
        if replaces and Column.ANSWER not in entry.values:
            new["answer"] = None  # the answer of the decision before is not that of this one
        for column, name in DECIDED.items():
            old = getattr(opinion, name)
            value = decided.get(name)
            if value is not None and words_key(value) != words_key(old or ""):
                _refuse_garbled(column, value)
                new[name] = value
            elif (
                column not in entry.values
                and old
                and name not in new
                and column in self._columns
                and (name, old) != ("disposition", UNDECIDED)
            ):
                self.remarks[f"空の「{column}」は取り込まず、前の内容を残しました"].append(entry.row)
        return replace(opinion, **new)

    def _refuse_links(self, opinion: Opinion, meant: Opinion) -> None:
        """Refuse to promise no change while the opinion is linked to one."""
        is_changeless = self._plan.settings.promise_of(meant.disposition) in CHANGELESS
        if is_changeless and opinion.changes and meant.disposition != opinion.disposition:
            message = f"意見「{opinion.id}」には反映先があるので、「{meant.disposition}」とは取り込めません"
            raise UsageError(
                message, f"dxplan opinions decide {opinion.id} で、反映先をどうするかとともに決めてください"
            )

    def _refuse_silence(self, opinion: Opinion) -> None:
        is_owed = needs_answer(opinion.disposition, self._plan.settings.promise_of(opinion.disposition))
        if is_owed and not opinion.answer and not opinion.same_as:
            message = f"対応区分「{opinion.disposition}」には「{Column.ANSWER}」が要ります"
            raise UsageError(
                message, f"「{Column.ANSWER}」を書くか、「{Column.SAME_AS}」に答えを書いた意見の id を書いてください"
            )

    def _decided(self, entry: Entry, opinion_id: str | None) -> dict[str, str]:
        """Return the disposition, answer and same opinion of a row, as far as it gives them."""
        found = {name: entry.values[column] for column, name in DECIDED.items() if column in entry.values}
        if "disposition" in found:
            found["disposition"] = self._disposition(found["disposition"])
        same = found.get("same_as")
        if same is not None and (same not in self._matcher.opinions or same == opinion_id):
            message = f"「{Column.SAME_AS}」の「{same}」は" + (
                "この意見自身です" if same == opinion_id else "ありません"
            )
            raise UsageError(message, "答えを書いた意見の id を書いてください")
        return found

    def _disposition(self, word: str) -> str:
        meant = self._dispositions.get(word) or self._dispositions.get(search_key(word))
        if meant is None:
            known = self._plan.settings.disposition_names
            message = f"対応区分「{word}」は使えません"
            raise UsageError(message, f"{near_hint(word, known)}使える語：{'、'.join(known)}")
        return meant

    def _note_differences(self, entry: Entry, opinion: Opinion) -> None:
        """Note what a row says otherwise than the register, and what is not taken in."""
        if words_key(entry.values.get(Column.TEXT, opinion.text)) != words_key(opinion.text):
            self.remarks["本文の全角・半角や空白の違いは取り込みません"].append(entry.row)
        for column, old in _kept(opinion).items():
            written = entry.values.get(column)
            is_same = written is None or words_key(written) == words_key(old)
            if column is Column.ROUND and written is not None:
                is_same = self._matcher.names_round(written, opinion.round)
            if not is_same:
                self.remarks[f"「{column}」の違いは取り込みません"].append(entry.row)

    def _new(self, entry: Entry) -> Opinion:
        text = entry.values.get(Column.TEXT)
        if text is None:
            message = "意見の本文がありません"
            raise UsageError(message, "本文を書くか、要らない行なら行ごと消してください")
        if is_ditto(text):
            message = f"意見の本文が「{text}」だけです"
            raise UsageError(message, "同じ意見がもう一件あるなら、その本文を書いてください")
        if Column.KEY in entry.values and self._matcher.has_words(entry):
            self.remarks[_OTHER_NUMBER].append(entry.row)
        _refuse_garbled(Column.TEXT, text)
        if self._refuses_personal(self._matcher.round_of(entry)):
            refuse_personal(entry)
        opinion = Opinion(
            id="",
            round=self._matcher.round_of(entry),
            text=text,
            about=self._about(entry),
            key=self._matcher.key_of(entry),
            internal=_internal(entry),
            **self._decided(entry, None),  # type: ignore[arg-type]  # names and texts of the three fields
        )
        _refuse_garbled(Column.ANSWER, opinion.answer or "")
        self._refuse_silence(opinion)
        if {Column.COMMENTS, Column.PEOPLE} & entry.values.keys():
            self._note_counts(entry)
        return opinion

    def _note_counts(self, entry: Entry) -> None:
        """Note that a single opinion has no counts."""
        self.remarks[
            "新しい意見の「件数」「人数」は取り込みません（まとめた意見の表は --group で取り込みます）"
        ].append(entry.row)

    def _about(self, entry: Entry) -> tuple[str, ...]:
        nodes = tuple(dict.fromkeys(each for each in _BETWEEN.split(entry.values.get(Column.ABOUT, "")) if each))
        for node in nodes:
            if node not in self._nodes:
                message = f"項目「{node}」がありません"
                raise UsageError(message, "dxplan show で項目のidを確かめてください")
        names = entry.values.get(Column.PLACE, "")
        if nodes or not names:
            return nodes
        heard = self._plan.round(self._matcher.round_of(entry))
        draft_id = heard.draft if heard is not None else None
        found = [node for name in names.split("\n") for node in self._placed(name, draft_id, entry.row)]
        return tuple(dict.fromkeys(found))

    def _placed(self, name: str, draft_id: str | None, row: int) -> tuple[str, ...]:
        """Return the nodes a name surely means; where it means none or may mean several, note the row."""
        if not name.strip() or is_nowhere(name):
            return ()
        found = self._places.find(name, draft_id)
        if found.is_sure:
            return found.nodes
        parts = [self._places.find(each, draft_id) for each in _PARTS.split(name) if each.strip()]
        if len(parts) > 1 and all(part.is_sure for part in parts):
            return tuple(node for part in parts for node in part.nodes)
        self._unplaced_rows[row] = None
        self.remarks[self._unplaced(name, found.nodes)].append(row)
        return ()

    def _unplaced(self, name: str, candidates: tuple[str, ...]) -> str:
        """Say why a place is not taken in, and what it may mean."""
        shown = " ".join(name.split())[:_EXCERPT]
        self._unplaced_names[shown] = None
        if len(self._unplaced_names) > _MOST_UNPLACED and shown not in [*self._unplaced_names][:_MOST_UNPLACED]:
            return f"「{Column.PLACE}」に当たる項目が決まらないので、項目なしで取り込みます（上のほか）"
        if not candidates:
            return f"「{Column.PLACE}」の「{shown}」に当たる項目がないので、項目なしで取り込みます"
        named = (f"{title}（{node}）" for node, title in zip(candidates, map(self._title_of, candidates), strict=True))
        more = f" ほか{len(candidates) - _MOST_NAMED}つ" if len(candidates) > _MOST_NAMED else ""
        listed = f"{'、'.join(islice(named, _MOST_NAMED))}{more}"
        return f"「{Column.PLACE}」の「{shown}」は、どの項目か決まらないので、項目なしで取り込みます（候補：{listed}）"

    def _title_of(self, node: str) -> str:
        return self._places.names_of((node,))[0]


def _refuse_garbled(column: Column, text: str) -> None:
    """Refuse words that were read in another encoding than they were written in, or struck out sign by sign.

    Raises:
        UsageError: for the row's fault.
    """
    passage = garbled_passage(text)
    if passage is not None:
        message = f"「{column}」が文字化けしています（{' '.join(passage.split())}）"
        raise UsageError(message, "もとのファイルから、その行を写し直してください。化けたままでは取り込みません")
    if _STRUCK.search(text):
        message = f"「{column}」に、取消線の付いた文字があります"
        raise UsageError(message, "消した文字を取り除いて、残す文だけを書いてください")


def _overtaken(opinion: Opinion) -> UsageError:
    """Return the refusal to write over a decision made since the table went out."""
    message = f"表を書き出した後に、意見「{opinion.id}」は登録のほうでも変わりました（今の{Column.DISPOSITION}：{opinion.disposition}）"
    return UsageError(
        message,
        f"dxplan opinions show {opinion.id} で今の内容を見て、どちらにするか決めてください。"
        "表の側にするときは、dxplan opinions decide を使うか、書き出し直した表に書いてください",
    )


def _is_in_ring(start: str, same_as: Mapping[str, str | None]) -> bool:
    passed: set[str] = set()
    same = same_as.get(start)
    while same is not None and same not in passed:
        if same == start:
            return True
        passed.add(same)
        same = same_as.get(same)
    return False


def _kept(opinion: Opinion) -> dict[Column, str]:
    """Return what of an opinion a table may show but not change."""
    internal = opinion.internal or Internal()
    people = zip(INTERNAL, (internal.member, internal.contact, internal.heard_by), strict=True)
    return {
        Column.ROUND: opinion.round,
        Column.ABOUT: "\n".join(opinion.about),
        **counts_of(opinion),
        **{column: value or "" for column, value in people},
    }


def _internal(entry: Entry) -> Internal | None:
    member, contact, heard_by = (entry.values.get(column) for column in INTERNAL)
    return Internal(member=member, contact=contact, heard_by=heard_by) if member or contact or heard_by else None
