"""What a body tells of a function."""

from __future__ import annotations

import pytest

import runner
from runner.language import xanoscript
from runner.lint.bodies import Body
from runner.syntax.nodes import Binary, FunctionDocument, Index, Pipe
from runner.values.kinds import ANY, FLOAT, INT, NULL, TEXT


def body_of(stack: str) -> Body:
    head = "function f {\n  input {\n    text? name\n    json[] list\n  }\n  stack {\n"
    (document,) = runner.parse(f"{head}{stack}\n  }}\n  response = null\n}}\n")
    assert isinstance(document, FunctionDocument)
    return Body(document, xanoscript())


def test_disabled_code_is_no_part() -> None:
    body = body_of("!var $x { value = 1 }\nvar $y { value = $x|!trim }")
    assert (list(body.assignments), body.through(body.all(Pipe)[0])) == (["y"], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [("$a  +\n1", "$a + 1"), ("($a)", "$a"), ("(($var.a))", "$a"), ("`$a|trim`", "$a|trim")],
)
def test_expressions_that_say_the_same_are_one_text(one: str, other: str) -> None:
    keys = [node.key for node in body_of(f"debug.log {{ value = [$x[{one}], $x[{other}]] }}").all(Index)]
    body = body_of(f"debug.log {{ value = [$x[{one}], $x[{other}]] }}")
    assert len({body.text(key) for key in keys}) == 1


def test_kinds_are_those_of_inputs_and_unknown_within_elements() -> None:
    body = body_of("debug.log { value = [$input.name|trim, $input.list|map:($$|trim), ($input.name|lower)] }")
    outer, mapped, inner, _ = body.all(Pipe)
    assert body.kind(outer.value).types == TEXT | NULL
    assert [call.name for call, _ in body.through(mapped)] == ["map"]
    assert (body.kind(inner), body.through(inner)) == (ANY, [])


def test_names_are_variables_and_inputs() -> None:
    body = body_of("var $x { value = $var.a ~ $b.c ~ $input.name ~ $env.key }")
    (statement,) = body.statements("var")
    assert body.named(statement.block) == {"a", "b", "input.name", "env"}


def test_of_what_is_too_deep_to_be_compiled_nothing_is_known() -> None:
    body = body_of(f"debug.log {{ value = [(1 | abs), {' + '.join('1' * 5000)}] }}")
    (pipe,) = body.all(Pipe)
    assert body.kind(pipe).types == INT | FLOAT
    assert body.kind(body.all(Binary)[0]) == ANY
    assert (body.kind(pipe), body.through(pipe)) == (ANY, [])
