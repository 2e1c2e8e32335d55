"""``@function`` makes a Python function one that jobs call by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, update_wrapper
from inspect import iscoroutinefunction
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, ParamSpec, TypeVar, overload

from runner.errors import ScriptError, UsageError, XsrunError
from runner.execution.context import Context
from runner.lookup.data import copy_data
from runner.lookup.folders import display_path
from runner.lookup.signatures import Signature, read_signature
from runner.types import Schema

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class PythonFunction(Generic[Parameters, Result]):
    """A Python function with the face of a XanoScript one: inputs that are checked, one result.

    Called as a Python function it is what it was before it was decorated.

    Args:
        function: the function that was decorated.
        given_name: the name that the decorator was given, if any.
    """

    def __init__(self, function: Callable[Parameters, Result], given_name: str | None = None) -> None:
        update_wrapper(self, function)
        self.function = function
        self.given_name = given_name
        self.name: str = given_name or function.__name__
        self.path = Path(function.__code__.co_filename)
        self.line: int = function.__code__.co_firstlineno
        # Refused here and not when called, where it would only give a coroutine that nobody awaits.
        if iscoroutinefunction(function):
            raise UsageError(
                f"{self.where}: `{self.name}` is `async def`, but functions of jobs are called directly",
                hint="write `def`; `async = true` in a job runs any function at the same time as others",
            )

    def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        return self.function(*args, **kwargs)

    def __repr__(self) -> str:
        return f"PythonFunction({self.name!r}, {self.where})"

    @property
    def where(self) -> str:
        """``file:line`` of the function, for messages."""
        return f"{display_path(self.path)}:{self.line}"

    @cached_property
    def signature(self) -> Signature:
        """The inputs, read on first use, so that a file may define its types below the function.

        Raises:
            UsageError: a parameter cannot be an input.
        """
        return read_signature(self.function, self.name, self.where)

    @property
    def schema(self) -> Schema:
        """The declared inputs."""
        return self.signature.schema

    @property
    def description(self) -> str:
        """The first paragraph of the docstring."""
        return self.signature.summary

    def invoke(self, context: Context, inputs: Mapping[str, Any]) -> Any:
        """Check ``inputs``, call the function, give its result as plain data.

        Raises:
            ScriptError: inputs that break the declarations; whatever the function raised, under the
                name of its Python exception; a result that is not data.
        """
        values = copy_data(self.schema.validate(inputs, now=context.now), f"the input of `{self.name}`")
        context.hide(self.schema.secrets(values))
        # The schema has checked what ParamSpec would check.
        call: Callable[..., Any] = self.function
        # The inputs stand in the order of the parameters, which may have other names.
        given = dict(zip(self.signature.parameters, values.values(), strict=True))
        try:
            result = call(context, **given) if self.signature.takes_context else call(**given)
        except (XsrunError, RecursionError, MemoryError):
            raise  # the machine has words of its own for the last two
        except Exception as error:
            raise self._failure(error) from error
        return copy_data(result, f"the result of `{self.name}`")

    def _failure(self, error: Exception) -> ScriptError:
        kind = type(error).__name__
        line = _last_line(error.__traceback__, self.function.__code__.co_filename) or self.line
        place = f"{display_path(self.path)}:{line}"
        return ScriptError(f"function `{self.name}` failed at {place}: {kind}: {error}", name=kind)


def _last_line(traceback: TracebackType | None, filename: str) -> int | None:
    """The line of ``filename`` that an exception passed through last."""
    # Lines of libraries below it help nobody who reads a job.
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == filename:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


@overload
def function(target: Callable[Parameters, Result], /) -> PythonFunction[Parameters, Result]: ...


@overload
def function(
    *, name: str
) -> Callable[[Callable[Parameters, Result]], PythonFunction[Parameters, Result]]: ...


def function(target: Callable[..., Any] | None = None, /, *, name: str | None = None) -> Any:
    """Let jobs call a Python function: ``@function``, or ``@function(name="any name")``.

    A function is found by the name of its file; ``name`` gives it another one.

    Raises:
        UsageError: the function is ``async def``.
    """
    if target is None:
        return lambda decorated: PythonFunction(decorated, name)
    return PythonFunction(target)
