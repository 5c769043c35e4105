"""The names of the editions on the command line."""

from __future__ import annotations

from dxplan_cli.errors import UsageError
from dxplan_cli.papers.edition import Edition

_EDITIONS = {
    **{edition.value: edition for edition in Edition},
    "committee": Edition.COMMITTEE,
    "public": Edition.PUBLIC,
}


def edition_of(name: str | None) -> Edition:
    """Return the edition of a name, by default the committee's.

    Raises:
        UsageError: the name means none.
    """
    edition = _EDITIONS.get(name.strip().lower()) if name is not None else Edition.COMMITTEE
    if edition is None:
        message = f"--edition の「{name}」は使えません"
        raise UsageError(message, f"使える語：{'、'.join(_EDITIONS)}")
    return edition
