"""When dxplan reads: no program can set back the time of a file's last change, so the clock is moved instead."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR_NS = 3_600_000_000_000
_real = time.time_ns


@contextmanager
def clock_ahead(by: int = HOUR_NS) -> Iterator[None]:
    """Let nanoseconds have passed since everything was written; none at all is the true time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: _real() + by)
        yield
