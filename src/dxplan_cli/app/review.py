"""The task of `dxplan review`: what members wrote into a Word file becomes opinions, all of them or none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from dxplan_cli.app import identity
from dxplan_cli.app.manuscripts import read_bytes
from dxplan_cli.app.proposed import Ground
from dxplan_cli.app.review_paper import read_paper
from dxplan_cli.app.workspace import choose_draft, open_plan, refuse_blank, refuse_repeated_ids
from dxplan_cli.errors import UnreadableFileError, UsageError
from dxplan_cli.intake.returned.paper import read_returned
from dxplan_cli.intake.returned.people import person_of
from dxplan_cli.model.node import words_of
from dxplan_cli.model.opinion import Internal, Opinion
from dxplan_cli.papers.explanations import shortened
from dxplan_cli.render.lines import Look, Stretch
from dxplan_cli.render.review_lines import opinion_lines, review_record, unplaced_lines
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.opinion_files import compose_opinion
from dxplan_cli.store.write import locked
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dxplan_cli.app.add_opinion import Chance
    from dxplan_cli.app.proposed import Unplaced
    from dxplan_cli.app.review_paper import Findings, Heard
    from dxplan_cli.intake.returned.paper import Returned
    from dxplan_cli.model.opinion import Round
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.render.lines import Line

_PREFIX: Final = "review-"
_DIGITS: Final = 12


class ReviewOrder(Value, kw_only=True):
    """Which file came back, and what it does not say itself.

    `office` are further names the office works under, `member` is who sent it, for what nobody signed;
    `takes_settled` takes comments that were ticked off (解決済み) as well.
    """

    file: Path
    round: str | None = None
    draft: str | None = None
    office: tuple[str, ...] = ()
    member: str | None = None
    takes_settled: bool = False


class New(Value):
    """An opinion to be written, still without its id, and whether it came as an unsigned change."""

    opinion: Opinion
    heard: Heard


class Review(Value, kw_only=True):
    """What a returned paper brings: opinions that are new, how many were taken before, and what was left aside."""

    draft: Draft
    round: Round
    new: tuple[New, ...]
    known: int
    unplaced: tuple[tuple[str | None, Unplaced], ...]
    settled: int
    formats: Mapping[str, int]
    remarks: tuple[str, ...]


def review(root: Path, order: ReviewOrder, chance: Chance, *, is_trial: bool) -> Review:
    """Read a paper that came back and, unless it `is_trial`, write an opinion for everything new in it.

    Raises:
        UsageError: the file, the draft or the round does not exist, or the round cannot be told.
        UnreadableFileError: no Word file, protected, damaged, or not safe to read.
        DataError: the plan cannot be read or the opinions not be written; nothing is.
    """
    refuse_blank({"--member": order.member})
    data = read_bytes(order.file)
    if is_trial:
        return _propose(root, open_plan(root), order, data)
    with locked(root):
        plan = open_plan(root)
        found = _propose(root, plan, order, data)
        named = tuple(_named(found.new, plan, chance))
        write_together(root, [compose_opinion(each.opinion) for each in named])
    return replace(found, new=named)


def _propose(root: Path, plan: Plan, order: ReviewOrder, data: bytes) -> Review:
    returned = _returned(plan, order, data)
    draft = choose_draft(plan, root, order.draft) if order.draft else None
    if draft is not None:
        refuse_repeated_ids(draft, root)
    found = read_paper(plan, draft, returned, takes_settled=order.takes_settled, round_id=order.round)
    heard = _round_of(plan, order, found.draft)
    opinions = tuple(_opinions(plan, order, found, heard))
    new, renamed = _unknown(plan, opinions)
    return Review(
        draft=found.draft,
        round=heard,
        new=new,
        known=len(opinions) - len(new),
        unplaced=found.unplaced,
        settled=found.settled,
        formats=returned.formats,
        remarks=(*returned.given.remarks, *_remarks(found, heard, new), *_renamed_told(renamed)),
    )


def _returned(plan: Plan, order: ReviewOrder, data: bytes) -> Returned:
    try:
        return read_returned(data, (plan.settings.office or "", *order.office))
    except UnreadableFileError as error:
        message = f"{order.file.as_posix()}：{error.message}"
        raise UnreadableFileError(message, error.hint) from error


def _round_of(plan: Plan, order: ReviewOrder, draft: Draft) -> Round:
    """Return the round named, else the last one that was heard on the draft.

    Raises:
        UsageError: there is none; names those there are.
    """
    known = "、".join(f"{each.id}（{each.title}）" for each in plan.rounds) or "まだありません"
    if order.round is not None:
        named = plan.round(order.round)
        if named is None:
            message = f"聴取の機会「{order.round}」がありません"
            raise UsageError(message, f"使えるもの：{known}")
        return named
    heard = [each for each in plan.rounds if each.draft == draft.id]
    if not heard:
        message = f"「{draft.label}」について聴いた聴取の機会がありません"
        raise UsageError(
            message,
            f"--round で指定するか、rounds/ にYAMLを作ってください（draft: {draft.id} と書きます）。今あるもの：{known}",
        )
    return heard[-1]


def _remarks(found: Findings, heard: Round, new: tuple[New, ...]) -> Iterator[str]:
    unsigned = sum(each.heard.author is None and each.heard.proposed is not None for each in new)
    if unsigned:
        yield (
            f"変更履歴のない書き換えが{unsigned}か所あります。だれが書いたかは分かりません"
            "（資料を渡した後に版を直したときも、こう見えます）"
        )
    if found.missing:
        yield f"この資料にない章：{'、'.join(found.missing)}"
    if heard.draft != found.draft.id:
        yield f"聴取の機会「{heard.title}」は、{found.draft.label}について聴いたものではありません"


def _renamed_told(count: int) -> Iterator[str]:
    if count:
        yield (
            f"取り込み済みのうち{count}件は、前に取り込んだときと --member の名が違うか、名がありませんでした。"
            "同じ意見とみて、書き加えていません（名を改めるときは、意見の internal の member を直してください）"
        )


def _opinions(plan: Plan, order: ReviewOrder, found: Findings, heard: Round) -> Iterator[New]:
    heard_on = plan.draft(heard.draft or "") or found.draft
    known = {node.id: words_of(node) for node in heard_on.nodes()}
    ground = Ground(found.draft)
    for each in found.heard:
        about = tuple(dict.fromkeys(here for node in each.about for here in ground.about(node, frozenset(known))))
        member = each.author or order.member
        is_quoted = each.quote is not None and any(contains_folded(each.quote, known[node]) for node in about)
        yield New(
            Opinion(
                id="",
                round=heard.id,
                text=_text(each),
                verbatim=each.proposed is None and all(remark.answers is None for remark in each.remarks),
                about=about,
                quote=each.quote if is_quoted else None,
                key=_key(each),
                proposal=each.proposed.proposal if each.proposed is not None else None,
                internal=Internal(member=" ".join(member.split())) if member and member.strip() else None,
            ),
            each,
        )


def _text(heard: Heard) -> str:
    """Say a change in words, and remarks as they were written; an answer says to what."""
    lines = [heard.proposed.words] if heard.proposed is not None else []
    for remark in heard.remarks:
        lines.append(remark.text)
        if remark.answers is not None:
            lines.append(f"（コメント「{shortened(remark.answers)}」への返信）")
    return "\n".join(lines)


def _key(heard: Heard) -> str:
    """Return the same key for the same change or remark, however often and by whatever program the file was saved."""
    if heard.proposed is not None:
        proposal = heard.proposed.proposal
        parts: tuple[object, ...] = ("change", heard.proposed.words)
        if proposal is not None:
            parts = ("change", proposal.kind, proposal.node, proposal.text, proposal.after, proposal.first)
            parts += tuple((each.row, each.name, each.after) for each in proposal.values)
    else:
        parts = ("remark", *((each.text, each.answers, each.anchor.words) for each in heard.remarks))
    squeezed = "".join(repr(parts).split())
    return f"{_PREFIX}{hashlib.sha256(squeezed.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


def _unknown(plan: Plan, found: tuple[New, ...]) -> tuple[tuple[New, ...], int]:
    """Return what is not in the register yet, and how much of the rest was taken under another name or none.

    Of two members who propose the same, the second's key has a number.
    """
    takers: dict[str, list[str]] = {}
    for opinion in plan.opinions:
        if opinion.key is not None and opinion.key.startswith(_PREFIX):
            takers.setdefault(_bare(opinion.key), []).append(_member(opinion))
    new: list[New] = []
    renamed = 0
    for each in found:
        key = each.opinion.key or ""
        taken = takers.setdefault(key, [])
        member = _member(each.opinion)
        if member in taken:
            continue
        if taken and _is_taken_nameless(each, taken):
            renamed += 1
            continue
        number = f"-{len(taken) + 1}" if taken else ""
        new.append(replace(each, opinion=replace(each.opinion, key=f"{key}{number}")))
        taken.append(member)
    return tuple(new), renamed


def _is_taken_nameless(new: New, taken: Sequence[str]) -> bool:
    """Tell whether what nobody signed was taken before, then or now without saying who sent it (`--member`)."""
    is_signed = bool(person_of(new.heard.author or ""))
    return not is_signed and (not _member(new.opinion) or "" in taken)


def _bare(key: str) -> str:
    return key[: len(_PREFIX) + _DIGITS]


def _member(opinion: Opinion) -> str:
    return person_of((opinion.internal.member if opinion.internal else None) or "")


def _named(new: tuple[New, ...], plan: Plan, chance: Chance) -> Iterator[New]:
    """Give opinions ids that keep the order of the paper."""
    taken = {opinion.id for opinion in plan.opinions}
    ids = identity.opinion_ids([each.opinion.round for each in new], chance.now, chance.pick, taken)
    for each, opinion_id in zip(new, ids, strict=True):
        yield replace(each, opinion=replace(each.opinion, id=opinion_id))


def draw_lines(found: Review) -> Iterator[Line]:
    """Return what came back as lines for the terminal."""
    yield (Stretch(f"{found.draft.label}に返った意見　→　{found.round.title}（{found.round.id}）", Look.HEADING),)
    yield from opinion_lines(each.opinion for each in found.new)
    if found.unplaced:
        yield ()
        told = f"■ 版の中に場所がないので意見にしなかったもの {len(found.unplaced)}件"
        yield (Stretch(told, Look.HEADING),)
        yield from unplaced_lines(_flat(found))
    yield ()
    yield (Stretch(f"新しい意見 {len(found.new)}件　取り込み済み {found.known}件"),)
    if found.settled:
        yield (Stretch(f"解決済みのコメント {found.settled}件は取り込みません（取り込むには --resolved）"),)
    if found.formats:
        yield (Stretch(f"書式だけの変更 {sum(found.formats.values())}か所は取り込みません"),)


def draw_json(found: Review, *, is_written: bool) -> dict[str, Any]:
    """Return what came back as a record."""
    return review_record(
        draft=found.draft.id,
        round_id=found.round.id,
        is_written=is_written,
        opinions=(each.opinion for each in found.new),
        known=found.known,
        unplaced=_flat(found),
        settled=found.settled,
        formats=found.formats,
        remarks=found.remarks,
    )


def _flat(found: Review) -> Iterator[tuple[str | None, str, str]]:
    return ((author, each.words, each.where) for author, each in found.unplaced)
