"""Word files damaged or made to harm, through every command that reads them: done, or refused in Japanese.

Every file follows from its number. `make fuzz` tries many more; DXPLAN_FUZZ=17-18 tries one again.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import PLAN_DATA
from strategies import dice

from dxplan_cli.app.add_opinion import Chance
from dxplan_cli.app.documents import Order, make_documents
from dxplan_cli.app.drafts import NewDraft
from dxplan_cli.app.import_draft import NewImport, import_draft
from dxplan_cli.app.import_report import draw_text
from dxplan_cli.app.init import NewPlan, init
from dxplan_cli.app.manuscripts import View
from dxplan_cli.app.opinions_import import ImportOrder, propose_import
from dxplan_cli.app.pair import Names, compare_pair
from dxplan_cli.app.returned_table import is_returned_table
from dxplan_cli.app.review import ReviewOrder, draw_lines, review
from dxplan_cli.app.workspace import open_plan
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
CHANCE = Chance(datetime(2024, 1, 1, tzinfo=UTC), secrets.choice)
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


@pytest.fixture
def small_plan(tmp_path: Path) -> Path:
    """A plan that costs next to nothing, so that what is counted is what the file costs."""
    init(tmp_path / "計画", NewPlan("試し"))
    return tmp_path / "計画"


def tasks(given: Path, sound: Path, random: Random, root: Path = PLAN_DATA) -> Mapping[str, Callable[[], object]]:
    """Return everything that is done with a file somebody sent."""
    data = given.read_bytes()
    view = random.choice((View.ACCEPTED, View.REJECTED))
    names = random.choice(((sound, given), (given, sound)))
    base, revised = (each.as_posix() for each in names)
    kind = random.choice(("comparison", "redline", "changes", "clean"))
    order = Order(kind=kind, out=given.with_name("out.docx"), base=base, revised=revised, view=view)
    plan = open_plan(root)
    returned = ReviewOrder(file=given, round=plan.rounds[0].id, takes_settled=view is View.ACCEPTED)
    return {
        "comments": lambda: read_comments(open_word(data)),
        "lint": lambda: lint(data),
        "disclose": lambda: disclose_word(data),
        "opinions import": lambda: propose_import(root, ImportOrder(file=given, round=plan.rounds[0].id)),
        "diff": lambda: compare_pair(None, None, Names(base=base, revised=revised, view=view)),
        "docx": lambda: make_documents(None, order),
        "is table": lambda: is_returned_table(root, given),
        "review": lambda: [*draw_lines(review(root, returned, CHANCE, is_trial=True))],
        "import --match": lambda: import_draft(
            PLAN_DATA, incoming(given, view, base=plan.drafts[0].id, is_trial=True), CHANCE.pick
        ),
        "import": lambda: bring_in(given, view),
    }


def incoming(given: Path, view: View, base: str | None = None, *, is_trial: bool = False) -> NewImport:
    return NewImport(
        file=str(given), draft=NewDraft("todoita", given.stem, base), view=view, least=0.0, is_trial=is_trial
    )


def bring_in(given: Path, view: View) -> None:
    """Import a file into a new plan; what was written can be read and compared."""
    with tempfile.TemporaryDirectory(dir=given.parent) as folder:
        root = Path(folder)
        init(root, NewPlan("試し"))
        imported = import_draft(root, incoming(given, view), CHANCE.pick)
        list(draw_text(imported, folder))
        try:
            plan = open_plan(root)
            compare_pair(plan, root, Names(base=plan.drafts[0].id, revised="todoita"))
        except DxplanError as error:
            message = "what was imported cannot be read"
            raise AssertionError(message) from error


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
def test_no_file_takes_more_effort_than_its_size(
    number: int, seeds: tuple[bytes, ...], small_plan: Path, tmp_path: Path
) -> None:
    random = dice(-number)
    _, blob = mutate(seeds[number % 3], random)
    given, sound = tmp_path / "届いた.docx", tmp_path / "元.docx"
    given.write_bytes(blob)
    sound.write_bytes(seeds[number % 3])
    for task in tasks(given, sound, random, small_plan).values():
        do_or_refuse(task)
        assert effort(partial(do_or_refuse, task)) < 400_000 + 100 * len(blob)


def test_every_mutation_is_tried() -> None:
    names = (*MARKUP, *PACKAGE, *CONTAINER, *TEXT)
    seed = word_file(REVISED + TABLE, COMMENTED)
    told = "、".join(mutate(seed, dice(number))[0] for number in range(800))
    assert [name for name in names if name not in told] == []
