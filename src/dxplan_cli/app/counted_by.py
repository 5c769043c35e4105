"""What `dxplan opinions stats` can count by: light enough for every start of `dxplan opinions`."""

from __future__ import annotations

from enum import StrEnum


class By(StrEnum):
    """What the rows of the counts are."""

    THEME = "theme"
    ROUND = "round"
    DISPOSITION = "disposition"
