"""What a function refers to: other functions and env names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from runner.check.live import walk_live
from runner.check.variables import subject
from runner.source import Span
from runner.syntax.nodes import (
    FilterCall,
    FunctionDocument,
    Literal,
    Member,
    Statement,
    Variable,
    Word,
)

CALLS = frozenset({"function.run", "function.call"})
# What the names of statements begin with that ask the database.
DATABASE = "db."
# Statements that read every env value at once.
ALL_ENV = frozenset({"util.get_env"})
# Statements, and families of filters, that run a text: a template, or JavaScript.
TAKES_CODE = frozenset({"util.template_engine", "api.lambda", "lambda"})
# `$env.name` in such a text, or `$env` alone; `$env.$name` is given by the runner.
ENV_IN_TEXT = re.compile(r"\$env\b(?!\s*\.\s*\$)(?:\s*\.\s*([A-Za-z_]\w*))?")


@dataclass(slots=True)
class References:
    """The names that stand in the code of one function, each with its first place.

    ``any_function`` and ``any_env`` say that the code also refers to names that only a run knows;
    ``database`` says that it asks the database.
    """

    functions: dict[str, Span] = field(default_factory=dict)
    env: dict[str, Span] = field(default_factory=dict)
    any_function: bool = False
    any_env: bool = False
    database: bool = False


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
