"""A clerk as a process of its own: ``clerk.py ROOT SEED FIRST COUNT``; says each write's name and number when it is done.

A write that only finished what an interrupted one had left is done again, as the message tells people to.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desk import WRITES, serial, shuffled

from dxplan_cli.errors import UnfinishedWriteError
from dxplan_cli.store import write

write.LOCK_SECONDS = 600.0  # how long a slow machine takes is not the question here


def main(root: Path, seed: int, first: int, count: int) -> None:
    for at, name in enumerate(shuffled(seed, count), start=first):
        try:
            WRITES[name](root, serial(at))
        except UnfinishedWriteError:
            WRITES[name](root, serial(at))
        sys.stdout.write(f"{at}\t{name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(each) for each in sys.argv[2:]))
