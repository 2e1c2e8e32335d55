"""Names that Xano keeps for itself, though its own jobs use them, and error types that it does not have."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.suggestions import near
from runner.check.variables import is_var, root_variable, targets
from runner.errors import ERROR_TYPES, Fix, Problem
from runner.lint.bodies import Body
from runner.lint.rules import FileView, RuleFamily
from runner.source import Span
from runner.syntax.nodes import Expression, Literal, Member, Node, Statement, Variable, walk

family = RuleFamily("portability")

# Each with what a variable that has it may be called instead.
RENAMED = {"output": "result", "response": "reply"}


@family.rule("reserved-name")
def tell_reserved(view: FileView) -> Iterator[Problem]:
    """`var $response`: each such variable once, where it is set first."""
    for body in view.bodies:
        told: set[str] = set()
        for statement in body.all(Statement):
            for target in targets(statement, view.language):
                name = root_variable(target)
                if name in RENAMED and name not in told:
                    told.add(name)
                    yield _problem(view, body, name, target)


def _problem(view: FileView, body: Body, name: str, target: Expression) -> Problem:
    message = f"Xano's validator keeps the name `${name}` for itself"
    return view.warning("reserved-name", message, target.span, fix=_renaming(view, body, name))


def _renaming(view: FileView, body: Body, name: str) -> Fix | None:
    """Another name in the whole function; None where a text may be code or a template that reads it."""
    document = body.document
    nodes = [node for part in (document.stack, document.response) for node in walk(part)]
    texts = [node.value for node in nodes if isinstance(node, Literal) and isinstance(node.value, str)]
    if any(name in text for text in texts):
        return None
    taken = {found for node in nodes if isinstance(node, Expression) and (found := root_variable(node))}
    new = next(free for free in (RENAMED[name], f"{name}_value", f"my_{name}") if free not in taken)
    places = sorted(node.span for node in nodes if _reads(node, name))
    parts, at = [], places[0].start
    for place in places:
        parts += [view.source.text[at : place.start], f"${new}"]
        at = place.end
    return Fix(Span(places[0].start, at), "".join(parts))


def _reads(node: Node, name: str) -> bool:
    """Whether a node is `$name` or `$var.name`."""
    if type(node) is Variable:
        return node.name == name
    return type(node) is Member and is_var(node.base) and node.key == name


@family.rule("unknown-error-type")
def tell_error_types(view: FileView) -> Iterator[Problem]:
    """`error_type = "teapot"`: here it counts as standard."""
    for body in view.bodies:
        for statement in body.statements("precondition"):
            value = statement.property("error_type")
            name = value.value if isinstance(value, Literal) else None
            if value is None or not isinstance(name, str) or name in ERROR_TYPES:
                continue
            close = near(name, ERROR_TYPES)
            message = f"there is no error type `{name}`; it counts as standard here"
            hint = f"did you mean `{close}`?" if close else f"one of {', '.join(ERROR_TYPES)}"
            yield view.warning("unknown-error-type", message, value.span, hint=hint)
