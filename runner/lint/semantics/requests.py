"""`api.request`: where its result is, and what its `headers` and `params` may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from runner.check.guards import EQUALITY
from runner.check.live import live_filters, live_statements, walk_live
from runner.check.variables import path_of, subject, ungrouped
from runner.errors import Fix, Problem
from runner.lint.bodies import Body, variable_name
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.constants import is_constant
from runner.syntax.nodes import (
    Binary,
    Expression,
    FilterCall,
    Index,
    Literal,
    Member,
    Node,
    ObjectLiteral,
    Pipe,
    Statement,
    Variable,
)
from runner.values.kinds import NULL, OBJECT

family = RuleFamily("semantics")

NAME = "api.request"
PARTS = frozenset({"request", "response"})
RESPONSE_PARTS = frozenset({"headers", "result", "status"})
# What people call the body of a response elsewhere.
BODIES = frozenset({"body", "content", "data", "json", "payload", "result", "text"})
STATUS = ("response", "status")
STATUSES = {"status_code": "status", "statusCode": "status", "code": "status", "header": "headers"}
ENCODING = frozenset({"url_encode", "url_encode_rfc3986"})
BASIC = re.compile(r"\s*Authorization\s*:\s*Basic\s+", re.IGNORECASE)


# -- the result ----------------------------------------------------------------------------------------


@family.rule("response-path", "status-as-text")
def tell_results(view: FileView) -> Iterator[Problem]:
    """Reads of what no result of a request has, and a status that is compared with a text."""
    for body in view.bodies:
        results = _results(body)
        if results:
            yield from _paths(view, body, results)
            yield from _statuses(view, body, results)


def _results(body: Body) -> frozenset[str]:
    """The variables that hold the result of a request, and never anything else."""
    return frozenset(
        name for name, statements in body.assignments.items() if all(map(_gives_result, statements))
    )


def _gives_result(statement: Statement) -> bool:
    alias, later = statement.alias, statement.property("async")
    if statement.name != NAME or alias is None or alias.filters or type(alias.target) is not Variable:
        return False
    return later is None or is_constant(later, False)


def _paths(view: FileView, body: Body, results: frozenset[str]) -> Iterator[Problem]:
    paths: list[Member | Index] = [*body.all(Member), *body.all(Index)]
    longer = {id(node.base) for node in paths}
    for node in paths:
        name, steps = _steps(node)
        if id(node) not in longer and name in results:
            yield from _path(view, node, name, steps)
    for pipe in body.all(Pipe):
        node_name, steps = _steps(pipe.value) if pipe.value is not None else (None, ())
        first = live_filters(pipe.filters)[:1]
        if node_name not in results or not first or first[0].name != "get" or not first[0].arguments:
            continue
        key = first[0].arguments[0]
        if type(key) is Literal and isinstance(key.value, str):
            yield from _path(view, pipe, node_name, (*steps, *key.value.split(".")))


def _steps(node: Expression) -> tuple[str | None, tuple[str, ...]]:
    """The variable of a path and the keys below it, up to the first that only a run knows."""
    root, steps = path_of(node)
    keys: list[str] = []
    for step in steps:
        key = step.key if isinstance(step.key, str) else _literal(step.key)
        if key is None:
            break
        keys.append(key)
    return variable_name(root), tuple(keys)


def _literal(node: Expression) -> str | None:
    return node.value if type(node) is Literal and isinstance(node.value, str) else None


def _path(view: FileView, node: Node, name: str | None, steps: tuple[str, ...]) -> Iterator[Problem]:
    meant = _meant(steps)
    if meant is not None:
        wrong = ".".join((f"${name}", *steps[: 2 if steps[0] == "response" else 1]))
        message = f"the result of `{NAME}` has no `{wrong}`"
        hint = f"did you mean `{'.'.join((f'${name}', *meant))}`?"
        yield view.warning("response-path", message, node.span, hint=hint)


def _meant(steps: tuple[str, ...]) -> tuple[str, ...] | None:
    """What a path below a result should be; None where it may be right."""
    if not steps or steps[0] == "request":
        return None
    below = steps[1:] if steps[0] == "response" else steps
    if steps[0] == "response" and (not below or below[0] in RESPONSE_PARTS):
        return None
    first = STATUSES.get(below[0], below[0])
    if first in BODIES:
        return ("response", "result", *below[1:])
    if first in RESPONSE_PARTS:
        return ("response", first, *below[1:])
    return ("response", "result", *below)


def _statuses(view: FileView, body: Body, results: frozenset[str]) -> Iterator[Problem]:
    for node in body.all(Binary):
        if node.operator in EQUALITY:
            for side, other in ((node.left, node.right), (node.right, node.left)):
                if _is_status(side, results):
                    yield from _status(view, other)
    for switch in body.statements("switch"):
        head = subject(switch)
        if head is not None and _is_status(head, results):
            for case in live_statements(switch.block):
                value = subject(case)
                yield from _status(view, value) if value is not None else ()


def _is_status(node: Expression, results: frozenset[str]) -> bool:
    name, steps = _steps(node)
    return name in results and steps == STATUS


def _status(view: FileView, node: Expression) -> Iterator[Problem]:
    node = ungrouped(node)
    text = _literal(node)
    if text is not None:
        fix = Fix(node.span, text) if text.isascii() and text.isdigit() else None
        message = "the status of a response is a number, and this is a text"
        yield view.warning("status-as-text", message, node.span, fix=fix)


# -- what is sent --------------------------------------------------------------------------------------


@family.rule("headers-object", "basic-auth", "encoded-twice")
def tell_requests(view: FileView) -> Iterator[Problem]:
    """Headers that Xano does not send, credentials that are not encoded, values that are encoded twice."""
    for body in view.bodies:
        for statement in body.statements(NAME):
            headers, params = statement.property("headers"), statement.property("params")
            if headers is not None:
                yield from _headers(view, body, headers)
                yield from _credentials(view, body, headers)
            if params is not None and _is_get(statement):
                yield from _encoded(view, params)


def _headers(view: FileView, body: Body, headers: Expression) -> Iterator[Problem]:
    if body.kind(headers).types & ~NULL == OBJECT:
        message = 'Xano takes headers as a list of "Name: value", and this is an object'
        fix = _as_list(view, ungrouped(headers))
        hint = 'headers = ["Content-Type: application/json"]' if fix is None else None
        yield view.warning("headers-object", message, headers.span, hint=hint, fix=fix)


def _as_list(view: FileView, headers: Expression) -> Fix | None:
    """The list that an object of texts means."""
    if type(headers) is not ObjectLiteral or headers.blocks:
        return None
    lines: list[str] = []
    for entry in headers.entries:
        key, value = _literal(entry.key), _literal(entry.value)
        written = view.source.text[slice(*entry.value.span)]
        if key is None or value is None or written[:1] != '"' or written[:3] == '"""':
            return None
        lines.append(f'"{key}: {written[1:]}')
    return Fix(headers.span, f"[{', '.join(lines)}]")


