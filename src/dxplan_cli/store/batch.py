"""Many files written as one: all of them, or, whatever goes wrong, none.

Taking back must not need what has just run out. So before the first write every
file to be edited gets a second name on the same disk; taking back is giving the
old content its first name again, and deleting what was created.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.store.write import create_file, discard, state_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.store.editor import FileEditor


def write_together(root: Path, new: Iterable[tuple[str, str]], edited: Sequence[FileEditor]) -> None:
    """Create files, given by name and text, and save edited ones; the data folder's lock is held.

    Raises:
        ConflictError: a name is taken, or a file changed since it was read; nothing is written.
        WriteRefusedError: the system refuses; nothing is written.
    """
    kept = Path(tempfile.mkdtemp(prefix="kept-", dir=state_folder(root)))
    saved: list[tuple[Path, Path]] = []
    created: list[Path] = []
    folders: list[Path] = []
    try:
        copies = [(_keep(editor, kept / str(number)), editor) for number, editor in enumerate(edited)]
        for name, text in new:
            path = root / name
            folders += [each for each in path.parents if not each.exists() and each not in folders]
            create_file(path, text)
            created.append(path)
        for copy, editor in copies:
            saved.append((copy, editor.source.path))
            editor.save()
    except BaseException:
        for copy, path in reversed(saved):
            copy.replace(path)
        discard(created, folders)
        raise
    finally:
        shutil.rmtree(kept, ignore_errors=True)


def _keep(editor: FileEditor, copy: Path) -> Path:
    """Keep the content that was read under a second name: as a hard link, else as a copy."""
    try:
        os.link(editor.source.path, copy)
    except OSError:
        write_file(copy, editor.source.raw)
    return copy
