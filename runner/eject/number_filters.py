"""Filters on numbers."""

from __future__ import annotations

from runner.eject import pieces
from runner.eject.pieces import POWER, Code, call
from runner.eject.piped import Piped, Rule
from runner.values.kinds import BOOL, FLOAT, INT, NUMERIC


def _rounded(function: str) -> Rule:
    def write(piped: Piped) -> Code | None:
        piped.writer.needs.module("import math")
        return call(f"math.{function}", piped.writer.operators.number(piped.value))

    return write


def _sqrt(piped: Piped) -> Code | None:
    piped.writer.needs.module("import math")
    return call("math.sqrt", piped.writer.operators.number(piped.value))


def _abs(piped: Piped) -> Code | None:
    return call("abs", piped.writer.operators.number(piped.value))


def _pow(piped: Piped) -> Code | None:
    exponent = piped.literal(0)
    if not piped.value.only(NUMERIC) or type(exponent) is not int or exponent < 0:
        return None
    base = pieces.wrapped(piped.code, POWER + 1)
    return Code((*base.pieces, f" ** {exponent}"), POWER)


def _extreme(word: str) -> Rule:
    def write(piped: Piped) -> Code | None:
        if not piped.arguments or not piped.value.only(NUMERIC) or not piped.argument(0).only(NUMERIC):
            return None
        return call(word, piped.code, piped.argument(0).code)

    return write


def _round(piped: Piped) -> Code | None:
    return piped.code if piped.value.only(INT) and not piped.arguments else None


def _to_int(piped: Piped) -> Code | None:
    if piped.value.only(INT):
        return piped.code
    return call("int", piped.code) if piped.value.only(FLOAT | INT | BOOL) else piped.helper("to_int")


def _to_decimal(piped: Piped) -> Code | None:
    return call("float", piped.code) if piped.value.only(FLOAT | INT | BOOL) else None


NUMBER_FILTERS: dict[str, Rule] = {
    "floor": _rounded("floor"),
    "ceil": _rounded("ceil"),
    "min": _extreme("min"),
    "max": _extreme("max"),
    "sqrt": _sqrt,
    "abs": _abs,
    "pow": _pow,
    "round": _round,
    **dict.fromkeys(("to_int", "int"), _to_int),
    **dict.fromkeys(("to_decimal", "decimal"), _to_decimal),
}
