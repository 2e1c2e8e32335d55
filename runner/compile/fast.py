"""Operators written out in place where the kinds of their operands allow it, instead of a call.

Each form gives exactly what the call gives. Where its guard does not hold, the call is made after all;
an *eager* form has no guard and raises one of MISSES instead, whereupon the statement is done again
without eager forms. Every operand is evaluated once, the left one first.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from runner.check.guards import EQUALITY
from runner.compile.python import all_of, call, constant, is_simple, is_type, load, store
from runner.values.kinds import (
    BOOL,
    COUNTER,
    FLOAT,
    INT,
    LIST,
    NULL,
    NUMERIC,
    TEXT,
    WIDE,
    Kind,
    product_kind,
    sum_kind,
)
from runner.values.numbers import INT_MAX, INT_MIN, parse_number

ARITHMETIC: dict[str, type[ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult}
COMPARISONS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "==": ast.Eq,
    "!=": ast.NotEq,
    "===": ast.Eq,
    "!==": ast.NotEq,
}
IDENTITY = frozenset({"===", "!=="})
# Texts before this one may be numbers, which compare by value; a letter or a colon comes after it.
AFTER_NUMBERS = ":"
ONE_DIGIT = 2**30 - 1
# These count as false, or are the texts of decimals.
NO_WORDS = frozenset({"", "0", "INF", "-INF", "NAN"})

Operand = tuple[ast.expr, Kind]
Slow = Callable[[ast.expr, ast.expr], ast.expr]


@dataclass(slots=True)
class Attempt:
    """A statement that is written with eager forms: whether it may miss, and whether it may be done again."""

    may_miss: bool = False
    repeatable: bool = True


class FastForms:
    """Writes operators in place.

    Args:
        temporary: gives a new name for a value in passing.
    """

    def __init__(self, temporary: Callable[[], str]) -> None:
        self._temporary = temporary

    def binary(
        self, operator: str, left: Operand, right: Operand, slow: Slow, eager: Attempt | None
    ) -> ast.expr:
        """``left operator right``; ``slow`` writes the call for two operands."""
        if operator in ARITHMETIC:
            return self._arithmetic(operator, left, right, slow, eager)
        if operator in COMPARISONS:
            return self._comparison(operator, left, right, slow, eager)
        if operator == "%":
            return self._modulo(left, right, slow)
        if operator == "/":
            return self._quotient(left, right, slow)
        if operator == "~":
            return _joined(left, right) or slow(left[0], right[0])
        return slow(left[0], right[0])

    # -- elements ----------------------------------------------------------------------------------

    def element(self, base: Operand, index: Operand, slow: Slow, eager: Attempt | None) -> ast.expr:
        """``base[index]``."""
        key = self.key(index) if eager is not None else None
        if eager is not None and key is not None:
            eager.may_miss = True
            return ast.Subscript(base[0], key, ast.Load())
        if not base[1].has(LIST) or not index[1].has(INT):
            return slow(base[0], index[0])
        # A guard that is not needed keeps its value all the same: it is read three times.
        of, of_guard = self._guarded(base, LIST, base[1].only(LIST) and is_simple(base[0]))
        at, at_guard = self._guarded(index, INT, index[1].only(INT) and is_simple(index[0]))
        guards = [*_together(of_guard, at_guard), _inside(of, at)]
        return ast.IfExp(all_of(guards), ast.Subscript(of, at, ast.Load()), slow(of, at))

    def key(self, index: Operand) -> ast.expr | None:
        """An index that misses where it is below zero, which Python would count from the end."""
        value, kind = index
        if kind.only(TEXT) or (kind.only(INT | NULL) and kind.natural):
            return value
        if not kind.only(INT | NULL | FLOAT):
            return None
        again, first = self.kept(value)
        return ast.IfExp(ast.Compare(first, [ast.GtE()], [constant(0)]), again, constant(None))

    # -- numbers -----------------------------------------------------------------------------------

    def _arithmetic(
        self, operator: str, left: Operand, right: Operand, slow: Slow, eager: Attempt | None
    ) -> ast.expr:
        python = ARITHMETIC[operator]()
        kinds = left[1], right[1]
        # Python adds null to nothing: eager code misses there.
        if self._all_only(NUMERIC, kinds, eager):
            if _result(operator, *kinds).bits < WIDE:
                return ast.BinOp(left[0], python, right[0])
            return self._checked(python, left[0], right[0], slow)
        if not all(kind.has(NUMERIC) for kind in kinds):
            return slow(left[0], right[0])
        # The sum of two texts or lists is no number, which looking at its size shows. Products are not
        # tried: those of texts may take all memory.
        if eager is not None and operator != "*":
            eager.may_miss = True
            return self._checked(python, left[0], right[0], slow)
        one, other, guards = self._both(left, right, NUMERIC)
        name = self._temporary()
        test = _within(name, ast.BinOp(one, python, other))
        return ast.IfExp(all_of([*guards, test]), load(name), slow(one, other))

    def _checked(self, python: ast.operator, left: ast.expr, right: ast.expr, slow: Slow) -> ast.expr:
        """A calculation whose result may be beyond 64 bits: then the call has to do it."""
        one, first = self.kept(left)
        other, second = self.kept(right)
        name = self._temporary()
        return ast.IfExp(_within(name, ast.BinOp(first, python, second)), load(name), slow(one, other))

    def _quotient(self, left: Operand, right: Operand, slow: Slow) -> ast.expr:
        """A division of ints that comes out even; else, and where there is another type, the call."""
        if not left[1].has(INT) or not right[1].has(INT):
            return slow(left[0], right[0])
        one, other, guards = self._both_ints(left, right)
        one, first = self.kept(one)
        other, second = self.kept(other)
        if not _is_positive(other):
            # Both are evaluated first, for the call to read; it knows what the least int divided by -1 is.
            given = ast.Compare(first, [ast.IsNot()], [constant(None)])
            guards.append(ast.BinOp(given, ast.BitAnd(), ast.Compare(second, [ast.Gt()], [constant(0)])))
            first = one
        rest = ast.BinOp(first, ast.Mod(), other)
        guards.append(ast.Compare(rest, [ast.Eq()], [constant(0)]))
        # Exactly, however many digits they have.
        return ast.IfExp(all_of(guards), ast.BinOp(one, ast.FloorDiv(), other), slow(one, other))

    def _modulo(self, left: Operand, right: Operand, slow: Slow) -> ast.expr:
        # Of ints that are not negative Python and PHP give the same rest.
        if not left[1].has(INT) or not right[1].has(INT):
            return slow(left[0], right[0])
        one, other, guards = self._both_ints(left, right)
        divides = _is_positive(other)
        if not guards and divides and left[1].natural:
            return ast.BinOp(one, ast.Mod(), other)
        one, first = self.kept(one)
        other, second = self.kept(other)
        signs: ast.expr = ast.Compare(first, [ast.GtE()], [constant(0)])
        if not divides:
            signs = ast.BinOp(signs, ast.BitAnd(), ast.Compare(second, [ast.Gt()], [constant(0)]))
        return ast.IfExp(all_of([*guards, signs]), ast.BinOp(one, ast.Mod(), other), slow(one, other))

    # -- comparisons -------------------------------------------------------------------------------

    def _comparison(
        self, operator: str, left: Operand, right: Operand, slow: Slow, eager: Attempt | None
    ) -> ast.expr:
        python = COMPARISONS[operator]()
        kinds = left[1], right[1]
        # null equals nothing but null, in Python as in PHP; what it is less than, eager code misses.
        null = NULL if operator in EQUALITY else 0
        # An int is not identical to a decimal, and a large one not to be compared with it like that.
        ints = operator in IDENTITY or _may_round(*kinds) or _may_round(*reversed(kinds))
        if self._all_only((INT if ints else NUMERIC) | null, kinds, eager):
            return ast.Compare(left[0], [python], [right[0]])
        if self._all_only(TEXT, kinds, eager):
            return self._texts(operator, left, right, slow)
        if operator in EQUALITY:
            word = self._word(operator, left, right)
            if word is not None:
                return word
        if not all(kind.has(INT) for kind in kinds):
            return slow(left[0], right[0])
        one, other, guards = self._both_ints(left, right)
        return ast.IfExp(all_of(guards), ast.Compare(one, [python], [other]), slow(one, other))

    def _texts(self, operator: str, left: Operand, right: Operand, slow: Slow) -> ast.expr:
        """Two texts, which only compare by value where both are numeric."""
        python = COMPARISONS[operator]()
        if operator in IDENTITY or _is_word(left[0]) or _is_word(right[0]):
            return ast.Compare(left[0], [python], [right[0]])
        one, first = self.kept(left[0])
        other, second = self.kept(right[0])
        # Equal texts need no closer look: they are equal as numbers, too.
        equal = ast.Compare(first, [ast.Eq()], [second])
        rare: list[ast.expr] = [
            ast.Compare(text, [ast.Lt()], [constant(AFTER_NUMBERS)]) for text in (one, other)
        ]
        if operator == "==":
            return ast.BoolOp(ast.Or(), [equal, ast.BoolOp(ast.And(), [*rare, slow(one, other)])])
        if operator == "!=":
            equals = ast.BoolOp(ast.And(), [*rare, ast.UnaryOp(ast.Not(), slow(one, other))])
            return ast.UnaryOp(ast.Not(), ast.BoolOp(ast.Or(), [equal, equals]))
        if first is not one or second is not other:
            return slow(left[0], right[0])
        plain = ast.Compare(one, [python], [other])
        return ast.IfExp(ast.BoolOp(ast.And(), rare), slow(one, other), plain)

    def _word(self, operator: str, left: Operand, right: Operand) -> ast.expr | None:
        """A comparison with a text that is no number, which equals only itself and true."""
        (value, kind), (word, _) = (right, left) if _is_word(left[0]) else (left, right)
        if not _is_word(word):
            return None
        if operator in IDENTITY or not kind.has(BOOL):
            return ast.Compare(value, [COMPARISONS[operator]()], [word])
        again, first = self.kept(value)
        is_true = ast.Compare(again, [ast.Is()], [constant(True)])
        equal = ast.BoolOp(ast.Or(), [ast.Compare(first, [ast.Eq()], [word]), is_true])
        return equal if operator == "==" else ast.UnaryOp(ast.Not(), equal)

    # -- guards ------------------------------------------------------------------------------------

    def _all_only(self, types: int, kinds: tuple[Kind, ...], eager: Attempt | None) -> bool:
        """Whether all kinds have ``types`` only; eager code takes null with them, and misses where it is."""
        if all(kind.only(types) for kind in kinds):
            return True
        if eager is None or not all(kind.only(types | NULL) for kind in kinds):
            return False
        eager.may_miss = True
        return True

    def _both_ints(self, left: Operand, right: Operand) -> tuple[ast.expr, ast.expr, list[ast.expr]]:
        return self._both(left, right, INT)

    def _both(self, left: Operand, right: Operand, types: int) -> tuple[ast.expr, ast.expr, list[ast.expr]]:
        """Both operands, and the guards; where there are any, they have evaluated both operands."""
        sure = left[1].only(types), right[1].only(types)
        one, first = self._guarded(left, types, sure[0] and (sure[1] or is_simple(left[0])))
        other, second = self._guarded(right, types, sure[1] and (sure[0] or is_simple(right[0])))
        return one, other, _together(first, second)

    def _guarded(self, operand: Operand, types: int, sure: bool) -> tuple[ast.expr, ast.expr | None]:
        """How to read an operand again and again, and the guard that evaluates it, if one is needed."""
        if sure:
            return operand[0], None
        again, value = self.kept(operand[0])
        if types == NUMERIC:
            return again, ast.Compare(call("run.type", value), [ast.In()], [load("run.numbers")])
        return again, is_type(value, "run.int" if types == INT else "run.list")

    def kept(self, value: ast.expr) -> tuple[ast.expr, ast.expr]:
        """How to read a value again, and the code that gives it the first time."""
        if is_simple(value):
            return value, value
        name = self._temporary()
        return load(name), ast.NamedExpr(store(name), value)


def _result(operator: str, left: Kind, right: Kind) -> Kind:
    """The kind of a calculation with numbers; it is not made with null."""
    one, other = (kind._replace(types=kind.types & ~NULL) for kind in (left, right))
    return product_kind(one, other) if operator == "*" else sum_kind(one, other, operator == "+")


def _may_round(one: Kind, other: Kind) -> bool:
    """Whether ``one`` may be an int that loses digits when it is compared with a decimal."""
    return one.has(INT) and one.bits > COUNTER and other.has(FLOAT)


def _is_word(value: ast.expr) -> bool:
    """Whether this is the constant of a text that equals only itself, and true."""
    if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
        return False
    return value.value not in NO_WORDS and parse_number(value.value) is None


def _joined(left: Operand, right: Operand) -> ast.expr | None:
    """Two texts as one, where both are texts or ints.

    As a sum of two texts: Python makes that in place where a variable is all that holds the first.
    """
    texts = [
        value if kind.only(TEXT) else call("run.str", value)
        for value, kind in (left, right)
        if kind.only(TEXT | INT)
    ]
    return ast.BinOp(texts[0], ast.Add(), texts[1]) if len(texts) == 2 else None


def _is_positive(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, int) and value.value > 0


def _within(name: str, value: ast.expr) -> ast.expr:
    """Whether a result, kept under ``name``, is an int of 64 bits or a decimal as near to zero."""
    result, kept = load(name), ast.NamedExpr(store(name), value)
    # Ints of one digit, of CPython's digits, are compared several times as fast; most results are.
    near: list[ast.expr] = [
        ast.Compare(kept, [ast.LtE()], [constant(ONE_DIGIT)]),
        ast.Compare(result, [ast.GtE()], [constant(-ONE_DIGIT)]),
    ]
    far = ast.Compare(constant(INT_MIN), [ast.LtE(), ast.LtE()], [result, constant(INT_MAX)])
    return ast.BoolOp(ast.Or(), [ast.BoolOp(ast.And(), near), far])


def _inside(base: ast.expr, index: ast.expr) -> ast.expr:
    return ast.Compare(constant(0), [ast.LtE(), ast.Lt()], [index, call("run.len", base)])


def _together(one: ast.expr | None, other: ast.expr | None) -> list[ast.expr]:
    """Two guards of which both are evaluated, since the call reads what they have kept."""
    if one is not None and other is not None:
        return [ast.BinOp(one, ast.BitAnd(), other)]
    return [guard for guard in (one, other) if guard is not None]
