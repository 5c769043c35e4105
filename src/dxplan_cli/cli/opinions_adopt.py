"""`dxplan opinions decide --adopt`."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from dxplan_cli.cli import console
from dxplan_cli.errors import UsageError
from dxplan_cli.model.disposition import REFLECTED
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.app.opinions_decide import Ruling


def adopt_(folder: Path, opinions: list[str], ruling: Ruling) -> None:
    """Take over what the opinions propose and tell what was done.

    Raises:
        UsageError: something else is to be decided at the same time.
    """
    from dxplan_cli.app.add_opinion import Chance  # noqa: PLC0415 - as below
    from dxplan_cli.app.adopt_proposals import adopt, draw_lines  # noqa: PLC0415 - papers are drawn only for it

    besides = replace(ruling, answer=None, disposition=None)
    if not besides.is_empty or ruling.disposition not in {None, REFLECTED}:
        message = "--adopt は反映の決定です。ほかの決め方と一緒には使えません"
        raise UsageError(message, "一緒に書けるのは --answer だけです")
    chance = Chance(datetime.now().astimezone(), secrets.choice)
    console.show_lines(draw_lines(adopt(folder, opinions, ruling.answer, chance)))
