"""`lint`: what makes Word repair a Word file, lose a part of it, or show something else than was meant.

Among it is what the validator of the Open XML SDK lets pass. The rules are in
`defects`; a file without defects is not proven right, only free of these.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from dxplan_cli.intake.word.defects.inspection import inspect_package
from dxplan_cli.intake.word.defects.registry import RULES
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.intake.word.package import WordPackage


class Defect(Value):
    """One defect: its code, the part of the file, the place within it, and what is wrong, in Japanese."""

    code: str
    part: str
    where: str
    what: str

    def __str__(self) -> str:
        """Return the defect in one line."""
        return "　".join(each for each in (self.part, self.where, self.what, f"[{self.code}]") if each)


def lint(data: bytes) -> tuple[Defect, ...]:
    """Return the defects of a Word file, in the order of the rules.

    Raises:
        UnreadableFileError: the file cannot be opened at all.
    """
    return lint_package(open_word(data))


def lint_package(package: WordPackage) -> tuple[Defect, ...]:
    """Return the defects of an opened Word file, in the order of the rules."""
    was_enabled = gc.isenabled()
    gc.disable()  # every element becomes an object that lives until the end: looking for cycles takes a third of the time
    try:
        inspection = inspect_package(package)
        return tuple(
            Defect(code, flaw.part, flaw.where, flaw.what) for code, rule in RULES for flaw in rule(inspection)
        )
    finally:
        if was_enabled:
            gc.enable()
