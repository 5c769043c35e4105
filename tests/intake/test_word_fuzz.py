"""Word files damaged or made to harm, through every command that reads them: done, or refused in Japanese.

Every file follows from its number. `make fuzz` tries many more; DXPLAN_FUZZ=17-18 tries one again.
"""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import PLAN_DATA
from strategies import dice

from dxplan_cli.app.documents import Order, make_documents
from dxplan_cli.app.manuscripts import View
from dxplan_cli.app.opinions_import import ImportOrder, propose_import
from dxplan_cli.app.pair import Names, compare_pair
from dxplan_cli.errors import DxplanError
from dxplan_cli.intake.disclosure.word import disclose_word
from dxplan_cli.intake.word.comments import read_comments
from dxplan_cli.intake.word.lint import lint
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.papers.revisions import Manner
from effort import effort
from intake.mutations import CONTAINER, MARKUP, PACKAGE, TEXT, mutate
from intake.test_manuscript_word import CASES, ENTRIES, PARTS
from intake.word_files import word_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

FIRST, _, LAST = os.environ.get("DXPLAN_FUZZ", "0-60").partition("-")
JAPANESE = re.compile("[ぁ-ん]")
FOREIGN = re.compile("192\\.0\\.2\\.1|passwd")
TABLE = (
    "<tbl><tr><tc><p>{No.}</p></tc><tc><p>{意見}</p></tc><tc><p>{対応区分}</p></tc><tc><p>{考え方}</p></tc></tr>"
    "<tr><tc><tcPr><vMerge val='restart'/></tcPr><p>{1}</p></tc><tc><p>{中小企業の新しい分野}</p></tc><tc><p>{反映}</p></tc><tc><p/></tc></tr>"
    "<tr><tc><p>{2}</p></tc><tc><tcPr><gridSpan val='1'/></tcPr><p>{雪の道を}</p><tbl><tr><tc><p>{内}</p></tc></tr></tbl></tc>"
    "<tc><p>{〃}</p></tc><tc><p><ins id='7' author='甲'>{No.1と同じ}</ins></p></tc></tr></tbl>"
)
COMMENTED = {
    "word/comments.xml": "<comments><comment id='1' author='甲'><p>{どうか}</p></comment><comment id='2' author='乙'><p>{はい}</p></comment></comments>",
    "word/footnotes.xml": "<footnotes><footnote id='3'><p>{注}</p></footnote></footnotes>",
}
REVISED = (
    "<p><commentRangeStart id='1'/><ins id='11' author='甲'>{新}</ins><del id='12' author='乙'>[古]</del><commentRangeEnd id='1'/>"
    "<r><commentReference id='1'/></r></p><p><moveFrom id='13' author='甲'>{動}</moveFrom></p><p><moveTo id='14' author='甲'>{動}</moveTo></p>"
)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ...]:
    """Sound files: small ones with everything in them, the papers of the real plan."""
    folder = tmp_path_factory.mktemp("papers")
    make_documents(PLAN_DATA, Order(kind="all", out=folder))
    make_documents(PLAN_DATA, Order(kind="redline", out=folder / "tracked.docx", manner=Manner.TRACKED))
    papers = [file.read_bytes() for file in sorted(folder.iterdir())]
    whole = "".join(short for short, _ in CASES.values())
    small = (
        word_file(whole + REVISED, {**PARTS, **COMMENTED}, ENTRIES),
        word_file(REVISED + TABLE, COMMENTED),
        word_file(TABLE),
    )
    return (*small, *small, *small, *papers)


@pytest.fixture(scope="module")
def watched() -> list[str]:
    """What is opened, asked for in the net or run while files are read."""
    seen: list[str] = []

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "urllib.")):
            seen.append(event)
        elif event == "open" and FOREIGN.search(str(arguments[0])):
            seen.append(str(arguments[0]))

    sys.addaudithook(note)
    return seen


def tasks(given: Path, sound: Path, random: Random) -> Mapping[str, Callable[[], object]]:
    """Return everything that is done with a file somebody sent."""
    data = given.read_bytes()
    view = random.choice((View.ACCEPTED, View.REJECTED))
    names = random.choice(((sound, given), (given, sound)))
    base, revised = (each.as_posix() for each in names)
    kind = random.choice(("comparison", "redline", "changes", "clean"))
    order = Order(kind=kind, out=given.with_name("out.docx"), base=base, revised=revised, view=view)
    return {
        "comments": lambda: read_comments(open_word(data)),
        "lint": lambda: lint(data),
        "disclose": lambda: disclose_word(data),
        "import": lambda: propose_import(PLAN_DATA, ImportOrder(file=given, round="2023-kikitori")),
        "diff": lambda: compare_pair(None, None, Names(base=base, revised=revised, view=view)),
        "docx": lambda: make_documents(None, order),
    }


def do_or_refuse(task: Callable[[], object]) -> None:
    """Do a task; a refusal is in Japanese and says what to do."""
    refusal: DxplanError | None = None
    try:
        task()
    except DxplanError as error:
        refusal = error
    assert refusal is None or (JAPANESE.search(refusal.message) and JAPANESE.search(refusal.hint))


@pytest.mark.parametrize("number", range(int(FIRST), int(LAST)))
def test_a_file_is_read_or_refused(number: int, seeds: tuple[bytes, ...], watched: list[str], tmp_path: Path) -> None:
    random = dice(number)
    seed = random.choice(seeds)
    told, blob = mutate(seed, random)
    given, sound = tmp_path / "届いた.docx", tmp_path / "元.docx"
    given.write_bytes(blob)
    sound.write_bytes(seed)
    for name, task in tasks(given, sound, random).items():
        try:
            do_or_refuse(task)
        except Exception as error:
            error.add_note(f"{name} of file {number}: {told}")
            raise
    assert watched == []


def unpacked(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(entry.file_size for entry in packed.infolist())


@pytest.mark.parametrize("number", range(8))
def test_no_file_takes_more_effort_than_its_size(number: int, seeds: tuple[bytes, ...], tmp_path: Path) -> None:
    random = dice(-number)
    _, blob = mutate(seeds[number % 3], random)
    given, sound = tmp_path / "届いた.docx", tmp_path / "元.docx"
    given.write_bytes(blob)
    sound.write_bytes(seeds[number % 3])
    for task in tasks(given, sound, random).values():
        do_or_refuse(task)
        assert effort(partial(do_or_refuse, task)) < 400_000 + 100 * len(blob)


def test_every_mutation_is_tried() -> None:
    names = (*MARKUP, *PACKAGE, *CONTAINER, *TEXT)
    seed = word_file(REVISED + TABLE, COMMENTED)
    told = "、".join(mutate(seed, dice(number))[0] for number in range(800))
    assert [name for name in names if name not in told] == []
