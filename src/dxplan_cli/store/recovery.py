"""After a killed process: what it left is cleared away, and what it had begun is finished (ADR 10)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from dxplan_cli.errors import UnfinishedWriteError
from dxplan_cli.store import journal
from dxplan_cli.store.batch import carry_out, content_of
from dxplan_cli.store.disk import refusing, remove
from dxplan_cli.store.files import STATE_FOLDER
from dxplan_cli.store.journal import ASIDE, LOCK, UnreadableJournalError, Write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NAMED = 5


def finish_interrupted(root: Path) -> None:
    """Carry out what an interrupted write had left to do, and stop: its clerk may be about to do it again.

    Raises:
        UnfinishedWriteError: something had been left.
    """
    folder = root / STATE_FOLDER
    _clear(folder / ASIDE)
    try:
        with refusing(folder):
            writes = journal.recorded(folder)
    except UnreadableJournalError as error:
        message = "前に途中で止まった書き込みの記録が読めません"
        raise _kept_aside(message, folder) from error
    left = _left(root, writes)
    ours = [each for each in left if content_of(root, each) == each.before]
    carry_out(root, ours)
    others = [each for each in left if each not in ours]
    if others:
        message = f"前に途中で止まった書き込みの後に、ほかで書き換えられたファイルがあります（{_names(others)}）"
        raise _kept_aside(message, folder)
    if writes:
        journal.forget(folder)
    if left:
        message = f"前に途中で止まった書き込みを、いま終えました（{_names(writes)}）"
        raise UnfinishedWriteError(
            message, "今回の分はまだ書いていません。dxplan check で確かめてから、もう一度実行してください"
        )


def _left(root: Path, writes: Sequence[Write]) -> list[Write]:
    return [each for each in writes if content_of(root, each) != each.after]


def _kept_aside(message: str, folder: Path) -> UnfinishedWriteError:
    with refusing(folder):
        kept = journal.lay_aside(folder)
    return UnfinishedWriteError(
        message, f"書くはずだった内容を {kept} に残しました。見比べて直してから、もう一度実行してください"
    )


def _names(writes: Sequence[Write]) -> str:
    shown = "、".join(each.name for each in writes[:_NAMED])
    return f"{shown} ほか{len(writes) - _NAMED}件" if len(writes) > _NAMED else shown


def _clear(folder: Path) -> None:
    """Remove what a killed process had laid aside; under the lock nobody else is writing."""
    with suppress(OSError):
        for aside in folder.iterdir():
            remove(aside)


def unfinished_names(root: Path) -> tuple[str, ...]:
    """Return the files an interrupted write has still to write; none while its writer is at it."""
    try:
        writes = journal.recorded(root / STATE_FOLDER)
    except OSError:
        return ()
    except UnreadableJournalError:
        return (f"{STATE_FOLDER}/{journal.FILE}",)
    left = tuple(each.name for each in _left(root, writes))
    return left if left and not _is_locked(root) else ()


def _is_locked(root: Path) -> bool:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - 90 ms for what is almost never there

    try:
        with FileLock(root / STATE_FOLDER / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False
