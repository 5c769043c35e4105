"""Carrying proposals out on a working draft: other words, new texts, moves and deletions, where they are meant now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.app import identity
from dxplan_cli.app.harmful_changes import count_inside
from dxplan_cli.app.proposal_words import cell_in_words, shown_value, values_in_words
from dxplan_cli.diff.carry import carry_over
from dxplan_cli.diff.segment import edits_of, kind_of_edits
from dxplan_cli.diff.words import compare_words
from dxplan_cli.errors import UsageError
from dxplan_cli.model.cells import cell_of, has_cell
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.edit import find_node, insert_node, new_beside, parent_of, remove_node
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Item, Paragraph, Section, walk, words_of
from dxplan_cli.model.opinion import Link, Proposal
from dxplan_cli.store.draft_editor import DraftEditor
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from dxplan_cli.model.edit import Nodes
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan

_SHORTEST_QUOTE: Final = 2


class Work(Value):
    """What was done for a proposal: the link to it, and the words before and after (None: there were none)."""

    link: Link
    before: str | None
    after: str | None


class Hand:
    """Carries proposals out on the working draft; what somebody did before is found done and linked only."""

    def __init__(self, plan: Plan, root: Path, draft: Draft, pick: Callable[[str], str]) -> None:
        """Open the working draft.

        Raises:
            UsageError: it is frozen.
        """
        self.editor = DraftEditor(root, draft)
        self._plan = plan
        self._draft = draft
        self._pick = pick
        self._works: dict[str, Work] = {}

    def carry_out(self, opinions: tuple[Opinion, ...]) -> dict[str, Work]:
        """Carry out the proposals of opinions, given in the order of the paper; return by opinion what was done.

        Words first, then places, deletions last: a place may be told by a text that is to go.

        Raises:
            UsageError: words or a place that are meant are no longer there.
        """
        for step in (self._reword, self._fill, self._place, self._delete):
            for opinion in opinions:
                if opinion.proposal is not None:
                    step(opinion, opinion.proposal)
        return {key: replace(work, link=self._sealed(work.link)) for key, work in self._works.items()}

    def _sealed(self, link: Link) -> Link:
        """Return a link with the digest of the words it leads to now; others may have changed them since."""
        node = find_node(self._chapters, link.node)
        return replace(link, digest=digest_of_words(node) if node else None)

    @property
    def _chapters(self) -> Nodes:
        return self.editor.chapters

    def _reword(self, opinion: Opinion, proposal: Proposal) -> None:
        node_id, text = proposal.node, proposal.text
        if node_id is None or text is None:
            return
        node = self._present(opinion, node_id)
        before = words_of(node)
        after = self._carried(opinion, proposal, before, text)
        if after != before:
            self.editor.set_words(node_id, after)
        edits = edits_of(compare_words(before, after))
        kind = kind_of_edits(edits) if edits else proposal.kind
        quoted = (edits[0].after or edits[0].before).strip() if len(edits) == 1 else ""
        quote = quoted if len(quoted) >= _SHORTEST_QUOTE and "\n" not in quoted else None
        self._works[opinion.id] = Work(Link(kind=kind, node=node_id, quote=quote), before, after)

    def _carried(self, opinion: Opinion, proposal: Proposal, now: str, text: str) -> str:
        """Return the words as they are now with what is proposed, which was written on the words of a paper."""
        if now == text:
            return now
        meant = self._words_meant(proposal)
        if meant is not None:
            carried = carry_over(meant, text, now)
            if carried.rest == meant:
                return carried.words
        message = f"意見「{opinion.id}」の提案は、「{proposal.node}」の今の文言に当てはめられません"
        raise UsageError(message, f"今の文言：{now}\n提案：{text}\n{_by_hand(opinion)}")

    def _words_meant(self, proposal: Proposal) -> str | None:
        """Return the words the proposal was written on, or None where no draft has them any more."""
        for draft in reversed(self._plan.drafts):
            for node in draft.nodes():
                if node.id == proposal.node and digest_of_words(node) == proposal.digest:
                    return words_of(node)
        return None

    def _fill(self, opinion: Opinion, proposal: Proposal) -> None:
        """Put other values into cells, where the values meant still stand."""
        if not proposal.values or proposal.node is None:
            return
        node = self._present(opinion, proposal.node)
        for each in proposal.values:
            has = has_cell(node, each.row, each.name)
            now = cell_of(node, each.row, each.name) if has else None
            if has and now == each.after:
                continue
            if not has or now != each.before:
                message = f"意見「{opinion.id}」の提案は、「{node.id}」の今の値に当てはめられません"
                told = f"{cell_in_words(each)}の今の値：{shown_value(now)}\n提案：{shown_value(each.before)} → {shown_value(each.after)}"
                raise UsageError(message, f"{told}\n{_by_hand(opinion)}")
            self.editor.set_cell(node.id, each.row, each.name, each.after)
        before = "、".join(values_in_words(proposal.values, lambda each: cell_of(node, each.row, each.name)))
        after = "、".join(values_in_words(proposal.values, lambda each: each.after))
        reworded = self._works.get(opinion.id)
        if reworded is not None:
            before, after = f"{reworded.before}\u3000{before}", f"{reworded.after}\u3000{after}"
        self._works[opinion.id] = Work(Link(kind=proposal.kind, node=node.id), before, after)

    def _place(self, opinion: Opinion, proposal: Proposal) -> None:
        if proposal.after is not None:
            work = (
                self._add(opinion, proposal) if proposal.node is None else self._move(opinion, proposal, proposal.node)
            )
            self._works[opinion.id] = work

    def _add(self, opinion: Opinion, proposal: Proposal) -> Work:
        text = proposal.text or ""
        done = next((each for each in self._brought(proposal) if self._says(each, text)), None)
        if done is None:
            parent, index = self._spot(self._chapters, opinion, proposal)
            taken = {node.id for node in self._draft.nodes()} | {work.link.node for work in self._works.values()}
            done = identity.node_id(parent.id, taken, self._pick)
            self.editor.insert(parent.id, index, new_beside(_text_near(parent, index), done, text))
            before = None
        else:
            before = text
        return Work(Link(kind=ChangeKind.ADD, node=done), before, text)

    def _says(self, node_id: str, text: str) -> bool:
        node = find_node(self._chapters, node_id)
        return node is not None and words_of(node) == text

    def _move(self, opinion: Opinion, proposal: Proposal, node_id: str) -> Work:
        node = self._present(opinion, node_id)
        rest = remove_node(self._chapters, node_id)
        parent, index = self._spot(rest, opinion, proposal)
        if insert_node(rest, parent.id, index, node) != self._chapters:
            self.editor.move(node_id, parent.id, index)
        reworded = self._works.get(opinion.id)
        before = words_of(node) if reworded is None else reworded.before
        return Work(Link(kind=ChangeKind.MOVE, node=node_id), before, words_of(node))

    def _delete(self, opinion: Opinion, proposal: Proposal) -> None:
        if opinion.id in self._works:
            return
        node_id = proposal.node or ""
        node = find_node(self._chapters, node_id)
        before = words_of(node) if node else None
        if isinstance(node, Section) and node.children:
            self._refuse_newcomers(opinion, node)
            before = f"{before}（中の項目{count_inside(node)}件とも）"
        if node is not None:
            self.editor.remove(node_id)
        self._works[opinion.id] = Work(Link(kind=ChangeKind.DELETE, node=node_id), before, None)

    def _refuse_newcomers(self, opinion: Opinion, section: Section) -> None:
        """Refuse to delete a section with what came into it after somebody proposed to delete it.

        Raises:
            UsageError: names what came.
        """
        heard = self._plan.round(opinion.round)
        draft = self._plan.draft(heard.draft or "") if heard else None
        proposed = find_node(draft.chapters, section.id) if draft else None
        if not isinstance(proposed, Section):
            return
        known = {each.id for each in walk(proposed.children)}
        new = [each for each in walk(section.children) if each.id not in known]
        if new:
            told = "、".join(f"{each.id}（{words_of(each)}）" for each in new)
            message = f"意見「{opinion.id}」の提案どおりに「{section.title}」を消すと、提案の後に増えた項目も消えます"
            raise UsageError(message, f"増えた項目：{told}。先にほかの節へ動かすか、{_by_hand(opinion)}")

    def _present(self, opinion: Opinion, node_id: str) -> AnyNode:
        node = find_node(self._chapters, node_id)
        if node is None:
            message = f"意見「{opinion.id}」が直そうとした項目「{node_id}」は、{self._draft.label}にもうありません"
            raise UsageError(
                message, f"答えは dxplan opinions decide {opinion.id} --disposition … --answer … で決めてください"
            )
        return node

    def _spot(self, chapters: Nodes, opinion: Opinion, proposal: Proposal) -> tuple[Section, int]:
        """Return where something comes to stand: the section and the index there.

        What opinions before this one brought to the same place stays before it.
        """
        found = next(self._places(chapters, proposal), None)
        if found is None:
            message = f"意見「{opinion.id}」の提案の位置（{proposal.after}）が、{self._draft.label}にありません"
            raise UsageError(message, "位置を dxplan show で確かめ、本文を直してから --link で結び付けてください")
        parent, index = found
        before = set(self._brought(proposal, opinion))
        while index < len(parent.children) and parent.children[index].id in before:
            index += 1
        return parent, index

    def _places(self, chapters: Nodes, proposal: Proposal) -> Iterator[tuple[Section, int]]:
        """Yield the place meant, then the nearest one before it that is left where that text is gone."""
        after = proposal.after or ""
        if proposal.first:
            yield from _beginning(chapters, after)
            return
        yield from _behind(chapters, after)
        for draft in reversed(self._plan.drafts):
            home = parent_of(draft.chapters, after)
            if home is not None:
                for sibling in reversed(home[0].children[: home[1]]):
                    yield from _behind(chapters, sibling.id)
                yield from _beginning(chapters, home[0].id)

    def _brought(self, proposal: Proposal, until: Opinion | None = None) -> Iterator[str]:
        """Yield what opinions, those before `until` only, brought to the place of a proposal."""
        for each in self._plan.opinions:
            if until is not None and each.id == until.id:
                return
            there = each.proposal
            if there is None or (there.after, there.first) != (proposal.after, proposal.first):
                continue
            work = self._works.get(each.id)
            yield from (link.node for link in (each.changes if work is None else (work.link,)))


def _by_hand(opinion: Opinion) -> str:
    return f"本文を直してから dxplan opinions decide {opinion.id} --link で結び付けてください"


def _behind(chapters: Nodes, node_id: str) -> Iterator[tuple[Section, int]]:
    found = parent_of(chapters, node_id)
    if found is not None:
        yield found[0], found[1] + 1


def _beginning(chapters: Nodes, node_id: str) -> Iterator[tuple[Section, int]]:
    node = find_node(chapters, node_id)
    if isinstance(node, Section):
        yield node, 0


def _text_near(parent: Section, index: int) -> AnyNode | None:
    """Return the text a new one is to look like: the nearest before it in the section, else the first one behind."""
    texts: Iterable[AnyNode] = (*reversed(parent.children[:index]), *parent.children[index:])
    return next((each for each in texts if isinstance(each, Paragraph | Item)), None)
