"""Exit codes (design: commands)."""

FINE = 0
FINDINGS = 1
"""Findings of `check`, or differences asked for with ``diff --exit-code``."""
USAGE = 2
REFUSED = 3
"""Data refused; carried by `errors.DataError`."""
BUG = 70
INTERRUPTED = 130
