"""The store: every bad input is told by file and line with a remedy, and nobody's work is ever lost."""

from __future__ import annotations

import errno
import multiprocessing
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from dxplan_cli.errors import ConflictError, DataError, FaultyDataError, UsageError, WriteRefusedError
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Item, Table
from dxplan_cli.model.opinion import Internal, Link, Opinion
from dxplan_cli.store import write
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.draft_editor import DraftEditor
from dxplan_cli.store.draft_files import list_draft, set_draft_value
from dxplan_cli.store.files import MAX_BYTES
from dxplan_cli.store.journal import Write
from dxplan_cli.store.load import load_draft_folder, load_plan
from dxplan_cli.store.opinion_files import create_opinion, edit_opinions
from dxplan_cli.store.write import create_file, locked, write_file
from dxplan_cli.store.yaml_tree import MAX_ALIASED_NODES, MAX_DEPTH
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.model.finding import Fault

CHAPTER = """\
id: shoko
title: 商工業
role: 章
children:
  - id: shoko-1
    kind: item
    text: 支援を行う
  - id: shoko-2
    kind: item
    text: 連携を進める
"""
SMALL = {
    "plan.yaml": "title: 計画\ndrafts: [soan, shusei]\nroles: [章, テーマ]\nlabels:\n  number: with-opinion\n",
    "drafts/soan/draft.yaml": "label: 素案\nchapters:\n  - 01-shoko\n",
    "drafts/soan/01-shoko.yaml": CHAPTER,
    "drafts/shusei/draft.yaml": "label: 修正案\nbased_on: soan\nchapters:\n  - 01-shoko\n",
    "drafts/shusei/01-shoko.yaml": CHAPTER,
    "drafts/shusei/reasons.yaml": "- node: shoko-1\n  reason: 文言整理\n- node: shoko-2\n  reason: 文言整理\n",
    "rounds/r1.yaml": "id: r1\nkind: 聞き取り\ntitle: 聞き取り\ndraft: soan\n",
    "opinions/r1/r1-01.yaml": "id: r1-01\n\nround: r1\n\ntext: 支援を\n\ndisposition: 反映\n\nchanges:\n  - {kind: 修正, node: shoko-1}\n",
    "meetings/01.yaml": "id: m1\nnumber: 1\ntitle: 第１回\n",
    "projects.yaml": "year: 令和５年度\ntotal: 3\n",
}
SHUSEI = "drafts/shusei/01-shoko.yaml"
REASONS = "drafts/shusei/reasons.yaml"
OPINION = "opinions/r1/r1-01.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small plan: two drafts, a round, an opinion, a meeting."""
    for name, text in SMALL.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return tmp_path


def state(root: Path) -> dict[str, bytes]:
    """Return every file of the folder, hidden ones too; only the lock and what keeps it out of git do not count."""
    own = {".dxplan/.gitignore", ".dxplan/write.lock"}
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if name not in own}


