"""Words that differ from a representative's, in a few words for a table or a line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.text.differing import Exchange
    from dxplan_cli.trace.comments import Variant

_MOST: Final = 20
"""Differences of a group that are told; the table of rows has all."""


def exchanges_told(exchanges: Iterable[Exchange]) -> str:
    """Tell what differs in one text."""
    return ";".join(map(_told, exchanges))


def variants_told(variants: Sequence[Variant]) -> str:
    """Tell what differs in the wordings of a group, and in how many rows, the most frequent first."""
    rows: Counter[str] = Counter()
    for variant in variants:
        for exchange in variant.exchanges:
            rows[_told(exchange)] += len(variant.rows)
    told = [f"{each} {count}件" for each, count in rows.most_common(_MOST)]
    more = [f"ほか{len(rows) - _MOST}種"] if len(rows) > _MOST else []
    return ";".join([*told, *more])


def _told(exchange: Exchange) -> str:
    before, after = (" ".join(words.replace(";", "；").split()) for words in (exchange.before, exchange.after))
    if not before:
        return f"「{after}」を追加"
    return f"「{before}」→「{after}」" if after else f"「{before}」なし"
