"""contradicting-decision: a disposition, the answer and the links of one opinion do not say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import shortened, told
from dxplan_cli.model.disposition import CHANGELESS, PARTLY_REFLECTED, UNDECIDED, Promise
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.text.answers import is_ditto, says_changed, says_unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Opinion

CODE = "contradicting-decision"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold links, answer and 〃 of every opinion against what its disposition promises."""
    for opinion in inspection.plan.opinions:
        promise = inspection.plan.settings.promise_of(opinion.disposition)
        is_changeless = promise in CHANGELESS or opinion.disposition == UNDECIDED
        if is_changeless and opinion.changes:
            yield _linked(opinion)
        if opinion.answer and opinion.disposition != UNDECIDED:
            yield from _answered(opinion, opinion.answer, promise)


def _linked(opinion: Opinion) -> Finding:
    links = "、".join(f"{link.kind.value} {link.node}" for link in opinion.changes)
    return _finding(
        opinion,
        f"「{opinion.disposition}」の意見{told(opinion)}に、修正の印（{links}）が付いています",
        f"本文を変えたのなら反映に、変えないのなら dxplan opinions decide {opinion.id} --unlink で反映先を外してください",
    )


def _answered(opinion: Opinion, answer: str, promise: Promise | None) -> Iterator[Finding]:
    if is_ditto(answer) and opinion.same_as is None:
        yield _finding(
            opinion,
            f"意見{told(opinion)}の回答「{shortened(answer)}」が、どの意見と同じなのか分かりません",
            f"dxplan opinions decide {opinion.id} --same-as 意見のid で同じ意見を示してください",
        )
    elif promise in CHANGELESS and says_changed(answer):
        yield _finding(
            opinion,
            f"「{opinion.disposition}」の意見{told(opinion)}の回答が、本文を変えたと述べています：「{shortened(answer)}」",
            "本文を変えたのなら対応区分を反映に改めて反映先を書き、変えないのなら回答を書き直してください",
        )
    elif promise is Promise.CHANGE and opinion.disposition != PARTLY_REFLECTED and says_unchanged(answer):
        yield _finding(
            opinion,
            f"「{opinion.disposition}」の意見{told(opinion)}の回答が、本文を変えないと述べています：「{shortened(answer)}」",
            "前の対応の回答が残っていないかを確かめ、回答か対応区分を書き直してください",
        )


def _finding(opinion: Opinion, message: str, hint: str) -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        place=opinion.place,
        opinion=opinion.id,
    )
