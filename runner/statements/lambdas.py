"""The statement `api.lambda`: JavaScript in the middle of a function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from runner.javascript import Task, run_code
from runner.specs import StatementFamily
from runner.statements.arguments import text_of

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("lambdas")


@family.statement("api.lambda", context=True, variables=True)
def run_lambda(context: Context, variables: Mapping[str, Any], *, code: Any, timeout: Any = None) -> Any:
    """Run JavaScript and yield what it returns; it sees `$input`, `$var`, `$auth` and `$env`.

    ``timeout`` is in seconds, 10 by default, and never beyond the run's own limit.

    Raises:
        ScriptError: the code failed, or took too long or too much memory.
    """
    return run_code(context, variables, Task("`api.lambda`", text_of(code, "api.lambda"), timeout))
