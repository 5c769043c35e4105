"""Typer in Japanese: its help, and its complaints about a command line.

Typer has no translations; its few fixed words are exchanged here. The
exceptions are known by the names of their classes because Typer keeps the
Click it carries private (ADR 1).
"""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from dxplan_cli.cli.command_line import arranged, takes_text

_WORDS = (
    (r"\AUsage: ", "使い方: "),
    (r"\[OPTIONS\]", "[オプション]"),
    (r"COMMAND \[ARGS\]\.\.\.", "コマンド ..."),
    (r"\nArguments:", "\n引数:"),
    (r"\nOptions:", "\nオプション:"),
    (r"\nCommands:", "\nコマンド:"),
    (r"\[default:\s+", "[既定: "),
    (r"(?:;\s+|\[)required\]", "[必須]"),
)
"""Words of the frame, as they stand in a help text of any width: a narrow terminal breaks lines inside them."""

_HELPS = {
    "Show this message and exit.": "この説明を表示して終わる",
    "Install completion for the current shell.": "今のシェルに補完を入れる",
    "Show completion for the current shell, to copy it or customize the installation.": "補完の設定を表示する",
}
"""The explanations Typer brings along for its own options."""


def in_japanese(text: str) -> str:
    """Exchange the fixed English words of a help text."""
    for english, japanese in _WORDS:
        text = re.sub(english, japanese, text)
    return text


def _explained(parameters: list[Any]) -> list[Any]:
    """Exchange the English explanations of Typer's own options."""
    for each in parameters:
        explanation = getattr(each, "help", None)
        if explanation in _HELPS:
            each.help = _HELPS[explanation]
    return parameters


class JapaneseCommand(TyperCommand):
    """A command whose help is in Japanese, and whose texts may begin with a dash."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters."""
        return _explained(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the command line; while a shell completes one, it is not finished and may be anything."""
        words = args if ctx.resilient_parsing else arranged(args, self.get_params(ctx))
        return super().parse_args(ctx, words)

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return in_japanese(super().get_help(ctx))


class JapaneseGroup(TyperGroup):
    """A group of commands whose help is in Japanese, listed in the order of registration."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters."""
        return _explained(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return in_japanese(super().get_help(ctx))


_DASHED_TEXT = "「-」で始まる本文は、その前に -- を書いて最後に置きます（… -- 本文）。"


def complaint_of(error: Any, program: str = "dxplan") -> tuple[str, str]:
    """Say in Japanese what is wrong with a command line, and what to do; `program` is what the error fails to name."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else program
    hint = f"使い方は {command} --help で見られます"
    name = type(error).__name__
    if name == "NoSuchOption":
        near = "、".join(error.possibilities or ())
        guess = f"{near} のことですか。" if near else ""
        place = "" if " " in command else "オプションはコマンドの後に書きます（dxplan diff --data フォルダ など）。"
        text = _DASHED_TEXT if context is not None and takes_text(context.command.params) else ""
        return f"オプション「{error.option_name}」はありません", f"{guess or place + text}{hint}"
    if name == "MissingParameter":
        return f"{_parameter(error)}がありません", hint
    if name == "BadOptionUsage":
        return _usage(error.message), hint
    if name == "BadParameter":
        return f"{_parameter(error)}の値が使えません（{_reason(error.message)}）", hint
    near = "、".join(re.findall(r"'([^']+)'", error.message.partition("Did you mean")[2]))
    known = "、".join(getattr(getattr(context, "command", None), "commands", ()))
    guess = f"「{near}」のことですか。" if near else ""
    return _usage(error.message), f"{guess}使えるコマンド：{known}。{hint}" if known else hint


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "引数"
    names = [*getattr(parameter, "opts", ()), *getattr(parameter, "secondary_opts", ())]
    if getattr(parameter, "param_type_name", "") == "argument":
        return f"引数「{parameter.make_metavar(error.ctx) if error.ctx else parameter.name}」"
    return f"オプション「{' / '.join(names)}」"


_REASONS = (
    (r"'?(.*?)'? is not one of (.*)\.", r"「\1」は使えません。使える語：\2"),
    (r"'?(.*?)'? is not a valid (?:int|integer).*", r"「\1」は整数ではありません"),
    (r"'?(.*?)'? is not in the range (.*)\.", r"「\1」は範囲外です：\2"),
    (r"'?(.*?)'? is not a valid (.*)\.", r"「\1」は使えません"),
)


def _reason(message: str) -> str:
    for pattern, japanese in _REASONS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(japanese).replace("'", "").replace(", ", "、")
    return message


_USAGES = (
    (r"No such command '(.*?)'\..*", r"コマンド「\1」はありません"),
    (r"Missing command\.", "コマンドがありません"),
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)",
        r"余分な引数があります（\1）。空白を含む語は引用符で囲んでください",
    ),
    (r"Option '(.*?)' requires .*", r"オプション「\1」の値がありません"),
    (r"Option '(.*?)' does not take a value\.", r"オプション「\1」は値を取りません"),
)


def _usage(message: str) -> str:
    for pattern, japanese in _USAGES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(japanese)
    return message
