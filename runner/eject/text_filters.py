"""Filters that test a value or make a text of it."""

from __future__ import annotations

import re

from runner.eject import pieces
from runner.eject.operators import FILTER_OPERATORS, Operand
from runner.eject.pieces import COMPARISON, Code, call, chain, name, text
from runner.eject.piped import Piped, Rule
from runner.values.kinds import INT, LIST, OBJECT, TEXT, Kind

SPECIFIER = re.compile(r"%(.?)", re.DOTALL)
TYPE_TESTS = {
    "is_array": "list",
    "is_object": "dict",
    "is_text": "str",
    "is_bool": "bool",
    "is_decimal": "float",
}


def _operator(sign: str) -> Rule:
    return lambda piped: piped.writer.operators.binary(sign, piped.value, piped.argument(0))


def _type_test(word: str) -> Rule:
    return lambda piped: call("isinstance", piped.code, name(word))


def _helper(word: str) -> Rule:
    return lambda piped: piped.helper(word)


def _is_null(piped: Piped) -> Code | None:
    return chain(COMPARISON, piped.code, ("is", pieces.NONE))


def _is_empty(piped: Piped) -> Code | None:
    return pieces.negated(piped.writer.operators.truth(piped.value))


def _is_int(piped: Piped) -> Code | None:
    # Not `isinstance`: in Python True is an int, too.
    return chain(COMPARISON, call("type", piped.code), ("is", name("int")))


def _contains(piped: Piped) -> Code | None:
    return piped.writer.operators.contains(piped.value, piped.argument(0))


def _has(piped: Piped) -> Code | None:
    if piped.key is not None and piped.value.only(OBJECT):
        return chain(COMPARISON, text(piped.key), ("in", piped.code))
    return piped.helper("has")


def _starts_with(piped: Piped) -> Code | None:
    return pieces.method(piped.text, "startswith", piped.text_of(0))


def _ends_with(piped: Piped) -> Code | None:
    return pieces.method(piped.text, "endswith", piped.text_of(0))


def _lower(piped: Piped) -> Code | None:
    return pieces.method(piped.text, "lower")


def _upper(piped: Piped) -> Code | None:
    return pieces.method(piped.text, "upper")


def _strip(method: str) -> Rule:
    def write(piped: Piped) -> Code | None:
        mask = piped.literal(0)
        if len(piped.arguments) == 1 and (not isinstance(mask, str) or ".." in mask):
            return None
        characters = text(mask) if mask else name(piped.writer.needs.helper("WHITESPACE"))
        return pieces.method(piped.text, method, characters)

    return write


def _to_text(piped: Piped) -> Code | None:
    return piped.text


def _strlen(piped: Piped) -> Code | None:
    return call("len", piped.text)


def _concat(piped: Piped) -> Code | None:
    separator = [piped.argument(1)] if len(piped.arguments) > 1 else []
    return piped.writer.operators.joined([piped.value, *separator, piped.argument(0)])


def _split(piped: Piped) -> Code | None:
    separator = piped.literal(0)
    if separator == "":
        return call("list", piped.text)
    return pieces.method(piped.text, "split", text(separator)) if isinstance(separator, str) else None


def _replace(piped: Piped) -> Code | None:
    if not isinstance(piped.literal(0), str) or not piped.literal(0):
        return None
    return pieces.method(piped.text, "replace", text(piped.literal(0)), piped.text_of(1))


def _join(piped: Piped) -> Code | None:
    separator = piped.text_of(0) if piped.arguments else text("")
    elements = piped.elements
    if not (piped.value.only(LIST) and Operand(elements, piped.value.kind.elements).only(TEXT)):
        elements = call("map", name(piped.writer.needs.helper("to_text")), elements)
    return pieces.method(separator, "join", elements)


def _sprintf(piped: Piped) -> Code | None:
    template = piped.code.literal
    if template is None:
        return None
    kinds = SPECIFIER.findall(template)
    values = [piped.writer.operand(argument) for argument in piped.arguments]
    if len([kind for kind in kinds if kind != "%"]) != len(values) or not set(kinds) <= {"s", "d", "%"}:
        return None
    rest = iter(values)
    operands: list[Operand] = []
    for at, part in enumerate(SPECIFIER.split(template)):
        if at % 2 == 0 or part == "%":
            operands.append(Operand(text(part), Kind(TEXT)))
            continue
        value = next(rest)
        if part == "d" and not value.only(INT):
            return None
        operands.append(value)
    return piped.writer.operators.joined([one for one in operands if one.code.literal != ""])


TEXT_FILTERS: dict[str, Rule] = {
    **{filter_: _operator(sign) for filter_, sign in FILTER_OPERATORS.items()},
    **{filter_: _type_test(word) for filter_, word in TYPE_TESTS.items()},
    **{word: _helper(word) for word in ("keys", "entries")},
    "sum": _helper("total"),
    "first_notnull": _helper("coalesce"),
    "trim": _strip("strip"),
    "ltrim": _strip("lstrip"),
    "rtrim": _strip("rstrip"),
    "is_null": _is_null,
    **dict.fromkeys(("is_empty", "not"), _is_empty),
    "is_int": _is_int,
    "contains": _contains,
    "has": _has,
    "starts_with": _starts_with,
    "ends_with": _ends_with,
    **dict.fromkeys(("to_lower", "lower"), _lower),
    **dict.fromkeys(("to_upper", "upper"), _upper),
    "to_text": _to_text,
    "strlen": _strlen,
    "concat": _concat,
    "split": _split,
    "replace": _replace,
    "join": _join,
    "sprintf": _sprintf,
}
