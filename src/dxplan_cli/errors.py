"""The one exception tree.

A failure is an exception; a fault of the data that work can go on with is a
`model.finding.Finding` and is never raised.

    DxplanError
    ├── UsageError        the call cannot be understood            exit 2
    └── DataError         the data is refused, nothing was written exit 3
        ├── FaultyDataError   … because of places in files
        ├── UnreadableFileError … because a file from outside is not what it should be
        ├── WriteRefusedError … because the disk or another writer said no
        ├── ConflictError     … because the file changed since it was read
        └── UnfinishedWriteError … because a write was interrupted, this one or an earlier one
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.model.finding import Fault


class DxplanError(Exception):
    """Anything that stops a task; `message` and `hint` are Japanese, for the user."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        """Take what happened and what to do about it."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DxplanError):
    """The call names something that does not exist or does not fit together."""


class DataError(DxplanError):
    """The data on disk cannot be used, or cannot be written."""

    exit_code = 3


class FaultyDataError(DataError):
    """Files are refused; every fault names its place, so all can be mended in one go."""

    def __init__(self, faults: Sequence[Fault], folder: str = "", message: str = "", hint: str = "") -> None:
        """Take the faults, at least one, in the order they should be read, and the folder their places start from."""
        super().__init__(message or f"データに誤りがあります（{len(faults)}件）", hint)
        self.faults = tuple(faults)
        self.folder = folder


class UnreadableFileError(DataError):
    """A file from outside is of another kind, protected, damaged, or not safe to read."""


class WriteRefusedError(DataError):
    """The disk, its rights or a program that holds the file forbid the write."""


class ConflictError(DataError):
    """Somebody else changed the file after it was read."""


class UnfinishedWriteError(DataError):
    """A write was interrupted half-way: an earlier one, finished now instead of this one, or this one."""
