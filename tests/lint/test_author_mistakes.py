# ruff: noqa: E501
"""What authors of jobs stumble over: one problem for one fault, and after `--fix` the job runs.

Each row is written as people write it, the statements at the left margin.
"""

from __future__ import annotations

import pytest

import runner
from runner.errors import Problem
from runner.lint.checking import Checker, Text
from runner.lint.fixing import fix_texts
from runner.source import Source
from runner.values import dump_json

JOB = 'run.job "Try" {\n  main = { name: "f", input: {n: 5, list: [1, 2, 3], name: " Ann "} }\n}\n---\n'
FUNCTION = (
    'function "f" {\n  input {\n    int n\n    int[] list\n    text name\n  }\n\n'
    "  stack {\n    var $x { value = 0 }\n%s\n  }\n\n"
    "  response = [$x, $input.n, $input.list, $input.name]|first\n}\n"
)
NEW = "    var $x { value = %s }"

STACKS = [
    # if without conditional, nested, chained as elsewhere
    ("bare-if", "if ($input.n > 1) {\n  var.update $x { value = 1 }\n}", 1),
    (
        "bare-if",
        "if ($input.n > 9) {\n  var.update $x { value = 1 }\n}\nelse {\n  math.add $x { value = 2 }\n}",
        2,
    ),
    (
        "bare-if",
        "conditional {\n  if ($input.n > 1) {\n    if ($input.n > 4) {\n      math.add $x { value = 7 }\n    }\n"
        "    else {\n      math.add $x { value = 8 }\n    }\n  }\n}",
        7,
    ),
    (
        "second-if",
        "conditional {\n  if ($input.n > 1) {\n    math.add $x { value = 1 }\n  }\n"
        "  if ($input.n > 2) {\n    math.add $x { value = 2 }\n  }\n  else {\n    math.add $x { value = 4 }\n  }\n}",
        3,
    ),
    (
        "else-if",
        "conditional {\n  if ($input.n > 9) {\n  } else if ($input.n == 5) {\n    math.add $x { value = 3 }\n"
        "  } else {\n  }\n}",
        3,
    ),
    (
        "else-if",
        "conditional {\n  if ($input.n > 9) {\n  }\n  elif $input.n == 5 {\n    math.add $x { value = 3 }\n  }\n}",
        3,
    ),
    (
        "else-outside",
        "conditional {\n  if ($input.n > 9) {\n  }\n}\nelse {\n  math.add $x { value = 4 }\n}",
        4,
    ),
    ("conditional-form", "conditional ($input.n > 1) {\n  math.add $x { value = 6 }\n}", 6),
    ("condition-form", "conditional {\n  if $input.n == 5 {\n    math.add $x { value = 6 }\n  }\n}", 6),
    ("comparison", "conditional {\n  if ($input.n = 5) {\n    math.add $x { value = 6 }\n  }\n}", 6),
    # loops without each
    ("loop-without-each", "foreach ($input.list) {\n  math.add $x { value = 2 }\n}", 6),
    ("loop-without-each", "foreach ($input.list) as $item {\n  math.add $x { value = $item }\n}", 6),
    ("foreach-form", "foreach ($input.list as $item) {\n  math.add $x { value = $item }\n}", 6),
    ("foreach-form", "foreach ($item in $input.list) {\n  math.add $x { value = $item }\n}", 6),
    ("foreach-form", "for $i in 1..3 {\n  math.add $x { value = $i }\n}", 6),
    ("for-form", "for ($i = 0; $i < 4; $i++) {\n  math.add $x { value = $i }\n}", 6),
    ("loop-without-each", "while ($x < 3) {\n  math.add $x { value = 1 }\n}", 3),
    ("each-form", "foreach ($input.list) {\n  each $item {\n    math.add $x { value = $item }\n  }\n}", 6),
    # try without try_catch
    ("bare-try", 'try {\n  throw { name = "a" value = "b" }\n} catch {\n  math.add $x { value = 1 }\n}', 1),
    (
        "catch-name",
        'try_catch {\n  try {\n    throw { name = "a" value = "b" }\n  }\n  catch (err) {\n'
        "    var $x { value = err.message }\n  }\n}",
        "b",
    ),
    # variables
    ("bare-assignment", "$q = []\n$q = $q|push:4\n$x = $q|first", 4),
    ("variable-assignment", "var $x = 4", 4),
    ("variable-assignment", "var $x = { value = 4 }", 4),
    ("bare-assignment", "$x = $x + 4", 4),
    ("bare-assignment", "$x += 4", 4),
    ("declaration-keyword", "let $x = 4", 4),
    ("property-equals", "var $x {\n  value: 4\n}", 4),
    ("missing-equals", "var $x {\n  value 4\n}", 4),
    ("value-form", "var $x 4", 4),
    ("value-form", "math.add $x { 4 }", 4),
    # response inside a block, an early end
    ("inner-response", "conditional {\n  if ($input.n > 1) {\n    response = 9\n  }\n}", 9),
    ("value-form", "return 9", 9),
    # reserved names
    ("reserved-variable", "var $env { value = 3 }\nmath.add $x { value = $env }", 3),
    ("reserved-variable", "var $auth { value = 3 }\nvar $x { value = $auth + 1 }", 4),
    # comments
    ("comment", "# why\nvar $x { value = 1 }", 1),
    ("comment", "/* why */\nvar $x { value = 1 }", 1),
    ("semicolon", "var $x { value = 1 };", 1),
]
EXPRESSIONS = [
    ("unknown-filter", '{a: 1}|has_key:"a"', True),
    ("unknown-filter", '"a,b"|explode:","', ["a", "b"]),
    ("unknown-filter", '"abc"|includes:"b"', True),
    ("unknown-filter", "'[1]'|json_parse", [1]),
    ("unknown-filter", '"a"|toUpperCase', "A"),
    ("filter-call", "$input.name|trim()", "Ann"),
    ("filter-call", '"a-b"|replace("-", "+")', "a+b"),
    ("method-call", "$input.name.trim()", "Ann"),
    ("method-call", '"ann".toUpperCase()', "ANN"),
    ("method-call", "$input.n.toFixed(2)", "5.00"),
    ("path-form", "$input.list[0:2]", [1, 2]),
    ("unknown-call", "count($input.list)", 3),
    ("unknown-call", "Math.floor($input.n / 2)", 2),
    ("word-operator", "$input.n > 1 and $input.n < 9", True),
    ("text-operator", '"a" . "b"', "ab"),
    ("object-colon", "{a = 1}", {"a": 1}),
    ("missing-comma", "{a: 1 b: 2}", {"a": 1, "b": 2}),
    ("null-safe", "{a: 1}|get:$input?.name", None),
    ("null-safe", "$input?.name?.first ?? 1", 1),
    ("path-form", "$input->n", 5),
    ("inner-quote", "'it's' ~ $input.name|trim", "it'sAnn"),
]
INPUTS = [
    ("unknown-type", "boolean a", True),
    ("unknown-type", "integer a", 1),
    ("unknown-type", "number a", 1.5),
    ("unknown-type", "string a", "x"),
    ("unknown-type", "float[] a", [1.5]),
    ("unknown-type", "array a", [1]),
    ("unknown-type", "list[int] a", [1]),
    ("object-without-schema", "object a", {"b": 1}),
    ("object-without-schema", "object a {\n  int b\n}", {"b": 1}),
    ("nested-list", "int[][] a", [[1], [2]]),
    ("input-shape", "a: text", "x"),
    ("input-shape", "array<text> a", ["x"]),
    ("input-decoration", "text a {\n  optional = true\n}", None),
    ("input-decoration", 'text a {\n  required = true\n  description = "the name"\n}', "x"),
    ("input-decoration", "int a {\n  default = 5\n}", 5),
    ("input-decoration", 'text a {\n  filters = "trim|lower"\n}', " x "),
    ("input-decoration", "text a optional", None),
    ("input-decoration", "optional text a", None),
    ("input-default", "int a = 5", 5),
    ("input-default", "int a default 5", 5),
    ("input-filters", "text a filters:trim", " x"),
    ("input-filters", 'text a filters="trim|lower"', " X"),
    ("input-filters", "text a filters=min(1)", "x"),
    ("input-filters", "text a filters=trim,lower", " X"),
    ("enum-without-values", 'enum a = ["x", "y"]', "x"),
]
SEEN = {" x ": "x", " x": "x", " X": "x"}
FILES = [
    # run.job written like a function, or naming its function in another form
    ("job-shape", 'run.job "Two" {\n  stack {\n    var $x { value = 2 }\n  }\n\n  response = $x\n}\n', 2),
    (
        "job-shape",
        'run.job "Two" {\n  description = "d"\n  input {\n    int n?=2\n  }\n\n  stack {\n  }\n\n  response = $input.n\n}\n',
        2,
    ),
    ("job-shape", 'run.job "Two" {\n  main = { name: "f" }\n  input = { n: 2 }\n}\n---\n%s', 2),
    ("job-shape", 'run.job "Two" {\n  function = "f"\n}\n---\n%s', 1),
    ("job-main", 'run.job "Two" {\n  main = "f"\n}\n---\n%s', 1),
    ("job-main", 'run.job "Two" {\n  main {\n    name = "f"\n    input = { n: 3 }\n  }\n}\n---\n%s', 3),
    ("job-without-name", 'run.job {\n  main = { name: "f" }\n}\n---\n%s', 1),
    ("unknown-construct", 'job "Two" {\n  main = { name: "f" }\n}\n---\n%s', 1),
    ("outside-stack", '%s\n---\nfunction "g" {\n  var $x { value = 2 }\n  response = $x\n}\n', 2),
    (
        "function-part",
        '%s\n---\nfunction "g" {\n  steps {\n    var $x { value = 2 }\n  }\n  response = $x\n}\n',
        2,
    ),
    ("response-form", '%s\n---\nfunction "g" {\n  output {\n    value = 2\n  }\n}\n', 2),
    (
        "unknown-property",
        '%s\n---\nfunction "g" {\n  stack {\n    function.run "h" { n = 2 } as $x\n  }\n\n  response = $x\n}\n'
        '---\nfunction "h" {\n  input {\n    int n\n  }\n\n  response = $input.n\n}\n',
        2,
    ),
]
GIVEN = 'function "f" {\n  input {\n    int n?=1\n  }\n\n  response = $input.n\n}\n'
CALLS_G = 'run.job "Two" {\n  main = { name: "g" }\n}'

