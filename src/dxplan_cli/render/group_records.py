"""The JSON contracts of groups: opinions of the register ``dxplan.similar/1``, raw comments ``dxplan.comments/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.render.tally_records import heads_record
from dxplan_cli.trace.tally import heads_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.render.records import Record
    from dxplan_cli.text.differing import Exchange
    from dxplan_cli.trace.comments import CommentGroup
    from dxplan_cli.trace.similar import OpinionGroup


def similar_record(groups: Iterable[OpinionGroup], total: int, least: float) -> Record:
    """Return ``dxplan.similar/1``; the first opinion of a group is its representative."""
    return {
        "schema": "dxplan.similar/1",
        "threshold": least,
        "opinions": total,
        "groups": [_group(number, group) for number, group in enumerate(groups, start=1)],
    }


def _group(number: int, group: OpinionGroup) -> Record:
    return {
        "number": number,
        "representative": group.representative.id,
        "count": heads_record(heads_of(group.opinions)),
        "opinions": [
            {
                "id": member.opinion.id,
                "text": member.opinion.text,
                "nearness": round(member.nearness, 4),
                "same": member.is_same,
                "differs": [_exchange(each) for each in member.exchanges],
                "disposition": member.opinion.disposition,
                "same_as": member.opinion.same_as,
            }
            for member in group.members
        ],
    }


def _exchange(exchange: Exchange) -> Record:
    return {"representative": exchange.before, "here": exchange.after}


def comments_record(groups: Iterable[CommentGroup], total: int, blank: Sequence[int], least: float) -> Record:
    """Return ``dxplan.comments/1``; groups of one comment are among them."""
    return {
        "schema": "dxplan.comments/1",
        "threshold": least,
        "rows": total,
        "blank": list(blank),
        "groups": [
            {
                "key": group.key,
                "text": group.text,
                "count": heads_record(group.heads),
                "same": group.same,
                "variants": [
                    {"rows": list(each.rows), "differs": [_exchange(one) for one in each.exchanges]}
                    for each in group.variants
                ],
                "least": round(group.least, 4),
                "rows": list(group.rows),
                "keys": list(group.keys),
            }
            for group in groups
        ],
    }
