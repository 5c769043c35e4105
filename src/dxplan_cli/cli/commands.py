"""Which commands there are, and where: light enough to be read at every start."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "init": "dxplan_cli.cli.init",
    "show": "dxplan_cli.cli.show",
    "draft": "dxplan_cli.cli.draft",
    "diff": "dxplan_cli.cli.diff",
    "add-opinion": "dxplan_cli.cli.add_opinion",
    "opinions": "dxplan_cli.cli.opinions",
    "check": "dxplan_cli.cli.check",
    "docx": "dxplan_cli.cli.docx",
    "import": "dxplan_cli.cli.import_draft",
    "review": "dxplan_cli.cli.review",
    "site": "dxplan_cli.cli.site",
    "schema": "dxplan_cli.cli.schema",
}
"""Command name → module with a function ``register(app)``; in the order of the help."""
