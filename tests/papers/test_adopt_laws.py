"""What a member wrote and the office adopts stands in the next draft, linked: text, trace and check agree."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from strategies import tries
from test_review_laws import PLAN_DATA, edits, real_paper, said, text

from dxplan_cli.app.add_opinion import Chance
from dxplan_cli.app.adopt_proposals import adopt
from dxplan_cli.app.check import check
from dxplan_cli.app.drafts import NewDraft, new_draft
from dxplan_cli.app.printed import print_draft
from dxplan_cli.app.review import ReviewOrder, review
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.store.load import load_plan
from intake.member import Desk

KEPT = ("dangling-id", "kind-mismatch", "quote-not-found", "suspect-link", "unexplained-change", "unfulfilled-opinion")
CLOCK = datetime(2023, 11, 1, 9, 0, tzinfo=UTC)


def prepared(folder: Path) -> Path:
    """The real plan, heard on its latest draft, with the next draft begun."""
    root = folder / "plan-data"
    shutil.copytree(PLAN_DATA, root, ignore=shutil.ignore_patterns(".dxplan"))
    (root / "rounds/iinkai-3.yaml").write_text("kind: 委員会\ntitle: 第３回委員会\ndraft: shusei\n", encoding="utf-8")
    new_draft(root, NewDraft(id="saishu", label="最終案"))
    return root


def findings(root: Path) -> list[str]:
    """What of the promises about the next draft is not kept."""
    return [f"{each.code}: {each.message}" for each in check(root, KEPT).findings]


def unsourced(texts: list[str]) -> list[str]:
    """The texts without the 出典 of each, which keeps to its text: nothing can be put between the two."""
    return [each for each in texts if not each.startswith("（出典：")]


@given(st.data())
@tries(0.3)
def test_what_members_propose_stands_in_the_next_draft_once_it_is_adopted(data: st.DataObject) -> None:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    done = data.draw(edits(desk))
    is_one_by_one = data.draw(st.booleans())
    with TemporaryDirectory() as folder:
        root = prepared(Path(folder))
        before = findings(root)
        file = Path(folder) / "返送.docx"
        file.write_bytes(desk.saved())
        pick = random.Random(0).choice  # noqa: S311 - ids that come again
        found = review(root, ReviewOrder(file=file), Chance(CLOCK, pick), is_trial=False)
        ids = tuple(each.opinion.id for each in found.new)
        for group in [(each,) for each in ids] if is_one_by_one else [ids]:
            adopt(root, group, None, pick)
        plan = load_plan(root)
        final = plan.draft("saishu")
        assert final is not None
        assert unsourced(said(print_draft(plan, final).chapters)) == unsourced(text(plan, desk.saved(), desk.author)), (
            done
        )
        assert findings(root) == before, done
