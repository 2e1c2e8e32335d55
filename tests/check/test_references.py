"""What functions refer to, what of them is live, and which variables they set."""

from __future__ import annotations

import pytest

from check.conftest import read_function
from runner.check import references
from runner.check.live import is_disabled, live_statements, walk_live
from runner.check.suggestions import did_you_mean, near
from runner.check.variables import is_reserved, root_variable, subject, targets
from runner.language import xanoscript
from runner.syntax.nodes import FilterCall, Literal, Statement


@pytest.mark.parametrize(
    ("stack", "functions", "env"),
    [
        ('function.run "a" as $x\nfunction.run b as $y', ["a", "b"], []),
        ('foreach ([1]) {\n each {\n function.run "a/b c"\n }\n}', ["a/b c"], []),
        ('!function.run "a"', [], []),
        ('var $x { value = $env.A ~ $env["B"] }', [], ["A"]),
        ("var $x { value = [1]|map:$env.A }", [], ["A"]),
        ("array.find $x if ($this == $env.A) as $y", [], ["A"]),
        ("var $x { value = $env.$remote_ip }", [], []),
        ("var $x { value = 1|!add:$env.A }", [], []),
        ("var $x { value = $env.A ?? $env.A }", [], ["A"]),
        (
            'util.template_engine { value = "{{ $env.A }}, {{ $env.B|e }}, {{ $env.$remote_ip }}" } as $x',
            [],
            ["A", "B"],
        ),
        ('var $t { value = "{{ $env.A }}" }\nutil.template_engine { value = $t } as $x', [], ["A"]),
        ('api.lambda { code = "return $env.A" } as $x', [], ["A"]),
        ('var $x { value = [1]|lambda_map:"return $env.A" }', [], ["A"]),
        ('debug.log { value = "set $env.A first" }', [], []),
    ],
)
def test_names_in_the_code(stack, functions, env):
    found = references(read_function(stack))
    assert list(found.functions) == functions
    assert list(found.env) == env


@pytest.mark.parametrize(
    ("stack", "any_function", "any_env"),
    [
        ('function.run "a"', False, False),
        ('function.run ("a" ~ $b)', True, False),
        ("var $x { value = $env.A }", False, False),
        ("var $x { value = $env }", False, True),
        ('var $x { value = $env["A"] }', False, True),
        ("util.get_env as $x", False, True),
        ("!util.get_env as $x", False, False),
        ('api.lambda { code = "return $env.A" } as $x', False, False),
        ('api.lambda { code = "return Object.keys($env)" } as $x', False, True),
        ('util.template_engine { value = "$environment" } as $x', False, False),
    ],
)
def test_names_that_only_a_run_knows(stack, any_function, any_env):
    found = references(read_function(stack))
    assert (found.any_function, found.any_env) == (any_function, any_env)


def test_a_name_has_its_first_place():
    document = read_function('var $x { value = $env.A }\nfunction.run "a"\nfunction.run "a"', "$env.A")
    found = references(document)
    assert document.source.where(found.env["A"]) == "f.xs:3:18"
    assert document.source.where(found.functions["a"]) == "f.xs:4:14"


def test_the_response_counts():
    assert list(references(read_function("", "$env.B")).env) == ["B"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("var $x { value = 1 }", False),
        ("!var $x { value = 1 }", True),
        ("var $x { value = 1\n disabled = true }", True),
        ("var $x { value = 1\n disabled = false }", False),
        ('var $x { value = 1\n disabled = "true" }', False),
        ("return", False),
    ],
)
def test_disabled_statements(statement, expected):
    document = read_function(statement)
    assert document.stack is not None
    assert is_disabled(document.stack.statements[0]) is expected
    assert live_statements(document.stack) == ([] if expected else document.stack.statements)


def test_nothing_lives_in_no_block():
    assert live_statements(None) == []


