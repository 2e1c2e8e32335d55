"""What a function refers to: other functions and env names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from runner.check.live import walk_live
from runner.check.variables import subject
from runner.source import Span
from runner.syntax.nodes import (
    Attribute,
    Expression,
    FilterCall,
    FunctionDocument,
    ListLiteral,
    Literal,
    Member,
    ObjectLiteral,
    Statement,
    Variable,
    Word,
)

CALLS = frozenset({"function.run", "function.call"})
# Statements that call what is no function, with the construct of that.
OTHER_CALLS = {"api.call": "query", "addon.call": "addon", "task.call": "task", "tool.call": "tool"}
# What the names of statements begin with that ask the database.
DATABASE = "db."
# What the name in a head is the name of, by the first word of the statement's.
NAMED = {"db": "table", "api": "endpoint", "addon": "addon", "task": "task", "tool": "tool"}
# And those that ask Redis.
REDIS = "redis."
# Statements that read every env value at once.
ALL_ENV = frozenset({"util.get_env"})
# Statements, and families of filters, that run a text: a template, or JavaScript.
TAKES_CODE = frozenset({"util.template_engine", "api.lambda", "lambda"})
# `$env.name` in such a text, or `$env` alone; `$env.$name` is given by the runner.
ENV_IN_TEXT = re.compile(r"\$env\b(?!\s*\.\s*\$)(?:\s*\.\s*([A-Za-z_]\w*))?")


# The construct and the name of what is called; of an endpoint the verb and the API group, "" where not said.
OtherCall: TypeAlias = tuple[str, str, str, str]


def named_thing(statement: str) -> str:
    """What a statement wants the name of: "table" for `db.get`."""
    return NAMED.get(statement.partition(".")[0], "function")


@dataclass(slots=True)
class References:
    """The names that stand in the code of one function, each with its first place.

    ``others`` are the endpoints, addons, tasks and tools that it calls. ``any_function`` and ``any_env``
    say that the code also refers to names that only a run knows; ``database`` says that it asks the
    database, ``redis`` that it asks for keys of Redis.
    """

    functions: dict[str, Span] = field(default_factory=dict)
    others: dict[OtherCall, Span] = field(default_factory=dict)
    env: dict[str, Span] = field(default_factory=dict)
    any_function: bool = False
    any_env: bool = False
    database: bool = False
    redis: bool = False


def references(document: FunctionDocument) -> References:
    """The references of a function's stack and response; disabled code refers to nothing."""
    found = References()
    texts: list[Literal] = []
    runs_texts = False
    # Parents come first, so the `$env` of an `$env.name` is known before it is met by itself.
    named: set[int] = set()
    for part in (document.stack, document.response):
        for node in walk_live(part):
            if type(node) is Statement:
                _statement(node, found)
                runs_texts = runs_texts or node.name in TAKES_CODE
            elif type(node) is FilterCall:
                runs_texts = runs_texts or node.name.split("_")[0] in TAKES_CODE
            elif type(node) is Literal:
                if isinstance(node.value, str) and "$env" in node.value:
                    texts.append(node)
            elif type(node) is Member and _is_env(node.base):
                named.add(id(node.base))
                # `$env.$remote_ip` and its like are given by the runner, not by the environment.
                if not node.key.startswith("$"):
                    found.env.setdefault(node.key, node.span)
            elif _is_env(node) and id(node) not in named:
                found.any_env = True
    # Which text is the template or the code may be known to a run alone; any of them may be.
    for text in texts if runs_texts else ():
        _text(text, found)
    return found


def _text(node: Literal, found: References) -> None:
    for match in ENV_IN_TEXT.finditer(node.value):
        if match[1] is None:
            found.any_env = True
        else:
            found.env.setdefault(match[1], node.span)


def _is_env(node: object) -> bool:
    return type(node) is Variable and node.name == "env"


def _statement(statement: Statement, found: References) -> None:
    if statement.name.startswith(DATABASE):
        found.database = True
        _addons(statement.property("addon"), found)
    if statement.name.startswith(REDIS):
        found.redis = True
    if statement.name in OTHER_CALLS:
        _other_call(statement, found)
    if statement.name in ALL_ENV:
        found.any_env = True
    if statement.name not in CALLS:
        return
    name = subject(statement)
    if isinstance(name, Literal):
        found.functions.setdefault(str(name.value), name.span)
    elif isinstance(name, Word):
        found.functions.setdefault(name.text, name.span)
    elif name is not None:
        found.any_function = True


def _other_call(statement: Statement, found: References) -> None:
    attributes = [item.value for item in statement.head if type(item) is Attribute and item.key == "verb"]
    verb = attributes[0] if attributes else statement.property("verb")
    parts = [_constant(node) for node in (subject(statement), verb, statement.property("api_group"))]
    _add_other(OTHER_CALLS[statement.name], parts, statement.span, found)


def _addons(value: Expression | None, found: References) -> None:
    """The addons of a statement of the database: a list of objects with their names, or one of them."""
    for node in value.items if type(value) is ListLiteral else [value] if value is not None else []:
        entries = node.entries if type(node) is ObjectLiteral else []
        given = {entry.key.value: entry.value for entry in entries if type(entry.key) is Literal}
        _add_other("addon", [_constant(given.get("name")) or None, "", ""], node.span, found)
        _addons(given.get("addon"), found)


def _add_other(construct: str, parts: list[str | None], span: Span, found: References) -> None:
    name, verb, api_group = parts
    if name is None or verb is None or api_group is None:
        # What a name leads to that only a run knows may ask for anything.
        found.any_function = found.database = found.redis = True
    else:
        found.others.setdefault((construct, name, verb.upper(), api_group), span)


def _constant(node: Expression | None) -> str | None:
    """A name as it is written out, "" where there is none; None for one that only a run knows."""
    if node is None:
        return ""
    if type(node) is Word:
        return node.text
    return str(node.value) if type(node) is Literal else None
