"""The columns in which opinions travel between the register and a table of Excel or CSV."""

from __future__ import annotations

from enum import StrEnum


class Column(StrEnum):
    """What stands in a column; the value is its heading in what dxplan writes."""

    ID = "id"
    ROUND = "聴取の機会"
    PLACE = "章・項目"
    ABOUT = "項目id"
    TEXT = "意見"
    DISPOSITION = "対応区分"
    ANSWER = "対応・考え方"
    SAME_AS = "同じ意見"
    LABELS = "印"
    MEMBER = "委員"
    CONTACT = "連絡先"
    HEARD_BY = "聴取者"
    KEY = "整理番号"
    STAMP = "書き出し時"


INTERNAL = (Column.MEMBER, Column.CONTACT, Column.HEARD_BY)
"""What never stands in a table for the public."""
