"""Env names of a job and their values: layers, letter case, what is missing, what nobody reads."""

from __future__ import annotations

import pytest

import runner
from runner.jobs import EnvLayer, RunOptions, prepare, run_job
from runner.jobs.environment import EnvValue, missing_error, process_layer, resolve
from runner.source import Source
from tests.jobs.texts import job

READS_BOTH = job(response="{ a: $env.A_KEY, b: $env.b_key }", env=("A_KEY", "b_key"))


@pytest.mark.parametrize(
    ("name", "layers", "value", "source", "found_as"),
    [
        ("K", [{"K": "1"}, {"K": "2"}], "1", "0", "K"),
        ("K", [{}, {"K": "2"}], "2", "1", "K"),
        ("k", [{"K": "upper", "k": "exact"}], "exact", "0", "k"),
        ("k", [{"K": "upper"}], "upper", "0", "K"),
        # A layer that outweighs another one does so in any case.
        ("k", [{"K": "upper"}, {"k": "exact"}], "upper", "0", "K"),
        ("K", [{"K": ""}, {"K": "2"}], "", "0", "K"),
        ("K", [{"K": None}, {"K": "2"}], "2", "1", "K"),
        ("K", [{"K": None, "k": "lower"}], "lower", "0", "k"),
        ("K", [{"K": 5}], "5", "0", "K"),
        ("K", [{"K": True}], "true", "0", "K"),
        ("K", [{"K": {"a": 1}}], '{"a":1}', "0", "K"),
        ("K", [{"KK": "1"}, {}], None, None, None),
    ],
)
def test_the_first_layer_that_has_a_name_wins(name, layers, value, source, found_as):
    numbered = [EnvLayer(str(at), values) for at, values in enumerate(layers)]
    assert resolve([name], numbered) == [EnvValue(name, value, source, found_as)]


def test_a_name_that_is_declared_twice_counts_once():
    assert resolve(["A", "B", "A"], []) == [EnvValue("A"), EnvValue("B")]


def test_the_process_is_a_layer(monkeypatch):
    monkeypatch.setenv("XSRUN_TEST_KEY", "from the process")
    assert resolve(["xsrun_test_key"], [process_layer()])[0].value == "from the process"


def test_missing_names_stand_in_one_sentence():
    error = missing_error(["API_KEY", "other_key"])
    assert error.message == (
        "the job needs API_KEY, OTHER_KEY (declared as other_key) in the env, which are not set"
    )
    assert error.names == ("API_KEY", "other_key")
    assert "export API_KEY=..." in error.hint
    assert missing_error(["K"]).message == "the job needs K in the env, which is not set"


@pytest.mark.parametrize(
    ("env", "response"),
    [
        ({"A_KEY": "1", "B_KEY": "2"}, {"a": "1", "b": "2"}),
        ({"a_key": "1", "b_key": ""}, {"a": "1", "b": ""}),
    ],
)
def test_a_job_sees_what_it_declares(env, response):
    result = runner.run(READS_BOTH, env=env)
    assert (result.response, result.logs) == (response, ())


def test_no_env_value_comes_from_the_process_where_a_mapping_is_given(monkeypatch):
    monkeypatch.setenv("A_KEY", "process")
    monkeypatch.setenv("B_KEY", "process")
    assert runner.run(READS_BOTH).response == {"a": "process", "b": "process"}
    result = runner.run(READS_BOTH, env={})
    assert (result.error.code, result.exit_code) == ("missing-env", 2)
    assert "A_KEY, B_KEY (declared as b_key)" in result.error.message


def test_a_missing_value_that_no_code_reads_is_a_warning():
    result = runner.run(job(response="1", env=("UNUSED",)), env={})
    assert (result.response, [entry.message for entry in result.logs]) == (
        1,
        ["the env value UNUSED is not set, and no code reads it"],
    )


