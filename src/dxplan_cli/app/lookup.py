"""Finding what the user names in a plan: rounds, meetings, nodes, opinions; and refusing what is not there with the nearest.

How a typed name is compared is `app.naming`'s; here stands what each thing is called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.app.naming import Candidate, Taken, find_named, name_key, unknown
from dxplan_cli.errors import UsageError
from dxplan_cli.model.node import Item, Paragraph, Section, children_of, words_of
from dxplan_cli.model.state import STATES_MEANT
from dxplan_cli.text.keys import contains_folded, fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion, Round
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.trace.trace import Trace

ROUND, _DISPOSITION, OPINION, NODE, _STATE, _MEETING, _DRAFT = (
    "聴取の機会",
    "対応区分",
    "意見",
    "項目",
    "状態",
    "会議",
    "版",
)
_NEAR = 3
_SHORT = 20
_ENDING = 3
_SEPARATORS = frozenset("-_.#")
_STEP = " ＞ "
_STEPS = re.compile(r"\s*[＞>]\s*")
_NUMBER = re.compile("(?:意見)?(?:No[.．]?|№|番号)?([1-9][0-9]*)番?", re.IGNORECASE)
_BY_LOOKING = "dxplan show や dxplan opinions list で確かめてください"


# --- rounds, meetings, words of the plan -------------------------------------------------------------------------


def find_round(plan: Plan, name: str) -> Taken:
    """Return the round of an id, a title or a kind.

    Raises:
        UsageError: there is none, or several; names them.
    """
    taken = find_named(ROUND, name, [_of_round(each) for each in plan.rounds])
    if taken is None:
        known = "、".join(round_told(each) for each in plan.rounds) or "まだありません（rounds/ に作ってください）"
        raise unknown(ROUND, name, tuple(each.id for each in plan.rounds), f"使えるもの：{known}")
    return taken


def named_round(plan: Plan, name: str | None) -> Round:
    """Return the round that is named, by default the last by its day.

    Raises:
        UsageError: there is none, or the name means none or several.
    """
    if not plan.rounds:
        message = "聴取の機会（rounds/）がまだありません"
        raise UsageError(message, "rounds/ にYAMLを一つ作ってください（kind, title, draft を書きます）")
    if name is None:
        return plan.rounds[-1]
    wanted = find_round(plan, name).id
    return next(each for each in plan.rounds if each.id == wanted)


def round_told(heard: Round) -> str:
    """Return a round as it is told: 第３回委員会（2023-iinkai-3）."""
    return _of_round(heard).shown


def _of_round(heard: Round) -> Candidate:
    dated = (f"{heard.title}（{heard.date}）", f"{heard.title}{heard.date}") if heard.date else ()
    kinds = (heard.kind, f"{heard.kind}{heard.title}")
    return Candidate(heard.id, heard.title, (heard.title, *dated), kinds)


def find_meeting(plan: Plan, name: str) -> Meeting:
    """Return the meeting of an id, a number (4, ４, 第４回) or a title.

    Raises:
        UsageError: there is none, or several; names them.
    """
    taken = find_named(_MEETING, name, [_of_meeting(each) for each in plan.meetings])
    if taken is None:
        known = "、".join(_of_meeting(each).shown for each in plan.meetings) or "なし"
        message = f"会議「{name}」がありません"
        raise UsageError(message, f"meetings/ にある会議：{known}")
    return next(each for each in plan.meetings if each.id == taken.id)


def _of_meeting(meeting: Meeting) -> Candidate:
    number = str(meeting.number)
    return Candidate(meeting.id, meeting.title, (number, f"第{number}回", meeting.title))


def find_draft(plan: Plan, name: str) -> Draft | None:
    """Return the draft of an id, of a label with its date or without, or of a stage; None when none is called so.

    Raises:
        UsageError: several are; lists them.
    """
    taken = find_named(_DRAFT, name, [_of_draft(each) for each in plan.drafts])
    return plan.draft(taken.id) if taken is not None else None


def _of_draft(draft: Draft) -> Candidate:
    dated = (f"{draft.label}（{draft.date}）", f"{draft.label}{draft.date}") if draft.date else ()
    return Candidate(draft.id, draft.label, (draft.label, *dated), (draft.stage,) if draft.stage else ())


def find_disposition(plan: Plan, word: str) -> str:
    """Return the disposition plan.yaml lists by that word, in any width.

    Raises:
        UsageError: it lists none such; names the nearest.
    """
    return _word(_DISPOSITION, word, plan.settings.disposition_names)


def find_state(word: str) -> str:
    """Return the word that asks for a state.

    Raises:
        UsageError: it asks for none; names the nearest.
    """
    return _word(_STATE, word, tuple(STATES_MEANT))


def _word(what: str, word: str, known: tuple[str, ...]) -> str:
    taken = find_named(what, word, [Candidate(each, each) for each in known])
    if taken is None:
        raise unknown(what, word, known, f"使える語：{'、'.join(known)}")
    return taken.id


def refuse_unknown_round(plan: Plan, round_id: str | None) -> None:
    """Refuse a round the plan has not; None means all rounds.

    Raises:
        UsageError: names the nearest.
    """
    if round_id and plan.round(round_id) is None:
        raise unknown(ROUND, round_id, tuple(each.id for each in plan.rounds), _BY_LOOKING)


def refuse_unknown_disposition(plan: Plan, disposition: str | None) -> None:
    """Refuse a disposition plan.yaml does not list; None means all.

    Raises:
        UsageError: names the nearest.
    """
    if disposition and disposition not in plan.settings.disposition_names:
        raise unknown(_DISPOSITION, disposition, plan.settings.disposition_names, _BY_LOOKING)


# --- nodes -------------------------------------------------------------------------------------------------------


_Manner: TypeAlias = "Callable[[Sequence[_Spot], str], Taken | None]"


class _Spot(Value):
    """A node and the sections around it, the outermost first."""

    node: AnyNode
    around: tuple[Section, ...]


def find_node_id(plan: Plan, name: str, draft: Draft | None = None, *, is_sure: bool = False) -> Taken:
    """Return the node of an id, a number (第４章), a title or a path of titles (商工業 ＞ めざす姿).

    The draft named is looked at first, then the others from the newest on. With `is_sure` a part of a title is not
    enough.

    Raises:
        UsageError: there is none, or several; names them.
    """
    drafts = [*([draft] if draft else []), *(each for each in reversed(plan.drafts) if each is not draft)]
    for each in drafts:
        if any(node.id == name for node in each.nodes()):
            return Taken(name)
    *around, own = [step for step in _STEPS.split(name.strip()) if step] or [name]
    manners: tuple[_Manner, ...] = (_find_title, _find_words, *(() if is_sure else (_find_part,)))
    for manner in manners:
        for each in drafts:
            spots = [spot for spot in _spots(each) if _is_around(spot.around, around)]
            taken = manner(spots, own)
            if taken is not None:
                return taken
    raise _unknown_node(drafts, name)


def _find_title(spots: Sequence[_Spot], name: str) -> Taken | None:
    return find_named(NODE, name, [_of_spot(each) for each in spots if _is_titled(each.node)], is_sure=True)


def _find_words(spots: Sequence[_Spot], name: str) -> Taken | None:
    return find_named(NODE, name, [_of_spot(each) for each in spots], is_sure=True)


def _find_part(spots: Sequence[_Spot], name: str) -> Taken | None:
    return find_named(NODE, name, [_of_spot(each) for each in spots if _is_titled(each.node)])


def _spots(draft: Draft) -> Iterator[_Spot]:
    waiting: list[_Spot] = [_Spot(each, ()) for each in reversed(draft.chapters)]
    while waiting:
        spot = waiting.pop()
        yield spot
        node = spot.node
        if isinstance(node, Section):
            waiting += [_Spot(child, (*spot.around, node)) for child in reversed(children_of(node))]


def _is_titled(node: AnyNode) -> bool:
    return not isinstance(node, Paragraph | Item)


def _is_around(sections: tuple[Section, ...], steps: Sequence[str]) -> bool:
    """Tell whether the steps are titles or numbers of these sections, in this order."""
    left = iter(sections)
    return all(any(_is_called(each, step) for each in left) for step in steps)


def _is_called(section: Section, step: str) -> bool:
    return name_key(step) in {name_key(name) for name in _names_of(section, is_chapter=True)}


def _of_spot(spot: _Spot) -> Candidate:
    """Return a node with all it is called; it is shown with the section around it, because titles repeat."""
    names = tuple(_names_of(spot.node, is_chapter=not spot.around))
    shown = words_of(spot.node) or spot.node.id
    short = shown if len(shown) <= _SHORT else f"{shown[:_SHORT]}…"
    above = [spot.around[-1].title] if spot.around else []
    return Candidate(spot.node.id, _STEP.join((*above, " ".join(short.split()))), names)


def _names_of(node: AnyNode, *, is_chapter: bool) -> Iterator[str]:
    words = words_of(node)
    if words:
        yield words
    number = node.number if isinstance(node, Section) else None
    if number:
        for each in _numbers(number, is_chapter=is_chapter):
            yield each
            yield f"{each}{words}"


def _numbers(number: str, *, is_chapter: bool) -> Iterator[str]:
    """Yield a section's number as written and, of a chapter numbered in bare digits, as papers print it."""
    yield number
    digits = fold(number).strip()
    if is_chapter and digits.isdecimal():
        yield f"第{digits}章"


