"""A clerk as a process of its own: ``clerk.py ROOT FIRST NAME...`` does writes by name, numbered from FIRST on.

Says number and name of each when it is done. A write that only finished what an
interrupted one had left is done again, as the message tells people to.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desk import WRITES, serial

from dxplan_cli.errors import UnfinishedWriteError
from dxplan_cli.store import load, write

load._LARGE = 0  # the index takes part, as in a large register; whoever looks at the result reads without it
write.LOCK_SECONDS = 600.0  # how long a slow machine takes is not the question here


def main(root: Path, first: int, names: list[str]) -> None:
    for at, name in enumerate(names, start=first):
        try:
            WRITES[name](root, serial(at))
        except UnfinishedWriteError:
            WRITES[name](root, serial(at))
        sys.stdout.write(f"{at}\t{name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
