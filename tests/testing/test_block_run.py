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
        ('db.get "t" { field_name = "id" field_value = 1 } as $x', "skipped", "db.get"),
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


def test_the_test_of_a_query_is_told_though_it_cannot_run(tmp_path: Path) -> None:
    file = tmp_path / "q.xs"
    file.write_text('query "q" verb=GET {\n  response = 1\n\n  test "a" {\n  }\n}\n')
    (test,) = block_tests(file)
    assert test.name == "q: a"
    assert test.run(Conditions()) == Outcome("skipped", ("`query` does not run here yet",))


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
