"""The preview of `dxplan site --serve`: the pages as the plan's files are now, kept until these change."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from dxplan_cli.app.site import build_site
from dxplan_cli.errors import DxplanError, FaultyDataError
from dxplan_cli.render.html.pages import Live, render_folder
from dxplan_cli.store.files import STATE_FOLDER
from dxplan_cli.store.listing import list_files
from dxplan_cli.value import Mutable, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from dxplan_cli.app.site import Built, Wish

_STATE_DIGITS = 16
_HERE = "."


class Preview(Mutable):
    """The pages of a plan, made anew when its files have changed.

    While the plan cannot be read, the last pages stay, with what is wrong above them.
    """

    root: Path
    wish: Wish
    built: Built | None = None
    state: str = ""
    pages: Mapping[str, bytes] = field(default_factory=dict)

    def refresh(self) -> None:
        """Make the pages anew if a file has changed since.

        Raises:
            DxplanError: the plan could not be read yet at all; later this is told in the pages.
        """
        state = state_of(self.root)
        if state == self.state:
            return
        trouble: tuple[str, ...] = ()
        try:
            self.built = build_site(self.root, self.wish)
        except DxplanError as error:
            if self.built is None:
                raise
            trouble = tuple(told_lines(error))
        self.pages = render_folder(self.built.site, self.built.images, Live(state, trouble))
        self.state = state


def state_of(root: Path) -> str:
    """Return one value for the names, times and sizes of all files of a plan.

    Raises:
        DataError: the system refuses to list a folder.
    """
    own = f"{_HERE}/{STATE_FOLDER}"
    files = sorted((name, key) for name, key in list_files(root, _HERE).items() if not name.startswith(own))
    return hashlib.sha256(repr(files).encode("utf-8", "surrogateescape")).hexdigest()[:_STATE_DIGITS]


def told_lines(error: DxplanError) -> Iterator[str]:
    """Yield a failure in lines: what, where, the line itself, what to do."""
    yield error.message
    for fault in error.faults if isinstance(error, FaultyDataError) else ():
        yield f"{fault.place}: {fault.message}"
        yield from (f"| {fault.excerpt.strip()}",) if fault.excerpt else ()
        yield from (f"→ {fault.hint}",) if fault.hint else ()
    if error.hint:
        yield f"→ {error.hint}"
