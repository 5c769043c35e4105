"""docs/findings.md: every kind of finding with a sample and the message it makes, from the case folders.

`about.md` in the folder of a code has four parts with blank lines between them: what it is called, what it is, what
to do, and which of the folder's files are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dxplan_cli.app.check import with_excerpts
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import CODES, PUBLIC, run_rules
from dxplan_cli.model.finding import Severity
from dxplan_cli.render.check_lines import finding_lines
from dxplan_cli.store.load import load_plan

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.finding import Finding

HEAD = """# 点検の指摘の見本

`dxplan check` が出す指摘の種類を、出る順に並べました。それぞれに、指摘の出る小さなデータと、画面に出る文があります。
このページは、点検のテストから作っています。手では直しません。

指摘には重さがあります。

| 重さ | `--severity` | 意味 |
|---|---|---|
| 誤り | `error` | 食い違いがある。会議の前に直す |
| 注意 | `warning` | 目で確かめる |
| 確認 | `info` | 残っている仕事 |

`--severity error` とすると、誤りだけを出し、誤りがあるときだけ終了コードが 1 になります。`--only 種類` は、その種類だけを出します。どちらの場合も、結果のはじめの「説明のない修正」などの数は、出さないものも数えています。

そのままでよい指摘は、理由を付けて `plan.yaml` に書くと、出なくなります。項目（`node`）、意見（`opinion`）、ファイル（`file`）を書けばそれだけ、書かなければその種類のすべてです。認めた数は、点検の結果のはじめに出ます。

```yaml
checks:
  accepted:
    - {code: todo-open, node: nogyo, reason: 統計の公表を待って更新する}
    - {code: personal-data, file: meetings/03.yaml, reason: 問い合わせ先として公表している}
```
"""


class About(NamedTuple):
    """What a case folder says of its code."""

    caption: str
    what: str
    remedy: str
    files: tuple[str, ...]


def read_about(folder: Path) -> About:
    caption, what, remedy, files = (folder / "about.md").read_text(encoding="utf-8").strip().split("\n\n")
    return About(caption, what, remedy, tuple(files.split()))


def gallery(cases: Path) -> str:
    """Return the page."""
    abouts = {code: read_about(cases / code) for code in CODES}
    listed = "".join(f"| [`{code}`](#{code}) | {about.caption} |\n" for code, about in abouts.items())
    entries = "\n\n".join(_entry(code, about, cases) for code, about in abouts.items())
    return f"{HEAD}\n| 種類 | 見つけるもの |\n|---|---|\n{listed}\n{entries}\n"


def _entry(code: str, about: About, cases: Path) -> str:
    folder = cases / code
    first = next(each for each in _findings(folder) if each.code == code and each.place.file in about.files)
    folders = [each for each in sorted(cases.iterdir()) if each.name == code or each.name.startswith(f"{code}-")]
    weights = {finding.severity for each in folders for finding in _findings(each) if finding.code == code}
    shown = [f"重さ：{'・'.join(weight.japanese for weight in Severity if weight in weights)}"]
    shown += [_sample(folder, name) for name in about.files]
    return "\n\n".join(
        [f"## {code}", f"**{about.caption}。** {about.what}", *shown, _message(folder, first), about.remedy]
    )


def _findings(folder: Path) -> tuple[Finding, ...]:
    is_public = any(folder.name.startswith(code) for code in PUBLIC)
    return run_rules(Inspection(load_plan(folder), is_public=is_public))


def _sample(folder: Path, name: str) -> str:
    text = (folder / name).read_text(encoding="utf-8").strip()
    return f"`{name}`\n\n```yaml\n{text}\n```"


def _message(folder: Path, finding: Finding) -> str:
    lines = finding_lines(with_excerpts(folder, (finding,)), "plan-data")
    text = "\n".join("".join(stretch.text for stretch in line) for line in lines)
    return f"画面に出る文\n\n```text\n{text.strip()}\n```"
