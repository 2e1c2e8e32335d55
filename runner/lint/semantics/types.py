"""Values of a type that a filter or an operator fails on, where the type is known before the run."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.queries import asks_database
from runner.check.variables import subject
from runner.errors import Fix, Problem
from runner.lint.bodies import Body
from runner.lint.rules import FileView, RuleFamily
from runner.lint.semantics.accepted import HOLDERS, REFUSED, SCALARS
from runner.syntax.nodes import Binary, Expression, FilterCall, Literal, Pipe, Statement
from runner.values.kinds import BOOL, FLOAT, INT, LIST, NULL, OBJECT, TEXT, Kind
from runner.values.numbers import to_number

family = RuleFamily("semantics")

ARITHMETIC = frozenset({"+", "-", "*", "/", "%"})
TYPE_TESTS = frozenset({"is_array", "is_bool", "is_decimal", "is_int", "is_object", "is_text"})
# Loop -> what it needs, the types that it refuses, what to write for them.
LOOPED = {
    "for": ("a number", HOLDERS, "`foreach` walks a list"),
    "foreach": ("a list or an object", SCALARS, None),
}
NAMES = {
    BOOL: "a bool",
    INT: "a number",
    FLOAT: "a number",
    TEXT: "a text",
    LIST: "a list",
    OBJECT: "an object",
}
# What to write for a filter that got a value of a type it has no use for.
INSTEAD = {
    ("add", LIST): "`|push` adds an element, `|sum` adds all of them up",
    ("strlen", LIST): "a list has `|count`",
    ("push", TEXT): "`~` joins texts",
    ("append", TEXT): "`~` joins texts",
    ("contains", OBJECT): "an object has `|has:key`",
    ("index", OBJECT): "an object has `|has:key`",
}


@family.rule("filter-type", "count-of-text")
def tell_filters(view: FileView) -> Iterator[Problem]:
    """Filters on values that they refuse, and `|count` on a text."""
    for body in view.bodies:
        pipes = body.all(Pipe)
        # What is asked for its type may come in others than it declares.
        asked = {
            body.text(pipe.value)
            for pipe in pipes
            if pipe.value is not None and any(call.name in TYPE_TESTS for call in pipe.filters)
        }
        for pipe in pipes:
            # What the database works out has filters of its own: `$db.price|mul:2|sum` adds all rows up.
            if asks_database(pipe, body.language):
                continue
            if pipe.value is None or body.text(pipe.value) not in asked:
                for call, kind in body.through(pipe):
                    yield from _filter(view, call, _sure_types(body, pipe.value, kind))


def _sure_types(body: Body, node: Expression | None, kind: Kind) -> int:
    """The types that a value may have, but for null; none where the run may well see null there.

    A kind holds for all of a function, and a variable that is null at first may still be so.
    """
    if kind.has(NULL) and any(not name.startswith("input.") for name in body.named(node)):
        return 0
    return kind.types & ~NULL


def _filter(view: FileView, call: FilterCall, types: int) -> Iterator[Problem]:
    if not types:
        return
    if call.name == "count" and types == TEXT:
        message = "`|count` is for lists, and this is a text"
        yield view.warning("count-of-text", message, call.span, fix=Fix(call.name_span, "strlen"))
    needs, refused = REFUSED.get(call.name, ("", 0))
    if not types & ~refused:
        message = f"`|{call.name}` needs {needs}, but gets {_name(types)}"
        hint = INSTEAD.get((call.name, types))
        if hint is None and types == LIST:
            hint = f"for each element: `|map:($${view.source.text[slice(*call.span)]})`"
        yield view.warning("filter-type", message, call.span, hint=hint)


# -- operators ---------------------------------------------------------------------------------------


@family.rule("operand-type", "null-arithmetic")
def tell_operands(view: FileView) -> Iterator[Problem]:
    """Arithmetic on lists, objects, words and null."""
    for body in view.bodies:
        for node in body.all(Binary):
            if node.operator in ARITHMETIC:
                yield from _operation(view, body, node.operator, (node.left, node.right))
        for statement in body.all(Statement):
            spec = body.language.statements.get(statement.name)
            value = statement.property("value")
            head = subject(statement)
            if spec is not None and spec.operator in ARITHMETIC and head is not None and value is not None:
                yield from _operation(view, body, str(spec.operator), (head, value))


@family.rule("operand-type")
def tell_loops(view: FileView) -> Iterator[Problem]:
    """Loops over what they cannot walk."""
    for body in view.bodies:
        for statement in body.statements(*LOOPED):
            head = subject(statement)
            types = _sure_types(body, head, body.kind(head))
            needs, refused, hint = LOOPED[statement.name]
            if head is not None and types and not types & ~refused:
                message = f"`{statement.name}` needs {needs}, but gets {_name(types)}"
                yield view.warning("operand-type", message, head.span, hint=hint)


def _operation(
    view: FileView, body: Body, operator: str, operands: tuple[Expression, Expression]
) -> Iterator[Problem]:
    kinds = [body.kind(operand) for operand in operands]
    for operand, kind in zip(operands, kinds, strict=True):
        if kind.types == NULL:
            message = f"this is always null, which counts as 0 in `{operator}`"
            yield view.warning("null-arithmetic", message, operand.span)
        wrong = _wrong(body, operand, kind)
        if wrong is not None:
            message = f"`{operator}` needs numbers, but gets {wrong}"
            yield view.warning("operand-type", message, operand.span, hint=_instead(operator, kind))
            return


def _wrong(body: Body, operand: Expression, kind: Kind) -> str | None:
    # Few operands get as far as to be searched for what may be null.
    if kind.types & HOLDERS and not kind.types & ~(HOLDERS | NULL) and _sure_types(body, operand, kind):
        return _name(kind.types & ~NULL)
    if type(operand) is Literal and isinstance(operand.value, str) and not _is_numeric(operand.value):
        return "a text"
    return None


def _is_numeric(text: str) -> bool:
    try:
        to_number(text, "")
    except Exception:
        return False
    return True


def _instead(operator: str, kind: Kind) -> str | None:
    if operator != "+":
        return None
    if kind.only(TEXT):
        return "`~` joins texts: $a ~ $b"
    return "`~` joins lists, `|push` adds an element" if kind.only(LIST | NULL) else None


def _name(types: int) -> str:
    return " or ".join(dict.fromkeys(name for one, name in NAMES.items() if types & one))
