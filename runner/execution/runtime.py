"""What compiled code calls: the names that the compiler writes, bound to the functions they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from runner import values
from runner.errors import ScriptError
from runner.execution.failures import as_script_error
from runner.specs import Language
from runner.values.paths import MISSING, find_path, set_path

if TYPE_CHECKING:
    from runner.execution.context import Context

UNSET = object()

VALUES = (
    values.add,
    values.compare,
    values.concat,
    values.divide,
    values.equals,
    values.identical,
    values.inclusive_range,
    values.index,
    values.is_truthy,
    values.iterate,
    values.key_text,
    values.less,
    values.less_or_equal,
    values.member,
    values.member_or_null,
    values.modulo,
    values.multiply,
    values.negate,
    values.repeat,
    values.subtract,
)


def namespace(language: Language) -> dict[str, Any]:
    """The globals of all compiled code of one language."""
    bound: dict[str, Any] = {f"values.{function.__name__}": function for function in VALUES}
    bound.update({f"filter.{name}": spec.function for name, spec in language.filters.items()})
    for name, spec in language.statements.items():
        if spec.function is not None:
            bound[f"statement.{name}"] = spec.function
    bound.update(language.runtime)
    bound.update(RUN)
    return bound


# -- variables -------------------------------------------------------------------------------------


def missing(name: str) -> Any:
    """A read of a variable that the function never sets."""
    raise ScriptError(f"Unable to locate var: {name}")


def missing_input(name: str) -> Any:
    """A read of an input that the function does not declare."""
    raise ScriptError(f"Unable to locate input: {name}")


def bound(value: Any, name: str) -> Any:
    """A variable that may not have been set yet."""
    return missing(name) if value is UNSET else value


def bound_or_null(value: Any) -> Any:
    """The same under a null guard."""
    return None if value is UNSET else value


def variables(found: dict[str, Any]) -> dict[str, Any]:
    """`$var` as a whole: the variables of the function that are set."""
    return {name: value for name, value in found.items() if "$" not in name and value is not UNSET}


def set_element(new: Any, value: Any, steps: list[Any]) -> Any:
    """``value`` with one element set; the path is taken as it is, dots in keys included."""
    return set_path(value, steps, new)


def not_assignable(path: str) -> ScriptError:
    """A target that is no variable."""
    return ScriptError(f"`{path}` cannot be set; only variables can")


# -- environment -----------------------------------------------------------------------------------


def env(context: Context, name: str) -> Any:
    """`$env.name`."""
    return context.env_value(name)


def all_env(context: Context) -> dict[str, Any]:
    """`$env` as a whole."""
    return dict(context.env)


# -- operators -------------------------------------------------------------------------------------


def is_in(value: Any, container: Any) -> bool:
    """``a in b``: an element of a list, a part of a text."""
    return holds(container, value)


def holds(container: Any, value: Any) -> bool:
    """``a contains b``: an element of a list, a part of a text, a key of an object."""
    if isinstance(container, str):
        return values.to_text(value) in container
    if isinstance(container, dict):
        return find_path(container, value) is not MISSING
    return any(values.equals(item, value) for item in container or ())


def query_only(operator: str) -> Any:
    """An operator that only a database query has."""
    raise ScriptError(f"the operator `{operator}` works in database queries only")


# -- failing ---------------------------------------------------------------------------------------


def unsupported(what: str) -> Any:
    """Code that XanoScript has and this version does not run. Both raised and called."""
    raise ScriptError(f"{what} cannot run here yet", name="unsupported")


def error_value(context: Context, error: Exception) -> dict[str, Any]:
    """`$error` in a `catch`."""
    failure = as_script_error(error)
    return {
        "code": failure.code,
        "name": failure.name,
        "message": failure.message,
        "result": failure.payload,
    }


def trace(context: Context, file: str, line: int, text: str) -> None:
    """One statement that is about to run."""
    context.log(f"{file}:{line}  {text}", level="trace")


RUN: dict[str, Callable[..., Any] | object] = {
    **{
        f"run.{function.__name__}": function
        for function in (
            all_env,
            bound,
            bound_or_null,
            env,
            error_value,
            holds,
            is_in,
            missing,
            missing_input,
            not_assignable,
            query_only,
            set_element,
            trace,
            unsupported,
            variables,
        )
    },
    "run.locals": locals,
    "run.Exception": Exception,
    "run.UNSET": UNSET,
}
