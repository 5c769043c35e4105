"""Asking for an opinion step by step. Nothing is written before the last question is answered."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import typer

from dxplan_cli.app.guide import Choice, Guide, open_guide
from dxplan_cli.app.new_opinion import NewOpinion
from dxplan_cli.cli import console

if TYPE_CHECKING:
    from pathlib import Path

_YES = frozenset({"はい", "y", "yes"})
_NO = frozenset({"いいえ", "n", "no"})
_ADD, _MODIFY, _DELETE, _MOVE = "追加", "修正", "削除", "移動"


def ask(folder: Path, about: tuple[str, ...], round_id: str | None) -> NewOpinion:
    """Ask for the opinion's words, its place, its outcome and what that needs, then for consent.

    Raises:
        typer.Abort: the user says no, or ends the input.
    """
    guide = open_guide(folder, round_id, about)
    console.say(f"意見を順に尋ねます（{guide.heading}）。中断は Ctrl+C。最後に確かめるまで何も書きません。")
    text = _words("意見の本文")
    place = guide.about or _place(guide)
    outcome = _pick("どうしますか", guide.outcomes, default=guide.undecided)
    parts = _parts(guide, outcome, place)
    new = NewOpinion(text=text, about=place, round=round_id, outcome=outcome, **parts)
    _confirm(new)
    return new


def _place(guide: Guide) -> tuple[str, ...]:
    node = _node(guide, "どの項目についての意見ですか（id、または文言の一部。なければ Enter）", may_skip=True)
    return (node,) if node else ()


def _parts(guide: Guide, outcome: str, place: tuple[str, ...]) -> dict[str, Any]:
    if outcome == _ADD:
        after = _node(guide, "どの項目の後に追加しますか", within=place)
        return {"after": after, "words": _words("追加する文言")}
    if outcome == _MODIFY:
        node = _node(guide, "どの項目を修正しますか", within=place)
        return {"node": node, **_renewal(guide, node)}
    if outcome == _DELETE:
        return _deletion(guide, place)
    if outcome == _MOVE:
        return {
            "node": _node(guide, "どの項目を動かしますか", within=place),
            "after": _node(guide, "どの項目の後へ動かしますか"),
        }
    if guide.needs_answer(outcome):
        return {"answer": _words("対応・考え方")}
    return {}


def _renewal(guide: Guide, node: str) -> dict[str, Any]:
    """Ask for what a node is to say: other values where it has some, else other words."""
    if guide.value_choices(node):
        return {"values": _values(guide, node)}
    if guide.row_choices(node):
        return {"cells": _cells(guide, node)}
    if guide.is_heading(node):
        console.say(f"今の見出し：{guide.words_of(node)}（変わるのは見出しだけです）")
        return {"words": _words("新しい見出し")}
    console.say(f"今の文言：{guide.words_of(node)}")
    return {"words": _words("新しい文言")}


def _values(guide: Guide, node: str) -> tuple[str, ...]:
    """Ask for values of a KPI, or the title of a figure, one by one."""
    given: tuple[str, ...] = ()
    choices = guide.value_choices(node)
    while len(given) < len(choices):
        question = "どの値を変えますか" if not given else "ほかに変える値（なければ Enter）"
        name = _choose(question, choices, may_skip=bool(given))
        if not name:
            break
        value = (*given, f"{name}={_words('新しい値')}")
        given = _unless_refused(given, value, guide.refusal_of(node, value, ()))
    return given


def _cells(guide: Guide, node: str) -> tuple[str, ...]:
    """Ask for cells of a table, one by one."""
    given: tuple[str, ...] = ()
    while True:
        question = "どの行を変えますか" if not given else "ほかに変える行（なければ Enter）"
        row = _choose(question, guide.row_choices(node), may_skip=bool(given))
        if not row:
            return given
        column = _choose("どの列ですか", guide.column_choices(node, row))
        cell = (*given, f"{row},{column}={_words('新しい値')}")
        given = _unless_refused(given, cell, guide.refusal_of(node, (), cell))


def _unless_refused(before: tuple[str, ...], after: tuple[str, ...], refusal: str) -> tuple[str, ...]:
    if not refusal:
        return after
    console.say(f"{refusal}。もう一度選んでください")
    return before


def _choose(question: str, choices: tuple[Choice, ...], *, may_skip: bool = False) -> str:
    """Ask for one of the names shown: by its number, itself, or its words."""
    _list(choices)
    while True:
        answer: str = typer.prompt(question, prompt_suffix="：", default="", show_default=False).strip()
        if not answer and may_skip:
            return ""
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1].node
        named = [
            each.node for each in choices if answer and answer in {each.node, each.words, each.words.partition("：")[0]}
        ]
        if len(named) == 1:
            return named[0]
        console.say("一覧の番号か名前を書いてください")


def _deletion(guide: Guide, place: tuple[str, ...]) -> dict[str, Any]:
    """Ask what is to be deleted, and once more where others go with it."""
    while True:
        node = _node(guide, "どの項目を削除しますか", within=place)
        gone = guide.gone_with(node)
        if not gone:
            return {"node": node}
        console.say(f"{gone}が、まとめて消えます")
        if _agrees("すべて消しますか（はい／いいえ）", default="いいえ"):
            return {"node": node, "agreed": True}


def _words(question: str) -> str:
    while True:
        answer: str = typer.prompt(question, prompt_suffix="：", default="", show_default=False).strip()
        if answer and console.is_readable(answer):
            return answer
        console.say("読めない文字があります。もう一度書いてください" if answer else "空です。もう一度書いてください")


def _node(guide: Guide, question: str, within: tuple[str, ...] = (), *, may_skip: bool = False) -> str:
    """Ask for a node: by id, by number of the list shown, or by some of its words."""
    choices = guide.choices(within)
    _list(choices)
    while True:
        answer: str = typer.prompt(question, prompt_suffix="：", default="", show_default=False).strip()
        if not answer and may_skip:
            return ""
        found = guide.find(answer, choices)
        if len(found) == 1:
            console.say(f"  → {found[0].node}　{found[0].words}")
            return found[0].node
        if not found:
            console.say("見つかりません。番号、id、文言の一部のどれかを書いてください")
            continue
        choices = found
        console.say("いくつもあります。番号を書いてください")
        _list(choices)


def _list(choices: tuple[Choice, ...]) -> None:
    for number, choice in enumerate(choices, start=1):
        console.say(f"  {number:>2} {choice.node}　{choice.words}")


def _pick(question: str, words: tuple[str, ...], default: str) -> str:
    for number, word in enumerate(words, start=1):
        console.say(f"  {number:>2} {word}")
    while True:
        answer: str = typer.prompt(question, prompt_suffix="：", default=default).strip()
        if answer in words:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(words):
            return words[int(answer) - 1]
        console.say("一覧の語か番号を書いてください")


def _confirm(new: NewOpinion) -> None:
    console.say("---")
    for name, value in (
        ("意見", new.text),
        ("項目", "、".join(new.about)),
        ("対応", new.outcome),
        ("対象", new.node),
        ("位置", f"{new.after} の後" if new.after else None),
        ("文言", new.words),
        ("値", "、".join((*new.values, *new.cells))),
        ("対応・考え方", new.answer),
    ):
        if value:
            console.say(f"{name}：{value}")
    consent("記録しますか（はい／いいえ）")


def consent(question: str) -> None:
    """Ask before something is written.

    Raises:
        typer.Abort: the user says no, or ends the input.
    """
    if not _agrees(question, default="はい"):
        raise typer.Abort


def _agrees(question: str, default: str) -> bool:
    """Ask until the answer is yes or no."""
    while True:
        answer: str = typer.prompt(question, prompt_suffix="：", default=default)
        word = unicodedata.normalize("NFKC", answer).strip().lower()
        if word in _YES | _NO:
            return word in _YES
        console.say("「はい」か「いいえ」で答えてください")