SENTENCES = [
    # What no machine can mend: the hint says what to write.
    ("util.log { value = 1 }", "debug.log { value = ... }"),
    ("math.increment $x", "math.add $number { value = 1 }"),
    ('storage.read { value = "a" } as $y', "storage.read_file_resource"),
    ("util.uuid as $y", "security.create_uuid as $id"),
    ("var $y { value = len($x) }", "`count` for a list, `strlen` for a text"),
    ("var $y { value = [i for i in $input.list] }", "$input.list|map:$$"),
    ('db.get("users", 1) as $y', "db.get ... { ... }"),
    ("foreach ($x as $k => $v) {\n  debug.log { value = $v }\n}", "foreach ($x|entries)"),
    ("conditional {\n  else {\n  }\n}", "a `conditional` starts with `if`, not with `else`"),
    ("var $y { value = $input.list|length }", "`count` for a list, `strlen` for a text"),
    ('var $y { value = $input.name|default:"a" }', "`first_notnull:...`, or the operator `??`"),
    ("var $y { value = $input.name|substring:0:2 }", "`substr:start:length`"),
    ('api.request {\n  url = "u"\n  auth = "x"\n} as $r', "`api.request` has no `auth`"),
    ("var $y { value = $input.list|map:i => i }", "`$$` is the element that a filter works on"),
    ('$r = api.request {\n  url = "u"\n}', "api.request ... { ... } as $r"),
    ("console.log { value = 1 }", "debug.log { value = ... }"),
    ("debug.lgo { value = 1 }", "did you mean `debug.log`?"),
    ("var $this { value = 1 }", "`$this` cannot be set"),
    ("var $y { value = typeof $x }", "there is no `typeof`"),
    ("try_catch {\n  debug.log { value = 1 }\n  debug.log { value = 2 }\n}", "cannot stand in `try_catch`"),
]


