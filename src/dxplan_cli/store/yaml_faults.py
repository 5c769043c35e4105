"""What the YAML parser complains of, said in Japanese with the line and the remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place
from dxplan_cli.store.excerpt import excerpt_of

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_PROBLEMS = (
    ("behind a quote", "閉じた引用符の後に文字があります", "値の全体を引用符で囲むか、引用符を消してください"),
    ("behind a bracket", "「[ ]」か「{ }」の後に文字があります", "[ や { で始まる文は、値の全体を引用符で囲んでください"),
    ("mapping values are not allowed", "「: 」の位置か、字下げが正しくありません", "前の行と字下げをそろえ、値に「: 」を含むときは引用符で囲んでください"),
    ("unexpected end of stream", "引用符（\" または '）が閉じていません", "閉じる引用符を補ってください"),
    ("cannot start any token", "行や値の始まりに使えない文字（タブ、@、`、% など）があります", "タブは空白に直し、記号で始まる値は引用符で囲んでください"),
    ("could not find expected ':'", "「名前: 値」の「: 」がありません", "半角のコロンと空白を入れてください"),
    ("did not find expected key", "字下げがそろっていません", "同じ段の項目の字下げをそろえてください"),
    ("did not find expected '-'", "一覧（- ）の字下げがそろっていません", "「- 」の位置と、その下の項目の字下げをそろえてください"),
    ("did not find expected ',' or", "角括弧・波括弧が閉じていないか、区切りの「,」がありません", "括弧の対応を確かめてください"),
    ("found unexpected ':'", "括弧の中の「:」の後に空白がありません", "「名前: 値」と空白を入れてください"),
    ("did not find expected node content", "値のあるべき所に記号があります", "記号を消すか、値を引用符で囲んでください"),
    ("unknown escape character", '" の中の \\ の使い方が正しくありません', "\\ を \\\\ と書くか、' で囲んでください"),
    ("tab character", "字下げにタブが使われています", "タブを空白に直してください"),
    ("did not find expected comment or line break", "| や > の後に文字があります", "本文は次の行から、字下げして書いてください"),
    ("expected whitespace or line break", "「!」で始まる値があります", "値の全体を引用符で囲んでください"),
    ("sequence entries are not allowed", "「- 」で始まる値があるか、字下げが正しくありません", "- で始まる文は、値の全体を引用符で囲んでください"),
    ("mapping keys are not allowed", "「? 」で始まる値があります", "値の全体を引用符で囲んでください"),
    ("expected <document start>", "「...」や「---」の後に、続きがあります", "「...」や「---」の行を消してください"),
    ("expected alphabetic or numeric", "「*」か「&」で始まる値があります", "値の全体を引用符で囲んでください"),
)  # fmt: skip


_BEHIND_QUOTE = re.compile(r"""^\s*(?:- )?[A-Za-z_]+:\s+(?:"[^"]*"|'[^']*')\s*[^\s#]""")


_BEHIND_BRACKET = re.compile(r"""^\s*(?:- )?[A-Za-z_]+:\s+(?:\[[^\]]*\]|\{[^}]*\})\s*[^\s#,]""")


_OPEN_QUOTE = re.compile(r"""^\s*(?:- )?[A-Za-z_]+:\s+(?P<quote>["'])(?:(?!(?P=quote)).)*$""")


_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?\s*[A-Za-z_]+\s*：")


def full_width_colon_line(text: str, line: int, reach: int = 3) -> int | None:
    """Return the line, at or shortly before `line`, whose key ends in a full-width colon, or None."""
    lines = text.splitlines()
    candidates = range(min(line, len(lines)), max(0, line - reach - 1), -1)
    return next((number for number in candidates if _FULL_WIDTH_COLON.match(lines[number - 1])), None)


def fault_of_syntax(error: MarkedYAMLError, text: str, file: str) -> Fault:
    """Return where and why a text is no YAML; `file` names it."""
    # the parser notices a quote, a bracket or a key without end far behind its beginning
    begun = re.search("quoted scalar|simple key|flow", str(error.context or ""))
    mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    wide = full_width_colon_line(text, line)
    if wide:
        return Fault(
            Place(file, wide),
            "全角のコロン「：」が使われています",
            "半角の「: 」（コロンと空白）に直してください",
            excerpt_of(text, wide),
        )
    problem = str(error.problem or "")
    if "expected key" in problem and _BEHIND_QUOTE.match(excerpt_of(text, line)):
        problem = "behind a quote"
    elif "expected key" in problem and _BEHIND_BRACKET.match(excerpt_of(text, line)):
        problem = "behind a bracket"
    elif "expected key" in problem and (open_line := _open_quote_line(text, line)):
        line, problem = open_line, "unexpected end of stream"
    message, hint = next(
        ((message, hint) for sign, message, hint in _PROBLEMS if sign in problem),
        (f"YAMLの書式が正しくありません（{problem}）", "この行と前の行の書き方を確かめてください"),
    )
    shown = _last_written_line(text, line)
    return Fault(Place(file, shown), message, hint, excerpt_of(text, shown))


def _open_quote_line(text: str, line: int) -> int | None:
    """Return the line where the quote was opened that the quote in this line has closed by mistake, or None."""
    lines = text.splitlines()[:line]
    for number in range(len(lines) - 1, 0, -1):
        found = _OPEN_QUOTE.match(lines[number - 1])
        if found:
            return number if found["quote"] in lines[-1] else None
    return None


def _last_written_line(text: str, line: int) -> int:
    """Return the line itself, or the last written one where the parser stopped at the end of the file."""
    lines = text.splitlines()
    line = min(line, len(lines))
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    return line


_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def fault_of_character(error: Exception, text: str, file: str) -> Fault:
    """Return where a character stands that no YAML may hold."""
    found = _NOT_ALLOWED.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    what = f"U+{ord(found.group()):04X}" if found else str(error).partition("\n")[0]
    return Fault(
        Place(file, line), f"使えない制御文字があります（{what}）", "その文字を消してください", excerpt_of(text, line)
    )
