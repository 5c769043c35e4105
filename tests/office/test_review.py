"""What members edit in LibreOffice, in a paper of ours, comes back as exactly what they edited."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from cli_process import PLAN_DATA, digest
from programs import dxplan

if TYPE_CHECKING:
    from pathlib import Path

    from programs import LibreOffice

pytestmark = pytest.mark.office

HANAKO, ICHIRO = "青森花子", "津軽一郎"
EDITS = (
    ("replace", "誰でも簡単に", "誰でも手軽に"),
    ("insert", "最適化して活用する", "ことを検討する"),
    ("delete", "不安を感じずに"),
    ("paragraph", "日常生活が便利に"),
    ("enter", "新しい技術を使いこなせない人", "相談窓口を設ける。"),
    ("comment", "プランに掲げるめざす姿を実現", "費用はだれが負担しますか"),
    ("settled", "積極的に活用する", "誤字でした"),
    ("replace", "アウトルックレポート2022", "アウトルックレポート2023"),
    ("replace", "その他", "その他の分野"),
)
PROPOSED = {
    ("data-1", "「簡単」を「手軽」に修正"),
    ("jinzai-saiteki", "「…ジタル人材を最適化して活用する」の後に「ことを検討する」を追加"),
    ("daredemo-1", "「不安を感じずに」を削除"),
    ("kiban-1", "「信頼性が高いマイナンバーカードや公的個人認証サービスによって、日常生活が便利になっている。」を削除"),
    ("daredemo", "「新しい技術を使いこなせない人も取り残されないよう、様々なサポ…」の後に「相談窓口を設ける。」を追加"),
    ("kiban-2", "費用はだれが負担しますか"),
    ("present-seisan-1", "「（出典：アウトルックレポート2022）」：「2022」を「2023」に修正"),
    ("projects-sangyo-table", "表「事業数」のその他の分野の項目を「その他」から「その他の分野」に修正"),
}


@pytest.fixture
def heard(tmp_path: Path) -> Path:
    """The shipped plan, heard on its latest draft."""
    shutil.copytree(PLAN_DATA, data := tmp_path / "plan-data", ignore=shutil.ignore_patterns(".dxplan"))
    (data / "rounds/iinkai-3.yaml").write_text("kind: 委員会\ntitle: 第３回委員会\ndraft: shusei\n", encoding="utf-8")
    return data


def told(heard: Path, file: Path, *options: str) -> dict:
    return json.loads(dxplan("review", file, "--data", heard, "--format", "json", *options))


def said(record: dict) -> set[tuple[str, str]]:
    return {("・".join(each["about"]), each["text"]) for each in record["opinions"]}


@pytest.mark.parametrize("paper", [("redline", "--tracked"), ("redline",), ("clean",), ("packet",)], ids=" ".join)
def test_what_a_member_edits_is_proposed_once(
    libreoffice: LibreOffice, heard: Path, tmp_path: Path, paper: tuple[str, ...]
) -> None:
    dxplan("docx", *paper, "--data", heard, "-o", sent := tmp_path / "資料.docx")
    libreoffice.edit(sent, EDITS, returned := tmp_path / "返送.docx", HANAKO)
    before = digest(heard)

    trial = told(heard, returned, "--dry-run")

    assert digest(heard) == before
    assert said(trial) == PROPOSED
    assert (len(trial["opinions"]), trial["unplaced"], trial["settled"]) == (len(PROPOSED), [], 1)
    assert {each["member"] for each in trial["opinions"]} == {HANAKO}
    assert said(told(heard, returned)) == PROPOSED
    written = digest(heard)
    again = told(heard, returned)
    assert (again["opinions"], again["known"], digest(heard)) == ([], len(PROPOSED), written)


def test_what_was_edited_there_stands_in_the_next_draft_once_it_is_adopted(
    libreoffice: LibreOffice, heard: Path, tmp_path: Path
) -> None:
    dxplan("docx", "redline", "--tracked", "--data", heard, "-o", sent := tmp_path / "資料.docx")
    libreoffice.edit(sent, EDITS, returned := tmp_path / "返送.docx", HANAKO)
    taken = told(heard, returned)["opinions"]
    dxplan("draft", "new", "saishu", "--label", "最終案", "--data", heard)
    dxplan("opinions", "decide", *(each["id"] for each in taken if each["proposal"]), "--adopt", "--data", heard)

    changes = json.loads(dxplan("diff", "shusei", "saishu", "--format", "json", "--data", heard))["changes"]

    after = {each["node"]: each["after"] for each in changes}
    assert after.keys() > {"data-1", "jinzai-saiteki", "daredemo-1", "kiban-1", "projects-sangyo-table"}
    assert len(after) == len([each for each in taken if each["proposal"]]) == 6
    assert "誰でも手軽に" in after["data-1"]
    assert after["kiban-1"] is None
    assert "相談窓口を設ける。" in after.values()


def test_the_next_member_in_the_same_file_adds_only_what_is_new(
    libreoffice: LibreOffice, heard: Path, tmp_path: Path
) -> None:
    dxplan("docx", "redline", "--tracked", "--data", heard, "-o", sent := tmp_path / "資料.docx")
    libreoffice.edit(sent, EDITS, first := tmp_path / "一人目.docx", HANAKO)
    told(heard, first)
    more = (("insert", "限られたデジタル人材", "（県職員を含む）"), ("comment", "ことを検討する", "検討では遅いです"))
    libreoffice.edit(first, more, second := tmp_path / "二人目.docx", ICHIRO)

    record = told(heard, second)

    assert said(record) == {
        ("jinzai-saiteki", "「限られたデジタル人材」の後に「（県職員を含む）」を追加"),
        ("jinzai-saiteki", "検討では遅いです"),
    }
    assert {each["member"] for each in record["opinions"]} == {ICHIRO}
    assert record["known"] == len(PROPOSED)


def test_a_paper_only_opened_and_saved_proposes_nothing(libreoffice: LibreOffice, heard: Path, tmp_path: Path) -> None:
    dxplan("docx", "redline", "--tracked", "--data", heard, "-o", sent := tmp_path / "資料.docx")
    libreoffice.edit(sent, [("insert", "この言葉はどこにもない", "甲")], returned := tmp_path / "返送.docx", HANAKO)
    record = told(heard, returned)
    assert (record["opinions"], record["unplaced"], record["known"]) == ([], [], 0)
