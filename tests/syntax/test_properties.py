"""Properties: no text breaks the reader, and what is made by the rules is read by the rules."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runner.errors import Problem, XanoScriptSyntaxError
from runner.source import Source
from runner.syntax import parse_source, read_comments
from runner.syntax.nodes import walk
from runner.syntax.recovery import MOST_READINGS
from tests.syntax.reading import function, sexpr, stack
from tests.syntax.sexpr import show

EXAMPLES = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

PROGRAMS = (
    """\
run.job "Sum" {
  main = {
    name : "sum"
    input: {numbers: [1, 2.5, -3], label: "total", deep: {a: null}}
  }

  env = ["KEY"]
}
---
// Adds numbers.
function "sum" {
  input {
    decimal[] numbers?
    text label?="sum" filters=trim|min:1 {
      description = "what to call it"
    }
    enum mode?=fast {
      values = ["fast", "slow"]
    }
  }

  stack {
    var $total { value = 0 } // starts at nothing
    foreach ($input.numbers) {
      each as $number {
        conditional {
          if ($number|is_null || $number < 0) {
            continue
          }
          elseif (`$number > 100`) {
            throw {
              name = "TooLarge"
              value = "got " ~ ($number|to_text)
            }
          }
          else {
            math.add $total { value = $number }
          }
        }
      }
    }

    switch ($input.mode) {
      case ("fast") {
        debug.log { value = $env.KEY|md5 }
      } break

      default {
        try_catch {
          try {
            function.run "other" {
              input = {
                a: $total // of all
                "b c": [1, $total]|first
              }
            } as $other|get:"x.y":0
          }

          catch {
            return { value = $error.message }
          }
        }
      }
    }
  }

  response = {
    label: $input.label ?? "none"
    total: $total == 0 ? null : ($total|round:2)
    list : (1..3)
    text : \"\"\"
      raw "text"
    \"\"\"
  }
}
""",
    """\
query "items/{id}" verb=GET {
  auth = "user"

  input {
    int id? filters=min:1
    object[] rows? { schema { int a text? b?="x" } }
  }

  stack {
    db.query "item" {
      where = $db.item.id == $input.id && $db.item.at >=? now
      sort = {item.at: "desc"}
      return = {type: "list", paging: {page: 1, per_page: 25}}
    } as $items

    array.find $items if ($this.price > 10) as $dear
    !debug.log { value = $dear }
    while ($items|count > 0) { each { array.pop $items as $last } }
  }

  response = $items|map:{id: $$.id, name: $$.name|upper}
}
""",
)
TOKEN = re.compile(r'"""[^"]*"""|"(?:[^"\\]|\\.)*"|//[^\n]*|\w+|\s+|.', re.DOTALL)
PIECES = (
    *"{}()[]\"'`|:;,=!?.$#/*+-~<>&%@\\\n\t ^",
    *('"a"', "$x", "$$", "1", "1.5", "now", "if", "else", "each", "as $x", "input", "stack", "filters=x"),
    *("---", '"""', "```", "//", "/*", "=>", "==", "=", "&&", "||", "??", "..", "...", "${a}", "and", "not "),
    *("null", "é", "\u201c", "\u200b", "\x00", "\r", "\r\n", "\ufeff", "😀", "function", "run.job", "var $x"),
)


def check(text: str) -> int:
    """Read a text: it is XanoScript, or it has problems that can be shown; the number of those."""
    found: Sequence[Problem] = ()
    try:
        for document in parse_source(Source(text, "made.xs")):
            for node in walk(document.statement):
                assert 0 <= node.span.start <= node.span.end <= len(text)
    except XanoScriptSyntaxError as error:
        found = error.problems
    for problem in found:
        size = len(problem.source.text)
        assert 0 <= problem.span.start <= problem.span.end <= size
        assert "\n" not in problem.message
        assert problem.source.excerpt(problem.span).count("\n") == 1
        assert re.fullmatch(r"made\.xs:\d+:\d+", problem.where)
        if problem.fix is not None:
            assert 0 <= problem.fix.span.start <= problem.fix.span.end <= size
    return len(found)


@EXAMPLES
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_pieces(text):
    assert check(text) <= len(text)


@EXAMPLES
@given(st.text(max_size=60))
def test_any_characters(text):
    assert check(text) <= len(text)


