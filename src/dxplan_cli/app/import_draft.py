"""The task of `dxplan import`: a Word or Markdown file becomes a new draft, with the ids of the draft it came from."""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.drafts import NewDraft, choose_base, draft_text, refuse_draft_id
from dxplan_cli.app.images import digests_of
from dxplan_cli.app.init import is_sample
from dxplan_cli.app.manuscripts import View, read_pieces
from dxplan_cli.app.readback.figures import path_of
from dxplan_cli.app.readback.incoming import make_ready
from dxplan_cli.app.readback.lineage import with_lineage
from dxplan_cli.app.readback.names import Names
from dxplan_cli.app.readback.reading import ReadBack, know, read_back
from dxplan_cli.app.workspace import open_plan, refuse_blank, refuse_repeated_ids
from dxplan_cli.errors import UnreadableFileError, UsageError
from dxplan_cli.intake.manuscript.pieces import Heading
from dxplan_cli.intake.manuscript.signs import with_inferred
from dxplan_cli.model.node import Figure, Section, walk
from dxplan_cli.model.plan import Draft
from dxplan_cli.store.chapter_files import compose_chapter
from dxplan_cli.store.draft_files import create_draft, fill_draft
from dxplan_cli.store.write import locked
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from dxplan_cli.app.readback.incoming import Incoming
    from dxplan_cli.app.readback.reading import Known
    from dxplan_cli.intake.manuscript.pieces import Manuscript
    from dxplan_cli.model.plan import Plan

_ROWS_SHOWN: Final = 3


class NewImport(Value, kw_only=True):
    """A file, the draft it is to become, the one it came from, and below which confidence a pair is none."""

    file: str
    draft: NewDraft
    view: View = View.ACCEPTED
    least: float = 0.0
    is_trial: bool = False


class Imported(Value):
    """What became of a file: the draft as written, or as it would be, beside the one it came from."""

    draft: Draft
    base: Draft | None
    read: ReadBack
    files: tuple[str, ...]
    remarks: tuple[str, ...]
    is_written: bool

    @property
    def kept(self) -> tuple[str, ...]:
        """The ids that were taken over."""
        known = {node.id for node in self.base.nodes()} if self.base else set()
        return tuple(node.id for node in self.draft.nodes() if node.id in known)

    @property
    def new(self) -> tuple[str, ...]:
        """The ids that are new."""
        kept = frozenset(self.kept)
        return tuple(node.id for node in self.draft.nodes() if node.id not in kept)

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids of the base that are not in the draft."""
        kept = frozenset(self.kept)
        return tuple(node.id for node in self.base.nodes() if node.id not in kept) if self.base else ()


def import_draft(root: Path, new: NewImport, pick: Callable[[str], str] = secrets.choice) -> Imported:
    """Write a file as a new draft, all of it or nothing; on trial nothing is written.

    Raises:
        UsageError: the id is taken or no id, or an option means nothing.
        UnreadableFileError: the file is of another kind, protected, damaged, or says nothing.
        DataError: the plan has faults, or the files cannot be written.
    """
    refuse_blank({"--label": new.draft.label, "--stage": new.draft.stage, "--date": new.draft.date})
    if not 0 <= new.least <= 1:
        message = f"--new-id-below の {new.least} は使えません"
        raise UsageError(message, "0から1までの数を書いてください（例：0.6）")
    manuscript = read_pieces(new.file, new.view)
    with nullcontext() if new.is_trial else locked(root):
        plan = open_plan(root)
        sample = is_sample(plan, new.draft.id)
        if not sample:
            refuse_draft_id(plan, root, new.draft.id)
        base = choose_base(plan, root, new.draft.base) if new.draft.base else None
        if base is not None:
            refuse_repeated_ids(base, root)
        made, contents = _make(root, plan, base, manuscript, new, pick)
        if new.is_trial:
            return made
        if sample:
            emptied = [f"drafts/{new.draft.id}/{name}.yaml" for name in plan.drafts[0].files]
            files = fill_draft(root, new.draft.id, contents, tuple(each for each in emptied if each not in contents))
        else:
            files = create_draft(root, new.draft.id, contents)
        return replace(made, files=files, is_written=True)


def _make(
    root: Path, plan: Plan, base: Draft | None, manuscript: Manuscript, new: NewImport, pick: Callable[[str], str]
) -> tuple[Imported, Mapping[str, str | bytes]]:
    known = know(plan, base, _digests(root, base)) if base is not None else None
    incoming = make_ready(manuscript, plan, base, known.paper if known else ())
    if not incoming.pieces:
        message = f"{new.file}：表紙のほかに文章がありません"
        raise UnreadableFileError(message, "ファイルを確かめてください")
    names = Names({node.id for draft in plan.drafts for node in draft.nodes()}, pick)
    read = read_back(incoming, known, names, least=new.least)
    seen = [node.id for node in base.nodes() if not node.reconstructed] if base is not None else []
    marked = with_inferred(read.chapters, manuscript.inferred, frozenset(seen))
    chapters, contents = _files(new.draft, base, with_lineage(marked, read.partings))
    images = _images(root, chapters, manuscript.images)
    draft = Draft(
        id=new.draft.id, label=new.draft.label, chapters=tuple(chapters.values()), files=tuple(chapters),
        stage=new.draft.stage, date=new.draft.date, based_on=base.id if base else None,
    )  # fmt: skip
    remarks = tuple(_remarks(manuscript, incoming, draft, known))
    every = {**contents, **images}
    return Imported(draft, base, read, tuple(every), remarks, is_written=False), every


def _digests(root: Path, base: Draft) -> dict[str, str]:
    return digests_of(root, [node.image for node in base.nodes() if isinstance(node, Figure) and node.image])


def _files(
    new: NewDraft, base: Draft | None, chapters: Iterable[Section]
) -> tuple[dict[str, Section], dict[str, str | bytes]]:
    """Return the chapters as they will be read, by the names of their files, and all files of the draft."""
    known = dict(zip((each.id for each in base.chapters), base.files, strict=True)) if base is not None else {}
    read: dict[str, Section] = {}
    contents: dict[str, str | bytes] = {}
    for at, chapter in enumerate(chapters, start=1):
        name = known.get(chapter.id) or f"{at:02}-{chapter.id}"
        composed = compose_chapter(f"drafts/{new.id}/{name}.yaml", chapter)
        read[name] = composed.chapter
        contents[composed.write.name] = composed.write.after
    contents[f"drafts/{new.id}/draft.yaml"] = draft_text(new, base.id if base else None, tuple(read))
    return read, contents


def _images(root: Path, chapters: Mapping[str, Section], images: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the image files the figures show that are not in the folder yet."""
    shown = {node.image for node in walk(tuple(chapters.values())) if isinstance(node, Figure)}
    paths = {path_of(name): content for name, content in images.items()}
    return {path: content for path, content in paths.items() if path in shown and not (root / path).exists()}


