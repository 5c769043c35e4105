"""The public edition's check of finished files: nothing personal, nothing internal, no author but the office."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.checks.exposure import INTERNAL, find_exposed, find_internal, guard_of
from dxplan_cli.checks.rules.personal_data import CODE
from dxplan_cli.checks.wording import shortened
from dxplan_cli.errors import DataError, UnreadableFileError, UsageError
from dxplan_cli.intake.disclosure.lines import disclose_lines
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.place import Place
from dxplan_cli.text.narrow import narrow
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dxplan_cli.checks.exposure import Guard
    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.intake.disclosure.statement import Disclosure, Statement

_AS_TEXT = frozenset({".csv", ".json", ".txt"})
_AS_PAGE = frozenset({".htm", ".html"})
_REMOVE = "もとのデータを直して作り直すか、このファイルから消してください"
_RENAME = "Wordなどの「ファイル」－「情報」－「問題のチェック」で個人情報を消すか、事務局の名に改めてください"
_UNSEEN = "公表するものなら、.docx か .xlsx に直して点検するか、目で確かめてください"


class PaperCheck(Value):
    """How many files were looked at, and what was found in them."""

    files: int
    findings: tuple[Finding, ...]


def check_papers(folder: Path, inspection: Inspection, accepted: Iterable[Finding]) -> PaperCheck:
    """Look at every file below a folder.

    Raises:
        UsageError: no such folder, or nothing in it.
        DataError: a file cannot be read.
    """
    if not folder.is_dir():
        message = f"--papers のフォルダ「{folder}」がありません"
        raise UsageError(message, "dxplan docx all --edition 公表用 -o フォルダ で作ったフォルダを指定してください")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith((".", "~$"))]
    if not files:
        message = f"--papers のフォルダ「{folder}」に、ファイルがありません"
        raise UsageError(message, "公表する資料を置いたフォルダを指定してください")
    guard, office = guard_of(inspection, accepted), _office(inspection)
    found = [finding for path in files for finding in _check_file(path, guard, office)]
    return PaperCheck(len(files), tuple(found))


def check_pages(
    pages: Mapping[Path, bytes], inspection: Inspection, accepted: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Look at HTML pages before they are written; the paths are those they will have."""
    from dxplan_cli.intake.disclosure.page import disclose_page  # noqa: PLC0415 - html.parser

    guard, office = guard_of(inspection, accepted), _office(inspection)
    found = (_check_disclosure(path, disclose_page(page), guard, office) for path, page in pages.items())
    return tuple(finding for findings in found for finding in findings)


def _office(inspection: Inspection) -> str:
    return narrow(inspection.plan.settings.office).strip()


def _check_file(path: Path, guard: Guard, office: str) -> Iterator[Finding]:
    reader = _reader_of(path)
    if reader is None:
        yield Finding(
            code=CODE,
            severity=Severity.WARNING,
            message="このファイルの中は点検できません（見られるのは .docx、.xlsx、.html と文字のファイルです）",
            hint=_UNSEEN,
            place=Place(path.as_posix(), 0),
        )
        return
    yield from _check_disclosure(path, _read(path, reader), guard, office)


def _check_disclosure(path: Path, disclosure: Disclosure, guard: Guard, office: str) -> Iterator[Finding]:
    yield from _of_words(path, disclosure, guard)
    for credit in disclosure.credits:
        if narrow(credit.name).strip() != office:
            yield _finding(path, f"{credit.what}に名前があります：「{shortened(credit.name)}」", _RENAME)


def _reader_of(path: Path) -> Callable[[bytes], Disclosure] | None:
    """Return what reads a kind of file; lxml is loaded for Office files only."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        from dxplan_cli.intake.disclosure.word import disclose_word  # noqa: PLC0415 - lxml

        return disclose_word
    if suffix == ".xlsx":
        from dxplan_cli.intake.disclosure.workbook import disclose_workbook  # noqa: PLC0415 - lxml

        return disclose_workbook
    if suffix in _AS_PAGE:
        from dxplan_cli.intake.disclosure.page import disclose_page  # noqa: PLC0415 - html.parser

        return disclose_page
    return disclose_lines if suffix in _AS_TEXT else None


def _read(path: Path, reader: Callable[[bytes], Disclosure]) -> Disclosure:
    try:
        return reader(path.read_bytes())
    except UnreadableFileError as error:
        message = f"{path.as_posix()}：{error.message}"
        raise UnreadableFileError(message, error.hint) from error
    except OSError as error:
        message = f"{path.as_posix()} を読めません（{error.strerror or error}）"
        raise DataError(message, "ファイルがあるか、読む権利があるかを確かめてください") from error


def _of_words(path: Path, disclosure: Disclosure, guard: Guard) -> Iterator[Finding]:
    """Tell of each thing once in a file, at its first place, with the number of the others."""
    places: dict[tuple[str, str], list[Statement]] = {}
    for statement in disclosure.statements:
        for kind, words in find_exposed(guard, statement.text, is_roster=statement.is_roster):
            places.setdefault((kind, words), []).append(statement)
    for (kind, words), statements in places.items():
        first = statements[0]
        others = f"（ほか{len(statements) - 1}か所）" if len(statements) > 1 else ""
        message = f"{first.where}に{kind}があります：「{shortened(words)}」{others}"
        yield _finding(path, message, _REMOVE, line=first.line, excerpt=_around(words, first.text))
    told = [words for _, words in places]
    for name, markup in disclosure.parts:
        for words in find_internal(guard, unescape(markup), told):
            yield _finding(path, f"部品 {name} に{INTERNAL}があります：「{shortened(words)}」", _REMOVE)


def _around(words: str, text: str) -> str:
    """Return the words with what stands around them, on one line."""
    start = max(0, text.find(words))
    begin = max(0, start - 20)
    shown = shortened(text[begin:], 60)
    return f"…{shown}" if begin else shown


def _finding(path: Path, message: str, hint: str, *, line: int = 0, excerpt: str = "") -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        place=Place(path.as_posix(), line),
        excerpt=excerpt,
    )
