"""The code of functions: what it calls, in which order, and what cannot be compiled."""

from __future__ import annotations

import warnings

import pytest

import runner
from compile.conftest import body_of, make_context, read_function
from runner.compile import compile_function
from runner.compile.names import local_name, path_text
from runner.errors import DepthError, ScriptError
from runner.execution.messages import LogEntry
from runner.language import xanoscript


def test_a_function_becomes_a_python_function_of_its_name():
    document = read_function("", "$input.n", "int n", name='"any name/at all"')
    compiled = compile_function(document, xanoscript())
    assert (compiled.name, compiled.source) == ("any name/at all", document.source)
    assert compiled.code.co_filename == "f.xs"
    assert body_of(document)(make_context(), {"n": 3}) == 3


@pytest.mark.parametrize("name", ["None", "True", "__debug__", "class", '"a b"', '"é"', "run"])
def test_names_of_functions(name):
    assert body_of(read_function("", "1", name=name))(make_context(), {}) == 1


def test_variables_are_python_locals():
    body = body_of(read_function("var $a { value = 1 }\nforeach ([1]) {\n each as $b {\n }\n}"))
    assert {"a", "b"} <= set(body.__code__.co_varnames)


@pytest.mark.parametrize(
    ("name", "expected"), [("a", "a"), ("None", "None."), ("__debug__", "__debug__."), ("none", "none")]
)
def test_local_names(name, expected):
    assert local_name(name) == expected


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("$a.b.c", "a.b.c"),
        ("$a[0].b", "a[0].b"),
        ('$a["k"]', "a[k]"),
        ("$a[$i].b", "a[i].b"),
        ("$a[1 + 2]", "a[...]"),
        ("$var.a.b", "a.b"),
        ("($a).b", "a.b"),
        ("$$.x", "$.x"),
        ("$env.A", "env.A"),
    ],
)
def test_path_text(expression, text):
    document = read_function("", expression)
    assert document.response is not None
    assert path_text(document.response) == text


@pytest.mark.parametrize(
    "expression",
    ["1 !== null", "1 == null", "[1] === null", "1[0]", '"a"|get:1', "null ?? 1", "1 ? 2 : 3", "!1"],
)
def test_what_python_finds_odd_warns_nobody(expression):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compile_function(read_function("", expression), xanoscript())


# -- order of evaluation -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stack", "first"),
    [
        ("var $x { value = $a + $b }", "a"),
        ("var $x { value = $a > $b }", "a"),
        ("var $x { value = ($a + 1) >= ($b + 1) }", "a"),
        ("var $x { value = [$a, $b] }", "a"),
        ("var $x { value = {k: $a, l: $b} }", "a"),
        ("var $x { value = $a|add:$b }", "a"),
        ("var $o { value = {} }\n var.update $o[$b] { value = $a }", "a"),
        ("function.run ($a) { input = $b }", "a"),
        ("array.union ($a) { value = $b }", "a"),
    ],
)
def test_evaluation_goes_from_left_to_right(stack, first):
    with pytest.raises(ScriptError, match=f"^Unable to locate var: {first}$"):
        body_of(read_function(stack))(make_context(), {})


# -- tracing -------------------------------------------------------------------------------------------


def test_a_traced_function_reports_each_statement_before_it_runs():
    entries: list[LogEntry] = []
    loop = "foreach ([1, 2]) {\n  each as $x {\n    math.add $a { value = $x }\n  }\n}"
    stack = f"var $a {{ value = 1 }}\n{loop}\n!var $b {{ value = 2 }}"
    body = body_of(read_function(stack, "$a"), trace=True)
    assert body(make_context(on_log=entries.append), {}) == 4
    assert [(entry.level, entry.message) for entry in entries] == [
        ("trace", "f.xs:5  var $a { value = 1 }"),
        ("trace", "f.xs:6  foreach ([1, 2]) {"),
        ("trace", "f.xs:8  math.add $a { value = $x }"),
        ("trace", "f.xs:8  math.add $a { value = $x }"),
    ]


# -- the end of a run ----------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", ["continue", "break", "return"])
def test_the_time_limit_goes_through_a_finally_that_leaves(leave):
    stack = f"""while (true) {{
      each {{
        try_catch {{
          try {{
            util.sleep {{ value = 5 }}
          }}
          finally {{
            {leave}
          }}
        }}
      }}
    }}"""
    text = f"function f {{\n  stack {{\n    {stack}\n  }}\n  response = 1\n}}\n"
    result = runner.run(f'run.job x {{ main = {{ name: "f" }} }}\n---\n{text}', timeout=0.2)
    assert result.error is not None
    assert result.error.code == "timeout"


