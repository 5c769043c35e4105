"""What two near texts say: manner joins, substance parts, whatever the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxplan_cli.text.sameness import sameness_key
from dxplan_cli.text.substance import says_the_same, sense
from dxplan_cli.trace.comments import CommentPile

if TYPE_CHECKING:
    from collections.abc import Iterable

OPINION = "冬になると除雪が間に合わず、子どもたちが車道を歩いて通学しています。通学路の除雪を早めてください。"
FRAMES = (
    "{}という点です。よく考えてください。",
    "私は以前からこのことを考えていますが、{}。",
    "長いあいだこの町に住み、毎日のように駅前の通りを歩いていますので申し上げます。{}。",
)
"""Where the words stand: at the beginning, at the end, in much that is the same."""

GREETED = (
    "いつもお世話になっております。{}", "お世話になります\n{}", "お世話になります　{}", "計画の策定、お疲れさまです。{}",
    "計画の策定お疲れさまでした。{}", "県民の一人として意見を申し上げます。{}", "町民の一人として意見を述べさせていただきます。{}",
    "初めて意見を出します。よろしくお願いします。{}", "はじめて意見を出します。{}", "お忙しいところ恐れ入ります。{}",
    "計画案を拝見しました。{}", "突然のメール失礼します。{}", "パブリックコメントの機会をいただきありがとうございます。{}",
    "いつもありがとうございます。{}", "以下の通り意見を申し上げます。{}", "次のとおり意見を提出します。{}", "意見を述べさせていただきます。{}",
    "拝啓　{}敬具", "{}以上、よろしくお願いいたします。", "{}\n以上", "{}以上です。", "{}ご検討ください。", "{}ぜひご検討ください。",
    "{}よろしくご検討ください。", "{}ご検討をお願いします。", "{}ご検討いただければ幸いです。", "{}どうぞよろしくお願い申し上げます。",
    "{}なにとぞよろしくお願いいたします", "はじめまして。{}", "こんにちは。{}", "お願いです。{}",
    "【意見】{}", "(要望){}", "・{}", "{}どうか宜しく御願い致します", "{}何卒宜しくお願い申し上げます。", "お願いがあります。{}", "要望します。{}", "以下、意見です。{}",
)  # fmt: skip
WISHES = (
    "早めてほしい", "早めてほしいです", "早めてほしいと思います", "早めていただきたい", "早めて下さい", "早めてくださいませんか", "早めてもらえませんか",
    "早めていただけませんでしょうか", "早めていただければ幸いです", "早めてくださると嬉しいです", "早めるべきだ", "早めるべきだと考えます",
    "早めて頂けると助かります", "早めて頂きたくお願い致します", "早めてくださるようお願いします", "早めるようお願いいたします", "早めることを要望します", "早めなければならない",
)  # fmt: skip
SAME = (
    ("こどもの医療費を助成してほしい", "子供の医療費を助成してほしい"), ("車道を歩いています", "車道を歩いている"), ("県の案に賛成です", "県の案に賛成である"),
    ("県の案に賛成です", "県の案には賛成します"), ("この橋が必要ではないか", "この橋が必要ではないでしょうか"), ("この橋が必要ではないか", "この橋が必要だ"),
    ("DXの観点をいれてはどうか", "DXの観点を入れてはどうでしょうか"), ("面積は100㎡です", "面積は100m2です"), ("面積は100m²です", "面積は100m2です"),
    ("CO₂を減らす", "CO2を減らす"), ("予算は1,000円です", "予算は1000円です"), ("予算は１，０００円です", "予算は1000円です"), ("第三条の規定", "第3条の規定"),
    ("予算がありません", "予算がない"), ("橋の柵と、街灯を直す", "橋の柵と街灯を直す"), ("必要だと思いました", "必要だと思います"), ("ＤＸを進める", "dxを進める"),
    ("サーバの更新", "サーバーの更新"),
)  # fmt: skip
OTHER = {
    "for and against": (("県の案に賛成です", "県の案に反対です"), ("さんせいです", "はんたいです"), ("A案がよい", "B案がよい"), ("はい", "いいえ"), ("評価は○", "評価は×"), ("👍です", "👎です")),
    "opposites": (
        ("橋は必要です", "橋は不要です"), ("ひつようです", "ふようです"), ("定員を増やすべきだ", "定員を減らすべきだ"), ("ふやしてほしい", "へらしてほしい"), ("工事を早める", "工事を遅らせる"),
        ("窓口を拡大すべき", "窓口を縮小すべき"), ("路線を存続させて", "路線を廃止して"), ("有料にすべき", "無料にすべき"), ("値段を上げて", "値段を下げて"), ("やめてほしい", "つづけてほしい"),
        ("使いやすい", "使いにくい"), ("10%増", "10%減"), ("上り線", "下り線"), ("午前の便", "午後の便"), ("反対の人が多い", "反対の人は少ない"), ("窓口は開いている", "窓口は閉まっている"),
    ),
    "a prefix that negates": (
        ("橋は必要だ", "橋は不必要だ"), ("整備された道路", "未整備の道路"), ("公開にする", "非公開にする"), ("関係がある", "無関係である"), ("評価は可", "評価は不可"), ("有害な薬", "無害な薬"),
    ),
    "a negation": (
        ("予算を増やすべきだ", "予算を増やすべきでない"), ("予算を増やすべきだ", "予算を増やすべきではない"), ("予算を増やすべきだ", "予算を増やすべきじゃない"), ("予算を増やしてほしい", "予算を増やしてほしくない"),
        ("予算を増やしてほしい", "予算を増やさないでほしい"), ("予算を増やしてください", "予算を増やさないでください"), ("賛成します", "賛成しません"), ("公園は使える", "公園は使えない"),
        ("関係がある", "関係がない"), ("橋は要ります", "橋は要りません"), ("連絡して進めた", "連絡せずに進めた"), ("廃止しろ", "廃止するな"), ("廃止してください", "廃止するな"),
        ("必要だから直さない", "必要ではないから直さない"), ("必要かもしれない", "必要ではないかもしれない"), ("必要ではない", "必要ではないか"), ("やらなければならない", "やってはならない"),
        ("やらなければならない", "やらなくてもよい"), ("しなくてはいけない", "してはいけない"), ("良いと思います", "良いとは思いません"), ("必要かを調べる", "必要ではないかを調べる"), ("行え", "行うな"),
    ),
    "a number": (
        ("定員を30人に", "定員を300人に"), ("第3条", "第5条"), ("第三条", "第五条"), ("令和5年", "令和6年"), ("三百人", "三千人"), ("3.5倍", "35倍"), ("1/2補助", "1/3補助"), ("2024-2028", "2024-2029"),
        ("5月10 20日", "5月1020日"), ("第1・2条", "第12条"), ("案①", "案②"), ("Ⅱ期の工事", "Ⅲ期の工事"), ("10²の精度", "102の精度"), ("10³人", "10²人"), ("x²の値", "x2の値"), ("5人だけ", "5人"), ("10時から", "10時まで"),
    ),
    "a sign": (
        ("気温は−5度", "気温は5度"), ("気温は－５度", "気温は５度"), ("気温はー5度", "気温は5度"), ("前年比△5％", "前年比5％"), ("前年比▲5％", "前年比5％"), ("前年比+5％", "前年比-5％"), ("±5の差", "5の差"),
    ),
    "a name": (
        ("青森市の道路", "弘前市の道路"), ("東町の公園", "西町の公園"), ("津軽線を残して", "大湊線を残して"), ("山田議員の発言", "山本議員の発言"), ("山田太郎の案", "山田次郎の案"), ("三沢高校", "八戸高校"),
        ("あおば保育園", "わかば保育園"), ("A社の提案", "B社の提案"), ("国道4号", "国道7号"), ("のぞみの会", "ひかりの会"),
    ),
    "another word": (("男性が使う", "女性が使う"), ("父が通う", "母が通う"), ("春の工事", "秋の工事"), ("公園にトイレを", "公園にベンチを"), ("小学校の給食", "中学校の給食")),
    "who does what to whom": (("企業が支援する", "企業を支援する"), ("市から県へ移す", "県から市へ移す"), ("課税する", "課税される"), ("A又はB", "A及びB"), ("この案に賛成、その案に反対", "その案に賛成、この案に反対")),
    "asked, done, if": (("橋を直しますか", "橋を直します"), ("除雪してくれた", "除雪してください"), ("廃止された", "廃止される"), ("値上げすれば反対", "値上げしても反対"), ("補助金はもらえるか", "補助金をください")),
}  # fmt: skip


def agree(text: str, other: str) -> bool:
    one, two = sameness_key(text), sameness_key(other)
    found = says_the_same(one, two)
    assert found == says_the_same(two, one)
    if found:
        assert sense(one) == sense(two)
    return found or one == two


def groups(texts: Iterable[str]) -> list[tuple[int, ...]]:
    pile = CommentPile()
    for row, text in enumerate(texts):
        pile.add(row, text)
    return [group.rows for group in pile.groups(0.7)]


@pytest.mark.parametrize("greeting", GREETED)
def test_a_greeting_says_nothing(greeting: str) -> None:
    assert agree(OPINION, greeting.format(OPINION))


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_is_a_wish(wish: str) -> None:
    assert agree(OPINION, OPINION.replace("早めてください", wish))


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("one", "other"), SAME)
def test_manner_joins(one: str, other: str, frame: str) -> None:
    assert agree(frame.format(one), frame.format(other))


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("one", "other"), [pair for pairs in OTHER.values() for pair in pairs])
def test_substance_parts(one: str, other: str, frame: str) -> None:
    assert not agree(frame.format(one), frame.format(other))
    assert groups([frame.format(one), frame.format(other)]) == [(0,), (1,)]


PLACES = (
    "青森市",
    "弘前市",
    "八戸市",
    "むつ市",
    "東町",
    "西町",
    "三内",
    "浅虫",
    "津軽",
    "下北",
    "十和田湖",
    "奥入瀬川",
    "中央公園",
    "南小学校",
    "北小学校",
    "大湊線",
    "ひばり野",
    "本町二丁目",
)
OPPOSED = (
    ("賛成です", "反対です"), ("必要です", "不要です"), ("拡大すべきだ", "縮小すべきだ"), ("存続してほしい", "廃止してほしい"), ("早めてください", "遅らせてください"), ("無料にすべきだ", "有料にすべきだ"),
    ("増やしてほしい", "減らしてほしい"), ("進めてください", "止めてください"), ("認めます", "認めません"), ("公開する", "非公開にする"), ("続けるべきだ", "続けるべきでない"), ("作ってほしい", "作ってほしくない"),
)  # fmt: skip
NEGATED = (
    ("使えます", "使えません"), ("必要である", "必要でない"), ("足りる", "足りない"), ("直してほしい", "直してほしくない"), ("増やすべきだ", "増やすべきではない"), ("知らせて進めた", "知らせずに進めた"),
    ("適切だ", "不適切だ"), ("計画的な工事", "無計画な工事"), ("完成の橋", "未完成の橋"), ("常勤の職員", "非常勤の職員"), ("行ってください", "行わないでください"), ("変えろ", "変えるな"),
)  # fmt: skip
NUMBERS = st.integers(0, 99_999)
WRITTEN = st.sampled_from(
    ("{}人", "{}％", "第{}条", "令和{}年度", "{}か所", "△{}％", "-{}度", "国道{}号", "{}.5倍", "1/{}", "{}², 幅")
)
AROUND = (
    "冬になると除雪が間に合わず困っています。", "子どもたちが車道を歩いて通学しています。", "高齢者が病院へ行く足がない。", "窓口の予約ができると助かります。",
    "広報に載せてほしい。", "計画案の12ページを読みました。", "商店街に人が戻るとよい！", "ＤＸの講習会に参加した。",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(AROUND), max_size=4).map("".join)


@st.composite
def framed(draw: st.DrawFn, one: str, other: str) -> tuple[str, str]:
    """Two texts alike but for some words, one of them perhaps with a greeting and another width."""
    before, after = draw(SENTENCES), draw(SENTENCES)
    greeting = draw(st.sampled_from(("{}", *GREETED)))
    second = greeting.format(f"{before}{other}。{after}")
    wide = {each: each + 0xFEE0 for each in range(0x21, 0x7F)} if draw(st.booleans()) else {}
    return f"{before}{one}。{after}", second.translate(wide)


@given(
    st.data(),
    st.sampled_from(PLACES),
    st.sampled_from(PLACES),
    st.sampled_from(("{}の道を直す", "{}に橋を作ってください", "バスは{}まで走る")),
)
def test_another_place_is_never_in_the_group(data: st.DataObject, one: str, other: str, said: str) -> None:
    assume(one != other)
    text, second = data.draw(framed(said.format(one), said.format(other)))
    assert not agree(text, second)
    assert len(groups([text, second])) == 2


@given(st.data(), NUMBERS, NUMBERS, WRITTEN, st.sampled_from(("{}に増やす", "目標は{}です", "{}を見直してほしい")))
def test_another_number_is_never_in_the_group(
    data: st.DataObject, one: int, other: int, written: str, said: str
) -> None:
    assume(one != other)
    text, second = data.draw(framed(said.format(written.format(one)), said.format(written.format(other))))
    assert not agree(text, second)
    assert len(groups([text, second])) == 2


@given(st.data(), st.sampled_from((*OPPOSED, *NEGATED)), st.booleans())
def test_the_contrary_is_never_in_the_group(data: st.DataObject, pair: tuple[str, str], is_turned: bool) -> None:
    one, other = reversed(pair) if is_turned else pair
    subject = data.draw(st.sampled_from(("駅前の工事は", "この計画について、", "保育所を", "")))
    text, second = data.draw(framed(f"{subject}{one}", f"{subject}{other}"))
    assert not agree(text, second)
    assert len(groups([text, second])) == 2


@given(SENTENCES, st.sampled_from(GREETED), st.sampled_from(GREETED))
def test_greetings_never_part(text: str, one: str, other: str) -> None:
    assert agree(one.format(f"{OPINION}{text}"), other.format(f"{OPINION}{text}"))
    assert groups([f"{OPINION}{OPINION}{text}", one.format(f"{OPINION}{OPINION}{text}")]) == [(0, 1)]


@given(st.text(st.sampled_from("青森市第3条増減不ないません賛成反対。、\n ①²⑩\ud800=-△5０👍だかも"), max_size=30))
def test_any_text_says_what_it_says(text: str) -> None:
    key = sameness_key(text)
    assert says_the_same(key, key)
    assert agree(text, re.sub("[。、]+", "", text).join(("", ""))) in {True, False}
