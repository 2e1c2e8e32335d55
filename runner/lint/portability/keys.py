"""Reads of keys that may be missing, under a null guard: here they give null, Xano fails."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.guards import guarded_operands
from runner.check.live import live_statements
from runner.check.variables import is_input, path_of, root_variable, subject, ungrouped
from runner.errors import Problem
from runner.lint.bodies import Body
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.nodes import (
    Binary,
    Expression,
    Index,
    Literal,
    Logical,
    Member,
    ObjectLiteral,
    Pipe,
    Statement,
)

family = RuleFamily("portability")

# What is always there, and how many keys below it are: `$env.KEY`, `$input.name`.
ROOTS = {"env": 1, "auth": 1, "error": 1, "db": 9, "input": 1}
# What the result of an `api.request` always has.
OF_REQUESTS = frozenset({"request", "response", "headers", "result", "status"})
OF_ENTRIES = frozenset({"key", "value"})


@family.rule("guarded-key")
def tell_missing_keys(view: FileView) -> Iterator[Problem]:
    """`$a.b ?? 1`: a read that gives null here where the key is missing, and fails there."""
    for body in view.bodies:
        asked = _asked_for(body)
        for kind in (Logical, Binary, Pipe, Statement):
            for node in body.all(kind):
                for operand in guarded_operands(node, view.language):
                    step = _doubtful_step(body, ungrouped(operand))
                    if step is not None and (body.text(step.base), step.key) not in asked:
                        yield _problem(view, step)


def _problem(view: FileView, step: Member) -> Problem:
    base, key = view.source.text[slice(*step.base.span)], step.key
    message = f"Xano fails where `{key}` is missing; here the read gives null"
    return view.warning("guarded-key", message, step.span, hint=f'{base}|get:"{key}":null')


def _asked_for(body: Body) -> set[tuple[str, object]]:
    """The keys that the function asks for with `|has`, each with the text of its object."""
    return {
        (body.text(pipe.value), call.arguments[0].value)
        for pipe in body.all(Pipe)
        for call in pipe.filters
        if pipe.value is not None
        and call.name == "has"
        and call.arguments
        and isinstance(call.arguments[0], Literal)
    }


def _doubtful_step(body: Body, operand: Expression) -> Member | None:
    """The first step of a path whose key may be missing."""
    root, steps = path_of(operand)
    name = root_variable(root)
    if name is None:
        return None
    for at, step in enumerate(steps):
        if type(step) is not Member or step.optional:
            return None
        if not _is_known(body, root, name, steps[: at + 1]):
            return step
    return None


def _is_known(body: Body, root: Expression, name: str, steps: list[Index | Member]) -> bool:
    keys = [step.key for step in steps if type(step) is Member]
    if len(keys) <= ROOTS.get(name, 0) or _has_schema(body, root, keys[0]):
        return True
    setters = {statement.name for statement in body.assignments.get(name, ())}
    if setters == {"api.request"} and OF_REQUESTS.issuperset(keys):
        return True
    # Rows have their columns; that there is no row is what such a guard asks.
    if setters and all(setter.startswith("db.") for setter in setters):
        return True
    if setters == {"each"}:
        return any(_has_elements(body, walked, keys[0]) for walked in _walked(body, name))
    value = body.value_before(root)
    return len(keys) == 1 and type(value) is ObjectLiteral and keys[0] in _keys(value)


def _has_schema(body: Body, node: Expression, key: str) -> bool:
    """Whether the keys of ``$input.key`` are declared: what was not given is there as null."""
    declared = (item.type_name for item in body.document.inputs if item.name == key)
    return is_input(node) and "object" in declared


def _walked(body: Body, name: str) -> Iterator[Expression]:
    """What is walked by the loops that give ``$name`` its values."""
    for loop in body.statements("foreach"):
        walked = subject(loop)
        each = next((item.alias for item in live_statements(loop.block) if item.alias is not None), None)
        if walked is not None and each is not None and root_variable(each.target) == name:
            yield ungrouped(walked)


def _has_elements(body: Body, walked: Expression, key: str) -> bool:
    """Whether each element of a list has a key."""
    value = walked if type(walked) is Pipe else body.value_before(walked)
    if type(value) is Pipe and value.filters[-1].name == "entries":
        return key in OF_ENTRIES
    return type(walked) is Member and _has_schema(body, walked.base, walked.key)


def _keys(node: ObjectLiteral) -> set[object]:
    return {entry.key.value for entry in node.entries if isinstance(entry.key, Literal)}
