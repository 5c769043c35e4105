"""Editions: the same paper for the committee, or for the public without anything internal."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """Whom a paper is for; the value is what papers print."""

    COMMITTEE = "委員会用"
    PUBLIC = "公表用"

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may read the paper."""
        return self is Edition.PUBLIC
