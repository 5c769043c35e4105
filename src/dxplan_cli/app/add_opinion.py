"""The task of `dxplan add-opinion`: record an opinion and make the change it leads to, linked, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.app import identity
from dxplan_cli.app.harmful_changes import (
    cautions_about,
    cautions_about_sum,
    count_inside,
    heading_told,
    refuse_unagreed,
    refuse_words_for,
)
from dxplan_cli.app.lookup import named_round, round_told
from dxplan_cli.app.named_values import holds_values, kind_named, named_cell, named_words, read_values, shown
from dxplan_cli.app.new_opinion import (
    NewOpinion,
    kind_of,
    refuse_idle_options,
    refuse_unfounded,
    refuse_wordless,
    with_ids,
)
from dxplan_cli.app.opinions_decide import refuse_broken_link, refuse_silence
from dxplan_cli.app.opinions_list import show_opinion
from dxplan_cli.app.register import refuse_unreadable
from dxplan_cli.app.workspace import open_frame, working_draft
from dxplan_cli.errors import UsageError
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.disposition import REFLECTED, UNDECIDED
from dxplan_cli.model.edit import Nodes, find_node, insert_node, new_beside, parent_of, remove_node
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Section, children_of, texts_of, with_words, words_of
from dxplan_cli.model.opinion import Internal, Link, Opinion, Round
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.draft_editor import DraftEditor
from dxplan_cli.store.opinion_files import compose_opinion, create_opinion, is_taken
from dxplan_cli.store.shape import is_identifier
from dxplan_cli.store.write import locked
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from dxplan_cli.app.named_values import NamedChange
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan

_SHORTEST_QUOTE: Final = 2


class Recorded(Value):
    """What was done: the opinion, its file, and the change made in the draft, if any.

    `promised` is the draft that should show the change the opinion is linked to, but does not yet. `told` says what
    the words before and after do not: that they are a heading, or what went with them. `cautions` are what else may
    have to be changed now.
    `promised` is the draft that should show the change the opinion is linked to, but does not yet. `heard` is the
    round it was put into, where the plan has several.
    """

    opinion: Opinion
    file: str
    node: str | None
    before: str | None
    after: str | None
    promised: str | None = None
    told: str | None = None
    cautions: tuple[str, ...] = ()
    heard: str | None = None


class Chance(Value):
    """The clock and the dice; only the command line has real ones."""

    now: datetime
    pick: Callable[[str], str]


def add_opinion(root: Path, new: NewOpinion, chance: Chance) -> Recorded:
    """Record an opinion and, where its outcome asks for it, change the working draft.

    Raises:
        UsageError: the outcome does not fit what is given; nothing is written.
        DataError: the files cannot be written; nothing is.
    """
    new = as_read(new)
    refuse_wordless(new)
    with locked(root):
        plan = open_frame(root)
        heard = named_round(plan, new.round)
        new = with_ids(plan, new, heard)
        refuse_unfounded(plan, new, heard)
        if new.same_as:
            show_opinion(root, new.same_as)
        kind = kind_of(plan, new)
        if kind:
            refuse_unreadable(root)
        draft = working_draft(plan, root, heard, new.draft) if kind else None
        editor, change = _change(root, draft, new, kind, chance) if kind and draft else (None, None)
        link = change.link(kind, draft, plan, heard) if kind and change and draft else None
        if link and editor is None:
            refuse_broken_link(plan, heard.id, link)
        opinion = _opinion(plan, new, heard, link, _free_id(root, heard, chance))
        if opinion.disposition != UNDECIDED:
            opinion = replace(opinion, decided=chance.now.date().isoformat())
        refuse_silence(plan, opinion)
        done = _write(root, editor, opinion, change)
        is_open = draft is not None and link is not None and editor is None and _is_as_before(plan, draft, link)
        told = round_told(heard) if len(plan.rounds) > 1 else None
        return replace(done, promised=draft.label if draft is not None and is_open else None, heard=told)


def _is_as_before(plan: Plan, draft: Draft, link: Link) -> bool:
    """Tell whether a draft has the node of a link just as the draft it is based on has it."""
    base = plan.draft(draft.based_on or "")
    if base is None or link.kind is ChangeKind.MOVE:
        return False
    return find_node(base.chapters, link.node) == find_node(draft.chapters, link.node)


class _Change(Value):
    """The change made, or found made already, in the draft; see `Recorded`."""

    node: str
    before: str | None
    after: str | None
    quote: str | None = None
    digest: str | None = None
    told: str | None = None
    cautions: tuple[str, ...] = ()

    def link(self, kind: ChangeKind, draft: Draft, plan: Plan, heard: Round) -> Link:
        """Return the link from the opinion to this change; the draft is named where it is not the expected one."""
        named = draft.id if draft.id != draft_after(plan, heard.id) else None
        return Link(kind=kind, node=self.node, quote=self.quote, draft=named, digest=self.digest)


def _change(
    root: Path, draft: Draft, new: NewOpinion, kind: ChangeKind, chance: Chance
) -> tuple[DraftEditor | None, _Change]:
    refuse_idle_options(new, kind)
    match kind:
        case ChangeKind.ADD if new.words and not new.node:
            return _add(DraftEditor(root, draft), draft, new, chance)
        case ChangeKind.MODIFY if new.node and (new.values or new.cells):
            return _fill(DraftEditor(root, draft), draft, new)
        case ChangeKind.MODIFY | ChangeKind.ADD | ChangeKind.DELETE if new.words and new.node:
            return _modify(DraftEditor(root, draft), draft, new)
        case ChangeKind.DELETE if new.node and not new.change_quote and find_node(draft.chapters, new.node):
            return _delete(DraftEditor(root, draft), draft, new)
        case ChangeKind.MOVE if new.node and new.after:
            return _move(DraftEditor(root, draft), draft, new.node, new.after)
        case _ if new.node:
            node = find_node(draft.chapters, new.node)
            digest = digest_of_words(node) if node else None
            return None, _Change(new.node, None, None, new.change_quote, digest)
        case _:
            raise UsageError(*_WANTED[kind])


_WANTED = {
    ChangeKind.ADD: ("追加する文言か、追加した項目がありません", '--after 位置 --text "新しい文言"、または編集済みの項目を --node で指定してください'),
    ChangeKind.MODIFY: ("修正する項目がありません", '--node 項目 --text "新しい文言"（KPIや表は --value・--cell）、または編集済みの項目を --node で指定してください'),
    ChangeKind.DELETE: ("削除する項目がありません", "--node で指定してください"),
    ChangeKind.MOVE: ("動かす項目と位置がありません", "--node 項目 --after 位置 を指定してください"),
}  # fmt: skip


def _spot(chapters: Nodes, label: str, after: str) -> tuple[str, int, AnyNode | None]:
    """Return the section, the index there and the sibling before; behind a section means at its end.

    Raises:
        UsageError: no such node, or a section made of sections, where the end would be nobody's list.
    """
    node = find_node(chapters, after)
    if node is None:
        message = f"項目「{after}」が{label}にありません"
        raise UsageError(message, "dxplan show で項目のidを確かめてください")
    if isinstance(node, Section):
        parts = [child for child in node.children if isinstance(child, Section)]
        if parts:
            message = f"「{node.title}」は節に分かれていて、どこに置くのかが決まりません"
            raise UsageError(
                message, f"--after に節を指定してください：{'、'.join(f'{part.id}（{part.title}）' for part in parts)}"
            )
        last = node.children[-1] if node.children else None
        return node.id, len(node.children), last
    found = parent_of(chapters, after)
    if found is None:
        message = f"「{after}」の後には置けません"
        raise UsageError(message, "節や項目のidを指定してください")
    return found[0].id, found[1] + 1, node


def _add(editor: DraftEditor, draft: Draft, new: NewOpinion, chance: Chance) -> tuple[DraftEditor, _Change]:
    place = new.after or (new.about[0] if len(new.about) == 1 else None)
    if place is None:
        message = "追加する位置がありません"
        raise UsageError(message, "--after に、直前の項目か節のidを指定してください")
    parent, index, sibling = _spot(draft.chapters, draft.label, place)
    taken = {node.id for node in draft.nodes()}
    node_id = new.new_id or identity.node_id(parent, taken, chance.pick)
    if not is_identifier(node_id):
        message = f"id「{node_id}」に使えない文字があります"
        raise UsageError(message, "半角の英数字と - _ . だけを使ってください")
    if node_id in taken:
        message = f"id「{node_id}」はすでに使われています"
        raise UsageError(message, "--id に別のidを指定してください")
    words = new.words or ""
    node = new_beside(sibling, node_id, words)
    editor.insert(parent, index, node)
    return editor, _Change(node_id, None, words, digest=digest_of_words(node))


def _modify(editor: DraftEditor, draft: Draft, new: NewOpinion) -> tuple[DraftEditor, _Change]:
    node = _existing(draft, new.node or "")
    words = new.words or ""
    refuse_words_for(node, words)
    if words_of(node) == words:
        message = f"項目「{node.id}」の文言は、もう「{words}」です"
        raise UsageError(message, "--text を外すと、済んでいる修正に意見を結び付けます")
    editor.set_words(node.id, words)
    digest = digest_of_words(with_words(node, words))
    told = heading_told(node) if isinstance(node, Section) else None
    cautions = cautions_about(draft, node)
    return editor, _Change(node.id, words_of(node), words, new.change_quote, digest, told, cautions)


def _fill(editor: DraftEditor, draft: Draft, new: NewOpinion) -> tuple[DraftEditor, _Change]:
    """Put other values into a KPI or a table, or give a figure another title."""
    node = _existing(draft, new.node or "")
    if new.words:
        refuse_words_for(node, new.words)
    meant = read_values(node, new.values, new.cells)
    before, after = [], []
    if meant.words is not None:
        editor.set_words(node.id, meant.words)
        before.append(named_words(node, words_of(node)))
        after.append(named_words(node, meant.words))
    for cell in meant.cells:
        editor.set_cell(node.id, cell.row, cell.name, cell.after)
        called = named_cell(node, cell.row, cell.name)
        before.append(f"{called}：{shown(cell.before)}")
        after.append(f"{called}：{shown(cell.after)}")
    changed = find_node(editor.chapters, node.id) or node
    quote = new.change_quote or _quote_of(changed, meant)
    digest = digest_of_words(changed)
    told = f"{kind_named(node)}を変えました"
    cautions = (*cautions_about(draft, node), *cautions_about_sum(node, [cell.name for cell in meant.cells]))
    return editor, _Change(node.id, "、".join(before), "、".join(after), quote, digest, told, cautions)


def _quote_of(changed: AnyNode, meant: NamedChange) -> str | None:
    """Return the one new value, if it stands nowhere else in the node: so it is noticed when it is taken back."""
    if meant.words is not None or len(meant.cells) != 1 or meant.cells[0].after is None:
        return None
    value = str(meant.cells[0].after)
    holding = [text for text in texts_of(changed) if contains_folded(value, text)]
    return value if len(value) >= _SHORTEST_QUOTE and len(holding) == 1 else None


def _existing(draft: Draft, node_id: str) -> AnyNode:
    node = find_node(draft.chapters, node_id)
    if node is None:
        message = f"項目「{node_id}」が{draft.label}にありません"
        raise UsageError(message, "dxplan show で項目のidを確かめてください")
    return node


def _delete(editor: DraftEditor, draft: Draft, new: NewOpinion) -> tuple[DraftEditor, _Change]:
    node = _existing(draft, new.node or "")
    told = f"{kind_named(node)}を消しました" if holds_values(node) else None
    if isinstance(node, Section) and node.children:
        if not new.agreed and parent_of(draft.chapters, node.id) is not None:
            refuse_unagreed(node)
        told = f"{kind_named(node)}と中の項目{count_inside(node)}件を消しました"
    editor.remove(node.id)
    return editor, _Change(node.id, words_of(node), None, told=told)


def _move(editor: DraftEditor, draft: Draft, node_id: str, after: str) -> tuple[DraftEditor, _Change]:
    node = _existing(draft, node_id)
    if after == node_id or find_node(children_of(node), after):
        message = f"「{node_id}」を自分自身の中や後には動かせません"
        raise UsageError(message, "--after に、ほかの項目か節のidを指定してください")
    if parent_of(draft.chapters, node_id) is None:
        message = f"章「{node_id}」は、この命令では動かせません"
        raise UsageError(message, "draft.yaml の chapters の順を直してください")
    rest = remove_node(draft.chapters, node_id)
    parent, index, _ = _spot(rest, draft.label, after)
    if insert_node(rest, parent, index, node) == draft.chapters:
        message = f"「{node_id}」は、もう「{after}」の後にあります"
        raise UsageError(message, "--after を外すと、済んでいる移動に意見を結び付けます")
    editor.move(node_id, parent, index)
    is_full = isinstance(node, Section) and node.children
    told = f"{kind_named(node)}を、中の項目ごと動かしました" if is_full else None
    return editor, _Change(node_id, words_of(node), words_of(node), digest=digest_of_words(node), told=told)


def _about(plan: Plan, heard: Round, link: Link | None) -> tuple[str, ...]:
    """Return what an opinion is about that does not say so: the node it changed, if it was there when it was heard."""
    draft = plan.draft(heard.draft or "")
    if link is None or draft is None or find_node(draft.chapters, link.node) is None:
        return ()
    return (link.node,)


def _free_id(root: Path, heard: Round, chance: Chance) -> str:
    """Return an id whose file is not there yet; should it come between now and writing, writing refuses."""
    while True:
        opinion_id = identity.opinion_id(heard.id, chance.now, chance.pick)
        if not is_taken(root, heard.id, opinion_id):
            return opinion_id


def _opinion(plan: Plan, new: NewOpinion, heard: Round, link: Link | None, opinion_id: str) -> Opinion:
    disposition = REFLECTED if link else new.outcome or UNDECIDED
    return Opinion(
        id=opinion_id,
        round=heard.id,
        text=new.text.strip(),
        verbatim=new.verbatim,
        about=tuple(dict.fromkeys(new.about)) or _about(plan, heard, link),
        quote=new.quote,
        disposition=disposition,
        changes=(link,) if link else (),
        answer=new.answer,
        same_as=new.same_as,
        internal=Internal(member=new.member) if new.member else None,
    )


def _write(root: Path, editor: DraftEditor | None, opinion: Opinion, change: _Change | None) -> Recorded:
    """Write the draft and the opinion, both or neither."""
    if editor is None:
        file = create_opinion(root, opinion)
    else:
        write = compose_opinion(opinion)
        editor.save(then=(write,))
        file = write.name
    if change is None:
        return Recorded(opinion, file, None, None, None)
    return Recorded(opinion, file, change.node, change.before, change.after, told=change.told, cautions=change.cautions)
