"""`read_back`: the pieces of a file as the chapters of a new draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from dxplan_cli.app.readback.below import attached
from dxplan_cli.app.readback.counterparts import find_counterparts
from dxplan_cli.app.readback.entries import Sign, with_signs
from dxplan_cli.app.readback.figures import read_figure, renew_figure
from dxplan_cli.app.readback.growth import Growth, origins_of
from dxplan_cli.app.readback.incoming import unified
from dxplan_cli.app.readback.kpis import lines_of, renew_kpis
from dxplan_cli.app.readback.paper import Part, print_paper
from dxplan_cli.app.readback.rest import with_rest
from dxplan_cli.app.readback.tables import read_table, renew_table
from dxplan_cli.app.readback.uncertain import Doubt, Parting, Placed, Unsure, doubts_of, partings_of
from dxplan_cli.app.readback.wording import (
    as_printed,
    number_and_title,
    renewed_words,
    titled,
)
from dxplan_cli.intake.manuscript.pieces import Caption, Entry, Grid, Heading, Image, Text
from dxplan_cli.intake.manuscript.tree import OPENING
from dxplan_cli.model.node import Figure, Item, Kpi, Node, Paragraph, Section, Table
from dxplan_cli.value import Mutable, Value, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxplan_cli.app.readback.counterparts import Counterparts
    from dxplan_cli.app.readback.incoming import Incoming
    from dxplan_cli.app.readback.kpis import Line
    from dxplan_cli.app.readback.names import Names
    from dxplan_cli.app.readback.paper import Printed
    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan

_Any = TypeVar("_Any", bound=Node)
_CHAPTER: Final = "chapter"
_ROW: Final = "row"


class ReadBack(Value):
    """The chapters, and what a person should look at."""

    chapters: tuple[Section, ...]
    doubts: tuple[Doubt, ...]
    partings: tuple[Parting, ...]
    unsure: tuple[Unsure, ...]


class Known(Value):
    """The draft whose ids are taken over, its paper, and the digests of its image files by their names."""

    draft: Draft
    paper: tuple[Printed, ...]
    digests: Mapping[str, str]


def know(plan: Plan, draft: Draft, digests: Mapping[str, str]) -> Known:
    """Return what is to be known of a draft before a file is read back."""
    paper = (replace(each, piece=unified(each.piece)) for each in print_paper(plan, draft))
    return Known(draft, tuple(paper), digests)


def read_back(incoming: Incoming, known: Known | None, names: Names, *, least: float = 0.0) -> ReadBack:
    """Read pieces as chapters; what stands in the paper of the known draft takes its ids and what paper cannot say."""
    counterparts = find_counterparts(incoming.pieces, known.paper if known else (), least=least)
    reader = _Reader(
        incoming,
        counterparts,
        {node.id: node for node in known.draft.nodes()} if known else {},
        Growth(origins_of(known.draft) if known else {}),
        names,
        known.digests if known else {},
        _bodies(known.paper if known else ()),
    )
    silent = reader.nodes.keys() - {owner for each in (known.paper if known else ()) for owner in each.owners}
    chapters = with_rest(reader.read(), reader.nodes, silent, known.draft if known else None)
    placed = Placed(counterparts, incoming.pieces, reader.places, frozenset(reader.growth.known))
    paper = known.paper if known else ()
    return ReadBack(chapters, doubts_of(placed), partings_of(placed, paper), tuple(reader.unsure))


def _bodies(paper: Sequence[Printed]) -> dict[str, list[str]]:
    """Return the words that stand for a table of one column, its title first."""
    found: dict[str, list[str]] = {}
    for each in paper:
        if each.part in {Part.TITLE, Part.BODY} and not isinstance(each.piece, Grid | Image):
            found.setdefault(each.owners[0], []).append(each.piece.text)
    return found


class _Reader(Mutable):
    """Where the reading is: `last` is what a source or note below would belong to."""

    incoming: Incoming
    counterparts: Counterparts
    nodes: Mapping[str, AnyNode]
    growth: Growth
    names: Names
    digests: Mapping[str, str]
    bodies: Mapping[str, list[str]]
    last: AnyNode | None = None
    places: dict[int, str] = field(default_factory=dict)
    unsure: list[Unsure] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)
    signs: dict[str, Sign] = field(default_factory=dict)

    def read(self) -> tuple[Section, ...]:
        self.skipped.update(self.counterparts.given.titles.values())
        for at, piece in enumerate(self.incoming.pieces):
            if at not in self.skipped:
                self._take(at, piece)
        return tuple(with_signs(each, self.signs) for each in self.growth.grown())

    def _take(self, at: int, piece: Piece) -> None:
        printed = self.counterparts.printed.get(at)
        match piece:
            case Heading():
                self._open(at, piece, self._owner(printed, Part.WORDS))
            case Grid():
                self._read_grid(at, piece, printed)
            case Image():
                self._put_figure(at, piece, self._owner(printed, Part.BODY))
            case _:
                self._read_text(at, piece, printed)

    def _owner(self, printed: Printed | None, part: Part) -> AnyNode | None:
        """Return the node whose part a piece prints, unless it stands somewhere already."""
        if printed is None or printed.part is not part or printed.owners[0] in self.growth.known:
            return None
        return self.nodes[printed.owners[0]]

    def _open(self, at: int, heading: Heading, known: AnyNode | None) -> None:
        if isinstance(known, Section):
            is_framed = at in self.incoming.framed
            section = replace(known if is_framed else titled(_bare(known), heading), children=())
        else:
            number, title = number_and_title(heading, is_ours=bool(self.nodes))
            section = Section(id=self.names.node(self.growth.chapter() or _CHAPTER), number=number, title=title)
            if heading.level == 1:
                section = replace(section, id=self.names.node(_CHAPTER))
        self.growth.open(section, heading.level, is_known=isinstance(known, Section))
        self.last = section if at not in self.incoming.framed else None
        self.places[at] = section.id

    def _put(self, at: int, node: AnyNode, *, is_known: bool) -> None:
        self._open_first()
        self.growth.put(node, is_known=is_known)
        self.last = node if isinstance(node, Paragraph | Item | Table | Figure) else None
        self.places[at] = node.id
        piece = self.incoming.pieces[at]
        if isinstance(node, Item) and isinstance(piece, Entry):
            self.signs[node.id] = Sign(piece.level, piece.number)

    def _new_id(self) -> str:
        self._open_first()
        return self.names.node(self.growth.path[-1].section.id)

    def _open_first(self) -> None:
        if not self.growth.path:
            self.growth.open(Section(id=self.names.node(_CHAPTER), title=OPENING), 1, is_known=False)

    def _read_text(self, at: int, piece: Text | Entry | Caption, printed: Printed | None) -> None:
        owner = self.nodes.get(printed.owners[0]) if printed else None
        if isinstance(owner, Table) and self._put_frame(at, owner):
            return
        if self._attach(at, piece, printed):
            return
        known = self._owner(printed, Part.WORDS) or self._owner(printed, Part.TITLE)
        if isinstance(known, Figure):
            title = known.title if as_printed(known.title) == piece.text else piece.text
            self._put(at, replace(_bare(known), title=title), is_known=True)
        elif isinstance(known, Paragraph | Item):
            is_same = printed is not None and replace(printed.piece, id=None) == piece
            node = _bare(known) if is_same else _as_piece(known, piece)
            self._put(at, node, is_known=True)
            if known.alternatives and not node.alternatives:
                self.unsure.append(Unsure(node.id, "文言が変わったので、別案（alternatives）を引き継いでいません"))
        elif isinstance(piece, Entry):
            self._put(at, Item(id=self._new_id(), text=piece.text), is_known=False)
        else:
            self._put(at, Paragraph(id=self._new_id(), text=piece.text), is_known=False)

    def _put_frame(self, at: int, table: Table) -> bool:
        """Take over a table of one column, printed as a frame, if every word of it is there; else it is read as text."""
        words = self.bodies.get(table.id, [])
        here = [_words(piece) for piece in self.incoming.pieces[at : at + len(words)]]
        if table.id in self.growth.known or here != words:
            return False
        self._put(at, _bare(table), is_known=True)
        self.skipped.update(range(at + 1, at + len(words)))
        return True

    def _attach(self, at: int, piece: Text | Entry | Caption, printed: Printed | None) -> bool:
        """Read a line as a part of what stands above it: subtitle, source, note, or what stands for a picture."""
        last = self.last
        if last is None or (printed is not None and printed.part in {Part.WORDS, Part.TITLE}):
            return False
        part = printed.part if printed is not None and printed.owners[0] == last.id else None
        if part is None and at in self.incoming.subtitles:
            part = Part.SUBTITLE
        if part is None and not isinstance(piece, Text):
            return False
        renewed = attached(last, self.nodes.get(last.id), piece.text, part)
        if renewed is None:
            return False
        self.growth.renew(renewed)
        self.last = renewed
        self.places[at] = renewed.id
        return True

    def _read_grid(self, at: int, grid: Grid, printed: Printed | None) -> None:
        title = self._title(at)
        lines = lines_of(grid) if title is None else None
        if lines is not None:
            self._put_kpis(at, lines, printed)
            return
        known = self._owner(printed, Part.BODY)
        if isinstance(known, Table) and printed is not None and isinstance(printed.piece, Grid):
            read = renew_table(_bare(known), printed.piece, grid, self._row_key)
            same = known.title if known.title and as_printed(known.title) == title else title
            self._put(at, replace(read.table, title=same), is_known=True)
            if read.has_lost_sum:
                self.unsure.append(Unsure(known.id, "表の合計（sum）を読み取れないので外しました"))
        else:
            self._put(at, read_table(grid, self._new_id(), title, self._row_key), is_known=False)

    def _put_kpis(self, at: int, lines: tuple[Line, ...], printed: Printed | None) -> None:
        is_known = printed is not None and printed.part is Part.KPIS
        nodes = [self.nodes[each] for each in printed.owners] if printed is not None and is_known else []
        kpis = [node for node in nodes if isinstance(node, Kpi)]
        before = printed.piece if printed is not None and isinstance(printed.piece, Grid) else Grid((), 0)
        for read in renew_kpis(kpis, before, lines, self.nodes, self._new_id):
            self._put(at, read.kpi, is_known=read.kpi.id in self.nodes)
            if read.is_unsure:
                self.unsure.append(Unsure(read.kpi.id, "KPIの名に、単位・出典・注が入ったままです"))

    def _put_figure(self, at: int, image: Image, known: AnyNode | None) -> None:
        title = self._title(at)
        printed = self.counterparts.printed.get(at)
        if isinstance(known, Figure) and printed is not None and isinstance(printed.piece, Image):
            figure = renew_figure(_bare(known), printed.piece, image, self.digests)
            is_same = title is None or as_printed(known.title) == title
            self._put(at, figure if is_same else replace(figure, title=title), is_known=True)
        else:
            self._put(at, read_figure(image, self._new_id(), title), is_known=False)

    def _title(self, at: int) -> str | None:
        number = self.counterparts.given.titles.get(at)
        return None if number is None else _words(self.incoming.pieces[number]) or None

    def _row_key(self) -> str:
        return self.names.node(_ROW)


def _words(piece: Piece) -> str:
    return "" if isinstance(piece, Grid | Image) else piece.text


def _bare(known: _Any) -> _Any:
    """Return a node without what stands below it on paper; it is read from there."""
    bare = replace(known, source=None if known.source else known.source, note=None if known.note else known.note)
    if isinstance(bare, Section):
        return replace(bare, subtitle=None if bare.subtitle else bare.subtitle)
    return bare


def _as_piece(known: Paragraph | Item, piece: Text | Entry | Caption) -> Paragraph | Item:
    """Return a node with the words it has on paper now, as an item where it is one now."""
    words, again = renewed_words(known, piece.text)
    changed = words != known.text
    kind = Item if isinstance(piece, Entry) else Paragraph
    shared = [name for name in kind.__struct_fields__ if hasattr(known, name)]
    node = known if isinstance(known, kind) else kind(**{name: getattr(known, name) for name in shared})
    node = replace(_bare(node), text=words, repeat_of=again)
    return replace(node, alternatives=(), reconstructed=False) if changed else node
