"""What becomes of each row of a table of groups: one opinion a group, with its counts and the keys of its raw rows.

A raw row is in one group only, in the table and in the register. What the clerk
decided on a group stays; so do its words, because its key vouches for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dxplan_cli.app.alike_keys import RawKeyNames
from dxplan_cli.app.import_judgement import ChangedRow, NewRow, make_fault
from dxplan_cli.app.import_rows import Judge
from dxplan_cli.app.personal_rows import personal_words
from dxplan_cli.errors import UsageError
from dxplan_cli.intake.register.groups import read_group
from dxplan_cli.model.column import Column
from dxplan_cli.text.sameness import sameness_key
from dxplan_cli.text.stamp import words_key
from dxplan_cli.trace.comments import group_key
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dxplan_cli.app.import_judgement import Judgement
    from dxplan_cli.app.import_match import Matcher
    from dxplan_cli.app.place_names import PlaceNames
    from dxplan_cli.intake.register.entries import Entry
    from dxplan_cli.intake.register.groups import RawKeys
    from dxplan_cli.model.opinion import Group, Opinion
    from dxplan_cli.model.plan import Plan

_OF_SIMILAR = re.compile("g[0-9a-f]{12}")
"""A key made of words; any other says nothing of them."""
_MANY = 3


class GroupOrder(Value):
    """What the rows of a table of groups do not say: what is put before their keys, and the table of raw rows."""

    prefix: str
    listed: RawKeys | None


def judge_groups(
    plan: Plan, matcher: Matcher, places: PlaceNames, entries: Collection[Entry], order: GroupOrder
) -> Judgement:
    """Judge every row of a table of groups."""
    judge = _GroupJudge(plan, matcher, places, order)
    judge.prepare(entries)
    for entry in entries:
        judge.judge(entry)
    judge.refuse_shared()
    judge.note_raw_keys()
    judge.note_matches()
    return judge.judgement()


class _GroupJudge(Judge):
    """Judges groups as opinions, and what they stand for besides."""

    def __init__(self, plan: Plan, matcher: Matcher, places: PlaceNames, order: GroupOrder) -> None:
        super().__init__(plan, matcher, places, frozenset())
        self._order = order
        self._register = plan.opinions
        self._comments: dict[int, int] = {}
        self._left: dict[tuple[str, str], Opinion] = {}
        self._raw_keys = RawKeyNames(plan.opinions, order.prefix)
        self._changed_keys: dict[int, None] = {}

    def prepare(self, entries: Iterable[Entry]) -> None:
        """Note which opinions of the register no row has the key of: another row may have all their comments."""
        listed = {self._matcher.key_of(entry) for entry in entries}
        self._left = {
            (opinion.round, key): opinion
            for opinion in self._register
            if opinion.key not in listed
            for key in _keys_of(opinion)
        }

    def judge(self, entry: Entry) -> None:
        if Column.KEY in entry.values:
            super().judge(entry)
            return
        error = UsageError(
            f"「{Column.KEY}」がありません",
            "群の表の「整理番号」は、次に取り込むときに同じ群と分かるように、消さないでください",
        )
        self.faults.append(make_fault(entry.row, error, entry.values.get(Column.TEXT, "")))

    def judgement(self) -> Judgement:
        refused = {fault.row for fault in self.faults}
        total = sum(count for row, count in self._comments.items() if row not in refused)
        return replace(super().judgement(), comments=total)

    def refuse_shared(self) -> None:
        """Take back what would put a raw row into two groups: of the table, or of the table and the register."""
        rows = {each.row: each for each in self._rows()}
        refused = dict(_shared_in_table(rows.values()))
        holders = {
            (_meant(each).round, key): row
            for row, each in rows.items()
            if row not in refused
            for key in _keys_of(_meant(each))
        }
        replaced = {each.opinion.id for each in self.changed if each.row not in refused}
        keeping = [opinion for opinion in self._register if opinion.id not in replaced]
        while keeping:  # an opinion whose row is taken back keeps its keys, which another row may have
            shared: dict[int, dict[str, str]] = {}
            for opinion in keeping:
                for key in _keys_of(opinion):
                    row = holders.get((opinion.round, key))
                    if row is not None and row not in refused:
                        shared.setdefault(row, {})[key] = opinion.id
            refused |= {row: _shared_with_register(owners) for row, owners in shared.items()}
            keeping = [each.opinion for row in shared if isinstance(each := rows[row], ChangedRow)]
        self.new = [each for each in self.new if each.row not in refused]
        self.changed = [each for each in self.changed if each.row not in refused]
        self.faults += [make_fault(row, error, _meant(rows[row]).text) for row, error in refused.items()]

    def note_raw_keys(self) -> None:
        """Note the rows without raw keys, those of other writings, and the opinions that lose raw keys no other row has."""
        if self._changed_keys:
            self.remarks["「もとの番号」が登録と違う書き方（001→1 など）なので、登録の番号と同じとしました"] += [
                *self._changed_keys
            ]
        for each in self._rows():
            if not _keys_of(_meant(each)):
                self.remarks["「行」も「もとの番号」もないので、件数だけを取り込みます"].append(each.row)
        held = {key for each in self._rows() for key in _keys_of(_meant(each))}
        for each in self.changed:
            if set(_keys_of(each.opinion)) - held:
                self.remarks["登録にあった「もとの番号」の一部が、この表のどの群にもありません"].append(each.row)

    def _rows(self) -> tuple[NewRow | ChangedRow, ...]:
        return (*self.new, *self.changed)

    def _refuses_personal(self, round_id: str) -> bool:
        """Columns of persons are not read of a table of groups, and its words are looked at in every round."""
        del round_id
        return False

    def _match(self, entry: Entry) -> Opinion | None:
        """Return the opinion of the row's key, else the one whose comments are all among the row's: it has got new words."""
        found = super()._match(entry)
        if found is not None:
            return found
        round_id, keys = self._matcher.round_of(entry), self._group(entry).keys
        before = {each.id: each for key in keys if (each := self._left.get((round_id, key)))}
        (heir,) = before.values() if len(before) == 1 else (None,)
        return heir if heir is not None and set(_keys_of(heir)) <= set(keys) else None

    def _new(self, entry: Entry) -> Opinion:
        opinion = super()._new(entry)
        personal = personal_words(opinion.text)
        if personal:
            message = f"本文に{personal[0]}「{personal[1]}」があります"
            raise UsageError(message, "群の表の「代表の意見」から消すか、○○などに書き換えてください")
        is_untouched = self._is_untouched(entry)
        if not is_untouched and _OF_SIMILAR.fullmatch(entry.values[Column.KEY]):
            self.remarks["「代表の意見」が書き直されています。書き直した文で取り込みます"].append(entry.row)
        return replace(opinion, group=self._group(entry), verbatim=is_untouched)

    def _note_counts(self, entry: Entry) -> None:
        """Counts are what a group has."""

    def _note_differences(self, entry: Entry, opinion: Opinion) -> None:
        own = {Column.COMMENTS, Column.PEOPLE, Column.TEXT}
        shown = {column: text for column, text in entry.values.items() if column not in own}
        super()._note_differences(replace(entry, values=shown), opinion)

    def _refuse_other_text(self, entry: Entry, opinion: Opinion) -> None:
        """Words that their own key vouches for are the group's, whatever the clerk made of them in the register."""
        if opinion.key != self._matcher.key_of(entry):
            self.remarks["多い文面が替わった群です。前からの意見に引き継ぎ、本文は登録の文のまま残しました"].append(
                entry.row
            )
        elif not self._is_untouched(entry):
            super()._refuse_other_text(entry, opinion)
        elif words_key(entry.values.get(Column.TEXT, "")) != words_key(opinion.text):
            self.remarks["本文は、登録の文のまま残しました"].append(entry.row)

    def _is_untouched(self, entry: Entry) -> bool:
        return group_key(sameness_key(entry.values.get(Column.TEXT, ""))) == entry.values[Column.KEY]

    def _meant(self, entry: Entry, opinion: Opinion) -> Opinion:
        group = self._group(entry)
        before, after = set(_keys_of(opinion)), set(group.keys)
        if before and after and not before & after:
            message = f"もとの番号が、登録されている意見「{opinion.id}」のものと一つも合いません"
            raise UsageError(
                message,
                "別の表（郵送分など）を同じ聴取の機会に取り込むときは、--key-prefix で番号の前に付ける語を指定してください",
            )
        if Column.DISPOSITION in entry.values or Column.ANSWER in entry.values:
            self.remarks["登録にある意見の対応は、そのまま残しました"].append(entry.row)
        return replace(opinion, key=self._matcher.key_of(entry), group=group)

    def _group(self, entry: Entry) -> Group:
        group = read_group(entry, self._order.listed)
        self._comments[entry.row] = group.comments
        round_id = self._matcher.round_of(entry)
        written = [f"{self._order.prefix}{key}" for key in group.keys]
        keys = tuple(self._raw_keys.as_registered(round_id, key) for key in written)
        if keys != tuple(written):
            self._changed_keys[entry.row] = None
        return replace(group, keys=keys)


