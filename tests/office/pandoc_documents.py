"""Documents of pandoc's, drawn at random: all that it can write into a Word file, with tracked changes and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandoc import Ast

VERSION = [1, 23, 1]
_PLAIN_ATTRIBUTES: Any = ["", [], []]
_WORDS = ("本県は", "ＤＸを", "推進する。", "データ", "2024年", "（案）", "a b", "県民、市町村", "第１章", "と")
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map("".join)
authors = st.sampled_from(("委員", "事務局"))


def text(said: str) -> list[Ast]:
    parts = said.split(" ")
    return [each for part in parts for each in ({"t": "Space"}, {"t": "Str", "c": part}) if part or "c" not in each][1:]


@st.composite
def runs(draw: st.DrawFn, depth: int = 1) -> list[Ast]:
    """Some words, one of many kinds of them."""
    made = draw(
        st.sampled_from((plain, plain, revised, looks, comments, breaks, *((notes, pictures) if depth else ())))
    )
    return draw(made())


def plain() -> st.SearchStrategy[list[Ast]]:
    return words.map(text)


@st.composite
def revised(draw: st.DrawFn) -> list[Ast]:
    kinds = draw(st.sampled_from((("insertion",), ("deletion",), ("deletion", "insertion"))))
    return [_revised(kind, draw(authors), text(draw(words))) for kind in kinds]


@st.composite
def comments(draw: st.DrawFn) -> list[Ast]:
    name = str(draw(st.integers(0, 9999)))
    begun = ["", ["comment-start"], [["id", name], ["author", draw(authors)], ["date", "2024-01-01T00:00:00Z"]]]
    ended = ["", ["comment-end"], [["id", name]]]
    return [{"t": "Span", "c": [begun, text("意見")]}, *text(draw(words)), {"t": "Span", "c": [ended, []]}]


def looks() -> st.SearchStrategy[list[Ast]]:
    """Draw words in a look of their own, which are words all the same."""
    simple = st.sampled_from(("Strong", "Emph", "Strikeout", "Superscript", "SmallCaps", "Underline"))
    made = st.one_of(
        st.builds(lambda kind, said: {"t": kind, "c": text(said)}, simple, words),
        words.map(lambda said: {"t": "Link", "c": [_PLAIN_ATTRIBUTES, text(said), ["https://example.jp/", ""]]}),
        words.map(lambda said: {"t": "Code", "c": [_PLAIN_ATTRIBUTES, said]}),
        words.map(lambda said: {"t": "Span", "c": [["a1", [], []], text(said)]}),
    )
    return made.map(lambda each: [each])


def breaks() -> st.SearchStrategy[list[Ast]]:
    return st.builds(lambda one, other: [*text(one), {"t": "LineBreak"}, *text(other)], words, words)


def notes() -> st.SearchStrategy[list[Ast]]:
    said = st.lists(inlines(0).map(lambda each: {"t": "Para", "c": each}), min_size=1, max_size=2)
    return st.builds(lambda before, blocks: [*text(before), {"t": "Note", "c": blocks}], words, said)


def pictures() -> st.SearchStrategy[list[Ast]]:
    return words.map(lambda alt: [{"t": "Image", "c": [_PLAIN_ATTRIBUTES, text(alt), ["picture.png", ""]]}])


def _revised(kind: str, author: str, said: list[Ast]) -> Ast:
    return {"t": "Span", "c": [["", [kind], [["author", author], ["date", "2024-01-01T00:00:00Z"]]], said]}


def inlines(depth: int = 1) -> st.SearchStrategy[list[Ast]]:
    return st.lists(runs(depth), min_size=1, max_size=4).map(lambda parts: [each for part in parts for each in part])


def paragraphs() -> st.SearchStrategy[Ast]:
    return inlines().map(lambda said: {"t": "Para", "c": said})


headings = st.builds(
    lambda level, said: {"t": "Header", "c": [level, _PLAIN_ATTRIBUTES, said]}, st.integers(1, 4), words.map(text)
)
_FORMS = ("Decimal", "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman")
_SIGNS = ("Period", "OneParen", "TwoParens")


@st.composite
def lists(draw: st.DrawFn, depth: int = 2) -> Ast:
    tight = draw(st.booleans())
    entries = [draw(_entry(depth, tight=tight)) for _ in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        return {"t": "BulletList", "c": entries}
    form = [draw(st.integers(1, 4)), {"t": draw(st.sampled_from(_FORMS))}, {"t": draw(st.sampled_from(_SIGNS))}]
    return {"t": "OrderedList", "c": [form, entries]}


@st.composite
def _entry(draw: st.DrawFn, depth: int, *, tight: bool) -> list[Ast]:
    first = {"t": "Plain" if tight else "Para", "c": draw(inlines())}
    return [first, *([draw(lists(depth - 1))] if depth and draw(st.booleans()) else [])]


def _cell(blocks: list[Ast], rows: int = 1, columns: int = 1) -> Any:
    return [_PLAIN_ATTRIBUTES, {"t": "AlignDefault"}, rows, columns, blocks]


@st.composite
def tables(draw: st.DrawFn) -> Ast:
    width, height = draw(st.integers(2, 3)), draw(st.integers(1, 3))
    cells: Callable[[], Any] = lambda: _cell([{"t": "Plain", "c": draw(inlines())}])  # noqa: E731 - draws each time
    rows = [[_PLAIN_ATTRIBUTES, [cells() for _ in range(width)]] for _ in range(height)]
    if draw(st.booleans()):
        rows.append([_PLAIN_ATTRIBUTES, [_cell([draw(paragraphs()), draw(lists(0))], 1, width)]])
    head = [_PLAIN_ATTRIBUTES, [cells() for _ in range(width)]]
    caption = [None, [{"t": "Plain", "c": text(draw(words))}] if draw(st.booleans()) else []]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
    body = [[_PLAIN_ATTRIBUTES, 0, [], rows]]
    return {
        "t": "Table",
        "c": [_PLAIN_ATTRIBUTES, caption, columns, [_PLAIN_ATTRIBUTES, [head]], body, [_PLAIN_ATTRIBUTES, []]],
    }


def others() -> st.SearchStrategy[Ast]:
    """Draw what is neither text nor list nor table."""
    return st.one_of(
        paragraphs().map(lambda each: {"t": "BlockQuote", "c": [each]}),
        words.map(lambda said: {"t": "CodeBlock", "c": [_PLAIN_ATTRIBUTES, f"{said}\n  {said}"]}),
        inlines().map(lambda said: {"t": "LineBlock", "c": [said, text("次の行")]}),
        st.builds(lambda term, each: {"t": "DefinitionList", "c": [[term, [[each]]]]}, inlines(), paragraphs()),
        st.just({"t": "HorizontalRule"}),
        inlines().map(lambda said: {"t": "Div", "c": [_PLAIN_ATTRIBUTES, [{"t": "Para", "c": said}]]}),
    )


def documents() -> st.SearchStrategy[Ast]:
    """Draw a whole document that begins with a heading; lists are parted by a paragraph, which pandoc joins else."""
    blocks = st.one_of(paragraphs(), headings, lists(), tables(), others())
    whole = st.lists(blocks, min_size=3, max_size=12)
    return st.builds(lambda first, rest: _document([first, *_parted(rest)]), headings, whole)


def _parted(blocks: list[Ast]) -> list[Ast]:
    return [each for block in blocks for each in (block, {"t": "Para", "c": text("間の文。")})]


def _document(blocks: list[Ast]) -> Ast:
    return {"pandoc-api-version": VERSION, "meta": {}, "blocks": blocks}
