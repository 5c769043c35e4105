"""Headings nobody agreed on: known where they are sure, else listed with how to name the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from register_files import excel

from dxplan_cli.errors import UnreadableFileError, UsageError
from dxplan_cli.intake.comments import Columns, read_comments
from dxplan_cli.intake.register.header import meaning_of, parse_mapping
from dxplan_cli.intake.register.table import open_table
from dxplan_cli.model.column import Column

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = {
    Column.TEXT: "提出意見 ご意見の内容 県民からの意見 県民等からのご意見 寄せられた意見の概要 意見・要望 意見・提案 自由記述欄 主な意見 提出された意見"
    " 委員の意見 質問・意見 発言要旨 市町村意見 いただいたご意見 意見の内容（原文）",
    Column.ANSWER: "県の考え方 ご意見に対する県の考え方 市の考え方 企画政策部の考え方 事務局回答 考え方（案）",
    Column.PLACE: "該当箇所 意見の該当箇所 該当ページ 該当する章・節 対象項目 関係する章",
    Column.KEY: "受付番号 意見No. 受理番号 No. №",
}  # fmt: skip
OTHERS = "理由 感想 備考 意見区分 意見の種類 意見の有無 意見への対応 受付日 意見を提出した理由 意見・理由 その他 資料 件名 提出方法"


@pytest.mark.parametrize(("column", "headings"), KNOWN.items())
def test_what_a_heading_surely_means(column: Column, headings: str) -> None:
    for heading in headings.split():
        meaning = meaning_of(heading)
        assert (heading, meaning and meaning[1]) == (heading, column)


@pytest.mark.parametrize("heading", OTHERS.split())
def test_what_is_not_sure_means_nothing(heading: str) -> None:
    assert meaning_of(heading) is None


UNKNOWN = (("受付", "提出物", "氏名の欄"), ("1", "除雪をもっと早めてほしいと思います", "甲"))


@pytest.mark.parametrize("data", [excel(UNKNOWN), "\n".join(map(",".join, UNKNOWN)).encode("cp932")])
def test_of_an_unknown_table_the_headings_and_the_remedy_are_said(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="意見の表が見つかりません") as caught:
        open_table(data, {})

    hint = caught.value.hint or ""
    assert "受付、提出物、氏名の欄" in hint
    assert "--map 意見=提出物" in hint
    assert open_table(data, parse_mapping(["意見=提出物"])).entries.entries[0].values[Column.TEXT].startswith("除雪")


def test_a_heading_that_is_hard_to_type_is_named_by_its_letter() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        open_table(excel([("番号", "あなたが 思うこと\n（自由に）"), ("1", "除雪")]), {})

    assert "--map 意見=B" in (caught.value.hint or "")


def test_the_headings_below_a_title_are_those_listed() -> None:
    with pytest.raises(UnreadableFileError, match="意見の表") as caught:
        open_table(excel([("集計表",), (), ("受付", "提出物"), ("1", "除雪")]), {})

    assert "3行目にあった見出し：受付、提出物。" in (caught.value.hint or "")


def test_a_title_that_sounds_like_a_heading_is_none() -> None:
    table = open_table(excel([("県民からの意見",), ("番号", "提出意見"), ("1", "除雪")]), {})

    assert [entry.row for entry in table.entries.entries] == [3]


def test_of_two_columns_that_could_be_the_user_chooses() -> None:
    data = excel([("番号", "県民の意見", "市町村の意見"), ("1", "甲", "乙")])
    with pytest.raises(UsageError, match="意見の列がどれか決まりません（県民の意見、市町村の意見）") as caught:
        open_table(data, {})

    assert "--map 意見=県民の意見" in (caught.value.hint or "")
    chosen = open_table(data, parse_mapping(["意見=市町村の意見"]))
    assert chosen.entries.entries[0].values[Column.TEXT] == "乙"


def test_the_column_to_be_named_may_be_called_by_any_of_its_names() -> None:
    assert parse_mapping(["該当箇所=場所", "受付番号＝A", "考え方=B"]) == {
        Column.PLACE: "場所",
        Column.KEY: "A",
        Column.ANSWER: "B",
    }


@pytest.mark.parametrize("heading", KNOWN[Column.TEXT].split())
def test_raw_comments_are_found_under_the_same_headings(heading: str, tmp_path: Path) -> None:
    file = tmp_path / "意見.csv"
    file.write_text(f"番号,{heading}\n1,除雪\n", encoding="utf-8")

    assert [comment.text for comment in read_comments(file, Columns())] == ["除雪"]


def test_raw_comments_under_unknown_headings(tmp_path: Path) -> None:
    file = tmp_path / "意見.csv"
    file.write_text("受付,提出物\n1,除雪\n", encoding="utf-8")
    with pytest.raises(UsageError, match="意見の列が見つかりません") as caught:
        list(read_comments(file, Columns()))

    assert "--column 提出物" in (caught.value.hint or "")
    assert "受付、提出物" in (caught.value.hint or "")