def _meant(row: NewRow | ChangedRow) -> Opinion:
    return row.opinion if isinstance(row, NewRow) else row.meant


def _keys_of(opinion: Opinion) -> tuple[str, ...]:
    return opinion.group.keys if opinion.group is not None else ()


def _shared_in_table(rows: Iterable[NewRow | ChangedRow]) -> Iterator[tuple[int, UsageError]]:
    """Yield every row that has a raw key of another row."""
    owners: dict[tuple[str, str], dict[int, None]] = {}
    for each in rows:
        opinion = _meant(each)
        for key in _keys_of(opinion):
            owners.setdefault((opinion.round, key), {})[each.row] = None
    found: dict[int, dict[int, list[str]]] = {}
    for (_, key), sharing in owners.items():
        for row in sharing if len(sharing) > 1 else ():
            other = next(each for each in sharing if each != row)
            found.setdefault(row, {}).setdefault(other, []).append(key)
    for row, others in found.items():
        other, keys = next(iter(others.items()))
        yield row, _shared(keys, f"{other}行目の群")


def _shared_with_register(owners: Mapping[str, str]) -> UsageError:
    others = "」「".join(dict.fromkeys(owners.values()))
    return _shared(list(owners), f"登録されている意見「{others}」")


def _shared(keys: list[str], where: str) -> UsageError:
    more = f" ほか{len(keys) - _MANY}個" if len(keys) > _MANY else ""
    message = f"もとの番号「{'、'.join(keys[:_MANY])}」{more}が、{where}にもあります"
    return UsageError(
        message,
        "一つの意見は一つの群にだけ入れてください。まとめ直した表なら、前の意見の対応を見て、要らないほうのファイルを消してください。"
        "別の表なら --key-prefix で番号の前に付ける語を指定してください",
    )
