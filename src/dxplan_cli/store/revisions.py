"""Drafts out of git: what a draft said at a revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.errors import UsageError
from dxplan_cli.store.load import load_draft_folder
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.model.plan import Draft, Settings


def load_draft_at(root: Path, draft_id: str, revision: str, settings: Settings) -> Draft:
    """Load a draft as it was at a git revision; its id is ``draft@revision``.

    Raises:
        UsageError: no git, no repository, no such revision, or no such draft in it.
    """
    archive = _archive(root, f"drafts/{draft_id}", revision)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        draft = load_draft_folder(Path(folder) / "drafts" / draft_id, settings)
    return replace(draft, id=f"{draft_id}@{revision}")


def _archive(root: Path, folder: str, revision: str) -> bytes:
    if revision.startswith("-"):
        message = f"版の指定「{revision}」は使えません"
        raise UsageError(message)
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "archive", "--format=tar", revision, "--", folder],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        message = "git がこのパソコンにありません"
        raise UsageError(message, "「id@版」の指定には git が要ります") from error
    if done.returncode:
        message = f"git から「{revision}」の {folder} を取り出せません"
        raise UsageError(message, "コミットの名前と、その時点に版があったかを確かめてください")
    return done.stdout
