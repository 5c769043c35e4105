"""Typer in Japanese: its help, and its complaints about a command line.

Typer has no translations; its few fixed words are exchanged here. The
exceptions are known by the names of their classes because Typer keeps the
Click it carries private (ADR 1).
"""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_WORDS = (
    ("Usage: ", "使い方: "),
    ("[OPTIONS]", "[オプション]"),
    ("COMMAND [ARGS]...", "コマンド ..."),
    ("\nArguments:", "\n引数:"),
    ("\nOptions:", "\nオプション:"),
    ("\nCommands:", "\nコマンド:"),
    ("Show this message and exit.", "この説明を表示して終わる"),
    ("Install completion for the current shell.", "今のシェルに補完を入れる"),
    ("Show completion for the current shell, to copy it or customize the installation.", "補完の設定を表示する"),
    ("[default: ", "[既定: "),
    ("[required]", "[必須]"),
    ("; required]", "、必須]"),
)


def in_japanese(text: str) -> str:
    """Exchange the fixed English words of a help text."""
    text = re.sub(r"(?<=completion) *\n +", " ", text)
    text = re.sub(r"Show completion for the current shell,\s+to copy it or\s+customize the installation\.", "補完の設定を表示する", text)
    for english, japanese in _WORDS:
        text = text.replace(english, japanese)
    return text


class JapaneseCommand(TyperCommand):
    """A command whose help is in Japanese."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return in_japanese(super().get_help(ctx))


class JapaneseGroup(TyperGroup):
    """A group of commands whose help is in Japanese, listed in the order of registration."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return in_japanese(super().get_help(ctx))


def complaint_of(error: Any) -> tuple[str, str]:
    """Say in Japanese what is wrong with a command line, and what to do."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "dxplan"
    hint = f"使い方は {command} --help で見られます"
    name = type(error).__name__
    if name == "NoSuchOption":
        near = "、".join(error.possibilities or ())
        return f"オプション「{error.option_name}」はありません", f"{near} のことですか。{hint}" if near else hint
    if name == "MissingParameter":
        return f"{_parameter(error)}がありません", hint
    if name == "BadOptionUsage":
        return f"オプション「{error.option_name}」の使い方が違います（値が要るか、要りません）", hint
    if name == "BadParameter":
        return f"{_parameter(error)}の値が使えません（{_reason(error.message)}）", hint
    return _usage(error.message), hint


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
    (r"Got unexpected extra arguments? \((.*)\)", r"余分な引数があります（\1）"),
)


def _usage(message: str) -> str:
    for pattern, japanese in _USAGES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(japanese)
    return message
