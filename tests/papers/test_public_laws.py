"""Laws of the public edition, for any internal words: no paper has them, and none is suspected of it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_plans import ALL_KINDS
from strategies import fragments, tries
from town_plan import TOWN

from dxplan_cli.app.produced import check_papers
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.model.opinion import Internal
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from paper_plans import Case

HEARD = TOWN.at(3)
tellings = st.text("鼎鼓鼠鼻黽黍黹", min_size=3, max_size=6)
"""Words that stand nowhere else, and so tell where they come from."""
secrets = st.builds("{}{}{}".format, fragments, tellings, fragments)


def with_internal(case: Case, values: list[str]) -> Case:
    """Note the values with every opinion, one after the other: who said it, how to reach them, who heard it."""
    noted = [Internal(member=values[0], contact=values[1], heard_by=values[2])] * len(case.opinions)
    opinions = zip(case.opinions, noted, strict=True)
    return replace(case, opinions=tuple(replace(opinion, internal=internal) for opinion, internal in opinions))


def held_in(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize("manner", [Manner.MARKED, Manner.TRACKED])
@given(st.lists(tellings, min_size=3, max_size=3), fragments)
@tries(0.2)
def test_whatever_is_internal_is_in_no_public_paper(manner: Manner, values: list[str], around: str) -> None:
    case = with_internal(HEARD, [f"{around}{value}{around}" for value in values]).published()
    for kind in ALL_KINDS if manner is Manner.MARKED else ("redline",):
        held = held_in(render_docx(case.make(kind), manner))
        assert [value for value in values if value.encode() in held] == []


@given(st.lists(secrets, min_size=3, max_size=3))
@tries(0.2)
def test_public_papers_pass_their_own_check(tmp_path_factory: pytest.TempPathFactory, values: list[str]) -> None:
    case = with_internal(HEARD, values).published()
    folder = tmp_path_factory.mktemp("papers")
    for kind in ("agenda", "responses", "changes"):
        (folder / f"{kind}.docx").write_bytes(render_docx(case.make(kind)))

    assert check_papers(folder, Inspection(case.plan, is_public=True), ()).findings == ()
