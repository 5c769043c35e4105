"""The office's own .docx that plan.yaml names: found, read, or refused with the line that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.model.finding import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.plan import DocumentSettings
    from dxplan_cli.render.word.template import Template


def load_template(root: Path, documents: DocumentSettings) -> Template | None:
    """Return the template named, None when none is; a path starts from the data folder.

    Raises:
        FaultyDataError: it cannot be read or used; the fault stands at the line in plan.yaml.
    """
    if documents.template is None:
        return None
    from dxplan_cli.render.word.template import read_template  # noqa: PLC0415 - 20 ms that only a template costs

    try:
        return read_template(_bytes_of(root / documents.template))
    except DataError as error:
        message = f"様式「{documents.template}」：{error.message}"
        from dxplan_cli.store.pointing import Pointer  # noqa: PLC0415 - the parser of YAML, for faults only

        fault = Pointer(root).point(Fault(documents.place, message, error.hint), "template")
        raise FaultyDataError([fault], str(root)) from error


def _bytes_of(path: Path) -> bytes:
    """Return a file's bytes; anything but a file of reasonable size is refused before it is opened."""
    from dxplan_cli.render.word.safety import MOST_BYTES  # noqa: PLC0415 - as above

    where = "plan.yaml のあるフォルダからの場所と名前を確かめてください"
    try:
        if not path.is_file():
            message = "フォルダです" if path.is_dir() else "ファイルがありません"
            raise DataError(message, where)
        if path.stat().st_size > MOST_BYTES:
            message = f"ファイルが大きすぎます（{path.stat().st_size:,}バイト）"
            raise DataError(message, f"{MOST_BYTES:,}バイトまでにしてください。本文や大きな画像は要りません")
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        message = f"読めません（{getattr(error, 'strerror', None) or error}）"
        raise DataError(message, "Word で開いていれば閉じて、読む権利があるかを確かめてください") from error
