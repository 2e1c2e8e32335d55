"""The operators of templates: what they give, and how tightly they bind."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from runner import values
from runner.errors import ScriptError
from runner.filters.arithmetic import pow_
from runner.filters.regex import regex_matches
from runner.templates.ranges import range_
from runner.templates.state import State
from runner.templates.values import Arrow, equal, holds, order, pairs_of, text_of
from runner.values import is_truthy
from runner.values.numbers import to_int

Compute = Callable[[State, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator between two values; ``lazy`` ones get the right one as a function."""

    precedence: int
    function: Compute
    right: bool = False
    lazy: bool = False


def _concat(state: State, left: Any, right: Any) -> str:
    a, b = text_of(left), text_of(right)
    state.spend(len(a) + len(b))
    return a + b


def _floor_divide(state: State, left: Any, right: Any) -> int:
    quotient = values.divide(left, right)
    return to_int(math.floor(quotient)) if math.isfinite(quotient) else 0


def _matches(state: State, left: Any, right: Any) -> int:
    # 0 and 1, since that is how a template prints it
    return int(regex_matches(state.context, text_of(right), text_of(left)))


def _starts_with(state: State, left: Any, right: Any) -> bool:
    return isinstance(left, str) and isinstance(right, str) and left.startswith(right)


def _ends_with(state: State, left: Any, right: Any) -> bool:
    return isinstance(left, str) and isinstance(right, str) and left.endswith(right)


def _has_some(state: State, left: Any, right: Any) -> bool:
    test = arrow_of(right, "has some")
    return any(is_truthy(test(item, key)) for key, item in pairs_of(left, "has some"))


def _has_every(state: State, left: Any, right: Any) -> bool:
    test = arrow_of(right, "has every")
    return all(is_truthy(test(item, key)) for key, item in pairs_of(left, "has every"))


def arrow_of(value: Any, name: str) -> Callable[..., Any]:
    """The function of an arrow, `v => ...`.

    Raises:
        ScriptError: ``value`` is something else, such as the name of a PHP function.
    """
    if type(value) is not Arrow:
        raise ScriptError(f"`{name}` needs an arrow function such as `v => v.name`")
    return value.call


def _bits(value: Any) -> int:
    return to_int(values.to_number(value, "a bitwise operator"))


def _values(function: Callable[[Any, Any], Any]) -> Compute:
    """What a function of two values gives, whatever the template does."""
    return lambda state, left, right: function(left, right)


ARITHMETIC: dict[str, Compute] = {
    "+": _values(values.add),
    "-": _values(values.subtract),
    "*": _values(values.multiply),
    "/": _values(values.divide),
    "%": _values(values.modulo),
    "//": _floor_divide,
    "**": _values(pow_),
    "b-and": _values(lambda a, b: _bits(a) & _bits(b)),
    "b-or": _values(lambda a, b: _bits(a) | _bits(b)),
    "b-xor": _values(lambda a, b: _bits(a) ^ _bits(b)),
}
COMPARISONS: dict[str, Compute] = {
    "==": _values(equal),
    "!=": _values(lambda a, b: not equal(a, b)),
    "<": _values(lambda a, b: order(a, b) < 0),
    "<=": _values(lambda a, b: order(a, b) <= 0),
    # Turned round: where NaN has a part in it, each of the two sides has its own answer.
    ">": _values(lambda a, b: order(b, a) < 0),
    ">=": _values(lambda a, b: order(b, a) <= 0),
    "<=>": _values(order),
    "in": _values(lambda a, b: holds(b, a)),
    "not in": _values(lambda a, b: not holds(b, a)),
    "starts with": _starts_with,
    "ends with": _ends_with,
    "matches": _matches,
    "has every": _has_every,
    "has some": _has_some,
}
LISTS_AND_TEXTS: dict[str, Compute] = {"..": range_, "~": _concat}
# The right side is a function, since it is not always asked.
LAZY: dict[str, Compute] = {
    "and": lambda state, left, right: is_truthy(left) and is_truthy(right()),
    "or": lambda state, left, right: is_truthy(left) or is_truthy(right()),
    "??": lambda state, left, right: right() if left is None else left,
}
FROM_THE_RIGHT = frozenset({"**", "??"})

# Which operators bind alike, from loose to tight. `not` stands in front of its value; `is` and `is not`
# are followed by the name of a test.
LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("b-or",),
    ("b-xor",),
    ("b-and",),
    tuple(COMPARISONS),
    ("..",),
    ("+", "-"),
    ("~",),
    ("not",),
    ("*", "/", "//", "%"),
    ("is",),
    ("**",),
    ("??",),
)
# From 1 on: 0 is the level of a whole expression.
PRECEDENCE = {name: level for level, names in enumerate(LEVELS, 1) for name in names}
TEST_PRECEDENCE = PRECEDENCE["is"]

BINARY: dict[str, Operator] = {
    name: Operator(PRECEDENCE[name], function, name in FROM_THE_RIGHT, name in LAZY)
    for name, function in (ARITHMETIC | COMPARISONS | LISTS_AND_TEXTS | LAZY).items()
}

# A sign binds as `**` does, so that -2 ** 2 is -4, as in PHP.
UNARY: dict[str, tuple[int, Callable[[Any], Any]]] = {
    "not": (PRECEDENCE["not"], lambda value: not is_truthy(value)),
    "-": (PRECEDENCE["**"], values.negate),
    "+": (PRECEDENCE["**"], lambda value: values.to_number(value, "unary `+`")),
}
