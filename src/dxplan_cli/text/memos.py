"""Words by which a note of whoever wrote or copied a text is known, amid words that are meant for readers.

Many of them are ordinary words elsewhere (住民票の写し, 仮置き場, 紙からの転記, ToDoリスト), so it is what stands around
them that counts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.narrow import narrow

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN: Final = r"[(〔\[【<《]"
_CLOSE: Final = r"[)〕\]】>》]"
_INSIDE: Final = r"[^()〔〕\[\]【】<>《》\n]*?"
"""Brackets in their narrow form, and what may stand between them."""
_SOURCE: Final = "(?:原資料|元資料|元の資料|もとの資料|元の文書|もとの文書)"
_ORIGINAL: Final = "(?:原本|原稿|原文|原典|底本|元データ|元ファイル)"
"""Ordinary words of offices as well: 原本の提出がなくなる."""
_LACKING: Final = (
    "(?:な[しいくか]|無[しいくか]|ありません|不明|不能|読め|読み取れ|判読|欠け|欠落|残って|見当た|見え[なず]|未記載)"
)
_LATER: Final = "(?:確認|修正|追記|検討|調整|差し?替え?)"

_FORMS: Final = (
    # what whoever copied the text found in the source, or did not find
    rf"{_SOURCE}[^()〔〕\[\]【】<>《》\n。]{{0,20}}?{_LACKING}",
    rf"{_SOURCE}(?:に|には|では|から|より|のとおり|のまま|どおり|通り|を写|を転記|と異な|と違)",
    rf"{_OPEN}{_INSIDE}{_ORIGINAL}{_INSIDE}{_LACKING}{_INSIDE}{_CLOSE}",
    rf"{_OPEN}{_INSIDE}(?:記載|記述|記入|表記)(?:は|が)?(?:なし|無し){_INSIDE}{_CLOSE}",
    "判読(?:不能|不可|困難|でき)|(?:文字|字)が(?:つぶれ|かすれ|読め)",
    # how it was copied
    rf"{_OPEN}{_INSIDE}(?:から|より|を)転記(?:した|済み?)?{_CLOSE}|転記(?:時に|の際に|者注|者メモ)|転記しました",
    "写し(?:間違|まちが|誤り|もれ|漏れ)|写した(?:者|人|とき|際)|(?:写し|転記)(?:ミス|誤り)(?:か|の可能性|かもしれ)",
    rf"{_OPEN}(?:原文)?ママ{_CLOSE}|{_OPEN}推(?:定|測)した(?:文言|語|値){_CLOSE}|(?:こちら|写した者|転記者)[でが](?:推定|推測|補)",
    # what is still to be done
    "(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z]|リスト|アプリ|管理)",
    "(?<![不必重主])要確認(?!事項)",
    rf"[★☆] ?(?:後で|あとで|要|未)?{_LATER}|(?:※ ?|{_OPEN})(?:後で|あとで|要|未){_LATER}",
    rf"{_OPEN}仮置き|仮置きの(?:値|数値|数字|文言|目標|案|文)|仮置きです|仮の(?:値|数値|数字|文言)(?:です|$|{_CLOSE})",
    rf"ダミー(?:です|テキスト|の(?:値|文|数値|文言))|{_OPEN}ダミー{_CLOSE}",
    rf"{_OPEN}ここに{_INSIDE}(?:書|記入|入れ|入力|挿入){_INSIDE}{_CLOSE}",
    # notes that call themselves so
    rf"(?:^|{_OPEN}|[ \n※★・。])(?:メモ|覚え?書き?) ?:|{_OPEN}(?:メモ|覚え書き|(?:内部|部内|庁内|課内)限り|内部用){_CLOSE}",
    "(?:事務局|担当者?|作成者?|編集者?|内部|校正)(?:用?メモ|覚え書き)",
)
_CLUES: Final = (
    "原資料", "元資料", "元の資料", "もとの資料", "元の文書", "もとの文書", "原本", "原稿", "原文", "原典", "底本", "元データ",
    "元ファイル", "なし", "無し", "判読", "字が", "転記", "写し", "ママ", "推定", "推測", "こちらで", "こちらが", "TODO",
    "ＴＯＤＯ", "FIXME", "TBD", "ＴＢＤ", "★", "☆", "後で", "あとで", "要確認", "要修正", "要追記", "要検討", "要調整", "要差",
    "未確認", "未修正", "未追記", "未検討", "未調整", "未差", "仮置き", "仮の", "ダミー", "ここに", "メモ", "覚書", "覚え書",
    "限り", "内部用",
)  # fmt: skip
"""Each note has one of these; a text that has none need not be looked at closely."""


def find_memos(text: str) -> Iterator[str]:
    """Yield the passages of a text that read like notes, as they are written there."""
    if not any(clue in text for clue in _CLUES):
        return
    for found in _notes().finditer(narrow(text)):
        yield text[found.start() : found.end()].strip()


@cache
def _notes() -> re.Pattern[str]:
    """Return all forms as one pattern; it takes a while to compile, and most plans have no use for it."""
    return re.compile("|".join(f"(?:{form})" for form in _FORMS), re.MULTILINE)