class Bad(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    line: int
    message: str
    hint: str


BAD = (
    # broken YAML, each kind the parser knows
    Bad("a colon too many", SHUSEI, "text: 支援を行う", "text: 支援: を行う", 7, "「: 」の位置", "引用符で囲んで"),
    Bad("an indented key", SHUSEI, "title: 商工業", "  title: 商工業", 2, "「: 」の位置", "字下げをそろえ"),
    Bad("a quote not closed", SHUSEI, "text: 支援を行う", 'text: "支援を行う', 7, "引用符", "閉じる引用符"),
    Bad("words behind a quote", SHUSEI, "text: 支援を行う", 'text: "支援"を行う', 7, "閉じた引用符の後", "値の全体を引用符で囲む"),
    Bad("a tab", SHUSEI, "    kind: item\n    text: 支援", "\tkind: item\n    text: 支援", 6, "字下げにタブ", "空白に直し"),
    Bad("an at sign", SHUSEI, "支援を行う", "@支援", 7, "使えない文字（タブ、@", "引用符で囲んで"),
    Bad("no colon", SHUSEI, "title: 商工業", "title 商工業", 2, "「名前: 値」の「: 」がありません", "半角のコロン"),
    Bad("less indented", SHUSEI, "    text: 連携", "   text: 連携", 10, "字下げがそろっていません", "項目の字下げをそろえ"),
    Bad("a dash less indented", SHUSEI, "  - id: shoko-2", " - id: shoko-2", 8, "字下げがそろっていません", "字下げをそろえ"),
    Bad("a key among entries", REASONS, "- node: shoko-2", "node: shoko-2", 3, "一覧（- ）の字下げ", "「- 」の位置"),
    Bad("a bracket not closed", "plan.yaml", "[soan, shusei]", "[soan, shusei", 2, "括弧が閉じていない", "括弧の対応"),
    Bad("colon without blank in braces", OPINION, "{kind: 修正, node: shoko-1}", "{kind:修正}", 10, "「:」の後に空白がありません", "空白を入れて"),
    Bad("a bracket too many", "plan.yaml", "title: 計画", "title: ]計画", 1, "値のあるべき所に記号", "引用符で囲んで"),
    Bad("an unknown escape", SHUSEI, "text: 支援を行う", 'text: "C:\\計画"', 7, "\\ の使い方", "' で囲んで"),
    Bad("a tab in a block", SHUSEI, "text: 支援を行う", "text: |\n\t支援", 8, "字下げにタブ", "空白に直して"),
    Bad("words behind a bar", SHUSEI, "text: 支援を行う", "text: |支援を行う", 7, "| や > の後", "次の行から"),
    Bad("a percent sign", SHUSEI, "text: 支援を行う", "text: %支援", 7, "使えない文字", "引用符で囲んで"),
    Bad("words behind brackets", SHUSEI, "text: 支援を行う", "text: [仮称]支援", 7, "「[ ]」か「{ }」の後に文字", "引用符で囲んで"),
    Bad("an exclamation mark", SHUSEI, "text: 支援を行う", "text: !支援", 7, "「!」で始まる値", "引用符で囲んで"),
    Bad("a dash before words", SHUSEI, "text: 支援を行う", "text: - 支援", 7, "「- 」で始まる値", "引用符で囲んで"),
    Bad("a question mark before words", SHUSEI, "text: 支援を行う", "text: ? 支援", 7, "「? 」で始まる値", "引用符で囲んで"),
    Bad("all of it behind a hash", SHUSEI, "text: 支援を行う", "text: #支援", 7, "「text」（本文", "「#支援」は文字として読まれません"),
    Bad("all of it a name", SHUSEI, "text: 支援を行う", "text: &支援", 7, "「text」（本文", "「&支援」は文字として読まれません"),
    Bad("a comma in braces", OPINION, "{kind: 修正, node: shoko-1}", "{kind: 修正, node: shoko-1, quote: 1,000人}", 10, "値が「,」で切れています（「000人」）", '引用符（"…"）で囲んで'),
    Bad("an undefined alias", SHUSEI, "text: 支援を行う", "text: *支援", 7, "「*」か「&」で始まる値", "引用符で囲んで"),
    Bad("an unknown alias", SHUSEI, "text: 支援を行う", "text: *a1", 7, "「*a1」の元がありません", "引用符で囲んで"),
    Bad("a quote closed by the next one", SHUSEI, CHAPTER, CHAPTER.replace("text: ", 'text: "', 1).replace("text: 連携を進める", 'text: "連携"'), 7, "引用符", "閉じる引用符"),
    Bad("an odd directive", "plan.yaml", "title: 計画", "%YAML 3.0\n---\ntitle: 計画", 1, "YAMLの書式", "書き方を確かめて"),
    # the wrong width
    Bad("wide colon in a record", SHUSEI, "    text: 支援", "    text：支援", 7, "全角のコロン", "半角の「: 」"),
    Bad("wide colon at the top", "drafts/soan/draft.yaml", "label: 素案", "label：素案", 1, "全角のコロン", "半角の「: 」"),
    Bad("wide colon in the first line of an entry", SHUSEI, "- id: shoko-2", "- id：shoko-2", 8, "全角のコロン", "半角の「: 」"),
    Bad("wide colon with a blank", SHUSEI, "role: 章", "role： 章", 3, "全角のコロン", "半角の「: 」"),
    Bad("wide colon in braces", OPINION, "node: shoko-1}", "node：shoko-1}", 10, "全角のコロン", "半角の「: 」"),
    Bad("wide colon in a last line", OPINION, "disposition: 反映\n\nchanges:\n  - {kind: 修正, node: shoko-1}\n", "disposition：反映\n", 7, "全角のコロン", "半角の「: 」"),
    # keys
    Bad("a key twice", SHUSEI, "title: 商工業", "title: 商工業\ntitle: 商業", 3, "「title」が二度書かれています（最初は2行）", "どちらかを消して"),
    Bad("a kind twice", SHUSEI, "    kind: item\n    text: 支援", "    kind: item\n    kind: item\n    text: 支援", 7, "「kind」が二度", "どちらかを消して"),
    Bad("an unknown key", SHUSEI, "title: 商工業", "titel: 商工業", 2, "「titel」という項目はありません", "「title」のことですか。使える項目："),
    Bad("an unknown key of an opinion", OPINION, "disposition:", "dispositon:", 7, "意見に「dispositon」", "「disposition」のことですか。"),
    Bad("a key missing", SHUSEI, "    text: 支援を行う\n", "", 5, "箇条（item）に「text」（本文", "「text: …」を書いて"),
    Bad("a value missing", SHUSEI, "text: 支援を行う", "text:", 5, "「text」（本文", "「text: …」を書いて"),
    Bad("a kind missing", SHUSEI, "    kind: item\n    text: 支援", "    text: 支援", 5, "項目に「kind」がありません", "使える語：section"),
    Bad("a required key of a draft", "drafts/shusei/draft.yaml", "label: 修正案\n", "", 1, "「label」（版の名", "「label: …」を書いて"),
    # types
    Bad("a list for words", SHUSEI, "text: 支援を行う", "text: [支援]", 7, "「text」には文字を書きます（一覧", "「text: 文字」の形"),
    Bad("a record for words", SHUSEI, "text: 支援を行う", "text: {a: b}", 7, "項目の組", "「text: 文字」の形"),
    Bad("words for a list", "plan.yaml", "[soan, shusei]", "soan", 2, "「drafts」には一覧を書きます", "「- 」で始まる行"),
    Bad("words for a number", "meetings/01.yaml", "number: 1", "number: 第一回", 2, "「number」には整数を書きます", "半角の数字"),
    Bad("a wide number", "projects.yaml", "total: 3", "total: ３", 2, "「total」には整数", "半角の数字"),
    Bad("a broken number", "projects.yaml", "total: 3", "total: 1.5", 2, "「total」には整数", "半角の数字"),
    Bad("a huge number", "projects.yaml", "total: 3", "total: " + "9" * 5_000, 2, "「total」には整数", "半角の数字"),
    Bad("words for a flag", OPINION, "text: 支援を", "text: 支援を\nverbatim: はい", 6, "「verbatim」には true か false", "true か false に"),
    Bad("words for a record", "plan.yaml", "labels:\n  number: with-opinion", "labels: always", 4, "印の設定には「名前: 値」の組", "「名前: 値」の形"),
    Bad("words for an entry", REASONS, "- node: shoko-2\n  reason: 文言整理\n", "- shoko-2\n", 3, "修正理由には「名前: 値」の組", "「名前: 値」の形"),
    Bad("a blank text", SHUSEI, "text: 支援を行う", 'text: "　"', 7, "「text」が空です", "文字を書くか"),
    Bad("nothing in a list", "plan.yaml", "[soan, shusei]", "[soan, null]", 2, "「drafts」に空の値", "idを書くか"),
    Bad("a kanji id", SHUSEI, "- id: shoko-2", "- id: 商工-2", 8, "id「商工-2」に使えない文字", "半角の英数字"),
    Bad("a path for an id", "plan.yaml", "shusei]", "../shusei]", 2, "使えない文字", "半角の英数字"),
    # words that must be known
    Bad("an unknown kind", SHUSEI, "kind: item\n    text: 支援", "kind: itme\n    text: 支援", 6, "「itme」は使えません", "「item」のことですか。使える語："),
    Bad("an unknown kind of change", OPINION, "kind: 修正", "kind: 訂正", 10, "「訂正」は使えません", "使える語：追加、修正、削除、移動"),
    Bad("an unknown setting", "plan.yaml", "number: with-opinion", "number: with-opinions", 5, "「with-opinions」は使えません", "「with-opinion」のことですか。"),
    Bad("an unknown role", SHUSEI, "role: 章", "role: 章節", 3, "役割「章節」は plan.yaml の roles にありません（shoko）", "「章」のことですか。使える役割：章、テーマ"),
    Bad("an unknown disposition", OPINION, "disposition: 反映", "disposition: 対応", 7, "対応区分「対応」は", "使える区分：反映、記述済み"),
    # between files
    Bad("an unknown base", "drafts/shusei/draft.yaml", "based_on: soan", "based_on: soann", 2, "based_on の版「soann」がありません", "「soan」のことですか。"),
    Bad("a ring of drafts", "drafts/soan/draft.yaml", "label: 素案", "label: 素案\nbased_on: shusei", 2, "based_on が輪になっています（soan → shusei → soan）", "一つ前の版"),
    Bad("a draft on itself", "drafts/soan/draft.yaml", "label: 素案", "label: 素案\nbased_on: soan", 2, "輪になっています（soan → soan）", "一つ前の版"),
    Bad("a ring of reasons", REASONS, SMALL[REASONS], "- node: x\n  reason: 文\n- node: a\n  reason: 文\n  because_of: b\n- node: b\n  reason: 文\n  because_of: a\n", 5, "because_of が輪になっています（a → b → a）", "大もとの修正"),
    Bad("a chapter file missing", "drafts/shusei/draft.yaml", "  - 01-shoko\n", "  - 01-shoko\n  - 02-norin\n", 5, "章のファイル drafts/shusei/02-norin.yaml がありません", "chapters を直すか"),
    Bad("a draft missing", "plan.yaml", "[soan, shusei]", "\n  - soan\n  - an", 4, "版「an」の drafts/an/draft.yaml がありません", "dxplan draft new"),
    # beyond what dxplan reads
    Bad("two documents", SHUSEI, "title: 商工業", "title: 商工業\n---\na: b", 3, "複数の文書（---）", "「---」の行を消すか"),
    Bad("a merge not decided", SHUSEI, "title: 商工業", "<<<<<<< HEAD\ntitle: 商業\n=======\ntitle: 工業\n>>>>>>> 別の人", 2, "gitの競合の印（<<<<<<<）が残っています", "印の行を消してから git add"),
    Bad("a merge not decided, with the base", SHUSEI, "title: 商工業", "<<<<<<< HEAD\ntitle: 商業\n||||||| 元\ntitle: 商工業\n=======\n>>>>>>> 別の人", 2, "gitの競合の印", "残すほうを選び"),
    Bad("a merge not decided in brackets", "plan.yaml", "[soan, shusei]", "[soan,\n<<<<<<< HEAD\nshusei\n=======\nan\n>>>>>>> 別の人\n]", 3, "gitの競合の印", "残すほうを選び"),
    Bad("a tag", SHUSEI, "text: 支援を行う", "text: !!str 支援", 7, "タグ「tag:yaml.org,2002:str」は使えません", "「!」で始まる指定"),
    Bad("a list for a key", SHUSEI, "title: 商工業", "? [a]\n: 商工業", 2, "キーには文字だけ", "「名前: 値」の形"),
    Bad("too deep", SHUSEI, "text: 支援を行う", "text: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, 7, f"入れ子が深すぎます（{MAX_DEPTH}段まで）", "括弧や字下げ"),
    Bad("too many aliases", SHUSEI, "text: 支援を行う", "text: &a x\n    note: [" + "*a," * (MAX_ALIASED_NODES + 1) + "]", 8, "別名（*）で広げる量", "そのまま書いて"),
    Bad("a control character", SHUSEI, "支援を行う", "支援を\x07行う", 7, "使えない制御文字があります（U+0007）", "その文字を消して"),
    Bad("a zero byte", SHUSEI, "連携", "\x00", 10, "使えない制御文字があります（U+0000）", "その文字を消して"),
)  # fmt: skip


def faults_of(root: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultyDataError) as caught:
        load_plan(root)
    return caught.value.faults


def test_the_small_plan_is_sound(root: Path) -> None:
    plan = load_plan(root)
    assert [draft.id for draft in plan.drafts] == ["soan", "shusei"]
    assert len(plan.opinions) == 1


@pytest.mark.parametrize("bad", BAD, ids=[bad.name for bad in BAD])
def test_bad_input_is_told_with_its_place_and_a_remedy(root: Path, bad: Bad) -> None:
    text = SMALL[bad.file]
    assert text.count(bad.old) >= 1
    broken = text.replace(bad.old, bad.new, 1)
    (root / bad.file).write_bytes(broken.encode("utf-8"))
    before = state(root)
    fault = faults_of(root)[0]
    assert str(fault.place) == f"{bad.file}:{bad.line}"
    assert bad.message in fault.message
    assert bad.hint in fault.hint
    shown = broken.split("\n")[bad.line - 1].rstrip()
    assert fault.excerpt in {shown, shown[:100] + "…"}
    assert state(root) == before


def test_every_place_of_a_merge_not_decided_is_told_and_nothing_that_only_looks_like_one(root: Path) -> None:
    marks = "<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> 別の人\r\n"
    (root / SHUSEI).write_bytes((marks + CHAPTER + marks).encode())
    assert [fault.place.line for fault in faults_of(root)] == [1, 16]
    words = "<<<<<<< 矢印 ======= と >>>>>>>"
    (root / SHUSEI).write_text(CHAPTER.replace("支援を行う", words), encoding="utf-8")
    assert load_plan(root).drafts[1].chapters[0].children[0].text == words  # type: ignore[union-attr]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_are_counted_alike_whatever_the_line_ends_and_marks(root: Path, end: str, mark: str) -> None:
    broken = CHAPTER.replace("kind: item\n    text: 連携", "knid: item\n    text: 連携").replace("\n", end)
    (root / SHUSEI).write_bytes((mark + broken).encode("utf-8"))
    assert [str(fault.place) for fault in faults_of(root)] == [f"{SHUSEI}:8"]


def test_all_faults_of_all_files_are_told_at_once(root: Path) -> None:
    (root / SHUSEI).write_text(
        CHAPTER.replace("text: 支援", "txt: 支援").replace("kind: item", "kind: x", 2), encoding="utf-8"
    )
    (root / OPINION).write_text("id: [a]\nround: r1\ntext: 支援\nverbatim: x\n", encoding="utf-8")
    (root / "meetings/01.yaml").write_text("id: [m]\nnumber: 一\n", encoding="utf-8")
    places = [str(fault.place) for fault in faults_of(root)]
    assert places == [
        f"{SHUSEI}:6",
        f"{SHUSEI}:9",
        f"{OPINION}:1",
        f"{OPINION}:4",
        "meetings/01.yaml:1",
        "meetings/01.yaml:2",
    ]


@pytest.mark.parametrize(
    ("raw", "message", "line", "excerpt"),
    [
        (CHAPTER.encode("cp932"), "文字コードがUTF-8ではありません（Shift_JISのようです）", 2, "title: 商工業"),
        (CHAPTER.encode("utf-16"), "文字コードがUTF-8ではありません", 1, None),
        (b"id: a\ntitle: " + b"\x85\x39", "（別の文字コードのようです）", 2, None),
        (b"", "ファイルが空です", 0, ""),
        (b"\xef\xbb\xbf", "ファイルが空です", 0, ""),
        ("# 注だけ\n".encode(), "ファイルが空です", 0, ""),
        (b"#" * (MAX_BYTES + 1), "ファイルが大きすぎます（16,000,001バイト）", 0, ""),
        (b"#" * 9_000_000, "ファイルが大きすぎます（9,000,000文字）", 0, ""),
    ],
    ids=[
        "Shift_JIS",
        "UTF-16",
        "no text",
        "empty",
        "only a mark",
        "only a comment",
        "too many bytes",
        "too many characters",
    ],
)
def test_files_that_cannot_be_read_at_all(root: Path, raw: bytes, message: str, line: int, excerpt: str | None) -> None:
    (root / SHUSEI).write_bytes(raw)
    (fault,) = faults_of(root)
    assert (fault.place.file, fault.place.line) == (SHUSEI, line)
    assert message in fault.message
    assert fault.hint
    assert excerpt is None or fault.excerpt == excerpt


def test_a_folder_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_plan(tmp_path)
    assert "plan.yaml がありません" in caught.value.message
    assert "--data" in caught.value.hint


def test_a_file_that_is_a_folder_is_refused(root: Path) -> None:
    (root / SHUSEI).unlink()
    (root / SHUSEI).mkdir()
    assert "章のファイル" in faults_of(root)[0].message


def test_empty_reasons_are_none(root: Path) -> None:
    (root / REASONS).write_text("# まだない\n", encoding="utf-8")
    assert load_plan(root).drafts[1].reasons == ()


def test_an_empty_cell_of_a_table_is_unset(root: Path) -> None:
    table = "id: c\ntitle: 章\nchildren:\n  - id: t\n    kind: table\n    columns: [人数]\n    rows:\n      - {key: a, cells: [null]}\n      - {key: b, cells: [~]}\n      - {key: c, cells: [検討中]}\n      - {key: d, cells: ['3']}\n"
    (root / SHUSEI).write_text(table, encoding="utf-8")
    found = load_plan(root).drafts[1].chapters[0].children[0]
    assert isinstance(found, Table)
    assert [row.cells for row in found.rows] == [(None,), (None,), ("検討中",), ("3",)]


def test_values_are_kept_as_written(root: Path) -> None:
    (root / "projects.yaml").write_text("year: 2023.10\ntitle: 1.10\nnote: 2023-07-26\ntotal: 012\n", encoding="utf-8")
    projects = load_plan(root).projects
    assert projects
    assert (projects.year, projects.title, projects.note, projects.total) == ("2023.10", "1.10", "2023-07-26", 12)


def test_opinions_stand_in_the_order_of_receipt(root: Path) -> None:
    (root / "rounds/r0.yaml").write_text("id: r0\nkind: 照会\ntitle: 照会\n", encoding="utf-8")
    ids = ["r1-20230901-7f3k", "r1-2", "r1-10", "r1-20230831-zzzz", "r1-9", "r1-" + "9" * 5_000]
    for number, opinion_id in enumerate([*ids, "r0-1"]):
        round_id = opinion_id[:2]
        text = f"id: {opinion_id}\nround: {round_id}\ntext: 意見\n"
        (root / f"opinions/r1/x{number}.yaml").write_text(text, encoding="utf-8")
    order = ["r0-1", "r1-01", "r1-2", "r1-9", "r1-10", "r1-20230831-zzzz", "r1-20230901-7f3k", "r1-" + "9" * 5_000]
    assert [each.id for each in load_plan(root).opinions] == order


def test_a_draft_folder_can_be_named_from_inside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_plan(root).settings
    monkeypatch.chdir(root / "drafts/shusei")
    assert load_draft_folder(Path(), settings).id == "shusei"
    assert load_draft_folder(Path("../soan"), settings).id == "soan"


# editing


def editor_of(root: Path) -> DraftEditor:
    return DraftEditor(root, load_plan(root).drafts[1])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_survive_every_kind_of_edit(root: Path, end: str, mark: str) -> None:
    for name in (SHUSEI, OPINION, "plan.yaml", "drafts/shusei/draft.yaml"):
        (root / name).write_bytes((mark + SMALL[name].replace("\n", end)).encode("utf-8"))
    editor = editor_of(root)
    editor.set_words("shoko-1", "手厚い支援を行う")
    editor.insert("shoko", 1, Item(id="shoko-3", text="人を育てる"))
    editor.move("shoko-2", "shoko", 0)
    editor.save()
    plan = load_plan(root)
    opinion = plan.opinions[0]
    changes = (*opinion.changes, Link(kind=ChangeKind.ADD, node="shoko-3"))
    edit_opinions(root, [(opinion, replace(opinion, answer="対応する", changes=changes))])
    set_draft_value(root, plan.drafts[1], "frozen", "abc")
    list_draft(root, "an")
    for name in (SHUSEI, OPINION, "plan.yaml", "drafts/shusei/draft.yaml"):
        text = (root / name).read_bytes().decode("utf-8")
        assert text.startswith(mark)
        assert text.count("\n") == text.count(end)
        assert text.count("\ufeff") == len(mark)
    assert [child.id for child in load_draft_folder(root / "drafts/shusei", plan.settings).chapters[0].children] == [
        "shoko-2",
        "shoko-1",
        "shoko-3",
    ]


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        ("drafts: [soan, shusei]", "drafts: [soan, shusei, an]"),
        ("drafts: [soan, shusei,]", "drafts: [soan, shusei, an,]"),
        ("drafts: [ soan, shusei ]  # 順", "drafts: [ soan, shusei, an ]  # 順"),
        ("drafts:\n- soan\n- shusei  # 最新", "drafts:\n- soan\n- shusei  # 最新\n- an"),
        ("drafts:\n  - soan\n  - shusei\n  # 次はまだ", "drafts:\n  - soan\n  - shusei\n  - an\n  # 次はまだ"),
        ("drafts: [\n  soan,\n  shusei  # 最新\n]", "drafts: [\n  soan,\n  shusei, an  # 最新\n]"),
    ],
)
def test_a_draft_is_listed_in_any_form_of_list(root: Path, drafts: str, expected: str) -> None:
    text = SMALL["plan.yaml"].replace("drafts: [soan, shusei]", drafts)
    (root / "plan.yaml").write_text(text, encoding="utf-8")
    list_draft(root, "an")
    assert (root / "plan.yaml").read_text(encoding="utf-8") == text.replace(drafts, expected)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("answer: 旧", "answer: 新しい答え"),
        ("answer:", "answer: 新しい答え"),
        ("answer :", "answer : 新しい答え"),
        ("answer:   # まだ", "answer: 新しい答え   # まだ"),
        ("answer: null  # まだ", "answer: 新しい答え  # まだ"),
        ("answer: ~", "answer: 新しい答え"),
        ("answer: '旧'  # 注", "answer: '新しい答え'  # 注"),
        ('answer: "旧"', 'answer: "新しい答え"'),
        ('"answer": 旧', '"answer": 新しい答え'),
        ("answer: |\n  旧\n  旧\n", "answer: 新しい答え\n"),
        ("answer: >-\n  旧\n\n  旧　", "answer: 新しい答え"),
        ("answer: 旧\n  の続き", "answer: 新しい答え"),
        ("answer: &a 旧", "answer: 新しい答え"),
    ],
)
def test_an_answer_is_written_in_the_form_that_stands_there(root: Path, before: str, after: str) -> None:
    head, tail = "id: r1-01\nround: r1\ntext: 支援を\n", "\n# 注\ndisposition: 参考\n"
    (root / OPINION).write_text(head + before + tail, encoding="utf-8")
    opinion = load_plan(root).opinions[0]
    edit_opinions(root, [(opinion, replace(opinion, answer="新しい答え"))])
    assert (root / OPINION).read_text(encoding="utf-8") == head + after + tail


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("changes:\n  - {kind: 修正, node: shoko-1}", 'changes:\n  - {kind: 修正, node: shoko-1}\n  - {kind: 追加, node: shoko-2, quote: "本当か?"}'),
        ("changes: [{kind: 修正, node: shoko-1}]", 'changes: [{kind: 修正, node: shoko-1}, {kind: 追加, node: shoko-2, quote: "本当か?"}]'),
        ("changes: []", 'changes:\n  - {kind: 追加, node: shoko-2, quote: "本当か?"}'),
        ("changes:", 'changes:\n  - {kind: 追加, node: shoko-2, quote: "本当か?"}'),
        ("changes:\n- kind: 修正\n  node: shoko-1  # 注", 'changes:\n- kind: 修正\n  node: shoko-1  # 注\n- {kind: 追加, node: shoko-2, quote: "本当か?"}'),
    ],
)  # fmt: skip
def test_a_link_is_added_in_the_form_that_stands_there(root: Path, before: str, after: str) -> None:
    head, tail = "id: r1-01\nround: r1\n", "\ntext: 支援を\n"
    (root / OPINION).write_text(head + before + tail, encoding="utf-8")
    opinion = load_plan(root).opinions[0]
    link = Link(kind=ChangeKind.ADD, node="shoko-2", quote="本当か?")
    edit_opinions(root, [(opinion, replace(opinion, changes=(*opinion.changes, link)))])
    assert (root / OPINION).read_text(encoding="utf-8") == head + after + tail


