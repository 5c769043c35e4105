"""What an HTML page gives away: its words, what its attributes and comments say, and whom it names as its author."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.disclosure.lines import decode_text
from dxplan_cli.intake.disclosure.statement import Credit, Disclosure, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that do not end a run of words: a name may be written across them."""
_EMPTY: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_PERSON_HEADING: Final = "氏名"
_UNSAID: Final = "vh"
"""The class of words for screen readers alone, which may stand inside a name that was revised."""


def disclose_page(data: bytes) -> Disclosure:
    """Read an HTML page, well-formed or not.

    Raises:
        UnreadableFileError: its encoding is not known.
    """
    text = decode_text(data)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_words()
    return Disclosure(tuple(reader.statements), tuple(reader.credits), (("HTML", text),))


def _is_telling(name: str, value: str) -> bool:
    """Tell whether an attribute can hold words; the bytes of an image would be taken for telephone numbers."""
    return bool(value.strip()) and name != "class" and not value.startswith("data:image/")


class _Reader(HTMLParser):
    """Gathers words from one end of a block to the next."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.statements: list[Statement] = []
        self.credits: list[Credit] = []
        self.words: list[tuple[str, bool]] = []
        self.line = 0
        self.unsaid: list[bool] = []
        self.rosters: list[bool] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Take up attributes; a block begins new words."""
        values = {name: value or "" for name, value in attrs}
        if tag not in _INLINE:
            self.end_words()
        if tag == "table":
            self.rosters.append(False)
        if tag in _INLINE and tag not in _EMPTY:
            self.unsaid.append(_UNSAID in values.get("class", "").split())
        if tag == "meta" and values.get("name", "").lower() == "author":
            self.credits += [Credit("作成者", values["content"])] if values.get("content") else []
            return
        self._state("｜".join(value for name, value in values.items() if _is_telling(name, value)), f"の{tag}の属性")

    def handle_endtag(self, tag: str) -> None:
        """End words at the end of a block."""
        if tag in _INLINE:
            if self.unsaid:
                self.unsaid.pop()
            return
        self.end_words()
        if tag == "table" and self.rosters:
            self.rosters.pop()

    def handle_data(self, data: str) -> None:
        """Take up words."""
        if not self.words:
            self.line = self.getpos()[0]
        self.words.append((data, any(self.unsaid)))

    def handle_comment(self, data: str) -> None:
        """Take up what no reader sees."""
        self._state(data, "のコメント")

    def handle_decl(self, decl: str) -> None:
        """Take up a declaration; it says nothing of its own."""
        self._state(decl, "の宣言")

    def handle_pi(self, data: str) -> None:
        """Take up an instruction to programs."""
        self._state(data, "の命令")

    def unknown_decl(self, data: str) -> None:
        """Take up anything else between angle brackets."""
        self._state(data, "の宣言")

    def end_words(self) -> None:
        """State the words gathered, with and without those for screen readers alone."""
        every = "".join(word for word, _ in self.words)
        said = "".join(word for word, is_unsaid in self.words if not is_unsaid)
        if self.rosters and every.strip() == _PERSON_HEADING:
            self.rosters[-1] = True
        is_roster = any(self.rosters)
        for text in dict.fromkeys((said, every)):
            if text.strip():
                self.statements.append(Statement(f"{self.line}行目", text, self.line, is_roster=is_roster))
        self.words = []

    def _state(self, text: str, what: str) -> None:
        line = self.getpos()[0]
        if text.strip():
            self.statements.append(Statement(f"{line}行目{what}", text, line))
