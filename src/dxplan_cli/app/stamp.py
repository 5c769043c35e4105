"""The stamp of papers and pages: by it two of them can be told to be made from the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from dxplan_cli.model.digest import digest_of, digest_of_draft
from dxplan_cli.papers.blocks import Stamp

if TYPE_CHECKING:
    from dxplan_cli.trace.trace import Trace

_STAMP_DIGITS = 12


def stamp_of(trace: Trace) -> Stamp:
    """Return the stamp of all papers of one trace: the digest covers both drafts, the opinions and the reasons."""
    revised = trace.comparison.revised
    parts = (
        digest_of_draft(trace.comparison.base),
        digest_of_draft(revised),
        digest_of((trace.plan.opinions, *(draft.reasons for draft in trace.plan.drafts))),
    )
    digest = hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()
    return Stamp(revised.label, revised.date, digest[:_STAMP_DIGITS])
