"""Text read in the wrong encoding is known for what it is; what people write is left alone."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import tries

from dxplan_cli.text.garbled import garbled_passage, mixed_in

TEXT = "通学路の除雪を早めて、バス停に屋根をつけてください。"
WRONG = {
    "UTF-8 as Shift_JIS": TEXT.encode().decode("cp932", "replace"),
    "UTF-8 as Shift_JIS, half of it lost": TEXT.encode().decode("cp932", "ignore"),
    "a single kana": "学校縺ｮ前",
    "Shift_JIS as a western encoding": TEXT.encode("cp932").decode("cp1252", "replace"),
    "Shift_JIS as Latin": TEXT.encode("cp932").decode("latin-1"),
    "UTF-8 as Latin": TEXT.encode().decode("latin-1"),
    "Shift_JIS as UTF-8": TEXT.encode("cp932").decode("utf-8", "replace"),
    "EUC as Shift_JIS": TEXT.encode("euc_jp").decode("cp932", "replace"),
    "lost characters": "????????",
    "in the midst": f"よい文に{'除雪を早めて'.encode().decode('cp932', 'ignore')}が入る",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_nobody_wrote_is_known(name: str) -> None:
    assert garbled_passage(WRONG[name])


@pytest.mark.parametrize(
    "text",
    [
        TEXT, "我儘らが", "縺れ合う糸", "繧繝縁", "ﾊﾞｽ停に屋根を", "賛成???", "本当に？？？", "髙﨑さん", "Größe überprüfen für Äpfel",
        "Café, naïve façade", "※①②③ⅣⅤ℃㎡", "齟齬・躊躇・蹂躙・憂鬱・薔薇", "東京→大阪や→京都", "—–―…", "", "10²と102", "𠮷野家",
        "ｱｲｳｴｵ、ｶｷﾞ", "𝄞", "“引用”・‘引用’",
    ],
)  # fmt: skip
def test_what_people_write_is_left_alone(text: str) -> None:
    assert garbled_passage(text) is None


japanese = st.text(
    st.sampled_from(
        "あいうえおがぎぐばのをはにへとアイウエオーバスト計画推進県民意見道路除雪学校、。「」ＤＸ（）・１２3%"
    ),
    min_size=1,
    max_size=40,
)


@tries(2)
@given(japanese)
def test_no_japanese_text_is_taken_for_garbled(text: str) -> None:
    assert garbled_passage(text) is None
    assert mixed_in(text.encode("cp932")) is None


@tries()
@given(japanese, st.lists(st.sampled_from("あいのを除雪計画道路"), min_size=3, max_size=10).map("".join), japanese)
def test_utf_8_in_the_midst_of_shift_jis_is_found(before: str, inside: str, after: str) -> None:
    line = before.encode("cp932") + inside.encode() + b"," + after.encode("cp932")
    try:
        line.decode("cp932")
    except UnicodeDecodeError:
        assume(False)

    assert mixed_in(line) is not None
