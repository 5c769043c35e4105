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
    COMMENTS = "件数"
    PEOPLE = "人数"
    UNNAMED = "記名なし"
    RAW_ROWS = "行"
    RAW_KEYS = "もとの番号"


RAW = (Column.UNNAMED, Column.RAW_ROWS, Column.RAW_KEYS)
"""What a table of groups alone has."""

INTERNAL = (Column.MEMBER, Column.CONTACT, Column.HEARD_BY)
"""What never stands in a table for the public, and is not taken from a table of groups."""

OF_OPINIONS = frozenset(Column) - frozenset(RAW)
"""What may stand in a table of opinions."""

OF_GROUPS = frozenset(
    {Column.KEY, Column.TEXT, Column.ROUND, Column.PLACE, Column.ABOUT, Column.DISPOSITION, Column.ANSWER}
    | {Column.COMMENTS, Column.PEOPLE, *RAW}
)
"""What may stand in a table of groups."""
