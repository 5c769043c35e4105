"""What other tools show of pairs of lines, and where an independent tokenizer sees words.

Runs in the environment of the peers; pairs come as JSON on the standard input.
An edit is told as its span in the old line and in the new one.
"""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import fugashi
import ipadic
from diff_match_patch import diff_match_patch
from redlines.processor import WholeDocumentProcessor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Span: TypeAlias = tuple[int, int, int, int]
Pair: TypeAlias = tuple[str, str]
Piece: TypeAlias = tuple[str, str, str]
"""A mark (" ", "-", "+") and the words it stands before, old and new."""

_MARKS = {0: " ", -1: "-", 1: "+"}
_BETWEEN = 3
"""Lines that stand once, between one pair and the next: git cannot take a pair's line for another's."""


def insides(lines: Iterable[str]) -> dict[str, list[int]]:
    """Return for each line the places that are inside a word by MeCab with IPADIC."""
    tagger = fugashi.GenericTagger(ipadic.MECAB_ARGS)
    found: dict[str, list[int]] = {}
    for line in lines:
        end = 0
        found[line] = []
        for word in tagger(line):
            start = line.index(word.surface, end)
            end = start + len(word.surface)
            found[line] += range(start + 1, end)
    return found


def located(pair: Pair, pieces: Iterable[Piece]) -> list[Span]:
    """Return where the edits are; white space that a tool leaves out between words is passed over."""
    spans: list[Span] = []
    before = after = 0
    for mark, gone, come in pieces:
        x, old = _find(pair[0], before, gone)
        y, new = _find(pair[1], after, come)
        if mark != " " and (gone or come):
            if spans and (spans[-1][1], spans[-1][3]) == (before, after):
                spans[-1] = (spans[-1][0], old, spans[-1][2], new)
            else:
                spans.append((x, old, y, new))
        before, after = old, new
    return spans


def _find(line: str, at: int, words: str) -> tuple[int, int]:
    """Return where the words begin and end in a line, from a place on."""
    if line.startswith(words, at):
        return at, at + len(words)
    letters = "".join(words.split())
    start = end = line.index(letters[0], at) if letters else at
    for letter in letters:
        end = line.index(letter, end) + 1
    return start, end


def by_difflib(pair: Pair) -> Iterator[Piece]:
    for what, a, b, c, d in difflib.SequenceMatcher(None, *pair, autojunk=False).get_opcodes():
        yield " " if what == "equal" else "+", pair[0][a:b], pair[1][c:d]


def by_characters(pair: Pair) -> Iterator[Piece]:
    yield from _pieces(_exact().diff_main(*pair, False))  # noqa: FBT003 - checklines, by position as the library has it


def by_semantic_cleanup(pair: Pair) -> Iterator[Piece]:
    library = _exact()
    pieces = library.diff_main(*pair, False)  # noqa: FBT003 - checklines, by position as the library has it
    library.diff_cleanupSemantic(pieces)
    yield from _pieces(pieces)


def _exact() -> diff_match_patch:
    library = diff_match_patch()
    library.Diff_Timeout = 0
    return library


def _pieces(pieces: Iterable[tuple[int, str]]) -> Iterator[Piece]:
    for which, words in pieces:
        yield _MARKS[which], words if which <= 0 else "", words if which >= 0 else ""


def by_redlines(pair: Pair) -> Iterator[Piece]:
    for operation in WholeDocumentProcessor().process(*pair):
        what, a, b, c, d = operation.opcodes
        gone, come = operation.source_chunk.text[a:b], operation.test_chunk.text[c:d]
        yield " " if what == "equal" else "+", "".join(gone), "".join(come)


def by_git(pairs: list[Pair], *options: str) -> list[list[Span]]:
    """Ask git once for all pairs."""
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name, side) for side in ("old", "new")]
        for which, file in enumerate(files):
            file.write_text(
                "".join(map(_between, range(len(pairs)), (pair[which] for pair in pairs))), encoding="utf-8"
            )
        command = ["git", "diff", "--no-index", "--no-color", "--unified=1000000", "--word-diff=porcelain", *options]
        environment = os.environ | {
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
        told = subprocess.run([*command, *map(str, files)], capture_output=True, env=environment, check=False)
    if told.returncode != 1:
        raise RuntimeError(told.stderr.decode(errors="replace"))
    return [located(pair, pieces) for pair, pieces in zip(pairs, _of_git(told.stdout.decode()), strict=True)]


def _between(number: int, line: str) -> str:
    return "".join(f"== {number} {count} ==\n" for count in range(_BETWEEN)) + line + "\n"


def _of_git(told: str) -> Iterator[list[Piece]]:
    body = told[told.index("\n@@") :].split("\n")[2:]
    pieces: list[Piece] = []
    seen = 0
    for line in body:
        mark, words = line[:1], line[1:]
        if mark == " " and words.startswith("== ") and words.endswith(" =="):
            seen += 1
            if seen > _BETWEEN and seen % _BETWEEN == 1:
                yield pieces
                pieces = []
        elif mark in {" ", "-", "+"} and words:
            pieces.append((mark, words if mark != "+" else "", words if mark != "-" else ""))
    yield pieces


SINGLY: dict[str, Callable[[Pair], Iterator[Piece]]] = {
    "文字、最長共通部分列": by_characters,
    "文字、difflib": by_difflib,
    "diff-match-patch（semantic）": by_semantic_cleanup,
    "redlines": by_redlines,
}
GIT = {
    "git diff --word-diff": (),
    "git diff --word-diff-regex=.": ("--word-diff-regex=.",),
}


def main() -> None:
    """Read pairs, write what is seen of them."""
    pairs = [(before, after) for before, after in json.load(sys.stdin)]
    spans = {name: [located(pair, tool(pair)) for pair in pairs] for name, tool in SINGLY.items()}
    spans |= {name: by_git(pairs, *options) for name, options in GIT.items()}
    json.dump({"insides": insides(line for pair in pairs for line in pair), "spans": spans}, sys.stdout)


if __name__ == "__main__":
    main()
