"""Statements: their heads, their blocks, what may stand behind them."""

import pytest

from runner.syntax.nodes import Block, Statement
from tests.syntax.reading import documents, problems, stack, statements


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("var $x { value = 1 }", "(var $x {value=1})"),
        ("var $x {\n  value = 1\n}", "(var $x {value=1})"),
        ("var $x\n{\n  value = 1\n}", "(var $x {value=1})"),
        ("var.update $x.a.b { value = 1 }", '(var.update (. (. $x "a") "b") {value=1})'),
        ("var.update $x[$i] { value = 1 }", "(var.update ([] $x $i) {value=1})"),
        ('var.update $x["k"].a { value = 1 }', '(var.update (. ([] $x "k") "a") {value=1})'),
        ("break", "(break)"),
        ("text.trim $x", "(text.trim $x)"),
        ('function.run "f" { input = {a: 1} } as $r', '(function.run "f" {input={"a": 1}} as $r)'),
        ("function.run f/g { } as $r", "(function.run f/g {} as $r)"),
        ('function.run "f" as $r', '(function.run "f" as $r)'),
        ('query "hit" verb=GET { }', '(query "hit" verb=GET {})'),
        ('query hit verb="GET" { }', '(query hit verb="GET" {})'),
        ('precondition ($a > 1) { error = "no" }', '(precondition (paren (> $a 1)) {error="no"})'),
        ("precondition (`$a > 1`) { }", "(precondition (paren (tick (> $a 1))) {})"),
        ("array.find $a if ($this > 1) as $x", "(array.find $a (if (> $this 1)) as $x)"),
        (
            "array.find ($a|first) if ($this > 1) as $x",
            "(array.find (paren (| $a (first))) (if (> $this 1)) as $x)",
        ),
        ("!debug.log { value = 1 }", "(!debug.log {value=1})"),
        (
            'expect.to_equal ($response.a) { value = "x" }',
            '(expect.to_equal (paren (. $response "a")) {value="x"})',
        ),
        ("group { stack { break } }", "(group {(stack {(break)})})"),
        (
            "db.query t { where = $db.t.a == 1 } as $r",
            '(db.query t {where=(== (. (. $db "t") "a") 1)} as $r)',
        ),
    ],
)
def test_heads_and_blocks(text, tree):
    assert stack(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("f { } as $x", "(f {} as $x)"),
        ("f { } as $x.a", '(f {} as (. $x "a"))'),
        ("f { } as $x|first", "(f {} as $x (first))"),
        ('f { } as $x|get:"a":1|trim', '(f {} as $x (get "a" 1) (trim))'),
        ("f {\n}\nas $x", "(f {} as $x)"),
        ("f as $x { a = 1 }", "(f as $x {a=1})"),
        ("each as $i { break }", "(each as $i {(break)})"),
    ],
)
def test_as_names_the_result(text, tree):
    shown = stack(text)
    # The alias stands behind the block in a tree, wherever it was written.
    assert shown == tree or shown == tree.replace("f as $x {a=1}", "f {a=1} as $x").replace(
        "each as $i {(break)}", "each {(break)} as $i"
    )


CONTROL = [
    (
        "conditional { if ($a) { } elseif ($b) { } else { } }",
        "(conditional {(if (paren $a) {}) (elseif (paren $b) {}) (else {})})",
    ),
    (
        "conditional {\n  if ($a) {\n  }\n\n  elseif ($b) {\n  }\n  else {\n  }\n}",
        "(conditional {(if (paren $a) {}) (elseif (paren $b) {}) (else {})})",
    ),
    (
        "conditional {\n  if ($a) {\n  } elseif ($b) {\n  } else {\n  }\n}",
        "(conditional {(if (paren $a) {}) (elseif (paren $b) {}) (else {})})",
    ),
    ("foreach ($a) { each as $i { } }", "(foreach (paren $a) {(each {} as $i)})"),
    ("for (5) { each as $i { } }", "(for (paren 5) {(each {} as $i)})"),
    ("foreach ((1..5)) { each as $i { } }", "(foreach (paren (paren (.. 1 5))) {(each {} as $i)})"),
    ("while ($a < 1) { each { } }", "(while (paren (< $a 1)) {(each {})})"),
    (
        'switch ($a) { case ("x") { } break case (2) { } default { } }',
        '(switch (paren $a) {(case (paren "x") {} break) (case (paren 2) {}) (default {})})',
    ),
    (
        "switch ($a) {\n  case (1) {\n  } break\n\n  default {\n  }\n}",
        "(switch (paren $a) {(case (paren 1) {} break) (default {})})",
    ),
    (
        "try_catch { try { } catch { } finally { } }",
        "(try_catch {(try {}) (catch {}) (finally {})})",
    ),
    ("return { value = $x }", "(return {value=$x})"),
    ('throw { name = "a" value = 1 }', '(throw {name="a" value=1})'),
]


