"""Filters whose argument is JavaScript, which sees the element as `$this`.

Like those of :mod:`runner.filters.elements`, but the code is a text and has to `return`. Beside
`$this` it sees `$index` (the index or key), `$parent` (the whole list), and what `api.lambda` sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from runner.filters.arguments import items_of, text_of
from runner.javascript import Task, run_code
from runner.specs import FilterFamily

if TYPE_CHECKING:
    from runner.execution.context import Context

family = FilterFamily("lambdas")

Variables = Mapping[str, Any]


@family.filter("lambda", context=True, variables=True)
def lambda_(context: Context, variables: Variables, value: Any, code: Any, timeout: Any = None) -> Any:
    """What the JavaScript ``code`` returns, in which `$this` is the value.

    Raises:
        ScriptError: the code failed, or took longer than ``timeout`` seconds.
    """
    return run_code(
        context, variables, Task("`|lambda`", text_of(code, "lambda", "code"), timeout, "once", value)
    )


@family.filter("lambda_map", context=True, variables=True)
def lambda_map(
    context: Context, variables: Variables, value: Any, code: Any, timeout: Any = None
) -> list[Any]:
    """The results of the JavaScript ``code``, in a list.

    Raises:
        ScriptError: ``value`` is a scalar, or the code failed.
    """
    found: list[Any] = _walk(context, variables, "lambda_map", "map", value, code, timeout)
    return found


@family.filter("lambda_filter", context=True, variables=True)
def lambda_filter(
    context: Context, variables: Variables, value: Any, code: Any, timeout: Any = None
) -> list[Any]:
    """The elements for which the JavaScript ``code`` returns what counts as true there, in a list.

    Raises:
        ScriptError: ``value`` is a scalar, or the code failed.
    """
    items = items_of(value, "lambda_filter")
    places = _walk(context, variables, "lambda_filter", "filter", value, code, timeout)
    return [items[place][1] for place in places]


@family.filter("lambda_some", context=True, variables=True)
def lambda_some(context: Context, variables: Variables, value: Any, code: Any, timeout: Any = None) -> bool:
    """Whether the JavaScript ``code`` returns what counts as true there for at least one element.

    Raises:
        ScriptError: ``value`` is a scalar, or the code failed.
    """
    return _first(context, variables, "lambda_some", value, code, timeout) is not None


@family.filter("lambda_every", context=True, variables=True)
def lambda_every(context: Context, variables: Variables, value: Any, code: Any, timeout: Any = None) -> bool:
    """Whether the JavaScript ``code`` returns what counts as true there for all elements.

    Raises:
        ScriptError: ``value`` is a scalar, or the code failed.
    """
    found: bool = _walk(context, variables, "lambda_every", "every", value, code, timeout)
    return found


@family.filter("lambda_find", context=True, variables=True)
def lambda_find(context: Context, variables: Variables, value: Any, code: Any, timeout: Any = None) -> Any:
    """The first element for which the JavaScript ``code`` returns what counts as true, else null.

    Raises:
        ScriptError: ``value`` is a scalar, or the code failed.
    """
    found = _first(context, variables, "lambda_find", value, code, timeout)
    return found[1] if found is not None else None


@family.filter("lambda_findIndex", context=True, variables=True)
def lambda_find_index(
    context: Context, variables: Variables, value: Any, code: Any, timeout: Any = None
) -> Any:
    """The index or key of the first element for which the JavaScript ``code`` returns true, else -1.

    Raises:
        ScriptError: ``value`` is a scalar, or the code failed.
    """
    found = _first(context, variables, "lambda_findIndex", value, code, timeout)
    return found[0] if found is not None else -1


@family.filter("lambda_reduce", context=True, variables=True)
def lambda_reduce(
    context: Context, variables: Variables, value: Any, initial: Any, code: Any, timeout: Any = None
) -> Any:
    """The last result of the JavaScript ``code``, which finds the one before in `$result`.

    ``initial`` stands before the code, unlike in `reduce`.

    Raises:
        ScriptError: ``value`` is a scalar, or the code failed.
    """
    return _walk(context, variables, "lambda_reduce", "reduce", value, code, timeout, initial)


def _first(
    context: Context, variables: Variables, name: str, value: Any, code: Any, timeout: Any
) -> tuple[Any, Any] | None:
    """The first pair of key and element for which the code is true."""
    place = _walk(context, variables, name, "find", value, code, timeout)
    return items_of(value, name)[place] if place >= 0 else None


def _walk(
    context: Context,
    variables: Variables,
    name: str,
    walk: str,
    value: Any,
    code: Any,
    timeout: Any,
    initial: Any = None,
) -> Any:
    if type(value) is not dict:
        value = [item for _, item in items_of(value, name)]
    task = Task(f"`|{name}`", text_of(code, name, "code"), timeout, walk, value, initial)
    return run_code(context, variables, task)
