"""Answers to opinions (対応・考え方) as strings: what an answer says was done to the text, whatever its disposition says.

The patterns are those sentences of real 意見対応表 that leave no doubt; anything less certain is not judged.
"""

from __future__ import annotations

import re
from typing import Final

_DONE: Final = "(?:し|致し|いたし)まし?た|(?:し|致し|いたし)た(?:ところ|もの)?です"
_CHANGED: Final = re.compile(
    f"(?:文章|文言|表現|記述|記載|本文|案|御意見|ご意見|意見)?[をのとおり踏まえ、]*"
    f"(?:修正|追記|追加|加筆|削除|反映|変更|見直し)(?:{_DONE})"
    "|(?:書き加え|盛り込み|書き改め|改め|差し替え|加え)ました"
)
_DONE_ELSEWHERE: Final = re.compile("別の計画|ほかの計画|他の計画|別途|前回|以前|既に|すでに")
_UNCHANGED: Final = re.compile(
    "(?:対応|反映|修正|追記|変更|採用|お応え)(?:は|を|いた|致)?(?:でき|いたしかね|致しかね|しかね)(?:ません|ない|ます)"
    "|(?:修正|反映|変更)(?:は|を)?(?:行い|いた|致|し)(?:し|いた)?ません"
    "|(?:対応|反映|修正)は?(?:困難|難しい)"
    "|(?:原案|素案|案)のとおりと(?:します|いたします|させて)"
)
_DITTO_SIGNS: Final = frozenset('〃″々仝"”“〟゛')
_DITTO_WORDS: Final = frozenset(
    {"同上", "上に同じ", "上と同じ", "上記に同じ", "上記と同じ", "上欄に同じ", "上欄と同じ", "上の行と同じ", "同前"}
)
_MOST_SIGNS: Final = 3


def says_changed(answer: str) -> bool:
    """Tell whether an answer says that the text of this plan was changed for the opinion: 修正しました, 追記しました."""
    sentences = re.split("[。\n]", answer)
    return any(_CHANGED.search(each) and not _DONE_ELSEWHERE.search(each) for each in sentences)


def says_unchanged(answer: str) -> bool:
    """Tell whether an answer says that the text stays as it is: 対応できません, 原案のとおりとします."""
    return bool(_UNCHANGED.search(answer))


def is_ditto(text: str) -> bool:
    """Tell whether a text says nothing but that it is the same as the one above: 〃, 同上."""
    bare = "".join(text.split()).strip("（()）。")
    is_of_signs = 0 < len(bare) <= _MOST_SIGNS and set(bare) <= _DITTO_SIGNS
    return is_of_signs or bare in _DITTO_WORDS
