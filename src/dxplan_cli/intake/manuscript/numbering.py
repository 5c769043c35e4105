"""The numbers Word counts by itself: 第１章, 1.2, （ア）. Needed for headings, whose numbers are printed with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import number, value, w
from dxplan_cli.text.digits import full_width
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.intake.manuscript.stylesheet import ListPlace
    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_SLOT: Final = re.compile("%([1-9])")
_KANJI: Final = "〇一二三四五六七八九"
_SYLLABLES: Final = {
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CIRCLED: Final = 0x2460
_LAST_CIRCLED: Final = 20


class Level(Value):
    """How one level of a list is numbered; `text` has %1 for the number of the outermost level.

    `is_legal` asks for plain digits of the levels above as well.
    """

    form: str
    text: str
    start: int
    is_legal: bool = False


class Numbering(Mutable):
    """The lists of a file by number: their kind, which counts on over its lists, and their levels; and how far they are."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def take(self, place: ListPlace) -> str | None:
        """Count one paragraph on and return its number as printed; None for bullets and what is not numbered."""
        kind, levels = self.lists.get(place.name, ("", {}))
        level = levels.get(place.level)
        if level is None:
            return None
        counts = self.counts.setdefault(kind, {})
        counts[place.level] = counts.get(place.level, level.start - 1) + 1
        for deeper in [each for each in counts if each > place.level]:
            del counts[deeper]
        if level.form in {"bullet", "none"}:
            return None
        return (
            _SLOT.sub(lambda slot: _slot(levels, counts, int(slot[1]) - 1, is_legal=level.is_legal), level.text).strip()
            or None
        )


def read_numbering(package: WordPackage) -> Numbering:
    """Read the lists of a file.

    Raises:
        UnreadableFileError: the part is broken.
    """
    kinds: dict[str, Mapping[int, Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for part in package.related("numbering"):
        tree = package.tree(part)
        for kind in tree.iterchildren(w("abstractNum")):
            kinds[value(kind, "abstractNumId") or ""] = _levels(kind)
        for entry in tree.iterchildren(w("num")):
            name = value(entry.find(w("abstractNumId"))) or ""
            own = {
                depth: level
                for each in entry.iterchildren(w("lvlOverride"))
                if (depth := number(each, "ilvl")) is not None
                for level in _levels(each).values()
            }
            lists[value(entry, "numId") or ""] = (name, {**kinds.get(name, {}), **own})
    return Numbering(lists)


def _levels(holder: Element) -> dict[int, Level]:
    levels = {}
    for each in holder.iterchildren(w("lvl")):
        start = number(each.find(w("start")))
        form = value(each.find(w("numFmt"))) or "decimal"
        text = value(each.find(w("lvlText"))) or ""
        levels[number(each, "ilvl") or 0] = Level(
            form, text, 1 if start is None else start, each.find(w("isLgl")) is not None
        )
    return levels


def _slot(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int, *, is_legal: bool) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    return in_form(counts.get(depth, level.start), "decimal" if is_legal else level.form)


def in_form(count: int, form: str) -> str:
    """Return a number as Word writes it in a form of numbering; a form not known here counts in plain digits."""
    written = str(count)
    if form.startswith("decimalFullWidth"):
        written = full_width(count)
    elif form.startswith("decimalEnclosedCircle") and 1 <= count <= _LAST_CIRCLED:
        written = chr(_CIRCLED + count - 1)
    elif form in {"upperRoman", "lowerRoman"} and count < 400:
        roman = _roman(count)
        written = roman if form == "upperRoman" else roman.lower()
    elif form.removesuffix("FullWidth") in _SYLLABLES and count > 0:
        signs = _SYLLABLES[form.removesuffix("FullWidth")]
        written = signs[(count - 1) % len(signs)]
    elif form in {"japaneseCounting", "chineseCounting", "ideographDigital", "japaneseDigitalTenThousand"}:
        written = _in_kanji(count)
    return written


def _roman(left: int) -> str:
    parts = []
    for size, sign in _ROMAN:
        parts.append(sign * (left // size))
        left %= size
    return "".join(parts)


def _in_kanji(count: int) -> str:
    """Return a number below a hundred as 二十三, a larger one digit by digit."""
    tens, ones = divmod(count, 10)
    if tens >= 10 or count == 0:
        return "".join(_KANJI[int(digit)] for digit in str(count))
    return ("" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十") + (_KANJI[ones] if ones else "")
