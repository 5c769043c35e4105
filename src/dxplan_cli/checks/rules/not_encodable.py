"""not-encodable: characters (外字 and the like) that other people's machines will not show."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.checks.texts import texts_of
from dxplan_cli.checks.wording import named, told
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.place import Place

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

_Owner: TypeAlias = "tuple[object, str, Place, str | None, str | None]"
"""A value with texts, what messages call it, its place, its node id and its opinion id."""


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every text that can be printed; one finding for each value and weight."""
    owners = tuple(_owners(inspection))
    texts = ["".join(texts_of(value)) for value, *_ in owners]
    weights = {each: weight for each in set("".join(texts)) if (weight := _weight(each)) is not None}
    held = zip(owners, texts, strict=True) if weights else ()
    for (_, name, place, node, opinion), text in held:
        for severity, what, hint in _REMEDIES:
            found = [character for character in dict.fromkeys(text) if weights.get(character) is severity]
            if found:
                yield Finding(
                    code=CODE,
                    severity=severity,
                    message=f"{name}に{what}：{'、'.join(map(_shown, found))}",
                    hint=hint,
                    place=place,
                    node=node,
                    opinion=opinion,
                )


def _owners(inspection: Inspection) -> Iterator[_Owner]:
    plan = inspection.plan
    yield plan.settings, "plan.yaml ", plan.settings.place, None, None
    for draft in plan.drafts:
        yield (draft.label, draft.stage, draft.date), f"版「{draft.id}」の表題", draft.place, None, None
        for reason in draft.reasons:
            yield reason, f"項目 {reason.node} の修正理由", reason.place, reason.node, None
    for _, node in inspection.versions:
        yield node, named(node), node.place, node.id, None
    for heard in plan.rounds:
        yield heard, f"聴取の機会「{heard.id}」", heard.place, None, None
    for opinion in plan.opinions:
        yield opinion, f"意見{told(opinion)}", opinion.place, None, opinion.id
    for meeting in plan.meetings:
        yield meeting, f"会議「{meeting.id}」", meeting.place, None, None
    if plan.projects:
        yield plan.projects, "projects.yaml ", plan.projects.place, None, None


def _weight(character: str) -> Severity | None:
    if character in _ALSO:
        return None
    if unicodedata.category(character) in _BROKEN:
        return Severity.ERROR
    return None if any(_is_in(character, charset) for charset in _CHARSETS) else Severity.WARNING


def _is_in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
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
