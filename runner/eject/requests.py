"""`api.request` -> a call of httpx where the request is plain enough for one, else of a helper."""

from __future__ import annotations

from collections.abc import Iterable

from runner.check.live import walk_live
from runner.check.variables import is_var, ungrouped
from runner.eject import pieces
from runner.eject.expressions import Expressions
from runner.eject.needs import Refusal
from runner.eject.operators import Operand
from runner.eject.pieces import Code, call, name, text
from runner.eject.piped import display
from runner.records import Record
from runner.syntax.nodes import (
    FunctionDocument,
    Literal,
    Member,
    Node,
    ObjectLiteral,
    Statement,
    Variable,
)
from runner.values.kinds import INT, LIST, OBJECT, TEXT

NAME = "api.request"
PARTS = frozenset({"status", "result", "headers"})
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
# Properties that neither httpx nor the helper is told about.
FOREIGN = (
    "verify_host",
    "verify_peer",
    "follow_location",
    "ca_certificate",
    "certificate",
    "private_key",
    "private_key_password",
)
DEFAULT_TIMEOUT = 10
JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"


class Request(Record):
    """A request as a call of httpx: the method of the client, the address, its other arguments."""

    method: str
    url: Code
    named: dict[str, Code]

    @property
    def code(self) -> Code:
        """The call."""
        return call(f"context.client.{self.method.lower()}", self.url, **self.named)


# -- which variables hold an answer of httpx ------------------------------------------------------------


def answer_names(document: FunctionDocument, nodes: Iterable[Node]) -> set[str]:
    """The variables that requests alone set, and of which only parts of the response are read."""
    found: set[str] = set()
    other: set[str] = set()
    fitting: set[int] = set()
    for node in nodes:
        if type(node) is Statement and node.alias is not None and type(node.alias.target) is Variable:
            plain = node.name == NAME and not node.alias.filters and is_off(node.property("async"))
            (found if plain else other).add(node.alias.target.name)
            fitting.add(id(node.alias.target))
        elif type(node) is Member and is_var(node.base):
            other.add(node.key)  # `$var.answer` is the answer as a whole
        elif type(node) is Member and node.key in PARTS and type(node.base) is Member:
            inner = node.base
            if inner.key == "response" and type(inner.base) is Variable:
                fitting.add(id(inner.base))
    everything = walk_live([document.stack, document.response])
    whole = {one.name for one in everything if isinstance(one, Variable) and id(one) not in fitting}
    return found - other - whole


def is_off(flag: Node | None) -> bool:
    """Whether a switch is surely off."""
    return flag is None or (type(flag) is Literal and not flag.value)


# -- writing one ----------------------------------------------------------------------------------------


def plain_request(expressions: Expressions, statement: Statement) -> Request | None:
    """The request as a call of httpx; None where it is not surely one.

    Raises:
        Refusal: a part of it cannot be written at all.
    """
    method = _method(statement)
    url = expressions.text(statement.property("url"))
    headers = _headers(expressions.value(statement.property("headers")))
    if method not in METHODS or headers is None:
        return None
    kinds = [key for key in headers if key.lower() == "content-type"]
    content_type = (headers[kinds[0]].literal or "?") if kinds else ""
    params = _params(expressions, statement, method, content_type, url)
    if params is None:
        return None
    if "json" in params:  # httpx says so itself
        headers = {key: value for key, value in headers.items() if key not in kinds}
    named = dict(params)
    if headers:
        named["headers"] = pieces.dictionary((text(key), value) for key, value in headers.items())
    named["timeout"] = _timeout(expressions, statement)
    return Request(method, url, named)


