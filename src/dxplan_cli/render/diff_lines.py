"""`dxplan diff` for the terminal and as Markdown."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import Op
from dxplan_cli.model.node import texts_of, words_of
from dxplan_cli.render.lines import Line, Look, Stretch, compared, line, visible
from dxplan_cli.trace.counts import count_changes, counts_told
from dxplan_cli.trace.step_lines import step_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.change import Change
    from dxplan_cli.trace.mark import Mark
    from dxplan_cli.trace.trace import Trace

_SHORT = 60
_BORDER = "｜"


def summary_of(trace: Trace) -> str:
    """Say in one line how many changes of each kind there are."""
    counts = count_changes(trace)
    kinds = (("追加", counts.added), ("修正", counts.modified), ("削除", counts.deleted), ("移動", counts.moved))
    parts = [f"{name} {count}" for name, count in kinds]
    return f"{'　'.join(parts)}　（計 {counts.changes}か所）"


def title_of(trace: Trace) -> str:
    """Name the two drafts."""
    return f"{trace.comparison.base.label} → {trace.comparison.revised.label}"


def diff_lines(trace: Trace) -> Iterator[Line]:
    """Yield the comparison for a terminal, grouped by scope."""
    yield line(title_of(trace), Look.HEADING)
    yield line(summary_of(trace))
    if trace.marks:
        yield line(counts_told(count_changes(trace)), Look.QUIET)
    for scope, changes in groupby(trace.comparison.changes, key=lambda change: _scope_title(trace, change)):
        yield ()
        yield line(f"■ {scope}", Look.HEADING)
        for change in changes:
            yield from _change_lines(trace, change)
    if trace.comparison.notation:
        yield ()
        yield line(
            f"表記だけの違い（全角・半角など）：{len(trace.comparison.notation)}か所（資料には印を付けません）",
            Look.QUIET,
        )
    for note in step_lines(trace):
        yield ()
        yield line(note, Look.QUIET)
    if trace.comparison.lineage.renamed:
        names = "、".join(f"{each.base} → {each.revised}" for each in trace.comparison.lineage.renamed)
        yield ()
        yield line(f"idの変わった項目（修正に数えません）：{names}", Look.QUIET)
    for opinion in trace.taken_back:
        yield line(f"取り消された反映：{opinion.id} {_short(opinion.text)}", Look.WARNING)


def _scope_title(trace: Trace, change: Change) -> str:
    scope = trace.scopes.of(change)
    return scope.title if scope else ""


def _change_lines(trace: Trace, change: Change) -> Iterator[Line]:
    marks = trace.marks_by_node.get(change.node, ())
    labels = "".join(f"【{mark.label}】" for mark in marks) or f"（{change.kind.value}{_swept(trace, change)}）"
    note = trace.comparison.parts_note(change)
    yield (Stretch(f"  {labels}{note}", Look.MARK), Stretch(f" {change.node}", Look.QUIET))
    body = compared(change.segments) or (_signed(_told(change)),)
    yield (Stretch("    "), *_without_breaks(body))
    for field in change.fields:
        yield (
            Stretch(f"    {field.label}："),
            Stretch(f"[-{_value(field.before)}-]", Look.DELETED),
            Stretch(f"{{+{_value(field.after)}+}}", Look.ADDED),
        )
    if change.moved and change.old:
        yield line(f"    移動前の場所：{' / '.join(change.old.path)}", Look.QUIET)
    for mark in marks:
        yield from _explanation_lines(mark)


def _swept(trace: Trace, change: Change) -> str:
    return "・一括の改め" if change.node in trace.swept else ""


def _told(change: Change) -> Stretch:
    """Return the words of what did not change in them; what came or went without any shows what stands in it."""
    words = words_of(change.subject)
    if words:
        return Stretch(words)
    if change.before is not None and change.after is not None:
        return Stretch(f"（{_short(_BORDER.join(texts_of(change.subject)))}）")
    return Stretch(_BORDER.join(texts_of(change.subject)), Look.ADDED if change.before is None else Look.DELETED)


def _signed(told: Stretch) -> Stretch:
    """Put signs around what is new or gone, for a terminal without colours."""
    match told.look:
        case Look.ADDED:
            return Stretch(f"{{+{told.text}+}}", told.look)
        case Look.DELETED:
            return Stretch(f"[-{told.text}-]", told.look)
        case _:
            return told


def _explanation_lines(mark: Mark) -> Iterator[Line]:
    for opinion in mark.opinions:
        yield line(f"      ★{mark.label}　{opinion.id}　{_short(opinion.text)}", Look.QUIET)
    for reason in mark.reasons:
        yield line(f"      理由　{_short(reason.reason)}", Look.QUIET)
    if not mark.is_explained:
        yield line(f"      {mark.label}：意見も理由もありません", Look.WARNING)


def _without_breaks(body: Line) -> Line:
    return tuple(Stretch(each.text.replace("\n", "\n    "), each.look) for each in body)


def _value(value: object) -> str:
    return "" if value is None else str(value)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else flat[:_SHORT] + "…"


_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


def escape_markdown(text: str) -> str:
    """Keep user text from being read as Markdown."""
    return _MARKUP.sub(r"\\\1", visible(text)).replace("\n", "<br>")


def diff_markdown(trace: Trace) -> str:
    """Return the comparison as Markdown: struck out is gone, underlined is new.

    Tags and not ``~~`` and ``**``: those are no marks at all when a 。 stands
    inside and a letter follows, as it does in Japanese.
    """
    parts = [f"# {escape_markdown(title_of(trace))}", "", summary_of(trace)]
    for scope, changes in groupby(trace.comparison.changes, key=lambda change: _scope_title(trace, change)):
        parts += ["", f"## {escape_markdown(scope)}", ""]
        for change in changes:
            parts += _change_markdown(trace, change)
    notes = list(step_lines(trace))
    if notes:
        parts += ["", *(f"- {escape_markdown(note)}" for note in notes)]
    return "\n".join(parts) + "\n"


def _change_markdown(trace: Trace, change: Change) -> Iterator[str]:
    marks = trace.marks_by_node.get(change.node, ())
    labels = "".join(f"【{mark.label}】" for mark in marks) or f"（{change.kind.value}{_swept(trace, change)}）"
    labels += trace.comparison.parts_note(change)
    yield f"- **{escape_markdown(labels)}** {_segments_markdown(change)} `{change.node}`"
    for field in change.fields:
        before, after = escape_markdown(_value(field.before)), escape_markdown(_value(field.after))
        yield f"  - {escape_markdown(field.label)}：<del>{before}</del> → <ins>{after}</ins>"
    for mark in marks:
        for opinion in mark.opinions:
            yield f"  - ★ {escape_markdown(opinion.text)}（{escape_markdown(opinion.id)}）"
        for reason in mark.reasons:
            yield f"  - 理由：{escape_markdown(reason.reason)}"
        if not mark.is_explained:
            yield "  - 意見も理由もありません"


def _segments_markdown(change: Change) -> str:
    pieces = []
    for segment in change.segments:
        match segment.op:
            case Op.DELETE:
                pieces.append(f"<del>{escape_markdown(segment.before)}</del>")
            case Op.INSERT:
                pieces.append(f"<ins>{escape_markdown(segment.after)}</ins>")
            case _:
                pieces.append(escape_markdown(segment.after))
    return "".join(pieces) or _told_markdown(change)


def _told_markdown(change: Change) -> str:
    told = _told(change)
    words = escape_markdown(told.text)
    tag = {Look.ADDED: "ins", Look.DELETED: "del"}.get(told.look)
    return f"<{tag}>{words}</{tag}>" if tag else words