def stack(text: str) -> str:
    """A job whose stack goes on with ``text``."""
    return JOB + FUNCTION % text


def declared(text: str, value: object) -> str:
    """A job that gives ``value``, where it is not the default, to what ``text`` declares as `a`."""
    given = "" if value in (None, 5) else f"a: {dump_json(value)}"
    job = f'run.job "Try" {{\n  main = {{ name: "f", input: {{{given}}} }}\n}}\n---\n'
    lines = text.replace("\n", "\n    ")
    return f'{job}function "f" {{\n  input {{\n    {lines}\n  }}\n\n  response = $input.a\n}}\n'


def errors(text: str) -> list[Problem]:
    """What keeps a text from running."""
    checker = Checker(processors=1)
    found = checker.problems([Text(Source(text, "run.xs"))])
    return [problem for problem in found if problem.severity == "error"]


def mended(text: str) -> str:
    """The text after `xsrun check --fix`."""
    fixed = fix_texts(Checker(processors=1), [Text(Source(text, "run.xs"))], lambda problem: True)
    return fixed.texts[0].source.text


CASES = [
    *((code, stack(text), value) for code, text, value in STACKS),
    *((code, stack(NEW % text), value) for code, text, value in EXPRESSIONS),
    *((code, declared(text, value), SEEN.get(str(value), value)) for code, text, value in INPUTS),
    *(
        (code, text % (CALLS_G if text.startswith("%s") else GIVEN) if "%s" in text else text, value)
        for code, text, value in FILES
    ),
]


@pytest.mark.parametrize(("code", "text", "value"), CASES)
def test_a_mistake_is_one_problem_and_its_fix_runs(code: str, text: str, value: object) -> None:
    assert {problem.code for problem in errors(text)} - {"condition-form"} == {code} - {"condition-form"}
    fixed = mended(text)
    assert errors(fixed) == []
    result = runner.run(fixed)
    assert result.error is None
    assert result.response == value


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_what_no_fix_mends_is_one_sentence(text: str, sentence: str) -> None:
    (problem,) = errors(stack(text))
    assert sentence in f"{problem.message}\n{problem.hint}"
    assert problem.fix is None or not problem.fix.safe


def test_a_name_that_is_only_alike_is_not_put_in_place() -> None:
    text = stack(NEW % "$input.list|cuont")
    (problem,) = errors(text)
    assert problem.hint == "did you mean `count`?"
    assert problem.fix is not None
    assert not problem.fix.safe
    assert mended(text) == text
