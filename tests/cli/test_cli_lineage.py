"""Splits, merges, new ids, sweeps and drafts that were written out, through the real program and in every paper."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_process import run_program

from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.text import paragraph_texts

if TYPE_CHECKING:
    from cli_process import Done

WHOLE = "市は、公園の遊具を点検し、古いものから順に取り替える。"
FIRST, SECOND = "市は、公園の遊具を点検する。", "古いものから順に取り替える。"
MARKED = ("comparison", "changes", "redline", "packet")


def run(folder: Path, *arguments: str) -> Done:
    return run_program([*arguments], cwd=folder)


def write_plan(folder: Path, old: str, new: str, *, head: str = "", reasons: str = "", opinion: str = "") -> None:
    files = {
        "plan.yaml": "title: 公園計画\ndrafts: [soan, an]\n",
        "drafts/soan/draft.yaml": "label: 素案\nchapters: [01]\n",
        "drafts/an/draft.yaml": f"label: 案\nbased_on: soan\nchapters: [01]\n{head}",
        "drafts/soan/01.yaml": f"id: park\ntitle: 公園\nrole: 章\nchildren:\n{old}",
        "drafts/an/01.yaml": f"id: park\ntitle: 公園\nrole: 章\nchildren:\n{new}",
        "rounds/r.yaml": "kind: 委員会\ntitle: 第１回\ndraft: soan\n",
    }
    files |= {"drafts/an/reasons.yaml": reasons} if reasons else {}
    files |= {"opinions/r/o.yaml": opinion} if opinion else {}
    for name, text in files.items():
        path = folder / "plan-data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def item(node_id: str, text: str, extra: str = "") -> str:
    return f'  - {{id: {node_id}, kind: item, text: "{text}"{extra}}}\n'


def paper(folder: Path, kind: str, *options: str) -> str:
    done = run(folder, "docx", kind, *options, "-o", f"{kind}.docx")
    assert done.code == 0, done.err
    return "".join(paragraph_texts(open_word((folder / f"{kind}.docx").read_bytes()).body))


def test_a_split_is_told_everywhere_and_an_opinion_stands_at_both_parts(tmp_path: Path) -> None:
    opinion = "text: 長くて読みにくい。\ndisposition: 反映\nabout: [yugu]\nchanges:\n  - {kind: 修正, node: yugu}\nanswer: 分けた\n"
    new = item("tenken", FIRST, ", was: [yugu]") + item("torikae", SECOND, ", was: [yugu]")
    write_plan(tmp_path, item("yugu", WHOLE), new, opinion=opinion)
    told = run(tmp_path, "diff").out
    assert "（２つに分割" in told
    assert "★修正①" in told
    assert "★追加①" in told
    assert "削除 0" in told
    assert "（２つに分割" in run(tmp_path, "diff", "--format", "markdown").out
    checked = run(tmp_path, "check")
    assert checked.code == 0, checked.out
    assert "指摘はありません" in checked.out
    for kind in MARKED:
        assert "（２つに分割" in paper(tmp_path, kind)
    answered = paper(tmp_path, "responses")
    assert "修正①" in answered
    assert "追加①" in answered


def test_a_merge_is_told_everywhere(tmp_path: Path) -> None:
    reasons = "- {node: tenken, reason: 一つの取組にまとめた}\n"
    write_plan(
        tmp_path,
        item("tenken", FIRST) + item("torikae", SECOND),
        item("tenken", WHOLE, ", was: [torikae]"),
        reasons=reasons,
    )
    assert "指摘はありません" in run(tmp_path, "check").out
    for text in (run(tmp_path, "diff").out, *(paper(tmp_path, kind) for kind in MARKED)):
        assert "（２項目を統合）" in text
        assert "（理由の記載なし）" not in text


def test_a_new_id_is_no_change_and_told_once(tmp_path: Path) -> None:
    old = item("yugu", WHOLE) + item("again", WHOLE, ", repeat_of: yugu")
    new = item("yugu-2", WHOLE, ", was: [yugu]") + item("again", WHOLE, ", repeat_of: yugu-2")
    write_plan(tmp_path, old, new)
    told = run(tmp_path, "diff").out
    assert "計 0か所" in told
    assert told.count("idの変わった項目（修正に数えません）：yugu → yugu-2") == 1
    record = json.loads(run(tmp_path, "diff", "--format", "json").out)
    assert record["renamed"] == [{"base": "yugu", "revised": "yugu-2"}]
    assert "文言の違いはありません" in paper(tmp_path, "comparison")
    assert run(tmp_path, "check").code == 0


def test_an_opinion_on_a_renamed_theme_stays_with_it(tmp_path: Path) -> None:
    opinion = "text: 遊具の話。\ndisposition: 参考\nabout: [theme]\nanswer: 承った\n"
    inside = f'    children: [{{id: yugu, kind: item, text: "{WHOLE}"}}]\n'
    section = "  - id: {}\n    kind: section\n    title: 遊び場\n    role: テーマ\n"
    write_plan(
        tmp_path,
        section.format("theme") + inside,
        section.format("play") + "    was: [theme]\n" + inside.replace("順に", "計画的に"),
        reasons="- {node: yugu, reason: 言い換えた}\n",
        opinion=opinion,
    )
    text = paper(tmp_path, "packet")
    assert "遊具の話。" in text
    assert "その他の意見" not in text
    assert "遊び場" in paper(tmp_path, "responses")
    assert run(tmp_path, "check").code == 0


ROWS = (("a", "市は、公園を、直す。"), ("b", "市は、道を、直す。"), ("c", "市は、橋を、直す。"))


def rows(*, swept: bool) -> str:
    return "".join(item(node, text.replace("、", "，") if swept else text) for node, text in ROWS)


def test_one_reason_for_a_sweep_and_one_line_in_every_paper(tmp_path: Path) -> None:
    write_plan(tmp_path, rows(swept=False), rows(swept=True))
    bare = run(tmp_path, "check")
    assert bare.code == 1
    assert 'sweep: [["、", "，"]]' in bare.out
    reasons = '- {sweep: [["、", "，"]], reason: 公用文の表記に合わせた}\n'
    write_plan(tmp_path, rows(swept=False), rows(swept=True), reasons=reasons)
    checked = run(tmp_path, "check")
    assert checked.code == 0
    assert "指摘はありません" in checked.out
    line = "一括の改め：「、」→「，」（6か所"
    for text in (run(tmp_path, "diff").out, *(paper(tmp_path, kind) for kind in MARKED)):
        assert text.count(line) == 1
        assert "【修正" not in text.replace("【修正の印", "")
        assert "（理由の記載なし）" not in text


def test_what_is_more_than_the_sweep_wants_its_own_reason(tmp_path: Path) -> None:
    reasons = '- {sweep: [["、", "，"]], reason: 公用文の表記に合わせた}\n'
    opinion = "text: 橋が先。\ndisposition: 反映\nchanges:\n  - {kind: 修正, node: c}\nanswer: 改めた\n"
    new = item("a", "市は，公園を，直す。") + item("b", "市は，道と橋を，直す。") + item("c", "市は，橋を，直す。")
    write_plan(tmp_path, rows(swept=False), new, reasons=reasons, opinion=opinion)
    record = json.loads(run(tmp_path, "diff", "--format", "json").out)
    labels = {change["node"]: [mark["label"] for mark in change["marks"]] for change in record["changes"]}
    assert labels == {"a": [], "b": ["追加"], "c": ["修正"]}
    found = json.loads(run(tmp_path, "check", "--format", "json").out)["findings"]
    assert [(each["code"], each["node"]) for each in found] == [("unexplained-change", "b")]


def test_a_draft_that_was_written_out_wants_no_reasons(tmp_path: Path) -> None:
    old, new = item("a", "公園の整備"), item("a", "市は、公園を整備し、日かげを増やす。") + item("b", "ベンチを置く。")
    write_plan(tmp_path, old, new, head="explain: false\n")
    checked = run(tmp_path, "check")
    assert checked.code == 0
    assert "書き起こした版なので、修正2か所の理由は求めていません" in checked.out
    told = run(tmp_path, "diff").out
    assert "書き起こした版なので、修正ごとの理由は示していません" in told
    assert "意見も理由もありません" not in told
    for kind in MARKED:
        assert "（理由の記載なし）" not in paper(tmp_path, kind)
    broken = "text: 日かげがほしい。\ndisposition: 反映\nchanges:\n  - {kind: 修正, node: none}\n"
    write_plan(tmp_path, old, new, head="explain: false\n", opinion=broken)
    assert run(tmp_path, "check").code == 1


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("- {reason: 理由}\n", "一つ"),
        ('- {node: a, sweep: [["、", "，"]], reason: 理由}\n', "一つ"),
        ('- {sweep: [["、"]], reason: 理由}\n', "2つ"),
    ],
)
def test_a_reason_is_about_a_node_or_a_sweep(reason: str, words: str, tmp_path: Path) -> None:
    write_plan(tmp_path, rows(swept=False), rows(swept=True), reasons=reason)
    done = run(tmp_path, "check")
    assert done.code == 3
    assert words in done.err + done.out


@pytest.mark.parametrize("is_split", [True, False])
def test_an_imported_file_writes_the_lineage(is_split: bool, tmp_path: Path) -> None:
    whole = "市は、市内のすべての公園と連絡をとり、遊具の点検を毎月進める。あわせて、遊ぶ子どもが迷わないように、分かりやすい案内板を置く。"
    first, second = (f"{part}。" for part in whole.rstrip("。").split("。"))
    one, two = item("yugu", whole), item("yugu", first) + item("annai", second)
    write_plan(tmp_path, one if is_split else two, one if is_split else two)
    texts = (first, second) if is_split else (whole,)
    (tmp_path / "新.md").write_text("# 公園\n\n" + "".join(f"- {text}\n" for text in texts), encoding="utf-8")
    done = run(tmp_path, "import", "新.md", "--as", "kai", "--match", "an", "--label", "改案")
    assert done.code == 0, done.err
    assert "由来" in done.out
    (chapter,) = [each for each in (tmp_path / "plan-data/drafts/kai").iterdir() if each.name != "draft.yaml"]
    assert re.search(r"was: *\n? *(\[|- )", chapter.read_text(encoding="utf-8"))
    told = run(tmp_path, "diff", "an", "kai").out
    assert ("分割" if is_split else "統合") in told
    findings = json.loads(run(tmp_path, "check", "--format", "json").out)["findings"]
    assert "changed-id" not in {each["code"] for each in findings}
