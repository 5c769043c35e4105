"""Telephone numbers, mail and postal addresses: what is one, and the many things that look like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import rewidth, texts, tries

from dxplan_cli.text.contacts import mail_addresses, postal_addresses, telephone_numbers
from dxplan_cli.text.narrow import narrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FINDERS: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "電話": telephone_numbers,
    "メール": mail_addresses,
    "住所": postal_addresses,
}

FOUND = {
    "電話": """
        017-700-1234              | 017-700-1234
        ０１７－７００－１２３４  | ０１７－７００－１２３４
        ０１７ー７００ー１２３４  | ０１７ー７００ー１２３４
        017‐700‐1234（代表）      | 017‐700‐1234
        ℡0172−00−1234             | 0172−00−1234
        01200-5-6789              | 01200-5-6789
        03-0000-5678              | 03-0000-5678
        (017)700-1234             | (017)700-1234
        017（700）1234            | 017（700）1234
        窓口（017-700-1234）      | 017-700-1234
        0177001234                | 0177001234
        090-0000-5678             | 090-0000-5678
        連絡先は090 0000 5678です | 090 0000 5678
        ０９０００００５６７８    | ０９０００００５６７８
        0120-000-456              | 0120-000-456
        0120000456                | 0120000456
        0570-000-345              | 0570-000-345
        0800-000-4567             | 0800-000-4567
        +81-17-700-1234           | +81-17-700-1234
        +81 (0)17 700 1234        | +81 (0)17 700 1234
        TEL017-700-1234           | 017-700-1234
        Tel. 017-700-1234         | 017-700-1234
        FAX:017-700-8000          | 017-700-8000
        電話番号0177001234        | 0177001234
        電話 00-1111              | 00-1111
        電話：700-1234            | 700-1234
        内線1234                  | 内線1234
    """,
    "メール": """
        taro@example.jp                           | taro@example.jp
        ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ            | ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ
        メールはtaro.a+x@sub.example.lg.jpまで    | taro.a+x@sub.example.lg.jp
        taro(at)example.jp                        | taro(at)example.jp
        taro [at] example.jp                      | taro [at] example.jp
        問合せ先/taro@example.jp                  | taro@example.jp
    """,
    "住所": """
        〒000-0000                            | 〒000-0000
        〒０００−００００                     | 〒０００−００００
        青森県青森市長島一丁目1番1号          | 青森県青森市長島一丁目1番1号
        青森県青森市長島１－１－１            | 青森県青森市長島１－１－１
        家は青森県八戸市内丸1-1です           | 青森県八戸市内丸1-1
        青森県弘前市大字上白銀町1番地1        | 青森県弘前市大字上白銀町1番地1
        青森県上北郡野辺地町字野辺地123-1     | 青森県上北郡野辺地町字野辺地123-1
        東京都千代田区霞が関2-1-2             | 東京都千代田区霞が関2-1-2
        北海道札幌市中央区北3条西6丁目1-1     | 北海道札幌市中央区北3条西6丁目1-1
        むつ市中央一丁目8番1号                | むつ市中央一丁目8番1号
        つがる市木造若緑61番地1               | つがる市木造若緑61番地1
    """,
}

NOT_FOUND = """
    2023-04-01          | 令和6年             | ２０２４年４月１日   | R6.4.1～R7.3.31      | 2024-2028
    99.98%              | 1,234,567円         | 0.0123456789         | KPI 0.12-0.345       | 10:30-17:15
    平成15年法律第57号  | JIS X 0213:2004     | ISBN 978-4-00-000000-0 | 0-306-40615-2      | 第010-2023-0012号
    030-8570            | 012-345-678         | 0012-345-6789        | 10-1234-5678         | 017-700-99999
    品番 012-345-6789   | 品番：0123456789    | No.0123456789        | 契約番号0312345678   | 法人番号1234567890123
    03-1234-5678-9      | 1234-5678-9012      | 03-12345-678         | 090-123-456          | 04-2023
    https://example.jp/?id=0123456789           | https://example.jp/09012345678.html
    https://user@example.jp/                    | user@localhost       | @handle              | @user@example.jp
    電話相談 2023-2024  | 電話：2019-2023     | 電話2回線            | 内線は3回線          | 内線20台
    3-1-2               | 第2章 3-1           | 資料１－２           | 100-200-3000         | 5-10-15計画
    青森市              | 青森県青森市        | 青森県立中央病院     | 青森県青森市の人口は27-28万人
    青森県内40市町村    | 青森市新町一丁目地区の再開発               | 仙台市青葉区一番町   | 青森県内市町村2-3団体
    青森市が1番         | 八戸市議案第3-1号   | 青森市人口10-20人    | 青森県計画2024-2028  | 青森市基本計画第3-1
    むつ市の第5-2-1     | 五所川原市三番館    | 八戸市の国道45号     | 三市町村の十番目     | 青森市が進める5-10-15計画
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def found_in(kind: str, text: str) -> list[str]:
    return [text[start:end] for start, end in FINDERS[kind](narrow(text))]


@pytest.mark.parametrize(
    ("kind", "text", "words"), [(kind, *row) for kind, table in FOUND.items() for row in rows(table)]
)
def test_it_is_found_as_written(kind: str, text: str, words: str) -> None:
    assert found_in(kind, text) == [words]


@pytest.mark.parametrize(
    ("kind", "text", "words"), [(kind, *row) for kind, table in FOUND.items() for row in rows(table)]
)
def test_it_is_found_in_the_middle_of_a_sentence(kind: str, text: str, words: str) -> None:
    assert words in found_in(kind, f"詳しくは、{text}（平日のみ）。")


@pytest.mark.parametrize("text", [cell for row in rows(NOT_FOUND) for cell in row])
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert {kind: found_in(kind, text) for kind in FINDERS} == {kind: [] for kind in FINDERS}


@given(st.integers(1, 99).filter(lambda area: area % 10), st.integers(0, 999), st.integers(0, 9999))
@tries()
def test_every_number_of_an_area_is_found_in_any_width(area: int, exchange: int, number: int) -> None:
    written = f"0{area:02}-{exchange:03}-{number:04}"
    expected = [] if written.startswith("00") else [written]
    assert found_in("電話", written) == expected
    assert found_in("電話", rewidth(written)) == [rewidth(each) for each in expected]


@given(texts)
@tries()
def test_narrowing_keeps_every_offset(text: str) -> None:
    assert len(narrow(text)) == len(text)
    assert narrow(narrow(text)) == narrow(text)


@given(texts, st.sampled_from(sorted(FINDERS)))
@tries()
def test_what_is_found_has_a_number_or_a_sign_of_mail_in_it(text: str, kind: str) -> None:
    for words in found_in(kind, text):
        assert re.search("[0-9〇一二三四五六七八九十百]|@", narrow(words))
