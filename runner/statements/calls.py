"""The statements that call endpoints, addons, tasks and tools by name, in the process of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.specs import StatementFamily
from runner.statements.arguments import inputs_of, text_of

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("calls")


@family.statement("api.call", named=True, context=True, attributes=("verb",))
def call_endpoint(
    context: Context,
    name: str,
    *,
    verb: Any = "",
    api_group: Any = "",
    input: Any = None,
    headers: Any = None,
) -> Any:
    """What the endpoint behind the path ``name`` answers; nothing is sent.

    Raises:
        ScriptError: what the endpoint raised, or there is none, or ``input`` is not an object.
    """
    path = (name, text_of(verb, "api.call"), text_of(api_group, "api.call"))
    return context.functions.call_endpoint(context, *path, inputs_of(input, "api.call", name), headers)


@family.statement("addon.call", named=True, context=True)
def call_addon(context: Context, name: str, *, input: Any = None) -> Any:
    """What the query of the addon ``name`` finds.

    Raises:
        ScriptError: what the addon raised, or there is none, or ``input`` is not an object.
    """
    return context.functions.call_unit(context, "addon", name, inputs_of(input, "addon.call", name))


@family.statement("task.call", named=True, context=True)
def call_task(context: Context, name: str) -> Any:
    """Run the task ``name`` now, whatever its schedule; null, since a task has no response.

    Raises:
        ScriptError: what the task raised, or there is none.
    """
    return context.functions.call_unit(context, "task", name, {})


@family.statement("tool.call", named=True, context=True)
def call_tool(context: Context, name: str, *, input: Any = None) -> Any:
    """The response of the tool ``name``.

    Raises:
        ScriptError: what the tool raised, or there is none, or ``input`` is not an object.
    """
    return context.functions.call_unit(context, "tool", name, inputs_of(input, "tool.call", name))
