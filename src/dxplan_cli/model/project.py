"""Related projects of a year (関連事業): counts per theme and the ones that are named."""

from __future__ import annotations

from dxplan_cli.model.place import Placed
from dxplan_cli.value import Value


class ProjectCount(Value, kw_only=True):
    """How many projects a theme has; None is the printed 「‐」."""

    field: str
    title: str
    about: tuple[str, ...] = ()
    count: int | None = None


class Project(Value, kw_only=True):
    """A named project."""

    id: str
    title: str
    field: str
    about: tuple[str, ...] = ()
    summary: str | None = None


class ProjectList(Placed, kw_only=True):
    """The projects of one year; `total` is the printed total, checked by sum-mismatch."""

    year: str
    title: str | None = None
    note: str | None = None
    total: int | None = None
    counts: tuple[ProjectCount, ...] = ()
    projects: tuple[Project, ...] = ()