def _remarks(manuscript: Manuscript, incoming: Incoming, draft: Draft, known: Known | None) -> Iterator[str]:
    """Yield what was not taken in, or taken otherwise than it stands in the file."""
    yield from manuscript.remarks
    if incoming.guessed:
        yield f"見出しのスタイルがないので、「第１章」などの番号から{incoming.guessed}か所を見出しとしました"
    elif not any(isinstance(piece, Heading) for piece in incoming.pieces):
        yield (
            "見出しが一つもないので、全体を一つの章としました。"
            "Wordで見出しに「見出し１」などのスタイルを付けると、章と節に分かれます"
        )
    if incoming.cover:
        yield f"表紙の{len(incoming.cover)}行は取り込みません（「{'」「'.join(incoming.cover)}」）"
    margins = [piece.text for piece in manuscript.margins if hasattr(piece, "text")]
    if margins:
        yield f"ヘッダーとフッターは取り込みません（「{'」「'.join(each.split(chr(10))[0][:30].strip() for each in margins[:_ROWS_SHOWN])}」など）"
    if incoming.radicals:
        yield f"部首の文字（⾼ など。PDFから写すと入ります）{incoming.radicals}字を、普通の漢字にしました"
    if incoming.marks:
        yield (
            f"修正の印（【追加①】など）が{incoming.marks}か所、本文にあります。"
            "見え消しの資料は消した文言も本文になります。溶け込み版か、--tracked の見え消し版を取り込んでください"
        )
    yield from _on_figures(draft, known)


def _on_figures(draft: Draft, known: Known | None) -> Iterator[str]:
    origins = {node.id for node in known.draft.nodes()} if known else set()
    figures = [node for node in draft.nodes() if isinstance(node, Figure)]
    drawn = [each for each in figures if each.id in origins and each.drawn_from in {"tree", "boxes", "events"}]
    if drawn:
        yield f"計画のデータから描く図{len(drawn)}つは、題だけを読みました。絵はデータから描き直します"
    bare = [each for each in figures if each.id not in origins and each.image is None]
    if bare:
        titles = "」「".join(each.title for each in bare[:_ROWS_SHOWN])
        yield f"資料に出せない形の図{len(bare)}つは、題と説明だけを取り込みました（「{titles}」）。PNGかJPEGにして image に書いてください"
