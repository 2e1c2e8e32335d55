"""Which variables a statement sets, and which names are not for setting."""

from __future__ import annotations

from collections.abc import Iterator

from runner.specs import Language
from runner.syntax.nodes import Expression, Group, Index, Member, Statement, Variable

# Names that always mean the same thing. Xano reserves more (`$response`, `$output`, `$error`,
# `$index`, `$result`), but jobs that use those as variables pass there, or could run as well.
RESERVED = {
    "auth": "the user who is signed in",
    "db": "the database",
    "env": "the values of the environment",
    "input": "the inputs of the function",
    "this": "the element that an expression looks at",
    "var": "all variables",
    "$": "the element that an expression looks at",
}


def root_variable(node: Expression) -> str | None:
    """The variable that a path starts from, with ``$var.x`` read as ``$x``; None for other values."""
    if type(node) is Variable:
        return node.name
    if type(node) is Member and is_var(node.base):
        return node.key
    if isinstance(node, (Member, Index)):
        return root_variable(node.base)
    return root_variable(node.inner) if type(node) is Group else None


def is_var(node: Expression) -> bool:
    """Whether ``node`` is `$var`, whose members are the variables themselves."""
    return type(node) is Variable and node.name == "var"


def is_input(node: Expression) -> bool:
    """Whether ``node`` is `$input`, whose members are the inputs."""
    return type(node) is Variable and node.name == "input"


def ungrouped(node: Expression) -> Expression:
    """What stands in parentheses or backticks, whichever are around it."""
    while type(node) is Group:
        node = node.inner
    return node


def path_of(target: Expression) -> tuple[Expression, list[Index | Member]]:
    """What a path starts from, a variable or `$var.x`, and the nodes of its steps, outermost first."""
    steps: list[Index | Member] = []
    while True:
        target = ungrouped(target)
        if not isinstance(target, (Index, Member)) or (type(target) is Member and is_var(target.base)):
            return target, steps[::-1]
        steps.append(target)
        target = target.base


def subject(statement: Statement) -> Expression | None:
    """The value or the variable in a head: `$list` of `array.push $list`."""
    return next((item for item in statement.head if isinstance(item, Expression)), None)


def targets(statement: Statement, language: Language) -> Iterator[Expression]:
    """What a statement itself sets, nested statements left out: variables and paths below them."""
    spec = language.statements.get(statement.name)
    changed = subject(statement) if spec is not None and spec.subject == "changes" else None
    if changed is not None:
        yield changed
    if statement.alias is not None:
        yield statement.alias.target


def is_reserved(target: Expression) -> bool:
    """Whether ``target`` cannot be set; elements of `$input` can, `$input` as a whole cannot."""
    name = root_variable(target)
    return name in RESERVED and (name != "input" or type(target) is Variable)
