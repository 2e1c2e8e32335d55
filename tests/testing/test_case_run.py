"""Runs of cases, and what is told of those that do not come out as expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.testing.case_run import CaseTest, case_tests
from runner.testing.outcomes import Conditions, Outcome

JOB = """run.job "Weather" {
  main = {name: "weather", input: {city: "Oslo"}}
  env = ["KEY"]
}
---
function "weather" {
  input {
    text city
  }

  stack {
    util.sleep { value = 600 }
    debug.log { value = "asking" }
    try_catch {
      try {
        api.request {
          url = "https://weather.test/" ~ $input.city
          method = "GET"
          headers = ["Authorization: Bearer " ~ $env.KEY]
        } as $answer
      }
      catch {
        var $answer { value = {response: {result: {error: $error.message}}} }
      }
    }
    precondition (($answer.response.result|get:"code":0) != 404) {
      error_type = "notfound"
      error = "no such city"
      payload = {city: $input.city}
    }
  }

  response = {result: $answer.response.result, at: now|to_ms, key: $env.KEY}
}
---
function "double" {
  input {
    int n
  }

  stack {
  }

  response = $input.n * 2
}
"""
ENV = "  env: {KEY: key-of-the-case}\n"
HTTP = "  http: [{request: {url: 'https://weather.test/Oslo'}, response: {json: {t: 3}}}]\n"
BASE = "- name: a\n" + ENV + HTTP


def run(folder: Path, text: str) -> Outcome:
    (folder / "weather.xs").write_text(JOB)
    path = folder / "weather.cases.yaml"
    path.write_text(text, encoding="utf-8")
    tests = case_tests(path)
    assert isinstance(tests[-1], CaseTest)
    return tests[-1].run(Conditions())


@pytest.mark.parametrize(
    "text",
    [
        BASE + "  response: {result: {t: 3}, at: 1768479000000, key: key-of-the-case}",
        BASE + "  now: 2026-01-01T00:00:00+01:00\n  response_has: {at: 1767222600000}",
        BASE + "  response_has: {result: {t: {$min: 3}}}\n  log: [asking]\n  slept: [600]",
        BASE + "  log: [ask, 'GET https://weather.test/Oslo -> 200']",
        "- name: a\n" + ENV + "  http: [{request: {}, failure: timeout}]\n"
        "  response_has: {result: {error: {$like: 'No answer from weather.test within * seconds'}}}",
        "- name: a\n" + ENV + "  http: [{request: {}, response: {status: 404, json: {code: 404}}}]\n"
        "  error: {type: notfound, message: such, payload: {city: Oslo}}",
        "- name: a\n  function: double\n  input: {n: 4}\n  response: 8",
        "- name: a\n  input: {town: x}\n" + ENV + "  error: {type: input, message: no input `town`}",
        "- name: a\n  error: {type: missing-env, name: missing-env}",
    ],
)
def test_what_passes(tmp_path: Path, text: str) -> None:
    outcome = run(tmp_path, text)
    assert (outcome.status, outcome.failures) == ("passed", ())
    assert outcome.seconds < 10


@pytest.mark.parametrize(
    ("text", "failures"),
    [
        (BASE + "  response_has: {result: {t: 4}}", ["response.result.t: expected 4, but got 3"]),
        (BASE + "  response_has: {key: other-key}", ['response.key: expected "other-key", but got "***"']),
        (BASE, ["the case expects nothing: give it a `response`, or let `xsrun test --update` write one"]),
        (
            BASE + "  response_has: {}\n  log: [gone, asking, 'GET ']",
            ["log: there is no 'gone', or not at its place"],
        ),
        (
            BASE + "  slept: [1]\n  log: [asking, asking]",
            ["log: there is no 'asking', or not at its place", "slept[0]: expected 1, but got 600"],
        ),
        (
            BASE + "  error: {name: x}",
            ['expected an error, but got the response {"result":{"t":3},"at":1768479000000,"key":"***"}'],
        ),
        # That the job caught the failure does not help.
        (
            "- name: a\n" + ENV + "  response_has: {}",
            ["unexpected request: GET https://weather.test/Oslo\n  no stub is left for it"],
        ),
        (
            BASE + "  function: double\n  input: {n: 1}\n  response: 2",
            ["never requested: https://weather.test/Oslo at {folder}/weather.cases.yaml:3"],
        ),
        (
            "- name: a\n  response: 1",
            [
                "the job failed: the job needs KEY in the env, which is not set\n"
                "  give it in `env` of the case"
            ],
        ),
        (
            "- name: a\n" + ENV + "  http: [{request: {}, response: {json: {code: 404}}}]\n"
            "  error: {type: unauthorized, name: x, message: gone, payload: 1}",
            [
                "error.type: expected ERROR_CODE_UNAUTHORIZED, but got ERROR_CODE_NOT_FOUND: no such city",
                "error.name: expected x, but got notfound: no such city",
                "error.message: expected a part 'gone', but got 'no such city'",
                'error.payload: expected 1, but got {"city":"Oslo"}',
            ],
        ),
    ],
)
def test_what_fails(tmp_path: Path, text: str, failures: list[str]) -> None:
    outcome = run(tmp_path, text)
    wanted = [failure.replace("{folder}", str(tmp_path)) for failure in failures]
    assert (outcome.status, list(outcome.failures)) == ("failed", wanted)


def test_a_failure_of_the_job_shows_its_line(tmp_path: Path) -> None:
    text = "- name: a\n" + ENV + "  http: [{request: {}, response: {json: {code: 404}}}]\n  response: 1"
    (failure,) = run(tmp_path, text).failures
    lines = failure.splitlines()
    assert lines[:2] == ["the job failed: no such city", f"  at {tmp_path}/weather.xs:26:18 in weather"]
    assert lines[2].endswith('precondition (($answer.response.result|get:"code":0) != 404) {')


def test_a_job_that_cannot_start_shows_its_problems(tmp_path: Path) -> None:
    (failure,) = run(tmp_path, "- name: a\n  function: wether\n  response: 1").failures
    assert failure.splitlines()[0] == "the job could not start:"
    assert failure.splitlines()[1].endswith("weather.xs:1:1: there is no function `wether`")


VISITS = """function "visit" {
  input {
    text page
  }

  stack {
    db.add "visit" { data = {page: $input.page} } as $row
    precondition ($input.page != "/bad") {
      error_type = "inputerror"
      error = "no such page"
    }
  }

  response = $row.id
}
---
table "visit" {
  schema {
    int id
    text page
    int times?=1
  }

  items = [{page: "/first"}]
}
"""
ROWS = "  tables: {visit: [{id: 7, page: /, times: 3}]}\n"


def visits(folder: Path, text: str) -> tuple[str, ...]:
    (folder / "visits.xs").write_text(VISITS)
    path = folder / "visits.cases.yaml"
    path.write_text("- name: a\n" + text)
    (test,) = case_tests(path)
    outcome = test.run(Conditions())
    assert (outcome.status == "passed") is (not outcome.failures)
    return outcome.failures


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("/a", "  response: 2\n  tables_after: {visit: [{page: /first, times: 1}, {id: 2, page: /a}]}"),
        ("/a", ROWS + "  response: 8"),
        ("/a", ROWS + "  tables_after: {visit: [{id: 7, times: 3}, {id: {$min: 8}, page: /a}]}"),
        ("/a", "  tables: {}\n  response: 1\n  tables_after: {visit: {$length: 1}}"),
        # What was written before the failure stands: nothing held it together.
        ("/bad", ROWS + "  error: {type: inputerror}\n  tables_after: {visit: {$length: 2}}"),
    ],
)
def test_rows_that_tables_start_with_and_have_at_the_end(tmp_path: Path, page: str, text: str) -> None:
    assert visits(tmp_path, f"  input: {{page: {page}}}\n{text}") == ()


@pytest.mark.parametrize(
    ("text", "failures"),
    [
        (
            ROWS + "  tables_after: {visit: [{page: /}, {page: /b, times: 1}]}",
            ('tables.visit[1].page: expected "/b", but got "/a"',),
        ),
        (
            ROWS + "  tables_after: {visit: {$length: 1}}",
            (
                "tables.visit: expected something of the length 1, but got "
                '[{"id":7,"page":"/","times":3},{"id":8,"page":"/a","times":1}]',
            ),
        ),
        (
            "  tables: {visits: []}\n  response: 1",
            (
                "the job failed: the case names the table `visits`, which no document declares; "
                "did you mean `visit`?",
            ),
        ),
    ],
)
def test_rows_that_are_not_as_expected(tmp_path: Path, text: str, failures: tuple[str, ...]) -> None:
    found = visits(tmp_path, "  input: {page: /a}\n" + text)
    assert found == failures


def test_tables_that_cannot_be_read_are_a_failure_beside_that_of_the_job(tmp_path: Path) -> None:
    text = "  input: {page: /a}\n  tables: {visit: [{times: x}]}\n  tables_after: {visit: []}"
    job, tables = visits(tmp_path, text)
    reason = 'the rows that the table "visit" starts with are wrong: column `times`'
    assert job.startswith(f"the job failed: {reason}")
    assert tables.startswith(f"tables_after: {reason}")


def test_a_test_never_uses_the_database_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("DATABASE_URL=elsewhere.db\n")
    assert visits(tmp_path, "  input: {page: /a}\n  response: 2") == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "visits.cases.yaml", "visits.xs"]


def test_a_loop_without_an_end_ends(tmp_path: Path) -> None:
    (tmp_path / "loop.xs").write_text(
        'function "loop" {\n  input {\n  }\n\n  stack {\n    while (true) {\n      each {\n'
        "        var $x { value = 1 }\n      }\n    }\n  }\n\n  response = 1\n}\n"
    )
    path = tmp_path / "loop.cases.yaml"
    path.write_text("- name: a\n  timeout: 0.2\n  response: 1\n")
    (test,) = case_tests(path)
    (failure,) = test.run(Conditions()).failures
    assert failure.startswith("the job failed: the job was stopped after 0.2 seconds")


def test_statements_are_told(tmp_path: Path) -> None:
    (tmp_path / "weather.xs").write_text(JOB)
    path = tmp_path / "weather.cases.yaml"
    path.write_text(BASE + "  response_has: {}\n")
    lines: list[int] = []
    (test,) = case_tests(path)
    assert test.run(Conditions(lambda file, line: lines.append(line))).status == "passed"
    assert lines[:3] == [12, 13, 14]


def test_the_env_of_the_machine_is_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "of the machine")
    assert "needs KEY in the env" in run(tmp_path, "- name: a\n  response: 1").failures[0]


def test_sensitive_inputs_are_hidden_in_what_is_told_of_requests(tmp_path: Path) -> None:
    (tmp_path / "login.xs").write_text(
        """function "login" {
  input {
    text password {
      sensitive = true
    }
  }
  stack {
    api.request {
      url = "https://x.test/login"
      method = "POST"
      params = {secret: $input.password}
    }
  }
}
"""
    )
    path = tmp_path / "login.cases.yaml"
    path.write_text(
        "- name: a\n  input: {password: hunter2hunter2}\n"
        "  http: [{request: {json: {}}, response: {json: 1}}]\n  response: 1\n"
    )
    (failure,) = case_tests(path)[0].run(Conditions()).failures
    assert "hunter2" not in failure
    assert 'json.secret: expected no such key, but got "***"' in failure


def test_a_function_beside_other_constructs_needs_no_job(tmp_path: Path) -> None:
    (tmp_path / "f.xs").write_text(
        'function "f" {\n  response = 1\n}\n---\ntable "t" {\n  schema {\n    int id\n  }\n}\n'
    )
    path = tmp_path / "f.cases.yaml"
    path.write_text("- {name: a, response: 1}\n")
    assert case_tests(path)[0].run(Conditions()).failures == ()
