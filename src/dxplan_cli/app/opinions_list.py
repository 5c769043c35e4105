"""The tasks of `dxplan opinions list` and `show`: from the index while that holds, else from the whole plan (ADR 11)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dxplan_cli.app.edition import edition_of
from dxplan_cli.app.lookup import (
    NODE,
    OPINION,
    ROUND,
    find_disposition,
    find_meeting,
    find_node_id,
    find_round,
    find_state,
    take_opinion,
)
from dxplan_cli.app.numbering import numbering_for
from dxplan_cli.app.register import derive, recall
from dxplan_cli.app.workspace import open_frame
from dxplan_cli.errors import UsageError
from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.model.state import STATES_MEANT, State
from dxplan_cli.render.lines import Look, line
from dxplan_cli.render.records import opinion_record, opinions_record
from dxplan_cli.render.tally_lines import count_told
from dxplan_cli.render.text_table import draw_table
from dxplan_cli.store.register import survey
from dxplan_cli.text.dates import iso_date
from dxplan_cli.text.search import has_words, words_asked
from dxplan_cli.trace.tally import heads_of, heads_told
from dxplan_cli.value import Value, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from dxplan_cli.app.register import Readable
    from dxplan_cli.model.opinion import Link, Opinion, PastDecision, Proposal
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.papers.edition import Edition
    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.store.register import Register, Sort

_MOST_KEYS = 10
_ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Selection(Value):
    """Which opinions are wanted, and for whom; None wants all, for the committee."""

    round: str | None = None
    about: str | None = None
    disposition: str | None = None
    words: str | None = None
    limit: int | None = None
    state: str | None = None
    edition: str | None = None
    changed_since: str | None = None
    """A meeting, or an ISO date: only what was decided on that day or later."""


class OpinionList(Value):
    """Opinions, the labels of the marks each led to, and the word for how far each has come.

    An opinion that is the same as another has its disposition here, and `shared_answers` tells that one's answer.
    `since` is the ISO date that was asked for.
    `remarks` say what names of the selection were taken for.
    """

    opinions: tuple[Opinion, ...]
    labels: dict[str, tuple[str, ...]]
    states: dict[str, str]
    total: int
    shared_answers: dict[str, str] = field(default_factory=dict)
    since: str | None = None
    remarks: tuple[str, ...] = ()
    fates: Mapping[str, str] = MappingProxyType({})
    """By which draft a node went that the last draft has not."""

    def places_of(self, opinion: Opinion) -> str:
        """Return the ids of the nodes an opinion is about, with what became of those that are gone."""
        return "、".join(f"{each}（{self.fates[each]}）" if each in self.fates else each for each in opinion.about)


def list_opinions(root: Path, selection: Selection) -> OpinionList:
    """Return the opinions wanted, in the order of receipt.

    Raises:
        UsageError: what is asked for means nothing in this plan.
    """
    edition = edition_of(selection.edition)
    since = _date_of(root, selection.changed_since) if selection.changed_since else None
    seen = survey(root)
    recalled = recall(root, seen)
    if recalled is not None and _is_known(recalled.register, selection):
        return _told(_select(recalled, selection, since), edition)
    plan, source = (open_frame(root), recalled) if recalled is not None else derive(root, seen)
    selection, remarks = _by_id(plan, selection)
    return replace(_told(_select(source, selection, since), edition), remarks=remarks)


def _date_of(root: Path, name: str) -> str:
    """Return the ISO date of a meeting, or the date itself.

    Raises:
        UsageError: no such meeting, or no day is known of it.
    """
    if _ISO_DATE.fullmatch(name):
        return name
    meeting = find_meeting(open_frame(root), name)
    date = iso_date(meeting.date) if meeting.date else None
    if date is None:
        message = f"「{meeting.title}」の日付が分かりません"
        raise UsageError(
            message, "会議のファイルの date に日付を書くか、--changed-since 2023-09-12 のように日付で指定してください"
        )
    return date


def show_opinion(root: Path, opinion_id: str, edition: str | None = None) -> OpinionList:
    """Return one opinion with its labels, by its id, the ending of it, or its No. in the 意見対応表.

    Raises:
        UsageError: there is none, or several.
    """
    told_to = edition_of(edition)
    seen = survey(root)
    source = recall(root, seen)
    remarks: tuple[str, ...] = ()
    if source is None or opinion_id not in source.register.ids:
        plan, source = derive(root, seen)
        taken = take_opinion(plan, opinion_id, numbering_for(plan, root, (opinion_id,)))
        opinion_id, remarks = taken.id, (f"{OPINION}：{taken.told}",) if taken.told else ()
    found = _listed(source, [source.register.ids.index(opinion_id)], 1)
    answer = _shared_answer(source, found.opinions[0])
    shared = {opinion_id: answer} if answer else {}
    return replace(_told(replace(found, shared_answers=shared), told_to), remarks=remarks)


def _shared_answer(source: Readable, opinion: Opinion) -> str | None:
    """Return the answer of the opinion this one is the same as, directly or through others; None where it has its own."""
    ids = source.register.ids
    passed = {opinion.id}
    current = opinion
    while not current.answer and current.same_as in ids and current.same_as not in passed:
        passed.add(current.same_as)
        current = source.read([ids.index(current.same_as)])[0]
    return None if current is opinion else current.answer


def _told(found: OpinionList, edition: Edition) -> OpinionList:
    """Return what an edition tells of opinions: the public one nothing that is internal."""
    if not edition.is_public:
        return found
    return replace(
        found, opinions=tuple(replace(each, internal=None, history=(), memo=None) for each in found.opinions)
    )


def _is_known(register: Register, selection: Selection) -> bool:
    """Tell whether what is asked for means something here; in what words it does not, the plan is asked."""
    return (
        selection.round in {None, *register.rounds}
        and selection.disposition in {None, *register.promises}
        and (selection.about is None or selection.about in register.nodes)
        and (selection.state is None or selection.state in STATES_MEANT)
    )


def _by_id(plan: Plan, selection: Selection) -> tuple[Selection, tuple[str, ...]]:
    """Return the selection with ids for names, and what was taken for what.

    Raises:
        UsageError: a name means nothing, or several things.
    """
    heard = find_round(plan, selection.round) if selection.round is not None else None
    about = find_node_id(plan, selection.about) if selection.about is not None else None
    meant = replace(
        selection,
        round=heard.id if heard is not None else None,
        about=about.id if about is not None else None,
        disposition=find_disposition(plan, selection.disposition) if selection.disposition is not None else None,
        state=find_state(selection.state) if selection.state is not None else None,
    )
    named = ((ROUND, heard), (NODE, about))
    return meant, tuple(f"{what}：{taken.told}" for what, taken in named if taken is not None and taken.told)


def _select(source: Readable, selection: Selection, since: str | None) -> OpinionList:
    register = source.register
    fitting = {number for number, sort in enumerate(register.sorts) if _fits(sort, selection)}
    rows = [at for at, sort in enumerate(register.sort_of) if sort in fitting]
    words = words_asked(selection.words or "")
    if words:
        pairs = zip(rows, source.read(rows), strict=True)
        rows = [at for at, opinion in pairs if has_words(opinion.text, words)]
    if since is not None:
        pairs = zip(rows, source.read(rows), strict=True)
        rows = [at for at, opinion in pairs if opinion.decided is not None and opinion.decided >= since]
    return replace(_listed(source, rows[: selection.limit], len(rows)), since=since)


def _fits(sort: Sort, selection: Selection) -> bool:
    return (
        selection.round in {None, sort.round}
        and (selection.about is None or selection.about in sort.about)
        and selection.disposition in {None, sort.disposition}
        and (selection.state is None or State(sort.state) in STATES_MEANT[selection.state])
    )


def _listed(source: Readable, rows: list[int], total: int) -> OpinionList:
    register = source.register
    sorts = [register.sorts[register.sort_of[at]] for at in rows]
    states = {register.ids[at]: sort.state for at, sort in zip(rows, sorts, strict=True)}
    opinions = [
        opinion if opinion.disposition == sort.disposition else replace(opinion, disposition=sort.disposition)
        for opinion, sort in zip(source.read(rows), sorts, strict=True)
    ]
    return OpinionList(tuple(opinions), register.labels, states, total, fates=register.fates)


def draw_json(found: OpinionList) -> dict[str, Any]:
    """Return the opinions as ``dxplan.opinions/1``."""
    return opinions_record(found.opinions, found.labels, found.states)


def draw_one_json(found: OpinionList) -> dict[str, Any]:
    """Return one opinion as in ``dxplan.opinions/1``."""
    opinion = found.opinions[0]
    return opinion_record(opinion, found.labels.get(opinion.id, ()), found.states[opinion.id])


def draw_text(found: OpinionList, screen: Screen) -> str:
    """Return the opinions as a table with their number at the end."""
    rows: list[tuple[str, ...]] = [
        (
            opinion.id,
            found.places_of(opinion),
            opinion.disposition,
            found.states[opinion.id],
            "・".join(found.labels.get(opinion.id, ())),
            f"{count_told(opinion)}{' '.join(opinion.text.split())}",
        )
        for opinion in found.opinions
    ]
    titles: tuple[str, ...] = ("id", "項目", "対応", "状態", "印", "意見")
    if found.since is not None:
        titles = ("id", "決めた日", "前の対応", *titles[1:])
        rows = [(row[0], *_replaced(each), *row[1:]) for row, each in zip(rows, found.opinions, strict=True)]
    table = draw_table(titles, rows, screen)
    shown = sum(opinion.comments for opinion in found.opinions)
    gathered = f"　もとの意見 {shown}件" if shown != len(found.opinions) else ""
    told = f"{found.since} から後に決めた対応　" if found.since is not None else ""
    return f"{table}\n{told}{len(found.opinions)}件（全{found.total}件）{gathered}"


def _replaced(opinion: Opinion) -> tuple[str, str]:
    """Return the day of the decision, and the disposition it replaced."""
    before = opinion.history[-1].disposition if opinion.history else UNDECIDED
    return opinion.decided or "", before


def _keys_told(opinion: Opinion) -> str:
    keys = opinion.group.keys if opinion.group is not None else ()
    return "、".join(keys[:_MOST_KEYS]) + (f" ほか{len(keys) - _MOST_KEYS}" if len(keys) > _MOST_KEYS else "")


def _proposal_told(proposal: Proposal | None) -> str | None:
    """Say a proposed change as it would be made: which node, where it is to stand, and the whole wording."""
    if proposal is None:
        return None
    place = f"（{proposal.after} の{'初め' if proposal.first else '後'}）" if proposal.after else ""
    words = f"「{proposal.text}」" if proposal.text else ""
    node = f" {proposal.node}" if proposal.node else ""
    values = f" {_values_told(proposal)}" if proposal.values else ""
    return f"{proposal.kind.value}{node}{place}{words}{values}"


def _values_told(proposal: Proposal) -> str:
    from dxplan_cli.app.proposal_words import cell_in_words, shown_value  # noqa: PLC0415 - lists compare no words

    return "、".join(
        f"{cell_in_words(each)}「{shown_value(each.before)}」→「{shown_value(each.after)}」" for each in proposal.values
    )


def draw_one_lines(found: OpinionList) -> Iterator[Line]:
    """Yield everything about one opinion."""
    opinion = found.opinions[0]
    yield line(opinion.id, Look.HEADING)
    yield line(opinion.text)
    parts = (
        ("聴取の機会", opinion.round),
        ("項目", found.places_of(opinion)),
        ("引用", opinion.quote),
        ("提案", _proposal_told(opinion.proposal)),
        ("対応区分", opinion.disposition),
        ("状態", found.states[opinion.id]),
        ("決めた日", opinion.decided),
        ("対応・考え方", opinion.answer or _shared_answer_told(found, opinion)),
        ("同じ意見", opinion.same_as),
        ("印", "・".join(found.labels.get(opinion.id, ()))),
        ("件数・人数", heads_told(heads_of([opinion])) if opinion.group else None),
        ("もとの番号", _keys_told(opinion)),
        ("手紙・様式", opinion.letter),
        ("覚え書き（資料に載りません）", opinion.memo),
        ("委員（内部）", opinion.internal.member if opinion.internal else None),
    )
    for name, value in parts:
        if value:
            yield line(f"{name}：{value}")
    for link in opinion.changes:
        yield line(f"反映先：{_link_told(link)}")
    for past in reversed(opinion.history):
        yield line(f"前の対応：{_past_told(past)}", Look.QUIET)


def _shared_answer_told(found: OpinionList, opinion: Opinion) -> str | None:
    answer = found.shared_answers.get(opinion.id)
    return f"{answer}（{opinion.same_as} と同じ）" if answer else None


def _link_told(link: Link) -> str:
    quote = f"「{link.quote}」" if link.quote else ""
    return f"{link.kind.value} {link.node}{quote}"


def _past_told(past: PastDecision) -> str:
    """Say a decision that was replaced: 反映困難（2023-09-05）「対応できません。」 反映先 追加 n1."""
    date = f"（{past.date}）" if past.date else ""
    answer = f"「{past.answer}」" if past.answer else ""
    same = f"　{past.same_as} と同じ" if past.same_as else ""
    links = "、".join(_link_told(link) for link in past.changes)
    return f"{past.disposition}{date}{answer}{same}" + (f"　反映先 {links}" if links else "")
