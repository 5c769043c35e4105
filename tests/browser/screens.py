"""The screens pages are tried on, and where axe lies."""

from __future__ import annotations

from cli_process import ROOT

AXE = ROOT / "build" / "browser" / "package" / "axe.min.js"
SCREENS = {"phone": (360, 740), "tablet": (820, 1180), "desktop": (1280, 900)}
