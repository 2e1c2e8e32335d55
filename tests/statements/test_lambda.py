"""The statement `api.lambda` in functions: what its code sees, and where its failures stand."""

from __future__ import annotations

import pytest

import runner

JOB = """run.job "j" {{
  main = {{ name: "f", input: {{ n: 4, list: [3, 1, 2] }} }}
  env = ["KEY"]
}}
---
function "f" {{
  input {{
    int n
    int[] list
  }}
  stack {{
    var $a {{
      value = {{ k: 10 }}
    }}
{stack}
  }}
  response = $x
}}
---
function "g" {{
  input {{
    text word
  }}
  stack {{
    api.lambda {{
      code = "return [$input, $var];"
    }} as $x
  }}
  response = $x
}}
"""


def run(stack, **options):
    return runner.run(JOB.format(stack=stack), env={"KEY": "k-value"}, **options)


def code(text, more=""):
    return f'api.lambda {{\n code = """\n{text}\n"""\n{more}\n}} as $x'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("return $input.n * 2;", 8),
        ("return { list: $input.list.toSorted(), k: $var.a.k };", {"list": [1, 2, 3], "k": 10}),
        ("return [$env.KEY, $env.OTHER === undefined, $auth];", ["k-value", True, None]),
        ("return Object.keys($var);", ["a"]),
        ("// a comment alone", None),
        ("const $result = 1, $index = 2; return $result + $index;", 3),
        ("const wait = (ms) => new Promise((r) => setTimeout(r, ms)); await wait(1); return 'done';", "done"),
    ],
)
def test_the_code_sees_what_the_function_sees(text, expected):
    result = run(code(text))
    assert result.error is None
    assert result.response == expected


def test_each_function_has_inputs_and_variables_of_its_own():
    assert run('function.run "g" {\n input = { word: "w" }\n} as $x').response == [{"word": "w"}, {}]


def test_the_code_is_an_expression_like_any_other():
    assert run('var $code { value = "return " }\napi.lambda { code = $code ~ "6 * 7" } as $x').response == 42


def test_what_the_code_changes_does_not_change_the_variables():
    stack = code("$var.a.k = 99; return 1;") + "\nvar.update $x { value = $a.k }"
    assert run(stack).response == 10


def test_a_failure_stands_at_the_statement_and_shows_the_line():
    result = run(code("const x = 1;\nthrow new RangeError(`bad ${x}`);"))
    assert result.error.name == "RangeError"
    line = "throw new RangeError(`bad ${x}`);"
    assert result.error.message == f"`api.lambda` failed: RangeError: bad 1, in line 3 of its code: `{line}`"
    assert result.error.span.line == 15


def test_a_failure_can_be_caught():
    stack = f"""
    try_catch {{
      try {{
        {code("throw { code: 42 };")}
      }}
      catch {{
        var $x {{ value = [$error.name, $error.result.code] }}
      }}
    }}"""
    assert run(stack).response == ["thrown", 42]


def test_an_endless_loop_ends_with_its_timeout():
    result = run(code("for (;;) {}", "timeout = 0.05"))
    assert result.error.message.endswith("its code takes longer than its timeout of 0.05 seconds")


def test_the_time_limit_of_the_run_counts_for_javascript_too():
    result = run(code("for (;;) {}"), timeout=0.2)
    assert "stopped after 0.2 seconds" in result.error.message


def test_the_log_of_the_run_has_what_the_console_got():
    result = run(code("console.log('n is', $input.n); console.warn($env.KEY); return 1;"))
    assert [(entry.level, entry.message) for entry in result.logs] == [("log", "n is 4"), ("warning", "***")]


def test_a_list_as_code_is_refused():
    assert run("api.lambda { code = [1] } as $x").error.message.startswith("`api.lambda` needs a text")
