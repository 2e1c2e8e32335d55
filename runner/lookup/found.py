"""What the lookup finds: one function under one name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from runner.errors import Problem
from runner.records import Record
from runner.source import Source, Span

if TYPE_CHECKING:
    from runner.lookup.registry import PythonFunction
    from runner.units import FunctionUnit


class Found(Record):
    """A function that a name leads to.

    Args:
        name: the name that jobs call it by.
        kind: "xanoscript" with a ``unit``, or "python" with a ``function``.
        origin: the label of the place where it was found, such as "project".
        path: its file; None for a job that did not come from a file.
        error: in listings, why a file cannot be used; it has neither unit nor function then.
        shadowed: in listings, whether an earlier place has the same name, so that it is never called.
        repeated: a warning for each further function of its name in its folder.
    """

    name: str
    kind: str
    origin: str
    path: Path | None = None
    unit: FunctionUnit | None = None
    function: PythonFunction[..., Any] | None = None
    error: str | None = None
    shadowed: bool = False
    repeated: tuple[Problem, ...] = ()


def repeated_function(name: str, source: Source, span: Span, earlier: str) -> Problem:
    """The warning that of two functions of one name that at ``earlier`` runs, and not the one at ``span``."""
    message = f"this function `{name}` never runs: there is another one before it, at {earlier}"
    return Problem("repeated-function", message, source, span, severity="warning")
