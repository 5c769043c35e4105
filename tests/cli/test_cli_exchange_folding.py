"""A table that comes back with other widths, half-width kana or parted voicing marks says what it said when it went out."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

from cli_process import digest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries
from test_cli_exchange import rows_of, write_rows

from dxplan_cli.app.opinions_export import ExportOrder, export_opinions
from dxplan_cli.app.opinions_import import ImportOrder, propose_import
from dxplan_cli.model.opinion import Opinion
from dxplan_cli.store.opinion_files import create_opinion

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
NARROW = str.maketrans({"パ": "ﾊﾟ", "ブ": "ﾌﾞ", "リ": "ﾘ", "ッ": "ｯ", "ク": "ｸ", "デ": "ﾃﾞ", "ー": "ｰ", "タ": "ﾀ"})
REWRITINGS = {
    "as it is": str,
    "wide": lambda words: words.translate(WIDE),
    "small": lambda words: unicodedata.normalize("NFKC", words),
    "parted": lambda words: unicodedata.normalize("NFD", words),
    "half-width kana": lambda words: words.translate(NARROW),
    "with a selector": lambda words: words.replace("区", "区\U000e0100").replace("夕", "夕\ufe00"),
    "spaced": lambda words: words.replace("メント", "メント\u200b"),
}
REWRITTEN = ("整理番号", "対応区分", "聴取の機会")
rewriting = st.sampled_from(sorted(REWRITINGS))


def plan_in(folder: Path) -> Path:
    root = folder / "plan-data"
    (root / "rounds").mkdir(parents=True)
    settings = "title: 計画\ndrafts: []\ndispositions: [{name: データで検討, promise: later}, 反映しない区分]\n"
    (root / "plan.yaml").write_text(settings, encoding="utf-8")
    heard = "{id: pub2, kind: パブリック・コメント, title: パブリックコメント２（DX区）}\n"
    (root / "rounds/pub2.yaml").write_text(heard, encoding="utf-8")
    for number, disposition in enumerate(("データで検討", "反映しない区分", "データで検討")):
        opinion = Opinion(
            id=f"o{number}", round="pub2", key=f"DX-ブ{number}", text=f"本文{number}", disposition=disposition, answer="答え"
        )  # fmt: skip
        create_opinion(root, opinion)
    return root


def with_keys(rows: list[list[str]]) -> list[list[str]]:
    """A table in which the office has the numbers of its own beside."""
    head, *body = rows
    return [[*head, "整理番号"], *([*row, f"DX-ブ{number}"] for number, row in enumerate(body))]


@tries(0.3)
@given(st.lists(st.tuples(rewriting, rewriting, rewriting), min_size=3, max_size=3), rewriting, st.booleans())
def test_another_writing_of_names_changes_nothing(
    rows: list[tuple[str, ...]], of_headings: str, is_without_ids: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = plan_in(Path(folder))
        before = digest(root)
        export_opinions(root, ExportOrder(out=Path(folder) / "表.xlsx"))
        head, *body = with_keys(rows_of(Path(folder) / "表.xlsx"))
        columns = [head.index(name) for name in REWRITTEN]
        for row, names in zip(body, rows, strict=True):
            for column, name in zip(columns, names, strict=True):
                row[column] = REWRITINGS[name](row[column])
            if is_without_ids:
                row[head.index("id")] = ""
        file = write_rows(Path(folder) / "戻り.xlsx", [[REWRITINGS[of_headings](each) for each in head], *body])
        proposal = propose_import(root, ImportOrder(file=file))

        assert (proposal.faults, proposal.judgement.new, proposal.judgement.changed) == ((), (), ())
        assert proposal.judgement.unchanged == len(body)
        assert digest(root) == before
