"""A finished file that has anything internal is found out, whatever the words are and however Word cuts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import fragments, tries
from word_files import word_file

from dxplan_cli.app.produced import check_papers
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.model.opinion import Internal, Opinion
from dxplan_cli.model.plan import Plan, Settings

MARKUP = dict.fromkeys(map(ord, "{}[]<>&\n"), "")
secrets = st.builds("{}{}{}".format, fragments, st.text("鼎鼓鼠鼻黽黍黹", min_size=3, max_size=6), fragments).map(
    lambda text: text.translate(MARKUP).strip()
)
"""Words with something in them that stands nowhere else."""


def plan_with(internal: Internal) -> Plan:
    opinion = Opinion(id="1", round="r", text="意見", internal=internal)
    return Plan(settings=Settings(title="計画", drafts=()), drafts=(), opinions=(opinion,))


@given(st.lists(secrets, min_size=3, max_size=3, unique=True), st.integers(0, 2), st.integers(1, 5))
@tries(0.5)
def test_whatever_is_internal_is_found(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], chosen: int, cut: int
) -> None:
    said = values[chosen]
    folder = tmp_path_factory.mktemp("papers")
    runs = "".join(f"{{{each}}}" for each in (said[:cut], said[cut:]) if each)
    (folder / "資料.docx").write_bytes(word_file(f"<p>{{何もない}}</p><p>{{前}}{runs}{{後}}</p>"))
    member, contact, heard_by = values
    inspection = Inspection(plan_with(Internal(member=member, contact=contact, heard_by=heard_by)), is_public=True)

    found = check_papers(folder, inspection, ()).findings

    assert found
    assert all("本文の2番目の段落に" in finding.message for finding in found)


@given(secrets, fragments)
@tries(0.5)
def test_what_the_plan_publishes_is_no_secret(tmp_path_factory: pytest.TempPathFactory, value: str, other: str) -> None:
    plan = plan_with(Internal(heard_by=value))
    said = Opinion(id="2", round="r", text=f"{other}{value}{other}")
    folder = tmp_path_factory.mktemp("papers")
    (folder / "資料.txt").write_text(value, encoding="utf-8")
    published = Plan(settings=plan.settings, drafts=(), opinions=(*plan.opinions, said))

    found = check_papers(folder, Inspection(published, is_public=True), ()).findings

    assert [finding.message for finding in found if "内部情報" in finding.message] == []
