"""What the tests of safety share: a small plan to work on."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import lay_out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small plan, in a folder of its own."""
    return lay_out(tmp_path / "plan-data")
