"""The 意見対応表 filled in and saved by LibreOffice comes back as it was filled in."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest
from cli_process import PLAN_DATA, digest
from filled_papers import Sheet, edited
from programs import dxplan
from test_files_read import save_anew

from dxplan_cli.store.load import load_plan

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

pytestmark = pytest.mark.office


def fill(root: etree._Element, *, tracked: bool) -> None:
    sheet = Sheet(root)
    sheet.write(7, {"対応区分": "参考", "対応・考え方": "今後の\n参考とします"}, tracked=tracked)
    sheet.write(8, {"対応区分": "〃", "対応・考え方": "No.7と同じ"}, tracked=tracked)
    sheet.add({"章・項目（頁）": "農林水産業", "意見": "農家の声を聴いてほしい", "対応区分": "反映"})


@pytest.mark.parametrize("edition", ["委員会用", "公表用"])
def test_the_unfilled_paper_changes_nothing(edition: str, tmp_path: Path) -> None:
    shutil.copytree(PLAN_DATA, data := tmp_path / "plan-data")
    dxplan("docx", "responses", "--data", data, "--edition", edition, "-o", paper := tmp_path / "表.docx")
    before = digest(data)
    told = dxplan("opinions", "import", "--data", data, save_anew(paper))
    assert "新しい意見 0件　書き換え 0件　変わりなし 40件　取り込めない行 0行" in told
    assert digest(data) == before


@pytest.mark.parametrize("tracked", [False, True])
def test_what_is_filled_in_comes_back(tracked: bool, tmp_path: Path) -> None:
    shutil.copytree(PLAN_DATA, data := tmp_path / "plan-data")
    dxplan("docx", "responses", "--data", data, "-o", paper := tmp_path / "表.docx")
    paper.write_bytes(edited(paper.read_bytes(), partial(fill, tracked=tracked)))
    saved = save_anew(paper)
    assert "新しい意見 1件　書き換え 2件　変わりなし 38件" in dxplan("opinions", "import", "--data", data, saved)
    opinions = load_plan(data).opinions
    assert (opinions[6].disposition, opinions[6].answer) == ("参考", "今後の\n参考とします")
    assert (opinions[7].disposition, opinions[7].answer, opinions[7].same_as) == ("参考", None, opinions[6].id)
    assert (opinions[40].text, opinions[40].about, opinions[40].disposition) == (
        "農家の声を聴いてほしい",
        ("norin",),
        "反映",
    )
    assert "変わりはありません" in dxplan("opinions", "import", "--data", data, saved)
