"""What a returned paper brings, as lines for the terminal and as a record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from dxplan_cli.render.lines import Look, Stretch
from dxplan_cli.render.records import proposal_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.render.lines import Line

_NOBODY: Final = "（氏名なし）"


def opinion_lines(opinions: Iterable[Opinion]) -> Iterator[Line]:
    """Yield opinions by member: what each proposes or says, and where."""
    by_member: dict[str, list[Opinion]] = {}
    for opinion in opinions:
        by_member.setdefault(member_of(opinion), []).append(opinion)
    for member, own in by_member.items():
        yield ()
        yield (Stretch(f"■ {member}（{_counts(own)}）", Look.HEADING),)
        for opinion in own:
            yield from _of_opinion(opinion)


def _of_opinion(opinion: Opinion) -> Iterator[Line]:
    kind = opinion.proposal.kind.value if opinion.proposal is not None else "意見"
    place = "・".join(opinion.about) or "場所なし"
    named = f" {place}\u3000{opinion.id}" if opinion.id else f" {place}"
    yield Stretch(f"  （{kind}）", Look.MARK), Stretch(named, Look.QUIET)
    for line in opinion.text.split("\n"):
        yield (Stretch(f"    {line}"),)


def _counts(opinions: Iterable[Opinion]) -> str:
    counts = Counter(each.proposal.kind.value if each.proposal is not None else "意見" for each in opinions)
    return "\u3000".join(f"{kind} {count}" for kind, count in counts.items())


def member_of(opinion: Opinion) -> str:
    """Return who said it, for the office's eyes."""
    member = opinion.internal.member if opinion.internal is not None else None
    return member or _NOBODY


def unplaced_lines(unplaced: Iterable[tuple[str | None, str, str]]) -> Iterator[Line]:
    """Yield what found no place: who wrote what under which heading."""
    for author, words, where in unplaced:
        yield (Stretch(f"  {where or '資料の初め'}（{author or _NOBODY}）", Look.QUIET),)
        for line in words.split("\n"):
            yield (Stretch(f"    {line}"),)


def review_record(  # noqa: PLR0913 - one parameter a part of the record
    *,
    draft: str,
    round_id: str,
    is_written: bool,
    opinions: Iterable[Opinion],
    known: int,
    unplaced: Iterable[tuple[str | None, str, str]],
    settled: int,
    formats: Mapping[str, int],
    remarks: Iterable[str],
) -> dict[str, Any]:
    """Return ``dxplan.review/1``."""
    return {
        "schema": "dxplan.review/1",
        "draft": draft,
        "round": round_id,
        "written": is_written,
        "opinions": [
            {
                "id": each.id or None,
                "text": each.text,
                "verbatim": each.verbatim,
                "about": list(each.about),
                "quote": each.quote,
                "key": each.key,
                "member": each.internal.member if each.internal is not None else None,
                "proposal": {**proposal_record(each.proposal), "digest": each.proposal.digest}
                if each.proposal is not None
                else None,
            }
            for each in opinions
        ],
        "known": known,
        "unplaced": [{"member": author, "text": words, "where": where} for author, words, where in unplaced],
        "settled": settled,
        "formats": dict(formats),
        "remarks": list(remarks),
    }
