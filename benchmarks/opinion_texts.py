"""Opinions as citizens write them, made of a vocabulary, with copies of known origin: for the benchmarks.

No sentence is anybody's. The vocabulary is small enough for unlike opinions to share many words, as real ones do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

_FIELDS = [
    "中小企業",
    "農業",
    "漁業",
    "林業",
    "観光",
    "医療",
    "介護",
    "子育て",
    "学校教育",
    "生涯学習",
    "公共交通",
    "除雪",
    "防災",
    "道路",
    "河川",
    "行政手続",
    "図書館",
    "商店街",
    "地域福祉",
    "移住",
    "働き方",
    "起業",
    "文化財",
    "スポーツ",
    "上下水道",
    "空き家",
    "ごみ処理",
    "再生可能エネルギー",
    "物流",
    "研究開発",
    "国際交流",
    "消費者保護",
    "交通安全",
    "防犯",
    "畜産",
    "果樹栽培",
    "食品加工",
    "温泉地",
    "港湾",
    "空港",
]
_PEOPLE = [
    "高齢者",
    "若者",
    "子ども",
    "保護者",
    "農家",
    "経営者",
    "障害のある人",
    "転入者",
    "学生",
    "町内会の役員",
    "市町村の職員",
    "旅行者",
    "看護師",
    "教員",
    "漁業者",
    "県外の友人",
    "一人暮らしの親",
    "共働きの家庭",
    "個人事業主",
    "民生委員",
    "消防団員",
    "介護職員",
    "外国人住民",
    "利用者",
    "運転手",
    "大工",
    "店主",
    "新入社員",
    "退職者",
    "親戚",
]
_TOOLS = [
    "オンライン申請",
    "スマートフォン講習",
    "データ公開",
    "予約制バス",
    "遠隔診療",
    "ドローン",
    "電子母子手帳",
    "キャッシュレス決済",
    "窓口予約",
    "水位センサー",
    "共同システム",
    "専門家派遣",
    "補助金",
    "出張相談",
    "解説動画",
    "電子地図",
    "防災アプリ",
    "公衆無線LAN",
    "電子図書",
    "AI翻訳",
    "自動運転",
    "見守り機器",
    "電子契約",
    "クラウド会計",
    "需要予測",
    "在宅勤務",
    "チャット相談",
    "マイナンバーカード",
    "電子入札",
    "農業ロボット",
    "回覧板の電子化",
    "遠隔授業",
]
_TROUBLES = [
    "人手不足",
    "情報不足",
    "手続の煩雑さ",
    "費用負担",
    "担い手の減少",
    "操作の難しさ",
    "相談先の不足",
    "通信の遅さ",
    "施設の老朽化",
    "移動手段の不足",
    "支援期間の短さ",
    "成果の見えにくさ",
    "制度の縦割り",
    "説明の不足",
    "世代間の差",
    "地域間の差",
    "冬の寒さ",
    "待ち時間",
    "言葉の壁",
    "個人情報への不安",
    "更新の遅れ",
    "二重入力",
]
_PLACES = [
    "津軽",
    "下北",
    "南部",
    "沿岸部",
    "山間部",
    "離れた集落",
    "市街地",
    "小さな町",
    "郊外の団地",
    "駅の周辺",
    "島の集落",
    "国道沿い",
    "豪雪地帯",
    "学校の近く",
    "役場",
    "支所",
    "公民館",
    "病院",
    "商業施設",
    "漁港",
]
_WISHES = [
    "進めてほしい",
    "広げてほしい",
    "早めてほしい",
    "続けてほしい",
    "見直してほしい",
    "明記してほしい",
    "周知してほしい",
    "増やしてほしい",
    "検証してほしい",
    "優先すべきだ",
    "再考すべきだ",
    "支援すべきだ",
    "公表すべきだ",
    "統一すべきだ",
    "試行すべきだ",
    "連携が要ると思う",
    "工夫が要ると思う",
    "研修が要ると思う",
    "目標値が要ると思う",
    "期限が要ると思う",
    "賛成である",
    "反対である",
    "慎重であるべきだ",
    "期待している",
]
_SENTENCES = (
    "{place}では{person}の{trouble}が{number}年前から続いている。",
    "{field}の{tool}を{place}でも{wish}。",
    "{person}が{tool}に慣れるまで、{number}回は手助けが必要ではないか。",
    "素案{number}ページの{field}に、{trouble}への言及がない。",
    "{tool}は{place}に{number}か所しかなく、{person}は使えない。",
    "{field}と{other}は{trouble}という点で似ており、まとめて{wish}。",
    "先日、{person}から{trouble}について聞き、{field}は{wish}と感じた。",
    "せっかくの{tool}も、{trouble}のままでは{person}に届かない。",
    "{number}年後の{field}を思うと、{tool}より{other}を{wish}。",
    "私自身{place}に住んでおり、{tool}の{trouble}に困った。",
    "{other}の計画と食い違わないよう、{field}の{tool}は{wish}。",
    "職場の{person}{number}人に尋ねたところ、{tool}を知らない人が多かった。",
)
_GREETINGS = (
    "いつもお世話になっております。",
    "計画の策定、お疲れさまです。",
    "県民の一人として意見を申し上げます。",
    "初めて意見を出します。よろしくお願いします。",
)
_CLOSINGS = ("以上、よろしくお願いいたします。", "ご検討ください。", "どうぞよろしくお願い申し上げます。")
_WIDE = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in map(chr, range(0x21, 0x7F))}
_MANNERS = (
    ("てほしい。", "ていただきたい。"),
    ("てほしい。", "てほしいと思います。"),
    ("てほしい。", "てください。"),
    ("すべきだ。", "すべきです。"),
    ("すべきだ。", "すべきだと考えます。"),
    ("と感じた。", "と感じました。"),
    ("がない。", "がありません。"),
    ("続いている。", "続いています。"),
    ("必要ではないか。", "必要ではないでしょうか。"),
    ("子ども", "子供"),
    ("先日、", "先日"),
    ("への言及がない", "への言及はない"),
    ("のままでは", "のままで"),
    ("多かった。", "多かったです。"),
)
"""The same said more or less politely, in another spelling, or with another particle."""
_OPPOSITES = (
    ("賛成である", "反対である"),
    ("早めてほしい", "遅らせてほしい"),
    ("増やしてほしい", "減らしてほしい"),
    ("広げてほしい", "狭めてほしい"),
    ("続けてほしい", "やめてほしい"),
    ("てほしい", "てほしくない"),
    ("すべきだ", "すべきでない"),
    ("が要ると", "が要らないと"),
    ("手助けが必要", "手助けが不要"),
    ("への言及がない", "への言及がある"),
    ("から続いている", "から続いていない"),
    ("多かった", "少なかった"),
    ("賛成である", "賛成ではない"),
)
"""The same words for the contrary."""
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Written:
    """An opinion, the number of what it says, and of the one it was copied from.

    `saying` is shared by copies that say the same; `root` by those too that say the contrary, another number or place.
    """

    text: str
    saying: int
    root: int


def write_opinions(
    count: int, seed: int, *, length: int = 300, copied: float = 0.5, opposed: float = 0.3
) -> list[Written]:
    """Make opinions of about `length` characters, a share of them copies, of which a share is opposed to its origin."""
    dice = Random(seed)  # noqa: S311 - repeatable, not secret
    origins = [_opinion(dice, length) for _ in range(max(1, round(count * (1 - copied))))]
    copied_from = [min(int(dice.paretovariate(0.9)) - 1, len(origins) - 1) for _ in range(count - len(origins))]
    shuffled = dice.sample(range(len(origins)), len(origins))
    sayings: dict[str, int] = {}
    written: list[Written] = []
    for number, text in enumerate(origins):
        written.append(Written(text, sayings.setdefault(text, len(sayings)), number))
    for root in map(shuffled.__getitem__, copied_from):
        said = _opposed(dice, origins[root]) if dice.random() < opposed else origins[root]
        written.append(Written(_copy(dice, said), sayings.setdefault(said, len(sayings)), root))
    dice.shuffle(written)
    return written


def _opinion(dice: Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += dice.choice(_SENTENCES).format(
            field=dice.choice(_FIELDS), other=dice.choice(_FIELDS), person=dice.choice(_PEOPLE),
            tool=dice.choice(_TOOLS), trouble=dice.choice(_TROUBLES), place=dice.choice(_PLACES),
            wish=dice.choice(_WISHES), number=dice.randint(2, 99),
        )  # fmt: skip
    return text


def _copy(dice: Random, text: str) -> str:
    """Copy a text as people do: as it is, in another width, in another manner, with a greeting, or all of these."""
    kind = dice.randrange(5)
    if kind in {2, 4}:
        text = _in_another_manner(dice, text, dice.randint(1, 6))
    if kind in {1, 4}:
        text = text.translate(_WIDE).replace("。", "。\n" if dice.random() < 0.5 else "．")
    if kind in {3, 4}:
        text = dice.choice(_GREETINGS) + text + dice.choice(_CLOSINGS)
    return text


def _in_another_manner(dice: Random, text: str, times: int) -> str:
    for _ in range(times):
        fitting = [each for each in _MANNERS if each[0] in text]
        if fitting:
            text = text.replace(*dice.choice(fitting), 1)
    return text


def _opposed(dice: Random, text: str) -> str:
    """Return a text with one thing of substance exchanged: the contrary, another number, another name."""
    kind = dice.randrange(3)
    if kind == 0:
        fitting = [each for each in _OPPOSITES if each[0] in text]
        if fitting:
            return text.replace(*dice.choice(fitting), 1)
    if kind == 1:
        numbers = list(_NUMBER.finditer(text))
        if numbers:
            found = dice.choice(numbers)
            other = dice.choice((f"{found[0]}0", f"{int(found[0]) + 1}", f"-{found[0]}", f"{found[0]}.5"))
            return f"{text[: found.start()]}{other}{text[found.end() :]}"
    words = dice.choice((_PLACES, _PEOPLE, _TOOLS, _FIELDS, _TROUBLES))
    there = [word for word in words if word in text]
    if not there:
        return f"{text}ただし、{dice.choice(_PLACES)}は除く。"
    old = dice.choice(there)
    return text.replace(old, dice.choice([word for word in words if word != old]), 1)
