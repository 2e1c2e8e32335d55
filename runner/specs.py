"""What a filter, a statement, a type is to the checker and the compiler: plain descriptions.

The rooms that implement the language fill these in, `runner.language` gathers them, and the
checker and the compiler receive them. So neither of those needs to know any room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import CodeType
from typing import Any, TypeVar

from runner.records import Record

Implementation = TypeVar("Implementation", bound=Callable[..., Any])

VAR_POSITIONAL = 0x04  # inspect.CO_VARARGS, without its import


class FilterSpec(Record):
    """One filter. ``function([context], [variables], value, *arguments)``.

    ``home`` is the module of its family, which is imported when the function is asked for.
    ``lazy`` holds the positions of arguments that are expressions, evaluated once an element:
    the function receives them as ``callable(element, index, parent, result)``. ``accumulates``
    says that `$result` is bound in them, as in `reduce`; elsewhere it is the stack's variable.
    ``guards`` says that the value is read under a null guard: what is missing on the way is null.
    ``variables`` and ``owned`` are as in :class:`StatementSpec`.
    """

    name: str
    home: str
    minimum: int
    maximum: int | None
    lazy: frozenset[int] = frozenset()
    context: bool = False
    accumulates: bool = False
    variables: bool = False
    owned: bool = False
    guards: bool = False

    @property
    def function(self) -> Callable[..., Any]:
        """What the filter does."""
        return implementation(self.home, self.name)

    @property
    def arity(self) -> str:
        """The number of arguments in words, for messages."""
        if self.maximum is None:
            return f"at least {self.minimum}" if self.minimum else "any number of"
        if self.minimum == self.maximum:
            return str(self.minimum) if self.minimum else "no"
        return f"{self.minimum} to {self.maximum}"


class FilterFamily:
    """A family of filters; a module fills one, called `family`, with the decorator :meth:`filter`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.specs: list[FilterSpec] = []
        self.functions: dict[str, Callable[..., Any]] = {}

    def filter(
        self,
        *names: str,
        lazy: tuple[int, ...] = (),
        context: bool = False,
        accumulates: bool = False,
        variables: bool = False,
        guards: bool = False,
    ) -> Callable[[Implementation], Implementation]:
        """Add a function under one or more names; how many arguments it takes is read from it."""

        def add(function: Implementation) -> Implementation:
            minimum, maximum = _positional_arguments(function, skip=1 + context + variables)
            owned = "owned" in (function.__kwdefaults__ or ())
            flags = (frozenset(lazy), context, accumulates, variables, owned, guards)
            for name in names:
                self.specs.append(FilterSpec(name, function.__module__, minimum, maximum, *flags))
                self.functions[name] = function
            return function

        return add


class StatementSpec(Record):
    """One statement; ``home`` is the module of its family.

    Either it is ``written``: ``emit`` writes its code (the control family). Or ``function`` does the
    work at run time and is called as ``function([context], [name], [subject], [condition=], **properties)``.
    ``subject`` is None, "reads" (a value in the head), "optional" (one that may be missing) or
    "changes" (a variable in the head, which becomes what the function returns; with ``yields`` it
    returns ``(new value, result)``).
    ``properties`` maps each property of the block to the parameter that takes it.
    ``attributes`` names those that may stand in the head as well, ``verb=GET``.
    ``lazy`` names the properties that are evaluated once an element.
    ``queries`` names those in which `$db` may stand: what speaks of the database comes as a
    `runner.values.queries.Query`, anything around it as it is.
    ``repeated`` names those that may stand several times: then the values come as a list.
    ``blocks`` names the nested blocks of the statement.
    ``detached`` says that these run at another time: what they set is theirs, no loop reaches into them.
    ``guards`` says that the subject is read under a null guard: what is missing on the way is null.
    ``variables`` passes, behind the context, the object ``{"var": ..., "input": ...}`` of all that is set.
    ``owned`` passes, as the keyword of that name, whether the subject is held by its variable alone: then
    the function may change it in place, and else gives what nobody else holds. Read from its parameters.

    The rest spares calls; the compiler writes what it says, where it knows enough of the values:
    ``operator`` is the sign of a statement that sets its subject to ``subject operator value``.
    ``element`` says that the property `value` becomes an element of the list ("adds"), or that what the
    statement yields was one ("takes").
    ``method`` is the method of a Python list that does the same in place, with its first arguments; the
    property `value` is the next one.
    """

    name: str
    home: str
    properties: Mapping[str, str]
    written: bool = False
    required: frozenset[str] = frozenset()
    subject: str | None = None
    yields: bool = False
    condition: bool = False
    named: bool = False
    lazy: frozenset[str] = frozenset()
    blocks: tuple[str, ...] = ()
    context: bool = False
    variables: bool = False
    owned: bool = False
    guards: bool = False
    detached: bool = False
    operator: str | None = None
    element: str | None = None
    method: tuple[Any, ...] = ()
    queries: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()

    @property
    def function(self) -> Callable[..., Any] | None:
        """What does the work of a statement that is not written."""
        return None if self.written else implementation(self.home, self.name)

    @property
    def emit(self) -> Callable[..., Any] | None:
        """What writes the code of one that is."""
        return implementation(self.home, self.name) if self.written else None


