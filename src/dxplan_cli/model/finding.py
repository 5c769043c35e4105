"""What is wrong with the data: findings of `check`, and faults that make a file unreadable."""

from __future__ import annotations

from enum import StrEnum

from dxplan_cli.model.place import Place
from dxplan_cli.value import Value


class Severity(StrEnum):
    """How much a finding weighs: an error contradicts, a warning needs a look, info is work left to do."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def japanese(self) -> str:
        """The word the user sees."""
        return {"error": "誤り", "warning": "注意", "info": "確認"}[self.value]


class Finding(Value):
    """One thing `check` has to say (指摘): rule code, weight, place, what and what to do, in Japanese."""

    code: str
    severity: Severity
    message: str
    hint: str
    place: Place
    node: str | None = None
    opinion: str | None = None
    excerpt: str = ""


class Fault(Value):
    """One reason to refuse a file: place, what is wrong, the line itself and the remedy, in Japanese."""

    place: Place
    message: str
    hint: str = ""
    excerpt: str = ""


class ReadingNote(Value, kw_only=True):
    """Something about how a file was read, to be told by the rule `code`, since rules open no file.

    `name` is the key whose value it is about, `words` what the rule has to show of it, `excerpt` the line itself.
    Where a value is read otherwise than it is written, `written` and `read` are the two.
    """

    code: str
    place: Place
    name: str
    words: str = ""
    excerpt: str = ""
    written: str = ""
    read: str = ""