def test_a_new_key_keeps_the_blank_lines_between_keys(root: Path) -> None:
    opinion = load_plan(root).opinions[0]
    edit_opinions(root, [(opinion, replace(opinion, answer="答え"))])
    assert (root / OPINION).read_text(encoding="utf-8") == SMALL[OPINION] + "\nanswer: 答え\n"


def test_an_alias_is_replaced_where_it_stands(root: Path) -> None:
    text = "id: r1-01\nround: r1\ntext: &a 支援を\nanswer: *a\n"
    (root / OPINION).write_text(text, encoding="utf-8")
    opinion = load_plan(root).opinions[0]
    edit_opinions(root, [(opinion, replace(opinion, answer="答え"))])
    assert (root / OPINION).read_text(encoding="utf-8") == text.replace("*a", "答え")


def test_the_value_behind_an_alias_is_not_changed_unnoticed(root: Path) -> None:
    text = "id: r1-01\nround: r1\nanswer: &a 支援を\ntext: *a\n"
    (root / OPINION).write_text(text, encoding="utf-8")
    opinion = load_plan(root).opinions[0]
    with pytest.raises(DataError) as caught:
        edit_opinions(root, [(opinion, replace(opinion, answer="答え"))])
    assert caught.value.hint
    assert (root / OPINION).read_text(encoding="utf-8") == text


