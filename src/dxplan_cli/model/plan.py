"""The whole plan (計画): settings, drafts, register of opinions, meetings, projects."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from dxplan_cli.model.disposition import KNOWN_WORDS, UNDECIDED, WITHDRAWN, Disposition, Promise
from dxplan_cli.model.node import AnyNode, Section, walk
from dxplan_cli.model.place import Place, Placed
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.finding import ReadingNote
    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.opinion import Opinion, Reason, Round
    from dxplan_cli.model.project import ProjectList

Numbering: TypeAlias = Literal["with-opinion", "always", "never"]


class Period(Value, kw_only=True):
    """The years the plan covers."""

    start: int | None = None
    end: int | None = None


class LabelSettings(Value, kw_only=True):
    """How marks are numbered: within which roles, and which marks."""

    scope: tuple[str, ...] = ("章", "分野", "テーマ", "基盤")
    number: Numbering = "with-opinion"


class ComparisonWords(Value, kw_only=True):
    """What the 新旧対照表 writes where a side has nothing, and for what it leaves out; "" writes nothing."""

    new: str = "（新設）"
    gone: str = "（削除）"
    omitted: str = "（略）"


ThirdColumn: TypeAlias = Literal["reasons", "notes", "none"]
UnderlineRule: TypeAlias = Literal["changed", "whole", "none"]


class ComparisonSettings(Value, kw_only=True):
    """The 新旧対照表.

    `new` is the side of the new text, `headings` those of the sides, new first. `third_heading` and `remark` are
    what fits `third` and `underline` where None; a `remark` of "" is left out. `fold` leaves out what did not change,
    `level` is the depth down to which sections are announced (1: chapters only).
    """

    new: Literal["left", "right"] = "left"
    headings: tuple[str, ...] = ()
    words: ComparisonWords = ComparisonWords()
    third: ThirdColumn = "reasons"
    third_heading: str | None = None
    underline: UnderlineRule = "changed"
    remark: str | None = None
    page: Literal["landscape", "portrait"] = "landscape"
    fold: bool = True
    level: int | None = None


class ResponseSettings(Value, kw_only=True):
    """The 意見対応表: the heading over the answers, by default what fits the edition."""

    answer_heading: str | None = None


class DocumentSettings(Placed, kw_only=True):
    """How papers look; `template` is a .docx of the office's own, its path from the data folder on."""

    template: str | None = None
    comparison: ComparisonSettings = ComparisonSettings()
    responses: ResponseSettings = ResponseSettings()


class Accepted(Placed, kw_only=True):
    """A finding somebody has seen and accepts, with the written reason.

    `file` is a file as findings name it, or a folder with all that is in it.
    """

    code: str
    reason: str
    node: str | None = None
    opinion: str | None = None
    file: str | None = None

    @property
    def is_blanket(self) -> bool:
        """Tell whether it accepts every finding of its code, those nobody has seen yet included."""
        return self.node is None and self.opinion is None and self.file is None


class CheckSettings(Value, kw_only=True):
    """Exceptions of `check`."""

    accepted: tuple[Accepted, ...] = ()


DEFAULT_ROLES = ("章", "分野", "テーマ", "めざす姿", "取組方針", "KPI", "基盤")
DEFAULT_DEFERRED = ("実施段階検討",)
DEFAULT_DISPOSITIONS = tuple(
    Disposition(name)
    for name in ("反映", "記述済み", "実施段階検討", "反映困難", "参考", "その他", WITHDRAWN, UNDECIDED)
)


class Settings(Placed, kw_only=True):
    """What plan.yaml says; `drafts` is oldest first."""

    title: str
    drafts: tuple[str, ...]
    provisional: bool = False
    slogan: str | None = None
    period: Period = Period()
    office: str = "事務局"
    roles: tuple[str, ...] = DEFAULT_ROLES
    dispositions: tuple[Disposition, ...] = DEFAULT_DISPOSITIONS
    deferred: tuple[str, ...] = DEFAULT_DEFERRED
    """The dispositions that promise to come back to an opinion later."""
    labels: LabelSettings = LabelSettings()
    documents: DocumentSettings = DocumentSettings()
    checks: CheckSettings = CheckSettings()

    @property
    def disposition_names(self) -> tuple[str, ...]:
        """The words a decision may use, in the order of plan.yaml."""
        return tuple(each.name for each in self.dispositions)

    @property
    def withdrawn(self) -> frozenset[str]:
        """The words for opinions taken back by their speakers, which are counted apart."""
        return frozenset(name for name in self.disposition_names if self.promise_of(name) is Promise.WITHDRAWN)

    def promise_of(self, name: str) -> Promise | None:
        """Return what a disposition promises: as plan.yaml says, else as the word is known; None where neither tells.

        `deferred` is the older way to say `later`, so it decides for words without a promise of their own.
        """
        if name == UNDECIDED:
            return None
        stated = next((each.promise for each in self.dispositions if each.name == name), None)
        if stated is not None:
            return stated
        if name in self.deferred:
            return Promise.LATER
        if name in DEFAULT_DEFERRED:  # the plan has a list of its own, and this word is not on it
            return Promise.NONE
        return KNOWN_WORDS.get(name)

    def is_open(self, disposition: str) -> bool:
        """Tell whether an opinion of this disposition has to be taken up again."""
        return disposition == UNDECIDED or self.promise_of(disposition) is Promise.LATER


class Draft(Placed, kw_only=True, dict=True):
    """One complete snapshot of the plan's tree (版). `reasons` explain its changes against the draft it is based on."""

    id: str
    label: str
    chapters: tuple[Section, ...]
    files: tuple[str, ...] = ()
    """The chapters' file names without extension, in the same order."""
    stage: str | None = None
    date: str | None = None
    based_on: str | None = None
    frozen: str | None = None
    explains: bool = True
    """Whether every change against its base wants a reason; not where it was written out anew (書き起こし)."""
    reasons: tuple[Reason, ...] = ()
    unlisted: tuple[Place, ...] = ()
    """Files beside the chapters that no list names, and so nobody reads."""

    def nodes(self) -> Iterator[AnyNode]:
        """Yield every node in document order."""
        return iter(self._nodes)

    @cached_property
    def _nodes(self) -> tuple[AnyNode, ...]:
        return tuple(walk(self.chapters))


class Plan(Value, kw_only=True):
    """All of it. `drafts` follow the order of `settings.drafts`, `rounds` that of their days, `opinions` that of receipt.

    `notes` are what is to be said about how its files were read, file by file.
    """

    settings: Settings
    drafts: tuple[Draft, ...]
    rounds: tuple[Round, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    projects: ProjectList | None = None
    notes: tuple[ReadingNote, ...] = ()
    unlisted: tuple[Place, ...] = ()
    """Drafts in the folder of drafts that plan.yaml does not list, and so nobody reads."""

    def steps(self) -> Iterator[tuple[Draft, Draft]]:
        """Yield every draft that is based on another behind that other one, oldest first."""
        for draft in self.drafts:
            base = self.draft(draft.based_on or "")
            if base is not None:
                yield base, draft

    def draft(self, draft_id: str) -> Draft | None:
        """Return the draft of that id, or None."""
        return next((draft for draft in self.drafts if draft.id == draft_id), None)

    def round(self, round_id: str) -> Round | None:
        """Return the round of that id, or None."""
        return next((each for each in self.rounds if each.id == round_id), None)
