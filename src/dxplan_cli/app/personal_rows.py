"""Raw forms of a public comment (パブリックコメント): what of a row tells who wrote it, which the register must not know.

In other rounds a member's name is part of the record, and stays in `internal`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UsageError
from dxplan_cli.model.column import Column
from dxplan_cli.text.keys import fold
from dxplan_cli.text.narrow import narrow

if TYPE_CHECKING:
    from dxplan_cli.intake.register.entries import Entry
    from dxplan_cli.model.opinion import Round

_FROM_ANYBODY: Final = re.compile(
    "パブリック・?コメント|パブコメ|(?:意見|県民意見|住民意見|市民意見)の?(?:募集|公募|提出手続)"
)
_FROM_KNOWN: Final = re.compile("委員会|聞き取り|聞取|照会")
"""Kinds of rounds in which the office knows whom it asked."""
_MOST: Final = 3
_INSTEAD: Final = (
    "だれの意見か分かる列や文字は台帳に入れません。dxplan opinions similar --from 表.csv -o 群.csv でまとめてから、"
    "dxplan opinions import 群.csv --group で取り込んでください。一件ずつ取り込むなら、その列と文字を消した表にしてください"
)


def is_from_anybody(round_: Round | None) -> bool:
    """Tell whether a round asked the public, so that its raw rows come with names and addresses."""
    if round_ is None or _FROM_KNOWN.search(round_.kind):
        return False
    return any(_FROM_ANYBODY.search(fold(words)) for words in (round_.kind, round_.title))


def personal_words(text: str) -> tuple[str, str] | None:
    """Return the kind and the words of what names a person's whereabouts in a text."""
    from dxplan_cli.text.contacts import (  # noqa: PLC0415 - patterns that only raw rows need
        mail_addresses,
        postal_addresses,
        telephone_numbers,
    )

    finders = (("電話番号", telephone_numbers), ("メールアドレス", mail_addresses), ("住所", postal_addresses))
    narrowed = narrow(text)
    for kind, find in finders:
        for start, end in find(narrowed):
            return kind, text[start:end]
    return None


def refuse_personal(entry: Entry) -> None:
    """Refuse a row that tells who wrote it.

    Raises:
        UsageError: for the row's fault.
    """
    if entry.personal:
        more = " など" if len(entry.personal) > _MOST else ""
        message = f"個人の情報の列に値があります（{'、'.join(entry.personal[:_MOST])}{more}）"
        raise UsageError(message, _INSTEAD)
    found = personal_words(entry.values.get(Column.TEXT, ""))
    if found is not None:
        message = f"本文に{found[0]}「{found[1]}」があります"
        raise UsageError(message, _INSTEAD)