@EXAMPLES
@given(st.text(max_size=30))
def test_any_characters_inside_of_a_function(text):
    assert check(f'function "f" {{\n  stack {{\n    {text}\n  }}\n}}\n') <= MOST_READINGS + len(text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A program with tokens deleted, doubled, swapped, and pieces put between them."""
    tokens = TOKEN.findall(draw(st.sampled_from(PROGRAMS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(tokens) - 1))
        kind = draw(st.sampled_from(("delete", "double", "insert", "cut", "swap")))
        if kind == "delete":
            del tokens[at]
        elif kind == "double":
            tokens.insert(at, tokens[at])
        elif kind == "insert":
            tokens.insert(at, draw(st.sampled_from(PIECES)))
        elif kind == "cut":
            tokens[at] = tokens[at][:-1]
        else:
            other = draw(st.integers(0, len(tokens) - 1))
            tokens[at], tokens[other] = tokens[other], tokens[at]
    return "".join(tokens)


@EXAMPLES
@given(mutated())
def test_mutated_programs(text):
    # Every reading gives one problem at most, and a shape is told once for each line of code.
    assert check(text) <= MOST_READINGS + text.count("\n") + 1


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_that_ends_anywhere(program):
    """As somebody types it."""
    for end in range(0, len(program), 7):
        check(program[:end])


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_programs_are_valid(program):
    assert check(program) == 0


# -- programs by the rules -------------------------------------------------------------------------

NAMES = st.sampled_from(("a", "b2", "item_id", "result", "index", "text", "value", "as", "if", "in", "größe"))
NUMBERS = st.one_of(
    st.integers(0, 2**62).map(str),
    st.floats(0, 1e9, allow_nan=False).map(lambda number: format(number, "f")),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(json.dumps)
VARIABLES = NAMES.map(lambda name: f"${name}")
ATOMS = st.one_of(NUMBERS, TEXTS, VARIABLES, st.sampled_from(("true", "null", "now", "$$", "($input.a?)")))
OPERATORS = ("+", "-", "*", "/", "%", "~", "==", "!=", "===", "<", ">=", "&&", "||", "??", "..", "in")


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of smaller ones."""
    return st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(lambda parts: "({} {} {})".format(*parts)),
        st.tuples(inner, inner, inner).map(lambda parts: "(({}) ? ({}) : ({}))".format(*parts)),
        inner.map(lambda text: f"!({text})"),
        inner.map(lambda text: f"-({text})"),
        inner.map(lambda text: f"(`{text}`)" if "`" not in text else text),
        st.tuples(VARIABLES, NAMES).map(".".join),
        st.tuples(VARIABLES, inner).map(lambda parts: "{}[{}]".format(*parts)),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=3).map(lambda items: "[" + "".join(f"\n({item})" for item in items) + "\n]"),
        st.dictionaries(st.one_of(NAMES, TEXTS), inner, max_size=3).map(
            lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
        ),
        st.tuples(inner, NAMES, st.lists(inner, max_size=2)).map(
            lambda parts: f"(({parts[0]})|{parts[1]}" + "".join(f":({item})" for item in parts[2]) + ")"
        ),
    )


EXPRESSIONS = st.recursive(ATOMS, composed, max_leaves=8)


@EXAMPLES
@given(EXPRESSIONS)
def test_expressions_by_the_rules_are_read(text):
    assert sexpr(text) == sexpr(text)


@EXAMPLES
@given(EXPRESSIONS)
def test_an_expression_in_parentheses_is_itself(text):
    assert sexpr(f"({text})") == f"(paren {sexpr(text)})"
    assert sexpr(f"(\n  {text}\n  // comment\n)") == f"(paren {sexpr(text)})"


@EXAMPLES
@given(EXPRESSIONS, EXPRESSIONS)
def test_lists_read_the_same_with_commas_and_newlines(first, second):
    assume(not second.startswith("-"))
    assert sexpr(f"[{first}, {second}]") == sexpr(f"[\n  {first}\n\n  // two\n  {second}\n]")


@EXAMPLES
@given(EXPRESSIONS, EXPRESSIONS)
def test_properties_read_the_same_on_one_line_and_on_two(first, second):
    assert stack(f"f {{ k = {first}\n l = {second} }}") == stack(
        f"f {{\n  k = {first} // c\n\n  l = {second}\n}}"
    )


STATEMENTS = st.recursive(
    st.one_of(
        st.tuples(NAMES, EXPRESSIONS).map(lambda parts: "var ${} {{\n  value = {}\n}}".format(*parts)),
        st.tuples(NAMES, EXPRESSIONS).map(lambda parts: 'api.x "y" {{\n  {} = {}\n}} as $z'.format(*parts)),
        EXPRESSIONS.map(lambda text: f"return {{ value = {text} }}"),
        st.sampled_from(("break", "continue", "text.trim $x", '!debug.log { value = "a" }')),
    ),
    lambda inner: st.one_of(
        st.tuples(EXPRESSIONS, inner).map(
            lambda parts: "conditional {{\n  if ({}) {{\n{}\n  }}\n  else {{\n  }}\n}}".format(*parts)
        ),
        st.tuples(EXPRESSIONS, inner).map(
            lambda parts: "foreach ({}) {{\n  each as $i {{\n{}\n  }}\n}}".format(*parts)
        ),
        st.lists(inner, max_size=3).map(lambda items: "group {\n  stack {\n" + "\n".join(items) + "\n  }\n}"),
    ),
    max_leaves=4,
)


@EXAMPLES
@given(st.lists(STATEMENTS, max_size=3))
def test_statements_by_the_rules_are_read(lines):
    assert stack("\n".join(lines)) == "\n".join(stack(line) for line in lines)
    assert stack("\n\n// comment\n".join(lines)) == stack("\n".join(lines))


TYPES = st.tuples(
    st.sampled_from(("int", "text", "decimal", "bool", "json", "email")),
    st.sampled_from(("", "[]", "[1:3]", "[2:]")),
    st.sampled_from(("", "?")),
).map("".join)
ENDINGS = st.sampled_from(
    (
        "",
        "?",
        "?=1",
        '?="x y"',
        "?=now",
        "?=[]",
        " filters=trim|min:1",
        "? filters=lower",
        ' { description = "d" }',
    )
)


@EXAMPLES
@given(st.lists(st.tuples(TYPES, NAMES, ENDINGS), max_size=4), EXPRESSIONS)
def test_functions_by_the_rules_are_read(declared, response):
    lines = "\n".join(f"    {kind} {name}{ending}" for kind, name, ending in declared)
    text = f'function "f" {{\n  input {{\n{lines}\n  }}\n\n  response = {response}\n}}\n'
    document = function(text)
    assert [item.name for item in document.inputs] == [name for _, name, _ in declared]
    assert [item.optional for item in document.inputs] == [ending[:1] == "?" for _, _, ending in declared]
    assert show(document.response) == sexpr(response)
    assert read_comments(Source(text)) == ()
