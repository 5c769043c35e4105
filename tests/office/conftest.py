"""The papers of the shipped plan, made once, and one LibreOffice for all tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from programs import TRACKED, LibreOffice, dxplan
from sheets import Printed, print_paper

from dxplan_cli.papers.edition import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibreOffice]:
    program = LibreOffice(tmp_path_factory.mktemp("profiles"))
    yield program
    program.stop()


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every paper of the latest meeting in every edition, as `dxplan docx all` writes them; by edition and title."""
    folder = tmp_path_factory.mktemp("papers")
    made: dict[str, Path] = {}
    for edition in Edition:
        lines = dxplan("docx", "all", "--edition", edition.value, "-o", folder / edition.value).splitlines()
        made |= {f"{edition.value} {title}": Path(path) for title, path in (line.split("\t") for line in lines)}
    dxplan("docx", "redline", "--tracked", "-o", tracked := folder / "tracked.docx")
    return {**made, TRACKED: tracked}


@pytest.fixture(scope="session")
def printed(
    libreoffice: LibreOffice, papers: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Printed]:
    """A paper as it comes out of the printer, each printed once."""
    folder = tmp_path_factory.mktemp("printed")
    done: dict[str, Printed] = {}

    def of(title: str) -> Printed:
        if title not in done:
            done[title] = print_paper(libreoffice, papers[title], folder / f"{title}.pdf")
        return done[title]

    return of
