"""idle-setting: plan.yaml accepts a finding nobody makes, or all of a kind at once, or puts off what is no disposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.ids import KnownIds
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.plan import DEFAULT_DEFERRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.plan import Accepted

CODE = "idle-setting"
_MANY = 2
"""A blanket acceptance of a single finding is one of that finding."""


def find(inspection: Inspection, idle: Iterable[Accepted], silenced: Mapping[Accepted, int]) -> Iterator[Finding]:
    """Tell of acceptances that match nothing, of those that would hide any finding of their kind, and of idle words.

    An acceptance of what does not exist is told by dangling-id. `silenced` are how many findings each blanket one hid.
    """
    known = KnownIds(inspection)
    for accepted in idle:
        if accepted.node is not None and accepted.node not in known.nodes(None).ids:
            continue
        if accepted.opinion is not None and accepted.opinion not in known.opinions.ids:
            continue
        yield _finding(
            accepted,
            Severity.WARNING,
            f"checks の accepted に、もう出ない指摘があります：{accepted.code}{_about(accepted)}",
            "直っているなら、この行を消してください。違うものを認めるつもりなら、code・node・opinion・file を直してください",
        )
    for accepted, count in silenced.items():
        if count >= _MANY:
            yield _finding(
                accepted,
                Severity.INFO,
                f"checks の accepted が、「{accepted.code}」の指摘を{count}件すべて認めています。これから出るものも見えません",
                "node・opinion・file（フォルダでもよい）で、認める範囲を絞ってください",
            )
    yield from _idle_words(inspection)


def _idle_words(inspection: Inspection) -> Iterator[Finding]:
    settings = inspection.plan.settings
    for word in settings.deferred:
        if settings.deferred != DEFAULT_DEFERRED and word not in settings.disposition_names:
            yield Finding(
                code=CODE,
                severity=Severity.WARNING,
                message=f"deferred の「{word}」は、dispositions にない対応区分です",
                hint=f"dispositions にある語に直すか、消してください：{'、'.join(settings.disposition_names)}",
                place=settings.place,
            )


def _finding(accepted: Accepted, severity: Severity, message: str, hint: str) -> Finding:
    return Finding(
        code=CODE,
        severity=severity,
        message=message,
        hint=hint,
        place=accepted.place,
        node=accepted.node,
        opinion=accepted.opinion,
    )


def _about(accepted: Accepted) -> str:
    about = "、".join(each for each in (accepted.node, accepted.opinion, accepted.file) if each)
    return f"（{about}）" if about else ""
