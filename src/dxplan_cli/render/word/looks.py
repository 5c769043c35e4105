"""Looks: every paragraph style as a value.

`styles` writes them into the file and `pages` reckons with them, so the page
numbers in a table of contents follow any change made here.
"""

from __future__ import annotations

from typing import Final

from dxplan_cli.papers.blocks import Style
from dxplan_cli.render.word.page import POINT
from dxplan_cli.value import Value

MINCHO: Final = "BIZ UD明朝"
GOTHIC: Final = "BIZ UDゴシック"

INK: Final = "262626"
"""Of rules and boxes."""
INSERTED: Final = "1F3864"
DELETED: Final = "7A4A46"
QUIET: Final = "595959"
"""7 : 1 on white, 5.9 : 1 on the shade of a header row."""
SHADE: Final = "E9ECEF"
PALE: Final = "F4F5F7"
BAR: Final = "1F3864"


class Look(Value):
    """A paragraph style. `size` is in half-points, everything else in twips; `line` is the least line height."""

    id: str
    name: str
    size: int = 21
    line: int = 17 * POINT
    before: int = 0
    after: int = 0
    face: str = MINCHO
    bold: bool = False
    align: str = "left"
    left: int = 0
    hanging: int = 0
    keep_next: bool = False
    outline: int | None = None
    parent: str | None = "Normal"
    follower: str | None = None
    exact: bool = False

    @property
    def em(self) -> int:
        """The width of one Japanese character."""
        return self.size * POINT // 2


_BARRED = 2
_BAR_ROOM = 160
"""A heading of level 2 has a bar before it, which stays inside the margin."""


def _heading(level: int, size: int, line: int, before: int, after: int) -> Look:
    return Look(
        f"Heading{level}", f"heading {level}", size, line, before, after, GOTHIC, bold=True,
        left=_BAR_ROOM if level == _BARRED else 0, keep_next=True, outline=level - 1, follower="BodyText",
    )  # fmt: skip


def _contents(level: int, before: int, *, face: str = MINCHO) -> Look:
    return Look(f"TOC{level}", f"toc {level}", before=before, face=face, left=210 * (level - 1), follower="Normal")


NORMAL = Look("Normal", "Normal", parent=None)
TITLE = Look("Title", "Title", 36, 26 * POINT, 160, 160, GOTHIC, bold=True, align="center", keep_next=True)
SUBTITLE = Look("Subtitle", "Subtitle", 24, 19 * POINT, 0, 280, GOTHIC, align="center", keep_next=True)
HEADINGS = (
    _heading(1, 30, 22 * POINT, 400, 180),
    _heading(2, 25, 19 * POINT, 300, 120),
    _heading(3, 22, 18 * POINT, 220, 100),
    _heading(4, 21, 17 * POINT, 160, 40),
)
BODY = Look("BodyText", "Body Text", after=80, align="both")
BULLET = Look("ListBullet", "List Bullet", after=40, align="both")
NOTE = Look("DxNote", "注", 18, 14 * POINT, 0, 60)
LEAD = Look("DxLead", "リード文", face=GOTHIC, before=40, after=160, align="both")
CAPTION = Look("Caption", "caption", 20, 16 * POINT, 180, 80, GOTHIC, bold=True, keep_next=True)
PICTURE = Look("DxPicture", "図", before=40, after=160, align="center")
CENTER = Look("DxCenter", "中央", after=80, align="center")
RIGHT = Look("DxRight", "右寄せ", after=80, align="right")
DATE = Look("Date", "Date", after=80, align="right")
CELL = Look("DxCell", "表", 19, 14 * POINT)
CELL_HEAD = Look("DxCellHead", "表見出し", 19, 14 * POINT, 0, 0, GOTHIC, bold=True, parent="DxCell")
CELL_BULLET = Look("DxCellBullet", "表の箇条書き", 19, 14 * POINT, parent="DxCell")
CELL_NOTE = Look("DxCellNote", "表の注", 17, 13 * POINT, parent="DxCell")
FRAME_TITLE = Look("DxFrameTitle", "囲みの見出し", 21, 17 * POINT, 0, 60, GOTHIC, bold=True, keep_next=True)
NUMBER = Look("DxNumber", "資料番号", 24, 18 * POINT, face=GOTHIC, bold=True, align="center", keep_next=True)
FOOTER = Look("Footer", "footer", 16, 12 * POINT, face=GOTHIC)
CONTENTS_TITLE = Look("TOCHeading", "TOC Heading", 26, 20 * POINT, 200, 120, GOTHIC, bold=True, keep_next=True)
CONTENTS = (_contents(1, 100, face=GOTHIC), _contents(2, 20), _contents(3, 0), _contents(4, 0))
COMMENT = Look("CommentText", "annotation text", 20, 14 * POINT)
GAP = Look("DxGap", "すき間", 2, 1 * POINT, 8 * POINT, 0, exact=True)
"""Between two boxes, which Word would join otherwise, and behind a last one."""

ALL = (
    NORMAL, TITLE, SUBTITLE, *HEADINGS, BODY, BULLET, NOTE, LEAD, CAPTION, PICTURE, CENTER, RIGHT, DATE, CELL, CELL_HEAD,
    CELL_BULLET, CELL_NOTE, FRAME_TITLE, NUMBER, FOOTER, CONTENTS_TITLE, *CONTENTS, COMMENT, GAP,
)  # fmt: skip

IN_TEXT = {
    Style.BODY: BODY, Style.BULLET: BULLET, Style.NOTE: NOTE, Style.LEAD: LEAD, Style.CAPTION: CAPTION,
    Style.CENTER: CENTER, Style.RIGHT: RIGHT, Style.DATE: DATE,
}  # fmt: skip
IN_CELL = {
    Style.BODY: CELL, Style.BULLET: CELL_BULLET, Style.NOTE: CELL_NOTE, Style.LEAD: CELL, Style.CAPTION: CELL_HEAD,
    Style.CENTER: CELL, Style.RIGHT: CELL, Style.DATE: CELL,
}  # fmt: skip
OWN_ALIGNMENT = {Style.CENTER: "center", Style.RIGHT: "right", Style.DATE: "right"}
"""Styles that stay where they are whatever the cell around them says."""

BOX_GAP = 10 * POINT
"""From a table or frame to what follows it."""
NOTE_GAP = 4 * POINT
"""From a table to the notes that belong to it."""
CELL_SIDE = 90
CELL_TOP = 10
CELL_BOTTOM = 70
FRAME_SIDE = 180
FRAME_TOP = 80
FRAME_BOTTOM = 100
NUMBERED = {BULLET: 1, CELL_BULLET: 2}
"""The list (numId) a look belongs to."""
LEVELS = 9


def bullet_indent(look: Look, level: int, number: str | None = None) -> tuple[int, int]:
    """Return left and hanging indent of a bullet: each level one character deeper, under the text of the one above.

    What stands behind a number hangs behind it and half a character.
    """
    outset = look.em if look is BULLET else 0
    sign = look.em if number is None else _width(number, look)
    return outset + look.em * level + sign, sign


def _width(number: str, look: Look) -> int:
    """Return the room of a number, and of those of two digits that may follow in its list."""
    halves = sum(1 if character.isascii() else 2 for character in number) + 1
    return look.em * (halves + (1 if number.isascii() else 0)) // 2


def heading_look(level: int) -> Look:
    """Return the look of a heading; a level outside 1–4 takes the nearest."""
    return HEADINGS[min(max(level, 1), len(HEADINGS)) - 1]
