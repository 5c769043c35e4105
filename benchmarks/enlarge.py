"""Makes a plan n times as large as a given one: every chapter, opinion and reason n times, with ids of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

_ID = re.compile(r"^\s*(?:- )?id: (\S+)", re.MULTILINE)
_NAMES = re.compile(r"^\s*(?:- )?(?:id|node|about|for|repeat_of|because_of|same_as|kind): |^\s*- [a-z]|^\s*- \{")


def enlarge(source: Path, target: Path, times: int) -> None:
    """Write to `target` a data folder with `times` copies of everything a comparison reads."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*", "README.md", "projects.yaml"))
    names = _names(source)
    for draft in sorted((target / "drafts").iterdir()):
        _enlarge_draft(draft, names, times)
    for opinion in sorted((target / "opinions").rglob("*.yaml")):
        text = opinion.read_text(encoding="utf-8")
        opinion.unlink()
        for copy in range(times):
            opinion.with_name(f"{opinion.stem}-c{copy}.yaml").write_text(_renamed(text, names, copy), encoding="utf-8")


def _names(source: Path) -> re.Pattern[str]:
    """Return a pattern for the ids of all nodes and opinions."""
    files = [*source.glob("drafts/*/*.yaml"), *source.glob("opinions/*/*.yaml")]
    ids = {name for path in files for name in _ID.findall(path.read_text(encoding="utf-8"))}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, ids), key=len, reverse=True))})(?![\w-])")


def _renamed(text: str, names: re.Pattern[str], copy: int) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(names.sub(rf"\g<0>-c{copy}", line) if _NAMES.match(line) else line for line in lines)


def _enlarge_draft(draft: Path, names: re.Pattern[str], times: int) -> None:
    chapters: list[str] = []
    for chapter in sorted(draft.glob("[0-9]*.yaml")):
        text = chapter.read_text(encoding="utf-8")
        chapter.unlink()
        for copy in range(times):
            name = f"{copy:03}-{chapter.stem}"
            (draft / f"{name}.yaml").write_text(_renamed(text, names, copy), encoding="utf-8")
            chapters.append(name)
    reasons = draft / "reasons.yaml"
    if reasons.is_file():
        text = reasons.read_text(encoding="utf-8")
        reasons.write_text("".join(_renamed(text, names, copy) for copy in range(times)), encoding="utf-8")
    settings = draft / "draft.yaml"
    text = settings.read_text(encoding="utf-8")
    listed = re.sub(r"^chapters:.*?(?=^\S|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    settings.write_text(f"{listed.rstrip()}\nchapters: [{', '.join(sorted(chapters))}]\n", encoding="utf-8")
