"""Notes of whoever writes or copies are told apart from words that only look like them."""

from __future__ import annotations

import pytest

from dxplan_cli.text.memos import find_memos

NOTES = ["事務局による文言整理（原資料に理由の記載なし）", "図の中の文字は、原資料に残っていない", "（原資料では判読不能）", "原資料のとおり", "もとの資料に出典がない", "（原本に記載なし）", "（元データなし）", "（理由の記載なし）", "この数字は字がつぶれて読めない", "（県のページから転記）", "転記時に誤字を直した", "写し間違いの可能性あり", "写した者が補った", "〔ママ〕", "（推定した文言）", "こちらで推定した", "TODO:数字を入れる", "ＴＯＤＯ：数字を入れる", "TBD", "要確認", "（要検討）", "※要修正", "（後で確認）", "★確認", "★要追記", "★後で差し替え", "（仮置き）", "仮置きの数値", "この目標は仮の数値", "ダミーテキスト", "［ここに目標値を入れる］", "メモ：後で直す", "※メモ：後で直す", "（担当者メモ：課長に聞く）", "事務局メモ", "覚え書き：次回まで", "〔内部限り〕"]  # fmt: skip
WORDS = [
    "住民票の写しの交付",
    "写真の写し方",
    "紙からの転記作業を自動化する",
    "手入力による転記ミスをなくす",
    "原資料の保存とデジタル化",
    "原本の提出がなくなる",
    "元データがない市町村を支援する",
    "記載なしの市町村は12",
    "（記載例）",
    "電子メールアドレスの記載",
    "ToDoリストの共有",
    "TODOリスト",
    "本人確認のデジタル化",
    "重要確認事項",
    "後で確認できる仕組み",
    "※確認できた範囲で集計",
    "（検討中）",
    "（調整中）",
    "後日更新予定",
    "仮置き場の確保",
    "仮の住まい",
    "ダミー人形を使った訓練",
    "ここに住み続けたい",
    "メモを取る",
    "推定人口",
    "（再掲）",
    "できる限り",
    "（可能な限り）",
    "ママの声を聴く",
    "★意見",
    "理由の記載なし",
    "一斉点検の要領",
]


@pytest.mark.parametrize("text", NOTES)
def test_a_note_is_found_in_any_text(text: str) -> None:
    assert list(find_memos(text))
    assert list(find_memos(f"農業の効率化。\n{text}\n漁業"))


@pytest.mark.parametrize("text", WORDS)
def test_words_for_readers_are_no_notes(text: str) -> None:
    assert list(find_memos(text)) == []
    assert list(find_memos(f"農業の効率化。\n{text}\n漁業")) == []


def test_a_note_is_told_as_it_is_written() -> None:
    assert list(find_memos("目標は１０件（要確認）。ＴＯＤＯ：直す")) == ["（要確認", "ＴＯＤＯ"]
