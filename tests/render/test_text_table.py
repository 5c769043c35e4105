"""Tables of the terminal: what is in them, how wide they are, and rich as an independent eye."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dxplan_cli.render.lines import Screen
from dxplan_cli.render.text_table import draw_table

HEADINGS = ("id", "印", "意見")
words = st.text(st.sampled_from("あ漢①aA1、。… ％ﾊ゙") | st.just("\u3099"), max_size=60).map(
    lambda text: " ".join(text.split())
)
rows = st.lists(st.tuples(words.map(lambda text: text[:12]), words.map(lambda text: text[:6]), words), max_size=5)


@given(rows, st.integers(30, 120), st.integers(0, 2))
def test_nothing_is_lost_and_nothing_is_wider_than_the_screen(
    rows: list[tuple[str, str, str]], columns: int, wide: int
) -> None:
    drawn = draw_table(HEADINGS, rows, Screen(columns, has_colour=False), wide)
    assert max(cell_len(line) for line in drawn.splitlines() or [""]) <= columns
    shown = "".join("".join(row) for row in rows)
    assert sorted("".join(drawn.split()).replace("".join(HEADINGS), "", 1)) == sorted("".join(shown.split()))


TABLES = {
    "words are kept whole where they fit": (
        40,
        [("o-1", "追加①", "意見 は ここで切れる long words of English stay whole")],
        "id   印     意見\no-1  追加①  意見 は ここで切れる long\n            words of English stay whole",
    ),
    "a word longer than a line is folded": (
        36,
        [("o-1", "", "あいうえおかきくけこさしすせそ")],
        "id   印  意見\no-1      あいうえおかきくけこさしす\n         せそ",
    ),
    "too narrow for columns": (
        20,
        [("2023-kikitori-01", "追加", "あいうえおかきくけこさ")],
        "2023-kikitori-01\n追加\n  あいうえおかきくけ\n  こさ",
    ),
    "no rows": (80, [], "id  印  意見"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_laid_out(name: str) -> None:
    columns, rows, expected = TABLES[name]
    assert draw_table(HEADINGS, rows, Screen(columns, has_colour=False)) == expected


def test_headings_are_bold_where_there_is_colour() -> None:
    assert draw_table(("id",), [("a",)], Screen(80, has_colour=True)) == "\x1b[1mid\x1b[0m\na"