# -- what cannot run -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stack", "message"),
    [
        ('action.call "t" as $x', "`action.call` cannot run here yet"),
        ("var $x { value = 1|sql_esc }", "the filter `sql_esc` cannot run here yet"),
        ("var $x { value = action.call(1) }", "`action.call(...)` cannot run here yet"),
    ],
)
def test_what_is_known_and_not_run_yet_fails_where_it_is_reached(stack, message):
    body = body_of(read_function(f"conditional {{\n if ($input.go) {{\n {stack}\n }}\n}}", "1", "bool go"))
    assert body(make_context(), {"go": False}) == 1
    with pytest.raises(ScriptError) as caught:
        body(make_context(), {"go": True})
    assert (caught.value.message, caught.value.name) == (message, "unsupported")


@pytest.mark.parametrize(
    "left_out",
    ['action.call "t" { } as $list', 'trigger.call "t" {\n stack {\n var $list { value = 1 }\n }\n}'],
)
def test_a_variable_that_only_left_out_code_sets_is_no_name_of_pythons(left_out):
    body = body_of(read_function(f"var $x {{ value = $list }}\n{left_out}", "1"))
    with pytest.raises(UnboundLocalError):
        body(make_context(), {})


def nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + "var $x { value = 1 }\n" + closing * depth


def test_branches_nest_as_deeply_as_one_likes(run):
    stack = nested("conditional {\n if (true) {\n", "}\n}\n", 60)
    assert run(stack) == {"x": 1}


def test_loops_nest_as_deeply_as_python_allows(run):
    assert run(nested("for (1) {\n each {\n", "}\n}\n", 19)) == {"x": 1}
    with pytest.raises(DepthError, match='"f" is nested too deeply to run: at most 20 loops') as caught:
        run(nested("for (1) {\n each {\n", "}\n}\n", 30))
    # The twenty-first loop is the one that is too much.
    line = caught.value.source.position(caught.value.span.start).line
    assert caught.value.source.line(line) == "for (1) {"
    first = caught.value.source.text.splitlines().index("for (1) {") + 1
    assert line == first + 2 * 20


@pytest.mark.parametrize("optimise", [True, False])
@pytest.mark.parametrize(
    "deep",
    [
        "$n" + " + 1" * 20_000,
        "$n" + " ~ 1" * 20_000,
        "$n" + "|add:1" * 20_000,
    ],
)
def test_an_expression_that_is_too_long_is_a_failure_with_its_place(deep, optimise):
    text = f"var $n {{ value = 1 + 1 }}\nvar $x {{\n value = [1, {deep}]\n}}"
    document = read_function(text)
    with pytest.raises(DepthError, match="too long, or nested too deeply, to run: name parts") as caught:
        compile_function(document, xanoscript(), optimise=optimise)
    error = caught.value
    assert (error.name, error.function) == ("recursion", "f")
    assert error.source.text[error.span.start : error.span.end] == f"[1, {deep}]"


def test_a_disabled_expression_is_not_the_one_that_is_too_long():
    long = "1" + " + $n" * 20_000
    document = read_function(
        f"var $n {{ value = 1 }}\n!var $o {{ value = {long} + 1 }}\nvar $x {{ value = {long} }}"
    )
    with pytest.raises(DepthError) as caught:
        compile_function(document, xanoscript())
    assert caught.value.source.text[slice(*caught.value.span)] == long


def test_long_chains_of_branches(run):
    branches = "".join(f"elseif ($n == {at}) {{\n var $x {{ value = {at} }}\n }}\n" for at in range(300))
    stack = f"var $n {{ value = 299 }}\nconditional {{\n if (false) {{\n }}\n {branches} }}"
    assert run(stack) == {"n": 299, "x": 299}


def test_long_expressions(run):
    assert run("", " + ".join(["1"] * 150)) == 150
    assert run("", f"[{', '.join(['1'] * 5000)}]|sum") == 5000


LOOPS = "while ($input.n > 9) {\n each {\n }\n}\nfor (2) {\n each {\n var $x { value = 1 }\n }\n}"


@pytest.mark.parametrize(("trace", "counted"), [(False, set()), (True, {"run.trace", "step"})])
def test_steps_are_counted_by_code_that_was_asked_for_it_alone(trace, counted):
    document = read_function(LOOPS, "1", "int n")
    compiled = compile_function(document, xanoscript(), trace=trace)
    (code,) = [item for item in compiled.code.co_consts if hasattr(item, "co_names")]
    assert {"run.trace", "step"} & set(code.co_names) == counted
