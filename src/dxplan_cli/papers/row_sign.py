"""The sign of an opinion's row in a paper: which opinion it is, and which decision was printed.

It is the anchor of the row, a bookmark in Word, so that a table that comes back
filled in is known again row by row, as Excel's is by its columns `id` and
書き出し時. It holds digests, nothing of the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.stamp import digest_of_words, stamp_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.model.opinion import Opinion

_BOOKMARK: Final = re.compile("dx_op_([0-9a-f]{12})_([0-9a-f]{12})")


class RowSign(Value):
    """The digest of an opinion's id, and the stamp of the decision that was printed."""

    opinion: str
    stamp: str


def sign_of(opinion: Opinion) -> RowSign:
    """Return the sign of an opinion as it is now."""
    stamp = stamp_of(opinion.disposition, opinion.answer, opinion.same_as)
    return RowSign(digest_of_words(opinion.id), stamp)


def anchor_of_row(opinion: Opinion) -> str:
    """Return the anchor of an opinion's row."""
    sign = sign_of(opinion)
    return f"op-{sign.opinion}-{sign.stamp}"


def read_sign(bookmark: str) -> RowSign | None:
    """Return the sign a bookmark stands for; None for any other bookmark."""
    found = _BOOKMARK.fullmatch(bookmark)
    return None if found is None else RowSign(found[1], found[2])
