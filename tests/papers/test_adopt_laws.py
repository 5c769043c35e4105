"""What a member wrote and the office adopts stands in the next draft, linked: text, trace and check agree."""

from __future__ import annotations

import shutil
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from strategies import dice, tries
from test_review_laws import PLAN_DATA, edits, real_paper, said, text

from dxplan_cli.app.add_opinion import Chance
from dxplan_cli.app.adopt_proposals import adopt
from dxplan_cli.app.check import CheckOrder, check
from dxplan_cli.app.drafts import NewDraft, new_draft
from dxplan_cli.app.printed import print_draft
from dxplan_cli.app.review import ReviewOrder, review
from dxplan_cli.model.node import Table
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.store.load import load_plan
from intake.member import Desk, text_of, w

if TYPE_CHECKING:
    from lxml import etree

    from dxplan_cli.app.review import Review
    from dxplan_cli.model.plan import Plan

KEPT = ("dangling-id", "kind-mismatch", "quote-not-found", "suspect-link", "unexplained-change", "unfulfilled-opinion")
CLOCK = datetime(2023, 11, 1, 9, 0, tzinfo=UTC)
PICK = dice(1).choice


def prepared(folder: Path) -> Path:
    """The real plan, heard on its latest draft, with the next draft begun."""
    root = folder / "plan-data"
    shutil.copytree(PLAN_DATA, root, ignore=shutil.ignore_patterns(".dxplan"))
    (root / "rounds/iinkai-3.yaml").write_text("kind: 委員会\ntitle: 第３回委員会\ndraft: shusei\n", encoding="utf-8")
    new_draft(root, NewDraft(id="saishu", label="最終案"))
    return root


def taken_in(root: Path, desk: Desk) -> Review:
    """Save what is on the desk and read it back; what is new in it is written."""
    file = root.parent / "返送.docx"
    file.write_bytes(desk.saved())
    return review(root, ReviewOrder(file=file), Chance(CLOCK, PICK), is_trial=False)


def findings(root: Path) -> list[str]:
    """What of the promises about the next draft is not kept."""
    return [f"{each.code}: {each.message}" for each in check(root, CheckOrder(only=KEPT)).findings]


def own_words(texts: list[str]) -> list[str]:
    """The texts without the source and note of each, which keep to their text: nothing can be put between the two."""
    return [each for each in texts if not each.startswith(("（出典：", "※"))]


@given(st.data())
@tries(0.3)
def test_what_members_propose_stands_in_the_next_draft_once_it_is_adopted(data: st.DataObject) -> None:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    done = data.draw(edits(desk))
    is_one_by_one = data.draw(st.booleans())
    with TemporaryDirectory() as folder:
        root = prepared(Path(folder))
        before = findings(root)
        ids = [each.opinion.id for each in taken_in(root, desk).new]
        groups = [[each] for each in ids] if is_one_by_one else [ids]
        for group in groups if ids else []:
            adopt(root, group, None, Chance(CLOCK, PICK))
        plan = load_plan(root)
        final = plan.draft("saishu")
        assert final is not None
        there = own_words(said(print_draft(plan, final).chapters))
        assert there == own_words(text(plan, desk.saved(), desk.author)), done
        assert findings(root) == before, done


VALUES = ("18", "０", "約３割", "5.5", "なし", "", "[1, 2]", "'", "2028年度: 10")
Grids = list[list[list[str]]]


def drawn(desk: Desk) -> list[list[list[etree._Element]]]:
    """The cells of the plan's tables in a file, below their headings and above their sums, by table and row."""
    tables = [list(table.iter(w("tr"))) for table in desk.body.iter(w("tbl"))]
    grids = [[[next(cell.iter(w("p"))) for cell in row.iter(w("tc"))] for row in rows] for rows in tables]
    return [
        [row for row in grid[1:] if text_of(row[0]) != "計"] for grid in grids if text_of(grid[0][0]) in {"KPI", "項目"}
    ]


def printed(plan: Plan) -> Grids:
    """What stands in the same cells of the next draft on paper."""
    final = plan.draft("saishu")
    assert final is not None
    tables = [node for node in print_draft(plan, final).nodes() if isinstance(node, Table)]
    return [[[folded(cell) for cell in row.cells] for row in table.rows if row.key != "計"] for table in tables]


def folded(cell: object) -> str:
    return unicodedata.normalize("NFKC", "" if cell is None else str(cell))


@given(st.data(), st.sampled_from(["clean", "redline"]))
@tries(0.3)
def test_values_written_into_tables_stand_in_the_next_draft_once_they_are_adopted(
    data: st.DataObject, kind: str
) -> None:
    desk = Desk(real_paper(kind, Manner.TRACKED if kind == "redline" else Manner.MARKED))
    grids = drawn(desk)
    for _ in range(data.draw(st.integers(1, 4))):
        rows = data.draw(st.sampled_from(grids))
        row = data.draw(st.sampled_from(rows))
        at = data.draw(st.integers(0, len(row) - 1))
        kept = text_of(row[at]).find("（") if at == 0 else -1  # behind its name stands what a KPI measures
        desk.delete(row[at], 0, kept if kept >= 0 else len(text_of(row[at])))
        desk.insert(row[at], 0, data.draw(st.sampled_from(VALUES)))
    meant = [[[folded(text_of(cell)) for cell in row] for row in rows] for rows in grids]
    with TemporaryDirectory() as folder:
        root = prepared(Path(folder))
        before = findings(root)
        found = taken_in(root, desk)
        assert found.unplaced == (), meant
        if found.new:
            adopt(root, [each.opinion.id for each in found.new], None, Chance(CLOCK, PICK))
        assert printed(load_plan(root)) == meant
        assert findings(root) == before, meant
