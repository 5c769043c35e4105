"""personal-data: a person's name, telephone number, mail or postal address where everybody will read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import shortened
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "personal-data"
HINT = (
    "公表しないものなら、消すか、役職などに改めてください（意見なら internal に移せます）。"
    "公表してよいものなら、plan.yaml の checks の accepted に理由を書いてください"
)
_SHOWN = 3


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at what will be published, when it will be: for the public edition alone; a finding an owner and kind."""
    if not inspection.is_public:
        return
    from dxplan_cli.checks.privacy import personal_data  # noqa: PLC0415 - 35 ms of patterns for the public edition alone

    for owner, data in personal_data(inspection):
        for kind, words in data.items():
            shown = "、".join(f"「{shortened(each)}」" for each in words[:_SHOWN])
            more = " ほか" if len(words) > _SHOWN else ""
            yield Finding(
                code=CODE,
                severity=Severity.ERROR,
                message=f"{owner.name}に{kind}があります：{shown}{more}",
                hint=HINT,
                place=owner.place,
                node=owner.node,
                opinion=owner.opinion,
            )