class StatementFamily:
    """A family of statements; a module fills one, called `family`, with its two decorators."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.specs: list[StatementSpec] = []
        self.functions: dict[str, Callable[..., Any]] = {}

    def statement(
        self,
        name: str,
        *,
        subject: str | None = None,
        yields: bool = False,
        condition: bool = False,
        named: bool = False,
        lazy: tuple[str, ...] = (),
        context: bool = False,
        variables: bool = False,
        guards: bool = False,
        operator: str | None = None,
        element: str | None = None,
        method: tuple[Any, ...] = (),
        queries: tuple[str, ...] = (),
        attributes: tuple[str, ...] = (),
        repeated: tuple[str, ...] = (),
    ) -> Callable[[Implementation], Implementation]:
        """Add a run-time function; its keyword-only parameters are the statement's properties.

        A trailing underscore of a parameter is dropped (``async_`` is the property `async`).
        """

        def add(function: Implementation) -> Implementation:
            properties, required = _keyword_properties(function)
            if condition:
                del properties["condition"]
            owned = properties.pop("owned", None) is not None
            self.specs.append(
                StatementSpec(
                    name,
                    function.__module__,
                    properties,
                    required=frozenset(required & set(properties)),
                    subject=subject,
                    yields=yields,
                    condition=condition,
                    named=named,
                    lazy=frozenset(lazy),
                    context=context,
                    variables=variables,
                    owned=owned,
                    guards=guards,
                    operator=operator,
                    element=element,
                    method=method,
                    queries=frozenset(queries),
                    attributes=frozenset(attributes),
                    repeated=frozenset(repeated),
                )
            )
            self.functions[name] = function
            return function

        return add

    def control(
        self,
        name: str,
        *,
        properties: tuple[str, ...] = (),
        required: tuple[str, ...] = (),
        subject: str | None = None,
        condition: bool = False,
        blocks: tuple[str, ...] = (),
        detached: bool = False,
    ) -> Callable[[Implementation], Implementation]:
        """Add a statement whose code is written by ``function(writer, statement)``."""

        def add(function: Implementation) -> Implementation:
            self.specs.append(
                StatementSpec(
                    name,
                    function.__module__,
                    {name: name for name in properties},
                    written=True,
                    required=frozenset(required),
                    subject=subject,
                    condition=condition,
                    blocks=blocks,
                    detached=detached,
                )
            )
            self.functions[name] = function
            return function

        return add


class Language(Record):
    """Everything that the checker, the compiler and the runner know about the language.

    ``filter_hints`` holds what to use instead of names that people write by mistake. The ``unsupported``
    names are those that XanoScript has and xsrun does not run yet; such code parses, and fails only where
    it is reached. The ``query_filters`` are those that the database works out, in its statements alone.
    """

    filters: dict[str, FilterSpec]
    statements: dict[str, StatementSpec]
    filter_hints: dict[str, str]
    unsupported_filters: frozenset[str]
    unsupported_statements: frozenset[str]
    query_filters: Mapping[str, FilterSpec]


def implementation(home: str, name: str) -> Callable[..., Any]:
    """The function of a filter or a statement, by the module of its family; imported now."""
    function: Callable[..., Any] = import_module(home).family.functions[name]
    return function


def index_by_name(families: tuple[Any, ...]) -> dict[str, Any]:
    """All the specs of ``families`` by name.

    Raises:
        ValueError: two families claim the same name.
    """
    found: dict[str, Any] = {}
    for spec in _all_specs(families):
        if spec.name in found:
            raise ValueError(f"{spec.name!r} is defined twice")
        found[spec.name] = spec
    return found


def _all_specs(families: tuple[Any, ...]) -> Iterator[Any]:
    for family in families:
        yield from family.specs


def _positional_arguments(function: Callable[..., Any], skip: int) -> tuple[int, int | None]:
    code: CodeType = function.__code__
    count = code.co_argcount - skip
    optional = len(function.__defaults__ or ())
    unlimited = bool(code.co_flags & VAR_POSITIONAL)
    return count - optional, None if unlimited else count


def _keyword_properties(function: Callable[..., Any]) -> tuple[dict[str, str], set[str]]:
    code: CodeType = function.__code__
    first = code.co_argcount
    names = code.co_varnames[first : first + code.co_kwonlyargcount]
    defaults = function.__kwdefaults__ or {}
    properties = {name.rstrip("_"): name for name in names}
    return properties, {name.rstrip("_") for name in names if name not in defaults}
