"""A returned paper read for the draft it shows: every change and remark in it, with the place in the draft it is about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.app.printed import owner_of, with_unprinted
from dxplan_cli.app.proposals import Reader
from dxplan_cli.app.proposed import Ground, Proposed, Unplaced
from dxplan_cli.app.review_draft import recognise
from dxplan_cli.app.review_looks import looks_of, restored
from dxplan_cli.diff.adopt import adopt_ids
from dxplan_cli.diff.match import match_nodes
from dxplan_cli.diff.matching import How, Matching, Pair
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.intake.manuscript.spots import is_spot, number_of
from dxplan_cli.intake.manuscript.tree import MARGINS, OPENING, grow
from dxplan_cli.intake.returned.people import person_of
from dxplan_cli.model.node import Figure, Item, Paragraph, Section, Table, children_of, texts_of, walk, words_of
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxplan_cli.app.review_draft import Shown
    from dxplan_cli.diff.change import Change, Comparison
    from dxplan_cli.intake.manuscript.pieces import Manuscript
    from dxplan_cli.intake.returned.anchors import Anchor
    from dxplan_cli.intake.returned.paper import Layer, Returned
    from dxplan_cli.intake.returned.threads import Remark
    from dxplan_cli.model.node import AnyNode, Row
    from dxplan_cli.model.plan import Draft, Plan

_QUOTABLE = 2


class Heard(Value, kw_only=True):
    """What one person has to say of one place: a change, remarks, or both. `author` is None where nobody signed."""

    author: str | None
    about: tuple[str, ...]
    quote: str | None = None
    proposed: Proposed | None = None
    remarks: tuple[Remark, ...] = ()


class Findings(Value, kw_only=True):
    """What was found in a paper: `settled` remarks were left aside, the paper lacks the chapters `missing`."""

    draft: Draft
    heard: tuple[Heard, ...]
    unplaced: tuple[tuple[str | None, Unplaced], ...]
    settled: int
    missing: tuple[str, ...]


def read_paper(
    plan: Plan, draft: Draft | None, returned: Returned, *, takes_settled: bool, round_id: str | None = None
) -> Findings:
    """Read what came back, of a round if that is known, for the draft named, else for the one the paper shows.

    Raises:
        UsageError: the plan has no draft.
    """
    given = grow(returned.given).chapters
    body = tuple(chapter for chapter in given if chapter.title != MARGINS)
    around = tuple(chapter for chapter in given if chapter.title == MARGINS)
    shown = recognise(plan, draft, body, "\n".join(map(words_of, walk(around))), round_id)
    return _Paper(shown, returned).read(takes_settled=takes_settled)


class _View(Value):
    """The paper as one person left it, with the draft's ids; `ids` and keys of `rows` are those by the names of spots."""

    draft: Draft
    ids: Mapping[str, str]
    rows: Mapping[str, str]


