"""The JSON contract of counts: ``dxplan.stats/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxplan_cli.render.records import Record
    from dxplan_cli.trace.tally import Heads, Tally, TallyRow


def stats_record(counted: Tally, by: str) -> Record:
    """Return ``dxplan.stats/1``; `people` is null where nobody is named."""
    return {
        "schema": "dxplan.stats/1",
        "by": by,
        "dispositions": list(counted.dispositions),
        "rows": [{"id": row.id or None, "title": row.title, **_counts(row, counted)} for row in counted.rows],
        "total": _counts(counted.total, counted),
    }


def _counts(row: TallyRow, counted: Tally) -> Record:
    by_disposition = dict(zip(counted.dispositions, map(heads_record, row.counts), strict=True))
    return {**heads_record(row.total), "by_disposition": by_disposition}


def heads_record(heads: Heads) -> Record:
    """Return a count of opinions, letters and people; it says so where a person may be counted twice."""
    repeated = {"may_repeat": True} if heads.may_repeat else {}
    return {
        "opinions": heads.opinions,
        "letters": heads.letters,
        "people": heads.people,
        "unnamed": heads.unnamed,
        "withdrawn": heads.withdrawn,
        **repeated,
    }
