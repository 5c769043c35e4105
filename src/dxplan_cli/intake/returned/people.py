"""Who is who: names of authors, however wide or spaced they are spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.text.keys import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


def person_of(author: str) -> str:
    """Return what all spellings of a name share; empty for nobody."""
    return "".join(fold(author).split())


def people_of(authors: Iterable[str]) -> dict[str, str]:
    """Return the people there are, each with the name as it is spelled first."""
    named: dict[str, str] = {}
    for author in authors:
        named.setdefault(person_of(author), " ".join(author.split()))
    return named
