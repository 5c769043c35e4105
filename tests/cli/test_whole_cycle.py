"""A town's plan from its outline to the adopted plan, through the program as a clerk types it.

骨子 → 素案 → 事務局修正案 → 案 → 成案. After every step `check` finds exactly what is expected, and every number is the
same on the screen, in JSON, in the papers and on the pages. The town is made up; its files lie in ``whole_cycle``, one
folder for each draft.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cli_process import replace_in, run_program
from paper_numbers import (
    Grid,
    grid_headed,
    grids_of_page,
    grids_of_word,
    labels_in,
    rows_by_first,
    total_row,
    words_of_word,
)

from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.revisions import revisions_left
from dxplan_cli.intake.word.views import accepted_texts, rejected_texts

FILES = Path(__file__).parent / "whole_cycle"
KINDS = ("追加", "修正", "削除", "移動")

HOLIDAYS = "夜だけでなく休日も相談できるようにしてほしい"
SAME = "休日の窓口がほしい"
WAITING = "待機児童は必ずなくすべきだ"
DEVICES = "端末より人のつながりを大切にしてほしい"
FREE = "保育料をすべて無料にしてほしい"
PROGRESS = "進み具合を町民に知らせてほしい"
PLAYGROUND = "遊具は安全なものを"
DOUBLE = "子育ての事業を倍にしてほしい"
PLACE = "こどもが過ごせる居場所が必要だ"
MISTAKEN = "講座のことは言い間違えた"
OTHERS = "ほかの町の例も調べるとよい"
TRAINS = "電車の本数を増やしてほしい"
LIBRARY = "図書館の開館時間を夜八時まで延ばしてください。"
LIGHTS = "通学路に街灯を増やしてほしい。"
AGAINST = "公園の遊具の更新は不要です。"
FOR = "公園の遊具の更新は必要です。"

LETTERS = """受付番号,氏名,メール,ご意見
P-1#1,みさき花子,a@example.jp,図書館の開館時間を夜八時まで延ばしてください。
P-1#2,みさき花子,a@example.jp,通学路に街灯を増やしてほしい。
P-2,浜田太郎,b@example.jp,お願いです。図書館の開館時間を夜八時まで延ばしてください。
P-3,浜田次郎,c@example.jp,図書館の開館時間を夜八時まで延ばしてください。
P-4,,,図書館の開館時間を夜八時まで延ばしてください。
P-5,沖三郎,d@example.jp,公園の遊具の更新は不要です。
P-6,磯四郎,e@example.jp,公園の遊具の更新は必要です。
"""


class Step:
    """The plan as it stood after a step, and all that the program said and made of it."""

    def __init__(self, home: Path, name: str, found: dict[str, Any]) -> None:
        self.out = home / f"out-{name}"
        self.site = home / f"site-{name}"
        self.check = found["check"]
        self.diff = found["diff"]
        self.told = found["told"]
        self.stats = found["stats"]
        self.by_round = found["by_round"]
        self.opinions = found["opinions"]

    def paper(self, name: str) -> Path:
        """The one paper of that name."""
        found = [path for path in self.out.glob("*.docx") if name in path.name and "変更履歴" not in path.name]
        assert len(found) == 1, (name, found)
        return found[0]

    @property
    def tracked(self) -> Path:
        return next(self.out.glob("*変更履歴*.docx"))


class Town:
    """The clerk's desk: the program, and the files edited by hand."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "plan-data"
        self.codes: dict[str, Counter[str]] = {}
        self.steps: dict[str, Step] = {}
        self.said: dict[str, str] = {}

    def run(self, *arguments: str, code: int = 0) -> str:
        done = run_program(arguments, cwd=self.home)
        assert done.code == code, done
        return done.out

    def ask(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--format", "json", code=code))

    def lay(self, draft: str) -> None:
        """Add the files that come with a draft: rounds, meetings, chapters written by hand."""
        shutil.copytree(FILES / draft, self.data, dirs_exist_ok=True)

    def draft(self, name: str, label: str, date: str) -> None:
        self.run("draft", "new", name, "--label", label, "--stage", label, "--date", date)
        self.lay(name)

    def edit(self, file: str, old: str, new: str) -> None:
        replace_in(self.data / "drafts" / file, old, new)

    def add(self, text: str, *arguments: str) -> None:
        self.run("add-opinion", text, *arguments)

    def opinion(self, text: str) -> dict[str, Any]:
        return next(each for each in self.ask("opinions", "list")["opinions"] if each["text"] == text)

    def decide(self, text: str, *arguments: str) -> None:
        self.run("opinions", "decide", self.opinion(text)["id"], *arguments)

    def check(self, moment: str, *arguments: str) -> None:
        """Note the codes that `check` finds at this moment."""
        done = run_program(["check", *arguments, "--format", "json"], cwd=self.home)
        findings = json.loads(done.out)["findings"]
        assert done.code == int(bool(findings))
        self.codes[moment] = Counter(each["code"] for each in findings)

    def print(self, name: str) -> None:
        """Make every paper and page, and ask every command for its numbers."""
        out, site = f"out-{name}", f"site-{name}"
        self.run("docx", "all", "-o", out)
        self.run("docx", "redline", "--tracked", "-o", out)
        self.run("site", "-o", site)
        found = {
            "check": self.ask("check")["summary"],
            "diff": self.ask("diff"),
            "told": self.run("diff"),
            "stats": self.ask("opinions", "stats"),
            "by_round": self.ask("opinions", "stats", "--by", "round"),
            "opinions": self.ask("opinions", "list")["opinions"],
        }
        self.steps[name] = Step(self.home, name, found)


def write_outline_and_draft(town: Town) -> None:
    town.lay("kosshi")
    town.check("骨子")
    town.draft("soan", "素案", "令和６年６月")
    town.check("素案、理由を尋ねる")
    town.edit("soan/draft.yaml", "based_on: kosshi\n", "based_on: kosshi\nexplain: false\n")
    town.check("素案")
    town.print("soan")
    town.run("draft", "freeze", "soan")


def hear_opinions(town: Town) -> None:
    town.draft("shusei", "事務局修正案", "令和６年９月")
    hearing, board = ("--round", "聞き取り"), ("--round", "委員会")
    added = ("--outcome", "追加", "--after", "kosodate-2", "--text", "休日の相談の窓口を設ける", "--id", "kyujitsu")
    town.add(HOLIDAYS, *hearing, "--about", "kosodate", *added)
    changed = ("--outcome", "修正", "--node", "kosodate-kpi", "--value", "target=0")
    town.add(WAITING, *hearing, "--about", "kosodate-kpi", *changed)
    town.add(DEVICES, *hearing, "--about", "manabi-2", "--outcome", "削除", "--node", "manabi-2")
    town.add(SAME, *hearing, "--about", "kosodate")
    town.add(FREE, *hearing, "--about", "kosodate", "--outcome", "反映困難", "--answer", "町の財政から、困難です。")
    town.add(PROGRESS, *hearing, "--about", "taisei")
    checked = ("--outcome", "修正", "--node", "anzen-2", "--text", "公園の遊具を点検し、更新する")
    town.add(PLAYGROUND, *hearing, "--about", "anzen-2", *checked)
    town.add(DOUBLE, *board, "--about", "jigyo-hyo")
    town.add(PLACE, *board, "--about", "shisaku")
    town.add(MISTAKEN, *board, "--about", "manabi-3")
    town.add(OTHERS, *board, "--about", "kihon")
    town.add(TRAINS, *board, "--about", "anzen")
    town.check("意見を聴いた")


NEW_SECTION = """  - id: ibasho
    kind: section
    number: 第３節
    title: 子どもの居場所
    role: 節
    children:
      - {id: ibasho-1, kind: item, text: 公民館を子どもの居場所として開く}
      - {id: ibasho-2, kind: item, text: 居場所を見守る人を育てる}
  - id: anzen
    kind: section
    number: 第４節"""
SPLIT = """text: 地域の人が教える講座を開く}
      - {id: manabi-4, kind: item, text: 教える人の名簿をつくる, was: [manabi-3]}"""
REASONS = """- {sweep: [[こども, 子ども]], reason: 町の公用文の表記に合わせた}
- {node: manabi-3, reason: 講座と名簿を分けて書いた}
- {node: manabi-4, reason: 講座と名簿を分けて書いた}
- {node: jigyo-1, reason: 節の追加により参照先の番号を改めた}
"""


def revise(town: Town) -> None:
    """Edit the revision by hand as a clerk does, then mend what `check` finds."""
    chapter = "shusei/02-shisaku.yaml"
    town.edit("shusei/01-kihon.yaml", "こども", "子ども")
    town.edit(chapter, "  - id: anzen\n    kind: section\n    number: 第３節", NEW_SECTION)
    town.edit(chapter, "text: 地域の人が教える講座を開き、教える人の名簿をつくる}", SPLIT)
    town.edit("shusei/03-jigyo.yaml", "[子育ての支援, 4]", "[子育ての支援, 5]")
    town.check("手で直した")
    (town.data / "drafts" / "shusei" / "reasons.yaml").write_text(REASONS, encoding="utf-8")
    town.edit("shusei/03-jigyo.yaml", "equals: 12", "equals: 13")
    town.edit("shusei/03-jigyo.yaml", "第２章第３節", "第２章第４節")
    town.check("本文を整えた")


def decide_revision(town: Town) -> None:
    first = town.opinion(HOLIDAYS)["id"]
    town.decide(SAME, "--same-as", first)
    written = ("--about", "taisei-2", "--quote", "進み具合を公表する", "--answer", "第１章第２節に記しています。")
    town.decide(PROGRESS, "-d", "記述済み", *written)
    partly = ("--link", "修正:jigyo-hyo", "--answer", "財源の範囲で、事業を一つ増やしました。")
    town.decide(DOUBLE, "-d", "一部反映", *partly)
    town.decide(PLACE, "-d", "反映", "--link", "追加:ibasho")
    town.decide(MISTAKEN, "-d", "取下げ")
    town.decide(OTHERS, "-d", "参考", "--answer", "参考とします。")
    town.decide(PLAYGROUND, "--relink", "追加:anzen-2")
    town.decide(TRAINS, "-d", "実施段階検討", "--answer", "鉄道会社に伝えます。")
    town.check("修正案")
    town.print("shusei")
    town.run("draft", "freeze", "shusei")


def hear_the_public(town: Town) -> None:
    (town.home / "意見.csv").write_text(LETTERS, encoding="utf-8")
    columns = ("--person", "氏名", "--key", "受付番号")
    town.said["similar"] = town.run("opinions", "similar", "--from", "意見.csv", *columns, "-o", "群.csv")
    town.run("draft", "new", "an", "--label", "案", "--stage", "案", "--date", "令和６年１１月")
    town.lay("an")
    town.run("opinions", "import", "--group", "群.csv", "--round", "2024-pubcom")
    town.said["again"] = town.run("opinions", "import", "--group", "群.csv", "--round", "2024-pubcom")
    town.check("意見募集")


def decide_public(town: Town) -> None:
    chapter = "an/02-shisaku.yaml"
    town.edit(chapter, "図書館を放課後", "図書館を夜八時まで開き、放課後")
    gone = "      - id: kyujitsu\n        kind: item\n        text: 休日の相談の窓口を設ける\n"
    town.edit(chapter, gone, "")
    reason = "- {node: kyujitsu, reason: 人の手配がつかないため}\n"
    (town.data / "drafts" / "an" / "reasons.yaml").write_text(reason, encoding="utf-8")
    town.decide(LIBRARY, "-d", "反映", "--link", "追加:manabi-1")
    town.decide(LIGHTS, "-d", "実施段階検討", "--about", "anzen", "--answer", "点検の結果をみて検討します。")
    town.decide(AGAINST, "-d", "反映困難", "--answer", "安全のため、更新します。")
    written = ("--about", "anzen-2", "--quote", "点検し、更新する", "--answer", "第２章第４節に記しています。")
    town.decide(FOR, "-d", "記述済み", *written)
    town.check("約束が元に戻った")
    town.said["taken back"] = town.run("opinions", "list", "--state", "取消")
    town.decide(HOLIDAYS, "-d", "実施段階検討", "--unlink", "--answer", "人の手配ができ次第、検討します。")
    town.said["decided anew"] = town.run("opinions", "show", town.opinion(HOLIDAYS)["id"])
    town.check("案")
    town.check("案、すべての段階", "--all-drafts")
    town.print("an")
    town.run("draft", "freeze", "an")


def adopt(town: Town) -> None:
    town.draft("seian", "成案", "令和７年１月")
    town.edit("seian/01-kihon.yaml", "計画の期間は、５年間とする。", "計画の期間は、令和７年度からの５年間とする。")
    reason = "- {node: mokuteki-2, reason: 始まりの年度を明らかにした}\n"
    (town.data / "drafts" / "seian" / "reasons.yaml").write_text(reason, encoding="utf-8")
    town.check("成案")
    town.check("成案、すべての段階", "--all-drafts")
    town.print("seian")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The whole cycle, gone through once."""
    town = Town(tmp_path_factory.mktemp("cycle"))
    write_outline_and_draft(town)
    hear_opinions(town)
    revise(town)
    decide_revision(town)
    hear_the_public(town)
    decide_public(town)
    adopt(town)
    return town


WRITTEN_ANEW = "soan"
"""The draft written out anew: its changes have no marks, and no reasons are asked."""

DRAFTS = ("soan", "shusei", "an", "seian")
each_draft = pytest.mark.parametrize("name", DRAFTS)

CODES = {
    "骨子": {},
    "素案、理由を尋ねる": {"unexplained-change": 11},
    "素案": {},
    "意見を聴いた": {"unanswered-opinion": 7, "kind-mismatch": 1},
    "手で直した": {
        "unanswered-opinion": 7,
        "kind-mismatch": 1,
        "unexplained-change": 5,
        "stale-reference": 1,
        "sum-mismatch": 1,
    },
    "本文を整えた": {"unanswered-opinion": 7, "kind-mismatch": 1, "unexplained-change": 2},
    "修正案": {},
    "意見募集": {"unanswered-opinion": 4},
    "約束が元に戻った": {"broken-promise": 1},
    "案": {},
    "案、すべての段階": {},
    "成案": {},
    "成案、すべての段階": {},
}


@pytest.mark.parametrize("moment", CODES)
def test_check_finds_at_every_moment_exactly_what_is_wrong(town: Town, moment: str) -> None:
    assert town.codes[moment] == Counter(CODES[moment])


def test_no_moment_was_left_out(town: Town) -> None:
    assert list(town.codes) == list(CODES)


CHANGES = {"soan": (19, 4, 0, 0), "shusei": (6, 5, 1, 0), "an": (1, 0, 1, 0), "seian": (1, 0, 0, 0)}


@each_draft
def test_changes_are_counted_once_for_all(town: Town, name: str) -> None:
    step = town.steps[name]
    totals = step.diff["totals"]
    assert step.diff["counts"] == dict(zip(KINDS, CHANGES[name], strict=True))
    assert totals["changes"] == len(step.diff["changes"]) == sum(CHANGES[name]) == step.check["changes"]
    head = "　".join(f"{kind} {count}" for kind, count in step.diff["counts"].items())
    assert step.told.splitlines()[1] == f"{head}　（計 {totals['changes']}か所）"
    entries = grid_headed(grids_of_word(step.paper("修正箇所一覧")), "No.", "修正前", "修正後")
    assert [row[0] for row in entries[1:]] == [str(number) for number in range(1, totals["changes"] + 1)]


@each_draft
def test_marks_are_counted_once_for_all(town: Town, name: str) -> None:
    step = town.steps[name]
    totals = step.diff["totals"]
    labels = sorted(mark["label"] for change in step.diff["changes"] for mark in change["marks"])
    assert len(labels) == totals["marks"] == step.check["marks"]
    assert totals["marks"] == totals["by_opinion"] + totals["by_reason"] + totals["unexplained"]
    assert totals["unexplained"] == step.check["unexplained"] == 0
    kinds = Counter(label.rstrip("①②③④⑤⑥⑦⑧⑨") for label in labels)
    for grids in (grids_of_word(step.paper("修正箇所一覧")), grids_of_page(step.site / "index.html")):
        rows = rows_by_first(counts_grid(grids))
        if name == WRITTEN_ANEW:
            assert {kind: int(rows["計"][kind]) for kind in KINDS} == step.diff["counts"]
            assert set(rows) == {"計"}
            continue
        assert {kind: int(rows["計"][kind]) for kind in KINDS} == {kind: kinds[kind] for kind in KINDS}
        assert int(rows["意見によるもの"]["計"]) == totals["by_opinion"]
        assert int(rows["事務局の理由によるもの"]["計"]) == totals["by_reason"]
        assert int(rows["理由の記載なし"]["計"]) == totals["unexplained"]
        assert int(rows["計"]["計"]) == totals["marks"]


def counts_grid(grids: tuple[Grid, ...]) -> Grid:
    found = [grid for grid in grids if grid and grid[0][1:] == (*KINDS, "計")]
    assert len(found) == 1
    return found[0]


@each_draft
def test_every_paper_shows_the_same_marks(town: Town, name: str) -> None:
    step = town.steps[name]
    labels = sorted(mark["label"] for change in step.diff["changes"] for mark in change["marks"])
    third = "備考" if name == WRITTEN_ANEW else "意見・理由"
    comparison = grid_headed(grids_of_word(step.paper("新旧対照表")), third)
    entries = grid_headed(grids_of_word(step.paper("修正箇所一覧")), "修正前", "修正後")
    page = grid_headed(grids_of_page(step.site / "comparison.html"), third)
    assert labels_in("\n".join(row[2] for row in comparison[1:])) == labels
    assert labels_in("\n".join(row[2] for row in entries[1:])) == labels
    assert labels_in("\n".join(row[-1] for row in page[1:])) == labels


@each_draft
def test_one_sentence_says_the_counts_everywhere(town: Town, name: str) -> None:
    step = town.steps[name]
    totals = step.diff["totals"]
    sentence = f"変更した項目 {totals['changes']}"
    if name != WRITTEN_ANEW:
        sentence = step.told.splitlines()[2]
        grounds = f"意見 {totals['by_opinion']}・理由 {totals['by_reason']}"
        assert sentence.startswith(f"変更した項目 {totals['changes']}　印 {totals['marks']}（{grounds}）")
    assert words_of_word(step.paper("修正箇所一覧")).count(sentence) == 1
    assert f">{sentence}<" in (step.site / "index.html").read_text(encoding="utf-8")


@each_draft
def test_the_old_column_holds_words_of_the_old_draft_only(town: Town, name: str) -> None:
    step = town.steps[name]
    grid = next(grid for grid in grids_of_word(step.paper("新旧対照表")) if len(grid) > 1 and len(grid[0]) > 1)
    old = "".join(change["before"] or "" for change in step.diff["changes"])
    quoted = [word for row in grid[1:] for word in re.findall("^「([^」…]*)…?」（→", row[1])]
    assert all(word in old for word in quoted)
    assert len(quoted) == (3 if name == WRITTEN_ANEW else 0)


@each_draft
def test_no_reason_is_told_twice_at_one_place(town: Town, name: str) -> None:
    entries = grid_headed(grids_of_word(town.steps[name].paper("修正箇所一覧")), "修正前", "修正後")
    for row in entries[1:]:
        lines = row[-1].splitlines()
        assert len(lines) == len(set(lines))


DISPOSITIONS = {
    "soan": {},
    "shusei": {"反映": 6, "一部反映": 1, "記述済み": 1, "実施段階検討": 1, "反映困難": 1, "参考": 1},
    "an": {"反映": 8, "一部反映": 1, "記述済み": 2, "実施段階検討": 4, "反映困難": 2, "参考": 1},
    "seian": {"反映": 8, "一部反映": 1, "記述済み": 2, "実施段階検討": 4, "反映困難": 2, "参考": 1},
}


@each_draft
def test_opinions_are_counted_once_for_all(town: Town, name: str) -> None:
    step = town.steps[name]
    for stats in (step.stats, step.by_round):
        counted = {word: each["opinions"] for word, each in stats["total"]["by_disposition"].items()}
        assert +Counter(counted) == Counter(DISPOSITIONS[name])
        assert stats["total"]["opinions"] == sum(DISPOSITIONS[name].values()) == step.check["opinions"]
        assert stats["total"]["opinions"] == sum(row["opinions"] for row in stats["rows"])
        assert stats["total"]["withdrawn"] == step.check["withdrawn"] == sum(row["withdrawn"] for row in stats["rows"])
    assert listed_dispositions(step.opinions) == Counter(DISPOSITIONS[name])
    stats = step.stats["total"]
    assert stats["withdrawn"] == sum(1 for each in step.opinions if each["disposition"] == "取下げ")
    assert step.check["entries"] in {len(step.opinions), len(step.opinions) - stats["withdrawn"]} or not step.opinions


def listed_dispositions(opinions: list[dict[str, Any]]) -> Counter[str]:
    """Count what `opinions list` says of each opinion, a group by its comments."""
    counted: Counter[str] = Counter()
    by_id = {each["id"]: each for each in opinions}
    for each in opinions:
        told = by_id[each["same_as"]] if each.get("same_as") else each
        if told["disposition"] != "取下げ":
            counted[told["disposition"]] += (each.get("group") or {"comments": 1})["comments"]
    return counted


def responses_counts(step: Step) -> tuple[dict[str, str], dict[str, str]]:
    paper = grid_headed(grids_of_word(step.paper("意見対応表")), "聴取の機会", "計")
    page = grid_headed(grids_of_page(step.site / "index.html"), "聴取の機会", "計")
    return total_row(paper), total_row(page)


def test_the_second_meeting_is_shown_all_opinions_on_the_first_draft(town: Town) -> None:
    step = town.steps["shusei"]
    for total in responses_counts(step):
        assert {word: int(total[word]) for word in DISPOSITIONS["shusei"]} == DISPOSITIONS["shusei"]
        assert (total["計"], total["取下げ（外数）"]) == ("11", "1")
    rows = grid_headed(grids_of_word(step.paper("意見対応表")), "No.", "対応区分")
    told = Counter(row[3] for row in rows[1:] if row[0].isdecimal())
    assert told == Counter({**DISPOSITIONS["shusei"], "取下げ": 1})


def test_the_third_meeting_is_shown_the_public_opinions_and_what_goes_on(town: Town) -> None:
    """Seven points in six letters of four named persons and one unnamed; three opinions go on from before."""
    step = town.steps["an"]
    public = next(row for row in step.by_round["rows"] if row["id"] == "2024-pubcom")
    assert (public["opinions"], public["letters"], public["people"], public["unnamed"]) == (7, 6, 5, 1)
    for total in responses_counts(step):
        assert (total["計"], total["通数"]) == ("10", "6通")
        assert {word: int(total[word]) for word in ("反映", "記述済み", "実施段階検討", "反映困難")} == {
            "反映": 4,
            "記述済み": 1,
            "実施段階検討": 4,
            "反映困難": 1,
        }
    grid = grid_headed(grids_of_word(step.paper("意見対応表")), "聴取の機会", "計")
    rows = rows_by_first(grid)
    assert rows["計画案への意見募集"]["人数"] == "のべ5人（ほか記名なし1件）"
    assert rows["（うち継続）"]["計"] == "3"


def test_the_public_letters_are_grouped_and_never_doubled(town: Town) -> None:
    assert "全7件を4群にまとめました（二件以上の群 1）" in town.said["similar"]
    assert "新しい意見 0件　書き換え 0件　変わりなし 4件" in town.said["again"]
    kept = "\n".join(path.read_text(encoding="utf-8") for path in (town.data / "opinions").rglob("*.yaml"))
    assert not re.search("花子|浜田|沖三郎|磯四郎|example", kept)


def test_an_opinion_taken_back_is_told_and_decided_anew_for_all_that_say_the_same(town: Town) -> None:
    assert HOLIDAYS in town.said["taken back"]
    assert SAME in town.said["taken back"]
    assert "前の対応：反映" in town.said["decided anew"]
    rows = grid_headed(grids_of_word(town.steps["an"].paper("意見対応表")), "No.", "対応区分")
    told = {row[2]: (row[3], row[4]) for row in rows[1:]}
    assert told[HOLIDAYS] == ("実施段階検討", "人の手配ができ次第、検討します。")
    assert told[SAME][0] == "実施段階検討"


@each_draft
def test_the_opinions_page_lists_what_the_table_lists(town: Town, name: str) -> None:
    step = town.steps[name]
    if not step.opinions:
        return
    page = [grid for grid in grids_of_page(step.site / "opinions.html") if grid and "対応区分" in grid[0]]
    paper = grid_headed(grids_of_word(step.paper("意見対応表")), "No.", "対応区分")
    on_page = [(row[2], row[3]) for grid in page for row in grid[1:] if re.match(r"\d", row[0])]
    on_paper = [(row[2].replace("\n", ""), row[3]) for row in paper[1:] if re.match(r"\d", row[0])]
    assert on_page == on_paper


def test_what_follows_from_a_new_section_is_no_change(town: Town) -> None:
    step = town.steps["shusei"]
    assert step.diff["totals"]["renumbered"] == 1
    assert step.diff["totals"]["swept"] == 1
    assert step.diff["totals"]["together"] == 2
    for paper in ("新旧対照表", "修正箇所一覧", "委員会資料"):
        words = words_of_word(step.paper(paper))
        assert "第３節→第４節（安全なまち）" in words
        assert "一括の改め：「こども」→「子ども」（1か所）" in words


@each_draft
def test_all_changes_accepted_are_the_revised_draft_and_rejected_the_base(town: Town, name: str) -> None:
    """Every wording of a draft, in its order, and none that only the other draft has."""
    step = town.steps[name]
    body = open_word(step.tracked.read_bytes()).body
    assert revisions_left(body)
    base, revised = (wordings(town.ask("show", "--draft", step.diff[side]["id"])) for side in ("base", "revised"))
    accepted, rejected = accepted_texts(body), rejected_texts(body)
    assert of_these(accepted, {*base, *revised}) == revised
    assert of_these(rejected, {*base, *revised}) == base


def wordings(shown: dict[str, Any]) -> list[str]:
    """Return the wording of every paragraph and item of a draft, in its order."""
    found: list[str] = []
    nodes = list(shown["tree"])
    while nodes:
        node = nodes.pop(0)
        if node["kind"] in {"paragraph", "item"}:
            found.append(node["words"])
        nodes = [*node.get("children", ()), *nodes]
    return found


def of_these(texts: tuple[str, ...], wanted: set[str]) -> list[str]:
    """Return the paragraphs of a paper that are one of these wordings; a mark of a list does not count."""
    bare = (text.strip().lstrip("・○●").strip() for text in texts)
    return [text for text in bare if text in wanted]


def test_the_papers_of_an_earlier_meeting_still_explain_every_change(town: Town) -> None:
    """The decision that made a change is history since the change was taken back; the step that made it is not."""
    town.run("docx", "changes", "--meeting", "2", "-o", "later")
    grids = grids_of_word(next((town.home / "later").glob("*修正箇所一覧*")))
    rows = rows_by_first(counts_grid(grids))
    assert {ground: int(row["計"]) for ground, row in rows.items()} == {
        "意見によるもの": 5,
        "事務局の理由によるもの": 4,
        "理由の記載なし": 0,
        "計": 9,
    }
    entries = grid_headed(grids, "修正前", "修正後")
    told = next(row[-1] for row in entries if row[4] == "休日の相談の窓口を設ける")
    assert told == f"意見「{HOLIDAYS}」への前の対応（反映）による。案で元に戻した"


def test_a_change_undone_on_the_way_is_none_between_drafts_that_are_no_neighbours(town: Town) -> None:
    far = town.ask("diff", "soan", "seian")
    assert far["counts"] == {"追加": 7, "修正": 5, "削除": 1, "移動": 0}
    assert far["totals"]["unexplained"] == 0
    assert "kyujitsu" not in {change["node"] for change in far["changes"]}


def test_the_papers_for_the_public_are_made_without_a_fault(town: Town) -> None:
    town.run("docx", "all", "--edition", "公表用", "--strict", "--meeting", "3", "-o", "kouhyou")
    town.run("site", "--edition", "公表用", "--strict", "--meeting", "3", "-o", "kouhyou-site")
    paper = grid_headed(grids_of_word(next((town.home / "kouhyou").glob("*意見対応表*"))), "聴取の機会", "計")
    page = grid_headed(grids_of_page(town.home / "kouhyou-site" / "index.html"), "聴取の機会", "計")
    assert total_row(paper) == total_row(page)
    assert total_row(paper)["計"] == "10"


def test_the_packet_lists_every_opinion_of_the_table_with_its_mark(town: Town) -> None:
    for name, shown in (("shusei", 12), ("an", 7)):
        step = town.steps[name]
        grids = grids_of_word(step.paper("委員会資料"))
        asked = [row[0] for grid in grids if grid and grid[0][0].startswith("★意見") for row in grid[1:]]
        rows = grid_headed(grids_of_word(step.paper("意見対応表")), "No.", "対応区分")
        told = [row[2] for row in rows[1:] if re.match(r"\d", row[0])]
        assert sorted(asked) == sorted(told)
        assert len(asked) == shown
