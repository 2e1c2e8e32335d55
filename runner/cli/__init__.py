"""The command line of xsrun: its entry point, which imports nothing before it is called."""

from __future__ import annotations

import sys
from typing import NoReturn

from runner.cli.codes import INTERRUPTED


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED  # while commands were still being imported
    _leave(code)


def _run() -> int:
    from runner.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A lone surrogate, which JSON can hold, must not end in a traceback.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app.main(prog_name="xsrun")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _leave(code: int) -> NoReturn:
    """End at once: a run does not wait for its `async` calls, and neither may the interpreter."""
    import os
    import threading

    if threading.active_count() == 1:
        sys.exit(code)
    os._exit(code)  # whatever was written was flushed when it was written
