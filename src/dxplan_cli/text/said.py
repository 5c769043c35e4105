"""The words of substance of a sentence: what it says without the manner in which it is said.

Every word counts but those known to be mere manner: politeness, most particles
and endings, words that only hold others together. A wish is a wish however it
is put (してほしい, してください, すべきだ); a negation stays one, but not where it
negates nothing (ではないか, なければならない). Sentences are parts of keys
(`sameness_key`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.text.tokens import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dxplan_cli.text.tokens import Word

Said: TypeAlias = tuple[str, str]
"""A word of substance, and the particle that tells its part: が, を, に or none of them."""

_NOT: Final = "ない"
WISH: Final = "ほしい"
_ASKED: Final = "か"
PAST: Final = "た"
_IF: Final = "ば"
_EVEN_IF: Final = "ても"
_OR: Final = "又は"
_POINT: Final = re.compile("(?<=[0-9])。(?=[0-9])")
_LONG_MINUS: Final = re.compile("(?<![ァ-ヴーa-z])[ーｰ](?=[0-9])")
"""The sign of long vowels, typed for a minus."""
_ASKING: Final = "(?:でしょう|です|だろう)?か(?!ら|も|を|どうか|否か)"
_GIVING: Final = "(?<![はがをもに])(?:いただけ|頂け|もらえ|貰え|くださ|下さ|くれ)"
_GLAD: Final = "(?:幸い|有難い|ありがたい|有り難い|うれしい|嬉しい|助かる|助かります)?"
_ROUNDABOUT: Final = (
    (re.compile("(?:なければ|なくては|なくちゃ|ないと|ねば)(?:なら|いけ)(?:ない|ません|ぬ|ん)"), "べき"),
    (re.compile(f"(?:では|じゃ)(?:ない|ありません|ございません){_ASKING}"), ""),
    (re.compile(f"{_GIVING}い?(?:ない|ません|ます|る)?{_ASKING}"), "ください"),
    (re.compile(f"{_GIVING}(?:れば|たら|ると|ますと){_GLAD}"), "ください"),
    (re.compile(f"(?<=[てで])は(?:どう|いかが){_ASKING}"), "ほしい"),
    (re.compile("(?:申し訳|申しわけ)(?:ない|ありません|ございません)|す[みい]ません"), "恐縮"),
    (re.compile("[は初]じ?めまして|どうか(?=[宜よおご御])"), ""),
    (re.compile("御願い"), "お願い"),
)
"""Ways to say a thing that negate or ask nothing, whatever their words; what stands for each."""

_COUNTING_PARTICLES: Final = frozenset({"から", "まで", "より", "だけ", "のみ", "しか", "ばかり"})
_NO_REASON: Final = frozenset({"格助詞", "副助詞", "係助詞"})
"""から and より as particles of place, time and measure; as a reason から is manner."""
_CASES: Final = {"が": "が", "を": "を", "に": "に", "へ": "に"}
_NEGATIONS: Final = frozenset({"ない", "ず", "まい"})
_CAUSATIVE: Final = frozenset({"せる", "させる"})
_AUXILIARIES: Final = {
    **dict.fromkeys(_NEGATIONS, _NOT),
    **dict.fromkeys(_CAUSATIVE, "させる"),
    **dict.fromkeys(("れる", "られる"), "られる"),
    "べし": WISH,
    "たい": "たい",
    "た": PAST,
}
"""What is left of auxiliary verbs; the others are manner."""
_GIVEN: Final = frozenset({"下さる", "くださる", "頂く", "頂ける", "いただける", "貰う", "貰える", "くれる", "呉れる"})
"""Verbs by which something is asked for: してください, していただきたい."""
_WISHED: Final = frozenset({"願う", "求める", "望む", "要望", "希望", "要請", "要求", "お願い", "御願い"})
"""Words that say that something is wished."""
_HELPING: Final = frozenset(
    {"居る", "いる", "おる", "有る", "ある", "来る", "くる", "行く", "いく", "参る", "まいる", "見る", "みる", "置く", "おく",
     "仕舞う", "しまう"}
)  # fmt: skip
"""Verbs that lose their meaning behind て."""
_EMPTY_VERBS: Final = frozenset({"為る", "する", "成る", "なる", "致す", "御座る", "居らっしゃる"})
_THOUGHT: Final = frozenset({"思う", "考える", "存ずる", "存じる", "感ずる", "感じる", "言う", "いう"})
_RELATING: Final = frozenset(
    {"つく", "付く", "就く", "関する", "おく", "置く", "於く", "よる", "因る", "依る", "対する", "当たる"}
)
"""Verbs that make a particle of に: について, に関する."""
_EMPTY_NOUNS: Final = frozenset(
    {"こと", "事", "もの", "ため", "為", "ところ", "とき", "わけ", "はず", "私", "わたし", "わたくし", "拝啓", "敬具", "前略", "草々"}
)  # fmt: skip
"""As written: 時 and 所 may count something, とき and ところ do not."""
_EMPTY_AFFIXES: Final = frozenset({"御", "達", "様", "さん", "等", "ら", "氏", "殿", "共"})
_EMPTY_ADVERBS: Final = frozenset({"是非", "どうか", "どうぞ", "何卒", "何とぞ", "宜しく"})
_OR_WORDS: Final = frozenset({"又は", "若しくは", "或いは", "もしくは", "あるいは", "または"})
_PUNCTUATION: Final = frozenset("。、「」（）()[]{}【】《》〈〉〔〕…‥・:*\"'`|※■□◆◇●▪•▼▽★☆♪.,;!_ ーｰ〆")
_CLAUSE_ENDS: Final = frozenset("、:)】")
_MINUS: Final = frozenset("-△▲")


def clauses(sentence: str) -> Iterator[list[Said]]:
    """Yield what each part of a sentence says: up to a comma, or a polite ending that nothing but a new sentence follows."""
    sentence = _LONG_MINUS.sub("-", _POINT.sub(".", sentence))
    for pattern, plain in _ROUNDABOUT:
        sentence = pattern.sub(plain, sentence)
    read = list(words(sentence))
    clause: list[Said] = []
    for at, word in enumerate(read):
        _add(clause, read, at)
        if _ends_clause(word, read[at + 1] if at + 1 < len(read) else None):
            yield clause
            clause = []
    yield clause


def _ends_clause(word: Word, following: Word | None) -> bool:
    if word.surface in _CLAUSE_ENDS:
        return True
    is_polite_end = word.form in {"ます", "です", "下さる"} and word.speech[5].startswith(
        ("終止形", "連体形", "命令形")
    )
    return is_polite_end and following is not None and following.speech[0] not in {"助詞", "助動詞", "補助記号"}


def _add(clause: list[Said], read: Sequence[Word], at: int) -> None:
    """Add what a word says to what its clause has said already."""
    word = read[at]
    if word.speech[1] == "格助詞" and word.form in _CASES:
        if clause:
            clause[-1] = (clause[-1][0], _CASES[word.form])
        return
    sign = _READERS.get(word.speech[0], _of_any)(read, at)
    is_repeated = sign in {WISH, _ASKED} and bool(clause) and clause[-1][0] == sign
    if sign and not is_repeated:
        clause.append((sign, ""))


def _form(read: Sequence[Word], at: int) -> str:
    return read[at].form if 0 <= at < len(read) else ""


def _of_any(read: Sequence[Word], at: int) -> str:
    return read[at].form


def _of_noun(read: Sequence[Word], at: int) -> str:
    word = read[at]
    if word.speech[1] == "固有名詞":
        return word.surface
    if word.form in _WISHED and _form(read, at + 1) in _EMPTY_VERBS:
        return WISH
    return "" if word.surface in _EMPTY_NOUNS else word.form


def _of_particle(read: Sequence[Word], at: int) -> str:
    word = read[at]
    if word.form in _COUNTING_PARTICLES and word.speech[1] in _NO_REASON:
        return word.form
    if word.form == "か" and word.speech[1] in {"終助詞", "副助詞"}:
        return _ASKED
    if word.form in {"ば", "と"} and word.speech[1] == "接続助詞":
        return _IF
    if word.form == "も" and _is_behind_te(read, at):
        return _EVEN_IF
    return _NOT if _is_forbidding(read, at) else ""


def _is_forbidding(read: Sequence[Word], at: int) -> bool:
    """Tell whether な stands behind a verb, as in 廃止するな."""
    return read[at].surface == "な" and at > 0 and read[at - 1].speech[0] == "動詞"


def _of_auxiliary(read: Sequence[Word], at: int) -> str:
    form = read[at].form
    if _is_forbidding(read, at):
        return _NOT
    if form in {"た", "だ"} and read[at].speech[5].startswith("仮定形"):
        return _IF
    if form == "た" and _THOUGHT & {_form(read, at - 1), _form(read, at - 2)}:
        return ""
    if form == "たい" and _form(read, at - 1) in _GIVEN:
        return WISH
    if form in _CAUSATIVE and _form(read, at + 1) == "て" and _form(read, at + 2) in _GIVEN:
        return ""
    return _AUXILIARIES.get(form, "")


def _of_verb(read: Sequence[Word], at: int) -> str:
    form = read[at].form
    if form in _WISHED:
        return WISH
    if form in _GIVEN and _is_asked_for(read, at):
        is_past = "た" in {_form(read, at + 1), _form(read, at + 2)}
        return "" if is_past else WISH
    return "" if _is_empty_verb(read, at) else form


def _is_behind_te(read: Sequence[Word], at: int) -> bool:
    return at > 0 and read[at - 1].form in {"て", "で"} and read[at - 1].speech[1] == "接続助詞"


def _is_asked_for(read: Sequence[Word], at: int) -> bool:
    """Tell whether くださる, いただく and the like ask for something, not for a thing one gets (補助金をもらう)."""
    return _is_behind_te(read, at) or at == 0 or read[at - 1].speech[0] != "助詞"


def _is_empty_verb(read: Sequence[Word], at: int) -> bool:
    """Tell whether a verb says nothing of its own where it stands: している, であると思う, について, お願い申し上げる."""
    form, before = read[at].form, _form(read, at - 1)
    return (
        form in _EMPTY_VERBS
        or (form in _HELPING and _is_behind_te(read, at))
        or (form == "有る" and _is_no_being(read, at))
        or (form in _THOUGHT and "と" in {before, _form(read, at - 2)})
        or (form in _RELATING and before == "に")
        or (form == "申す" and before == "願う")
        or (form == "上げる" and _form(read, at - 2) == "願う")
    )


def _is_no_being(read: Sequence[Word], at: int) -> bool:
    """Tell whether ある only says that something is so (賛成である), or is denied: then the negation says it."""
    is_copula = "だ" in {_form(read, at - 1), _form(read, at - 2)}
    is_denied = _form(read, at + 1) in _NEGATIONS or _form(read, at + 2) in _NEGATIONS
    return is_copula or is_denied


def _of_adjective(read: Sequence[Word], at: int) -> str:
    form = read[at].form
    return {"無い": _NOT, "欲しい": WISH}.get(form, form)


def _of_adjectival_noun(read: Sequence[Word], at: int) -> str:
    return "" if read[at].speech[1] == "助動詞語幹" else read[at].form


def _of_affix(read: Sequence[Word], at: int) -> str:
    return "" if read[at].form in _EMPTY_AFFIXES else read[at].form


def _of_adverb(read: Sequence[Word], at: int) -> str:
    return "" if read[at].form in _EMPTY_ADVERBS else read[at].form


def _of_conjunction(read: Sequence[Word], at: int) -> str:
    is_either = read[at].form == "又" and _form(read, at + 1) == "は"
    return _OR if is_either or read[at].form in _OR_WORDS else ""


def _of_sign(read: Sequence[Word], at: int) -> str:
    """Return what a sign says: nothing if it is punctuation; before a number it may be the number's own."""
    sign = read[at].surface
    is_before_number = _form(read, at + 1)[:1].isdecimal()
    is_behind_number = _form(read, at - 1)[-1:].isdecimal()
    if sign in _MINUS and is_before_number:
        return "~" if is_behind_number else "-"
    if sign in "^_~/." and is_before_number and is_behind_number:
        return sign
    if sign == "?":
        return _ASKED
    return "" if sign in _PUNCTUATION or sign == "~" else sign


def _of_nothing(read: Sequence[Word], at: int) -> str:
    del read, at
    return ""


_READERS: Final[Mapping[str, Callable[[Sequence[Word], int], str]]] = {
    "名詞": _of_noun,
    "助詞": _of_particle,
    "助動詞": _of_auxiliary,
    "動詞": _of_verb,
    "形容詞": _of_adjective,
    "形状詞": _of_adjectival_noun,
    "接頭辞": _of_affix,
    "接尾辞": _of_affix,
    "副詞": _of_adverb,
    "接続詞": _of_conjunction,
    "補助記号": _of_sign,
    "空白": _of_nothing,
}
"""How the words of each part of speech are read; any other word counts as it is."""
