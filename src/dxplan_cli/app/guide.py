"""What the step-by-step dialogue needs to know of the plan: outcomes, nodes by id, number or words, and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.harmful_changes import what_goes
from dxplan_cli.app.lookup import find_node_id, named_round, round_told
from dxplan_cli.app.named_values import named_cell, named_words, read_values, row_words, shown
from dxplan_cli.app.workspace import latest_draft, open_plan
from dxplan_cli.errors import UsageError
from dxplan_cli.model.cells import MEASURES, cell_of, has_cell
from dxplan_cli.model.disposition import REFLECTED, UNDECIDED
from dxplan_cli.model.edit import find_node
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Figure, Kpi, Section, Table, walk, words_of
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.plan import Draft, Plan

_MANY = 20
_SHORT = 40


class Choice(Value):
    """A node one can name: its id and the beginning of its words; or a value of one: its name and what stands there."""

    node: str
    words: str


class Guide(Value):
    """The plan and the working draft, asked about one question at a time.

    Where no draft can be changed, `draft` is the latest one, to name its nodes.
    """

    plan: Plan
    draft: Draft
    heading: str
    can_change: bool
    about: tuple[str, ...] = ()
    """The nodes the opinion is about, where they were named."""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What can become of an opinion: a change, or a disposition that changes nothing."""
        others = (word for word in self.plan.settings.disposition_names if word != REFLECTED)
        return (*(kind.value for kind in ChangeKind if self.can_change), *others)

    @property
    def undecided(self) -> str:
        """The disposition of an opinion nobody has dealt with yet."""
        return UNDECIDED

    def needs_answer(self, outcome: str) -> bool:
        """Tell whether an outcome needs a written answer."""
        return outcome not in {UNDECIDED, REFLECTED, *(kind.value for kind in ChangeKind)}

    def words_of(self, node_id: str) -> str:
        """Return a node's words in the working draft."""
        node = find_node(self.draft.chapters, node_id)
        return words_of(node) if node is not None else ""

    def value_choices(self, node_id: str) -> tuple[Choice, ...]:
        """Return the values of a KPI and its name, or the title of a figure, as `named_values` calls them; of others none."""
        node = find_node(self.draft.chapters, node_id)
        match node:
            case Kpi():
                measures = ((name, cell_of(node, None, name)) for name in reversed(MEASURES))
                cells = (Choice(name, f"{named_cell(node, None, name)}：{shown(value)}") for name, value in measures)
                return (*cells, Choice("name", named_words(node, words_of(node))))
            case Figure():
                return (Choice("title", named_words(node, words_of(node))),)
            case _:
                return ()

    def row_choices(self, node_id: str) -> tuple[Choice, ...]:
        """Return the rows of a table by their keys; of other nodes none."""
        node = find_node(self.draft.chapters, node_id)
        return tuple(_choice(row.key, row_words(row)) for row in node.rows) if isinstance(node, Table) else ()

    def column_choices(self, node_id: str, row: str) -> tuple[Choice, ...]:
        """Return the columns of a table that have a name of their own, with what stands there in a row."""
        node = find_node(self.draft.chapters, node_id)
        names = [name for name in node.columns if has_cell(node, row, name)] if isinstance(node, Table) else []
        return tuple(Choice(name, shown(cell_of(node, row, name))) for name in names if node is not None)

    def refusal_of(self, node_id: str, values: tuple[str, ...], cells: tuple[str, ...]) -> str:
        """Return why other values cannot be put into a node; empty where they can."""
        node = find_node(self.draft.chapters, node_id)
        try:
            if node is not None:
                read_values(node, values, cells)
        except UsageError as error:
            return error.message
        return ""

    def is_heading(self, node_id: str) -> bool:
        """Tell whether the words of a node are a heading over others."""
        return isinstance(find_node(self.draft.chapters, node_id), Section)

    def gone_with(self, node_id: str) -> str:
        """Say what goes with a section when it is deleted; empty where nothing does."""
        node = find_node(self.draft.chapters, node_id)
        return what_goes(node) if isinstance(node, Section) and node.children else ""

    def choices(self, within: tuple[str, ...]) -> tuple[Choice, ...]:
        """Return what can be named inside some nodes; at the top, the sections with a role."""
        if not within:
            sections = [node for node in self.draft.nodes() if isinstance(node, Section)]
            scopes = self.plan.settings.labels.scope
            return tuple(_choice(node.id, node.title) for node in sections if node.role in scopes)
        found = [find_node(self.draft.chapters, node_id) for node_id in within]
        nodes = [each for node in found if node is not None for each in walk((node,))]
        return tuple(_choice(node.id, words_of(node)) for node in nodes)

    def find(self, answer: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Return the nodes an answer names: a number of the list shown, an id, or some words."""
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return (choices[int(answer) - 1],)
        node = find_node(self.draft.chapters, answer)
        if node is not None:
            return (_choice(node.id, words_of(node)),)
        if not answer:
            return ()
        matches = [node for node in self.draft.nodes() if contains_folded(answer, words_of(node))]
        return tuple(_choice(node.id, words_of(node)) for node in matches[:_MANY])


def _choice(node_id: str, words: str) -> Choice:
    flat = " ".join(words.split()) or "（無題）"
    return Choice(node_id, flat if len(flat) <= _SHORT else flat[:_SHORT] + "…")


def open_guide(root: Path, round_id: str | None, about: tuple[str, ...] = ()) -> Guide:
    """Open the plan for a dialogue about some nodes.

    Raises:
        UsageError: there is no round, no draft at all, or a node does not exist.
    """
    plan = open_plan(root)
    heard = named_round(plan, round_id)
    title = round_told(heard) if len(plan.rounds) > 1 else heard.title
    nodes = tuple(find_node_id(plan, each, plan.draft(heard.draft or "")).id for each in about)
    draft = plan.draft(draft_after(plan, heard.id) or "")
    if draft is None:
        return Guide(plan, latest_draft(plan), f"{title}、書き換える版はまだありません", can_change=False, about=nodes)
    if draft.frozen:
        heading = f"{title}、{draft.label}は確定済みで書き換えられません"
        return Guide(plan, draft, heading, can_change=False, about=nodes)
    return Guide(plan, draft, f"{title}、書き換える版は{draft.label}", can_change=True, about=nodes)
