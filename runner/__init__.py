"""xsrun: run XanoScript job files anywhere, unchanged.

    import runner

    result = runner.run("jobs/hello.xs", inputs={"name": "Ada"})
    print(result.response if result.ok else result.error.message)

The names below are the public API; they are loaded when they are first used, so that the command
line starts without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.version import __version__

if TYPE_CHECKING:
    from runner.api import parse, run
    from runner.errors import (
        Problem,
        ProblemsError,
        ScriptError,
        StartError,
        ThrownError,
        XanoScriptSyntaxError,
        XsrunError,
    )
    from runner.execution.context import Context
    from runner.execution.result import ErrorInfo, Result
    from runner.lookup import Input, function
    from runner.source import Source

# Where each public name lives; checkers read the imports above instead.
_HOMES = {
    "Context": "runner.execution.context",
    "ErrorInfo": "runner.execution.result",
    "Input": "runner.lookup",
    "Problem": "runner.errors",
    "ProblemsError": "runner.errors",
    "Result": "runner.execution.result",
    "ScriptError": "runner.errors",
    "Source": "runner.source",
    "StartError": "runner.errors",
    "ThrownError": "runner.errors",
    "XanoScriptSyntaxError": "runner.errors",
    "XsrunError": "runner.errors",
    "function": "runner.lookup",
    "parse": "runner.api",
    "run": "runner.api",
}

__all__ = [
    "Context",
    "ErrorInfo",
    "Input",
    "Problem",
    "ProblemsError",
    "Result",
    "ScriptError",
    "Source",
    "StartError",
    "ThrownError",
    "XanoScriptSyntaxError",
    "XsrunError",
    "__version__",
    "function",
    "parse",
    "run",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'runner' has no attribute {name!r}")
    # Here, since `xsrun --help` needs none of the names.
    from importlib import import_module

    return getattr(import_module(home), name)
