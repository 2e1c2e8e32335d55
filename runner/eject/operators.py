"""Operators -> Python's own where the kinds of the operands allow it, else a helper."""

from __future__ import annotations

from typing import NamedTuple

from runner.eject import pieces
from runner.eject.layout import fits_braces
from runner.eject.needs import Needs
from runner.eject.pieces import COMPARISON, SUM, TERM, Code, call, chain, name
from runner.values.kinds import BOOL, FLOAT, INT, LIST, NULL, NUMERIC, OBJECT, PLAIN_TRUTH, TEXT, Kind
from runner.values.numbers import parse_number

LEVELS = {"+": SUM, "-": SUM, "*": TERM}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
FILTER_OPERATORS = {
    "add": "+",
    "subtract": "-",
    "sub": "-",
    "multiply": "*",
    "mul": "*",
    "divide": "/",
    "div": "/",
    "modulus": "%",
    "mod": "%",
    "equals": "==",
    "not_equals": "!=",
    "greater_than": ">",
    "greater_than_or_equal": ">=",
    "less_than": "<",
    "less_than_or_equal": "<=",
}


class Operand(NamedTuple):
    """The code of a value and what is known of it."""

    code: Code
    kind: Kind

    def only(self, types: int) -> bool:
        """Whether it surely has one of ``types``."""
        return bool(self.kind.types) and self.kind.only(types)

    @property
    def word(self) -> bool:
        """Whether it is a text literal that no number equals."""
        value = self.code.literal
        return value is not None and parse_number(value) is None

    @property
    def nonzero(self) -> bool:
        """Whether it is the literal of a number other than 0."""
        only = self.code.pieces[0]
        found = parse_number(only) if isinstance(only, str) and len(self.code.pieces) == 1 else None
        return found is not None and found != 0


