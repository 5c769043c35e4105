"""Defects of what stands where: order of children, parents, the section at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.defects.sequences import SEQUENCES, ranks
from dxplan_cli.intake.word.names import WORD, all_w, local, parent_tag, w
from dxplan_cli.intake.word.removal import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection

_RANKS: Final = {w(name): ranks(sequence) for name, sequence in SEQUENCES.items()}
_BLOCKS: Final = all_w((
    "body", "tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "sdtContent", "customXml",
    "docPartBody",
))  # fmt: skip
_LOOSE: Final = all_w(("sdtContent", "customXml"))
_LINES: Final = all_w((
    "p", "hyperlink", "ins", "del", "moveFrom", "moveTo", "smartTag", "sdtContent", "customXml", "fldSimple", "rt",
    "rubyBase", "dir", "bdo",
))  # fmt: skip
_RUN: Final = all_w(("r",))
_PARENTS: Final = {
    w("p"): _BLOCKS,
    w("tbl"): _BLOCKS,
    w("tr"): _LOOSE | {w("tbl")},
    w("tc"): _LOOSE | {w("tr")},
    w("r"): _LINES,
    w("t"): _RUN,
    w("delText"): _RUN,
    w("br"): _RUN,
    w("fldChar"): _RUN,
    w("commentReference"): _RUN,
}
_FIRST: Final = {w("pPr"): w("p"), w("rPr"): w("r"), w("tcPr"): w("tc"), w("tblPr"): w("tbl"), w("trPr"): w("tr")}
_MAY_PRECEDE: Final = MARKERS | {w("tblPrEx")}


def find_disordered_children(inspection: Inspection) -> Iterator[Flaw]:
    """Properties stand in another order than the schema's, twice, or where they mean nothing: Word is strict."""
    for tree in inspection.drawn:
        for (tag, children), elements in tree.shapes.items():
            wrong = _judge(children, _RANKS[tag]) if tag in _RANKS else ""
            if wrong:
                for element in elements:
                    yield tree.flaw(element, f"w:{local(tag)} の中の w:{wrong} の位置か数が正しくありません")


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
        for (tag, children), elements in tree.shapes.items():
            wrong = _strays(tag, children)
            for element in elements if wrong else ():
                yield tree.flaw(element, f"w:{local(tag)} の中の w:{wrong} の位置が正しくありません")


def _strays(parent: str, children: tuple[str, ...]) -> str:
    """Return the first child that must not stand in this parent, or not behind others; empty when all is well."""
    if not parent.startswith(f"{{{WORD}}}"):
        return ""
    for number, child in enumerate(children):
        is_stray = child in _PARENTS and parent not in _PARENTS[child]
        is_late = _FIRST.get(child) == parent and not _MAY_PRECEDE.issuperset(children[:number])
        if is_stray or is_late:
            return local(child)
    return ""


def find_misplaced_sections(inspection: Inspection) -> Iterator[Flaw]:
    """The page setup of the last section does not end the body: Word refuses the file."""
    for tree in inspection.stories:
        for section in tree.of("sectPr"):
            if parent_tag(section) == w("body") and section.getnext() is not None:
                yield tree.flaw(section, "本文のページ設定（w:sectPr）が最後にありません")
