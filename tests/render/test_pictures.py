"""Pictures: laws of the layout for any words, and that what is drawn is Japanese and not empty boxes."""

from __future__ import annotations

import re
import struct
import zlib
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dxplan_cli.errors import DataError
from dxplan_cli.papers.blocks import Bars, Entry, Organisation, Timeline, Tree
from dxplan_cli.render.picture import fonts
from dxplan_cli.render.picture.draw import Room, draw_picture
from dxplan_cli.render.picture.image_file import ImageSize, read_size
from dxplan_cli.render.picture.lettering import Text, measure, tidy, wrap
from dxplan_cli.render.picture.png import MISSING, to_png
from dxplan_cli.render.picture.sheet import Sheet, Svg
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.render.picture.draw import Drawn

PORTRAIT, LANDSCAPE = Room(616, 880), Room(952, 560)
ROOMS = st.sampled_from((PORTRAIT, LANDSCAPE))
TOUCH = 1.6
"""Pixels by which a panel runs below the rule of its header."""
WORDS = st.text(max_size=40) | st.sampled_from((
    "", "産業・しごと分野", "<&>\"']]>", "a\x00b\x1b[31m\ud800", "葛\U000e0100城", "👨‍👩‍👧", "長い" * 300, "W" * 200, "改\n行\r\n", "\ue000外字",
))  # fmt: skip
ENTRIES = st.lists(st.builds(Entry, st.integers(-1, 5), WORDS, WORDS), max_size=8).map(tuple)
COUNTS = st.integers(0, 3) | st.integers(0, 200_000)


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    series = tuple(draw(st.lists(WORDS, max_size=9)))
    row = st.tuples(WORDS, st.tuples(*[COUNTS] * len(series)))
    return Bars(series, tuple(draw(st.lists(row, max_size=6))))


DRAWINGS = (
    st.builds(Tree, ENTRIES, ENTRIES)
    | st.builds(Organisation, ENTRIES)
    | st.builds(Timeline, st.lists(st.tuples(WORDS, WORDS), max_size=8).map(tuple))
    | bars()
)


