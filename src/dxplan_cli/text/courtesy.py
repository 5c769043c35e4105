"""Greetings, closings and offers of an opinion: clauses that say nothing of substance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.said import PAST, WISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.text.said import Said

_PEOPLE: Final = "(?:県民|市民|町民|村民|区民|住民|国民|道民|府民|都民)"
_SUBJECT: Final = "(?:計画|案|素案)"
_OFFER: Final = f"(?:申す 上げる|述べる|言う|出す|提出|送る|書く)(?: させる)?(?: {WISH}| {PAST})?"
_COURTESIES: Final = re.compile(
    "|".join(
        (
            f"今日は|今晩は|以上|{WISH}|以上 {WISH}",
            "(?:以下 )?(?:願い|願う|要望|希望|意見|提案)(?: 有る)?",
            f"(?:以上 )?(?:{_SUBJECT} )?(?:意見 )?(?:検討|参考|考慮|勘案)(?: {WISH})?",
            f"(?:{_PEOPLE} 一人 )?(?:初めて )?(?:(?:以下|下記|次) 通り )?(?:{_SUBJECT} )?意見 {_OFFER}",
        )
    )
)
"""What is said when an opinion is given, and no more."""
_GREETING: Final = frozenset(
    ["世話", "疲れ", "疲れる", "苦労", "有り難う", "感謝", "失礼", "拝見", "拝読", "恐縮", "恐れる"]
)
"""Words of which every other greeting or closing has one."""
_AROUND_GREETING: Final = frozenset(
    "いつ 何時 日頃 平素 大変 誠 今回 計画 案 素案 策定 作成 作る 仕事 意見 述べる 申す 上げる 出す 提出 機会 募集 忙しい 中 際 突然 長文 乱文"
    f" 担当 者 皆 皆様 各位 読む 引き続き 今後 誠に 入る 頂く メール パブリック コメント 文 {WISH} {PAST}".split()
)
"""What else a greeting is made of."""


def is_courtesy(clause: Sequence[Said]) -> bool:
    """Tell whether a clause is mere courtesy."""
    said = [word for word, _ in clause]
    if _COURTESIES.fullmatch(" ".join(said)):
        return True
    return bool(_GREETING.intersection(said)) and all(word in _GREETING or word in _AROUND_GREETING for word in said)
