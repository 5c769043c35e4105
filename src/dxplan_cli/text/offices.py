"""Names of public offices as strings: whether one belongs to a prefecture, a city, a town or a village."""

from __future__ import annotations

import re
from typing import Final

_PREFECTURE: Final = re.compile("(?:(?![市区町村])[一-龠々ヶ]){2,3}?([都道府県])")
_MUNICIPALITY: Final = re.compile("[一-龠々ヶぁ-んァ-ヶー]{2,8}?([市区町村])(?![計整民市町村課])")
"""At least two letters, and no word of an office's work: 市民課, 都市計画課 and 市町村課 name no city."""


def kind_of_office(name: str) -> str:
    """Return 都・道・府・県・市・区・町・村 for an office named by its public body first (青森県○○課); else nothing.

    An office of a municipality that names the prefecture before it (青森県みなと町) is the municipality's.
    """
    prefecture = _PREFECTURE.match(name)
    rest = name[prefecture.end() :] if prefecture is not None else name
    municipality = _MUNICIPALITY.match(rest)
    if municipality is not None:
        return municipality[1]
    return prefecture[1] if prefecture is not None else ""
