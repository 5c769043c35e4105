"""Tracked changes in LibreOffice: accepting all gives the revised draft, rejecting all the base."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from member_cases import CASES, Case, member_file, whole
from programs import dxplan, faults

from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.revisions import accept_all, reject_all
from dxplan_cli.intake.word.text import paragraph_texts

if TYPE_CHECKING:
    from programs import LibreOffice, Reading, Revisions

pytestmark = pytest.mark.office

EITHER_WAY = pytest.mark.parametrize(("revisions", "clean"), [("accept", "accepted"), ("reject", "rejected")])
EVERY_CASE = pytest.mark.parametrize("case", [*CASES, whole()], ids=lambda case: case.name)


@pytest.fixture(scope="session")
def redlines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The shipped plan's redline in its tracked, accepted and rejected form."""
    folder = tmp_path_factory.mktemp("redlines")
    for manner in ("tracked", "accepted", "rejected"):
        dxplan("docx", "redline", f"--{manner}", "-o", folder / f"{manner}.docx")
    return {path.stem: path for path in folder.iterdir()}


def said(reading: Reading) -> list[tuple[str, bool]]:
    """Return what is said, and whether in a table; LibreOffice leaves empty lines beside tables behind."""
    return [(paragraph.text, paragraph.table) for paragraph in reading.paragraphs if paragraph.text]


@pytest.mark.parametrize("manner", ["tracked", "accepted", "rejected"])
def test_the_validator_finds_nothing_in_the_redline(redlines: dict[str, Path], manner: str) -> None:
    assert faults(redlines[manner]) == []


def test_the_redline_is_tracked(libreoffice: LibreOffice, redlines: dict[str, Path]) -> None:
    assert libreoffice.read(redlines["tracked"]).left > 0


@EITHER_WAY
def test_the_redline_becomes_the_clean_paper(
    libreoffice: LibreOffice, redlines: dict[str, Path], revisions: Revisions, clean: str
) -> None:
    settled = libreoffice.read(redlines["tracked"], revisions)

    assert settled.left == 0
    assert said(settled) == said(libreoffice.read(redlines[clean]))


def test_the_clean_papers_differ(libreoffice: LibreOffice, redlines: dict[str, Path]) -> None:
    assert said(libreoffice.read(redlines["accepted"])) != said(libreoffice.read(redlines["rejected"]))


@EVERY_CASE
@EITHER_WAY
def test_a_members_file_reads_alike_everywhere(
    libreoffice: LibreOffice, tmp_path: Path, case: Case, revisions: Revisions, clean: str
) -> None:
    path = tmp_path / "member.docx"
    path.write_bytes(member_file(case))
    expected: tuple[str, ...] = getattr(case, clean)

    settled = libreoffice.read(path, revisions)

    assert settled.left == 0
    assert tuple(text for text, _ in said(settled)) == expected
    assert our_reading(path, revisions) == expected


def our_reading(path: Path, revisions: Revisions) -> tuple[str, ...]:
    settle = accept_all if revisions == "accept" else reject_all
    texts = paragraph_texts(settle(open_word(path.read_bytes()).body))
    return tuple(text for text in texts if text)


@EVERY_CASE
def test_the_validator_finds_nothing_in_a_members_file(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "member.docx"
    path.write_bytes(member_file(case))

    assert faults(path) == []
