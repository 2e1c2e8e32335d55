"""Texts that should not be written by hand: JSON put together with `~`, keys and tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.check.live import live_filters
from runner.check.variables import ungrouped
from runner.errors import Problem
from runner.keys import find_keys
from runner.lint.bodies import Body
from runner.lint.rules import FileView, RuleFamily
from runner.source import Span
from runner.syntax.nodes import Binary, Expression, Literal, Pipe
from runner.values.kinds import BOOL, NUMERIC

family = RuleFamily("semantics")

# Where an object, or a list of texts or objects, begins.
JSON_START = re.compile(r'\s*(\{\s*"|\[\s*["{])')
# Filters whose results may stand in JSON as they are.
SAFE = frozenset({"count", "json_encode", "strlen", "to_int"})


@family.rule("json-by-hand")
def tell_json(view: FileView) -> Iterator[Problem]:
    """`'{"name": "' ~ $name ~ '"}'`: a quote or a newline in a value would break it."""
    for body in view.bodies:
        inner = {id(node.left) for node in body.all(Binary) if node.operator == "~"}
        for node in body.all(Binary):
            if node.operator == "~" and id(node) not in inner:
                parts = _parts(node)
                first = parts[0]
                is_json = (
                    type(first) is Literal
                    and isinstance(first.value, str)
                    and JSON_START.match(first.value) is not None
                )
                if is_json and not all(_is_safe(body, part) for part in parts[1:]):
                    message = "JSON that is put together with `~` breaks at the first quote in a value"
                    hint = "build an object and encode it: {name: $name}|json_encode"
                    yield view.warning("json-by-hand", message, node.span, hint=hint)


def _parts(node: Expression) -> list[Expression]:
    """What is joined, from left to right."""
    parts: list[Expression] = []
    while type(node) is Binary and node.operator == "~":
        parts.append(ungrouped(node.right))
        node = node.left
    return [ungrouped(node), *reversed(parts)]


def _is_safe(body: Body, part: Expression) -> bool:
    if type(part) is Literal or body.kind(part).only(NUMERIC | BOOL):
        return True
    last = live_filters(part.filters)[-1:] if type(part) is Pipe else []
    return bool(last) and last[0].name in SAFE


@family.rule("secret-literal")
def tell_secrets(view: FileView) -> Iterator[Problem]:
    """Keys and tokens anywhere in a file, comments included; no message and no excerpt shows them."""
    for start, end, what in find_keys(view.source.text):
        message = f"this looks like {what}, and whoever reads the file has it"
        hint = "take it from the environment ($env.api_key), and replace the key where it was made"
        yield view.warning("secret-literal", message, Span(start, end), hint=hint)
