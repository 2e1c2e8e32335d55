"""What a filter, a statement, a type is to the checker and the compiler: plain descriptions.

The rooms that implement the language fill these in, `runner.language` gathers them, and the
checker and the compiler receive them. So neither of those needs to know any room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, TypeVar

Implementation = TypeVar("Implementation", bound=Callable[..., Any])

VAR_POSITIONAL = 0x04  # inspect.CO_VARARGS, without its import


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """One filter. ``function(value, *arguments)``, or ``function(context, value, *arguments)``.

    ``lazy`` holds the positions of arguments that are expressions, evaluated once an element:
    the function receives them as ``callable(element, index, parent, result)``. ``accumulates``
    says that `$result` is bound in them, as in `reduce`; elsewhere it is the stack's variable.
    """

    name: str
    function: Callable[..., Any]
    minimum: int
    maximum: int | None
    lazy: frozenset[int] = frozenset()
    context: bool = False
    accumulates: bool = False

    @property
    def arity(self) -> str:
        """The number of arguments in words, for messages."""
        if self.maximum is None:
            return f"at least {self.minimum}" if self.minimum else "any number of"
        if self.minimum == self.maximum:
            return str(self.minimum) if self.minimum else "no"
        return f"{self.minimum} to {self.maximum}"


@dataclass(slots=True)
class FilterFamily:
    """A family of filters; a room fills one with the decorator :meth:`filter`."""

    name: str
    specs: list[FilterSpec] = field(default_factory=list)

    def filter(
        self, *names: str, lazy: tuple[int, ...] = (), context: bool = False, accumulates: bool = False
    ) -> Callable[[Implementation], Implementation]:
        """Add a function under one or more names; how many arguments it takes is read from it."""

        def add(function: Implementation) -> Implementation:
            minimum, maximum = _positional_arguments(function, skip=2 if context else 1)
            for name in names:
                spec = FilterSpec(name, function, minimum, maximum, frozenset(lazy), context, accumulates)
                self.specs.append(spec)
            return function

        return add


@dataclass(frozen=True, slots=True)
class StatementSpec:
    """One statement.

    Either ``emit`` writes its code (the control family), or ``function`` does the work at run
    time and is called as ``function([context], [name], [subject], [condition=], **properties)``.
    ``subject`` is None, "reads" (a value in the head), "optional" (one that may be missing) or
    "changes" (a variable in the head, which becomes what the function returns; with ``yields`` it
    returns ``(new value, result)``).
    ``properties`` maps each property of the block to the parameter that takes it.
    ``lazy`` names the properties that are evaluated once an element.
    ``blocks`` names the nested blocks of the statement.
    """

    name: str
    function: Callable[..., Any] | None = None
    emit: Callable[..., Any] | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    subject: str | None = None
    yields: bool = False
    condition: bool = False
    named: bool = False
    lazy: frozenset[str] = frozenset()
    blocks: tuple[str, ...] = ()
    context: bool = False


@dataclass(slots=True)
class StatementFamily:
    """A family of statements; a room fills one with :meth:`statement` and :meth:`control`."""

    name: str
    specs: list[StatementSpec] = field(default_factory=list)

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
    ) -> Callable[[Implementation], Implementation]:
        """Add a run-time function; its keyword-only parameters are the statement's properties.

        A trailing underscore of a parameter is dropped (``async_`` is the property `async`).
        """

        def add(function: Implementation) -> Implementation:
            properties, required = _keyword_properties(function)
            if condition:
                del properties["condition"]
            self.specs.append(
                StatementSpec(
                    name,
                    function=function,
                    properties=properties,
                    required=frozenset(required & set(properties)),
                    subject=subject,
                    yields=yields,
                    condition=condition,
                    named=named,
                    lazy=frozenset(lazy),
                    context=context,
                )
            )
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
    ) -> Callable[[Implementation], Implementation]:
        """Add a statement whose code is written by ``function(writer, statement)``."""

        def add(function: Implementation) -> Implementation:
            self.specs.append(
                StatementSpec(
                    name,
                    emit=function,
                    properties={name: name for name in properties},
                    required=frozenset(required),
                    subject=subject,
                    condition=condition,
                    blocks=blocks,
                )
            )
            return function

        return add


@dataclass(frozen=True)
class Language:
    """Everything that the checker, the compiler and the runner know about the language.

    ``runtime`` holds what the code of control statements calls, by name; ``filter_hints`` what to use
    instead of names that people write by mistake. The ``unsupported`` names
    are those that XanoScript has and xsrun does not run yet; such code parses, and fails only where
    it is reached.
    """

    filters: dict[str, FilterSpec]
    statements: dict[str, StatementSpec]
    types: dict[str, Any]
    runtime: dict[str, Callable[..., Any]] = field(default_factory=dict)
    filter_hints: dict[str, str] = field(default_factory=dict)
    unsupported_filters: frozenset[str] = frozenset()
    unsupported_statements: frozenset[str] = frozenset()


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
