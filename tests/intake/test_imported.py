"""A file just imported as a draft does not differ from that draft, whatever pictures it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxplan_cli.app.drafts import NewDraft
from dxplan_cli.app.import_draft import NewImport, import_draft
from dxplan_cli.app.init import NewPlan, init
from dxplan_cli.app.pair import Names, compare_pair
from dxplan_cli.app.workspace import open_plan
from intake.test_manuscript_word import HEAD, cells, file, picture, styled, table

if TYPE_CHECKING:
    from pathlib import Path

PNG, EMF = picture("rId9"), picture("rId8")
BODIES = {
    "a picture": HEAD + f"<p>{PNG}</p>",
    "a picture alone": f"<p>{PNG}</p>",
    "one no paper can show": HEAD + f"<p>{{前}}</p><p>{EMF}</p><p>{{後}}</p>",
    "two of them, one with a caption": HEAD
    + f"<p>{EMF}</p>"
    + styled("a7", "{図１　体系}")
    + f"<p>{EMF}</p><p>{{後}}</p>",
    "both kinds": HEAD + f"<p>{PNG}</p><p>{{間}}</p><p>{EMF}</p>",
    "a table": HEAD + table(cells("甲", "乙"), cells("1", "2")),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_draft_just_imported_is_as_its_file(name: str, tmp_path: Path) -> None:
    given, root = tmp_path / "案.docx", tmp_path / "plan-data"
    given.write_bytes(file(BODIES[name]))
    init(root, NewPlan("試し"))
    import_draft(root, NewImport(file=str(given), draft=NewDraft("an", "案")))
    for base, revised in (("an", str(given)), (str(given), "an")):
        comparison = compare_pair(open_plan(root), root, Names(base=base, revised=revised)).trace.comparison
        assert comparison.changes == ()
