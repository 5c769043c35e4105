"""References by number in running text (第１節を参照, 図２): which words, and what they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.numerals import readings_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

UNITS: Final = "部編章節項款"
"""The words for sections that are counted with 第."""
_NUMBER: Final = "[0-9０-９]{1,3}|[〇一二三四五六七八九十]{1,3}"
_PART: Final = f"第(?:{_NUMBER})[{UNITS}]"
_REFERENCE: Final = re.compile(
    f"(?P<parts>{_PART}(?:の?{_PART})*)|(?<![一-龠])(?P<caption>[図表](?:{_NUMBER}))(?![0-9０-９年月日回枚件種－‐-])"
)
_OTHER_WORK: Final = re.compile(
    "(?<!本)(?<!この)(?:条例|法律|法|規則|要綱|要領|指針|方針|計画|プラン|ビジョン|戦略|構想|[」』]|同)の?$"
)
"""What names another document, so that the number behind it is not this plan's."""
_ONE_PART: Final = re.compile(f"第(?P<number>{_NUMBER})(?P<unit>[{UNITS}])")
_CAPTION: Final = re.compile(f"\\A[（(［\\[【]?(?P<unit>[図表])[ \u3000]*(?P<number>{_NUMBER})")


class Numbered(Value):
    """What a number names: the unit (章, 節, 図, 表) and the count, however written."""

    unit: str
    count: int


class Reference(Value):
    """A reference in a text: its words, and what it names from the outermost unit to the one meant."""

    words: str
    path: tuple[Numbered, ...]


def references_in(text: str) -> Iterator[Reference]:
    """Yield the references by number in a text: 第２章第１節 is one, 第３回 and 条例第３章 are none."""
    for found in _REFERENCE.finditer(text):
        if _OTHER_WORK.search(text[: found.start()]):
            continue
        if found["parts"]:
            path = tuple(_numbered(part["unit"], part["number"]) for part in _ONE_PART.finditer(found["parts"]))
        else:
            path = (_numbered(found["caption"][0], found["caption"][1:]),)
        yield Reference(found[0], path)


def number_of_heading(printed: str, unit: str) -> Numbered | None:
    """Return what the printed number of a section makes it: 第１節 says the unit itself, 1 takes the one given."""
    part = _ONE_PART.search(printed)
    if part is not None:
        return _numbered(part["unit"], part["number"])
    readings = readings_of(printed)
    return Numbered(unit, readings[0].count) if readings and unit else None


def number_of_caption(title: str) -> Numbered | None:
    """Return what the title of a figure or table calls it: 図２　推進体制."""
    found = _CAPTION.search(title)
    return None if found is None else _numbered(found["unit"], found["number"])


def _numbered(unit: str, written: str) -> Numbered:
    return Numbered(unit, readings_of(written)[0].count)
