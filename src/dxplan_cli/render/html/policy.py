"""What a page may load: its own style and script, known by their digests, and images that are in it. Nothing else."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def policy_of(styles: Iterable[str], scripts: Iterable[str], *, is_live: bool = False) -> str:
    """Return the content security policy of a page with these styles and scripts; a live one may ask its own server."""
    parts = [
        "default-src 'none'",
        f"style-src {_digests(styles)}",
        f"script-src {_digests(scripts)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*parts, *(["connect-src 'self'"] if is_live else [])])


def _digests(texts: Iterable[str]) -> str:
    digests = (b64encode(hashlib.sha256(each.encode("utf-8")).digest()).decode("ascii") for each in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