def helper_request(expressions: Expressions, statement: Statement) -> tuple[Code, ...]:
    """What the helper `request` is called with.

    Raises:
        Refusal: it cannot do what the request asks for.
    """
    headers = expressions.value(statement.property("headers"))
    if MULTIPART in str(statement.property("headers")):
        raise Refusal("a request with a multipart body", statement.name_span)
    method = statement.property("method")
    words = [
        name(f"{expressions.needs.the_context()}.client"),
        text(_method(statement)) if _method(statement) else pieces.method(expressions.text(method), "upper"),
        expressions.text(statement.property("url")),
    ]
    named = {
        "params": expressions.value(statement.property("params")),
        "headers": headers,
        "timeout": _timeout(expressions, statement),
    }
    return (
        *words,
        *(pieces.keyword_argument(key, value) for key, value in named.items() if value != pieces.NONE),
    )


def refuse_foreign(statement: Statement) -> None:
    """Look for properties of a request that nothing here can keep.

    Raises:
        Refusal: there is one.
    """
    for key in FOREIGN:
        value = statement.property(key)
        if value is not None and not (type(value) is Literal and value.value in (True, None, "")):
            raise Refusal(f"`{key}` of a request", value.span)


def _method(statement: Statement) -> str:
    """The method where it is a literal, else ""."""
    node = statement.property("method")
    node = ungrouped(node) if node is not None else None
    if node is None:
        return "GET"
    return (
        str(node.value).strip().upper() if type(node) is Literal else str(getattr(node, "text", "")).upper()
    )


def _timeout(expressions: Expressions, statement: Statement) -> Code:
    seconds = statement.property("timeout")
    if seconds is None:
        return name(str(DEFAULT_TIMEOUT))
    return expressions.operators.number(expressions.operand(seconds))


def _headers(lines: Code) -> dict[str, Code] | None:
    """Names and values of headers that are written as a list of texts; None where they are not."""
    if lines == pieces.NONE:
        return {}
    items, found = display(lines, "["), {}
    for item in items if items is not None else ():
        only = item.pieces[0]
        start = only.parts[0] if len(item.pieces) == 1 and isinstance(only, pieces.Text) else None
        if not isinstance(only, pieces.Text) or not isinstance(start, str) or ":" not in start:
            return None
        key, _, rest = start.partition(":")
        parts = (rest.lstrip(), *only.parts[1:])
        if key.strip().lower() != "content-length":
            found[key.strip()] = pieces.formatted(text(one) if isinstance(one, str) else one for one in parts)
    return found if items is not None else None


def _params(
    expressions: Expressions, statement: Statement, method: str, content_type: str, url: Code
) -> dict[str, Code] | None:
    """`params` as arguments of httpx."""
    node = statement.property("params")
    if node is None:
        return {}
    params = Operand(expressions.value(node), expressions.known.of(node))
    entries = display(params.code, "{")
    if entries == ():
        return {} if method in ("GET", "DELETE", "HEAD") else {"json": params.code}
    if method == "GET" or (method in ("DELETE", "HEAD") and content_type != JSON):
        # httpx puts `params` in the place of a query that stands in the address.
        return {"params": params.code} if _is_flat(expressions, node) and _has_no_query(url) else None
    if content_type == FORM:
        return {"data": params.code} if _is_flat(expressions, node) else None
    if method in ("POST", "PUT", "PATCH") and content_type in ("", JSON):
        known = params.only(OBJECT) or params.only(LIST) or entries is not None
        return {"json": params.code} if known else None
    return None


def _is_flat(expressions: Expressions, node: Node) -> bool:
    """Whether an object holds texts and ints alone, which every library writes alike."""
    node = ungrouped(node) if not isinstance(node, Statement) else node  # type: ignore[arg-type]
    if type(node) is not ObjectLiteral:
        return False
    kinds = [expressions.known.of(entry.value) for entry in node.entries]
    return all(kind.types and kind.only(TEXT | INT) for kind in kinds)


def _has_no_query(url: Code) -> bool:
    only = url.pieces[0]
    if len(url.pieces) != 1 or not isinstance(only, pieces.Text):
        return False
    return not any(isinstance(part, str) and "?" in part for part in only.parts)
