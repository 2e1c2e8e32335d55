"""`util.post_process`: what runs after the response was made."""

from __future__ import annotations

import pytest

import runner
from tests.jobs.texts import job


def later(stack: str) -> str:
    return f"util.post_process {{\n stack {{\n {stack}\n }}\n}}\n"


def logged(result: runner.Result) -> list[tuple[str, str]]:
    return [(entry.level, entry.message) for entry in result.logs]


def test_it_runs_after_the_response_with_the_variables_as_they_were():
    code = f"""
    var $list {{ value = [1, [2]] }}
    var $n {{ value = 1 }}
    {later('debug.log { value = [$n, $list, $input.a, $var|has:"unset"] }')}
    var $n {{ value = 2 }}
    array.push $list {{ value = 3 }}
    array.push $list[1] {{ value = 4 }}
    var.update $input.a {{ value = 9 }}
    debug.log {{ value = "first" }}
    var $unset {{ value = 1 }}
    """
    result = runner.run(job(code, "[$n, $list, $input.a]", inputs="int a?=7"), env={})
    assert (result.ok, result.response) == (True, [2, [1, [2, 4], 3], 9])
    assert logged(result) == [("log", "first"), ("log", "[1,[1,[2]],7,false]")]


def test_what_it_sets_is_its_own():
    code = later("var $n { value = $n ~ 1 }\n var $own { value = 1 }\n debug.log { value = $n }")
    result = runner.run(job(f'var $n {{ value = "a" }}\n{code}', "[$n, $own ?? 0]"), env={})
    assert result.response == ["a", 0]
    assert logged(result) == [("log", "a1")]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("debug.log { value = $late }", "Unable to locate var: late"),
        ('throw { name = "n" value = "oh" }', "oh"),
        ("var $x { value = 1 / 0 }", "Division by zero"),
    ],
)
def test_a_failure_in_it_is_a_warning(code, message):
    text = job(f"{later(code)}{later('debug.log { value = 2 }')}var $late {{ value = 1 }}", "$late")
    result = runner.run(text, env={})
    assert (result.ok, result.response, result.exit_code) == (True, 1, 0)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if code in one)
    warning = f"`util.post_process` failed (<string>:{line}): {message}"
    assert logged(result) == [("warning", warning), ("log", "2")]


def test_each_round_of_a_loop_puts_one_off():
    code = f"foreach ([1, 2]) {{ each as $i {{\n {later('debug.log { value = $i }')} }} }}"
    assert logged(runner.run(job(code), env={})) == [("log", "1"), ("log", "2")]


def test_in_a_function_that_is_called_and_in_itself():
    inner = later(f"debug.log {{ value = $a }}\n {later('debug.log { value = [$a, $a + 1] }')}")
    stack = f"var $a {{ value = $input.a }}\n{inner}"
    called = f"---\nfunction g {{ input {{ int a }} stack {{ {stack} }} response = 1 }}"
    code = 'function.run "g" { input = {a: 5} } as $r\n debug.log { value = "now" }'
    result = runner.run(job(code, "$r") + called, env={})
    assert (result.response, [message for _, message in logged(result)]) == (1, ["now", "5", "[5,6]"])


def test_a_job_that_failed_has_no_response_to_wait_for():
    result = runner.run(job(f"{later('debug.log { value = 1 }')} throw {{ value = 2 }}"), env={})
    assert (result.ok, result.logs) == (False, ())


def test_return_leaves_it_and_debug_stop_leaves_all():
    code = (
        later("return\n debug.log { value = 0 }") + later("debug.stop { value = 5 }") + later("break_me {}")
    )
    result = runner.run(job(code.replace("break_me {}", "debug.log { value = 1 }"), "3"), env={})
    assert (result.response, result.logs) == (3, ())


def test_the_time_limit_covers_it():
    result = runner.run(job(later("while (true) { each { } }"), "3"), env={}, timeout=0.5)
    assert (result.ok, result.response) == (True, 3)
    assert logged(result) == [
        ("warning", "what `util.post_process` put off was cut short: the job was stopped after 0.5 seconds")
    ]


def test_no_loop_reaches_into_it():
    code = f"foreach ([1]) {{ each as $i {{\n {later('break')} }} }}"
    error = runner.run(job(code), env={}).error
    assert error.problems[0].message == "`break` stands inside of `for`, `foreach` or `while`"


def test_it_holds_a_stack():
    error = runner.run(job("util.post_process { debug.log { value = 1 } }"), env={}).error
    assert error.problems[0].hint == "util.post_process { stack { debug.log ... } }"
