"""Statements that ask the world outside: other functions, the network, the clock, the log."""

from __future__ import annotations

from runner.check.variables import subject
from runner.eject import pieces
from runner.eject.needs import Refusal
from runner.eject.operators import Operand
from runner.eject.pieces import call, name, text
from runner.eject.requests import Request, helper_request, is_off, plain_request, refuse_foreign
from runner.eject.statements import Statements, Writer
from runner.syntax.nodes import (
    Literal,
    Statement,
    Variable,
)
from runner.values.kinds import ANY, TEXT


def _run(writer: Statements, statement: Statement) -> None:
    if statement.property("timeout") is not None:
        raise Refusal("the `timeout` of `function.run`", statement.name_span)
    node = subject(statement)
    called = text(node.text) if node is not None and hasattr(node, "text") else writer.expressions.text(node)
    given = statement.property("input")
    inputs = writer.expressions.value(given) if given is not None else pieces.dictionary(())
    flag = statement.property("async")
    if flag is None or writer.expressions.value(flag) == pieces.FALSE:
        writer.bind(statement.alias, Operand(writer.expressions.context("call", called, inputs), ANY))
        return
    writer.needs.module("from functools import partial")
    work = call("partial", name(f"{writer.needs.the_context()}.call"), called, inputs)
    writer.bind(statement.alias, Operand(writer.expressions.context("submit", work), ANY))


def _await(writer: Statements, statement: Statement) -> None:
    if statement.property("timeout") is not None:
        raise Refusal("the `timeout` of `await`", statement.name_span)
    ids = statement.property("ids")
    waited = writer.expressions.value(ids if ids is not None else subject(statement))
    writer.bind(statement.alias, Operand(writer.expressions.helper("awaited", waited), ANY))


def _request(writer: Statements, statement: Statement) -> None:
    refuse_foreign(statement)
    alias = statement.alias
    word = alias.target.name if alias is not None and type(alias.target) is Variable else ""
    request = plain_request(writer.expressions, statement)
    if request is not None and (alias is None or word in writer.expressions.known.answers):
        writer.needs.the_context()
        _send(writer, request, word)
        return
    flag = statement.property("async")
    if not is_off(flag) and type(flag) is not Literal:
        raise Refusal("an `async` that is computed", statement.name_span)
    writer.needs.helper("request")
    arguments = helper_request(writer.expressions, statement)
    code = call("request", *arguments)
    if not is_off(flag):
        writer.needs.module("from functools import partial")
        code = writer.expressions.context("submit", call("partial", name("request"), *arguments))
    writer.bind(alias, Operand(code, ANY))


def _send(writer: Statements, request: Request, word: str) -> None:
    names = writer.expressions.names.variables
    if not word:
        writer.out.add("", request.code)
        return
    writer.out.assign(names[word], request.code)
    if f"{word}.data" in names:
        writer.out.assign(names[f"{word}.data"], writer.expressions.helper("body_of", name(names[word])))


def _log(writer: Statements, statement: Statement) -> None:
    value = writer.expressions.operand(statement.property("value"))
    said = value.code
    if not value.only(TEXT):
        said = writer.expressions.helper("message_of" if value.kind.has(TEXT) else "to_json", said)
    writer.out.add("", writer.expressions.context("log", said))


def _sleep(writer: Statements, statement: Statement) -> None:
    seconds = writer.expressions.operand(statement.property("value"))
    writer.out.add("", writer.expressions.context("sleep", writer.expressions.operators.number(seconds)))


def _random(writer: Statements, statement: Statement) -> None:
    bounds = [writer.property(statement, key) for key in ("min", "max")]
    method = f"{writer.needs.the_context()}.random.randint"
    writer.bind(statement.alias, Operand(call(method, *bounds), ANY))


WORLD: dict[str, Writer] = {
    "function.run": _run,
    "function.call": _run,
    "await": _await,
    "api.request": _request,
    "debug.log": _log,
    "util.sleep": _sleep,
    "security.random_number": _random,
}
