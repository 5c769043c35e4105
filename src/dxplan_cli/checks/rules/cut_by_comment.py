"""cut-by-comment: words written by hand that YAML did not read: what follows a ` #`, a sign at their beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.hand_written import noted
from dxplan_cli.checks.wording import shortened
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "cut-by-comment"
_QUOTE = '値の全体を引用符（"…"）で囲んでください'


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at what was noted while the files were read."""
    for note, node, opinion in noted(inspection, CODE):
        lost = shortened(note.words)
        if note.words.startswith("#"):
            message = f"{note.name} の値が # の前で終わっています。注として読み飛ばした部分：{lost}"
            hint = f"値の続きなら、{_QUOTE}。注なら、すぐ上の行へ移してください"
        else:
            message = f"{note.name} の値の初めの「{lost}」を、YAMLの記号として読み飛ばしました"
            hint = f"文字なら、{_QUOTE}"
        yield Finding(
            code=CODE,
            severity=Severity.WARNING,
            message=message,
            hint=hint,
            place=note.place,
            node=node,
            opinion=opinion,
            excerpt=note.excerpt,
        )
