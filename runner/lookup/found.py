"""What the lookup finds: one function under one name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.lookup.registry import PythonFunction
    from runner.syntax.nodes import FunctionDocument


@dataclass(frozen=True, slots=True)
class Found:
    """A function that a name leads to.

    Args:
        name: the name that jobs call it by.
        kind: "xanoscript" with a ``document``, or "python" with a ``function``.
        origin: the label of the place where it was found, such as "project".
        path: its file; None for a job that did not come from a file.
        error: in listings, why a file cannot be used; it has neither document nor function then.
        shadowed: in listings, whether an earlier place has the same name, so that it is never called.
    """

    name: str
    kind: str
    origin: str
    path: Path | None = None
    document: FunctionDocument | None = None
    function: PythonFunction[..., Any] | None = None
    error: str | None = None
    shadowed: bool = False
