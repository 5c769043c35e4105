"""The numbers Word counts by itself: 第１章, 1.2, （ア）; before headings and before the entries of lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import number, value, w
from dxplan_cli.text.numerals import Numeral, write
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.intake.manuscript.stylesheet import ListPlace
    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_SLOT: Final = re.compile("%([1-9])")
_NUMERALS: Final = {
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), Numeral.WIDE_DIGITS),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), Numeral.CIRCLED),
    **dict.fromkeys(
        (
            "japaneseCounting",
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "ideographDigital",
            "japaneseDigitalTenThousand",
        ),
        Numeral.KANJI,
    ),
    "upperRoman": Numeral.ROMAN,
    "lowerRoman": Numeral.LOWER_ROMAN,
    "upperLetter": Numeral.LETTERS,
    "lowerLetter": Numeral.LOWER_LETTERS,
    "aiueo": Numeral.NARROW_KANA,
    "aiueoFullWidth": Numeral.KANA,
    "iroha": Numeral.NARROW_IROHA,
    "irohaFullWidth": Numeral.IROHA,
}
_UNSEEN: Final = " \t\u3000\u200b\uf020"
"""Bullets nobody sees; the last is a blank in a font of symbols."""
BULLET: Final = ""
"""What stands before an entry that has a sign and no number."""


class Level(Value):
    """How one level of a list is numbered; `text` has %1 for the number of the outermost level.

    `is_legal` asks for plain digits of the levels above as well. `begins_under` is how many of the outer levels let it
    begin anew; None is all of them.
    """

    form: str
    text: str
    start: int
    is_legal: bool = False
    begins_under: int | None = None

    def begins_anew(self, level: int) -> bool:
        """Tell whether an entry of that level, further out, lets this one count from its start."""
        return self.begins_under is None or level < self.begins_under


class List(Value):
    """A list of a file: its kind, which counts on over its lists, its levels, and where it counts anew when first met."""

    kind: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)


class Numbering(Mutable):
    """The lists of a file by number, and how far they are."""

    lists: Mapping[str, List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    met: set[tuple[str, int]] = field(default_factory=set)

    def take(self, place: ListPlace) -> str | None:
        """Count one paragraph on and return its number as printed, `BULLET`, or None where no sign is printed."""
        found = self.lists.get(place.name)
        level = found.levels.get(place.level) if found is not None else None
        if found is None or level is None:
            return None
        counts = self.counts.setdefault(found.kind, {})
        self._restart(place, found, counts)
        counts[place.level] = counts.get(place.level, level.start - 1) + 1
        for deeper in [each for each in counts if each > place.level and _begins_anew(found, each, place.level)]:
            del counts[deeper]
        if level.form == "bullet":
            return BULLET if level.text.strip(_UNSEEN) else None
        number = _SLOT.sub(
            lambda slot: _slot(found.levels, counts, int(slot[1]) - 1, is_legal=level.is_legal), level.text
        )
        return number.strip() or None

    def _restart(self, place: ListPlace, found: List, counts: dict[int, int]) -> None:
        met = (place.name, place.level)
        if met not in self.met and place.level in found.restarts:
            counts[place.level] = found.restarts[place.level] - 1
        self.met.add(met)


def _begins_anew(found: List, deeper: int, level: int) -> bool:
    return deeper not in found.levels or found.levels[deeper].begins_anew(level)


def read_numbering(package: WordPackage) -> Numbering:
    """Read the lists of a file.

    Raises:
        UnreadableFileError: the part is broken.
    """
    kinds: dict[str, Mapping[int, Level]] = {}
    lists: dict[str, List] = {}
    for part in package.related("numbering"):
        tree = package.tree(part)
        styled = {value(kind.find(w("styleLink"))): kind for kind in tree.iterchildren(w("abstractNum"))}
        for kind in tree.iterchildren(w("abstractNum")):
            link = value(kind.find(w("numStyleLink")))
            kinds[value(kind, "abstractNumId") or ""] = _levels(styled.get(link, kind) if link else kind)
        for entry in tree.iterchildren(w("num")):
            name = value(entry.find(w("abstractNumId"))) or ""
            lists[value(entry, "numId") or ""] = _list(name, kinds.get(name, {}), entry)
    return Numbering(lists)


def _list(kind: str, levels: Mapping[int, Level], entry: Element) -> List:
    overrides = [
        (depth, each) for each in entry.iterchildren(w("lvlOverride")) if (depth := number(each, "ilvl")) is not None
    ]
    own = {depth: level for depth, each in overrides for level in _levels(each).values()}
    starts = {depth: start for depth, each in overrides if (start := number(each.find(w("startOverride")))) is not None}
    return List(kind, {**levels, **own}, starts)


def _levels(holder: Element) -> dict[int, Level]:
    return {number(each, "ilvl") or 0: _level(each) for each in holder.iterchildren(w("lvl"))}


def _level(element: Element) -> Level:
    start = number(element.find(w("start")))
    text = value(element.find(w("lvlText"))) or ""
    form = value(element.find(w("numFmt"))) or "decimal"
    return Level(
        form=form,
        text="・" if form == "bullet" and element.find(w("lvlPicBulletId")) is not None else text,
        start=1 if start is None else start,
        is_legal=element.find(w("isLgl")) is not None,
        begins_under=number(element.find(w("lvlRestart"))),
    )


def _slot(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int, *, is_legal: bool) -> str:
    level = levels.get(depth)
    if level is None or level.form == "none":
        return ""
    return in_form(counts.get(depth, level.start), "decimal" if is_legal else level.form)


def in_form(count: int, form: str) -> str:
    """Return a number as Word writes it in a form of numbering; a form not known here counts in plain digits."""
    return write(_NUMERALS.get(form, Numeral.DIGITS), count)