def test_what_is_disabled_is_not_walked():
    stack = "var $a { value = 1|!add:2|sub:3 }\n!group {\n stack {\n var $b { value = 4 }\n }\n}"
    nodes = list(walk_live(read_function(stack).stack))
    assert [node.name for node in nodes if type(node) is Statement] == ["var"]
    assert [node.name for node in nodes if type(node) is FilterCall] == ["sub"]
    assert [node.value for node in nodes if type(node) is Literal] == [1, 3]


@pytest.mark.parametrize(
    ("expression", "root"),
    [
        ("$a", "a"),
        ("$a.b.c", "a"),
        ("$a[0].b", "a"),
        ("($a).b", "a"),
        ("$var.a", "a"),
        ("$var.a.b[1]", "a"),
        ("$var", "var"),
        ("$$.x", "$"),
        ("1", None),
        ("$a|abs", None),
        ("{a: 1}.a", None),
    ],
)
def test_root_variable(expression, root):
    document = read_function("", expression)
    assert document.response is not None
    assert root_variable(document.response) == root


@pytest.mark.parametrize(
    ("statement", "roots"),
    [
        ("var $a { value = $b }", ["a"]),
        ("var.update $a.b { value = 1 }", ["a"]),
        ("array.pop $a as $b", ["a", "b"]),
        ("array.find $a if ($this > 1) as $b", ["b"]),
        ("foreach ($a) {\n each as $b {\n }\n}", []),
        ("precondition ($a)", []),
        ("debug.log { value = $a }", []),
    ],
)
def test_targets(statement, roots):
    document = read_function(statement)
    assert document.stack is not None
    (node,) = document.stack.statements
    assert [root_variable(target) for target in targets(node, xanoscript())] == roots


def test_the_subject_is_the_first_expression_of_the_head():
    document = read_function("array.find ($a) if ($this > 1) as $b\nreturn")
    assert document.stack is not None
    first, second = document.stack.statements
    found = subject(first)
    assert found is not None
    assert root_variable(found) == "a"
    assert subject(second) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("$env.A", True),
        ("$this", True),
        ("$input", True),
        ("$input.a", False),
        ("$result", False),
        ("$x", False),
    ],
)
def test_reserved_names(expression, expected):
    document = read_function("", expression)
    assert document.response is not None
    assert is_reserved(document.response) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("lenght", "length"), ("LENGTH", "length"), ("len", None), ("", None), ("array.pus", "array.push")],
)
def test_near_names(name, expected):
    assert near(name, ["length", "array.push", ""]) == expected


def test_a_row_of_the_table_goes_before_a_near_name():
    assert did_you_mean("summ", ["sum"], {"summ": "write $list|sum"}) == "write $list|sum"
    assert did_you_mean("summ", ["sum"], {}) == "did you mean `sum`?"
    assert did_you_mean("xyzzy", ["sum"], {}) is None


@pytest.mark.parametrize(
    ("stack", "others", "is_open"),
    [
        ('api.call "a/{id}" verb=get { api_group = "G" }', [("query", "a/{id}", "GET", "G")], False),
        ('api.call "a"', [("query", "a", "", "")], False),
        ('api.call "a" { api_group = $group }', [], True),
        ("api.call ($name) verb=GET", [], True),
        ('addon.call a\ntask.call "t"', [("addon", "a", "", ""), ("task", "t", "", "")], False),
        ('!tool.call "t"', [], False),
        (
            'db.query t { addon = [{name: "a", as: "x", addon: [{name: "b"}]}, {name: "c"}] }',
            [("addon", "a", "", ""), ("addon", "b", "", ""), ("addon", "c", "", "")],
            False,
        ),
        ("db.get t { addon = [{name: $name}] }", [], True),
        ("db.get t { addon = $addons }", [], True),
        ("db.get t { }", [], False),
    ],
)
def test_calls_of_what_is_no_function(stack, others, is_open):
    found = references(read_function(stack))
    assert (list(found.others), found.any_function) == (others, is_open)
