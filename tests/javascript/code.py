"""JavaScript on its own: a run of code in a context of stubs."""

from __future__ import annotations

from typing import Any

from runner.execution.context import Context
from runner.javascript import Task, run_code
from tests.statements.contexts import make_context

NAME = "`api.lambda`"


def run(
    code: str,
    *,
    context: Context | None = None,
    var: dict[str, Any] | None = None,
    inputs: dict[str, Any] | None = None,
    **task: Any,
) -> Any:
    """What the code returns."""
    seen = {"var": var or {}, "input": inputs or {}}
    return run_code(context or make_context(), seen, Task(NAME, code, **task))
