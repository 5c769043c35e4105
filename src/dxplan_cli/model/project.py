"""Related projects of a year (関連事業): counts per theme and the ones that are named."""

from __future__ import annotations

from dataclasses import dataclass, field

from dxplan_cli.model.place import NOWHERE, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCount:
    """How many projects a theme has; None is the printed 「‐」."""

    field: str
    title: str
    about: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A named project."""

    id: str
    title: str
    field: str
    about: tuple[str, ...] = ()
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectList:
    """The projects of one year; `total` is the printed total, checked by sum-mismatch."""

    year: str
    title: str | None = None
    note: str | None = None
    total: int | None = None
    counts: tuple[ProjectCount, ...] = ()
    projects: tuple[Project, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