class Operators:
    """Writes operators; what it takes from elsewhere goes into ``needs``."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs

    def helper(self, called: str, *arguments: Code) -> Code:
        """A call of a helper."""
        return call(self._needs.helper(called), *arguments)

    def binary(self, operator: str, left: Operand, right: Operand) -> Code | None:
        """An operator with two operands; None where Python has nothing for it."""
        if operator in LEVELS:
            return chain(LEVELS[operator], self.number(left), (operator, self.number(right)))
        if operator in TURNED:
            return self._order(operator, left, right)
        writer = {
            "/": self._divide,
            "%": self._modulo,
            "==": self._equals,
            "===": self._identical,
            "..": self._range,
            "in": lambda left, right: self.contains(right, left),
            "contains": self.contains,
        }.get(operator)
        if writer is not None:
            return writer(left, right)
        opposite = {"!=": "==", "!==": "===", "not in": "in", "not contains": "contains"}.get(operator)
        positive = self.binary(opposite, left, right) if opposite is not None else None
        return pieces.negated(positive) if positive is not None else None

    def number(self, operand: Operand) -> Code:
        """An operand of arithmetic."""
        return operand.code if operand.only(NUMERIC) else self.helper("to_number", operand.code)

    def truth(self, operand: Operand) -> Code:
        """The truth of a value, for a place that only asks for that."""
        if operand.only(PLAIN_TRUTH | OBJECT):
            return operand.code
        return self.helper("truthy", operand.code)

    # -- arithmetic ----------------------------------------------------------------------------------

    def _divide(self, left: Operand, right: Operand) -> Code:
        floats = left.only(FLOAT) or (right.only(FLOAT) and left.only(NUMERIC))
        if floats and right.nonzero:
            return chain(TERM, left.code, ("/", right.code))
        return self.helper("divide", left.code, right.code)

    def _modulo(self, left: Operand, right: Operand) -> Code:
        natural = all(one.only(INT) and one.kind.natural for one in (left, right))
        if natural:
            return chain(TERM, left.code, ("%", right.code))
        return self.helper("modulo", left.code, right.code)

    def _range(self, left: Operand, right: Operand) -> Code:
        return self.helper("span", left.code, right.code)

    # -- comparison ------------------------------------------------------------------------------------

    def _order(self, operator: str, left: Operand, right: Operand) -> Code:
        numbers = left.only(NUMERIC) and right.only(NUMERIC)
        words = left.only(TEXT) and right.only(TEXT) and (left.word or right.word)
        if numbers or words:
            return chain(COMPARISON, left.code, (operator, right.code))
        return chain(COMPARISON, self.helper("compare", left.code, right.code), (operator, name("0")))

    def _equals(self, left: Operand, right: Operand) -> Code:
        if self._is_null(left) or self._is_null(right):
            value = right if self._is_null(left) else left
            if value.code.is_literal:  # `0 is None` would make Python warn
                return pieces.FALSE
            return chain(COMPARISON, value.code, ("is", pieces.NONE))
        if left.only(BOOL) and right.only(BOOL):
            return self._same_truth(left, right)
        if left.only(BOOL | NULL) and right.code in (pieces.TRUE, pieces.FALSE):
            return chain(COMPARISON, left.code, ("is", right.code))
        numbers = left.only(NUMERIC | NULL) and right.only(NUMERIC | NULL)
        words = (left.word and right.only(TEXT | NULL)) or (right.word and left.only(TEXT | NULL))
        if numbers or words:
            return chain(COMPARISON, left.code, ("==", right.code))
        return self.helper("equals", left.code, right.code)

    def _identical(self, left: Operand, right: Operand) -> Code:
        if self._is_null(left) or self._is_null(right):
            return self._equals(left, right)
        if left.only(BOOL) and right.only(BOOL):
            return self._same_truth(left, right)
        for one, other in ((left, right), (right, left)):
            if one.code in (pieces.TRUE, pieces.FALSE):
                return chain(COMPARISON, other.code, ("is", one.code))
        # A text of Python's equals nothing but a text.
        text = left.only(TEXT) or right.only(TEXT)
        same = any(left.only(types | NULL) and right.only(types | NULL) for types in (TEXT, INT, FLOAT))
        if text or same:
            return chain(COMPARISON, left.code, ("==", right.code))
        return self.helper("identical", left.code, right.code)

    def _same_truth(self, left: Operand, right: Operand) -> Code:
        for one, other in ((left, right), (right, left)):
            if one.code == pieces.TRUE:
                return other.code
            if one.code == pieces.FALSE:
                return pieces.negated(other.code)
        return chain(COMPARISON, left.code, ("==", right.code))

    def _is_null(self, operand: Operand) -> bool:
        return operand.code == pieces.NONE

    def contains(self, container: Operand, value: Operand) -> Code:
        """Whether ``value`` is in ``container``."""
        texts = container.only(TEXT) and value.only(TEXT)
        elements = container.kind.elements
        words = container.only(LIST) and value.word and bool(elements.types) and elements.only(TEXT | NULL)
        if texts or words:
            return chain(COMPARISON, value.code, ("in", container.code))
        return self.helper("contains", container.code, value.code)

    # -- texts -----------------------------------------------------------------------------------------

    def text(self, operand: Operand) -> Code:
        """A value as text."""
        if operand.only(TEXT):
            return operand.code
        if operand.only(INT):
            return call("str", operand.code)
        return self.helper("to_text", operand.code)

    def joined(self, operands: list[Operand]) -> Code:
        """Texts of several values behind each other: an f-string where they fit into one."""
        operands = [one for one in operands if one.code.literal != ""] or operands[:1]
        texts = [self.text(one) for one in operands]
        if len(texts) == 1:
            return texts[0]
        if all(one.literal is not None or fits_braces(one) or _is_formatted(one) for one in texts):
            return pieces.formatted(texts)
        return chain(SUM, texts[0], *(("+", one) for one in texts[1:]))


def _is_formatted(code: Code) -> bool:
    only = code.pieces[0]
    return len(code.pieces) == 1 and isinstance(only, pieces.Text)
