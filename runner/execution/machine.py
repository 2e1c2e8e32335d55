"""The machine: runs functions by name, each made ready when it is first called."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from runner.errors import ProblemsError, ScriptError, StartError
from runner.execution.incoming import Incoming, read_headers, signed_in
from runner.execution.runtime import namespace
from runner.records import Record
from runner.source import Source
from runner.values.shapes import shapes_of

if TYPE_CHECKING:
    from types import CodeType
    from typing import Protocol

    from runner.errors import Problem
    from runner.execution.context import Context
    from runner.types.schema import Schema
    from runner.values.shapes import Shapes

    Body = Callable[[Context, dict[str, Any]], Any]
    Ready = Callable[[Context, Mapping[str, Any]], Any]

    class Code(Protocol):
        """The code of one function: a module that defines it under ``name``."""

        @property
        def name(self) -> str:
            """The name that the code defines."""

        @property
        def code(self) -> CodeType:
            """The module."""

        @property
        def links(self) -> Mapping[str, str]:
            """The filters and statements that it calls, with the modules of their families."""

    class Unit(Protocol):
        """A function of XanoScript as `runner.units` knows it."""

        @property
        def construct(self) -> str:
            """What it is: "function", "query" ..."""

        @property
        def name(self) -> str:
            """Its name."""

        @property
        def source(self) -> Source:
            """The text that it stands in."""

        @property
        def schema(self) -> Schema:
            """Its inputs."""

        @property
        def problems(self) -> tuple[Problem, ...]:
            """What is wrong with it."""

        @property
        def has_loops(self) -> bool:
            """Whether it pays to compile it for the shapes of its inputs."""

        def code(self, *, trace: bool = False, shapes: Shapes | None = None) -> Code:
            """Its code; with ``trace`` it reports each statement before it runs, with ``shapes`` it is for
            inputs of these kinds only.

            Raises:
                ScriptError: it cannot be compiled.
            """

    class Endpoint(Protocol):
        """What a unit of a "query" has besides."""

        @property
        def auth(self) -> str:
            """The table whose rows may call it; "" where everybody may."""

    class Answering(Unit, Protocol):
        """A query, an addon, a task or a tool."""

        @property
        def endpoint(self) -> Endpoint | None:
            """What only a query has."""

    class Units(Protocol):
        """What is called by its construct and its name: endpoints, addons, tasks, tools."""

        def find(self, construct: str, name: str) -> Answering:
            """The one of that name.

            Raises:
                ScriptError: there is none.
                StartError: its file cannot be read.
            """

        def endpoint(self, path: str, verb: str, api_group: str) -> tuple[Answering, Mapping[str, str]]:
            """The endpoint behind a path, and the inputs that stand in that.

            Raises:
                ScriptError: there is none, or more than one.
                StartError: its file cannot be read.
            """

    class Callee(Protocol):
        """What the lookup finds under a name: a unit of XanoScript or a Python function."""

        @property
        def unit(self) -> Unit | None:
            """A XanoScript function; None for one in Python."""

        @property
        def function(self) -> Any:
            """A Python function, with ``invoke(context, inputs)``."""


# More shapes than that a function is rarely called with; all others share code that fits them all.
MOST_SHAPES = 4


class Program(Record):
    """One XanoScript function that is ready to run; ``body`` gives the code for validated inputs."""

    schema: Schema
    body: Callable[[dict[str, Any]], Body]
    has_secrets: bool

    def invoke(self, context: Context, inputs: Mapping[str, Any]) -> Any:
        """Check the inputs, run the body."""
        values = self.schema.validate(inputs, now=context.now, passes_on=True)
        if self.has_secrets:  # asked once a function, not once a call
            context.hide(self.schema.secrets(values))
        return self.body(values)(context, values)


class Variants:
    """The code of a function with loops, for each shape that its inputs have had.

    Args:
        bind: gives the code for inputs of certain shapes, or with None for all.
    """

    def __init__(self, bind: Callable[[Shapes | None], Body]) -> None:
        self._bind = bind
        self._bodies: dict[Shapes | None, Body] = {}

    def find(self, inputs: dict[str, Any]) -> Body:
        """The code for ``inputs``, compiled where they are the first of their shapes."""
        shapes: Shapes | None = shapes_of(inputs)
        if shapes not in self._bodies and len(self._bodies) >= MOST_SHAPES:
            shapes = None
        body = self._bodies.get(shapes)
        if body is None:
            body = self._bodies[shapes] = self._bind(shapes)
        return body


class Machine:
    """Functions by name, ready to run. One machine serves one run, on any number of threads.

    Args:
        find: the lookup; None where there is no function of that name.
        trace: whether each statement is reported before it runs.
        checked: the schemas of functions that were found good before the run, by their names.
        units: makes the lookup of all that is no function, when something asks for it.
    """

    def __init__(
        self,
        find: Callable[[str], Callee | None],
        *,
        trace: bool = False,
        checked: Mapping[str, Schema] | None = None,
        units: Callable[[], Units] | None = None,
    ) -> None:
        self.sources: dict[str, Source] = {}
        self._find = find
        self._trace = trace
        self._checked = checked or {}
        self._ready: dict[str, Ready] = {}
        self._make_units = units
        self._answering: dict[Answering, Ready] = {}
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

    def call_unit(self, context: Context, construct: str, name: str, inputs: Mapping[str, Any]) -> Any:
        """Run an "addon", a "task" or a "tool".

        Raises:
            ScriptError: it failed, its inputs are wrong, or there is none of that name.
        """
        with _loading(construct, name):
            unit = self._units.find(construct, name)
        answer = self._answer(unit)
        # Addons and tools are a part of their callers; a transaction that a task begins ends with the task.
        if construct != "task":
            return answer(context, inputs)
        return context.settled(lambda: answer(context, inputs))

    def call_endpoint(
        self, context: Context, name: str, verb: str, api_group: str, inputs: Mapping[str, Any], headers: Any
    ) -> Any:
        """Answer a request by the "query" behind the path ``name``.

        Raises:
            ScriptError: it failed, its inputs are wrong, nobody may call it who is not signed in, or there
                is none, or more than one.
        """
        with _loading("query", name):
            unit, given = self._units.endpoint(name, verb, api_group)
        inputs = {**given, **inputs}
        incoming = Incoming(inputs, read_headers(headers, f'api.call "{name}"'))
        if unit.endpoint is not None and unit.endpoint.auth:
            label = f'the endpoint "{unit.name}"'
            incoming.auth = signed_in(context, unit.endpoint.auth, incoming.headers, label)
        answer = self._answer(unit)
        with context.serving(incoming):
            return incoming.answer(context.settled(lambda: answer(context, inputs)))

    @cached_property
    def _units(self) -> Units:
        if self._make_units is None:
            raise ScriptError("this run has functions alone: no endpoints, addons, tasks and tools")
        return self._make_units()

    def _answer(self, unit: Answering) -> Ready:
        ready = self._answering.get(unit)
        if ready is None:
            _require_good(unit)
            with self._lock:
                ready = self._answering[unit] = self._program(unit, unit.schema).invoke
        return ready

    def _prepare(self, name: str) -> Ready:
        with self._lock:
            with _loading("function", name):
                found = self._find(name)
            if found is None:
                raise ScriptError(f'there is no function "{name}"', kind="notfound")
            ready = self.load(found)
            self._ready[name] = ready
            return ready

    def load(self, found: Callee) -> Ready:
        """A function that is ready to be called with a context and its inputs."""
        if found.unit is None:
            ready: Ready = found.function.invoke
            return ready
        schema = self._checked.get(found.unit.name)
        if schema is not None:
            return self._program(found.unit, schema).invoke
        # A name that is computed leads to functions that nobody has checked before the run.
        _require_good(found.unit)
        return self._program(found.unit, found.unit.schema).invoke

    def _program(self, unit: Unit, schema: Schema) -> Program:
        self.sources[unit.source.name] = unit.source
        unit.source.publish()  # so that Python's own tracebacks show .xs lines
        return Program(schema, self._body(unit), schema.has_secrets)

    def _body(self, unit: Unit) -> Callable[[dict[str, Any]], Body]:
        def bind(shapes: Shapes | None) -> Body:
            with self._lock:
                code = unit.code(trace=self._trace, shapes=shapes)
                defined: dict[str, Any] = {}
                exec(code.code, namespace(code.links), defined)
            body: Body = defined[code.name]
            return body

        if unit.has_loops and unit.schema.fields:
            return Variants(bind).find
        body = bind(None)
        return lambda inputs: body


@contextmanager
def _loading(construct: str, name: str) -> Iterator[None]:
    try:
        yield
    except StartError as error:
        raise ScriptError(f'the {construct} "{name}" cannot be loaded: {error}') from error


def _require_good(unit: Unit) -> None:
    if unit.problems:
        raise ScriptError(f'the {unit.construct} "{unit.name}" cannot run: {ProblemsError(unit.problems)}')
