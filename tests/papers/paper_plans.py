"""Small plans built in Python, and the papers made from them, for the tests beside this file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Item, Paragraph, Section
from dxplan_cli.model.opinion import Link, Opinion, Round
from dxplan_cli.model.plan import ComparisonSettings, DocumentSettings, Draft, Plan, Settings
from dxplan_cli.papers.blocks import Stamp
from dxplan_cli.papers.catalogue import PAPERS
from dxplan_cli.papers.edition import Edition
from dxplan_cli.papers.kinds import number_of
from dxplan_cli.papers.material import Material
from dxplan_cli.render.plain import render_plain
from dxplan_cli.trace.trace import trace_changes
from dxplan_cli.value import Value, field, replace

if TYPE_CHECKING:
    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Reason
    from dxplan_cli.papers.blocks import PaperDocument

STAMP = Stamp("修正案", "２０２３．９", "0123456789ab")
HEARD = Round(id="kikitori", kind="聞き取り", title="委員からの聞き取り", draft="soan")
LATER = Round(id="iinkai", kind="委員会", title="第３回委員会", draft="soan")
ALL_KINDS = tuple(paper.kind for paper in PAPERS)


class Case(Value, kw_only=True):
    """A plan of two drafts, told by what differs from the default."""

    base: tuple[Section, ...]
    revised: tuple[Section, ...]
    opinions: tuple[Opinion, ...] = ()
    reasons: tuple[Reason, ...] = ()
    rounds: tuple[Round, ...] = (HEARD, LATER)
    settings: Settings = field(default_factory=lambda: Settings(title="計画", drafts=("soan", "shusei")))
    meeting: Meeting | None = None
    meetings: tuple[Meeting, ...] = ()
    edition: Edition = Edition.COMMITTEE

    @property
    def plan(self) -> Plan:
        drafts = (
            Draft(id="soan", label="素案", chapters=self.base),
            Draft(id="shusei", label="修正案", chapters=self.revised, based_on="soan", reasons=self.reasons),
        )
        return Plan(
            settings=self.settings, drafts=drafts, rounds=self.rounds, opinions=self.opinions, meetings=self.meetings
        )

    def make(self, kind: str) -> PaperDocument:
        return paper(self.plan, kind, self.meeting, self.edition)

    def compared_by(self, **settings: Any) -> Case:
        """Return the case with these settings of the comparison table."""
        documents = DocumentSettings(comparison=ComparisonSettings(**settings))
        return replace(self, settings=replace(self.settings, documents=documents))

    def at(self, number: int) -> Case:
        """Return the case at the meeting of that number."""
        return replace(self, meeting=next(each for each in self.meetings if each.number == number))

    def published(self) -> Case:
        return replace(self, edition=Edition.PUBLIC)

    def text(self, kind: str) -> str:
        return render_plain(self.make(kind))


def paper(plan: Plan, kind: str, meeting: Meeting | None = None, edition: Edition = Edition.COMMITTEE) -> PaperDocument:
    return next(each.make for each in PAPERS if each.kind == kind)(material(plan, kind, meeting, edition))


def material(plan: Plan, kind: str, meeting: Meeting | None = None, edition: Edition = Edition.COMMITTEE) -> Material:
    trace = trace_changes(plan, plan.drafts[0], plan.drafts[-1])
    return Material(plan, trace, meeting, number_of(kind, meeting), STAMP, edition)


def item(node_id: str, text: str) -> Item:
    return Item(id=node_id, text=text)


def paragraph(node_id: str, text: str) -> Paragraph:
    return Paragraph(id=node_id, text=text)


def section(
    node_id: str, title: str, *children: AnyNode, role: str | None = None, number: str | None = None
) -> Section:
    return Section(id=node_id, title=title, children=children, role=role, number=number)


def chapter(*children: AnyNode, node_id: str = "honbun", title: str = "本文", number: str | None = "01") -> Section:
    return section(node_id, title, *children, role="章", number=number)


def theme(node_id: str, title: str, *children: AnyNode) -> Section:
    return section(node_id, title, *children, role="テーマ")


def opinion(
    number: int,
    text: str,
    *links: tuple[str, str],
    about: tuple[str, ...] = (),
    heard: Round = HEARD,
    disposition: str | None = None,
) -> Opinion:
    """Return an opinion; `links` are (kind of change, node) pairs."""
    return Opinion(
        id=f"op-{number}",
        round=heard.id,
        text=text,
        about=about,
        changes=tuple(Link(kind=ChangeKind(kind), node=node) for kind, node in links),
        disposition=disposition or ("反映" if links else "未対応"),
    )


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of every table row in a plain text."""
    return [
        [cell.strip() for cell in line.removeprefix("| ").removesuffix(" |").split(" | ")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]
