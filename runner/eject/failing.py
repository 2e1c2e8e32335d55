"""Statements that leave a loop or a function, fail, and catch failures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from runner.check.live import live_statements, walk_live
from runner.check.variables import ungrouped
from runner.eject import pieces
from runner.eject.needs import Refusal
from runner.eject.operators import Operand
from runner.eject.pieces import Code, call, name, text
from runner.eject.statements import Statements, Writer, subject_of
from runner.errors import ERROR_TYPES
from runner.syntax.nodes import (
    Literal,
    Statement,
    Variable,
)
from runner.values.kinds import TEXT


def _leave(writer: Statements, statement: Statement) -> None:
    if writer.finals:
        raise Refusal(f"`{statement.name}` in a `finally`", statement.name_span)
    writer.out.add(statement.name)


def _return(writer: Statements, statement: Statement) -> None:
    if writer.finals:
        raise Refusal("`return` in a `finally`", statement.name_span)
    value = writer.property(statement, "value")
    writer.out.add("return ", value) if value != pieces.NONE else writer.out.add("return None")


def _precondition(writer: Statements, statement: Statement) -> None:
    condition = writer.expressions.condition(subject_of(statement))
    if condition in (pieces.FALSE, pieces.TRUE):
        if condition == pieces.FALSE:
            _raise(writer, _failure(writer, statement))
        return
    writer.out.add("if ", pieces.negated(condition), ":")
    with writer.out.block():
        _raise(writer, _failure(writer, statement))


def _failure(writer: Statements, statement: Statement) -> Code:
    message = statement.property("error")
    kind = statement.property("error_type")
    named: dict[str, Code] = {}
    if kind is not None:
        node = ungrouped(kind)
        word = node.value if type(node) is Literal else getattr(node, "text", None)
        if word != "standard":
            key = "kind" if word is None or word in ERROR_TYPES else "name"
            named[key] = text(word) if isinstance(word, str) else writer.expressions.text(kind)
    if statement.property("payload") is not None:
        named["payload"] = writer.property(statement, "payload")
    said = writer.expressions.text(message) if message is not None else text("Precondition failed")
    return call(writer.needs.from_runner("ScriptError"), said, **named)


def _throw(writer: Statements, statement: Statement) -> None:
    value = writer.expressions.operand(statement.property("value"))
    if not value.code.is_name and value.code.literal is None:
        # It is both the message and the payload.
        word = writer.expressions.names.fresh("payload", "detail", "thrown")
        writer.out.assign(word, value.code)
        value = Operand(name(word), value.kind)
    message = value.code if value.only(TEXT) else writer.expressions.helper("to_json", value.code)
    if not value.only(TEXT) and value.kind.has(TEXT):
        message = writer.expressions.helper("message_of", value.code)
    named = {"name": writer.expressions.text(statement.property("name")), "payload": value.code}
    _raise(writer, call(writer.needs.from_runner("ThrownError"), message, **named))


def _raise(writer: Statements, failure: Code) -> None:
    cause = f" from {writer.caught}" if writer.caught is not None else ""
    writer.out.add("raise ", failure, cause)


def _try(writer: Statements, statement: Statement) -> None:
    parts = {part.name: part for part in live_statements(statement.block)}
    writer.out.add("try:")
    writer.block(parts["try"].block if "try" in parts else None)
    _catch(writer, parts.get("catch"))
    if "finally" in parts:
        writer.out.add("finally:")
        writer.finals += 1
        writer.block(parts["finally"].block)
        writer.finals -= 1


def _catch(writer: Statements, part: Statement | None) -> None:
    inside = list(walk_live(part.block)) if part is not None else []
    reads = any(type(node) is Variable and node.name == "error" for node in inside)
    raises = any(type(node) is Statement and node.name in ("throw", "precondition") for node in inside)
    with _catching(writer, "caught" if reads or raises else None):
        writer.out.add(f"except Exception{' as caught' if reads or raises else ''}:")
        with writer.out.block():
            if reads:
                word = writer.expressions.names.variables["error"]
                writer.out.assign(word, writer.expressions.helper("describe", name("caught")))
            writer.inline(part.block if part is not None else None)
            if part is not None and part.block is not None:
                writer.out.comments_before(part.block.span.end)


@contextmanager
def _catching(writer: Statements, word: str | None) -> Iterator[None]:
    around, writer.caught = writer.caught, word
    try:
        yield
    finally:
        writer.caught = around


FAILING: dict[str, Writer] = {
    "break": _leave,
    "continue": _leave,
    "return": _return,
    "precondition": _precondition,
    "throw": _throw,
    "try_catch": _try,
}
