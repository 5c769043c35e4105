"""`dxplan check` for the terminal: the summary first, then each finding with its place, line and remedy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.checks.names import name_of
from dxplan_cli.model.finding import Severity
from dxplan_cli.render.lines import Line, Look, Stretch, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.summary import Summary
    from dxplan_cli.model.finding import Finding

_LOOKS = {Severity.ERROR: Look.ERROR, Severity.WARNING: Look.WARNING, Severity.INFO: Look.QUIET}


def count_line(findings: tuple[Finding, ...]) -> str:
    """Count the findings by weight."""
    counts = Counter(finding.severity for finding in findings)
    return "　".join(f"{severity.japanese} {counts[severity]}" for severity in Severity)


def summary_lines(summary: Summary, papers: int | None = None) -> Iterator[Line]:
    """Yield how much was looked at and what is left; `papers` is the number of finished files looked at."""
    gathered = "" if summary.entries == summary.opinions + summary.withdrawn else f"（{summary.entries}にまとめたもの）"
    taken_back = f"（ほかに取下げ {summary.withdrawn}件）" if summary.withdrawn else ""
    looked_at = f"意見 {summary.opinions}件{gathered}{taken_back}　修正 {summary.changes}か所　印 {summary.marks}"
    yield line(f"{looked_at}　説明のない修正 {summary.unexplained}", Look.HEADING)
    left = (
        f"果たされていない約束 {summary.unfulfilled}",
        f"対応の決まっていない意見 {summary.undecided}",
        f"認めた指摘 {summary.accepted}",
        "" if summary.personal is None else f"データの個人情報 {summary.personal}",
        "" if papers is None else f"見たファイル {papers}",
    )
    yield line("　".join(filter(None, left)), Look.HEADING)
    if summary.not_asked:
        yield line(f"書き起こした版なので、修正{summary.not_asked}か所の理由は求めていません", Look.QUIET)
    if summary.elsewhere:
        yield line(f"ほかの版の段階にも誤りが{summary.elsewhere}件あります。--all-drafts で見られます", Look.WARNING)


def finding_lines(findings: tuple[Finding, ...], folder: str = "") -> Iterator[Line]:
    """Yield the findings; `folder` is put before the file names so that editors can open them."""
    for finding in findings:
        look = _LOOKS[finding.severity]
        place = f"{folder}/{finding.place}" if folder and finding.place.file else str(finding.place)
        yield ()
        yield (
            Stretch(f"{finding.severity.japanese} ", look),
            Stretch(f"{finding.code}（{name_of(finding.code)}）", Look.HEADING),
            Stretch(f"  {place}", Look.QUIET),
        )
        yield line(f"  {finding.message}")
        if finding.excerpt:
            yield line(f"    | {finding.excerpt}", Look.QUIET)
        if finding.hint:
            yield line(f"    → {finding.hint}")
