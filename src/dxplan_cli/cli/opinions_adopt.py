"""`dxplan opinions decide --adopt`."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from dxplan_cli.cli import console
from dxplan_cli.errors import UsageError
from dxplan_cli.model.opinion import REFLECTED

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.app.opinions_decide import Decision


def adopt_(folder: Path, opinions: list[str], decision: Decision) -> None:
    """Take over what the opinions propose and tell what was done.

    Raises:
        UsageError: something else is to be decided at the same time.
    """
    from dxplan_cli.app.adopt_proposals import adopt, draw_lines  # noqa: PLC0415 - papers are drawn only for it

    if decision.same_as or decision.links or decision.confirm or decision.disposition not in {None, REFLECTED}:
        message = "--adopt は反映の決定です。ほかの決め方と一緒には使えません"
        raise UsageError(message, "一緒に書けるのは --answer だけです")
    console.show_lines(draw_lines(adopt(folder, opinions, decision.answer, secrets.choice)))
