"""What a statement gives where nothing is found, taken for null: `redis.get` gives false."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from runner.check.guards import EQUALITY, is_null
from runner.check.live import live_filters
from runner.check.variables import subject, ungrouped
from runner.errors import Fix, Problem
from runner.lint.bodies import Body, variable_name
from runner.lint.rules import FileView, RuleFamily
from runner.source import Span
from runner.syntax.nodes import (
    Binary,
    Expression,
    FilterCall,
    Group,
    Literal,
    Logical,
    Node,
    ObjectEntry,
    Pipe,
    Property,
    Statement,
    Ternary,
    Unary,
    Variable,
)

family = RuleFamily("semantics")

NAME = "redis.get"
# Filters that ask for null, and those that false does not get through.
NULL_FILTERS = frozenset({"first_notnull", "is_null"})
FALSE_FILTERS = frozenset({"first_notempty", "is_bool", "is_empty", "not"})
ASKING = frozenset({"elseif", "if", "precondition", "while"})


class Use(NamedTuple):
    """An expression that asks whether ``asked`` is null; ``meant`` is what to write, or ""."""

    node: Expression
    asked: Expression
    meant: str = ""


@family.rule("redis-miss")
def tell_misses(view: FileView) -> Iterator[Problem]:
    """`redis.get { ... } as $x`, and then `$x == null` or `$x ?? 0`."""
    for body in view.bodies:
        if not any(body.statements(NAME)):
            continue
        known = _asked_for_false(body)
        alone = _alone(body)
        for use in _uses(body):
            name = variable_name(ungrouped(use.asked))
            if name not in known and id(use.node) not in body.in_elements and _is_found(body, name, use.node):
                yield _problem(view, use.node.span, use.meant, id(use.node) in alone)
        for statement in body.statements(NAME):
            call = _first(statement.alias.filters) if statement.alias is not None else None
            if call is not None and call.name in NULL_FILTERS:
                yield _problem(view, call.span)


def _problem(view: FileView, span: Span, meant: str = "", is_alone: bool = True) -> Problem:
    message = f"`{NAME}` gives false where there is no key, and false is not null"
    if not meant:
        return view.warning("redis-miss", message, span, hint="ask whether it is `=== false`")
    # Not safe: who stores null under a key may mean that null.
    fix = Fix(span, meant if is_alone else f"({meant})", safe=False)
    return view.warning("redis-miss", message, span, hint=f"write `{meant}`", fix=fix)


# -- what asks for null ------------------------------------------------------------------------------


def _uses(body: Body) -> Iterator[Use]:
    for node in body.all(Binary):
        if node.operator in EQUALITY and (is_null(node.left) or is_null(node.right)):
            asked = node.left if is_null(node.right) else node.right
            operator = "===" if node.operator.startswith("=") else "!=="
            yield Use(node, asked, f"{_written(body, asked)} {operator} false")
    for logical in body.all(Logical):
        if logical.operator == "??":
            yield Use(logical, logical.left, _else(body, logical.left, logical.right))
    for pipe in body.all(Pipe):
        call = _first(pipe.filters)
        if pipe.value is not None and call is not None and call.name in NULL_FILTERS:
            is_whole = len(pipe.filters) == 1
            yield Use(pipe, pipe.value, _instead(body, pipe.value, call) if is_whole else "")


def _instead(body: Body, value: Expression, call: FilterCall) -> str:
    """What to write for the only filter of a pipe."""
    if call.name == "is_null":
        return f"{_written(body, value)} === false"
    return _else(body, value, call.arguments[0]) if len(call.arguments) == 1 else ""


def _else(body: Body, value: Expression, other: Expression) -> str:
    written = _written(body, value)
    return f"{written} === false ? {_written(body, other)} : {written}"


def _written(body: Body, node: Node) -> str:
    return body.source.text[slice(*node.span)]


def _first(filters: list[FilterCall]) -> FilterCall | None:
    return next(iter(live_filters(filters)), None)


def _alone(body: Body) -> frozenset[int]:
    """The identities of what no operator binds, and no filter."""
    found: list[Expression | None] = [body.document.response, *map(subject, body.all(Statement))]
    found += [property_.value for property_ in body.all(Property)]
    found += [entry.value for entry in body.all(ObjectEntry)]
    found += [node.inner for node in body.all(Group)]
    # The operands of `==` bind as those of `===` do.
    return frozenset(map(id, [*found, *body.all(Binary)]))


# -- what is known of a variable ---------------------------------------------------------------------


def _is_found(body: Body, name: str | None, node: Expression) -> bool:
    """Whether what a variable holds was last set by `redis.get`, as it came, of a key that may be missing."""
    before = [one for one in body.assignments.get(name or "", ()) if one.span.end <= node.span.start]
    last = before[-1] if before else None
    if last is None or last.name != NAME or last.alias is None or last.alias.filters:
        return False
    return type(last.alias.target) is Variable and not _is_looked_for(body, last)


def _is_looked_for(body: Body, statement: Statement) -> bool:
    """Whether `redis.has` asks for the key before."""
    key = statement.property("key")
    others = (one.property("key") for one in body.statements("redis.has") if one.span < statement.span)
    return key is not None and body.text(key) in {body.text(other) for other in others if other is not None}


def _asked_for_false(body: Body) -> frozenset[str]:
    """The variables that a function asks for false or for their truth: its author knows what a miss gives."""
    asked: list[Expression | None] = [subject(statement) for statement in body.statements(*ASKING)]
    for node in body.all(Binary):
        if node.operator in EQUALITY and any(map(_is_bool, (node.left, node.right))):
            asked += [node.left, node.right]
    for logical in body.all(Logical):
        asked += [] if logical.operator == "??" else [logical.left, logical.right]
    asked += [unary.operand for unary in body.all(Unary) if unary.operator == "!"]
    asked += [ternary.condition for ternary in body.all(Ternary)]
    asked += [
        pipe.value for pipe in body.all(Pipe) if any(call.name in FALSE_FILTERS for call in pipe.filters)
    ]
    names = (variable_name(ungrouped(node)) for node in asked if node is not None)
    return frozenset(name for name in names if name is not None)


def _is_bool(node: Expression) -> bool:
    node = ungrouped(node)
    return type(node) is Literal and type(node.value) is bool