class Box(Value, dict=True):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0.1) -> bool:
        return (
            self.left <= other.left + slack
            and self.top <= other.top + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def cuts(self, other: Box, slack: float) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > slack and high > slack


class Seen(Value, dict=True):
    """A picture as a reader of its markup finds it."""

    svg: Svg

    @cached_property
    def root(self) -> etree._Element:
        return etree.fromstring(self.svg.markup.encode())

    def all(self, name: str) -> Iterator[etree._Element]:
        yield from self.root.iterfind(f"{{http://www.w3.org/2000/svg}}{name}")

    @property
    def sheet(self) -> Box:
        return Box(0, 0, self.svg.width, self.svg.height)

    @property
    def boxes(self) -> list[Box]:
        found = [[float(str(each.get(key))) for key in ("x", "y", "width", "height")] for each in self.all("rect")]
        return [Box(x, y, x + wide, y + high) for x, y, wide, high in found]

    @property
    def texts(self) -> list[tuple[str, Box]]:
        return [(each.text or "", placed(each)) for each in self.all("text")]

    @property
    def words(self) -> str:
        return "".join(text for text, _ in self.texts)

    @property
    def smallest(self) -> float:
        return min(float(str(each.get("font-size"))) for each in self.all("text"))


def placed(text: etree._Element) -> Box:
    size, x, base = (float(str(text.get(key))) for key in ("font-size", "x", "y"))
    wide = measure(text.text or "") * size
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[str(text.get("text-anchor"))]
    return Box(left, base - 0.88 * size, left + wide, base + 0.12 * size)


def unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_of(drawing: Drawn) -> Iterator[str]:
    match drawing:
        case Tree(entries, base):
            yield from (word for entry in (*entries, *base) for word in (entry.text, entry.remark))
        case Organisation(entries):
            yield from (word for entry in entries for word in (entry.text, entry.remark))
        case Timeline(events):
            yield from (word for event in events for word in event)
        case Bars(series, rows):
            yield from (*series, *(label for label, _ in rows))
            yield from (f"{count:,}" for _, counts in rows for count in counts if count)


@given(DRAWINGS, ROOMS)
@settings(max_examples=120, deadline=None)
def test_every_word_is_in_a_picture_that_keeps_to_its_room(drawing: Drawn, room: Room) -> None:
    seen = Seen(draw_picture(drawing, room))
    assert (seen.svg.width, seen.svg.height <= room.height) == (room.width, True)
    there = unspaced(seen.words)
    for word in words_of(drawing):
        assert unspaced(tidy(word)) in there


@given(DRAWINGS, ROOMS)
@settings(max_examples=120, deadline=None)
def test_nothing_leaves_the_sheet_and_nothing_lies_on_another(drawing: Drawn, room: Room) -> None:
    seen = Seen(draw_picture(drawing, room))
    for box in (*seen.boxes, *(box for _, box in seen.texts)):
        assert seen.sheet.holds(box)
    for one, other in combinations(seen.boxes, 2):
        assert one.holds(other) or other.holds(one) or not one.cuts(other, TOUCH)
    for (_, one), (_, other) in combinations(seen.texts, 2):
        assert not one.cuts(other, 0.1)


@given(DRAWINGS)
@settings(max_examples=30, deadline=None)
def test_the_same_drawing_gives_the_same_markup(drawing: Drawn) -> None:
    fresh = draw_picture.__wrapped__
    assert fresh(drawing, PORTRAIT) == fresh(drawing, PORTRAIT)


def fields(count: int, themes: int) -> Tree:
    return Tree(
        tuple(
            entry
            for field in range(count)
            for entry in (
                Entry(0, f"分野{field}", "を支えるＤＸ"),
                *(Entry(1, f"テーマ{field}の{theme}の推進") for theme in range(themes)),
            )
        ),
        (Entry(0, "基盤"), Entry(1, "人材")),
    )


@pytest.mark.parametrize(("count", "themes"), [(0, 0), (1, 60), (3, 5), (3, 20), (12, 5), (20, 3)])
def test_a_tree_of_any_shape_can_be_read_in_print(count: int, themes: int) -> None:
    assert Seen(draw_picture(fields(count, themes), PORTRAIT)).smallest >= 8


def test_those_led_stand_below_their_leader_and_hang_on_lines() -> None:
    drawn = Seen(draw_picture(Organisation((Entry(0, "本部"), Entry(1, "部会甲"), Entry(1, "部会乙"))), PORTRAIT))
    tops = {text: box.top for text, box in drawn.texts}
    assert tops["本部"] < tops["部会甲"] == tops["部会乙"]
    assert len(list(drawn.all("polyline"))) == 2


def test_parts_of_a_bar_are_in_proportion_and_told_apart_by_pattern() -> None:
    drawn = Seen(draw_picture(Bars(("反映", "参考"), (("観光", (30, 10)), ("農林", (20, 0)))), LANDSCAPE))
    parts = [each for each in drawn.all("rect") if str(each.get("class")) == "box"][2:]
    widths = [float(str(each.get("width"))) for each in parts]
    assert widths[0] / widths[1] == pytest.approx(3, rel=0.02)
    assert widths[0] / widths[2] == pytest.approx(1.5, rel=0.02)
    fills = [each.get("fill") for each in parts]
    assert fills[0] == fills[2] != fills[1]
    assert {"40件", "20件"} <= {text for text, _ in drawn.texts}


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("商工業・サービス業", 6, ("商工業・", "サービス業")),
        ("県の取組である。", 7, None),
        ("「計画」（素案）です", 4, None),
        ("スーパーコンピューター", 11, ("スーパーコンピューター",)),
        ("DX推進", 2, ("DX", "推進")),
        ("青森県電子自治体推進協議会", 8, ("青森県電子", "自治体推進協議会")),
        ("一\n二", 9, ("一", "二")),
        ("", 9, ()),
    ],
)
def test_lines_end_in_the_japanese_manner(text: str, room: float, lines: tuple[str, ...] | None) -> None:
    found = wrap(text, room)
    assert "".join(found) == unspaced(text)
    assert all(line[0] not in "、。」）ー・" and line[-1] not in "「（" for line in found)
    assert lines is None or found == lines


@given(st.text(), st.floats(1, 30))
@settings(deadline=None)
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    assert all(measure(line) <= room + 1e-9 for line in wrap(text, room))