def test_an_opinion_in_braces_is_edited_or_refused(root: Path) -> None:
    text = "{id: r1-01, round: r1, text: 支援を, answer: 旧}\n"
    (root / OPINION).write_text(text, encoding="utf-8")
    opinion = load_plan(root).opinions[0]
    edit_opinions(root, [(opinion, replace(opinion, answer="はい, [そう]です"))])
    assert (root / OPINION).read_text(encoding="utf-8") == text.replace("旧", '"はい, [そう]です"')
    again = load_plan(root).opinions[0]
    with pytest.raises(DataError) as caught:
        edit_opinions(root, [(again, replace(again, disposition="参考"))])
    assert OPINION in caught.value.message
    assert "{ }" in caught.value.message


def test_a_frozen_draft_is_not_edited(root: Path) -> None:
    draft = replace(load_plan(root).drafts[1], frozen="abc")
    with pytest.raises(UsageError) as caught:
        DraftEditor(root, draft)
    assert "確定済み" in caught.value.message


def test_an_edit_of_a_file_changed_since_is_a_conflict(root: Path) -> None:
    editor = editor_of(root)
    editor.set_words("shoko-1", "新しい文言")
    (root / SHUSEI).write_text(CHAPTER + "# ほかの人\n", encoding="utf-8")
    before = state(root)
    with pytest.raises(ConflictError) as caught:
        editor.save()
    assert SHUSEI in caught.value.message
    assert "もう一度" in caught.value.hint
    assert state(root) == before


