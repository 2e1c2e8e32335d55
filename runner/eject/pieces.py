"""Python expressions as pieces of text that know how tightly they bind and where they may be broken."""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from typing import TypeAlias

from runner.records import Record

# How tightly an expression binds, from loosest to tightest.
NAMED, LAMBDA, TERNARY, OR, AND, NOT, COMPARISON = range(7)
BIT_OR, BIT_XOR, BIT_AND, SUM, TERM, UNARY, POWER, ATOM = range(7, 15)


class Text(Record):
    """A text literal; its parts are texts and, in an f-string, expressions."""

    parts: tuple[str | Code, ...]

    @property
    def formatted(self) -> bool:
        """Whether it is an f-string."""
        return any(isinstance(part, Code) for part in self.parts)


class Bracket(Record):
    """Items in brackets; ``comma`` says that one may stand behind the last of them."""

    opening: str
    items: tuple[Code, ...]
    closing: str
    comma: bool = True


class Chain(Record):
    """Operands with an operator before each but the first: ``a + b - c``."""

    first: Code
    rest: tuple[tuple[str, Code], ...]


Piece: TypeAlias = "str | Text | Bracket | Chain"


class Code(Record):
    """One Python expression: its pieces in order, and how tightly the loosest of them binds."""

    pieces: tuple[Piece, ...]
    level: int = ATOM

    @property
    def is_name(self) -> bool:
        """Whether it is a name or a literal, which costs nothing to write twice."""
        return len(self.pieces) == 1 and isinstance(self.pieces[0], str)

    @property
    def is_literal(self) -> bool:
        """Whether it is a number, a text, True or False."""
        only = self.pieces[0] if len(self.pieces) == 1 else None
        word = only if isinstance(only, str) else ""
        return isinstance(only, Text) or word in ("True", "False") or word.lstrip("-")[:1].isdecimal()

    @property
    def literal(self) -> str | None:
        """The value of a text literal without expressions; None for anything else."""
        only = self.pieces[0] if len(self.pieces) == 1 else None
        if not isinstance(only, Text) or only.formatted:
            return None
        return "".join(part for part in only.parts if isinstance(part, str))


def name(text: str) -> Code:
    """A name, a number or another word of Python's."""
    return Code((text,), UNARY if text.startswith("-") else ATOM)


NONE, TRUE, FALSE = name("None"), name("True"), name("False")


def text(value: str) -> Code:
    """A text literal."""
    return Code((Text((value,)),))