@pytest.mark.parametrize(("text", "tree"), CONTROL)
def test_control_flow(text, tree):
    assert stack(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("f { a = 1 b = 2 }", "(f {a=1 b=2})"),
        (
            'f { a = "x" b = $y c = {} d = [1] e = now g = $x|trim }',
            '(f {a="x" b=$y c={} d=[1] e=now g=(| $x (trim))})',
        ),
        ("f { a=1 b=(2) c=`3` d=$x.y }", '(f {a=1 b=(paren 2) c=(tick 3) d=(. $x "y")})'),
        ("f {\n  a = 1,\n  b = 2,\n}", "(f {a=1 b=2})"),
        ("f {\n  a =\n    1\n  b = 2\n}", "(f {a=1 b=2})"),
        ("f {\n  a = $x\n    |trim\n  b = 2\n}", "(f {a=(| $x (trim)) b=2})"),
        ("f {\n  as = 1\n  if = 2\n  input = 3\n  break = 4\n}", "(f {as=1 if=2 input=3 break=4})"),
        ("f {\n  value = 1 // one\n  // two\n}", "(f {value=1})"),
        ("f { a.b = 1 }", "(f {a.b=1})"),
        ("f { g { h = 1 } i = 2 }", "(f {(g {h=1}) i=2})"),
    ],
)
def test_properties(text, tree):
    assert stack(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "var $a { value = 1 }\nvar $b { value = 2 }",
        "var $a { value = 1 } var $b { value = 2 }",
        "\n\nvar $a {\n  value = 1\n}\n\n\nvar $b {\n  value = 2\n}\n",
        "// one\nvar $a { value = 1 } // two\n// three\nvar $b { value = 2 }",
    ],
)
def test_statements_follow_each_other(text):
    assert stack(text) == "(var $a {value=1})\n(var $b {value=2})"


def test_a_newline_ends_a_head():
    assert stack("break\ncontinue\ndebug.log { value = 1 }") == "(break)\n(continue)\n(debug.log {value=1})"


def test_a_disabled_statement_on_the_line_behind_a_value():
    """`!` at the start of a line disables a statement; only `!=` goes on with the line before."""
    assert stack("var $a {\n  value = 1\n}\n!debug.log {\n  value = $a\n}") == (
        "(var $a {value=1})\n(!debug.log {value=$a})"
    )


@pytest.mark.parametrize("name", ["brand.new", "nobody_knows", "a.b.c.d"])
def test_a_statement_that_nobody_has_heard_of_loses_nothing(name):
    text = f'{name} "x" $y (1) k=v {{ a = 1 inner {{ b = 2 }} }} as $z'
    assert stack(text) == f'({name} "x" $y (paren 1) k=v {{a=1 (inner {{b=2}})}} as $z)'


def test_what_a_statement_gives_of_its_parts():
    (statement,) = statements("array.find $a if ($this > 1) {\n  value = 1\n  value = 2\n  inner {\n  }\n}")
    assert isinstance(statement, Statement)
    assert statement.condition is not None
    assert statement.property("value").value == 2  # the last one counts
    assert statement.property("other") is None
    assert isinstance(statement.block.block("inner"), Block)
    assert statement.block.block("other") is None
    assert [entry.key for entry in statement.block.properties] == ["value", "value"]


def test_a_statement_without_a_block_has_no_properties():
    (statement,) = statements("break")
    assert statement.property("value") is None
    assert statement.condition is None


@pytest.mark.parametrize(
    "construct",
    [
        'query "a/{id}" verb=GET { auth = "user" input { int id } stack { } response = 1 }',
        'table "t" { auth = false schema { int id text name? } index = [{type: "primary"}] }',
        'agent "a" { llm = { type: "openai", prompt: "{{ $args.x }}" } tools = [{ name: "t" }] }',
        'task "t" { stack { } schedule = [{starts_on: 2026-01-01 02:00:00+0000, freq: 86400}] }',
        'api_group "g" { canonical = "x" }',
        'middleware "m" { input { json vars } stack { } response = null response_strategy = "merge" }',
        'addon "a" { input { int id } stack { } }',
        'workflow_test "w" { stack { expect.to_equal ($a) { value = 1 } } }',
        'tool "t" { instructions = "x" input { } stack { } response = null }',
        'mcp_server "m" { tools = [] }',
        'realtime_channel "c" { public = true }',
        'table_trigger "t" { table = "x" actions = {insert: true} stack { } }',
        'branch "v1" { color = "#fff" }',
    ],
)
def test_constructs_that_a_job_only_carries(construct):
    (document,) = documents(construct)
    assert document.construct == construct.split()[0]


@pytest.mark.parametrize(
    "text",
    [
        "conditional {\n  if ($a) {\n  } else {\n  }\n}",
        "var $x { value = 1 } // trailing",
        "var $x {\n  value = {\n    // first\n    a: 1 // second\n    // last\n  }\n}",
        "var $x {\n  value = $a|count + 1\n}",
        'var $x {\n  value = $a|to_text ~ " - " ~ $b|trim\n}',
        "var $result { value = 1 }",
        "foreach ($a) {\n  each {\n  }\n}",
    ],
)
def test_what_the_validator_of_xano_rejects_and_we_accept(text):
    assert problems(f'// header\n\nfunction "f" {{\n  stack {{\n{text}\n  }}\n  response = 1\n}}\n') == []
