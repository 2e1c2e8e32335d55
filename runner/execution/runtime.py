"""What compiled code calls: the names that the compiler writes, bound to the functions they mean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from runner import values
from runner.errors import ScriptError
from runner.execution.control import UNSET, copied, drop, numbered, precondition, throw, without
from runner.values.paths import set_path
from runner.values.queries import Query
from runner.values.text import shown, to_text

if TYPE_CHECKING:
    from runner.execution.context import Context

# The functions of `runner.values` that generated code calls; the others are for filters.
VALUES = {
    f"values.{function.__name__}": function
    for function in (
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
        values.owns,
        values.repeat,
        values.subtract,
    )
}


def namespace(links: Mapping[str, str]) -> dict[str, Any]:
    """The globals of compiled code.

    Args:
        links: the filters and statements that the code calls, with the modules of their families, which
            are imported.
    """
    bound: dict[str, Any] = {**VALUES, **RUN}
    for name, home in links.items():
        bound[name] = import_module(home).family.functions[name.partition(".")[2]]
    return bound


def call_filter(context: Context, name: str, value: Any, arguments: Sequence[Any]) -> Any:
    """What a filter makes of a value.

    Raises:
        ScriptError: it failed, or there is no such filter, or one that needs the variables of a job.
    """
    from runner.filters.families import FAMILIES

    spec = next((one for family in FAMILIES for one in family.specs if one.name == name), None)
    if spec is None or spec.variables:
        raise ScriptError(f"there is no filter `{name}` that Python code could call")
    if not spec.minimum <= len(arguments) <= (len(arguments) if spec.maximum is None else spec.maximum):
        raise ScriptError(f"the filter `{name}` takes {spec.arity} arguments, but got {len(arguments)}")
    return spec.function(*([context] if spec.context else []), value, *arguments)


# -- variables -------------------------------------------------------------------------------------


def missing(name: str) -> Any:
    """A read of a variable that the function never sets.

    Raises:
        ScriptError: always, with Xano's own message.
    """
    raise ScriptError(f"Unable to locate var: {name}")


def missing_input(name: str) -> Any:
    """A read of an input that the function does not declare.

    Raises:
        ScriptError: always, with Xano's own message.
    """
    raise ScriptError(f"Unable to locate input: {name}")


def bound(value: Any, name: str) -> Any:
    """A variable that may not have been set yet.

    Raises:
        ScriptError: it is not.
    """
    return missing(name) if value is UNSET else value


def bound_or_null(value: Any) -> Any:
    """The same under a null guard."""
    return None if value is UNSET else value


def variables(found: dict[str, Any]) -> dict[str, Any]:
    """`$var` as a whole: those of a function's Python locals that are variables, and set."""
    # Names of the machinery hold a dollar sign; a dot ends the few names that Python has taken.
    return {
        name.rstrip("."): value for name, value in found.items() if "$" not in name and value is not UNSET
    }


def set_element(new: Any, value: Any, steps: list[Any], owned: bool = False) -> Any:
    """``value`` with one element set; the path is taken as it is, dots in keys included.

    ``owned`` says that one variable alone holds ``value``, which then changes in place.

    Raises:
        ScriptError: a step of the path cannot be taken.
    """
    return set_path(value, steps, new, owned)


# -- environment -----------------------------------------------------------------------------------


def env(context: Context, name: str) -> Any:
    """`$env.name`."""
    return context.env_value(name)


def all_env(context: Context) -> dict[str, Any]:
    """`$env` as a whole."""
    return dict(context.env)


def auth(context: Context) -> dict[str, Any] | None:
    """`$auth`: who is signed in; null where nobody is."""
    return context.auth


# -- operators -------------------------------------------------------------------------------------


def is_in(value: Any, container: Any) -> bool:
    """``a in b``: the same as ``b contains a``.

    Raises:
        ScriptError: ``container`` holds nothing: it is a number or a bool.
    """
    return holds(container, value)


def holds(container: Any, value: Any) -> bool:
    """``a contains b``: an element of a list, a part of a text, a key of an object; null holds nothing.

    Raises:
        ScriptError: ``container`` is a number or a bool.
    """
    if isinstance(container, str):
        return values.to_text(value) in container
    if isinstance(container, dict):
        return values.has_path(container, value)
    if container is not None and not isinstance(container, list):
        raise ScriptError(f"`contains` needs a list, a text or an object, but got {shown(container)}")
    return any(values.equals(item, value) for item in container or ())


def query_only(operator: str) -> Any:
    """An operator that only a database query has.

    Raises:
        ScriptError: always.
    """
    raise ScriptError(f"the operator `{operator}` works in database queries only")


# -- failing ---------------------------------------------------------------------------------------


def unsupported(what: str) -> Any:
    """Code that XanoScript has and this version does not run.

    Raises:
        ScriptError: always, under the name "unsupported".
    """
    raise ScriptError(f"{what} cannot run here yet", name="unsupported")


def error_value(error: Exception) -> dict[str, Any]:
    """`$error` in a `catch`: ``code``, ``name``, ``message``, and as ``result`` the payload."""
    from runner.execution.failures import as_script_error

    failure = as_script_error(error)
    return {
        "code": failure.code,
        "name": failure.name,
        "message": failure.message,
        "result": failure.payload,
    }


def pass_signals() -> None:
    """Go on with the end of the run that is under way, if one is.

    Raises:
        BaseException: the `StopRun` or `StoppedError` that a `finally` is about to drop.
    """
    under_way = sys.exc_info()[1]
    if under_way is not None and not isinstance(under_way, Exception):
        raise under_way


def expect_failure(error: Exception | None, wanted: Any) -> None:
    """What `expect.to_throw` asks of the failure of its stack.

    Raises:
        ScriptError: there was none, or neither its message nor its name holds ``wanted``.
    """
    from runner.execution.failures import as_script_error

    if error is None:
        raise ScriptError("Expected a failure, but there was none", name="expect")
    failure = as_script_error(error)
    seen = (failure.message, failure.name, failure.code)
    if wanted is not None and not any(to_text(wanted).lower() in text.lower() for text in seen):
        message = f'Expected a failure with "{to_text(wanted)}", but got: {failure.message}'
        raise ScriptError(message, name="expect") from error


def trace(context: Context, file: str, line: int, text: str) -> None:
    """One statement that is about to run."""
    context.reach(file, line, text)


RUN: dict[str, Callable[..., Any] | object] = {
    **{
        f"run.{function.__name__}": function
        for function in (
            all_env,
            auth,
            bound,
            bound_or_null,
            copied,
            drop,
            env,
            error_value,
            expect_failure,
            holds,
            is_in,
            missing,
            missing_input,
            numbered,
            pass_signals,
            precondition,
            query_only,
            set_element,
            throw,
            trace,
            unsupported,
            variables,
            without,
        )
    },
    # As a built-in it looks at the function that calls it, which is the job's.
    "run.locals": locals,
    # What operators ask that are written out in place.
    "run.type": type,
    "run.int": int,
    "run.list": list,
    "run.str": str,
    "run.numbers": frozenset({int, float}),
    "run.len": len,
    "run.references": sys.getrefcount,
    # What eager code raises where a value is not what it was written for.
    "run.MISSES": (TypeError, LookupError, ZeroDivisionError),
    "run.Exception": Exception,
    "run.query": Query,
    "run.UNSET": UNSET,
}