def literal(value: object) -> Code:
    """Plain JSON data as Python writes it."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return dictionary((text(str(key)), literal(item)) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return listing(literal(item) for item in value)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return call("float", text("inf" if value > 0 else "-inf"))
    return name(repr(value))


def formatted(parts: Iterable[Code]) -> Code:
    """Texts behind each other: an f-string, or the only one of them that is not empty."""
    parts = [part for part in parts if part.literal != ""] or [text("")]
    if len(parts) == 1:
        return parts[0]
    joined: list[str | Code] = []
    for part in parts:
        only = part.pieces[0]
        inner = only.parts if len(part.pieces) == 1 and isinstance(only, Text) else (part,)
        for one in inner:
            if isinstance(one, str) and joined and isinstance(joined[-1], str):
                joined[-1] += one
            else:
                joined.append(one)
    return Code((Text(tuple(joined)),))


def held(code: Code, level: int) -> tuple[Piece, ...]:
    """The pieces of ``code``, in parentheses where it binds less tightly than ``level``."""
    return code.pieces if code.level >= level else (Bracket("(", (code,), ")", comma=False),)


def wrapped(code: Code, level: int) -> Code:
    """``code`` in parentheses where it binds less tightly than ``level``."""
    return code if code.level >= level else Code(held(code, level))


def call(function: str | Code, *arguments: Code, **named: Code) -> Code:
    """A call; a trailing underscore of a name in ``named`` is dropped."""
    head = (function,) if isinstance(function, str) else held(function, ATOM)
    items = [*arguments, *(keyword_argument(key.rstrip("_"), value) for key, value in named.items())]
    return Code((*head, Bracket("(", tuple(items), ")")))


def keyword_argument(key: str, value: Code) -> Code:
    """``key=value`` of a call."""
    return Code((f"{key}=", *value.pieces), NAMED)


def method(value: Code, called: str, *arguments: Code) -> Code:
    """``value.called(arguments)``."""
    return Code((*_receiver(value), f".{called}", Bracket("(", arguments, ")")))


def attribute(value: Code, key: str) -> Code:
    """``value.key``."""
    return Code((*_receiver(value), f".{key}"))


def _receiver(value: Code) -> tuple[Piece, ...]:
    # A dot behind the digits of a number would be a part of it.
    number = isinstance(value.pieces[0], str) and value.pieces[0][:1].isdecimal()
    return (Bracket("(", (value,), ")", comma=False),) if number else held(value, ATOM)


def item(value: Code, key: Code) -> Code:
    """``value[key]``."""
    return Code((*held(value, ATOM), Bracket("[", (key,), "]", comma=False)))


def chain(level: int, first: Code, *rest: tuple[str, Code]) -> Code:
    """Operands of one level of binding; the first may be such a chain itself."""
    start = first.pieces[0] if first.level == level and len(first.pieces) == 1 else None
    known = start.rest if isinstance(start, Chain) and level not in (COMPARISON, POWER) else ()
    if known and isinstance(start, Chain):
        first = start.first
    else:
        first = wrapped(first, level + (level in (COMPARISON, POWER)))
    # `and` within `or` is right without parentheses, too, but few readers are sure of that.
    tighter = AND + 1 if level == OR else level + 1
    first = wrapped(first, tighter) if level == OR and not known else first
    others = tuple((operator, wrapped(operand, tighter)) for operator, operand in rest)
    return Code((Chain(first, (*known, *others)),), level)


def negated(condition: Code) -> Code:
    """``not condition``; a double negation is none."""
    if condition in (TRUE, FALSE):
        return TRUE if condition == FALSE else FALSE
    head = condition.pieces[0]
    if condition.level == NOT and isinstance(head, str) and head == "not ":
        (only,) = condition.pieces[1:] if len(condition.pieces) == 2 else (None,)
        if isinstance(only, Bracket) and len(only.items) == 1:
            return only.items[0]
        return Code(condition.pieces[1:], COMPARISON)
    opposite = _opposite(condition)
    return opposite if opposite is not None else Code(("not ", *held(condition, NOT)), NOT)


OPPOSITES = {
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
}


def _opposite(condition: Code) -> Code | None:
    only = condition.pieces[0]
    if len(condition.pieces) != 1 or not isinstance(only, Chain) or condition.level != COMPARISON:
        return None
    (operator, operand), *more = only.rest
    if more or operator not in OPPOSITES:
        return None
    return Code((Chain(only.first, ((OPPOSITES[operator], operand),)),), COMPARISON)


def choice(condition: Code, yes: Code, no: Code) -> Code:
    """``yes if condition else no``, without a `not` in front of the condition."""
    if condition.level == NOT:
        condition, yes, no = negated(condition), no, yes
    rest = (("if", wrapped(condition, OR)), ("else", wrapped(no, TERNARY)))
    return Code((Chain(wrapped(yes, OR), rest),), TERNARY)


class Choice(Record):
    """The parts of ``yes if condition else no``."""

    condition: Code
    yes: Code
    no: Code


def parts_of_choice(code: Code) -> Choice | None:
    """The parts of what `choice` made; None for any other code."""
    only = code.pieces[0]
    if code.level != TERNARY or len(code.pieces) != 1 or not isinstance(only, Chain):
        return None
    (_, condition), (_, no) = only.rest
    return Choice(condition, _bare(only.first), no)


def _bare(code: Code) -> Code:
    """What stands in parentheses that are all of ``code``."""
    only = code.pieces[0]
    whole = len(code.pieces) == 1 and isinstance(only, Bracket) and only.opening == "(" and not only.comma
    return only.items[0] if whole and isinstance(only, Bracket) else code


def listing(items: Iterable[Code]) -> Code:
    """A list."""
    return Code((Bracket("[", tuple(items), "]"),))


def dictionary(entries: Iterable[tuple[Code, Code]]) -> Code:
    """A dictionary; an entry whose key is ``**`` spreads its value."""
    return Code((Bracket("{", tuple(_entry(key, value) for key, value in entries), "}"),))


SPREAD = name("**")


def _entry(key: Code, value: Code) -> Code:
    if key is SPREAD:
        return Code(("**", *held(value, BIT_OR)), NAMED)
    return Code((*key.pieces, ": ", *value.pieces), NAMED)


def spread(value: Code) -> Code:
    """``*value`` in a list."""
    return Code(("*", *held(value, BIT_OR)), NAMED)


def generator(brackets: str, result: Code, targets: str, items: Code, condition: Code | None = None) -> Code:
    """``[result for targets in items if condition]``; ``brackets`` is "[]" or "()"."""
    parts = [(f"for {targets} in", wrapped(items, OR))]
    parts += [("if", wrapped(condition, OR))] if condition is not None else []
    inner = Code((Chain(wrapped(result, LAMBDA), tuple(parts)),), NAMED)
    return Code((Bracket(brackets[0], (inner,), brackets[1], comma=False),))


def walrus(target: str, value: Code) -> Code:
    """``(target := value)``."""
    inner = Code((f"{target} := ", *value.pieces), NAMED)
    return Code((Bracket("(", (inner,), ")", comma=False),))


def is_plain_name(word: str) -> bool:
    """Whether a word can be a name in Python."""
    return word.isidentifier() and not keyword.iskeyword(word)
