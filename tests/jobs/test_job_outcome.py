"""What comes of a run: the response, the failures with all their fields, the end by debug.stop."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runner
from runner.errors import ERROR_TYPES, StoppedError
from runner.execution.limits import Limits
from runner.jobs.outcome import run_guarded
from tests.jobs.texts import WHOLE, job
from tests.statements.contexts import make_context

PLAIN = (bool, int, float, str, list, dict)


def fail(stack: str, **options):
    """The error of a job with this stack."""
    result = runner.run(job(stack, **options), env={})
    assert (result.ok, result.response, result.exit_code) == (False, None, 1)
    return result.error


# -- responses ---------------------------------------------------------------------------------------

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(max_size=8)
)
data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=15,
)


def plain_only(value) -> bool:
    if type(value) is list:
        return all(map(plain_only, value))
    if type(value) is dict:
        return all(type(key) is str and plain_only(item) for key, item in value.items())
    return value is None or type(value) in PLAIN


@settings(max_examples=60, deadline=None)
@given(data)
def test_a_response_is_plain_data_and_what_went_in(value):
    result = runner.run(job(response="$input.v", inputs="json v?"), inputs={"v": value})
    assert result.error is None
    assert plain_only(result.response)
    assert result.response == value
    assert json.loads(json.dumps(result.response)) == result.response


@pytest.mark.parametrize(
    ("response", "value"),
    [
        ("7 / 2", 3.5),
        ("6 / 2", 3),
        ("2.0", 2),
        ('[1, null, true, "x", {}]', [1, None, True, "x", {}]),
        ("{ a: { b: [] } }", {"a": {"b": []}}),
        ("9223372036854775807 + 1", 9.2233720368547758e18),
        ("null", None),
    ],
)
def test_values_of_responses(response, value):
    result = runner.run(job(response=response))
    assert (result.response, type(result.response)) == (value, type(value))


def test_a_function_without_a_response_answers_null():
    text = 'run.job "J" {\n  main = { name: "f" }\n}\n---\nfunction "f" {\n  stack {\n  }\n}\n'
    result = runner.run(text)
    assert (result.ok, result.response, result.exit_code) == (True, None, 0)


def test_the_response_is_not_masked():
    result = runner.run(job(response='"token " ~ $env.K', env=("K",)), env={"K": "secret-1"})
    assert result.response == "token secret-1"


@pytest.mark.parametrize(
    ("stack", "value"),
    [
        ("debug.stop {\n      value = { a: 1 }\n    }", {"a": 1}),
        (
            "try_catch {\n  try {\n    debug.stop {\n      value = 4.0\n    }\n  }\n}",
            4,
        ),
        ('function.run "g" as $x', "from g"),
    ],
)
def test_debug_stop_ends_the_run_with_its_value(stack, value):
    text = job(stack, '"not reached"') + (
        '---\nfunction "g" {\n  stack {\n    debug.stop {\n      value = "from g"\n    }\n  }\n}\n'
    )
    result = runner.run(text)
    assert (result.ok, result.response, result.exit_code) == (True, value, 0)


@pytest.mark.parametrize(
    ("stack", "response"),
    [
        ('api.stream { value = "a" }\n api.stream { value = "b" }', "ab"),
        ("api.stream { value = [1, {}] }", [1, {}]),
        ('api.stream { value = [{a: 1}]\n format = "csv" }', "a\n1\n"),
        ("api.stream { value = 1 }\n debug.stop { value = 2 }", 2),
        ("api.stream { value = [] }", "response"),
    ],
)
def test_what_is_streamed_stands_for_the_response(stack, response):
    assert runner.run(job(stack, '"response"')).response == response


@pytest.mark.parametrize(
    "response",
    ["$rows", "[{a: $rows}]", "$rows|json_encode", "$rows|to_text", '"rows: " ~ $rows', "$rows|yaml_encode"],
)
def test_a_stream_is_no_text_and_no_response(response):
    result = runner.run(job('stream.from_jsonl { value = "1" } as $rows', response))
    assert (result.ok, result.response) == (False, None)
    assert "a stream is no value that could be written: walk it with `foreach`" in result.error.message


def test_a_stream_in_the_payload_of_a_failure_hides_no_message():
    stack = (
        'stream.from_jsonl { value = "1" } as $rows\n precondition (false) { error = "no"\n payload = $rows }'
    )
    result = runner.run(job(stack))
    assert (result.error.message, result.error.payload) == ("no", None)


def test_a_stream_may_be_logged_and_then_walked():
    stack = """stream.from_jsonl { value = "1" } as $rows
      debug.log { value = {rows: $rows} }
      foreach ($rows) {
        each as $row { var $last { value = $row } }
      }"""
    result = runner.run(job(stack, "$last"))
    assert result.response == 1
    assert [entry.message for entry in result.logs if entry.level == "log"] == ['{"rows":"(stream)"}']


def test_timings_are_milliseconds_of_each_part():
    timings = runner.run(job("util.sleep {\n      value = 0.05\n    }")).timings
    assert list(timings) == ["load", "run", "total"]
    assert 50 <= timings["run"] < 1000
    assert timings["total"] == pytest.approx(timings["load"] + timings["run"], abs=0.01)
    assert runner.run("{").timings == {}


# -- failures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "code", "status"),
    [
        ("standard", "ERROR_FATAL", 500),
        ("inputerror", "ERROR_CODE_INPUT_ERROR", 400),
        ("badrequest", "ERROR_CODE_BAD_REQUEST", 400),
        ("unauthorized", "ERROR_CODE_UNAUTHORIZED", 401),
        ("accessdenied", "ERROR_CODE_ACCESS_DENIED", 403),
        ("notfound", "ERROR_CODE_NOT_FOUND", 404),
        ("toomanyrequests", "ERROR_CODE_TOO_MANY_REQUESTS", 429),
    ],
)
def test_a_precondition_of_each_type(kind, code, status):
    error = fail(
        "precondition (1 > 2) {\n"
        f'      error_type = "{kind}"\n      error = "no such thing"\n      payload = {{ at: 1.0 }}\n    }}'
    )
    assert (error.code, error.name, error.message, error.payload) == (code, kind, "no such thing", {"at": 1})
    assert (error.span.file, error.span.line) == ("<string>", 11)
    assert ERROR_TYPES[kind].status == status


def test_throw():
    error = fail('throw {\n      name = "Quota"\n      value = "used up"\n    }')
    assert (error.code, error.name) == ("ERROR_CODE_THROWN_ERROR", "Quota")
    assert (error.message, error.payload) == ("used up", "used up")
    assert [frame.function for frame in error.frames] == ["f"]


def test_a_failure_in_a_callee_shows_the_way():
    text = job('function.run "g" as $r') + '---\nfunction "g" {\n  response = $nothing\n}\n'
    error = runner.run(text).error
    assert (error.message, error.span.line) == ("Unable to locate var: nothing", 17)
    assert [frame.function for frame in error.frames] == ["f", "g"]


@pytest.mark.parametrize(
    ("body", "code", "name", "message"),
    [
        ("raise ValueError('bad value')", "ERROR_FATAL", "ValueError", "ValueError: bad value"),
        ("raise SystemExit(3)", "ERROR_FATAL", "SystemExit", "SystemExit: 3"),
        ("raise ScriptError('gone', kind='notfound')", "ERROR_CODE_NOT_FOUND", "notfound", "gone"),
        ("raise ScriptError('odd', name='Odd', payload={1, 2})", "ERROR_FATAL", "Odd", "odd"),
        ("return {1, 2}", "ERROR_FATAL", "standard", "holds a `set`, which is not data"),
        ("raise GeneratorExit('closed')", "ERROR_FATAL", "GeneratorExit", "GeneratorExit: closed"),
        ("return py()", "ERROR_FATAL", "recursion", "this is nested too deeply"),
        (
            "return context.call('nope', {})",
            "ERROR_CODE_NOT_FOUND",
            "notfound",
            'there is no function "nope"',
        ),
    ],
)
def test_failures_of_python_functions(write, folder, body, code, name, message):
    write("run.xs", 'run.job "J" {\n  main = { name: "p" }\n}\n')
    write(
        "functions/p.py",
        f"""\
        from runner import ScriptError, function

        def py():
            return py()

        @function
        def p(context):
            {body}
        """,
    )
    result = runner.run(".")
    assert (result.error.code, result.error.name, result.exit_code) == (code, name, 1)
    assert message in result.error.message
    assert plain_only(result.error.payload)


def test_a_payload_that_cannot_be_shown_is_left_out():
    # Deeper than Python follows, and shown as a failure of the job and not of xsrun.
    error = fail(
        "var $x {\n      value = []\n    }\n"
        "for (100000) {\n  each as $i {\n    var $x {\n      value = [$x]\n    }\n  }\n}\n"
        '    precondition (false) {\n      error = "deep"\n      payload = $x\n    }'
    )
    assert (error.message, error.payload) == ("deep", None)


@pytest.mark.parametrize("depth", [900, 1500])
def test_recursion_goes_as_deep_as_jobs_need(depth):
    assert runner.run(recursion(), inputs={"n": depth}).response == depth


def test_an_endless_recursion_is_a_failure_that_can_be_caught():
    result = runner.run(recursion(), inputs={"n": 10**9})
    assert (result.error.code, result.error.name) == ("ERROR_FATAL", "recursion")
    assert result.error.message == "functions call each other too deeply"
    guarded = job(
        'try_catch {\n      try {\n        function.run "down" {\n          input = { n: 1000000 }\n'
        "        } as $r\n      }\n      catch {\n        return {\n          value = $error.name\n"
        "        }\n      }\n    }"
    )
    assert runner.run(guarded + "---\n" + recursion().partition("---\n")[2]).response == "recursion"


def test_a_deep_value_is_no_recursion_of_functions():
    nest = (
        "var $x {\n      value = []\n    }\n    var $y {\n      value = []\n    }\n"
        "for (20000) {\n  each as $i {\n    var $x {\n      value = [$x]\n    }\n"
        "    var $y {\n      value = [$y]\n    }\n  }\n}\n"
    )
    error = fail(nest + "    var $same {\n      value = $x == $y\n    }")
    assert (error.name, error.message) == ("recursion", "this is nested too deeply")
    assert error.span.file == "<string>"


def test_an_expression_that_is_too_long_has_its_place():
    long = "$input.n" + "+1" * 20_000
    called = f'---\nfunction "g" {{\n  input {{\n    int n\n  }}\n\n  response = {long}\n}}\n'
    call = 'function.run "g" {\n      input = { n: 1 }\n    } as $r'
    error = runner.run(job(call) + called).error
    assert (error.code, error.name) == ("ERROR_FATAL", "recursion")
    assert error.message == "this is too long, or nested too deeply, to run: name parts of it with `var`"
    assert [frame.function for frame in error.frames] == ["f", "g"]
    assert error.frames[-1].source.text[slice(*error.frames[-1].span)] == long
    guarded = f"try_catch {{\n try {{\n{call}\n }}\n catch {{\n return {{\n value = $error.name\n }}\n }}\n}}"
    assert runner.run(job(guarded) + called).response == "recursion"


def test_an_endless_recursion_of_async_calls_is_a_failure():
    result = runner.run(recursion(", async = true"), inputs={"n": 10**9}, timeout=60)
    assert (result.error.code, result.error.name) == ("ERROR_FATAL", "recursion")
    assert "async calls wait for each other" in result.error.message
    assert runner.run(recursion(", async = true"), inputs={"n": 100}, timeout=60).response == 100


def recursion(option: str = "") -> str:
    awaited = "await $r as $r" if option else ""
    properties = f"\n          {option.strip(', ')}" if option else ""
    return f"""run.job "J" {{
  main = {{ name: "down" }}
}}
---
function "down" {{
  input {{
    int n
  }}
  stack {{
    var $r {{
      value = -1
    }}
    conditional {{
      if ($input.n > 0) {{
        function.run "down" {{
          input = {{ n: $input.n - 1 }}{properties}
        }} as $r
        {awaited}
      }}
    }}
  }}
  response = $r + 1
}}
"""


# -- jobs that do not start --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "options", "code", "part"),
    [
        ("{", {}, "syntax", "<string>:1:1"),
        (job(response=")"), {}, "syntax", "<string>:13:"),
        (job(response="1|nope"), {}, "problems", "there is no filter `nope`"),
        (job(response="$env.K", env=("K",)), {"env": {}}, "missing-env", "the job needs K"),
        (WHOLE, {"inputs": {"name": ""}}, "input", "input `name` is"),
        ("nowhere.xs", {}, "usage", "there is no file"),
    ],
)
def test_jobs_that_do_not_start(folder, text, options, code, part):
    result = runner.run(text, **options)
    assert (result.ok, result.response, result.logs, result.exit_code) == (False, None, (), 2)
    assert (result.error.code, result.error.name, result.error.payload) == (code, code, None)
    assert part in result.error.message
    assert bool(result.error.problems) == (code in ("syntax", "problems"))
    assert (result.error.span is not None) == bool(result.error.problems)


def test_all_syntax_problems_of_a_file_come_at_once():
    text = job("var $x {\n      value = )\n    }", response="{ a: ] }")
    error = runner.run(text).error
    lines = {problem.source.position(problem.span.start).line for problem in error.problems}
    assert lines >= {12, 15}
    assert error.message.endswith(f"(and {len(error.problems) - 1} more)")


def test_a_hint_stands_beside_its_problem():
    error = runner.run(job(response='"x"|capitalise')).error
    assert error.hint == error.problems[0].hint == "did you mean `capitalize`?"


# -- the guard itself --------------------------------------------------------------------------------


def guarded(work, limit=None):
    return run_guarded(work, make_context(), {}, limit or Limits(), 1.5)


def test_the_guard_adds_the_time_of_loading():
    timings = guarded(lambda: 1).timings
    assert timings["load"] == 1.5
    assert timings["total"] >= 1.5


def test_the_guard_closes_the_context_whatever_happens():
    closed = []

    def interrupted():
        raise KeyboardInterrupt

    for work in (lambda: 1, lambda: 1 / 0, interrupted):
        context = make_context()
        context.close = lambda: closed.append(True)
        with suppress(KeyboardInterrupt):
            run_guarded(work, context, {}, Limits(), 0)
    assert closed == [True, True, True]


def test_an_interrupt_passes_through():
    def work():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(work)


def test_a_stop_that_is_not_its_own_passes_through():
    def work():
        raise StoppedError

    with pytest.raises(StoppedError):
        guarded(work)
    with pytest.raises(StoppedError):
        guarded(work, Limits(60))
