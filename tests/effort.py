"""Effort without a clock: how many lines of Python a call runs, the same on every machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


def effort(call: Callable[[], object]) -> int:
    """Return how many lines of Python code a call runs."""
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        call()
    finally:
        sys.settrace(before)
    return lines


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times the effort of `size` that of twice the size is: 2 when it is linear, 4 when quadratic."""
    work(size)  # what is made once and kept, is made before the count
    return effort(lambda: work(2 * size)) / effort(lambda: work(size))