def pixels(png: bytes) -> list[bytes]:
    """Return the rows of an 8-bit PNG, undoing its filters."""
    width, height, depth, kind = struct.unpack_from(">LLBB", png, 16)
    assert depth == 8
    step = {2: 3, 6: 4}[kind]
    chunks, at = b"", 8
    while at < len(png):
        length, name = struct.unpack_from(">L4s", png, at)
        chunks += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    data, rows, above = zlib.decompress(chunks), [], bytes(width * step)
    for start in range(0, len(data), width * step + 1):
        method, row = data[start], bytearray(data[start + 1 : start + 1 + width * step])
        for each in range(len(row)):
            left, corner = (row[each - step], above[each - step]) if each >= step else (0, 0)
            guess = left + above[each] - corner
            paeth = min((left, above[each], corner), key=lambda near, guess=guess: abs(guess - near))
            row[each] = (row[each] + (0, left, above[each], (left + above[each]) // 2, paeth)[method]) % 256
        above = bytes(row)
        rows.append(above)
    assert len(rows) == height
    return rows


def ink(text: str) -> int:
    """Return how many bytes of a picture of `text` are not white."""
    sheet = Sheet(20, 2 * max(len(text), 1))
    sheet.text(Text((text,)), 0, 0)
    return sum(len(row) - row.count(255) for row in pixels(to_png(sheet.finish(1.5))))


def test_letters_leave_ink_and_none_is_an_empty_box() -> None:
    assert ink(" ") == 0
    inks = [ink(letter) for letter in ("青", "森", "県", "あ", "ア", "、", "A", "①", "～", MISSING)]
    assert min(inks) > 0
    assert len(set(inks)) == len(inks)


def test_a_letter_the_font_does_not_have_becomes_a_geta() -> None:
    assert {ink(letter) for letter in ("\ue000", "\U0001f600", "\ufffd")} == {ink(MISSING)}
    assert ink("葛\U000e0100") == ink("葛 ")


def test_the_same_picture_gives_the_same_bytes() -> None:
    svg = draw_picture(fields(3, 4), PORTRAIT)
    assert to_png.__wrapped__(svg) == to_png.__wrapped__(svg)
    assert read_size(to_png(svg)) == ImageSize("png", 2 * 616, 2 * int(svg.height))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Return the only folder in which fonts are looked for; the shipped one is not there."""
    monkeypatch.setattr(fonts, "SHIPPED", ("no_such_font_package", "font.otf"))
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    for cached in (fonts.find_font, to_png):
        cached.cache_clear()
    yield tmp_path
    for cached in (fonts.find_font, to_png):
        cached.cache_clear()


def collection(font: bytes) -> bytes:
    """Return a font collection of the one font, its tables moved behind the collection's own header."""
    count = struct.unpack_from(">H", font, 4)[0]
    moved = bytearray(font)
    for record in range(12, 12 + 16 * count, 16):
        struct.pack_into(">L", moved, record + 8, struct.unpack_from(">L", font, record + 8)[0] + 16)
    return b"ttcf" + struct.pack(">HHLL", 1, 0, 1, 16) + bytes(moved)


def test_without_a_japanese_font_it_says_what_to_do(bare: Path) -> None:
    (bare / "meiryo.ttc").write_bytes(b"no font at all")
    with pytest.raises(DataError, match="日本語フォント") as refused:
        to_png(draw_picture(fields(1, 1), PORTRAIT))
    assert "BIZ UDゴシック" in refused.value.hint


SHIPPED = fonts.find_font().path


@pytest.mark.parametrize("is_collection", [False, True], ids=["font", "collection"])
def test_a_font_of_the_machine_draws_the_same(is_collection: bool, bare: Path) -> None:
    svg = draw_picture(fields(1, 2), PORTRAIT)
    data = SHIPPED.read_bytes()
    folder = bare / "truetype" / "jp"
    folder.mkdir(parents=True)
    (folder / "BIZ-UDGothicR.ttc").write_bytes(collection(data) if is_collection else data)
    found = to_png(svg)
    assert fonts.find_font().path.name == "BIZ-UDGothicR.ttc"
    to_png.cache_clear()
    fonts.find_font.cache_clear()
    (folder / "BIZ-UDGothicR.ttc").rename(folder / "ipaexg.ttf")
    assert to_png(svg) == found


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02", ImageSize("png", 3, 2)),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00\x00\x00\x00\x02", None),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x0b\x08\x00\x02\x00\x03\x01", ImageSize("jpeg", 3, 2)),
        (b"\xff\xd8\xff\xc4\x00\x04ab\xff\xd9", None),
        (b"GIF89a\x01\x00\x01\x00", None),
        (b"", None),
    ],
    ids=["png", "png-0", "jpeg", "jpeg-cut-off", "gif", "empty"],
)
def test_the_header_of_an_image_tells_its_size(data: bytes, size: ImageSize | None) -> None:
    assert read_size(data) == size


@given(st.binary(), st.sampled_from((b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")))
def test_no_bytes_break_the_reading_of_a_header(data: bytes, head: bytes) -> None:
    size = read_size(head + data)
    assert size is None or min(size.width, size.height) > 0
