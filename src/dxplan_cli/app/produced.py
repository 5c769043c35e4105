"""The public edition's check of finished files: nothing personal, nothing internal, no author but the office."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.checks.owners import owners_of
from dxplan_cli.checks.privacy import (
    Passage,
    Privacy,
    Secrets,
    find_personal,
    personal_data,
    published_passages,
    secrets_of,
)
from dxplan_cli.checks.rules.personal_data import CODE
from dxplan_cli.checks.wording import shortened
from dxplan_cli.errors import DataError, UnreadableFileError, UsageError
from dxplan_cli.intake.disclosure.lines import disclose_lines
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.place import Place
from dxplan_cli.text.narrow import narrow
from dxplan_cli.text.phrases import Phrases, find_phrases, index_phrases
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.intake.disclosure.statement import Disclosure, Statement

_INTERNAL = "internal の内容"
_AS_TEXT = frozenset({".csv", ".html", ".json", ".txt"})
_REMOVE = "もとのデータを直して作り直すか、このファイルから消してください"
_RENAME = "Wordなどの「ファイル」－「情報」－「問題のチェック」で個人情報を消すか、事務局の名に改めてください"
_UNSEEN = "公表するものなら、.docx か .xlsx に直して点検するか、目で確かめてください"


class PaperCheck(Value):
    """How many files were looked at, and what was found in them."""

    files: int
    findings: tuple[Finding, ...]


class _Scope(Value):
    """What must not be in a file, and what may: the office as author, words the plan publishes or has accepted."""

    secrets: Secrets
    roster_secrets: Secrets
    internal: Phrases
    permitted: frozenset[str]
    office: str


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
    scope = _scope(inspection, accepted)
    found = [finding for path in files for finding in _check_file(path, scope)]
    return PaperCheck(len(files), tuple(found))


def _scope(inspection: Inspection, accepted: Iterable[Finding]) -> _Scope:
    plan = inspection.plan
    secrets = secrets_of(plan)
    published = _squeezed(
        "\n".join(passage.text for owner in owners_of(inspection) for passage in published_passages(owner))
    )
    notes = [each.internal for each in plan.opinions if each.internal is not None]
    internal = index_phrases(
        _squeezed(words) for note in notes for words in (note.member, note.contact, note.heard_by) if words
    )
    spoken = {published[start:end] for start, end in find_phrases(internal, published)}
    return _Scope(
        secrets=secrets,
        roster_secrets=secrets_of(plan, is_roster=True),
        internal=index_phrases(internal.known - spoken),
        permitted=frozenset(_permitted(inspection, tuple(accepted), secrets)),
        office=narrow(plan.settings.office).strip(),
    )


def _squeezed(text: str) -> str:
    return narrow(text).replace(" ", "")


def _permitted(inspection: Inspection, accepted: tuple[Finding, ...], secrets: Secrets) -> Iterator[str]:
    """Yield the address of every venue, and the data that plan.yaml accepts with a reason."""
    for meeting in inspection.plan.meetings:
        for kind, words in find_personal(Passage(meeting.venue or ""), secrets):
            if kind is Privacy.ADDRESS:
                yield narrow(words)
    places = {(each.place, each.node, each.opinion) for each in accepted if each.code == CODE}
    for owner, data in personal_data(inspection) if places else ():
        if (owner.place, owner.node, owner.opinion) in places:
            yield from (narrow(words) for found in data.values() for words in found)


def _check_file(path: Path, scope: _Scope) -> Iterator[Finding]:
    reader = _reader_of(path)
    if reader is None:
        yield Finding(
            code=CODE,
            severity=Severity.WARNING,
            message="このファイルの中は点検できません（見られるのは .docx、.xlsx と文字のファイルです）",
            hint=_UNSEEN,
            place=Place(path.as_posix(), 0),
        )
        return
    disclosure = _read(path, reader)
    yield from _of_words(path, disclosure, scope)
    for credit in disclosure.credits:
        if narrow(credit.name).strip() != scope.office:
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


def _of_words(path: Path, disclosure: Disclosure, scope: _Scope) -> Iterator[Finding]:
    """Tell of each thing once in a file, at its first place, with the number of the others."""
    places: dict[tuple[str, str], list[Statement]] = {}
    for statement in disclosure.statements:
        for kind, words in _in_statement(statement, scope):
            places.setdefault((kind, words), []).append(statement)
    for (kind, words), statements in places.items():
        first = statements[0]
        others = f"（ほか{len(statements) - 1}か所）" if len(statements) > 1 else ""
        message = f"{first.where}に{kind}があります：「{shortened(words)}」{others}"
        yield _finding(path, message, _REMOVE, line=first.line, excerpt=_around(words, first.text))
    told = {_squeezed(words) for _, words in places}
    for name, markup in disclosure.parts:
        for words in _internal_in(unescape(markup), scope, told):
            yield _finding(path, f"部品 {name} に、{_INTERNAL}があります：「{shortened(words)}」", _REMOVE)


def _in_statement(statement: Statement, scope: _Scope) -> Iterator[tuple[str, str]]:
    secrets = scope.roster_secrets if statement.is_roster else scope.secrets
    found = [
        (kind, words)
        for kind, words in find_personal(Passage(statement.text), secrets)
        if narrow(words) not in scope.permitted
    ]
    yield from found
    for words in _internal_in(statement.text, scope, {_squeezed(words) for _, words in found}):
        yield _INTERNAL, words


def _internal_in(text: str, scope: _Scope, told: set[str]) -> Iterator[str]:
    """Yield what is internal in a text, each once, and not what was told as something else."""
    squeezed = _squeezed(text)
    known = set(told)
    for words in (squeezed[start:end] for start, end in find_phrases(scope.internal, squeezed)):
        if not any(words in each or each in words for each in known):
            known.add(words)
            yield words


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
