"""Filters that are written out in place where the kinds of their values allow it, instead of a call.

Each rule answers None where only the call will do. As in `fast`, eager forms miss.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple

from runner.compile.fast import ONE_DIGIT, Attempt, FastForms, Operand, Slow
from runner.compile.python import call, constant
from runner.values.kinds import INT, LIST, NULL, OBJECT, TEXT


class Piped(NamedTuple):
    """A filter at its place: what is piped into it, its arguments, and ``slow``, which writes the call."""

    forms: FastForms
    value: Operand
    arguments: list[Operand]
    slow: Callable[..., ast.expr]
    eager: Attempt | None


Rule = Callable[[Piped], ast.expr | None]


def _length(types: int) -> Rule:
    """`|count` of a list, `|strlen` of a text."""

    def rule(piped: Piped) -> ast.expr | None:
        return call("run.len", piped.value[0]) if piped.value[1].only(types) else None

    return rule


def _get(piped: Piped) -> ast.expr | None:
    """`|get:key` as `value[key]`; a default, and a path of several steps, are for the call."""
    if piped.eager is None or len(piped.arguments) != 1:
        return None
    path, kind = piped.arguments[0]
    is_key = isinstance(path, ast.Constant) and isinstance(path.value, str) and path.value != ""
    # A text would give a character, which `get` does not.
    if not is_key and not (kind.only(INT | NULL) and piped.value[1].only(LIST | NULL)):
        return None
    key = piped.forms.key((path, kind))
    if key is None:
        return None
    piped.eager.may_miss = True
    return ast.Subscript(piped.value[0], key, ast.Load())


def _has(piped: Piped) -> ast.expr | None:
    """`|has:key` of an object; a key with dots may be a path, which is for the call."""
    if not piped.value[1].only(OBJECT) or not piped.arguments[0][1].only(TEXT):
        return None
    of, first = piped.forms.kept(piped.value[0])
    key, second = piped.forms.kept(piped.arguments[0][0])
    found = ast.Compare(second, [ast.In()], [first])
    if first is not of:  # the value comes before its argument
        return None
    dotted = ast.Compare(constant("."), [ast.In()], [key])
    return ast.BoolOp(ast.Or(), [found, ast.BoolOp(ast.And(), [dotted, piped.slow(of, key)])])


def _substr(piped: Piped) -> ast.expr | None:
    """`|substr:start:length` as a slice; what is below zero counts from the end, which is for the call."""
    if not piped.value[1].only(TEXT) or not all(
        kind.only(INT) and kind.natural for _, kind in piped.arguments
    ):
        return None
    start, first = piped.forms.kept(piped.arguments[0][0])
    stop = ast.BinOp(start, ast.Add(), piped.arguments[1][0]) if len(piped.arguments) == 2 else None
    return ast.Subscript(piped.value[0], ast.Slice(first, stop), ast.Load())


def _end(index: int) -> Rule:
    """`|first` and `|last` of a list; of an empty one they miss."""

    def rule(piped: Piped) -> ast.expr | None:
        if piped.eager is None or not piped.value[1].only(LIST):
            return None
        piped.eager.may_miss = True
        return ast.Subscript(piped.value[0], constant(index), ast.Load())

    return rule


def _extreme(operator: type[ast.cmpop]) -> Rule:
    """`|min:other` and `|max:other` of two ints."""

    def rule(piped: Piped) -> ast.expr | None:
        if len(piped.arguments) != 1 or not (piped.value[1].only(INT) and piped.arguments[0][1].only(INT)):
            return None
        one, first = piped.forms.kept(piped.value[0])
        other, second = piped.forms.kept(piped.arguments[0][0])
        return ast.IfExp(ast.Compare(first, [operator()], [second]), one, other)

    return rule


def _int(piped: Piped) -> ast.expr | None:
    """`|to_int`, `|floor`, `|ceil` of what is an int already."""
    return piped.value[0] if piped.value[1].only(INT) and not piped.arguments else None


FILTERS: dict[str, Rule] = {
    "ceil": _int,
    "count": _length(LIST),
    "first": _end(0),
    "floor": _int,
    "get": _get,
    "has": _has,
    "last": _end(-1),
    "max": _extreme(ast.Gt),
    "min": _extreme(ast.Lt),
    "strlen": _length(TEXT),
    "substr": _substr,
    "to_int": _int,
}


def floored_quotient(forms: FastForms, left: Operand, right: Operand, slow: Slow) -> ast.expr:
    """`(a / b)|floor` of ints, which have few enough digits for a decimal."""
    one, first = forms.kept(left[0])
    other, second = forms.kept(right[0])
    small: list[ast.expr] = [
        ast.Compare(constant(-ONE_DIGIT), [ast.LtE(), ast.LtE()], [first, constant(ONE_DIGIT)])
    ]
    if not (isinstance(other, ast.Constant) and other.value):
        small = [ast.BinOp(small[0], ast.BitAnd(), ast.Compare(second, [ast.NotEq()], [constant(0)]))]
    return ast.IfExp(small[0], ast.BinOp(one, ast.FloorDiv(), other), slow(one, other))
