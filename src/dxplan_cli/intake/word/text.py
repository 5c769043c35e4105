"""What stands in the paragraphs: `paragraph_texts`, over a walk that comments use as well.

Read are words, not looks: a ruby text gives its base and not the reading above
it; a field gives its result and not its instruction, but where letters are composed
by one (`composed`); a text box that is stored
twice, for new and for old programs, is read once. Hidden text is read.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.composed import composed_words
from dxplan_cli.intake.word.names import ALTERNATES, CHOICE, FALLBACK, all_w, m, parent_tag, value, w
from dxplan_cli.value import Mutable, Value

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from dxplan_cli.intake.word.names import Element


class Sign(Enum):
    """What a walk meets."""

    PARAGRAPH = auto()
    PARAGRAPH_END = auto()
    WORDS = auto()
    COMMENT = auto()
    COMMENT_END = auto()


class Step(Value):
    """One thing met: `text` are the words, or the id of a comment."""

    sign: Sign
    element: Element
    text: str = ""


class _Field(Mutable):
    """A field that is not ended: what it is told to do, and whether its result has begun."""

    instruction: str = ""
    has_result: bool = False


_LETTERS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_PARAGRAPH: Final = w("p")
_FIELD: Final = w("fldChar")
_SYMBOL: Final = w("sym")
_WORDS: Final = frozenset({w("t"), w("delText"), m("t")})
_COMMENTS: Final = {w("commentRangeStart"): Sign.COMMENT, w("commentRangeEnd"): Sign.COMMENT_END}
_INSTRUCTIONS: Final = all_w(("instrText", "delInstrText"))
_SPOKEN: Final = _WORDS | _INSTRUCTIONS | {*_LETTERS, *_COMMENTS, _SYMBOL, _FIELD}
READ: Final = (_PARAGRAPH, *_SPOKEN)
"""All that is looked at: paragraphs, and what stands in them and is said."""
_PASSED: Final = all_w(("rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "rt"))
_GONE: Final = all_w(("del", "moveFrom"))
_PASSED_WITH_WORDS: Final = all_w(("sdtPr", "rt"))
"""Of what is passed, all that may hold words or paragraphs, but for the tab stops of properties."""
_TAB: Final = w("tab")
_TAB_STOPS: Final = w("tabs")


def paragraph_texts(body: Element, *, deleted: bool = False) -> tuple[str, ...]:
    """Return the text of every paragraph in document order, those of cells and text boxes too.

    A line break gives a newline, a tab a tab, a symbol its character. A text box follows the paragraph it is
    anchored in. Deleted text, and text at the place it was moved from, is left out unless `deleted` asks for it.
    """
    return joined(read_pieces(body, unread_of(body, deleted=deleted)))


def joined(texts: Mapping[Element, Sequence[str]]) -> tuple[str, ...]:
    """Return the texts of paragraphs that are read in pieces."""
    return tuple("".join(pieces) for pieces in texts.values())


def read_pieces(body: Element, unread: Container[Element]) -> dict[Element, list[str]]:
    """Return the words of every paragraph in pieces, in document order; `unread` are passed by."""
    texts: dict[Element, list[str]] = {}
    fields: list[_Field] = []
    for element in body.iterdescendants(*READ):
        if element in unread:
            continue
        tag = element.tag
        if tag == _PARAGRAPH:
            texts[element] = []
        elif tag not in _COMMENTS and (step := _spoken(element, tag, fields)):
            owner = next(element.iterancestors(_PARAGRAPH), None)
            if owner in texts:
                texts[owner].append(step.text)
    return texts


def unread_of(body: Element, *, deleted: bool) -> frozenset[Element]:
    """Return the paragraphs and words that are not read, because they say nothing or say it again."""
    passed = (*_PASSED_WITH_WORDS, *(() if deleted else _GONE))
    hidden = (*body.iter(*passed), *(each for each in body.iter(CHOICE, FALLBACK) if is_repeated(each)))
    stops = (tab for tab in body.iter(_TAB) if parent_tag(tab) == _TAB_STOPS)
    return frozenset((*stops, *(inner for each in hidden for inner in each.iter(*READ))))


def walk(body: Element, *, deleted: bool = False) -> Iterator[Step]:
    """Yield paragraphs, words and the ends of comments in document order."""
    unread = _PASSED if deleted else _PASSED | _GONE
    fields: list[_Field] = []
    opened: list[tuple[Iterator[Element], Element | None]] = [(iter(body), None)]
    while opened:
        children, paragraph = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            if paragraph is not None:
                yield Step(Sign.PARAGRAPH_END, paragraph)
            continue
        tag = child.tag
        if tag == _PARAGRAPH:
            yield Step(Sign.PARAGRAPH, child)
            opened.append((iter(child), child))
        elif tag in _SPOKEN:
            step = _spoken(child, tag, fields)
            if step is not None:
                yield step
        elif tag not in unread and not is_repeated(child):
            opened.append((iter(child), None))


def _spoken(element: Element, tag: str, fields: list[_Field]) -> Step | None:
    """Return what a single element says; `fields` are those open around it."""
    if tag in _COMMENTS:
        return Step(_COMMENTS[tag], element, value(element, "id") or "")
    if tag in _INSTRUCTIONS:
        if fields and not fields[-1].has_result:
            fields[-1].instruction += element.text or ""
        return None
    words = _turn(fields, value(element, "fldCharType")) if tag == _FIELD else _letters(element, tag)
    if all(each.has_result for each in fields):
        return Step(Sign.WORDS, element, words) if words or tag != _FIELD else None
    if tag == _FIELD:
        fields[-1].instruction += words
    return None


def _letters(element: Element, tag: str) -> str:
    if tag == _SYMBOL:
        return _symbol(value(element, "char") or "")
    return _LETTERS.get(tag) or element.text or ""


def _symbol(code: str) -> str:
    """Return the character of a `w:sym`; fonts of pictures keep theirs in the private-use area."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _turn(fields: list[_Field], kind: str | None) -> str:
    """Open or end a field; return what one says that ends without a result."""
    if kind == "begin":
        fields.append(_Field())
    elif kind == "separate" and fields:
        fields[-1].has_result = True
    elif kind == "end" and fields:
        ended = fields.pop()
        return "" if ended.has_result else composed_words(ended.instruction)
    return ""


def is_repeated(element: Element) -> bool:
    """Tell whether an element says again, for another program, what the first choice beside it says."""
    if element.tag not in {CHOICE, FALLBACK} or parent_tag(element) != ALTERNATES:
        return False
    parent = element.getparent()
    first = None if parent is None else parent.find(CHOICE)
    return first is not None and first is not element
