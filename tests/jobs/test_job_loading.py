"""A text becomes a job: its run.job, its workspaces, what is no job at all."""

from __future__ import annotations

import pytest

import runner
from runner.errors import UsageError, XanoScriptSyntaxError
from runner.jobs.loading import load_job
from runner.source import Source
from tests.jobs.texts import CALLS_GREET, GREET, GREETED, WHOLE, job


def test_a_job_is_its_run_job_and_all_documents():
    loaded = load_job(Source(WHOLE, "hello.xs"))
    assert (loaded.name, loaded.file, loaded.path) == ("Greet", "hello.xs", None)
    assert (loaded.parts[0].target.name, loaded.parts[0].target.inputs) == ("greet", {"name": "Ada"})
    assert [unit.construct for unit in loaded.units] == ["run.job", "function"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "x.xs is empty", "a job starts with run.job"),
        ("// nothing\n\n", "x.xs is empty", "a job starts with run.job"),
        (GREET, "x.xs holds the function `greet` and no run.job", 'run.job "greet" { main = { name: "greet"'),
        ("table users {\n}\n", "x.xs holds a table, but no run.job", None),
        (
            'run.service "S" {\n  pre = { name: "f" }\n}\n',
            "x.xs is a run.service",
            'run.job "f" { main = { name: "f" } }',
        ),
        (f"{CALLS_GREET}---\n{CALLS_GREET}", "x.xs holds 2 jobs; a file holds one", "in its own file"),
    ],
)
def test_what_is_no_job_that_runs_here(text, message, hint):
    with pytest.raises(UsageError) as caught:
        load_job(Source(text, "x.xs"))
    assert message in caught.value.message
    assert caught.value.hint is None if hint is None else hint in caught.value.hint


def test_what_the_hint_for_a_lone_function_says_is_a_job():
    with pytest.raises(UsageError) as caught:
        load_job(Source(GREET, "x.xs"))
    head = caught.value.hint.partition("before it: ")[2]
    assert load_job(Source(f"{head}\n---{GREET}")).parts[0].target.name == "greet"


def test_a_service_beside_a_job_is_carried():
    service = 'run.service "S" {\n  pre = { name: "greet" }\n}\n'
    assert load_job(Source(f"{service}---\n{WHOLE}")).name == "Greet"


def test_a_syntax_error_carries_all_problems():
    with pytest.raises(XanoScriptSyntaxError) as caught:
        load_job(
            Source('run.job "J" {\n  main = { name: }\n}\n---\nfunction "f" {\n  response = )\n}\n', "x.xs")
        )
    assert {problem.source.position(problem.span.start).line for problem in caught.value.problems} >= {2, 6}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_any_editor_run_alike(folder, newline, mark):
    text = job(response='"""a\nb"""')
    (folder / "job.xs").write_bytes((mark + text.replace("\n", newline)).encode())
    result = runner.run(folder / "job.xs")
    assert (result.response, result.error) == ("a\nb", None)


@pytest.mark.parametrize("functions", ["function", "functions"])
@pytest.mark.parametrize("place", ["greet.xs", "nested/deeper/greet.xs", "many.xs"])
def test_functions_beside_the_job(write, folder, functions, place):
    write("a/run.xs", CALLS_GREET)
    write("a/table/users.xs", "table users {\n}\n")
    write("a/README.md", "no code")
    write(f"a/{functions}/{place}", GREET)
    result = runner.run("a")
    assert (result.response, result.logs) == (GREETED, ())


def test_a_table_may_be_anything_that_a_job_does_not_read(write, folder):
    write("a/run.xs", WHOLE)
    write("a/table/broken.xs", "table {{{")
    assert runner.run("a").response == GREETED


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"run.xs": WHOLE}, []),
        ({"run.xs": WHOLE, "workspace.xs": 'workspace w {\n  env = { A: "beside" }\n}\n'}, [{"A": "beside"}]),
        ({"run.xs": WHOLE + '---\nworkspace w {\n  env = { A: "own" }\n}\n'}, [{"A": "own"}]),
        (
            {
                "run.xs": WHOLE + '---\nworkspace w {\n  env = { A: "own" }\n}\n',
                "workspace.xs": 'workspace w {\n  env = { A: "beside" }\n}\n',
            },
            [{"A": "own"}, {"A": "beside"}],
        ),
    ],
)
def test_workspaces_of_the_folder(write, folder, files, found):
    for name, text in files.items():
        write(f"a/{name}", text)
    assert [workspace.env for workspace in load_job("a").workspaces] == found


def test_a_workspace_beside_a_job_that_is_no_folder_is_not_its_own(write, folder):
    write("one.xs", WHOLE)
    write("workspace.xs", 'workspace w {\n  env = { A: "x" }\n}\n')
    assert load_job("one.xs").workspaces == ()


def test_a_broken_workspace_is_named(write, folder):
    write("a/run.xs", WHOLE)
    write("a/workspace.xs", "workspace {{{")
    result = runner.run("a")
    assert (result.error.code, result.error.span.file) == ("syntax", "a/workspace.xs")
