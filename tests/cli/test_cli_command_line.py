"""The law of command lines: whatever texts stand between options, every option keeps its value and every text its place."""

from __future__ import annotations

from typing import Annotated

import typer
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.cli.command_line import arranged
from dxplan_cli.cli.japanese import JapaneseCommand

app = typer.Typer()
got: dict[str, object] = {}


@app.command(cls=JapaneseCommand)
def main(
    words: Annotated[list[str] | None, typer.Argument(metavar="TEXT")] = None,
    answer: Annotated[list[str] | None, typer.Option("--answer", "-a")] = None,
    is_whole: Annotated[bool, typer.Option("--whole", "-w")] = False,
) -> None:
    """Note what was understood."""
    got.update(words=words or [], answer=sorted(answer or []), is_whole=is_whole)


command = typer.main.get_command(app)
texts = st.text("-ー－=a5 度、", min_size=1, max_size=6).filter(
    lambda text: "度" in text and not text.lstrip("-ー－").startswith("a")
)
parts = st.one_of(
    texts.map(lambda text: (text,)),
    texts.map(lambda text: ("--answer", text)),
    texts.map(lambda text: (f"--answer={text}",)),
    texts.map(lambda text: (f"-a{text}",)),
    st.just(("--whole",)),
    st.just(("-w",)),
)


@given(st.lists(parts, max_size=6))
def test_texts_and_values_are_what_was_typed(given_parts: list[tuple[str, ...]]) -> None:
    got.clear()
    command([word for part in given_parts for word in part], standalone_mode=False)
    answers = [part[-1].removeprefix("--answer=") for part in given_parts if part[0].startswith("--answer")]
    short = [part[0].removeprefix("-a") for part in given_parts if part[0].startswith("-a")]
    assert got["answer"] == sorted([*answers, *short])
    assert got["words"] == [
        part[0] for part in given_parts if len(part) == 1 and not part[0].startswith(("--a", "-a", "--whole", "-w"))
    ]
    assert got["is_whole"] == any(part[0] in {"--whole", "-w"} for part in given_parts)


@given(st.lists(st.text("-a5度", min_size=1, max_size=4), max_size=5))
def test_what_stands_behind_two_dashes_is_left_alone(words: list[str]) -> None:
    found = arranged(["--whole", "--", *words], command.params)
    assert found == ["--whole", "--", *words]