NEW = Opinion(
    id="r1-20230901-7f3k",
    round="r1",
    text="【改行\nと】記号: # 'や\" \\ と\t？本当か?、\u2028 と 𠮷 と ①",
    verbatim=True,
    about=("shoko-1",),
    quote="支援",
    disposition="反映",
    changes=(Link(kind=ChangeKind.MODIFY, node="shoko-1", quote="行う, か?", draft="shusei"),),
    answer="- はい",
    same_as="r1-01",
    printed="追加①",
    internal=Internal(member="委員: 甲", contact="0172-00-0000"),
)


def test_a_new_opinion_reads_back(root: Path) -> None:
    name = create_opinion(root, NEW)
    assert name == "opinions/r1/r1-20230901-7f3k.yaml"
    assert load_plan(root).opinions[-1] == NEW
    assert "\n\n" in (root / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "　", "半端な\udcff文字"])
def test_an_opinion_that_would_not_read_back_is_not_written(root: Path, text: str) -> None:
    before = state(root)
    with pytest.raises(DataError) as caught:
        create_opinion(root, replace(NEW, text=text))
    assert caught.value.message
    assert state(root) == before


def test_words_that_are_no_unicode_are_not_written(root: Path) -> None:
    before = state(root)
    editor = editor_of(root)
    with pytest.raises(DataError):
        editor.set_words("shoko-1", "半端な\udcff文字")
    assert state(root) == before


