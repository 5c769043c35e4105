"""Differences of everything but words: attributes, table cells, KPI values. The only home of deepdiff (ADR 2).

They are compared as words are: 10 and １０, % and ％ are the same value, and 10² and 102 are not. What differs in
spelling only is no change of a field; both versions of the node are kept, so nothing of it is lost.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from dxplan_cli.model.node import AnyNode, Kpi, Table, content_of, with_words
from dxplan_cli.text.keys import wording_key
from dxplan_cli.value import Value, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Path: TypeAlias = tuple[str | int, ...]
Cell: TypeAlias = str | int | float | bool | None

BOOKKEEPING = frozenset({"place", "reconstructed", "draft_page", "todo", "alternatives", "memo", "was", "role"})
"""What the secretariat notes about a node; it is no wording of the plan, so a difference is no change of it."""

_STRUCTURE = frozenset({"children", "type"})
_NAMES = {
    "kind": "種類", "title": "題", "number": "番号", "role": "役割", "subtitle": "副題", "source": "出典", "note": "注",
    "repeat_of": "再掲元", "drawn_from": "図のもと", "alt": "代替テキスト", "boxes": "囲み", "events": "できごと",
    "image": "画像", "columns": "列", "rows": "行", "cells": "値", "sum": "合計", "name": "指標名", "unit": "単位",
    "serves": "対象", "baseline": "現状値", "target": "目標値", "actuals": "実績", "year": "年", "value": "値",
    "column": "列", "equals": "合計値", "text": "文言", "under": "上位", "when": "時期", "key": "行",
    "row_order": "行の順序", "actual_order": "実績の順序", "level": "字下げの段", "start": "番号の初め",
}  # fmt: skip


class FieldChange(Value):
    """One attribute that differs: where it is inside the node, and both values."""

    path: Path
    before: Cell
    after: Cell

    @property
    def label(self) -> str:
        """Say in Japanese which attribute it is."""
        return "・".join(_NAMES.get(part, part) if isinstance(part, str) else f"{part + 1}" for part in self.path)


def wording_of(node: AnyNode) -> dict[str, Any]:
    """Return what belongs to the plan's wording besides the node's words, keyed for comparison.

    Table rows are keyed by their permanent key and cells by their column, so
    that an inserted row does not shift the others. A heading printed twice
    (人数, 割合, 人数, 割合) is told apart by a number.
    """
    content = plain(with_words(content_of(node), ""))
    wording = {key: value for key, value in content.items() if key not in BOOKKEEPING and key not in _STRUCTURE}
    wording["kind"] = type(node).__name__.lower()
    if isinstance(node, Table):
        wording["row_order"] = _told_apart(row.key for row in node.rows)
        cells = (dict(zip(_columns(node, len(row.cells)), row.cells, strict=True)) for row in node.rows)
        wording["rows"] = dict(zip(wording["row_order"], cells, strict=True))
    if isinstance(node, Kpi):
        wording["actual_order"] = _told_apart(str(each.year) for each in node.actuals)
        wording["actuals"] = dict(zip(wording["actual_order"], (each.value for each in node.actuals), strict=True))
    return wording


def _columns(table: Table, width: int) -> list[str]:
    """Return the names of columns; one without is called by its place."""
    names = [*table.columns, *[""] * (width - len(table.columns))][:width]
    return _told_apart(name or f"{at}列目" for at, name in enumerate(names, start=1))


def _told_apart(names: Iterable[str]) -> list[str]:
    """Number the names that come again: 人数, 人数（2）."""
    found: dict[str, None] = {}
    for name in names:
        again = (f"{name}（{number}）" for number in count(2))
        found[name if name not in found else next(each for each in again if each not in found)] = None
    return list(found)


_ORDERS = {"row_order", "actual_order"}
"""Compared among what both versions have: a new row is told as a row, not as an order."""


def compare_fields(before: AnyNode, after: AnyNode) -> tuple[FieldChange, ...]:
    """Compare two nodes outside their words; empty when only words, spelling or bookkeeping differ."""
    old, new = _settled(before, after)
    old = _spelt_alike(old, new)
    if old == new:
        return ()
    return _differences(old, new)


def differ_in_spelling(before: AnyNode, after: AnyNode) -> bool:
    """Tell whether anything outside their words differs, be it only in how it is spelt."""
    old, new = _settled(before, after)
    return any(compare_values(old, new))


def _settled(before: AnyNode, after: AnyNode) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the wording of two nodes without what is told elsewhere or is no difference."""
    old, new = wording_of(before), wording_of(after)
    for order in _ORDERS & old.keys() & new.keys():
        common = set(old[order]) & set(new[order])
        old[order], new[order] = ([each for each in side[order] if each in common] for side in (old, new))
    _settle_entries(old, new)
    return old, new


