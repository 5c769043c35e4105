"""`dxplan opinions stats`."""

from typing import Annotated

import typer

from dxplan_cli.app.counted_by import By
from dxplan_cli.cli import console
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder


def stats(
    by: Annotated[By, typer.Option("--by", help="行：章・テーマ、聴取の機会、対応区分")] = By.THEME,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> None:
    """意見の件数と人数を数える"""
    from dxplan_cli.app.opinions_stats import (  # noqa: PLC0415 - 15 ms that the other commands do not need
        count_opinions,
        draw_bars,
        draw_json,
        draw_table,
    )

    counted = count_opinions(data_folder(data), by)
    if form is TextOrJson.JSON:
        console.show_json(draw_json(counted, by))
        return
    screen = console.screen()
    console.show_drawn(draw_table(counted, by, screen))
    console.say()
    console.show_lines(draw_bars(counted, screen))
