"""rewritten-number: values written by hand as 007 or 2.50, which are read as numbers and so printed as 7 and 2.5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.hand_written import noted
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "rewritten-number"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at what was noted while the files were read."""
    for note, node, opinion in noted(inspection, CODE):
        yield Finding(
            code=CODE,
            severity=Severity.WARNING,
            message=f"{note.name} の{note.words}読みました。資料にもそう載ります",
            hint="書いたとおりに載せるときは、値を引用符で囲んでください",
            place=note.place,
            node=node,
            opinion=opinion,
            excerpt=note.excerpt,
        )
