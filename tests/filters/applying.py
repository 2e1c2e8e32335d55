"""Filters by their names, in a context whose clock stands still and whose randomness repeats."""

from __future__ import annotations

from typing import Any

from runner.execution.context import Context
from runner.filters.families import FAMILIES
from runner.specs import index_by_name

FILTERS = index_by_name(FAMILIES)

# Wednesday, 17 September 2025, 12:34:56.789 UTC
NOW = 1_758_112_496_789


class StandingClock:
    """A clock that always tells the same time."""

    def __init__(self, time: int) -> None:
        self.time = time

    def now(self) -> int:
        return self.time

    def sleep(self, seconds: float) -> None:
        raise AssertionError("no filter sleeps")


class NoFunctions:
    """The functions of a context that needs none."""

    def call(self, context: Context, name: str, inputs: Any) -> Any:
        raise AssertionError("no filter calls a function")


def no_http() -> Any:
    raise AssertionError("no filter uses the network")


def make_context(now: int = NOW, seed: int = 1) -> Context:
    return Context(functions=NoFunctions(), http=no_http, env={}, clock=StandingClock(now), seed=seed)


def apply(name: str, value: Any, *arguments: Any, context: Context | None = None) -> Any:
    """``value|name:arguments...``; lazy arguments are callables of (element, index, parent, result)."""
    spec = FILTERS[name]
    assert spec.minimum <= len(arguments), f"{name} needs at least {spec.minimum} arguments"
    assert spec.maximum is None or len(arguments) <= spec.maximum, f"{name} takes {spec.maximum} at most"
    if spec.context:
        return spec.function(context or make_context(), value, *arguments)
    return spec.function(value, *arguments)


def typed(value: Any) -> str:
    """A value such that 1, 1.0, True and "1" differ, and so does the order of keys."""
    return repr(value)
