"""The values a finished file is read as, whatever kind of file it is."""

from __future__ import annotations

from dxplan_cli.value import Value


class Statement(Value):
    """Words and where they stand, in Japanese (本文の3番目の段落); `line` is 0 where a file has no lines.

    `is_roster` says that they stand in a list of persons: a table with the heading 氏名.
    """

    where: str
    text: str
    line: int = 0
    is_roster: bool = False


class Credit(Value):
    """Who a file says made something of it: `what` is 作成者, コメントの作成者 …."""

    what: str
    name: str


class Disclosure(Value):
    """All that a file tells. `parts` are the texts of its parts by name, markup and all, for what no reader shows."""

    statements: tuple[Statement, ...]
    credits: tuple[Credit, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