def _spelt_alike(old: Any, new: Any) -> Any:
    """Return the old value, spelt as the new one wherever the two say the same."""
    if isinstance(old, dict) and isinstance(new, dict):
        return _keys_spelt_alike(old, new)
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        return type(old)(_entry_spelt_alike(old[at], at, new) for at in range(len(old)))
    return new if _says_the_same(old, new) else old


def _keys_spelt_alike(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return the values by the keys of the new side, also where a heading is written in another width."""
    spellings = {wording_key(key): key for key in new if key not in old}
    alike: dict[str, Any] = {}
    for key, value in old.items():
        name = key if key in new else spellings.pop(wording_key(key), key)
        alike[name] = _spelt_alike(value, new[name]) if name in new else value
    return alike


def _entry_spelt_alike(entry: Any, at: int, others: Sequence[Any]) -> Any:
    """Return an entry of a list as the entry it says the same as is spelt, at its own place or else anywhere."""
    opposite = others[at : at + 1]
    for other in (*opposite, *others):
        if _spelt_alike(entry, other) == other:
            return other
    return _spelt_alike(entry, opposite[0]) if opposite else entry


def _says_the_same(old: object, new: object) -> bool:
    """Tell whether two single values print the same words, in any width: 10, "10" and "１０"."""
    if not (_is_printed(old) and _is_printed(new)):
        return False
    return wording_key(str(old)) == wording_key(str(new))


def _is_printed(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _settle_entries(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Drop what is no difference of list entries.

    Where counting begins goes over to whichever entry comes to stand first; a text that becomes an entry is told as that.
    """
    if old.get("start") is None or new.get("start") is None:
        old.pop("start", None)
        new.pop("start", None)
    for side, other in ((old, new), (new, old)):
        for name in ("level", "number"):
            if name not in other and not side.get(name, True):
                del side[name]


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    order = {key: at for at, key in enumerate({**old, **new})}
    found = compare_values(old, new)
    return tuple(sorted(found, key=lambda change: (order.get(str(change.path[0]), 0), tuple(map(str, change.path)))))


def compare_values(old: Mapping[str, Any], new: Mapping[str, Any], path: Path = ()) -> Iterator[FieldChange]:
    """Yield what differs, key by key; what two lists have in common is deepdiff's to find."""
    for key in {**old, **new}:
        here, mine, theirs = (*path, key), old.get(key), new.get(key)
        if key not in old or key not in new:
            yield FieldChange(here, _value(mine), _value(theirs))
        elif mine == theirs and repr(mine) == repr(theirs):
            continue
        elif isinstance(mine, dict) and isinstance(theirs, dict):
            yield from compare_values(mine, theirs, here)
        elif isinstance(mine, list | tuple) and isinstance(theirs, list | tuple):
            yield from _compare_lists(mine, theirs, here)
        else:
            yield FieldChange(here, _value(mine), _value(theirs))


def _compare_lists(old: Sequence[Any], new: Sequence[Any], path: Path) -> Iterator[FieldChange]:
    from deepdiff import DeepDiff  # noqa: PLC0415 - 46 ms, and most drafts differ in no list

    # without the threshold two entries that share few attributes would differ as a whole, in no attribute at all
    tree = DeepDiff(old, new, view="tree", verbose_level=2, threshold_to_diff_deeper=0)
    for levels in tree.values():
        for level in levels:
            yield FieldChange((*path, *level.path(output_format="list")), _value(level.t1), _value(level.t2))


def _value(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict):
        return "、".join(str(part) for part in value.values() if part is not None)
    if isinstance(value, list | tuple):
        return "、".join(str(_value(part)) for part in value)
    return None  # deepdiff's mark for a key the other side does not have
