"""The functions of a job - pre, main and post - and jobs of $pre, $main and $post without a run.job."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

import runner
from runner.errors import ProblemsError, UsageError
from runner.jobs import EnvLayer, RunOptions, prepare
from runner.jobs.loading import load_job
from runner.report.plans import plan_text
from runner.report.style import Style
from runner.source import Source

PYTHON = "from runner import function\n@function\n"
LOG = "debug.log {\n      value = $input\n    }"


def function(name: str, inputs: str = "", stack: str = "", response: str = "$input") -> str:
    return dedent(
        f"""\
        ---
        function "{name}" {{
          input {{
            {inputs}
          }}
          stack {{
            {stack}
          }}
          response = {response}
        }}
        """
    )


def run_job(parts: str, *functions: str, env: str = "") -> str:
    return f'run.job "J" {{\n  {parts}\n  env = [{env}]\n}}\n' + "".join(functions)


ALL = 'main = { name: "m" }\n  pre = { name: "p" }\n  post = { name: "q" }'


# -- a run.job with pre and post ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "functions", "given", "response"),
    [
        # The response is that of `main`, whatever `post` answers.
        (
            ALL,
            [function("p"), function("m", response='"main"'), function("q", response='"post"')],
            {},
            "main",
        ),
        # `main` gets the result of `pre` where it declares it.
        (ALL, [function("p", response="[1]"), function("m", "json pre"), function("q")], {}, {"pre": [1]}),
        (ALL, [function("p", response="1"), function("m"), function("q")], {}, {}),
        # Null is a result like any other, though a `json` that somebody gives has to be more.
        (ALL, [function("p", response="null"), function("m", "json pre"), function("q")], {}, {"pre": None}),
        # A result is checked as any input is.
        (ALL, [function("p", response='"7"'), function("m", "int pre"), function("q")], {}, {"pre": 7}),
        # `as` names it.
        (
            'main = { name: "m" }\n  pre = { name: "p", as: "set up" }',
            [function("p", response="1"), function("m", "json pre?", response='$input|get:"pre":0')],
            {},
            None,
        ),
        (
            'main = { name: "m" }\n  pre = { name: "p", as: $ready }',
            [function("p", response="1"), function("m", "int ready")],
            {},
            {"ready": 1},
        ),
        # What somebody writes down counts.
        (
            'main = { name: "m", input: { pre: "own" } }\n  pre = { name: "p" }',
            [function("p", response="1"), function("m", "json pre")],
            {},
            {"pre": "own"},
        ),
        (ALL, [function("p"), function("m", "json pre"), function("q")], {"pre": 5}, {"pre": 5}),
        # Without a `pre` there is nothing special about the name.
        ('main = { name: "m" }', [function("m", "json pre?")], {}, {"pre": None}),
        # Inputs of the caller are those of `main`; the others have their own.
        (
            'main = { name: "m" }\n  pre = { name: "p", input: { n: 2 } }',
            [function("p", "int n", response="$input.n"), function("m", "int n\n json pre")],
            {"n": 9},
            {"n": 9, "pre": 2},
        ),
        # One function may be more than one of them.
        (
            'main = { name: "m" }\n  pre = { name: "m", input: { n: 1 } }',
            [function("m", "int n?=0\n json pre?")],
            {},
            {"n": 0, "pre": {"n": 1, "pre": None}},
        ),
    ],
)
def test_the_response_is_that_of_main(parts, functions, given, response):
    result = runner.run(run_job(parts, *functions), inputs=given, env={})
    assert (result.error, result.response) == (None, response)


def test_post_runs_after_main_and_gets_both_results():
    text = run_job(
        'pre = { name: "p", as: "setup" }\n  main = { name: "m", as: "outcome" }\n  post = { name: "q" }',
        function("p", stack=LOG, response="1"),
        function("m", "json setup", LOG, "2"),
        function("q", "json setup\n    json outcome\n    json main?", LOG),
    )
    result = runner.run(text)
    assert result.response == 2
    assert [entry.message for entry in result.logs] == [
        "{}",
        '{"setup":1}',
        '{"setup":1,"outcome":2,"main":null}',
    ]


@pytest.mark.parametrize("failing", ["p", "m", "q"])
def test_a_part_that_fails_ends_the_job_and_is_shown(failing):
    bodies = {name: function(name, stack=f'debug.log {{\n value = "{name}"\n }}') for name in "pmq"}
    bodies[failing] = function(failing, stack=f'throw {{\n name = "E"\n value = "{failing} failed"\n }}')
    result = runner.run(run_job(ALL, *bodies.values()))
    assert (result.exit_code, result.response, result.error.message) == (1, None, f"{failing} failed")
    assert [frame.function for frame in result.error.frames] == [failing]
    assert [entry.message for entry in result.logs] == list("pmq"[: "pmq".index(failing)])


def test_debug_stop_in_pre_ends_the_job():
    stop = function("p", stack='debug.stop {\n value = "enough"\n }')
    result = runner.run(run_job(ALL, stop, function("m", stack=LOG), function("q", stack=LOG)))
    assert (result.ok, result.response, result.logs) == (True, "enough", ())


def test_a_result_that_breaks_what_is_declared_is_a_failure_of_the_run():
    text = run_job(ALL, function("p", response='"x"'), function("m", "int pre"), function("q"))
    result = runner.run(text)
    assert (result.exit_code, result.error.code) == (1, "ERROR_CODE_INPUT_ERROR")
    assert 'input `pre` is "x"' in result.error.message


def test_a_part_may_be_python(write, folder):
    write("run.xs", run_job(ALL + "\n", function("m", "json pre"), function("q", "json main")))
    write("functions/p.py", f"{PYTHON}def p(n: int = 4):\n    return {{'n': n}}\n")
    assert runner.run(".").response == {"pre": {"n": 4}}


@pytest.mark.parametrize(
    ("parts", "problem", "hint"),
    [
        (
            'main = { name: "m", inputs: { a: 1 } }',
            "`main` has a `name`, an `input` and an `as`, but got `inputs`",
            "did you mean `input`?",
        ),
        (
            'main = { name: "m" }\n  post = { name: "q", when: 1 }',
            "`post` has a `name`, an `input` and an `as`, but got `when`",
            'post = { name: "function_name", input: {} }',
        ),
        ('main = { name: "m", as: [1] }', "`main.as` is a name for the result", 'as: "main"'),
    ],
)
def test_mistakes_in_the_parts_of_a_job(parts, problem, hint):
    error = runner.run(run_job(parts, function("m"), function("q"))).error
    assert (error.code, error.problems[0].message, error.hint) == ("syntax", problem, hint)


def test_what_is_wrong_with_pre_and_post_is_told_before_anything_runs():
    text = run_job(
        'main = { name: "m" }\n  pre = { name: "p", input: { n: "x" } }\n  post = { name: "q" }',
        function("p", "int n"),
        function("m", stack=LOG),
        function("q", response="$env.KEY"),
        env='"KEY"',
    )
    result = runner.run(text, env={})
    assert (result.exit_code, result.logs) == (2, ())
    assert [problem.code for problem in result.error.problems] == ["input", "missing-env"]
    assert result.error.problems[0].hint == "give it in `pre.input` of the job"
    with pytest.raises(ProblemsError, match="there is no function `q`"):
        prepare(Source(run_job(ALL, function("p"), function("m"))), RunOptions())


def test_a_plan_shows_every_part():
    text = run_job(
        'main = { name: "m" }\n  pre = { name: "p", input: { key: "k-1" } }\n  post = { name: "q" }',
        function("p", "text key {\n sensitive = true\n }", 'function.run "h" as $x'),
        function("m", "int n?=3\n    json pre"),
        function("q", "json main"),
        function("h"),
    )
    described = prepare(Source(text, "j.xs"), RunOptions()).describe()
    assert (described["function"]["name"], described["inputs"]) == ("m", {"n": 3})
    assert described["results"] == {"pre": "pre"}
    assert described["pre"]["inputs"] == {"key": "***"}
    assert (described["post"]["inputs"], described["post"]["results"]) == ({}, {"main": "main"})
    assert plan_text(described, Style()).splitlines() == [
        "job        J",
        "file       j.xs",
        "pre        p (xanoscript, job)",
        "inputs",
        '  key  "***"',
        "function   m (xanoscript, job)",
        "inputs",
        "  n    3",
        "  pre  (the result of pre)",
        "post       q (xanoscript, job)",
        "inputs",
        "  main  (the result of main)",
        "env        none",
        "calls      h",
        "nothing was run",
    ]


# -- $pre, $main and $post without a run.job ---------------------------------------------------------

WORKSPACE = 'workspace "shop" {\n  env = { phrase: "by default", other: null }\n}\n'
MAIN = function("$main", "json args\n    json pre")
PRE = function("$pre", "json args", response="{ seen: $input.args }")
POST = function("$post", "json args\n    json pre\n    json main", LOG)


@pytest.mark.parametrize(
    ("functions", "given", "response", "logs"),
    [
        (MAIN, {}, {"args": {}, "pre": None}, []),
        (MAIN, {"a": 1}, {"args": {"a": 1}, "pre": None}, []),
        (PRE + MAIN, {"a": 1}, {"args": {"a": 1}, "pre": {"seen": {"a": 1}}}, []),
        (
            MAIN + POST,
            {},
            {"args": {}, "pre": None},
            ['{"args":{},"pre":null,"main":{"args":{},"pre":null}}'],
        ),
        # They may stand in any order, and declare what they need.
        (POST + function("$main", response="1"), {}, 1, ['{"args":{},"pre":null,"main":1}']),
    ],
)
def test_the_functions_are_the_job(functions, given, response, logs):
    result = runner.run(WORKSPACE + functions, inputs=given, env={})
    assert (result.error, result.response) == (None, response)
    assert [entry.message for entry in result.logs if entry.level == "log"] == logs


def test_inputs_that_no_function_takes_are_an_error():
    result = runner.run(function("$main", response="1").removeprefix("---\n"), inputs={"a": 1})
    assert (result.error.code, result.exit_code) == ("input", 2)
    assert result.error.message == "inputs are given, but `$main` declares no `args` to take them"


def test_the_workspace_declares_the_env():
    text = WORKSPACE + function("$main", response="[$env.phrase, $env.other, $env.undeclared]")
    result = runner.run(text, env={"PHRASE": "given", "OTHER": "too", "undeclared": "x"})
    assert result.response == ["given", "too", None]
    assert 'declare it, workspace shop { env = { undeclared: "" } }' in result.logs[0].message
    missing = runner.run(text, env={}).error
    assert (missing.code, missing.message.partition(" in ")[0]) == (
        "missing-env",
        "the job needs OTHER (declared as other)",
    )


FOLDER = {
    "workspace.xs": WORKSPACE,
    "helper.xs": function("helper", response='"helped"').removeprefix("---\n"),
    "functions/$main.xs": function(
        "$main", "json args", 'function.run "helper" as $h', "[$h, $env.phrase, $input.args]"
    ).removeprefix("---\n"),
    "functions/$post.xs": POST.removeprefix("---\n"),
    "tables/broken.xs": "table {{{",
}


@pytest.mark.parametrize(
    "moved",
    [
        {},
        # The functions of the folder may stand wherever functions do, also beside the workspace.
        {"functions/$main.xs": "$main.xs", "functions/$post.xs": "end.xs"},
        {"functions/$main.xs": "function/deep/er.xs", "functions/$post.xs": "function/post.xs"},
    ],
)
def test_a_folder_without_a_run_file(write, folder, moved):
    for name, text in FOLDER.items():
        write(f"job/{moved.get(name, name)}", text)
    result = runner.run("job", inputs={"a": 1}, env={})
    assert (result.error, result.response) == (None, ["helped", "by default", {"a": 1}])
    assert [entry.message for entry in result.logs if entry.level == "log"] == [
        '{"args":{"a":1},"pre":null,"main":["helped","***",{"a":1}]}'
    ]
    described = prepare("job", RunOptions(env=[EnvLayer("env", {})])).describe()
    assert (described["job"], described["file"], described["post"]["function"]["name"]) == (
        "shop",
        "job",
        "$post",
    )
    assert Path(described["function"]["path"]).read_text().startswith('function "$main"')


def test_a_folder_of_python_functions_alone(write, folder):
    write("job/functions/$main.py", f"{PYTHON}def main(args: dict):\n    return args\n")
    assert runner.run("job", inputs={"a": 1}).response == {"a": 1}
    result = runner.run("job", inputs={"a": object()})
    assert (result.error.code, result.exit_code) == ("input", 2)


def test_a_run_file_comes_first(write, folder):
    for name, text in FOLDER.items():
        write(f"job/{name}", text)
    write("job/run.xs", run_job('main = { name: "helper" }'))
    assert runner.run("job").error.message == "there is no function `helper`".replace(
        "there", "job/run.xs:2:18: there"
    )
    write("job/function/helper.xs", FOLDER["helper.xs"])
    assert runner.run("job").response == "helped"


def test_a_function_of_somewhere_else_is_no_part_of_the_job(write, folder):
    write("lib/$pre.xs", PRE.removeprefix("---\n"))
    write("functions/$main.xs", MAIN.removeprefix("---\n"))
    write("job/one.xs", WORKSPACE + MAIN)
    result = runner.run("job/one.xs", functions="lib")
    assert result.response == {"args": {}, "pre": None}
    write("job/other.xs", function("other").removeprefix("---\n"))
    with pytest.raises(UsageError, match=r"and no run\.job that runs it"):
        load_job("job/other.xs")
