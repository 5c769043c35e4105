"""Lines on the step from one draft to the next: what explains many changes at once, and what is no change of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.trace.trace import Trace


def step_lines(trace: Trace) -> Iterator[str]:
    """Yield a line on each sweep (一括の改め), on numbers that follow from others, and where no reasons are asked."""
    for sweep in trace.sweeps:
        if sweep.count:
            yield f"一括の改め：{sweep.replacements}（{sweep.count}か所）\u3000{sweep.reason.reason}"
    renumbered = trace.comparison.renumbered
    if renumbered:
        titles = {node.id: words_of(node) for node in trace.comparison.revised.nodes()}
        told = "、".join(f"{each.before}→{each.after}（{titles[each.node]}）" for each in renumbered)
        yield f"節の増減や移動に伴う番号の繰上げ・繰下げ（{len(renumbered)}か所、修正に数えません）：{told}"
    if not trace.asks_reasons:
        yield "書き起こした版なので、修正ごとの理由は示していません"