def _credentials(view: FileView, body: Body, headers: Expression) -> Iterator[Problem]:
    """`"Authorization: Basic " ~ $user ~ ":" ~ $password`: what stands behind `Basic` has to be base64."""
    for node in walk_live(headers):
        if type(node) is not Literal or not isinstance(node.value, str):
            continue
        basic = BASIC.match(node.value)
        if basic is None:
            continue
        around = max(_joins(headers, node), key=lambda join: join.span.end, default=node)
        rest = node.value[basic.end() :]
        if ":" in rest or any(":" in text for text in _plain_texts(body, around, node)):
            message = "behind `Basic` stands the base64 text of user:password, and this is not encoded"
            hint = '"Authorization: Basic " ~ (($user ~ ":" ~ $password)|base64_encode)'
            yield view.warning("basic-auth", message, around.span, hint=hint)


def _joins(headers: Expression, text: Literal) -> Iterator[Node]:
    for node in walk_live(headers):
        if type(node) is Binary and node.operator == "~" and node.span.start == text.span.start:
            yield node


def _plain_texts(body: Body, node: Node, but: Node) -> Iterable[str]:
    """The texts that are joined without being encoded, also those of variables that are set once."""
    pending: list[Node] = [node]
    while pending:
        part = pending.pop()
        part = ungrouped(part) if isinstance(part, Expression) else part
        if type(part) is Binary and part.operator == "~":
            pending += [part.left, part.right]
        elif type(part) is Literal and part is not but and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, Expression):
            pending.extend(filter(None, [body.value_before(part)]))


def _is_get(statement: Statement) -> bool:
    method = statement.property("method")
    return method is None or (_literal(ungrouped(method)) or "").upper() == "GET"


def _encoded(view: FileView, params: Expression) -> Iterator[Problem]:
    for call in _values_of(params):
        if call.name in ENCODING:
            message = "the `params` of a GET are encoded when they are sent, so this is encoded twice"
            yield view.warning("encoded-twice", message, call.span, hint=f"leave out `|{call.name}`")


def _values_of(params: Expression) -> Iterator[FilterCall]:
    """The last filter of each value of an object, of `{}|set:"key":value` as well."""
    params = ungrouped(params)
    values: list[Expression] = []
    if type(params) is ObjectLiteral:
        values = [entry.value for entry in params.entries]
    elif type(params) is Pipe:
        values = [call.arguments[1] for call in live_filters(params.filters) if len(call.arguments) > 1]
    for value in map(ungrouped, values):
        filters = live_filters(value.filters) if type(value) is Pipe else []
        yield from filters[-1:]
