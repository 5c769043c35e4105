"""The closed set of change kinds (修正区分)."""

from __future__ import annotations

from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a node between two drafts; the value is the word printed in a mark."""

    ADD = "追加"
    MODIFY = "修正"
    DELETE = "削除"
    MOVE = "移動"
