"""What a function refers to: other functions and env names."""

from __future__ import annotations

from dataclasses import dataclass, field

from runner.source import Span
from runner.syntax.nodes import Expression, FunctionDocument, Literal, Member, Statement, Variable, Word, walk

CALLS = frozenset({"function.run", "function.call"})
ALL_ENV = frozenset({"util.get_env"})


@dataclass(slots=True)
class References:
    """The names that stand in the code of one function, each with its first place.

    ``any_function`` and ``any_env`` say that the code also refers to names that only a run knows.
    """

    functions: dict[str, Span] = field(default_factory=dict)
    env: dict[str, Span] = field(default_factory=dict)
    any_function: bool = False
    any_env: bool = False


def references(document: FunctionDocument) -> References:
    """The references of a function's stack and response."""
    found = References()
    for part in (document.stack, document.response):
        if part is None:
            continue
        members = []
        for node in walk(part):
            if type(node) is Statement:
                _statement(node, found)
            elif type(node) is Member and type(node.base) is Variable and node.base.name == "env":
                members.append(node.base)
                if not node.key.startswith("$"):
                    found.env.setdefault(node.key, node.span)
            elif type(node) is Variable and node.name == "env" and not any(node is one for one in members):
                found.any_env = True
    return found


def _statement(statement: Statement, found: References) -> None:
    if statement.name in ALL_ENV:
        found.any_env = True
    if statement.name not in CALLS:
        return
    name = next((item for item in statement.head if isinstance(item, Expression)), None)
    if isinstance(name, Literal):
        found.functions.setdefault(str(name.value), name.span)
    elif isinstance(name, Word):
        found.functions.setdefault(name.text, name.span)
    elif name is not None:
        found.any_function = True
