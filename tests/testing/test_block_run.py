"""Tests in XanoScript as `xsrun test` runs them: found, passed, failed, skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.testing.block_run import BlockTest, TickingClock, block_tests, holds_blocks
from runner.testing.outcomes import Conditions, Outcome

FUNCTION = """function "f" {{
  input {{
    int n?=1
  }}
  stack {{
    {stack}
  }}
  response = $x

  test "it works" {{
    {test}
  }}
}}
"""


def outcome(tmp_path: Path, stack: str, test: str, conditions: Conditions | None = None) -> Outcome:
    file = tmp_path / "f.xs"
    file.write_text(FUNCTION.format(stack=stack, test=test))
    (found,) = block_tests(file)
    return found.run(conditions or Conditions())


def test_a_test_that_passes(tmp_path: Path) -> None:
    lines: list[int] = []
    conditions = Conditions(lambda file, line: lines.append(line))
    passed = outcome(
        tmp_path, "var $x { value = 1 }", "expect.to_equal ($response) { value = 1 }", conditions
    )
    assert (passed.status, passed.failures) == ("passed", ())
    assert 6 in lines


def test_a_test_that_fails_shows_the_line_and_the_values(tmp_path: Path) -> None:
    stack = "var $x { value = {n: 1} }"
    (failure,) = outcome(tmp_path, stack, "expect.to_equal ($response.n) { value = 2 }").failures
    message, place, line, _, values = failure.splitlines()
    assert message == "the job failed: Expected 2, but got 1"
    assert place.endswith('f.xs:11:5 in test "it works" of f')
    assert "expect.to_equal" in line
    assert values.strip() == "$response.n = 1"


@pytest.mark.parametrize(
    ("stack", "status", "part"),
    [
        ('ai.agent.run "helper" as $x', "skipped", "ai.agent.run"),
        ('api.request { url = "https://x.test/a" } as $x', "failed", "unexpected request: GET https://x.test/a"),
        ('try_catch { try { api.request { url = "https://x.test/a" } as $x } }\n    var $x { value = 1 }',
         "failed", "unexpected request"),
        ("var $x { value = 1|nosuch }", "failed", "no filter `nosuch`"),
        ('function.run "nowhere" as $x', "failed", 'there is no function "nowhere"'),
    ],
)  # fmt: skip
def test_what_keeps_a_test_from_passing(tmp_path: Path, stack: str, status: str, part: str) -> None:
    found = outcome(tmp_path, stack, "expect.to_be_true (true)")
    assert (found.status, part in "\n".join(found.failures)) == (status, True)


def test_a_request_without_a_mock_names_the_way_out(tmp_path: Path) -> None:
    found = outcome(tmp_path, 'api.request { url = "https://x.test/a" } as $x', "expect.to_be_true (true)")
    assert found.failures == (
        "unexpected request: GET https://x.test/a\n"
        "  nobody answers it in a test; a statement with a `mock` for the test sends nothing",
    )


WORKFLOW = """workflow_test "w" {
  stack {
    var $x { value = 1 }
    try_catch {
      try {
        api.request { url = "https://x.test/a" }
      }
      catch {
        var $x { value = 2 }
      }
    }
    expect.to_equal ($x) { value = WANTED }
  }
}
"""


@pytest.mark.parametrize(("wanted", "status"), [("2", "passed"), ("3", "failed")])
def test_a_workflow_test_goes_on_where_a_request_without_an_answer_is_caught(
    tmp_path: Path, wanted: str, status: str
) -> None:
    file = tmp_path / "w.xs"
    file.write_text(WORKFLOW.replace("WANTED", wanted))
    (test,) = block_tests(file)
    found = test.run(Conditions())
    assert (found.status, ["unexpected request" in text for text in found.failures]) == (
        status,
        [True] * (status == "failed"),
    )


def test_each_test_begins_with_empty_tables_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "kept.db"))
    (tmp_path / "table").mkdir()
    (tmp_path / "table" / "t.xs").write_text(
        'table "t" {\n  schema {\n    int id\n    int n\n  }\n\n  items = [{n: 1}, {n: 2}]\n}\n'
    )
    stack = """db.add "t" { data = {n: 5} }
    db.get "t" { field_name = "id" field_value = 1 } as $x"""
    for _ in range(2):
        found = outcome(tmp_path, stack, "expect.to_equal ($response) { value = {id: 1, n: 5} }")
        assert found.failures == ()
    assert not (tmp_path / "kept.db").exists()


def test_a_statement_of_the_database_with_a_mock_asks_none(tmp_path: Path) -> None:
    stack = 'db.get "nowhere" { field_name = "id" field_value = 1 mock = {"it works": {n: 3}} } as $x'
    assert outcome(tmp_path, stack, "expect.to_equal ($response.n) { value = 3 }").failures == ()


def test_a_test_sees_no_env_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "t-1")
    assert (
        outcome(tmp_path, "var $x { value = $env.TOKEN }", "expect.to_be_null ($response)").status == "passed"
    )


def test_what_was_stamped_in_a_run_is_past(tmp_path: Path) -> None:
    found = outcome(tmp_path, "var $x { value = now }", "expect.to_be_in_the_past ($response)")
    assert found.failures == ()
    clock = TickingClock()
    assert clock.now() < clock.now()


def test_names_and_places(tmp_path: Path) -> None:
    file = tmp_path / "f.xs"
    body = 'function "f" {\n  response = 1\n\n  test "a" {\n  }\n\n  test "a" {\n  }\n}\n'
    file.write_text(body)
    tests = block_tests(file)
    assert all(isinstance(test, BlockTest) for test in tests)
    assert [test.name for test in tests] == ["f: a", "f: a (2)"]
    assert [test.place.rpartition(":")[2] for test in tests] == ["4", "7"]


def test_no_two_tests_have_one_name(tmp_path: Path) -> None:
    file = tmp_path / "f.xs"
    names = ("a", "a", "a (2)", "a", "a (2)")
    file.write_text(
        'function "f" {\n  response = 1\n' + "".join(f'  test "{name}" {{\n  }}\n' for name in names) + "}\n"
    )
    told = [test.name.removeprefix("f: ") for test in block_tests(file)]
    assert told == ["a", "a (3)", "a (2)", "a (4)", "a (2) (2)"]


QUERY = """query "deals/{id}" verb=GET {
  api_group = "Crm"
  auth = "user"
  input {
    int id
  }
  stack {
    precondition ($input.id != 0) {
      error = "no deal"
    }
  }
  response = {id: $input.id, by: $auth}

  test "one" {
    input = {id: "7"}
    expect.to_equal ($response) { value = {id: 7, by: null} }
  }

  test "none" {
    input = {id: 0}
    expect.to_throw { value = "no deal" }
  }
}
"""


def test_the_tests_of_an_endpoint_call_its_code(tmp_path: Path) -> None:
    file = tmp_path / "q.xs"
    file.write_text(QUERY)
    outcomes = {test.name: test.run(Conditions()) for test in block_tests(file)}
    assert {name: outcome.failures for name, outcome in outcomes.items()} == {
        "deals/{id}: one": (),
        "deals/{id}: none": (),
    }
    assert {outcome.status for outcome in outcomes.values()} == {"passed"}


def test_the_test_of_what_does_not_run_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.xs"
    file.write_text('agent "a" {\n  tools = []\n\n  test "one" {\n  }\n}\n')
    (test,) = block_tests(file)
    assert test.name == "a: one"
    assert test.run(Conditions()) == Outcome("skipped", ("`agent` does not run here yet",))


@pytest.mark.parametrize(
    ("name", "text", "holds"),
    [
        ("f.xs", 'function f {\n  test "a" {\n  }\n}\n', True),
        ("f.xs", 'workflow_test "a" {\n}\n', True),
        ("f.xs", 'function f {\n  response = "test"\n}\n', False),
        ("f.yaml", 'test "a"', False),
    ],
)
def test_only_files_that_hold_tests_are_read(tmp_path: Path, name: str, text: str, holds: bool) -> None:
    (tmp_path / name).write_text(text)
    assert holds_blocks(tmp_path / name) is holds