def _unknown_node(drafts: Sequence[Draft], name: str) -> UsageError:
    """Return the refusal of a node; where words were given for an id, it names the nodes with these words."""
    words = {node.id: words_of(node) for draft in reversed(drafts) for node in draft.nodes()}
    refusal = unknown(NODE, name, tuple(words), _BY_LOOKING)
    meant = [each for each in words if name.strip() and contains_folded(name, words[each])][:_NEAR]
    if meant:
        refusal.hint = f"この文言を含む項目のid：{'、'.join(meant)}"
    return refusal


def refuse_unknown_node(plan: Plan, node_id: str) -> None:
    """Refuse the id of a node that no draft has.

    Raises:
        UsageError: names the nearest id, or the nodes with these words where words were given for an id.
    """
    if not any(node.id == node_id for draft in plan.drafts for node in draft.nodes()):
        raise _unknown_node(plan.drafts, node_id)


# --- opinions ----------------------------------------------------------------------------------------------------


class Numbering(Value):
    """The numbers a paper gives opinions, by id, and what that paper is called."""

    numbers: Mapping[str, int]
    paper: str


def find_opinion(plan: Plan, name: str, numbering: Numbering | None = None) -> Opinion:
    """Return the opinion of an id, of the ending of one, of its key, or of its No. in a paper.

    Raises:
        UsageError: there is none, or several; names them.
    """
    wanted = take_opinion(plan, name, numbering).id
    return next(each for each in plan.opinions if each.id == wanted)


