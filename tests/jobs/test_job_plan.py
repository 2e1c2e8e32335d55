"""The plan of a run: what it says, which problems stop it, which functions are visible."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import runner
from runner.errors import ProblemsError, UsageError
from runner.jobs import EnvLayer, RunOptions, prepare, run_job, visible_functions
from runner.source import Source
from tests.jobs.texts import CALLS_GREET, GREET, GREETED, WHOLE, job

CALLER = job('function.run "g" as $r', "$r")


def function(name: str, body: str = "response = 1") -> str:
    return f'---\nfunction "{name}" {{\n  {body}\n}}\n'


def test_a_plan_says_everything_and_runs_nothing(write, folder):
    write("a/run.xs", CALLS_GREET)
    write("a/function/greet.xs", GREET)
    described = prepare("a", RunOptions(inputs={"times": "3"})).describe()
    assert json.loads(json.dumps(described)) == {
        "job": "Greet",
        "file": "a/run.xs",
        "function": {
            "name": "greet",
            "kind": "xanoscript",
            "origin": "job",
            "path": str(folder / "a/function/greet.xs"),
        },
        "inputs": {"name": "Ada", "times": 3},
        "results": {},
        "pre": None,
        "post": None,
        "env": [],
        "functions": ["greet"],
        "warnings": [],
    }


def test_a_plan_lists_what_is_called_from_what_is_called():
    text = CALLER + function("g", 'stack {\n    function.run "h" as $x\n  }\n  response = $x') + function("h")
    assert prepare(Source(text), RunOptions()).describe()["functions"] == ["f", "g", "h"]


def test_an_env_value_that_is_an_input_is_masked_in_the_plan():
    text = job(response="$env.K", env=("K",), inputs="text t")
    options = RunOptions(inputs={"t": "key=hidden"}, env=[EnvLayer("env", {"K": "hidden"})])
    assert prepare(Source(text), options).describe()["inputs"] == {"t": "key=***"}


def test_a_plan_may_run_more_than_once():
    plan = prepare(Source(WHOLE), RunOptions())
    assert [plan.run().response, plan.run().response] == [GREETED, GREETED]


# -- problems ----------------------------------------------------------------------------------------


def test_a_main_function_that_is_not_there_names_its_place_and_a_near_name():
    with pytest.raises(ProblemsError) as caught:
        prepare(Source(WHOLE.replace('name: "greet"', 'name: "gret"'), "x.xs"), RunOptions())
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("unknown-function", "x.xs:1:34")
    assert (problem.message, problem.hint) == ("there is no function `gret`", "did you mean `greet`?")


def test_a_main_function_that_leads_out_of_its_folder():
    result = runner.run(job().replace('name: "f"', 'name: "../f"'))
    assert "names go down from a folder of functions" in result.error.problems[0].hint
    assert (result.error.code, result.exit_code) == ("problems", 2)


def test_all_problems_of_all_functions_that_are_reached_come_at_once():
    text = (
        job('function.run "g" as $r\n    var $x {\n      value = 1|nofilter\n    }', "$r")
        + function("g", "response = 1|nope")
        + function("unused", "response = 1|never_reached")
    )
    result = runner.run(text)
    assert result.error.code == "problems"
    found = [problem.message for problem in result.error.problems]
    assert found == ["there is no filter `nofilter`", "there is no filter `nope`"]
    assert result.error.span.line == 13
    assert "(and 1 more)" in result.error.message


def test_a_called_function_that_is_not_there_fails_only_where_it_is_reached():
    guarded = job('conditional {\n      if (false) {\n        function.run "nope" as $r\n      }\n    }', "1")
    result = runner.run(guarded)
    assert result.response == 1
    assert [entry.level for entry in result.logs] == ["warning"]
    assert "there is no function `nope`" in result.logs[0].message
    failed = runner.run(job('function.run "nope" as $r'))
    assert (failed.error.code, failed.error.message, failed.exit_code) == (
        "ERROR_CODE_NOT_FOUND",
        'there is no function "nope"',
        1,
    )


def test_two_functions_of_one_name_are_a_warning_with_both_places():
    text = job(response="1") + function("g") + function("f", "response = 2") + function("g")
    result = runner.run(Source(text, "x.xs"))
    assert result.response == 1
    assert [(entry.level, entry.message) for entry in result.logs] == [
        ("warning", "x.xs:20:1: this function `f` never runs: there is another one before it, at x.xs:6:1"),
        (
            "warning",
            "x.xs:24:1: this function `g` never runs: there is another one before it, at x.xs:16:1",
        ),
    ]


def test_two_files_of_a_folder_that_hold_one_function_are_a_warning(write, folder):
    write("run.xs", CALLER)
    write("function/a.xs", function("g", "response = 2").removeprefix("---\n"))
    write("function/b.xs", function("g", "response = 3").removeprefix("---\n"))
    write("function/c.xs", function("never called").removeprefix("---\n"))
    write("function/d.xs", function("never called").removeprefix("---\n"))
    result = runner.run(".")
    assert result.response == 2
    assert [(entry.level, entry.message) for entry in result.logs] == [
        (
            "warning",
            "function/b.xs:1:1: this function `g` never runs: "
            "there is another one before it, at function/a.xs:1:1",
        )
    ]


def test_a_called_function_that_is_broken_is_a_warning_with_its_place(write, folder):
    write("run.xs", CALLER)
    write("functions/g.py", "from runner import function\n\n\n@function\ndef g():\n    return 1\n\n\n1 / 0\n")
    result = runner.run(".")
    assert result.logs[0].message.startswith("run.xs:11:")
    assert "functions/g.py:9" in result.logs[0].message
    assert 'the function "g" cannot be loaded' in result.error.message


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("-inf")])
def test_a_time_limit_is_above_zero(timeout):
    result = runner.run(WHOLE, timeout=timeout)
    assert (result.error.code, result.exit_code) == ("usage", 2)
    assert "the time limit is a number of seconds above 0" in result.error.message


@pytest.mark.parametrize("timeout", [None, 60, 1e9, float("inf")])
def test_a_time_limit_may_be_as_long_as_one_likes(timeout):
    assert runner.run(WHOLE, timeout=timeout).response == GREETED


@pytest.mark.parametrize("depth", [20_000, 100_000])
def test_code_that_is_nested_too_deeply_is_a_sentence(depth):
    result = runner.run(job(response="(" * depth + "1" + ")" * depth))
    assert (result.error.code, result.exit_code) == ("syntax", 2)
    assert "nested too deeply" in result.error.message


def test_run_job_gives_a_result_where_prepare_raises(folder):
    with pytest.raises(UsageError):
        prepare("nowhere.xs", RunOptions())
    result = run_job("nowhere.xs", RunOptions())
    assert (result.ok, result.error.name, result.error.span) == (False, "usage", None)


def test_a_folder_of_functions_that_is_not_there(folder):
    result = run_job(Source(WHOLE), RunOptions(functions=[Path("nowhere")]))
    assert result.error.message == "there is no folder nowhere to look for functions in"


def test_every_entry_of_the_log_is_told_as_it_is_written():
    told = []
    text = job('debug.log {\n      value = "one"\n    }', "1")
    result = run_job(Source(text, "t.xs"), RunOptions(trace=True, on_log=told.append))
    assert [(entry.level, entry.message) for entry in result.logs] == [("log", "one")]
    assert [entry.level for entry in told] == ["trace", "log"]
    assert told[0].message.startswith("t.xs:11  debug.log")


def test_a_limit_of_steps_ends_a_loop_that_has_no_end():
    told = []
    loop = "while (true) {\n each {\n try_catch {\n try { math.add $i { value = 1 } }\n catch { }\n }\n }\n }"
    text = job(f"var $i {{ value = 0 }}\n    {loop}", "$i")
    result = run_job(Source(text), RunOptions(max_steps=50, on_log=told.append))
    assert (result.ok, result.error.code) == (False, "steps")
    assert result.error.message == "the job was stopped after 50 statements"
    assert told == []  # they are counted, not traced
    assert run_job(Source(job("debug.log { value = 1 }", "2")), RunOptions(max_steps=1)).response == 2


def test_a_seed_makes_random_values_repeatable():
    text = job(response="[1,2,3,4,5,6,7,8,9]|shuffle")
    shuffled = [run_job(Source(text), RunOptions(seed=seed)).response for seed in (7, 7, 8)]
    assert shuffled[0] == shuffled[1] != shuffled[2]
    assert sorted(shuffled[0]) == list(range(1, 10))


# -- visible functions -------------------------------------------------------------------------------


def names(job_path: Path | None, folders: list[Path]) -> list[tuple[str, str]]:
    return [(found.name, found.origin) for found in visible_functions(job_path, folders)]


def test_functions_of_a_job_come_first(write, folder):
    job_file = write("a/run.xs", WHOLE)
    write("a/function/helper.xs", 'function "helper" {\n  response = 1\n}\n')
    write("more/other.xs", 'function "other" {\n  response = 1\n}\n')
    assert names(job_file, [Path("more")])[:3] == [
        ("greet", "job"),
        ("helper", "job"),
        ("other", "--functions more"),
    ]
    assert names(folder / "a", [])[0] == ("helper", "job")
    assert ("openai_chat", "bundled") in names(None, [])


def test_a_file_of_functions_alone_is_listed_too(write, folder):
    assert names(write("lib.xs", GREET), [])[0] == ("greet", "job")


def test_a_folder_to_list_has_to_be_there(folder):
    with pytest.raises(UsageError, match="there is no folder nowhere"):
        visible_functions(None, [Path("nowhere")])


def test_problems_of_syntax_and_of_the_check_come_in_one_pass():
    text = """run.job "J" {
  main = { name: "f" }
}
---
function "f" {
  stack {
    var $x = 5
  }
}
---
function "g" {
  input {
    string name
  }
  stack {
    let $y { value = 1 }
    var $z { value = 1|nofilter }
  }
}
"""
    error = runner.run(text).error
    codes = {problem.code for problem in error.problems}
    assert (error.code, codes) == (
        "syntax",
        {"variable-assignment", "unknown-type", "declaration-keyword", "unknown-filter"},
    )


def test_a_function_file_that_does_not_parse_stops_the_job_before_it_starts(tmp_path):
    (tmp_path / "function").mkdir()
    (tmp_path / "function" / "g.xs").write_text('function "g" {\n  stack {\n    var $x = 5\n  }\n}\n')
    (tmp_path / "run.xs").write_text(job('function.run "g"'))
    result = runner.run(tmp_path)
    assert (result.exit_code, [problem.code for problem in result.error.problems]) == (
        2,
        ["variable-assignment"],
    )
