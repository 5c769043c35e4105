"""Shapes of days: one by itself, or from one until another."""

from __future__ import annotations

from typing import Any

from dxplan_cli.model.opinion import Held
from dxplan_cli.store.shape import Reading, Record
from dxplan_cli.store.tree import Mapping, Scalar, Tree
from dxplan_cli.text.dates import ISO_DATE, is_iso_date, iso_date
from dxplan_cli.value import Value

_EXAMPLE = "2023-09-01"


class Day(Value):
    """A day of the calendar, written 2023-09-01, with quotes or without."""

    def decode(self, tree: Tree, reading: Reading, name: str) -> str | None:
        """Return the day; None after noting the fault of what is none."""
        written = tree.text if isinstance(tree, Scalar) else ""
        if is_iso_date(written):
            return written
        meant = iso_date(written) or _EXAMPLE
        reading.fault(
            tree.line, f"「{name}」の「{written}」は日付として読めません", f"西暦で {meant} のように書いてください"
        )
        return None

    def schema(self) -> dict[str, Any]:
        """Return the schema."""
        return {"type": "string", "pattern": ISO_DATE}


class DayOrSpan(Value):
    """A day, or a mapping that says from which until which; becomes a `Held`."""

    span: Record

    def decode(self, tree: Tree, reading: Reading, name: str) -> Held | None:
        """Return the days; None after noting a fault."""
        if isinstance(tree, Mapping):
            return self._span(tree, reading, name)
        day = Day().decode(tree, reading, name)
        return Held(start=day, end=day) if day else None

    def _span(self, tree: Mapping, reading: Reading, name: str) -> Held | None:
        held: Held | None = self.span.decode(tree, reading, name)
        if held is None:
            return None
        if held.start is None and held.end is None:
            reading.fault(
                tree.line, f"「{name}」に日付がありません", f"{{from: {_EXAMPLE}, until: …}} のように書いてください"
            )
            return None
        if held.start and held.end and held.end < held.start:
            reading.fault(
                tree.line, f"「{name}」の until（{held.end}）が from（{held.start}）より前です", "日付を直してください"
            )
            return None
        return held

    def schema(self) -> dict[str, Any]:
        """Return the choice between the two."""
        return {"anyOf": [Day().schema(), self.span.schema()]}
