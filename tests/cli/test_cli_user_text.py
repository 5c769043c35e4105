"""User text is shown as it is: never as markup, never as an order to the terminal."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_process import replace_in, run_on_terminal
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from conftest import Run

FIELDS = "drafts/shusei/05-fields.yaml"
OPINION = "opinions/2023-kikitori/2023-kikitori-02.yaml"

MARKUP = (
    "[bold]太字[/bold]",
    "[red]",
    "[/]",
    "*星* と **二重** と _下線_",
    "<b>太</b><script>",
    "`等幅`",
    "縦|棒",
    "# 見出し",
    "~~消し~~",
    "&lt;実体&amp;",
    "$x^2$",
    "[名](https://example.com)",
    ":smile: 100%",
    "バック\\スラッシュ",
)


def put_text(plan: Path, text: str) -> None:
    """Let a new item and the opinion it comes from say this text."""
    quoted = json.dumps(text, ensure_ascii=not text.isprintable())
    replace_in(plan / FIELDS, "text: 県内のIT事業者の強化", f"text: {quoted}")
    opinion = plan / OPINION
    lines = opinion.read_text(encoding="utf-8").splitlines()
    opinion.write_text(
        "\n".join(f"text: {quoted}" if each.startswith("text:") else each for each in lines) + "\n", encoding="utf-8"
    )


def test_markup_in_user_text_stays_text(plan: Path, run: Run) -> None:
    text = " ／ ".join(MARKUP)
    put_text(plan, text)

    assert f"{{+{text}+}}" in run("diff").out
    assert text in run("opinions", "list", "--about", "shoko", env={"COLUMNS": "400"}).out
    assert text in run("opinions", "show", "2023-kikitori-02").out
    assert text in run("show", "shoko-policy-it", env={"COLUMNS": "400"}).out


def test_markdown_shows_user_text_as_it_is(plan: Path, run: Run) -> None:
    text = " ／ ".join(MARKUP)
    put_text(plan, text)

    markdown = run("diff", "--format", "markdown").out
    shown = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(markdown)
    assert f"<ins>{html.escape(text)}</ins>" in shown
    assert f"★ {html.escape(text)}" in shown
    assert "~~" not in re.sub(r"<code>.*?</code>", "", shown).replace("~~消し~~", "")


def test_markdown_marks_hold_beside_japanese_punctuation(plan: Path, run: Run) -> None:
    markdown = run("diff", "--format", "markdown").out

    shown = MarkdownIt("commonmark", {"html": True}).render(markdown)
    assert "<ins>失敗を恐れて何もしないことこそが最大の失敗である。</ins>デジタル技術の進展" in shown
    assert "**" not in shown


STEERING = "赤\x1b[35;5m字\x1b]0;題\x07 戻\x08る\r行頭 \x9b31m \u202e逆"


@pytest.mark.parametrize(
    "call",
    [
        ("diff",),
        ("diff", "--format", "markdown"),
        ("show",),
        ("opinions", "list"),
        ("opinions", "show", "2023-kikitori-02"),
    ],
)
@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1"}])
def test_no_user_text_steers_the_terminal(call: tuple[str, ...], env: dict[str, str], plan: Path, run: Run) -> None:
    put_text(plan, STEERING)

    done = run(*call, env=env)
    out = done.out
    assert done.code in {0, 1}
    assert "題\ufffd 戻\ufffdる" in out
    assert not re.search("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202e]", out)
    assert "\x1b" not in re.sub("\x1b\\[[0-9;]*m", "", out)
    assert "\x1b[35;5m" not in out


def test_json_keeps_control_characters_as_escapes(plan: Path, run: Run) -> None:
    put_text(plan, STEERING)

    out = run("diff", "--format", "json").out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    read = STEERING.replace("\u202e", "")  # a mark of direction is taken out where it is read
    assert read in [change["after"] for change in json.loads(out)["changes"]]


def test_messages_on_a_terminal_are_not_steered_either(plan: Path, run: Run) -> None:
    done = run_on_terminal(("show", "\x1b]0;題\x07なし"), cwd=plan.parent)

    assert done.code == 2
    assert "\x1b]0;" not in done.out
    assert "がありません" in done.out


def test_line_breaks_in_texts_stay_inside_their_place(plan: Path, run: Run) -> None:
    put_text(plan, "一行目\n■ 二行目\n\n# 三行目")

    assert "    {+一行目\n    ■ 二行目\n    \n    # 三行目+}" in run("diff").out
    shown = MarkdownIt("commonmark", {"html": True}).render(run("diff", "--format", "markdown").out)
    assert "<ins>一行目<br>■ 二行目<br><br># 三行目</ins>" in shown