class _Paper:
    """A paper and the draft it shows, being compared."""

    def __init__(self, shown: Shown, returned: Returned) -> None:
        self._shown, self._returned = shown, returned
        self._ground = Ground(shown.draft)
        self._looks = looks_of(shown.printed)
        self._given = self._view(returned.given, shown.printed, {})
        self._views = {person_of(layer.author): self._layer(layer) for layer in returned.layers}

    def read(self, *, takes_settled: bool) -> Findings:
        heard: list[Heard] = []
        unplaced: list[tuple[str | None, Unplaced]] = []
        unsigned, missing = self._unsigned()
        for author, found in (*self._changes(), *((None, each) for each in unsigned)):
            if isinstance(found, Unplaced):
                unplaced.append((author, found))
            else:
                heard.append(Heard(author=author, about=found.about, quote=found.quote, proposed=found))
        wanted = [each for each in self._returned.remarks if takes_settled or not each.is_settled]
        for remark in wanted:
            self._hear(remark, heard)
        settled = len(self._returned.remarks) - len(wanted)
        return Findings(
            draft=self._shown.draft, heard=tuple(heard), unplaced=tuple(unplaced), settled=settled, missing=missing
        )

    def _view(self, manuscript: Manuscript, known: Draft, rows: Mapping[str, str]) -> _View:
        """Give a text the ids of a known one; `rows` are the keys its rows have by their spots, if they have been seen."""
        chapters = grow(restored(manuscript, self._looks)).chapters
        adopted = adopt_ids(chapters, _with_rows(_matching(known.chapters, chapters), known.chapters, chapters, rows))
        pairs = tuple(zip(walk(chapters), walk(adopted), strict=True))
        ids = {old.id: new.id for old, new in pairs if is_spot(old.id)}
        keys = {
            row.key: same.key
            for old, new in pairs
            if isinstance(old, Table) and isinstance(new, Table)
            for row, same in zip(old.rows, new.rows, strict=True)
            if is_spot(row.key)
        }
        draft = with_unprinted(replace(self._shown.draft, chapters=adopted, files=()), self._shown.draft)
        return _View(draft, ids, keys)

    def _layer(self, layer: Layer) -> tuple[Comparison, _View]:
        before = self._given
        if layer.is_above_others:
            before = self._view(layer.before, before.draft, before.rows)
        after = self._view(layer.after, before.draft, before.rows)
        return compare_drafts(before.draft, after.draft), after

    def _changes(self) -> Iterator[tuple[str | None, Proposed | Unplaced]]:
        for layer in self._returned.layers:
            comparison, _ = self._views[person_of(layer.author)]
            for found in Reader(self._ground, comparison, layer.is_above_others).read():
                yield layer.author, found

    def _unsigned(self) -> tuple[tuple[Proposed, ...], tuple[str, ...]]:
        """Return what was rewritten without tracking, and the chapters that are not there at all.

        What only a paper has, its cover, marks and tables of opinions, may differ from what would be printed today.
        """
        comparison = compare_drafts(self._shown.printed, self._given.draft)
        gone = {each.node for each in comparison.changes if each.after is None and not each.path}
        reader = Reader(self._ground, comparison)
        changes = (each for each in reader.changes if each.node not in gone and not self._is_of_paper(each))
        found = tuple(each for change in changes for each in reader.read_one(change) if isinstance(each, Proposed))
        return found, tuple(words_of(self._ground.nodes[each]) for each in gone if each in self._ground.nodes)

    def _is_of_paper(self, change: Change) -> bool:
        """Tell whether a difference is the paper's own: a chapter, a drawn figure, a table beside marks."""
        is_new_chapter = change.before is None and not change.path
        is_drawn = isinstance(self._ground.nodes.get(change.node), Figure)
        return (
            is_new_chapter
            or is_drawn
            or (
                self._shown.is_marked
                and not isinstance(change.subject, Paragraph | Item | Section)
                and self._ground.known_as(change.before or change.subject) is None
            )
        )

    def _hear(self, remark: Remark, heard: list[Heard]) -> None:
        """Join a remark to its author's change of the very words it stands on, else take it by itself."""
        person = person_of(remark.author)
        if person in remark.anchor.touched and remark.answers is None and person in self._views:
            spots = set(_nodes_at(remark.anchor, self._views[person][1].ids))
            for at, each in enumerate(heard):
                is_own = each.author is not None and person_of(each.author) == person
                if is_own and each.proposed is not None and each.proposed.spot in spots:
                    heard[at] = replace(each, remarks=(*each.remarks, remark))
                    return
        nodes = _nodes_at(remark.anchor, self._given.ids)
        about = tuple(dict.fromkeys(each for node in nodes for each in self._known(node)))
        author = remark.author.strip() or None
        heard.append(Heard(author=author, about=about, quote=self._quote(remark.anchor, about), remarks=(remark,)))

    def _known(self, node_id: str) -> tuple[str, ...]:
        """Return a node of the paper if it is one of the draft, else the nearest section around it that is."""
        steps = (owner_of(node_id), *reversed(self._paths.get(node_id, ())))
        return next(((each,) for each in steps if each in self._ground.nodes), ())

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        return dict(_paths(self._given.draft.chapters, ()))

    def _quote(self, anchor: Anchor, about: tuple[str, ...]) -> str | None:
        words = anchor.words
        is_exact = len(about) == 1 and words in words_of(self._ground.nodes[about[0]])
        return words if is_exact and len(words) >= _QUOTABLE and "\n" not in words else None


