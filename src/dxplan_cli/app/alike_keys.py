"""Rows whose keys are those of the register as a program left them: 001 as 1, 1-2 as a date, ① as 1.

A row is an opinion of the register when its key is alike and its words agree; where only the key is alike, nobody
knows, and the row is refused.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dxplan_cli.errors import UsageError
from dxplan_cli.intake.register.entries import DATED
from dxplan_cli.model.column import Column
from dxplan_cli.text.row_keys import forms_of
from dxplan_cli.text.stamp import same_words_key
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from dxplan_cli.intake.register.entries import Entry
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.text.row_keys import Form


class AlikeIndex:
    """Finds the known keys that are alike to another one."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the keys there are."""
        self._same: dict[Form, list[str]] = defaultdict(list)
        self._typed: dict[Form, list[str]] = defaultdict(list)
        self._shown: dict[Form, list[str]] = defaultdict(list)
        for key in dict.fromkeys(known):
            forms = forms_of(key)
            for index, found in ((self._same, forms.same), (self._typed, forms.typed), (self._shown, forms.shown)):
                for form in found:
                    index[form].append(key)

    def alike(self, key: str) -> tuple[str, ...]:
        """Return the known keys that may be another writing of this one."""
        forms = forms_of(key)
        looked_up = ((self._same, forms.same), (self._shown, forms.typed), (self._typed, forms.shown))
        found = (each for index, keys in looked_up for form in sorted(keys, key=repr) for each in index.get(form, ()))
        return tuple(dict.fromkeys(found))


class RawKeyNames:
    """The keys of raw rows as the groups of the register have them, whatever a program made of them since."""

    def __init__(self, opinions: Iterable[Opinion], prefix: str) -> None:
        """Take the register, and what is put before the keys of this table."""
        self._prefix = prefix
        self._known: dict[str, dict[str, None]] = defaultdict(dict)
        for opinion in opinions:
            for key in opinion.group.keys if opinion.group is not None else ():
                self._known[opinion.round][key] = None
        self._indexes: dict[str, AlikeIndex] = {}

    def as_registered(self, round_id: str, key: str) -> str:
        """Return the registered key that this one is another writing of, else the key itself.

        Raises:
            UsageError: it may be any of several; for the row's fault.
        """
        if round_id not in self._known or key in self._known[round_id]:
            return key
        if round_id not in self._indexes:
            own = [each.removeprefix(self._prefix) for each in self._known[round_id] if each.startswith(self._prefix)]
            self._indexes[round_id] = AlikeIndex(own)
        alike = self._indexes[round_id].alike(key.removeprefix(self._prefix))
        if len(alike) > 1:
            message = f"もとの番号「{key[:20]}」が、登録されている「{'」「'.join(alike[:3])}」のどれか決まりません"
            raise UsageError(message, "もとの表の番号を、前に取り込んだときのとおりに直してください")
        return f"{self._prefix}{alike[0]}" if alike else key


class Recognised(Value):
    """The opinions of the register that rows with other keys are, and why of some rows nobody knows, by row."""

    opinions: Mapping[int, Opinion]
    errors: Mapping[int, UsageError]


def recognise(
    rows: Sequence[tuple[Entry, str, str]], opinions: Collection[Opinion], prefix: str, name: Callable[[Opinion], str]
) -> Recognised:
    """Recognise rows, each given with its round and its key as it stands, whose keys no opinion has.

    `opinions` are those no other row has the key of; `name` says what a row may name them by, of which `prefix` is
    no part of what a program changed.
    """
    known: dict[str, dict[str, list[Opinion]]] = defaultdict(lambda: defaultdict(list))
    for opinion in opinions:
        if name(opinion).startswith(prefix):
            known[opinion.round][name(opinion).removeprefix(prefix)].append(opinion)
    indexes = {round_id: AlikeIndex(keys) for round_id, keys in known.items()}
    found: dict[int, Opinion] = {}
    errors: dict[int, UsageError] = {}
    taken: dict[str, int] = {}
    for entry, round_id, key in rows:
        alike = indexes[round_id].alike(key) if round_id in indexes else ()
        candidates = [opinion for each in alike for opinion in known[round_id][each]]
        agreeing = [opinion for opinion in candidates if _says_the_same(entry, opinion)]
        error = _refusal(entry, key, candidates, agreeing, taken)
        if error is not None:
            errors[entry.row] = error
        elif agreeing:
            found[entry.row] = agreeing[0]
            taken[agreeing[0].id] = entry.row
    return Recognised(found, errors)


def _says_the_same(entry: Entry, opinion: Opinion) -> bool:
    text = entry.values.get(Column.TEXT)
    return text is not None and same_words_key(text) == same_words_key(opinion.text)


def _refusal(
    entry: Entry, key: str, candidates: Sequence[Opinion], agreeing: Sequence[Opinion], taken: Mapping[str, int]
) -> UsageError | None:
    """Return why nobody knows which opinion a row is; None where it is one, or certainly none."""
    if len(agreeing) == 1:
        (opinion,) = agreeing
        if opinion.id not in taken:
            return None
        message = f"「{Column.KEY}」の「{key}」は、{taken[opinion.id]}行目と同じ意見「{opinion.id}」の番号です"
        return UsageError(message, "一つの意見は一行にしてください。別の意見なら、別の番号にしてください")
    if agreeing:
        message = f"「{Column.KEY}」の「{key}」が、登録されているどの意見の番号か決まりません（{_named(agreeing)}）"
        return UsageError(message, "番号を、登録されているとおりに書いてください")
    if candidates:
        message = f"「{Column.KEY}」の「{key}」は、登録されている{_named(candidates)}の番号が変わったもののようですが、本文が違います"
        return UsageError(
            message,
            "同じ意見なら、番号と本文を登録されているとおりにしてください（Excelでは番号のセルの書式を「文字列」にします）。"
            "別の表の番号なら、--key-prefix で番号の前に付ける語を指定してください",
        )
    if entry.is_key_dated:
        return UsageError(f"「{Column.KEY}」が日付（{key}）になっています", DATED)
    return None


def _named(opinions: Sequence[Opinion]) -> str:
    return "".join(f"「{opinion.key}」（意見 {opinion.id}）" for opinion in opinions[:3])