def is_number(name: str) -> bool:
    """Tell whether a name can be the No. of a paper: 4, ４, No.4."""
    return _NUMBER.fullmatch(name_key(name)) is not None


def take_opinion(plan: Plan, name: str, numbering: Numbering | None = None) -> Taken:
    """Return the id of the opinion that is named, and how it was found; what raises is as for `find_opinion`."""
    ids = [each.id for each in plan.opinions]
    if name in ids:
        return Taken(name)
    wanted = name_key(name)
    found: dict[str, str] = {}
    for opinion_id, way in _meant(plan, wanted, numbering):
        found.setdefault(opinion_id, way)
    if not found:
        raise unknown(OPINION, name, tuple(ids), _BY_LOOKING)
    if len(found) > 1:
        raise _several(plan, name, found)
    opinion_id, way = next(iter(found.items()))
    return Taken(opinion_id, f"{way}：{opinion_id}")


def _meant(plan: Plan, wanted: str, numbering: Numbering | None) -> Iterator[tuple[str, str]]:
    """Yield every opinion a name can mean, and why."""
    if not wanted:
        return
    number = _NUMBER.fullmatch(wanted)
    if number is not None and numbering is not None:
        for opinion_id, each in numbering.numbers.items():
            if each == int(number[1]):
                yield opinion_id, f"{numbering.paper}のNo.{each}"
    for opinion in plan.opinions:
        if name_key(opinion.id) == wanted:
            yield opinion.id, "id"
        elif opinion.key is not None and name_key(opinion.key) == wanted:
            yield opinion.id, f"整理番号{opinion.key}"
        elif _ends_with(name_key(opinion.id), wanted):
            yield opinion.id, "idの終わり"


def _ends_with(opinion_id: str, wanted: str) -> bool:
    """Tell whether an id ends with these letters, enough of them to be no slip, and no number of it is cut in two."""
    before = opinion_id.removesuffix(wanted)[-1:]
    if not opinion_id.endswith(wanted) or (before.isdigit() and wanted[0].isdigit()):
        return False
    return len(wanted) >= _ENDING or wanted.isdigit() or before in _SEPARATORS


def _several(plan: Plan, name: str, found: Mapping[str, str]) -> UsageError:
    texts = {each.id: " ".join(each.text.split()) for each in plan.opinions}
    shown = [f"{each}（{way}）「{texts[each][:_SHORT]}」" for each, way in list(found.items())[:_NEAR]]
    more = f" ほか{len(found) - _NEAR}" if len(found) > _NEAR else ""
    message = f"意見「{name}」に当たるものが{len(found)}件あります"
    return UsageError(message, f"どれかを id で指定してください：{'、'.join(shown)}{more}")


def labels_of(traces: Iterable[Trace]) -> dict[str, tuple[str, ...]]:
    """Return the labels each opinion led to, by its id."""
    labels: dict[str, tuple[str, ...]] = {}
    for trace in traces:
        for opinion, marks in trace.marks_by_opinion.items():
            labels[opinion] = (*labels.get(opinion, ()), *(mark.label for mark in marks))
    return labels
