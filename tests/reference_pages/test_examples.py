"""The examples of the reference: each is whole, has no problem, and gives what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx

import runner
from runner.lint.files import file_problems
from runner.reference.catalogue import Entry, entries
from runner.reference.examples import read_examples
from runner.reference.kinds import CODE, CONSTRUCT, EXPRESSION, FILTER, KINDS, STATEMENT, TYPE, Kind
from runner.source import Source
from runner.values import dump_json

SHOWN = [kind for kind in KINDS if kind is not CODE]
# Statements that ask a server that no test of examples has.
S3 = ("delete_file", "get_file_info", "list_directory", "read_file", "sign_url", "upload_file")
ELSEWHERE = {
    "db.external.mysql.direct_query",
    "db.external.postgres.direct_query",
    "util.send_email",
    *(f"cloud.aws.s3.{name}" for name in S3),
}
# Operators of Xano's queries that the check refuses.
REFUSED = {"@>", "!~"}
# Statements whose result is what a server answers.
ASKING = {"api.request": [{"id": 1}, {"id": 2}], "stream.from_request": 2}


def response(entry: Entry, storage: Path) -> str:
    """What the example answers, or why it does not."""
    result = runner.run(entry.example, env={}, storage=storage)
    # As a text: else 1, 1.0 and true were the same.
    return compact(dump_json(result.response)) if result.ok else str(result.error)


def compact(text: str) -> str:
    return dump_json(json.loads(text))


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.name)
def test_examples_have_no_problems(kind: Kind) -> None:
    sources = [Source(entry.example, entry.name) for entry in entries(kind) if entry.example]
    problems = [problem for source in sources for problem in file_problems(source)]
    assert [str(problem) for problem in problems if problem.source.name not in REFUSED] == []
    assert {problem.source.name for problem in problems} == REFUSED & {source.name for source in sources}


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.name)
def test_examples_give_what_they_say(kind: Kind, tmp_path: Path) -> None:
    told = {entry.name: (entry, compact(entry.gives)) for entry in entries(kind) if entry.gives}
    given = {name: (response(entry, tmp_path / name), gives) for name, (entry, gives) in told.items()}
    assert {name: pair for name, pair in given.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("name", ASKING)
@respx.mock
def test_a_request_gives_what_the_server_answers(name: str) -> None:
    route = respx.route(host="example.com").mock(httpx.Response(200, json=[{"id": 1}, {"id": 2}]))
    result = runner.run(read_examples(STATEMENT)[name].text, env={})
    assert (result.response, route.called) == (ASKING[name], True)


def test_what_runs_says_what_it_gives() -> None:
    shown = [entry for kind in SHOWN for entry in entries(kind) if entry.runs and entry.example]
    silent = {entry.name for entry in shown if not entry.gives}
    assert silent == {
        "workspace",
        "run.service",
        "query",
        "task",
        "tool",
        "test",
        "workflow_test",
        "mock",
        "$response",
        *ASKING,
        *ELSEWHERE,
    }


@pytest.mark.parametrize(
    ("kind", "name", "part"),
    [
        (FILTER, "slice", '  response = ["a", "b", "c", "d"]|slice:1:2\n}\n'),
        (EXPRESSION, "??", '  response = null ?? "default"\n}\n'),
        (TYPE, "int", '  main = {name: "example", input: {value: "42"}}\n'),
        (TYPE, "file", "  response = $input.value.mime\n}\n"),
        (STATEMENT, "math.add", "    math.add $n {\n      value = 2\n    }\n  }\n\n  response = $n\n}\n"),
    ],
)
def test_a_part_is_made_into_a_job(kind: Any, name: str, part: str) -> None:
    text = read_examples(kind)[name].text
    assert part in text
    assert text.startswith('run.job "example" {\n')


def test_a_whole_file_stays_as_it_is() -> None:
    assert read_examples(CONSTRUCT)["branch"].text == (
        'branch "preview" {\n  color = "#3366cc"\n  description = "What is tried out"\n}\n'
    )