# the disk


def test_an_existing_file_is_never_taken(root: Path) -> None:
    create_opinion(root, NEW)
    before = state(root)
    with pytest.raises(ConflictError) as caught:
        create_opinion(root, replace(NEW, text="別の意見"))
    assert "すでにあります" in caught.value.message
    assert state(root) == before


def test_a_file_in_place_of_the_folder_is_no_conflict(tmp_path: Path) -> None:
    (tmp_path / "opinions").write_text("", encoding="utf-8")
    path = tmp_path / "opinions/r1/a.yaml"
    with pytest.raises(WriteRefusedError) as caught:
        create_file(path, "あ")
    assert "opinions" in caught.value.message
    with pytest.raises(WriteRefusedError):
        write_file(path, b"a")
    assert state(tmp_path) == {"opinions": b""}


def test_a_replaced_file_keeps_its_rights(root: Path) -> None:
    path = root / SHUSEI
    path.chmod(0o640)
    write_together(root, (Write(SHUSEI, path.read_bytes(), "新しい".encode()),))
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text(encoding="utf-8") == "新しい"


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("function", ["fsync", "mkstemp", "replace"])
@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "ディスクがいっぱい"),
        (errno.EDQUOT, "ディスクがいっぱい"),
        (errno.EROFS, "書き込みできない場所"),
        (errno.EACCES, "権限がないか、ほかのソフトが開いています"),
        (errno.EPERM, "権限がないか、ほかのソフトが開いています"),
        (errno.EIO, "書けません"),
    ],
)
def test_a_disk_that_refuses_leaves_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, function: str, number: int, message: str
) -> None:
    before = state(root)
    editor = editor_of(root)
    editor.set_words("shoko-1", "新しい文言")
    match function:
        case "fsync":
            monkeypatch.setattr(os, "fsync", refusing(number))
        case "mkstemp":
            monkeypatch.setattr(tempfile, "mkstemp", refusing(number))
        case _:
            monkeypatch.setattr(Path, "replace", refusing(number))
    with pytest.raises(WriteRefusedError) as caught:
        editor.save()
    assert message in caught.value.message
    assert caught.value.hint
    if function != "replace":
        with pytest.raises(WriteRefusedError):
            create_opinion(root, NEW)
    assert state(root) == before


