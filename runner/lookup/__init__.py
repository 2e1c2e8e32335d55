"""Functions by name: where a name is looked for, and what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.lookup.found import Found
    from runner.lookup.library import Library, job_library
    from runner.lookup.registry import PythonFunction, function
    from runner.lookup.roots import bundled_folder
    from runner.lookup.signatures import Input

# Where each name lives; checkers read the imports above instead.
_HOMES = {
    "Found": "found",
    "Input": "signatures",
    "Library": "library",
    "PythonFunction": "registry",
    "bundled_folder": "roots",
    "function": "registry",
    "job_library": "library",
}

__all__ = ["Found", "Input", "Library", "PythonFunction", "bundled_folder", "function", "job_library"]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'runner.lookup' has no attribute {name!r}")
    # Here, since most jobs need no functions of Python's.
    from importlib import import_module

    return getattr(import_module(f"runner.lookup.{home}"), name)
