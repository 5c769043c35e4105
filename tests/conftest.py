"""Laws hold however long they take: no test is about time."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("dxplan", deadline=None)
settings.load_profile("dxplan")
