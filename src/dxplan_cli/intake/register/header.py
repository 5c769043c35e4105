"""Finding the columns of a table by their headings, in one row or two, whoever made the table."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UsageError
from dxplan_cli.intake.register.grid import column_letters
from dxplan_cli.intake.register.merged import spread_headings
from dxplan_cli.model.column import OF_OPINIONS, Column
from dxplan_cli.text.keys import fold
from dxplan_cli.text.search import search_key
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dxplan_cli.intake.register.grid import Grid

_HEAD_ROWS: Final = 30
_BRACKETED = re.compile(r"\([^()]*\)")
_NAMES: Final[Mapping[Column, str]] = {
    Column.ID: "意見id 識別子",
    Column.ROUND: "意見聴取の機会 聴取機会 機会",
    Column.PLACE: "章項目 項目 該当箇所 該当項目 該当部分 意見箇所 対象箇所 箇所",
    Column.ABOUT: "",
    Column.TEXT: "意見内容 意見の内容 意見本文 意見の本文 本文 意見等 意見の要旨 意見要旨 意見の概要 ご意見 御意見"
    " ご意見の内容 御意見の内容 意見・提案 コメント 代表の意見",
    Column.DISPOSITION: "対応の区分 区分 対応 反映区分 反映状況",
    Column.ANSWER: "対応考え方 対応の考え方 対応方針 対応案 考え方 県の考え方 事務局の考え方 意見に対する考え方 回答",
    Column.SAME_AS: "同一意見 同じ意見のid",
    Column.LABELS: "修正の印",
    Column.MEMBER: "委員名 氏名 お名前 名前 発言者 提出者 意見提出者",
    Column.CONTACT: "電話番号 メールアドレス 電話 メール",
    Column.HEARD_BY: "聞き取り者 聞取者 聴取担当者",
    Column.STAMP: "",
    Column.COMMENTS: "意見の件数 意見数",
    Column.PEOPLE: "意見者数 提出者数",
    Column.UNNAMED: "",
    Column.RAW_ROWS: "",
    Column.RAW_KEYS: "",
    Column.KEY: "No. No 番号 受付番号 管理番号 意見番号 通し番号 連番 受付No 受付No. 意見No 意見No. 整理No 整理No."
    " 受理番号 登録番号 回答番号 項番 通番 件番 回答ID",
}
"""Other headings of a column, the likelier ones first; its own comes before all of them."""


def _key(heading: str) -> str:
    """Return a heading as it is compared: as what is searched, so that no writing of it counts."""
    return search_key(heading)


_PEOPLE: Final = (
    "(?:(?:一般)?(?:県民|市民|町民|村民|住民|国民|道民|都民|府民|区民|利用者|参加者|出席者|応募者|提出者|回答者|有識者|委員)"
    "|(?:関係)?(?:団体|機関|市町村|部局|各課|課)|皆様|皆さま|みなさま|みなさん)(?:等|各位)?"
)
_GIVEN: Final = "(?:提出|寄せられた|いただいた|頂いた|出された|出た|あった|主な|具体的な|自由)"
_SAID: Final = "(?:ご|御)?(?:意見|提案|提言|要望|質問|感想|コメント|発言|自由記述)(?:等|など)?"
_SHAPES: Final[Mapping[Column, re.Pattern[str]]] = {
    Column.TEXT: re.compile(
        f"(?:{_PEOPLE})?(?:から)?の?(?:{_GIVEN}(?:された)?)?の?(?!(?:ご|御)?(?:質問|感想)\\Z){_SAID}(?:[・/,、及びや又は]+{_SAID})*"
        "の?(?:内容|概要|要旨|要点|本文|全文|詳細|原文|記入|記述|記載|抜粋)?欄?"
    ),
    Column.ANSWER: re.compile(
        "(?:(?:ご|御)?意見(?:等)?に対する)?(?:[^の・/]{0,8}[県市町村都道府国課局部室庁会側者]の?)?"
        "(?:対応(?:及び|・|や|と|の)?)?(?:考え方|考えかた|回答|見解|対応方針|対応案|対応内容)(?:及び対応|・対応)?(?:案|\\(案\\))?"
    ),
    Column.PLACE: re.compile(
        "(?:(?:ご|御)?意見(?:の|に))?(?:該当|対象|関係|関連|意見)(?:する|の)?(?:箇所|個所|か所|ヵ所|ヶ所|ケ所|部分|項目|章|節|ページ|頁)"
        "(?:[・/,、及び]+(?:箇所|項目|章|節|ページ|頁|行))*(?:名|等|番号)?"
    ),
}
"""Headings that are made of known words; less sure than a known name."""
_SHAPED: Final = 1000
_RANKED: Final[Mapping[str, tuple[int, Column]]] = {
    _key(name): (rank, column)
    for column, names in _NAMES.items()
    for rank, name in enumerate((column.value, *names.split()))
}


class Header(Value):
    """Where the headings stand, which column holds what, and all headings, by column.

    `rivals` are the columns that could as well be that of the opinions; of one known by name there are none.
    """

    last_row: int
    columns: Mapping[Column, int]
    headings: Mapping[int, str]
    rivals: tuple[int, ...] = ()

    @property
    def unmapped(self) -> tuple[int, ...]:
        """The columns with a heading that nobody asked for."""
        mapped = set(self.columns.values())
        return tuple(column for column in self.headings if column not in mapped)


_OF_PERSONS: Final = re.compile(
    "(?:(?:ご|お|御|代表者?の?|(?:意見)?提出者の?|回答者の?|担当者の?)*"
    "(?:氏名|名前|姓名|姓|氏|ふりがな|フリガナ|よみがな|カナ|住所地?|居住地|番地|郵便番号|〒|(?:携帯|自宅)?電話(?:番号)?|携帯(?:番号)?"
    "|tel(?:番号)?|fax(?:番号)?|ファッ?クス(?:番号)?|(?:電子|e)?-?メール(?:アドレス)?|e?-?mail(?:アドレス|address)?|連絡先|生年月日"
    "|委員名?|発言者|(?:意見)?提出者名?))"
)
_AND = re.compile("[・/,、&+]|及び|又は|または|および|と")


def is_of_persons(heading: str) -> bool:
    """Tell whether a column says who somebody is or how to reach them: 氏名, 住所（市町村まで）, 電話・メール."""
    parts = _AND.split(_BRACKETED.sub("", _key(heading)))
    return any(_OF_PERSONS.fullmatch(part) for part in parts)


def place_written(place: str, heading: str) -> str:
    """Return what stands in a column of places so that it says itself what it is: 15 under 該当ページ is 15頁."""
    is_of_pages = "頁" in heading or "ページ" in fold(heading)
    return f"{place.strip()}頁" if is_of_pages and fold(place).strip().isdecimal() else place


def parse_mapping(options: Iterable[str], among: Collection[Column] = OF_OPINIONS) -> dict[Column, str]:
    """Read options such as ``意見=本文``: what is wanted of `among`, and the heading or the letter of its column.

    Raises:
        UsageError: an option means nothing, or two mean the same.
    """
    known = {name: column for name, (_, column) in _RANKED.items() if column in among}
    own = [column.value for column in Column if column in among]
    wanted: dict[Column, str] = {}
    for option in options:
        name, _, heading = option.partition("=" if "=" in option else "＝")
        column = known.get(_key(name))
        if column is None or not heading.strip():
            message = f"--map の「{option}」が読めません"
            raise UsageError(
                message,
                f"「意見=本文」のように書いてください。左に書ける語：{'、'.join(own)}",
            )
        if column in wanted:
            message = f"--map で「{column}」が二度指定されています"
            raise UsageError(message, "どちらか一つにしてください")
        wanted[column] = heading.strip()
    return wanted


def find_header(grid: Grid, wanted: Mapping[Column, str], among: Collection[Column] = OF_OPINIONS) -> Header | None:
    """Return the heading of a table: the rows near its top in which the most columns of `among` are known, or None.

    A table without the words or the ids of opinions is none of opinions.
    """
    rows = grid.rows[:_HEAD_ROWS]
    single = [_header(row.number, dict(enumerate(row.cells)), {}, wanted, among) for row in rows]
    double = [
        _header(lower.number, spread_headings(grid, upper), dict(enumerate(lower.cells)), wanted, among)
        for upper, lower in pairwise(rows)
        if lower.number == upper.number + 1
    ]
    candidates = [each for each in (*single, *double) if {Column.TEXT, Column.ID} & each.columns.keys()]
    return max(candidates, key=lambda each: (len(each.columns), len(each.headings) > 1), default=None)


def _header(
    last_row: int,
    upper: Mapping[int, str],
    lower: Mapping[int, str],
    wanted: Mapping[Column, str],
    among: Collection[Column],
) -> Header:
    headings: dict[int, str] = {}
    for column in sorted({*upper, *lower}):
        parts = [part.strip() for part in (upper.get(column, ""), lower.get(column, "")) if part.strip()]
        if parts:
            headings[column] = "　".join(dict.fromkeys(parts))
    columns = _columns(headings, wanted, among)
    shaped = [at for at, heading in headings.items() if meaning_of(heading) == (_SHAPED, Column.TEXT)]
    is_doubtful = Column.TEXT not in wanted and columns.get(Column.TEXT) in shaped and len(shaped) > 1
    return Header(last_row, columns, headings, tuple(shaped) if is_doubtful else ())


def _columns(headings: Mapping[int, str], wanted: Mapping[Column, str], among: Collection[Column]) -> dict[Column, int]:
    columns = {column: at for column, heading in wanted.items() if (at := _find(heading, headings)) is not None}
    best: dict[Column, tuple[int, int]] = {}
    for at, heading in headings.items():
        meant = meaning_of(heading)
        if meant is not None and meant[1] in among and at not in columns.values():
            rank, column = meant
            best[column] = min(best.get(column, (rank, at)), (rank, at))
    return {column: at for column, (_, at) in best.items()} | columns


def _find(heading: str, headings: Mapping[int, str]) -> int | None:
    """Return the column of a heading, or of a letter where no heading is that."""
    keys = {at: _key(each) for at, each in headings.items()}
    named = [at for at, key in keys.items() if key == _key(heading)]
    lettered = [at for at in headings if column_letters(at).lower() == _key(heading)]
    return next(iter((*named, *lettered)), None)


def meaning_of(heading: str) -> tuple[int, Column] | None:
    """Return what a heading of one or two rows means, and how unlikely that is: joined, the lower alone, without remarks."""
    whole = _key(heading)
    lower = _key(heading.rpartition("　")[2])
    keys = (whole, lower, _BRACKETED.sub("", whole), _BRACKETED.sub("", lower))
    for key in keys:
        if key in _RANKED:
            return _RANKED[key]
    for key in keys:
        for column, shape in _SHAPES.items():
            if shape.fullmatch(key):
                return _SHAPED, column
    return None


def refuse_rivals(header: Header) -> None:
    """Refuse a table of which nobody knows which column holds the opinions.

    Raises:
        UsageError: names the columns.
    """
    if header.rivals:
        names = [" ".join(header.headings[at].split()) for at in header.rivals]
        message = f"意見の列がどれか決まりません（{'、'.join(names)}）"
        raise UsageError(message, f"--map 意見={names[0]} のように、どの列かを指定してください")


def refuse_unfound(header: Header, wanted: Mapping[Column, str]) -> None:
    """Refuse a table that has not the headings named by hand.

    Raises:
        UsageError: names the first that is missing, and those there are.
    """
    for column, heading in wanted.items():
        if column not in header.columns or _find(heading, header.headings) is None:
            message = f"「{column}」に使う列「{heading}」が表にありません"
            raise UsageError(message, f"表の見出し：{'、'.join(dict.fromkeys(header.headings.values()))}")
    repeated = [at for at, count in Counter(header.columns.values()).items() if count > 1]
    if repeated:
        names = "・".join(column for column, at in header.columns.items() if at == repeated[0])
        message = f"列「{header.headings[repeated[0]]}」が二つの意味（{names}）で使われています"
        raise UsageError(message, "--map で別の列を指定してください")
