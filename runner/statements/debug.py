"""The statements `debug.*`: the log, and the end of the run at a place of one's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from runner.execution.signals import StopRun
from runner.specs import StatementFamily
from runner.values import dump_json
from runner.values.files import without_bytes

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("debug")


@family.statement("debug.log", context=True)
def log(context: Context, *, value: Any) -> None:
    """Write ``value`` to the run's log: a text as it is, anything else as JSON, files without their bytes."""
    # A text in quotes would be harder to read and to grep for.
    context.log(value if isinstance(value, str) else dump_json(without_bytes(value)))


@family.statement("debug.stop")
def stop(*, value: Any = None) -> NoReturn:
    """End the run here, with ``value`` as its result.

    Raises:
        StopRun: always.
    """
    raise StopRun(value)
