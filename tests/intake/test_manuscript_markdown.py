"""Markdown files as chapters: each case is a text and the lines that are read of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manuscripts import outline
from strategies import fragments, tries

from dxplan_cli.intake.manuscript.markdown import read_markdown

CASES = {
    "headings": ("# 第１章　総論 #\n## 目的\n甲\n\n題\n===\n節\n---\n", ["# 第１章|総論", "## 目的", "甲", "# 題", "## 節"]),
    "paragraphs run on over lines": ("本県は、\n豊かな\nDX plan\nof Aomori\n\n次", ["# （冒頭）", "本県は、豊かなDX plan of Aomori", "次"]),
    "line breaks": ("甲  \n乙\\\n丙<br>\n丁", ["# （冒頭）", "甲\n乙\n丙\n丁"]),
    "lists": ("# 章\n- 甲\n* 乙\n  続き\n1. 丙\n   - 丁\n・戊\n", ["# 章", "・甲", "・乙続き", "1.丙", "  ・丁", "・戊"]),
    "depth and numbers": (
        "# 章\n3. 甲\n3. 乙\n   1) 丙\n   1) 丁\n      - 戊\n\n      続き\n4. 己\n\n間\n\n1. 庚\n　　・辛",
        ["# 章", "3.甲", "4.乙", "  1)丙", "  2)丁", "    ・戊", "続き", "5.己", "間", "1.庚", "  ・辛"],
    ),
    "a name is no list": ("○○課が行う。\n", ["# （冒頭）", "○○課が行う。"]),
    "tables": ("# 章\n|区分|数|\n|---|--:|\n|甲|12|\n|a\\|b||\n\n文", ["# 章", "表 |区分|数|", "|甲|12|", "|a|b||", "文"]),
    "a table behind a paragraph": ("文\n甲|乙\n-|-\n1|2\n- 項", ["# （冒頭）", "文", "表 |甲|乙|", "|1|2|", "・項"]),
    "emphasis and links are looks": (
        "**強く** 、`語`と[県](http://example.jp)、\\*印\\*、a_b_c", ["# （冒頭）", "強く 、語と県、*印*、a_b_c"],
    ),
    "pictures": ("文\n\n![雪の道](img/a.png)\n", ["# （冒頭）", "文", "図 （雪の道）見えない"]),
    "footnotes": ("文[^1]\n\n[^1]: 説明\n", ["# （冒頭）", "文", "（脚注）説明"]),
    "code stays as it is": ("```\n# 甲\n  乙\n```\n文", ["# （冒頭）", "# 甲\n  乙", "文"]),
    "comments and settings are left out": ("---\ntitle: 甲\n---\n<!-- 乙\n-->\n文\n***\n次", ["# （冒頭）", "文", "次"]),
    "ends of lines of other systems": ("# 章\r\n甲\r\n\r\n乙\r丙", ["# 章", "甲", "乙丙"]),
    "headings by their numbers": ("第１章　総論\n\n文\n", ["# 第１章|総論", "文"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_read_as_chapters(name: str) -> None:
    text, lines = CASES[name]
    assert outline(read_markdown(text)) == lines


@given(st.lists(st.sampled_from("#-*|>`![]()\\\n\t 1.^:=~_<>") | fragments, max_size=40).map("".join))
@tries()
def test_any_text_can_be_read(text: str) -> None:
    outline(read_markdown(text))


@given(st.lists(fragments | st.sampled_from(("\n", "\n\n", "# ", "・")), max_size=40).map("".join))
@tries()
def test_no_letter_is_lost(text: str) -> None:
    read = "".join(outline(read_markdown(text)))
    assert {letter for letter in text if letter.isalpha()} <= set(read)
