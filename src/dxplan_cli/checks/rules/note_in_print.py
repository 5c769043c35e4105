"""note-in-print: a note of whoever keeps the plan (原資料に記載なし, TODO, 要確認) in words that papers print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.owners import owners_of
from dxplan_cli.checks.texts import texts_of
from dxplan_cli.checks.wording import shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.text.memos import find_memos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "note-in-print"
HINT = (
    "資料に載せない覚え書きなら、memo に移してください（memo はどの資料にも載りません）。"
    "載せてよい文なら、plan.yaml の checks の accepted に理由を書いてください"
)
_UNPRINTED = frozenset({"checks", "template", "todo"})
"""What no paper prints as a part of the plan; a todo is known for one."""
_SHOWN = 3


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every text that can be printed; one finding for each value."""
    for owner in owners_of(inspection):
        found = list(find_memos("\n".join(texts_of(owner.value, _UNPRINTED))))
        if found:
            shown = "、".join(f"「{shortened(note)}」" for note in found[:_SHOWN])
            more = " ほか" if len(found) > _SHOWN else ""
            yield Finding(
                code=CODE,
                severity=Severity.WARNING,
                message=f"{owner.name}に、覚え書きらしい言葉があります。このままでは資料に載ります：{shown}{more}",
                hint=HINT,
                place=owner.place,
                node=owner.node,
                opinion=owner.opinion,
            )
