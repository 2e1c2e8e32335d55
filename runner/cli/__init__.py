"""The command line of xsrun: its entry point, which imports nothing before it is called."""

from __future__ import annotations

import sys
from typing import NoReturn

from runner.cli.codes import INTERRUPTED

# So many new objects come before Python looks for garbage: more than a start makes, of which all stay.
NEW_OBJECTS = 50_000


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    import gc

    gc.set_threshold(NEW_OBJECTS)
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
    """End at once: neither for `async` calls that still run, nor to take the interpreter apart."""
    import atexit
    import os
    from contextlib import suppress

    atexit._run_exitfuncs()  # those of Python functions and of their libraries
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # closed, or nobody reads it any more
            stream.flush()
    os._exit(code)
