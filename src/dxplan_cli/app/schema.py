"""The task of `dxplan schema`: JSON Schemas for editors, printed or laid into the data folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dxplan_cli.errors import DataError, UsageError
from dxplan_cli.store.files import read_source
from dxplan_cli.store.json_schema import SCHEMA_FOLDER, editor_settings, schema_names, schema_of
from dxplan_cli.store.write import write_file
from dxplan_cli.text.guess import near_hint

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS_FILE = ".vscode/settings.json"
_SCHEMAS = "yaml.schemas"


def schema(name: str | None) -> dict[str, Any]:
    """Return one schema, or all of them by name.

    Raises:
        UsageError: no such schema.
    """
    if name is None:
        return {each: schema_of(each) for each in schema_names()}
    if name not in schema_names():
        message = f"スキーマ「{name}」はありません"
        raise UsageError(message, f"{near_hint(name, schema_names())}使えるもの：{'、'.join(schema_names())}")
    return schema_of(name)


def editor_files() -> dict[str, str]:
    """Return the files by which an editor completes and explains the YAML, by name in the data folder."""
    files = {f"{SCHEMA_FOLDER}/{name}.json": _text(schema_of(name)) for name in schema_names()}
    return {**files, SETTINGS_FILE: _text(editor_settings())}


def write_editor_files(root: Path) -> tuple[str, ...]:
    """Lay the schemas and the editor's settings into the data folder; return the files written.

    Raises:
        DataError: the editor has settings of its own that cannot be added to; nothing is written.
    """
    files = editor_files()
    own, ours = _own_settings(root / SETTINGS_FILE), editor_settings()
    schemas = {**own.get(_SCHEMAS, {}), **ours[_SCHEMAS]}
    files[SETTINGS_FILE] = _text({**ours, **own, _SCHEMAS: schemas})
    for name, text in files.items():
        write_file(root / name, text.encode("utf-8"))
    return tuple(files)


def _own_settings(path: Path) -> dict[str, Any]:
    """Return what the clerk has set up in the editor; it stays."""
    if not path.exists():
        return {}
    try:
        found = json.loads(read_source(path, SETTINGS_FILE).text)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not isinstance(found.get(_SCHEMAS, {}), dict):
        message = f"{SETTINGS_FILE} に書き足せません（注釈があるか、JSONとして読めません）"
        raise DataError(message, "別の名前に変えてから実行し、元の設定を書き写してください。何も書いていません")
    return found


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
