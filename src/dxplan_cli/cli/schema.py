"""`dxplan schema`."""

from typing import Annotated, Optional

import typer

from dxplan_cli.app.schema import schema as make_schema
from dxplan_cli.app.schema import write_editor_files
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, data_folder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema", cls=JapaneseCommand)(schema)


def schema(
    name: Annotated[Optional[str], typer.Argument(metavar="NAME", help="種類（省略するとすべて）")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="データのフォルダに置き、エディタから使えるようにする")
    ] = False,
    data: DataOption = None,
) -> None:
    """YAMLの書式（JSON Schema）を出す"""
    if write:
        folder = data_folder(data)
        for file in write_editor_files(folder):
            console.say(f"{console.shown_path(folder)}/{file}")
        return
    console.show_json(make_schema(name))
