"""What a filter, a function and a test of Twig is: a Python function under a name of a family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, TypeVar

Implementation = TypeVar("Implementation", bound=Callable[..., Any])

VAR_POSITIONAL = 0x04  # inspect.CO_VARARGS, without its import


@dataclass(frozen=True, slots=True)
class Builtin:
    """One of them. ``function([state], *arguments)``; the first argument of a filter is its value."""

    name: str
    function: Callable[..., Any]
    state: bool

    def misfit(self, given: int, named: tuple[str, ...]) -> str | None:
        """What is wrong with a call of that many arguments and those named ones; None if nothing is."""
        code: CodeType = self.function.__code__
        names = [name.rstrip("_") for name in code.co_varnames[int(self.state) : code.co_argcount]]
        if unknown := [name for name in named if name not in names[given:]]:
            return f"has no argument `{unknown[0]}` to set"
        if given > len(names) and not code.co_flags & VAR_POSITIONAL:
            return "takes fewer arguments"
        required = names[given : len(names) - len(self.function.__defaults__ or ())]
        missing = [name for name in required if name not in named]
        return f"needs the argument `{missing[0]}`" if missing else None

    def keywords(self, named: dict[str, Any]) -> dict[str, Any]:
        """Named arguments by the names of the Python parameters: ``and_`` is the argument `and`."""
        taken = self.function.__code__.co_varnames
        return {name if name in taken else f"{name}_": value for name, value in named.items()}


@dataclass(slots=True)
class Family:
    """Filters, functions and tests of one kind; a module fills one with its decorators."""

    filters: dict[str, Builtin] = field(default_factory=dict)
    functions: dict[str, Builtin] = field(default_factory=dict)
    tests: dict[str, Builtin] = field(default_factory=dict)

    def filter(self, *names: str, state: bool = False) -> Callable[[Implementation], Implementation]:
        """Add a filter: ``function([state], value, *arguments)``."""
        return _adder(self.filters, names, state)

    def function(self, *names: str, state: bool = False) -> Callable[[Implementation], Implementation]:
        """Add a function: ``function([state], *arguments)``."""
        return _adder(self.functions, names, state)

    def test(self, *names: str) -> Callable[[Implementation], Implementation]:
        """Add a test, as in ``value is even``: ``function(value, *arguments)``."""
        return _adder(self.tests, names, state=False)


def _adder(
    table: dict[str, Builtin], names: tuple[str, ...], state: bool
) -> Callable[[Implementation], Implementation]:
    def add(function: Implementation) -> Implementation:
        for name in names:
            table[name] = Builtin(name, function, state)
        return function

    return add
