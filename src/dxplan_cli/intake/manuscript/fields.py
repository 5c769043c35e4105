"""Page numbers of headers and footers: whatever the program last counted there, it is no text of anybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import value, w

if TYPE_CHECKING:
    from dxplan_cli.intake.word.names import Element

_COUNTED: Final = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "SAVEDATE", "PRINTDATE"})
_FIELD, _SIMPLE, _INSTRUCTION = w("fldChar"), w("fldSimple"), w("instrText")


def counted_words(story: Element) -> frozenset[Element]:
    """Return the words that are results of fields which count pages or tell the time of printing."""
    found: set[Element] = set()
    for simple in story.iter(_SIMPLE):
        if _is_counted(value(simple, "instr") or ""):
            found.update(simple.iter(w("t")))
    instructions: list[str] = []
    for element in story.iter(_FIELD, _INSTRUCTION, w("t")):
        if element.tag == _INSTRUCTION and instructions:
            instructions[-1] += element.text or ""
        elif element.tag == _FIELD:
            _turn(instructions, value(element, "fldCharType"))
        elif any(map(_is_counted, instructions)):
            found.add(element)
    return frozenset(found)


def _turn(instructions: list[str], kind: str | None) -> None:
    if kind == "begin":
        instructions.append("")
    elif kind == "end" and instructions:
        instructions.pop()


def _is_counted(instruction: str) -> bool:
    return instruction.strip().partition(" ")[0].upper() in _COUNTED
