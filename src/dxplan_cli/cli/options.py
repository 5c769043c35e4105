"""Options several commands share, and what they mean."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.workspace import find_data

DataOption = Annotated[
    Optional[str],
    typer.Option("--data", metavar="DIR", help="計画のデータのフォルダ"),
]


class TextOrJson(StrEnum):
    """How a reading command answers."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[TextOrJson, typer.Option("--format", help="出力の形")]


def data_folder(option: str | None) -> Path:
    """Find the data folder; the only place that looks at the environment and the current folder."""
    return find_data(option, os.environ.get("DXPLAN_DATA"), Path.cwd())