def test_without_hard_links_the_name_is_claimed_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    create_opinion(root, NEW)
    assert load_plan(root).opinions[-1] == NEW
    with pytest.raises(ConflictError):
        create_opinion(root, NEW)
    before = state(root)
    monkeypatch.setattr(Path, "replace", refusing(errno.EACCES))
    with pytest.raises(WriteRefusedError):
        create_opinion(root, replace(NEW, id="r1-x"))
    assert state(root) == before, "no claimed name is left without content"


def test_a_folder_that_cannot_be_locked_is_refused(root: Path) -> None:
    (root / ".dxplan").write_text("", encoding="utf-8")
    with pytest.raises(WriteRefusedError), locked(root):
        pass


def test_a_lock_held_by_another_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "LOCK_SECONDS", 0.1)
    with locked(root), pytest.raises(WriteRefusedError) as caught, locked(root):
        pass
    assert "ほかの dxplan" in caught.value.message


# many at once


def _create(job: tuple[str, int]) -> int:
    root, clerk = job
    made = 0
    for number in range(20):
        # every clerk tries the same names: each name is one clerk's only
        for opinion_id in (f"r1-{number:03}", f"r1-{number:03}-{clerk}"):
            try:
                create_opinion(Path(root), replace(NEW, id=opinion_id, text=f"{clerk}"))
            except ConflictError:
                continue
            made += 1
    return made


