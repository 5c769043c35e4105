"""Defects of what stands where: order of children, parents, the section at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.defects.sequences import SEQUENCES, ranks
from dxplan_cli.intake.word.names import MATH, WORD, all_w, local, parent_tag, w
from dxplan_cli.intake.word.removal import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection

_RANKS: Final = {name: ranks(sequence) for name, sequence in SEQUENCES.items()}
_BLOCKS: Final = all_w((
    "body", "tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "sdtContent", "customXml",
    "docPartBody",
))  # fmt: skip
_LOOSE: Final = all_w(("sdtContent", "customXml"))
_LINES: Final = all_w((
    "p", "hyperlink", "ins", "del", "moveFrom", "moveTo", "smartTag", "sdtContent", "customXml", "fldSimple", "rt",
    "rubyBase", "dir", "bdo",
))  # fmt: skip
_PARENTS: Final = {
    "p": _BLOCKS,
    "tbl": _BLOCKS,
    "tr": _LOOSE | {w("tbl")},
    "tc": _LOOSE | {w("tr")},
    "r": _LINES,
    "t": all_w(("r",)),
    "delText": all_w(("r",)),
    "br": all_w(("r",)),
    "fldChar": all_w(("r",)),
    "commentReference": all_w(("r",)),
}
_FIRST: Final = {
    "pPr": frozenset({w("p")}),
    "rPr": frozenset({w("r")}),
    "tcPr": frozenset({w("tc")}),
    "tblPr": frozenset({w("tbl")}),
    "trPr": frozenset({w("tr")}),
}
_MAY_PRECEDE: Final = MARKERS | {w("tblPrEx")}


def find_disordered_children(inspection: Inspection) -> Iterator[Flaw]:
    """Properties stand in another order than the schema's, twice, or where they mean nothing: Word is strict."""
    for tree in inspection.drawn:
        for name, known in _RANKS.items():
            judged: dict[tuple[str, ...], str] = {}
            for element in tree.of(name):
                tags = tuple(child.tag for child in element)
                if tags not in judged:
                    judged[tags] = _judge(tags, known)
                if judged[tags]:
                    yield tree.flaw(element, f"w:{name} の中の w:{judged[tags]} の位置か数が正しくありません")


def _judge(tags: tuple[str, ...], known: dict[str, tuple[int, bool]]) -> str:
    """Return the first child that must not stand where it does; empty when all is well."""
    last = -1
    seen = set()
    for tag in tags:
        if not tag.startswith(f"{{{WORD}}}"):
            continue
        name = local(tag)
        rank, is_repeatable = known.get(name, (-1, False))
        if rank < last or rank < 0 or (name in seen and not is_repeatable):
            return name
        last = rank
        seen.add(name)
    return ""


def find_misplaced_elements(inspection: Inspection) -> Iterator[Flaw]:
    """A paragraph in a paragraph, a cell in no row, properties behind what they describe, and the like."""
    for tree in inspection.stories:
        for name, parents in _PARENTS.items():
            for element in tree.of(name):
                parent = parent_tag(element)
                if parent not in parents and not parent.startswith(f"{{{MATH}}}") and parent.startswith(f"{{{WORD}}}"):
                    yield tree.flaw(element, f"w:{name} が w:{local(parent)} の中にあります")
        for name, owners in _FIRST.items():
            for element in tree.of(name):
                before = element.getprevious()
                if before is not None and before.tag not in _MAY_PRECEDE and parent_tag(element) in owners:
                    yield tree.flaw(element, f"w:{name} が先頭にありません")


def find_misplaced_sections(inspection: Inspection) -> Iterator[Flaw]:
    """The page setup of the last section does not end the body: Word refuses the file."""
    for tree in inspection.stories:
        for section in tree.of("sectPr"):
            if parent_tag(section) == w("body") and section.getnext() is not None:
                yield tree.flaw(section, "本文のページ設定（w:sectPr）が最後にありません")
