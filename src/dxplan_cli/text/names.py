"""Names of persons: how an entry of a list divides into surname and given name, and where names stand in a text.

A full name is found as it is, blanks or an honorific between or not. A surname
alone is found only with an honorific behind it, so that places and firms of the
same name are left alone. Texts are narrowed ones (`text.narrow`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.narrow import narrow
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.text.contacts import Span

_KANJI: Final = "[\u3400-\u4dbf一-鿿々〆ヶ\uf900-\ufaff\U00020000-\U0003134f]"
_OFFICES: Final = "[長員授名者事役表師士氏社会課係部局所校県市町村]"
"""What may stand directly before a name: 委員山田氏, 商工会山田さん."""
_HONORIFIC: Final = (
    "(?:様(?![式々子相態])|さま(?!ざま)|氏(?![名族神])|さん(?!ぽ)|殿(?!堂)|委員(?!会)|先生|会長|座長|教授)"
)
_END: Final = f"(?:(?!{_KANJI})|(?=[様氏殿委先会座教副部課係理代議社]))"
_FILLERS: Final = "[ \ufe00-\ufe0f\U000e0100-\U000e01ef]*"
"""What may stand between the letters of a name: blanks that spread it out, and variation selectors."""
_BETWEEN: Final = f"{_FILLERS}(?:{_HONORIFIC}|・|,)?{_FILLERS}"
_FILLING: Final = re.compile(f"{_FILLERS.removesuffix('*')}+")
_SHORT: Final = 3
"""A full name of so few letters may be a part of another word."""
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_TITLES: Final = re.compile(f" *{_HONORIFIC} *$")


class Name(Value):
    """A name; without a given name `family` is all that is known, and `is_full` says whether that is a whole name."""

    family: str
    given: str = ""
    is_full: bool = True

    @property
    def letters(self) -> str:
        """The name without blanks."""
        return self.family + self.given


def read_names(written: str, *, is_listed: bool = False) -> Iterator[Name]:
    """Yield the names of an entry: 山田　太郎, 係長の笹川, 野々村委員; narrowed.

    Where the dictionary knows no surname, two words are surname and given name; one word is a full name in a list
    of members (`is_listed`), else no more than a surname.
    """
    entry = _TITLES.sub("", _BRACKETED.sub(" ", narrow(written))).strip()
    if not entry:
        return
    words = entry.split()
    known = tuple(_known_names(entry))
    if known:
        rest = "".join(words).removeprefix(known[0].family)
        is_whole_entry = is_listed and len(known) == 1 and entry.startswith(known[0].family)
        yield from [Name(known[0].family, rest)] if is_whole_entry and rest else known
    elif len(words) == 2 and all(word.isalpha() for word in words):
        yield Name(words[0], words[1])
    elif any(letter.isalpha() for letter in entry):
        yield Name("".join(words), is_full=is_listed)


def _known_names(entry: str) -> Iterator[Name]:
    from dxplan_cli.text.tokens import name_parts  # noqa: PLC0415 - 30 ms that only names need

    parts = [part for part in name_parts(entry) if part.word.strip()]
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if part.is_surname:
            given = following.word if following is not None and following.is_given else ""
            yield Name(part.word, given, is_full=bool(given))


class Names(Value):
    """Names to look for, by the first letter of the surname: a text has few of the letters of many names."""

    by_letter: Mapping[str, frozenset[Name]]


def index_names(names: Iterable[Name]) -> Names:
    """Gather names."""
    found: dict[str, set[Name]] = {}
    for name in names:
        found.setdefault(name.family[0], set()).add(name)
    return Names({letter: frozenset(each) for letter, each in found.items()})


def find_names(names: Names, text: str) -> Iterator[Span]:
    """Yield where any of the names stands in a narrowed text, the longest way it can be read."""
    letters = names.by_letter.keys() & set(text)
    if not letters:
        return
    squeezed = _FILLING.sub("", text)
    wanted = {each for letter in letters for each in names.by_letter[letter] if each.family in squeezed}
    if wanted:
        for found in re.finditer("|".join(_patterns(wanted)), text):
            yield found.span()


def _patterns(names: set[Name]) -> list[str]:
    full = sorted((each for each in names if each.is_full), key=lambda each: (-len(each.letters), each.letters))
    families = sorted({each.family for each in names}, key=lambda family: (-len(family), family))
    return [*map(_full, full), *map(_with_honorific, families)]


def _full(name: Name) -> str:
    given = f"{_BETWEEN}{_spread(name.given)}" if name.given else ""
    pattern = f"{_spread(name.family)}{given}"
    return f"{_start(name)}{pattern}{_END}" if len(name.letters) <= _SHORT else pattern


def _with_honorific(family: str) -> str:
    return f"{_start(Name(family))}{_spread(family)} *{_HONORIFIC}"


def _start(name: Name) -> str:
    return f"(?:(?<!{_KANJI})|(?<={_OFFICES}))" if re.match(_KANJI, name.family) else ""


def _spread(letters: str) -> str:
    return _FILLERS.join(map(re.escape, letters))
