"""What a file that leaves something out means: ids from its name, titles from what it is (design: data format).

Only a plan's title and drafts, a draft's label and chapters, and what makes a
node or an opinion one at all must be written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dxplan_cli.model.meeting import Meeting
from dxplan_cli.model.node import Figure
from dxplan_cli.model.opinion import Opinion, Round

if TYPE_CHECKING:
    from dxplan_cli.model.node import DrawnFrom
    from dxplan_cli.model.place import Place

_FIGURES: dict[str | None, str] = {"tree": "体系図", "events": "年表"}
_HEARING = "意見聴取"


def make_figure(*, title: str | None = None, drawn_from: DrawnFrom | None = None, **values: Any) -> Figure:
    """Make a figure; without a title it is called by what it is drawn from."""
    return Figure(title=title or _FIGURES.get(drawn_from, "図"), drawn_from=drawn_from, **values)


def make_round(*, place: Place, kind: str | None = None, title: str | None = None, **values: Any) -> Round:
    """Make a round; its id is the file's name, its kind and title stand in for one another."""
    values.setdefault("id", _stem(place))
    return Round(place=place, kind=kind or title or _HEARING, title=title or kind or values["id"], **values)


def make_meeting(*, place: Place, number: int | None = None, title: str | None = None, **values: Any) -> Meeting:
    """Make a meeting; its id is the file's name, its number the digits in it."""
    values.setdefault("id", _stem(place))
    digits = re.search("[0-9]{1,4}", _stem(place))
    counted = number if number is not None else int(digits.group()) if digits else 1
    return Meeting(place=place, number=counted, title=title or f"第{counted}回会議", **values)


def make_opinion(*, place: Place, **values: Any) -> Opinion:
    """Make an opinion; its id is the file's name, its round the folder's."""
    values.setdefault("id", _stem(place))
    values.setdefault("round", place.file.split("/")[-2] if "/" in place.file else "")
    return Opinion(place=place, **values)


def _stem(place: Place) -> str:
    return place.file.rsplit("/", 1)[-1].removesuffix(".yaml")
