"""The statements `math.*`: each changes the variable in its head and yields nothing."""

from __future__ import annotations

from typing import Any

from runner import values
from runner.specs import StatementFamily
from runner.statements.arguments import int_of
from runner.values.numbers import Number

family = StatementFamily("math")

# Ints stay within 64 bits here, and so Python's endless two's complement gives what PHP gives.


@family.statement("math.add", subject="changes", operator="+")
def add(subject: Any, *, value: Any) -> Number:
    """Add ``value`` to the variable.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return values.add(subject, value)


@family.statement("math.sub", subject="changes", operator="-")
def subtract(subject: Any, *, value: Any) -> Number:
    """Subtract ``value`` from the variable.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return values.subtract(subject, value)


@family.statement("math.mul", subject="changes", operator="*")
def multiply(subject: Any, *, value: Any) -> Number:
    """Multiply the variable by ``value``.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return values.multiply(subject, value)


@family.statement("math.div", subject="changes", operator="/")
def divide(subject: Any, *, value: Any) -> Number:
    """Divide the variable by ``value``: an int when that is exact, else a decimal.

    Raises:
        ScriptError: one of the two is not a number, or ``value`` is zero.
    """
    return values.divide(subject, value)


@family.statement("math.mod", subject="changes", operator="%")
def modulo(subject: Any, *, value: Any) -> int:
    """Set the variable to the rest of its division by ``value``; the sign stays the variable's.

    Raises:
        ScriptError: one of the two is not a number, or ``value`` is zero.
    """
    return values.modulo(subject, value)


@family.statement("math.bitwise.and", subject="changes")
def bitwise_and(subject: Any, *, value: Any) -> int:
    """Keep the bits of the variable that ``value`` has too.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return int_of(subject, "math.bitwise.and") & int_of(value, "math.bitwise.and")


@family.statement("math.bitwise.or", subject="changes")
def bitwise_or(subject: Any, *, value: Any) -> int:
    """Add the bits of ``value`` to the variable.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return int_of(subject, "math.bitwise.or") | int_of(value, "math.bitwise.or")


@family.statement("math.bitwise.xor", subject="changes")
def bitwise_xor(subject: Any, *, value: Any) -> int:
    """Turn over the bits of the variable that ``value`` has.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return int_of(subject, "math.bitwise.xor") ^ int_of(value, "math.bitwise.xor")
