"""The digest of a draft: what changes it and what does not."""

from __future__ import annotations

import pytest

from dxplan_cli.model.digest import digest_of_draft
from dxplan_cli.model.node import (
    Alternative,
    AnyNode,
    Box,
    Figure,
    Item,
    Kpi,
    Measure,
    Paragraph,
    Row,
    Section,
    Table,
    Todo,
)
from dxplan_cli.model.place import Place
from dxplan_cli.model.plan import Draft
from dxplan_cli.value import replace

ITEM = Item(id="item", text="農業", todo=Todo(what="更新"), alternatives=(Alternative(text="漁業"),), draft_page=3)
FARMS, SHOPS = Row(key="r", cells=("農業", None)), Row(key="s", cells=(1, 1.0))
TABLE = Table(id="table", columns=("項目", "数"), rows=(FARMS, SHOPS))
KPI = Kpi(id="kpi", serves=("item",), target=Measure(year=2028, value=0))
FIGURE = Figure(id="figure", title="図", boxes=(Box(title="本部"), Box(title="幹事会", under="本部")))
NODES: tuple[AnyNode, ...] = (ITEM, TABLE, KPI, FIGURE)


def draft(*nodes: AnyNode, **more: object) -> Draft:
    chapter = Section(id="chapter", title="章", children=nodes)
    return replace(Draft(id="a", label="素案", chapters=(chapter,)), **more)  # type: ignore[arg-type]


def test_the_digest_of_a_draft_never_changes_between_versions_of_dxplan() -> None:
    assert digest_of_draft(draft(*NODES)) == "7fab93fdfd3621f7fa76fe6871dd53c83d86d7768e4105bede7dd81573303cfc"


def test_the_place_in_a_file_and_what_is_said_about_the_draft_do_not_count() -> None:
    moved = tuple(replace(node, place=Place("elsewhere.yaml", 99)) for node in NODES)
    assert digest_of_draft(draft(*moved, id="b", label="確定版", frozen="00", date="７月")) == digest_of_draft(
        draft(*NODES)
    )


@pytest.mark.parametrize(
    "others",
    [
        NODES[1:],
        (TABLE, ITEM, KPI, FIGURE),
        (replace(ITEM, text="農 業"), TABLE, KPI, FIGURE),
        (replace(ITEM, id="item-2"), TABLE, KPI, FIGURE),
        (replace(ITEM, draft_page=4), TABLE, KPI, FIGURE),
        (Paragraph(id="item", text="農業", todo=ITEM.todo, alternatives=ITEM.alternatives, draft_page=3), *NODES[1:]),
        (ITEM, replace(TABLE, rows=(replace(FARMS, cells=("農業",)), SHOPS)), KPI, FIGURE),
        (ITEM, replace(TABLE, rows=(FARMS, replace(SHOPS, cells=(1, "1.0")))), KPI, FIGURE),
        (ITEM, TABLE, replace(KPI, target=Measure(year=2028)), FIGURE),
        (ITEM, TABLE, replace(KPI, target=Measure(), baseline=KPI.target), FIGURE),
        (ITEM, TABLE, KPI, replace(FIGURE, boxes=(Box(title="本部"), Box(title="幹事会")))),
    ],
)
def test_any_other_difference_changes_the_digest(others: tuple[AnyNode, ...]) -> None:
    assert digest_of_draft(draft(*others)) != digest_of_draft(draft(*NODES))


def test_a_text_that_is_no_unicode_still_has_a_digest() -> None:
    assert digest_of_draft(draft(Item(id="x", text="\ud800"))) != digest_of_draft(draft(Item(id="x", text="\ud801")))
