"""Texts that are hard on a word processor: every paper opens, validates and says what the plan says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hostile_plans import FORBIDDEN, LONG, READABLE, VERY_LONG, write_long_plan, write_plan
from programs import dxplan, faults

from dxplan_cli.papers.catalogue import PAPERS
from dxplan_cli.text.unseen import without_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from programs import LibreOffice

    Maker = Callable[[str], Mapping[str, Path]]

pytestmark = pytest.mark.office

PLANS = {"readable": READABLE, "forbidden": FORBIDDEN, "long": LONG}
TRACKED = "tracked"
MANNERS = (TRACKED, "accepted", "rejected")
KINDS = (*(paper.kind for paper in PAPERS), *MANNERS)


class Wanted(NamedTuple):
    """A paper of one of the plans."""

    plan: str
    kind: str

    def __str__(self) -> str:
        return f"{self.plan}-{self.kind}"


EVERY_PAPER = pytest.mark.parametrize("wanted", [Wanted(plan, kind) for plan in PLANS for kind in KINDS], ids=str)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """All papers of one of the plans by their kind, made once by the real command."""
    made: dict[str, dict[str, Path]] = {}

    def of(plan: str) -> Mapping[str, Path]:
        if plan not in made:
            folder = tmp_path_factory.mktemp(plan)
            made[plan] = make_papers(write_plan(folder / "data", PLANS[plan]), folder)
        return made[plan]

    return of


def make_papers(data: Path, folder: Path) -> dict[str, Path]:
    lines = dxplan("docx", "all", "--data", data, "-o", folder).splitlines()
    papers = {paper.kind: Path(line.split("\t")[1]) for paper, line in zip(PAPERS, lines, strict=True)}
    for manner in MANNERS:
        papers[manner] = folder / f"{manner}.docx"
        dxplan("docx", "redline", f"--{manner}", "--data", data, "-o", papers[manner])
    return papers


@EVERY_PAPER
def test_the_validator_finds_nothing(hostile: Maker, wanted: Wanted) -> None:
    assert faults(hostile(wanted.plan)[wanted.kind]) == []


@EVERY_PAPER
def test_it_can_be_printed(libreoffice: LibreOffice, hostile: Maker, tmp_path: Path, wanted: Wanted) -> None:
    pdf = tmp_path / "paper.pdf"

    libreoffice.read(hostile(wanted.plan)[wanted.kind], pdf=pdf)

    assert pdf.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize(("revisions", "clean"), [("accept", "accepted"), ("reject", "rejected")])
def test_the_redline_becomes_the_clean_paper(
    libreoffice: LibreOffice, hostile: Maker, plan: str, revisions: str, clean: str
) -> None:
    settled = libreoffice.read(hostile(plan)[TRACKED], revisions)

    assert settled.left == 0
    assert [text for text in settled.texts if text] == [
        text for text in libreoffice.read(hostile(plan)[clean]).texts if text
    ]


@pytest.mark.parametrize("name", [*READABLE, *LONG])
def test_what_can_be_written_is_written_as_it_is_read(libreoffice: LibreOffice, hostile: Maker, name: str) -> None:
    plan = "readable" if name in READABLE else "long"
    text = without_unseen(PLANS[plan][name])

    texts = libreoffice.read(hostile(plan)["clean"]).texts

    assert texts.count(text) >= 2, "as an item and in a cell"
    assert f"県は{text}進める。" in texts


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_cannot_be_written_leaves_the_rest(libreoffice: LibreOffice, hostile: Maker, name: str) -> None:
    sentences = [text for text in libreoffice.read(hostile("forbidden")["clean"]).texts if text.startswith("県は")]

    words = {"control": "鐘\ufffdと縦\nと色\ufffd[31mと\ufffdと\ufffdと\ufffd", "surrogates": "片割れ\ufffdと\ufffd"}
    assert any(words.get(name, "前後に空き") in sentence for sentence in sentences)


@pytest.fixture(scope="session")
def long_papers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("long")
    return make_papers(write_long_plan(folder / "data"), folder)


@pytest.mark.parametrize("kind", KINDS)
def test_the_validator_finds_nothing_in_a_very_long_paragraph(long_papers: Mapping[str, Path], kind: str) -> None:
    assert faults(long_papers[kind]) == []


def test_a_very_long_paragraph_is_printed_whole(
    libreoffice: LibreOffice, long_papers: Mapping[str, Path], tmp_path: Path
) -> None:
    reading = libreoffice.read(long_papers["rejected"], pdf=tmp_path / "paper.pdf")

    assert VERY_LONG in reading.texts
    assert reading.pages > 50


def test_changes_in_a_very_long_paragraph_are_taken_back(
    libreoffice: LibreOffice, long_papers: Mapping[str, Path]
) -> None:
    assert VERY_LONG in libreoffice.read(long_papers[TRACKED], "reject").texts
