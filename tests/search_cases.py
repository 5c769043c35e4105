"""What is found by which words: held against the list of opinions and against the page in a browser."""

from __future__ import annotations

FOUND = {
    "full width": ("ＤＸのデータを", "DX"),
    "full width asked for": ("DXのデータを", "ＤＸ"),
    "case": ("IoT機器の導入", "iot"),
    "half-width kana": ("ﾋﾞﾃﾞｵ会議を", "ビデオ"),
    "half-width kana asked for": ("ビデオ会議を", "ﾋﾞﾃﾞｵ"),
    "decomposed as on a Mac": ("ヒ\u3099テ\u3099オ会議を", "ビデオ"),
    "decomposed hiragana asked for": ("がんばる事業者", "か\u3099んは\u3099る"),
    "a half-voiced mark": ("ハ\u309aソコン", "パソコン"),
    "a voicing mark that stands alone": ("ヒ\u309bテ\u309bオ", "ビデオ"),
    "a variation selector": ("葛\U000e0100城市と辻\ufe00", "葛城市"),
    "a variation selector asked for": ("葛城市", "葛\U000e0100城"),
    "a zero-width space": ("窓\u200b口を", "窓口"),
    "a soft hyphen": ("オン\u00adライン", "オンライン"),
    "a byte order mark": ("\ufeff窓口を", "窓口"),
    "blanks between": ("窓　口 を", "窓口"),
    "a line break between": ("オン\nライン", "オンライン"),
    "a radical": ("⾼齢者", "高齢者"),
    "a radical NFKC leaves": ("⻑期の計画", "長期"),
    "another dash": ("2024–2028年度", "2024-2028"),
    "another wave dash": ("10〜20件", "10～20"),
    "a sign of several letters": ("㈱やまと", "(株)やまと"),
    "two words": ("除雪が遅く、通学路を歩けない", "通学路　除雪"),
    "nothing but blanks": ("何でも", " \u3000"),
}
NOT_FOUND = {
    "another word": ("ビデオ会議を", "テレビ"),
    "one word of two": ("除雪が遅い", "除雪 通学路"),
    "voiced and voiceless": ("はし", "ばし"),
    "hiragana for katakana": ("ビデオ", "びでお"),
    "the other order of letters": ("XD", "DX"),
}
CASES = {
    **{name: (*each, True) for name, each in FOUND.items()},
    **{name: (*each, False) for name, each in NOT_FOUND.items()},
}