def _matching(known: tuple[Section, ...], given: tuple[Section, ...]) -> Matching:
    """Match what a paper says with what it should say: where the two say the same, node by node, else by their words."""
    old, new = (
        [node for chapter in chapters if chapter.title not in {OPENING, MARGINS} for node in walk((chapter,))]
        for chapters in (known, given)
    )
    if list(map(_said, old)) != list(map(_said, new)):
        return _with_surroundings(match_nodes(known, given), known, given)
    pairs = (Pair(one.id, other.id, 1.0, How.SAME, _same_rows(one, other)) for one, other in zip(old, new, strict=True))
    ours, theirs = (tuple(node.id for node in walk(chapters)) for chapters in (known, given))
    return _with_surroundings(Matching(ours, theirs, tuple(pairs)), known, given)


def _with_rows(
    found: Matching, known: tuple[Section, ...], given: tuple[Section, ...], rows: Mapping[str, str]
) -> Matching:
    """Pair rows that are the same row of the file, whatever they say now; the others by their words, else by their place."""
    old, new = ({node.id: node for node in walk(chapters) if isinstance(node, Table)} for chapters in (known, given))

    def renewed(pair: Pair) -> Pair:
        if pair.base not in old or pair.revised not in new:
            return pair
        ours = {row.key for row in old[pair.base].rows}
        same = {rows[row.key]: row.key for row in new[pair.revised].rows if rows.get(row.key) in ours}
        taken = frozenset(same.values())
        alike = ((one, other) for one, other in pair.rows if one not in same and other not in taken)
        pairs = {**same, **dict(alike)}
        found = pairs if rows else _filled(old[pair.base].rows, new[pair.revised].rows, pairs)
        return replace(pair, rows=tuple(found.items()))

    return replace(found, pairs=tuple(map(renewed, found.pairs)))


def _filled(old: Sequence[Row], new: Sequence[Row], pairs: Mapping[str, str]) -> dict[str, str]:
    """Add pairs of rows that stand alone between the same pairs: a row that was written over, or filled in."""
    at = {row.key: place for place, row in enumerate(new)}
    found, waiting, last = dict(pairs), [], -1
    for row in (*old, None):
        place = len(new) if row is None else at.get(pairs.get(row.key, ""))
        if place is None:
            waiting += [row.key] if row is not None else []
            continue
        between = [each.key for each in new[last + 1 : place]]
        if len(between) == len(waiting):
            found.update(zip(waiting, between, strict=True))
        waiting, last = [], place
    return found


def _with_surroundings(found: Matching, known: tuple[Section, ...], given: tuple[Section, ...]) -> Matching:
    """Pair what stands before the first heading and around the pages, which has its place though it has no heading."""
    met, taken = {pair.base for pair in found.pairs}, {pair.revised for pair in found.pairs}
    added: list[Pair] = []
    for title in (OPENING, MARGINS):
        old, new = (next((each for each in chapters if each.title == title), None) for chapters in (known, given))
        if old is not None and new is not None and len(old.children) == len(new.children):
            both = zip(walk((old,)), walk((new,)), strict=False)
            added += (Pair(a.id, b.id, 1.0, How.PLACE) for a, b in both if a.id not in met and b.id not in taken)
    return replace(found, pairs=(*found.pairs, *added))


def _said(node: AnyNode) -> tuple[str, int, tuple[str, ...]]:
    parts = len(node.rows) if isinstance(node, Table) else len(children_of(node))
    return type(node).__name__, parts, () if isinstance(node, Figure) else texts_of(node)


def _same_rows(one: AnyNode, other: AnyNode) -> tuple[tuple[str, str], ...]:
    if not isinstance(one, Table) or not isinstance(other, Table):
        return ()
    return tuple((row.key, same.key) for row, same in zip(one.rows, other.rows, strict=True))


def _paths(nodes: tuple[AnyNode, ...], path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in nodes:
        yield node.id, path
        yield from _paths(children_of(node), (*path, node.id))


def _nodes_at(anchor: Anchor, ids: Mapping[str, str]) -> tuple[str, ...]:
    """Return the nodes an anchor stands on; a paragraph that is none runs on into the next one that is."""
    numbers = sorted((number_of(spot), node) for spot, node in ids.items())
    found: list[str] = []
    for around in anchor.spots:
        here = next((ids[spot] for spot in around if spot in ids), None)
        if here is None and around:
            at = number_of(around[0])
            here = next((node for number, node in numbers if number > at), numbers[-1][1] if numbers else None)
        if here is not None:
            found.append(here)
    return tuple(dict.fromkeys(found))
