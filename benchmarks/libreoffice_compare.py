"""LibreOffice's own comparison of two files, as one process from start to end: BASE REVISED OUT PROFILE.

With a fifth argument it compares again and again in a LibreOffice that runs, and tells the seconds. Run by the system's Python, which has UNO, with tests/office on its path.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from libreoffice import connect, properties, start

OFTEN = 7


def compare(context: Any, base: Path, revised: Path, out: Path) -> None:
    """Open the revised file, compare it with the base and save what comes out as a .docx."""
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(revised.as_uri(), "_blank", 0, properties(Hidden=True))
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    asked = properties(URL=base.as_uri(), NoAcceptDialog=True)
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:CompareDocuments", "", 0, asked)
    document.storeToURL(out.as_uri(), properties(FilterName="MS Word 2007 XML"))
    document.close(True)  # noqa: FBT003 - UNO knows no keywords


def main() -> None:
    base, revised, out, profile = map(Path, sys.argv[1:5])
    process = start(profile)
    try:
        context = connect(process, profile.name)
        compare(context, base, revised, out)
        for _ in range(OFTEN if len(sys.argv) > 5 else 0):
            begun = time.perf_counter()
            compare(context, base, revised, out)
            print(time.perf_counter() - begun, file=sys.stderr)
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
