"""Command lines before Typer parses them: a text that begins with a dash is told from an option.

Typer takes every word that begins with a dash for an option, and whatever follows an option for its value. The first
refuses a text like 「-5度以下の日は休みに」, the second would record 「--about」 as somebody's answer.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from dxplan_cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_END_OF_OPTIONS: Final = "--"
_LONG: Final = re.compile(r"--[A-Za-z][A-Za-z0-9_-]*")
_LIKE_LONG: Final = re.compile(r"--[A-Za-z][A-Za-z0-9_-]*(?:[=\s].*)?", re.DOTALL)
_LIKE_SHORT: Final = re.compile(r"-[A-Za-z][A-Za-z-]*(?:=.*)?|-[A-Za-z]\s.*", re.DOTALL)
_DASHES: Final = re.compile("[-‐‑‒–—―−─ーｰ－﹣]+")


def arranged(arguments: list[str], parameters: Iterable[Any]) -> list[str]:
    """Return the arguments of a command with every text that begins with a dash behind a ``--``.

    Raises:
        UsageError: an option stands where another one's value should, or is written with other dashes.
    """
    takes_value = _options(parameters)
    options: list[str] = []
    texts: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == _END_OF_OPTIONS:
            texts += waiting
            break
        if word in takes_value:
            options.append(word)
            if takes_value[word] and waiting:
                _refuse_option_as_value(word, waiting[0], takes_value)
                options.append(waiting.pop(0))
        elif _is_like_option(word, takes_value):
            options.append(word)
        else:
            _refuse_other_dashes(word, takes_value)
            texts.append(word)
    if any(text.startswith("-") for text in texts):
        return [*options, _END_OF_OPTIONS, *texts]
    return arguments


def takes_text(parameters: Iterable[Any]) -> bool:
    """Tell whether a command takes a free text that could begin with a dash."""
    return any(getattr(each, "param_type_name", "") == "argument" and each.metavar == "TEXT" for each in parameters)


def _options(parameters: Iterable[Any]) -> dict[str, bool]:
    """Return the names of all options, and whether each takes a value."""
    return {
        name: not (each.is_flag or each.count)
        for each in parameters
        if getattr(each, "param_type_name", "") == "option"
        for name in (*each.opts, *each.secondary_opts)
    }


def _is_like_option(word: str, takes_value: Mapping[str, bool]) -> bool:
    """Tell whether a word can be an option, known or mistyped: no option has Japanese letters in its name."""
    if word.startswith("--"):
        return _LIKE_LONG.fullmatch(word) is not None
    if not word.startswith("-") or takes_value.get(word[:2]):
        return len(word) > 1 and word.startswith("-")
    return _LIKE_SHORT.fullmatch(word) is not None


def _refuse_option_as_value(option: str, value: str, takes_value: Mapping[str, bool]) -> None:
    if value in takes_value or _LONG.fullmatch(value):
        message = f"オプション「{option}」の値がありません（次に「{value}」があります）"
        raise UsageError(message, f"値を書いてください。値そのものが「{value}」のときは {option}={value} と書きます")


def _refuse_other_dashes(word: str, takes_value: Mapping[str, bool]) -> None:
    """Refuse ``—about`` and ``－－about``, as Word and a Japanese keyboard write ``--about``."""
    dashes = _DASHES.match(word)
    if dashes is None:
        return
    name = unicodedata.normalize("NFKC", word[dashes.end() :]).partition("=")[0]
    meant = next((option for option in (f"--{name}", f"-{name}") if option in takes_value), None)
    if meant is not None:
        message = f"「{word}」の横棒が、オプションの横棒（半角の「-」）ではありません"
        raise UsageError(message, f"{meant} と半角で書いてください。本文のときは、その前に -- を書いてください")
