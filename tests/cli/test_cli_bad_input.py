"""Broken data and wrong calls: a Japanese message with place, line and remedy, and nothing written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cli_process import assert_refused, digest, replace_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Call, Run

FIELDS = "drafts/shusei/05-fields.yaml"
OPINION = "opinions/2023-kikitori/2023-kikitori-01.yaml"
DRAFT = "drafts/shusei/draft.yaml"


def put(file: str, content: str | bytes) -> Callable[[Path], None]:
    return lambda plan: (plan / file).write_bytes(content if isinstance(content, bytes) else content.encode())  # type: ignore[func-returns-value]


def swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda plan: replace_in(plan / file, old, new)


def add(file: str, more: str) -> Callable[[Path], None]:
    return lambda plan: (plan / file).write_text((plan / file).read_text(encoding="utf-8") + more, encoding="utf-8")  # type: ignore[func-returns-value]


Case = tuple["Callable[[Path], None]", str, str, str]

BROKEN: dict[str, Case] = {
    # what is done to the plan, then: place, words of the message, excerpt or remedy
    "quote not closed": (put(OPINION, 'id: x\ntext: "あ\n'), f"{OPINION}:2", "閉じていません", '| text: "あ'),
    "indentation": (swap(FIELDS, "    role: 分野", "   role: 分野"), f"{FIELDS}:", "字下げ", "| "),
    "bracket not closed": (swap(OPINION, "[shoko]", "[shoko"), f"{OPINION}:", "閉じていない", "括弧"),
    "duplicate key": (add(OPINION, "disposition: 反映\n"), f"{OPINION}:17", "二度書かれています", "| disposition: 反映"),
    "unknown key": (add(OPINION, "dispositon: 反映\n"), f"{OPINION}:17", "という項目はありません", "「disposition」のことですか"),
    "full-width colon": (swap(OPINION, "disposition: ", "disposition："), f"{OPINION}:11", "全角のコロン", "半角の「: 」"),
    "wrong kind of value": (swap(OPINION, "[shoko]", "shoko"), f"{OPINION}:9", "一覧を書きます", "| about: shoko"),
    "empty value": (swap(DRAFT, "label: 事務局修正案", 'label: ""'), f"{DRAFT}:1", "空です", '| label: ""'),
    "missing key": (put("projects.yaml", "title: 関連事業\n"), "projects.yaml:1", "「year」", "「year: …」"),
    "no whole number": (swap("plan.yaml", "from: 2024", "from: 令和6"), "plan.yaml:4", "整数", "半角の数字"),
    "no truth value": (swap("plan.yaml", "provisional: true", "provisional: はい"), "plan.yaml:2", "true か false", "はい"),
    "unknown side": (swap("plan.yaml", "new: left", "new: lefft"), "plan.yaml:15", "「lefft」は使えません", "「left」のことですか"),
    "unknown third column": (swap("plan.yaml", "new: left", "third: 備考"), "plan.yaml:15", "「備考」は使えません", "reasons、notes、none"),
    "unknown underline": (swap("plan.yaml", "new: left", "underline: all"), "plan.yaml:15", "「all」は使えません", "changed、whole、none"),
    "unknown page": (swap("plan.yaml", "new: left", "page: 縦"), "plan.yaml:15", "「縦」は使えません", "landscape、portrait"),
    "unknown setting": (swap("plan.yaml", "new: left", "undeline: none"), "plan.yaml:15", "「undeline」という項目はありません", "「underline」のことですか"),
    "unknown word": (swap("plan.yaml", "new: left", "words: {deleted: 削る}"), "plan.yaml:15", "「deleted」という項目はありません", "new、gone、omitted"),
    "words for a list": (swap("plan.yaml", "new: left", "words: [新設]"), "plan.yaml:15", "「名前: 値」", "| words: [新設]"),
    "one heading": (swap("plan.yaml", "headings: [修正案, 素案]", "headings: [修正案]"), "plan.yaml:16", "2つを書きます（1つ", "[…, …]"),
    "level nought": (swap("plan.yaml", "new: left", "level: 0"), "plan.yaml:15", "小さすぎます", "1以上の数"),
    "no way to fold": (swap("plan.yaml", "new: left", "fold: しない"), "plan.yaml:15", "true か false", "| fold: しない"),
    "empty heading of the answers": (
        swap("plan.yaml", "素案]\n", "素案]\n  responses: {answer_heading: ''}\n"), "plan.yaml:17", "空です", "answer_heading",
    ),
    "unknown kind": (swap(FIELDS, "kind: item", "kind: itme"), f"{FIELDS}:", "「itme」は使えません", "「item」のことですか"),
    "unknown kind of change": (swap(OPINION, "kind: 追加", "kind: 増加"), f"{OPINION}:14", "「増加」は使えません", "追加、修正、削除、移動"),
    "unknown disposition": (swap(OPINION, "反映", "反影"), f"{OPINION}:1", "「反影」", "「反映」のことですか"),
    "unknown role": (swap(FIELDS, "role: 分野", "role: 分や"), f"{FIELDS}:", "役割「分や」", "「分野」のことですか"),
    "id with wide letters": (swap(FIELDS, "id: shoko-policy-2", "id: ｓｈｏｋｏ"), f"{FIELDS}:", "使えない文字", "半角の英数字"),
    "path out of the folder": (swap(DRAFT, "- 01-vision", "- ../soan/01-vision"), f"{DRAFT}:6", "使えない文字", "半角の英数字"),
    "chapter missing": (lambda plan: (plan / FIELDS).unlink(), f"{DRAFT}:1", "05-fields.yaml がありません", "chapters"),
    "draft missing": (swap("plan.yaml", "[soan, shusei]", "[soan, shusei, an]"), "plan.yaml", "版「an」", "drafts"),
    "draft based on itself": (swap(DRAFT, "based_on: soan", "based_on: shusei"), f"{DRAFT}:4", "輪", "shusei → shusei"),
    "draft based on nothing": (swap(DRAFT, "based_on: soan", "based_on: saon"), f"{DRAFT}:4", "based_on", "「soan」のことですか"),
    "drafts in a ring": (swap("drafts/soan/draft.yaml", "based_on: null", "based_on: shusei"), "drafts/soan/draft.yaml:4", "輪", "→ soan"),
    "reason without reason": (add("drafts/shusei/reasons.yaml", "- node: shoko\n"), "drafts/shusei/reasons.yaml:73", "「reason」", "| - node: shoko"),
    "reasons in a ring": (
        add("drafts/shusei/reasons.yaml", "- {node: a, reason: x, because_of: b}\n- {node: b, reason: y, because_of: a}\n"),
        "drafts/shusei/reasons.yaml:", "because_of が輪", "a → b → a",
    ),
    "not UTF-8": (put(OPINION, "id: x\ntext: 意見\n".encode("cp932")), f"{OPINION}:2", "Shift_JIS", "UTF-8"),
    "UTF-16": (put(OPINION, "id: x\n".encode("utf-16")), f"{OPINION}:1", "UTF-8ではありません", "UTF-8"),
    "no text at all": (put(OPINION, bytes(range(256)) * 9), f"{OPINION}:", "UTF-8ではありません", "UTF-8"),
    "control character": (put(OPINION, "id: x\ntext: a\x1b[31mb\n"), f"{OPINION}:2", "制御文字", "| text: a\ufffd[31mb"),
    "empty file": (put(OPINION, ""), OPINION, "空です", "ファイルを消して"),
    "comments only": (put(DRAFT, "# まだ\n"), DRAFT, "空です", "内容を書く"),
    "empty plan": (put("plan.yaml", ""), "plan.yaml", "空です", "内容を書く"),
    "two documents": (put(OPINION, "id: x\n---\nid: y\n"), f"{OPINION}:2", "複数の文書", "| ---"),
    "unknown alias": (put(OPINION, "id: x\ntext: *重要*\n"), f"{OPINION}:2", "「*」", "引用符で囲んで"),
    "tag": (put(OPINION, "id: !!python/name:os.system x\n"), f"{OPINION}:1", "タグ", "消してください"),
    "too deep": (put(OPINION, "[" * 5000), f"{OPINION}:1", "深すぎます", "…"),
    "too large": (put(OPINION, b"text: " + b"a" * 17_000_000), OPINION, "大きすぎます", "分けてください"),
    "a list for a record": (put(OPINION, "- id: x\n"), f"{OPINION}:1", "「名前: 値」", "| - id: x"),
    "plain words": (put(OPINION, "これは意見です\n"), f"{OPINION}:1", "「名前: 値」", "| これは意見です"),
}  # fmt: skip

COMMANDS = (("diff",), ("opinions", "list"), ("check",))


@pytest.mark.parametrize("name", BROKEN)
def test_broken_data_is_refused_with_its_place_and_remedy(name: str, plan: Path, call: Call) -> None:
    spoil, place, words, shown = BROKEN[name]
    spoil(plan)
    before = digest(plan)

    for command in COMMANDS:
        done = call(*command)
        assert done.code == 3, (command, done)
        assert done.out == ""
        assert done.err.startswith("エラー: データに誤りがあります")
        assert f"plan-data/{place}" in done.err
        assert words in done.err
        assert shown in done.err
        assert "    → " in done.err
        assert "Traceback" not in done.err
        assert re.search("[ぁ-ん]", done.err)
    assert digest(plan) == before


@pytest.mark.parametrize("name", ["duplicate key", "not UTF-8", "chapter missing", "drafts in a ring", "too deep"])
def test_broken_data_stops_every_writer_before_it_writes(name: str, plan: Path, call: Call) -> None:
    BROKEN[name][0](plan)
    before = digest(plan.parent)

    for command in (
        ("add-opinion", "意見", "--outcome", "追加", "--after", "shoko-policy", "--text", "y"),
        ("opinions", "decide", "2023-kikitori-07", "-d", "参考", "--answer", "a"),
        ("draft", "new", "an", "--label", "案"),
        ("draft", "freeze", "shusei"),
        ("docx", "all", "-o", "out"),
    ):
        assert call(*command).code == 3
    assert digest(plan.parent) == before


def test_all_faults_of_all_files_are_told_at_once(plan: Path, run: Run) -> None:
    for name in ("duplicate key", "unknown kind", "missing key"):
        BROKEN[name][0](plan)

    done = run("check")

    assert done.code == 3
    assert "（3件）" in done.err
    assert len(re.findall(r"^plan-data/\S+\.yaml:\d+: ", done.err, re.MULTILINE)) == 3


def test_a_repeated_id_stops_the_comparison_and_is_a_finding(plan: Path, call: Call) -> None:
    replace_in(plan / FIELDS, "id: shoko-policy-2", "id: shoko-policy-1")

    done = call("diff")
    assert done.code == 3
    assert re.search(r"plan-data/drafts/shusei/05-fields\.yaml:\d+: id「shoko-policy-1」が二度", done.err)
    assert call("docx", "-o", "out").code == 3
    found = call("check", "--only", "duplicate-id")
    assert found.code == 1
    assert "shoko-policy-1" in found.out


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (swap(OPINION, "[shoko]", "[shokoo]"), "dangling-id"),
        (swap(OPINION, "quote: や意識醸成", "quote: ない文言"), "quote-not-found"),
        (swap(OPINION, "round: 2023-kikitori", "round: nai"), "dangling-id"),
        (swap(OPINION, "node: shoko-policy-1", "node: nai"), "dangling-id"),
    ],
)
def test_what_work_can_go_on_with_is_a_finding(
    spoil: Callable[[Path], None], code: str, plan: Path, call: Call
) -> None:
    spoil(plan)

    assert call("diff").code == 0
    found = call("check", "--only", code)
    assert found.code == 1
    assert f"plan-data/{OPINION}:" in found.out


def test_an_unreadable_file_is_refused(plan: Path, call: Call) -> None:
    (plan / OPINION).unlink()
    (plan / OPINION).mkdir()

    done = call("diff")

    assert_refused(done, 3)
    assert OPINION in done.err


WRONG_CALLS = {
    "unknown command": (("dif",), "「diff」のことですか"),
    "no command like it": (("ほげ",), "コマンド「ほげ」はありません"),
    "empty command": (("",), "コマンド「」はありません"),
    "unknown subcommand": (("opinions", "lst"), "「list」のことですか"),
    "no subcommand": (("opinions",), "list、show、decide"),
    "no subcommand of draft": (("draft",), "list、new、freeze"),
    "unknown option": (("diff", "--fromat", "json"), "--format のことですか"),
    "unknown short option": (("check", "-z"), "オプション「-z」はありません"),
    "option before the command": (("--data", "plan-data", "diff"), "オプションはコマンドの後に書きます"),
    "missing value": (("diff", "--format"), "オプション「--format」の値がありません"),
    "value for a flag": (("diff", "--exit-code=1"), "オプション「--exit-code」は値を取りません"),
    "bad choice": (("diff", "--format", "xml"), "text、json、markdown"),
    "no number": (("opinions", "list", "--limit", "三"), "「三」は整数ではありません"),
    "number out of range": (("opinions", "list", "--limit", "0"), "範囲外です"),
    "too many arguments": (("diff", "soan", "shusei", "an"), "余分な引数があります（an）"),
    "text not quoted": (
        ("add-opinion", "海外", "にも"),
        "余分な引数があります（にも）。空白を含む語は引用符で囲んでください",
    ),
    "missing argument": (("opinions", "show"), "引数「ID」がありません"),
    "missing option": (("draft", "new", "an"), "オプション「--label」がありません"),
    "unknown rule": (("check", "--only", "unexplaned-change"), "「unexplained-change」のことですか"),
    "unknown severity": (("check", "--severity", "重い"), "error、warning、info"),
    "unknown node": (("show", "shokoo"), "shoko"),
    "words for a node": (("show", "革新的なビジネスモデル"), "この文言を含む項目のid：shoko"),
    "no words for a node": (("show", " "), "項目「 」がありません"),
    "node of another draft": (
        ("show", "shoko-policy-4"),
        "事務局修正案で削除。dxplan show shoko-policy-4 --draft soan",
    ),
    "unknown paper": (("docx", "comparision"), "comparison"),
    "unknown meeting": (("docx", "--meeting", "99"), "03"),
    "help of an unknown command": (("help", "dif"), "「diff」のことですか"),
}


@pytest.mark.parametrize("name", WRONG_CALLS)
def test_a_wrong_call_is_told_with_what_to_do(name: str, plan: Path, call: Call) -> None:
    arguments, words = WRONG_CALLS[name]
    before = digest(plan.parent)

    done = call(*arguments)

    assert_refused(done, 2)
    assert words in done.err
    assert not re.search("No such|Missing|Invalid|Usage|argument|option|is not|Error|Try", done.err)
    assert digest(plan.parent) == before
