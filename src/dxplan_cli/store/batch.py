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

from dxplan_cli.store.write import changed_meanwhile, create_file, discard, refused, state_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.store.editor import FileEditor


def write_together(root: Path, new: Iterable[tuple[str, str]], edited: Sequence[FileEditor]) -> None:
    """Create files, given by name and text, and save edited ones; the data folder's lock is held.

    Raises:
        ConflictError: a name is taken, or a file changed since it was read; nothing is written.
        WriteRefusedError: the system refuses; nothing is written.
    """
    kept = _keeping_folder(root)
    created: list[Path] = []
    folders: list[Path] = []
    copies: list[tuple[Path, FileEditor]] = []
    try:
        for number, editor in enumerate(edited):
            copies.append((_keep(editor, kept / str(number)), editor))
        for name, text in new:
            path = root / name
            folders += [each for each in path.parents if not each.exists() and each not in folders]
            create_file(path, text)
            created.append(path)
        for editor in edited:
            editor.save()
    except BaseException:
        for copy, editor in copies:
            _take_back(editor, copy)
        discard(created, folders)
        raise
    finally:
        shutil.rmtree(kept, ignore_errors=True)


def _keeping_folder(root: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="kept-", dir=state_folder(root)))
    except OSError as error:
        raise refused(root, error) from error


def _keep(editor: FileEditor, copy: Path) -> Path:
    """Keep the content that was read under a second name: as a hard link, else as a copy.

    Raises:
        ConflictError: it is no longer the content that was read.
    """
    try:
        os.link(editor.source.path, copy)
    except OSError:
        write_file(copy, editor.source.raw)
    if copy.read_bytes() != editor.source.raw:
        raise changed_meanwhile(editor.name)
    return copy


def _take_back(editor: FileEditor, copy: Path) -> None:
    """Give the old content its name again, if the new one has it."""
    path = editor.source.path
    if editor.edited != editor.source.raw and path.read_bytes() == editor.edited:
        copy.replace(path)
