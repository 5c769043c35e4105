"""Names of members: how the entry of a list is read, and where names stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import texts, tries

from dxplan_cli.text.names import Name, find_names, index_names, read_names
from dxplan_cli.text.narrow import narrow

LISTED = """
    山田　太郎             | 山田 太郎
    山田太郎               | 山田 太郎
    髙橋 真                | 高橋 真
    林修                   | 林 修
    小笠原 みちる          | 小笠原 みちる
    山田 玲於奈            | 山田 玲於奈
    山田太郎（会長）       | 山田 太郎
    対馬一                 | 対馬一
    ジョン・スミス         | ジョン・スミス
    佐々木                 | 佐々木 *
"""

NOTED = """
    野々村委員             | 野々村 *
    係長の笹川             | 笹川 *
    企画課 山田            | 山田 *
    山田 太郎 様           | 山田 太郎
    商工会議所 山田太郎    | 山田 太郎
    山田委員、佐藤委員     | 山田 *、佐藤 *
    匿名                   | 匿名 *
    県民Ａ                 | 県民A *
    会長                   |
"""
"""`*` stands for: a surname, the rest is not known."""


def shown(name: Name) -> str:
    return " ".join(filter(None, (name.family, name.given, "" if name.is_full else "*")))


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip("\n").splitlines() if line.strip()]


@pytest.mark.parametrize(("written", "read"), rows(LISTED))
def test_an_entry_of_a_list_of_members(written: str, read: str) -> None:
    assert "、".join(map(shown, read_names(written, is_listed=True))) == read


@pytest.mark.parametrize(("written", "read"), rows(NOTED))
def test_who_is_noted_with_an_opinion(written: str, read: str) -> None:
    assert "、".join(map(shown, read_names(written))) == read


MEMBERS = tuple(
    name
    for written in ("山田　太郎", "林修", "高橋　真", "青森　花子", "ジョン・スミス", "佐々木 みちる", "五十嵐")
    for name in read_names(written, is_listed=True)
)

FOUND = """
    山田太郎             | 山田太郎
    山田　太郎委員       | 山田　太郎
    山　田　太　郎       | 山　田　太　郎
    山田氏太郎           | 山田氏太郎
    委員山田太郎が       | 山田太郎
    山田さんは           | 山田さん
    山田委員の           | 山田委員
    会長山田氏は         | 山田氏
    商工会の山田様       | 山田様
    座長 山田会長        | 山田会長
    五十嵐先生           | 五十嵐先生
    林修さん             | 林修
    髙橋真               | 髙橋真
    高橋先生             | 高橋先生
    ジョン・スミス氏     | ジョン・スミス
    山田\N{VARIATION SELECTOR-1}太郎 | 山田\N{VARIATION SELECTOR-1}太郎
"""

NOT_FOUND = """
    山田        | 山田町        | 山田様々    | 小山田さん   | 山林修復     | 林業の修了
    青森        | 青森県        | 青森委員会  | 青森さんぽ   | 青森氏名     | 青森市長
    高橋建設    | 高橋様式      | 中高橋先生  | 佐々木町の山田地区         | 五十嵐浜
    林修造      | 大林修一      | 高橋        | 野々村さん   | 太郎さん     | 真
"""


@pytest.mark.parametrize(("text", "words"), rows(FOUND))
def test_a_name_is_found_as_written(text: str, words: str) -> None:
    assert [text[start:end] for start, end in find_names(index_names(MEMBERS), narrow(text))] == [words]


@pytest.mark.parametrize("text", [cell for row in rows(NOT_FOUND) for cell in row])
def test_a_place_of_the_same_name_is_left_alone(text: str) -> None:
    assert list(find_names(index_names(MEMBERS), narrow(text))) == []


@given(texts, texts, st.text("　 ", max_size=2), st.sampled_from(("", "様", "氏", "さん", "委員", "先生")))
@tries()
def test_a_full_name_is_found_wherever_it_stands(before: str, after: str, blanks: str, honorific: str) -> None:
    assume("山田" not in before)
    text = f"{before}山田{blanks}太郎{honorific}{after}"
    start = len(before)
    assert (start, start + 4 + len(blanks)) in list(find_names(index_names(MEMBERS), narrow(text)))


@given(st.lists(st.sampled_from((*MEMBERS, Name("鰐渕", "一"))), unique=True), texts)
@tries()
def test_the_order_of_the_names_does_not_matter(names: list[Name], text: str) -> None:
    written = narrow(f"{text}山田太郎と鰐渕さん{text}")
    assert list(find_names(index_names(names), written)) == list(find_names(index_names(names[::-1]), written))
