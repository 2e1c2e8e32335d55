"""The machine: runs functions by name, each compiled when it is first called."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from runner.check import check_function
from runner.compile import compile_function
from runner.errors import Problem, ProblemsError, ScriptError, StartError
from runner.execution.context import Context
from runner.execution.runtime import namespace
from runner.source import Source
from runner.specs import Language
from runner.syntax.nodes import FunctionDocument
from runner.types import Schema, schema_from_declarations

Body = Callable[[Context, dict[str, Any]], Any]


class Callee(Protocol):
    """What the lookup finds under a name: a XanoScript document or a Python function."""

    @property
    def document(self) -> FunctionDocument | None:
        """The document of a XanoScript function; None for one in Python."""

    @property
    def function(self) -> Any:
        """A Python function, with ``invoke(context, inputs)``."""


@dataclass(frozen=True, slots=True)
class Program:
    """One XanoScript function that is ready to run."""

    schema: Schema
    body: Body
    has_secrets: bool

    def invoke(self, context: Context, inputs: Mapping[str, Any]) -> Any:
        """Check the inputs, run the body."""
        values = self.schema.validate(inputs, now=context.now)
        if self.has_secrets:  # asked once a function, not once a call
            context.hide(self.schema.secrets(values))
        return self.body(context, values)


class Machine:
    """Functions by name, ready to run. One machine serves one run, on any number of threads.

    Args:
        find: the lookup; None where there is no function of that name.
        language: the language that functions are compiled for.
        trace: whether each statement is reported before it runs.
        checked: the schemas of functions that were found good before the run, by their names.
    """

    def __init__(
        self,
        find: Callable[[str], Callee | None],
        language: Language,
        *,
        trace: bool = False,
        checked: Mapping[str, Schema] | None = None,
    ) -> None:
        self.sources: dict[str, Source] = {}
        self._find = find
        self._language = language
        self._trace = trace
        self._checked = checked or {}
        self._globals = namespace(language)
        self._ready: dict[str, Callable[[Context, Mapping[str, Any]], Any]] = {}
        self._lock = threading.RLock()

    def call(self, context: Context, name: str, inputs: Mapping[str, Any]) -> Any:
        """Run the function ``name``.

        Raises:
            ScriptError: it failed, its inputs are wrong, or there is no such function.
        """
        # Without the lock: a function is ready or it is not, and most calls find it ready.
        ready = self._ready.get(name)
        if ready is None:
            ready = self._prepare(name)
        return ready(context, inputs)

    def _prepare(self, name: str) -> Callable[[Context, Mapping[str, Any]], Any]:
        with self._lock:
            try:
                found = self._find(name)
            except StartError as error:
                raise ScriptError(f'the function "{name}" cannot be loaded: {error}') from error
            if found is None:
                raise ScriptError(f'there is no function "{name}"', kind="notfound")
            ready = self.load(found)
            self._ready[name] = ready
            return ready

    def load(self, found: Callee) -> Callable[[Context, Mapping[str, Any]], Any]:
        """A function that is ready to be called with a context and its inputs."""
        if found.document is None:
            ready: Callable[[Context, Mapping[str, Any]], Any] = found.function.invoke
            return ready
        return self._compile(found.document).invoke

    def _compile(self, document: FunctionDocument) -> Program:
        schema = self._checked.get(document.name)
        if schema is None:
            # A name that is computed leads to functions that nobody has checked before the run.
            schema, problems = examine(document, self._language)
            if problems:
                raise ScriptError(f'the function "{document.name}" cannot run: {ProblemsError(problems)}')
        compiled = compile_function(document, self._language, trace=self._trace)
        self.sources[document.source.name] = document.source
        document.source.publish()  # so that Python's own tracebacks show .xs lines
        defined: dict[str, Any] = {}
        exec(compiled.code, self._globals, defined)
        return Program(schema, defined[compiled.name], schema.has_secrets)


def examine(document: FunctionDocument, language: Language) -> tuple[Schema, list[Problem]]:
    """The schema of a function, and every problem of its declarations and its code."""
    schema, problems = schema_from_declarations(document.inputs, document.source)
    return schema, [*problems, *check_function(document, language)]