@pytest.mark.parametrize(
    ("stack", "response"),
    [
        ("util.get_env as $all", "$all"),
        ("", "$env"),
        ('function.run "g" as $r', "$r"),
        ("", "$env.key"),
    ],
    ids=["get_env", "whole", "callee", "case"],
)
def test_code_that_may_read_a_name_makes_it_needed(stack, response):
    text = job(stack, response, env=("KEY",)) + '---\nfunction "g" {\n  response = $env.KEY\n}\n'
    assert runner.run(text, env={}).error.code == "missing-env"
    assert runner.run(text, env={"KEY": "1"}).ok


def test_a_python_function_counts_as_reading_everything(write, folder):
    write("functions/p.py", "from runner import function\n@function\ndef p() -> int:\n    return 1\n")
    text = 'run.job "J" {\n  main = { name: "p" }\n  env = ["KEY"]\n}\n'
    write("run.xs", text)
    assert runner.run(".", env={}).error.code == "missing-env"
    assert runner.run(".", env={"KEY": "1"}).response == 1


def test_a_computed_name_counts_as_reading_everything():
    text = job('var $n { value = "g" }\n    function.run $n as $r', "$r", env=("KEY",)) + (
        '---\nfunction "g" {\n  response = 1\n}\n'
    )
    assert runner.run(text, env={}).error.code == "missing-env"


def test_a_missing_value_may_be_allowed_to_be_null():
    options = RunOptions(env=[EnvLayer("env", {"A_KEY": "1"})], allow_missing_env=True)
    result = run_job(Source(READS_BOTH), options)
    assert result.response == {"a": "1", "b": None}
    assert [entry.message for entry in result.logs] == ["the env value b_key is not set; it is null"]


def test_a_name_that_is_read_and_not_declared_is_null_even_where_the_process_has_it(monkeypatch):
    monkeypatch.setenv("SECRET", "of the process")
    result = runner.run(job(response="$env.SECRET"))
    assert (result.response, result.ok) == (None, True)
    assert [(entry.level, entry.message) for entry in result.logs] == [
        ("warning", 'the code reads $env.SECRET, which is null: declare it, env = ["SECRET"]')
    ]


def test_the_values_of_a_run_that_serves_no_request():
    assert runner.run(job(response="[$env.$remote_ip, $env.$datasource]")).response == ["127.0.0.1", "live"]
    assert runner.run(job(response="$env.$remote_ip")).logs == ()


def test_a_workspace_gives_what_nobody_else_does(write, folder):
    write("a/run.xs", job(response="[$env.A, $env.B, $env.N]", env=("A", "B", "N")))
    write("a/workspace.xs", 'workspace w {\n  env = { A: "a", B: "b", N: 5 }\n}\n')
    assert runner.run("a", env={}).response == ["a", "b", "5"]
    assert runner.run("a", env={"b": "given"}).response == ["a", "given", "5"]


def test_the_plan_tells_where_values_come_from_and_not_what_they_are():
    layers = [EnvLayer("--env", {"A_KEY": "hidden-1"}), EnvLayer(".env", {"B_KEY": "hidden-2"})]
    described = prepare(Source(READS_BOTH), RunOptions(env=layers)).describe()
    assert described["env"] == [
        {"name": "A_KEY", "found": True, "source": "--env"},
        {"name": "b_key", "found": True, "source": ".env"},
    ]
    assert "hidden" not in str(described)


@pytest.mark.parametrize(
    "code",
    [
        'util.template_engine { value = "{{ $env.KEY }}" } as $r',
        'var $t { value = "{{ $env.KEY }}" }\n util.template_engine { value = $t } as $r',
        'api.lambda { code = "return $env.KEY" } as $r',
    ],
)
def test_a_name_that_only_a_text_reads_counts_as_read(code):
    """A template, or JavaScript: without the name such a job cannot start, and with it nothing is said."""
    text = job(code, "$r", env=("KEY",))
    assert runner.run(text, env={}).exit_code == 2
    result = runner.run(text, env={"KEY": "v"})
    assert (result.response, result.logs) == ("v", ())
    undeclared = runner.run(job(code, "1"), env={"KEY": "v"})
    assert any("the code reads $env.KEY" in entry.message for entry in undeclared.logs)
