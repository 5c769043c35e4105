"""not-encodable: characters (外字 and the like) that other people's machines will not show."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from dxplan_cli.checks.owners import owners_of
from dxplan_cli.checks.texts import texts_of
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "not-encodable"

_BROKEN = {
    "Co": "外字（私用領域）",
    "Cn": "文字が割り当てられていない符号",
    "Cc": "制御文字",
    "Cs": "壊れた符号（サロゲート）",
}
"""Unicode categories that no paper can show; the noncharacters are among the unassigned."""

_CHARSETS = ("euc_jis_2004", "shift_jis_2004", "cp932")
"""JIS X 0213:2004 and what Windows adds to JIS X 0208: one of them is on every office PC."""

_ALSO = frozenset("\n—")
"""A line break, and the em dash: JIS X 0213 has it, Python's codecs take the horizontal bar for it."""

_REMEDIES = (
    (Severity.ERROR, "使えない文字があります", "その文字を消すか、打ち直してください"),
    (Severity.WARNING, "表示できないおそれのある文字があります", "一般の字体に改めるか、表示を確かめてください"),
)


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every text that can be printed; one finding for each value and weight."""
    owners = tuple(owners_of(inspection))
    texts = ["".join(texts_of(owner.value)) for owner in owners]
    weights = _weights(set("".join(texts)))
    held = [pair for pair in zip(owners, texts, strict=True) if not weights.keys().isdisjoint(pair[1])]
    for owner, text in held:
        for severity, what, hint in _REMEDIES:
            found = [character for character in dict.fromkeys(text) if weights.get(character) is severity]
            if found:
                yield Finding(
                    code=CODE,
                    severity=severity,
                    message=f"{owner.name}に{what}：{'、'.join(map(_shown, found))}",
                    hint=hint,
                    place=owner.place,
                    node=owner.node,
                    opinion=owner.opinion,
                )


def _weights(characters: set[str]) -> dict[str, Severity]:
    """Return how bad each character is, those that are fine left out; nearly always all of them are, at one glance."""
    broken = {each for each in characters if unicodedata.category(each) in _BROKEN}
    if not broken - _ALSO and _is_in("".join(characters - _ALSO), _CHARSETS[0]):
        return {}
    return {each: weight for each in characters if (weight := _weight(each)) is not None}


def _weight(character: str) -> Severity | None:
    if character in _ALSO:
        return None
    if unicodedata.category(character) in _BROKEN:
        return Severity.ERROR
    return None if any(_is_in(character, charset) for charset in _CHARSETS) else Severity.WARNING


def _is_in(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _shown(character: str) -> str:
    """Name a character by its number, and show it where it can be seen on its own."""
    code = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    if category in _BROKEN:
        return f"{code} {_BROKEN[category]}"
    if character.isprintable() and not category.startswith("M"):
        return f"「{character}」（{code}）"
    return f"{code} {unicodedata.name(character, '')}".rstrip()
