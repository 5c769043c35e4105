"""Options several commands share, and what they mean."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.manuscripts import View
from dxplan_cli.app.pair import find_data_for
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


ViewOption = Annotated[View, typer.Option("--view", help="ファイルの変更履歴を、承諾するか元に戻すか")]


def data_folder(option: str | None) -> Path:
    """Find the data folder; the only place that looks at the environment and the current folder."""
    return find_data(option, os.environ.get("DXPLAN_DATA"), Path.cwd())


def data_folder_for(option: str | None, *drafts: str | None) -> Path | None:
    """Find the data folder if these drafts need one: files are compared without."""
    return find_data_for(option, os.environ.get("DXPLAN_DATA"), Path.cwd(), drafts)
