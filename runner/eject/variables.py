"""Statements that set or change one variable."""

from __future__ import annotations

from runner.check.variables import ungrouped
from runner.eject import pieces
from runner.eject.filters import FILTERS
from runner.eject.layout import flat
from runner.eject.mutation import self_update
from runner.eject.needs import Refusal
from runner.eject.operators import Operand
from runner.eject.pieces import Code, call, chain, name, text
from runner.eject.piped import Piped
from runner.eject.statements import Statements, Writer, subject_of
from runner.syntax.nodes import (
    Binary,
    Expression,
    Literal,
    Statement,
    Variable,
)
from runner.values.kinds import INT, LIST, NUMERIC, OBJECT, TEXT, Kind

# Statements that set their variable to what a filter makes of it.
CHANGES = {"text.trim": "trim", "text.ltrim": "ltrim", "text.rtrim": "rtrim"}
CALCULATIONS = {
    "math.add": "+",
    "math.sub": "-",
    "math.mul": "*",
    "math.div": "/",
    "math.mod": "%",
    "text.append": "~",
}
BITS = {
    "math.bitwise.and": ("&", pieces.BIT_AND),
    "math.bitwise.xor": ("^", pieces.BIT_XOR),
    "math.bitwise.or": ("|", pieces.BIT_OR),
}


def _set(writer: Statements, statement: Statement) -> None:
    target, value = subject_of(statement), statement.property("value")
    node = ungrouped(target)
    if type(node) is Variable and value is not None and _in_place(writer, statement, node, ungrouped(value)):
        return
    writer.assign(target, writer.expressions.value(value), statement)


def _in_place(writer: Statements, statement: Statement, target: Variable, value: Expression) -> bool:
    """``x += 1``, ``items.append(x)``, ``record["key"] = x`` for a variable that changes itself."""
    word, kind = writer.target(target), writer.expressions.known.of(target)
    if type(value) is Binary and value.operator in ("+", "-", "*", "~") and _is_same(value.left, target):
        return _augment(writer, word, kind, value)
    update = self_update(statement, target.name)
    if update is None or not writer.owns(statement, target):
        return False
    for item in update.filters:
        piped = Piped(writer.expressions, Operand(name(word), kind), item.arguments)
        changed = item.name == "set" and piped.key is not None and kind.only(OBJECT)
        if item.name in ("push", "append") and kind.only(LIST) and len(item.arguments) == 1:
            writer.out.add(
                "", pieces.method(name(word), "append", writer.expressions.value(item.arguments[0]))
            )
        elif changed and piped.key is not None:
            value_code = writer.expressions.value(item.arguments[1])
            writer.out.add(f"{word}[{flat(text(piped.key))}] = ", value_code)
        else:
            writer.out.assign(word, writer.expressions.filtered(piped.value, [item]).code)
    return True


def _augment(writer: Statements, word: str, kind: Kind, value: Binary) -> bool:
    if value.operator == "~":
        if not kind.only(TEXT):
            return False
        writer.out.add(f"{word} += ", writer.expressions.text(value.right))
        return True
    if not kind.only(NUMERIC):
        return False
    right = writer.expressions.operators.number(writer.expressions.operand(value.right))
    writer.out.add(f"{word} {value.operator}= ", right)
    return True


def _calculation(writer: Statements, statement: Statement, operator: str) -> None:
    """``math.add $x { value = 1 }``."""
    target, value = subject_of(statement), statement.property("value")
    node = ungrouped(target)
    changed = Binary(statement.span, operator, target, value or Literal(statement.span, 0))
    word = operator in ("+", "-", "*", "~") and type(node) is Variable
    if word and _augment(writer, writer.target(node), writer.expressions.known.of(node), changed):
        return
    operands = writer.expressions.operand(target), writer.expressions.operand(changed.right)
    code = (
        writer.expressions.operators.joined(list(operands))
        if operator == "~"
        else writer.expressions.operators.binary(operator, *operands)
    )
    if code is None:
        raise Refusal(f"the statement `{statement.name}`", statement.name_span)
    writer.assign(target, code, statement)


def _prepend(writer: Statements, statement: Statement) -> None:
    target = subject_of(statement)
    operands = [writer.expressions.operand(statement.property("value")), writer.expressions.operand(target)]
    writer.assign(target, writer.expressions.operators.joined(operands), statement)


def _calculates(operator: str) -> Writer:
    return lambda writer, statement: _calculation(writer, statement, operator)


def _changes(writer: Statements, statement: Statement) -> None:
    target = subject_of(statement)
    value = statement.property("value")
    piped = Piped(
        writer.expressions, writer.expressions.operand(target), [value] if value is not None else []
    )
    written = FILTERS[CHANGES[statement.name]](piped)
    if written is None:
        written = writer.expressions.context("filter", text(CHANGES[statement.name]), piped.code)
    writer.assign(target, written, statement)


def _bits(writer: Statements, statement: Statement) -> None:
    sign, level = BITS[statement.name]
    target = subject_of(statement)
    operands = (target, statement.property("value"))
    first, second = (int_of(writer, writer.expressions.operand(one)) for one in operands)
    writer.assign(target, chain(level, first, (sign, second)), statement)


def int_of(writer: Statements, operand: Operand) -> Code:
    """An operand as an int."""
    if operand.only(INT):
        return operand.code
    return call("int", writer.expressions.operators.number(operand))


def _is_same(node: Expression, target: Variable) -> bool:
    node = ungrouped(node)
    return type(node) is Variable and node.name == target.name


VARIABLES: dict[str, Writer] = {
    "var": _set,
    "var.update": _set,
    "text.prepend": _prepend,
    **dict.fromkeys(CHANGES, _changes),
    **dict.fromkeys(BITS, _bits),
    **{statement: _calculates(sign) for statement, sign in CALCULATIONS.items()},
}