def test_opinions_created_at_once_are_all_kept(root: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        made = pool.map(_create, [(str(root), clerk) for clerk in range(4)])
    assert sum(made) == 20 + 4 * 20
    assert len(load_plan(root).opinions) == 1 + sum(made)
    assert not [path for path in root.rglob("*") if path.suffix == ".tmp"]


def _append(job: tuple[str, int]) -> None:
    root, clerk = Path(job[0]), job[1]
    for number in range(5):
        with locked(root):
            editor = editor_of(root)
            editor.insert("shoko", 2, Item(id=f"neu-{clerk}-{number}", text="取組"))
            editor.save()


def test_edits_made_at_once_under_the_lock_are_all_kept(root: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        pool.map(_append, [(str(root), clerk) for clerk in range(3)])
    assert len(load_plan(root).drafts[1].chapters[0].children) == 2 + 3 * 5


BRACKETS = (
    "id: c\ntitle: 章\nchildren: [{id: x, kind: item, text: '一、二'}, "
    "{id: y, kind: item, text: 二}, {id: s, kind: section, title: 空}]  # 注\n"
)


def test_lists_in_brackets_are_edited_in_place(root: Path) -> None:
    (root / SHUSEI).write_text(BRACKETS, encoding="utf-8")
    editor = DraftEditor(root, load_plan(root).drafts[1])
    editor.insert("c", 1, Item(id="neu", text="足す: [あ], い"))
    editor.insert("s", 0, Item(id="k", text="子"))
    editor.remove("y")
    editor.move("x", "c", 1)
    editor.save()
    assert (root / SHUSEI).read_text(encoding="utf-8") == (
        "id: c\ntitle: 章\nchildren: [{id: neu, kind: item, text: \"足す: [あ], い\"}, {id: x, kind: item, text: '一、二'}, "
        "{id: s, kind: section, title: 空, children: [{id: k, kind: item, text: 子}]}]  # 注\n"
    )
