"""What `dxplan import` tells: counts first, then what a person should look at, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dxplan_cli.diff.matching import DOUBTFUL
from dxplan_cli.model.node import words_of
from dxplan_cli.papers.explanations import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.app.import_draft import Imported
    from dxplan_cli.model.node import AnyNode

_EXCERPT: Final = 40
_MOST: Final = 20
_NOWHERE: Final = "（文言なし）"


def draw_text(imported: Imported, folder: str) -> Iterator[str]:
    """Yield the lines of the report; places are named from where the user is."""
    draft = imported.draft
    done = "取り込みました" if imported.is_written else "取り込むと、こうなります（まだ何も書いていません）"
    total = sum(1 for _ in draft.nodes())
    yield f"{done}：{draft.label}（{draft.id}）　章{len(draft.chapters)}　項目{total}"
    if imported.base is not None:
        yield (
            f"{imported.base.label}（{imported.base.id}）と比べて　idを引き継いだ項目{len(imported.kept)}"
            f"　新しい項目{len(imported.new)}　なくなった項目{len(imported.gone)}"
        )
    yield from _doubts(imported, folder)
    yield from _partings(imported, folder)
    yield from _unsure(imported, folder)
    yield from _changed(imported, folder)


def _doubts(imported: Imported, folder: str) -> Iterator[str]:
    doubts = imported.read.doubts
    if not doubts:
        return
    yield f"同じ項目とみて id を引き継いだが、確かでない組が{len(doubts)}組あります。確かめてください"
    places = _places(imported, folder)
    for each in doubts:
        yield f"  {places[each.node]}　{each.node}（確かさ {each.confidence:.2f}）"
        yield f"    もと：{_short(each.before)}"
        yield f"    いま：{_short(each.after)}"
    yield (
        "  → 違う項目なら、その行の id をどこにもない新しいものに書き換えてください。"
        f"確かでない組をすべて別の項目とするなら、--new-id-below {DOUBTFUL} を付けて取り込み直します"
    )


def _partings(imported: Imported, folder: str) -> Iterator[str]:
    places = _places(imported, folder)
    for parting in imported.read.partings:
        before, after = ("、".join(each) for each in (parting.before, parting.after))
        what = "分かれた項目" if parting.is_split else "一つになった項目"
        where = next((places[each] for each in parting.after if each in places), "")
        yield f"{what}：{before} → {after}　{where}".rstrip("　")
    if imported.read.partings:
        yield "  由来（was）を書きました。分割・統合として比べ、もとの id への意見や理由もここにたどります"


def _unsure(imported: Imported, folder: str) -> Iterator[str]:
    places = _places(imported, folder)
    for each in imported.read.unsure:
        yield f"確かめてください：{places.get(each.node, '')}　{each.node}：{each.what}"


def _changed(imported: Imported, folder: str) -> Iterator[str]:
    if imported.base is None:
        return
    places, nodes = _places(imported, folder), {node.id: node for node in imported.draft.nodes()}
    yield from _listed("新しい項目", [f"{places[each]}　{each}　{_words(nodes[each])}" for each in imported.new])
    known = {node.id: node for node in imported.base.nodes()}
    yield from _listed("なくなった項目", [f"{each}　{_words(known[each])}" for each in imported.gone])


def _listed(what: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{what}："
        yield from (f"  {line}" for line in lines[:_MOST])
        if len(lines) > _MOST:
            yield f"  ほか{len(lines) - _MOST}件（--format json ですべて）"


def _places(imported: Imported, folder: str) -> dict[str, str]:
    return {node.id: f"{folder}/{node.place}" for node in imported.draft.nodes()}


def _words(node: AnyNode) -> str:
    return _short(words_of(node)) if words_of(node).strip() else _NOWHERE


def _short(text: str) -> str:
    return shortened(" ".join(text.split("\n")), _EXCERPT) or _NOWHERE


def draw_json(imported: Imported) -> dict[str, Any]:
    """Return ``dxplan.import/1``."""
    nodes = {node.id: node for node in imported.draft.nodes()}
    return {
        "schema": "dxplan.import/1",
        "draft": {"id": imported.draft.id, "label": imported.draft.label},
        "base": {"id": imported.base.id, "label": imported.base.label} if imported.base else None,
        "written": imported.is_written,
        "files": list(imported.files),
        "counts": {
            "chapters": len(imported.draft.chapters),
            "nodes": len(nodes),
            "kept": len(imported.kept),
            "new": len(imported.new),
            "gone": len(imported.gone),
        },
        "doubts": [
            {
                "node": each.node,
                "file": nodes[each.node].place.file,
                "line": nodes[each.node].place.line,
                "confidence": round(each.confidence, 3),
                "before": each.before,
                "after": each.after,
            }
            for each in imported.read.doubts
        ],
        "splits": [_parting(each.before, each.after) for each in imported.read.partings if each.is_split],
        "merges": [_parting(each.before, each.after) for each in imported.read.partings if not each.is_split],
        "unsure": [{"node": each.node, "what": each.what} for each in imported.read.unsure],
        "new": list(imported.new),
        "gone": list(imported.gone),
        "remarks": list(imported.remarks),
    }


def _parting(before: tuple[str, ...], after: tuple[str, ...]) -> dict[str, Any]:
    return {"before": list(before), "after": list(after)}
