"""Changes that would destroy more than somebody means: a name under other words, a section with all that is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.app.named_values import holds_values, how_to_change, kind_named
from dxplan_cli.checks.wording import shortened
from dxplan_cli.errors import UsageError
from dxplan_cli.model.node import Section, Table, walk, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft

_FEW: Final = 5


def refuse_words_for(node: AnyNode, words: str) -> None:
    """Refuse words where they would take the place of something else: of a name or title, or a sentence of a heading.

    Raises:
        UsageError: says how to change it.
    """
    if holds_values(node):
        message = f"{kind_named(node)}は、--text では直せません（名前や題が書き換わってしまうため）"
        raise UsageError(message, how_to_change(node))
    is_sentence = words.endswith("。") and not words_of(node).endswith("。")
    if isinstance(node, Section) and ("\n" in words or is_sentence):
        parts = "、".join(f"{child.id}（{shortened(words_of(child))}）" for child in node.children[:_FEW])
        message = f"{kind_named(node)}の --text は見出しなので、文章にはできません"
        hint = f"文を直すときは中の項目を --node に、足すときは --outcome 追加 --after {node.id} と書いてください"
        raise UsageError(message, f"{hint}。中の項目：{parts or 'なし'}")


def cautions_about(draft: Draft, node: AnyNode) -> tuple[str, ...]:
    """Return what may not be so any more when a node of a draft gets other words."""
    repeats = [each.id for each in draft.nodes() if each.repeat_of == node.id]
    cautions = []
    if node.repeat_of is not None:
        cautions.append(f"この項目は再掲です。もとの項目 {node.repeat_of} は、まだ前のままです")
    if repeats:
        cautions.append(f"この項目の再掲（{'、'.join(repeats)}）は、まだ前のままです")
    proposed = [each for each in node.alternatives if each.status == "proposed"]
    if proposed:
        cautions.append(f"決まっていない別案が{len(proposed)}件残っています（{node.place} の alternatives）")
    return tuple(cautions)


def cautions_about_sum(node: AnyNode, columns: Collection[str]) -> tuple[str, ...]:
    """Return that a printed total may not be right any more when values of some columns of a table are others."""
    if not isinstance(node, Table) or node.sum is None or node.sum.column not in columns:
        return ()
    return (
        f"「{node.sum.column}」の合計（{node.sum.equals}）は、まだ前のままです。{node.place} の sum も直してください",
    )


def heading_told(section: Section) -> str:
    """Say that other words for a section are its heading."""
    kept = f"（中の項目{count_inside(section)}件はそのままです）" if section.children else ""
    return f"節の見出しを変えました{kept}"


def count_inside(section: Section) -> int:
    """Count what is in a section, at every depth."""
    return sum(1 for _ in walk(section.children))


def what_goes(section: Section) -> str:
    """Say what goes with a section: 節「商工業」と中の項目3件（「一」、「二」 ほか1件）."""
    inside = tuple(walk(section.children))
    named = "、".join(f"「{shortened(words_of(each))}」" for each in inside[:_FEW] if words_of(each))
    more = f" ほか{len(inside) - _FEW}件" if len(inside) > _FEW else ""
    return f"{kind_named(section)}と中の項目{len(inside)}件（{named}{more}）"


def refuse_unagreed(section: Section) -> None:
    """Refuse to delete a section with all that is in it before somebody agreed.

    Raises:
        UsageError: names what would go.
    """
    message = f"{what_goes(section)}が、まとめて消えます"
    raise UsageError(
        message, "消してよいときは --yes を付けてください。残す項目は、先に --outcome 移動 で移してください"
    )
