"""Calls of endpoints, addons, tasks and tools: what they are given, what they give, who may call them."""

from __future__ import annotations

from typing import Any

import pytest

from runner.execution.result import Result
from runner.jobs import EnvLayer, RunOptions, run_job
from runner.source import Source

DOCUMENTS = """
query "open/{id}" verb=GET {
  api_group = "Shop"
  input {
    int id
    text note?
  }
  stack {
    util.get_raw_input { encoding = "json" } as $raw
  }
  response = {id: $input.id, note: $input.note, raw: $raw, headers: $env.$http_headers, auth: $auth}
}
---
query "me" verb=GET {
  auth = "user"
  stack {
  }
  response = $auth
}
---
query "me" verb=POST {
  auth = "user"
  stack {
    function.run "who" as $inside
    function.run "who" { async = true } as $later
    await $later as $async
    try_catch {
      try {
        api.call "open/1" as $open
        var $there { value = $open.auth }
      }
    }
    util.post_process {
      stack {
        debug.log { value = "afterwards " ~ $auth.id }
      }
    }
  }
  response = [$auth.id, $inside, $async, $there, $auth.id]
}
---
query "pieces" verb=GET {
  stack {
    api.stream { value = "a" }
    api.stream { value = "b" }
  }
  response = 1
}
---
query "fails" verb=GET {
  auth = "user"
  stack {
    precondition (false) {
      error_type = "notfound"
      error = "no such thing"
    }
  }
}
---
query "broken" verb=GET {
  stack {
    var $x { value = 1|nosuch }
  }
}
---
function "who" {
  stack {
  }
  response = $auth.id
}
---
tool "double" {
  instructions = "Doubles a number."
  input {
    int n
  }
  stack {
  }
  response = $input.n * 2
}
---
task "nightly" {
  stack {
    db.add "log" { data = {what: "ran"} }
  }
  schedule = [{starts_on: 2026-01-01 02:00:00+0000, freq: 86400}]
}
---
addon "logs" {
  input {
    text what?="ran"
  }
  stack {
    db.query "log" {
      where = $db.log.what == $input.what
      return = {type: "count"}
    } as $counted
  }
}
---
table "log" {
  schema {
    int id
    text what
  }
}
"""
TOKEN = 'security.create_auth_token { table = "user" id = 7 extras = {role: "admin"} } as $token\n'
BEARER = 'headers = ["Authorization: Bearer " ~ $token]'


def attempt(stack: str, documents: str = DOCUMENTS, **options: Any) -> Result:
    env = 'env = ["XSRUN_AUTH_SECRET"]' if "env" in options else ""
    text = f"""run.job "test" {{
  main = {{ name: "f" }}
  {env}
}}
---
function "f" {{
  stack {{
    {stack}
  }}
  response = $result
}}
---
{documents}"""
    options.setdefault("env", [EnvLayer("test", {})])
    return run_job(Source(text, "test.xs"), RunOptions(**options))


def run(stack: str, documents: str = DOCUMENTS, **options: Any) -> Any:
    result = attempt(stack, documents, **options)
    assert result.error is None, result.error
    return result.response


def error(stack: str, documents: str = DOCUMENTS) -> tuple[str, str]:
    result = attempt(stack, documents)
    assert result.error is not None
    return result.error.name, result.error.message


@pytest.mark.parametrize(
    ("stack", "response"),
    [
        ('tool.call "double" { input = {n: "4"} } as $result', 8),
        ('task.call "nightly" as $result', None),
        ('task.call "nightly"\ntask.call "nightly"\naddon.call "logs" as $result', 2),
        ('task.call "nightly"\naddon.call "logs" { input = {what: "slept"} } as $result', 0),
        ('task.call "nightly"\naddon.call logs { input = [] } as $result|add:1', 2),
        ('var $name { value = "double" }\ntool.call ($name) { input = {n: 1} } as $result', 2),
    ],
)
def test_what_a_call_gives(stack: str, response: Any) -> None:
    assert run(stack) == response


def test_an_endpoint_is_asked_as_by_a_request() -> None:
    answer = run("""api.call "open/5" verb=GET {
      api_group = "Shop"
      input = {note: "hello", other: 1}
      headers = ["Content-Type: application/json", "X-Trace:  a:b "]
    } as $result""")
    assert answer == {
        "id": 5,
        "note": "hello",
        "raw": {"id": "5", "note": "hello", "other": 1},
        "headers": {"content-type": "application/json", "x-trace": "a:b"},
        "auth": None,
    }


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        ("""'["X-A: 1"]'""", {"x-a": "1"}),
        ("'X-A: 1'", {"x-a": "1"}),
        ('{"X-A": 1}', {"x-a": "1"}),
        ('""', {}),
        ("null", {}),
        ("[]", {}),
    ],
)
def test_headers_in_all_their_forms(head: str, headers: dict[str, str]) -> None:
    stack = f'api.call "open/{{id}}" {{ input = {{id: 1}} headers = {head} }} as $answer\n'
    assert run(stack + "var $result { value = $answer.headers }") == headers


def test_what_an_endpoint_streams_is_its_response() -> None:
    assert run('api.call "pieces" as $once\napi.call "pieces" as $result') == "ab"


def test_an_endpoint_with_auth_knows_who_is_signed_in() -> None:
    assert run(TOKEN + f'api.call "me" verb=GET {{ {BEARER} }} as $result') == {
        "extras": {"role": "admin"},
        "role": "admin",
        "id": 7,
    }


def test_auth_holds_in_all_that_an_endpoint_calls_and_ends_with_it() -> None:
    stack = f"""{TOKEN}
    api.call "me" verb=POST {{ {BEARER} }} as $inside
    try_catch {{
      try {{
        api.call "fails" {{ {BEARER} }}
      }}
      catch {{
        debug.log {{ value = $error.message }}
      }}
    }}
    var $result {{ value = [$inside, $auth, $env.$http_headers] }}"""
    result = attempt(stack)
    assert result.response == [[7, 7, 7, None, 7], None, {}]
    assert [entry.message for entry in result.logs] == ["no such thing", "afterwards 7"]


@pytest.mark.parametrize(
    ("stack", "message"),
    [
        ('api.call "me" verb=GET as $result', 'the endpoint "me" needs an auth token of the table "user"'),
        ('api.call "me" verb=GET { headers = ["Authorization: Basic x"] } as $result', "needs an auth token"),
        (
            'api.call "me" verb=GET { headers = ["Authorization: Bearer a.b.c.d.e"] } as $result',
            "the auth token does not hold",
        ),
        (
            TOKEN.replace("user", "staff") + f'api.call "me" verb=GET {{ {BEARER} }} as $result',
            'needs an auth token of the table "user", but got one of "staff"',
        ),
        (
            TOKEN.replace("id = 7", "id = 7 expiration = 1")
            + f'util.sleep {{ value = 3 }}\napi.call "me" verb=GET {{ {BEARER} }} as $result',
            "the auth token does not hold",
        ),
    ],
)
def test_who_is_not_signed_in_is_turned_away(stack: str, message: str) -> None:
    from runner.stubs import StandingClock

    result = attempt(stack, clock=StandingClock(1_700_000_000_000))
    assert result.error is not None
    assert (result.error.name, result.error.code) == ("unauthorized", "ERROR_CODE_UNAUTHORIZED")
    assert message in result.error.message
    assert ".b.c.d.e" not in result.error.message


def test_a_token_of_another_run_opens_with_the_same_secret_alone() -> None:
    stack = TOKEN + "var $result { value = $token }"

    def call(token: str, secret: str | None) -> Result:
        call = f'api.call "me" verb=GET {{ headers = ["Authorization: Bearer {token}"] }} as $result'
        return attempt(call, **({"env": [EnvLayer("test", {"XSRUN_AUTH_SECRET": secret})]} if secret else {}))

    token = run(stack, env=[EnvLayer("test", {"XSRUN_AUTH_SECRET": "s1"})])
    assert call(token, "s1").response["id"] == 7
    for result in (call(token, "s2"), call(token, None), call(run(stack), None)):
        assert result.error is not None
        assert result.error.name == "unauthorized"


@pytest.mark.parametrize(
    ("stack", "found"),
    [
        ('tool.call "triple" as $result', ("notfound", 'there is no tool "triple"')),
        ('addon.call "log" as $result', ("notfound", 'there is no addon "log"; did you mean "logs"?')),
        ('api.call "fails" as $result', None),
        (
            'tool.call "double" { input = [1] } as $result',
            ("standard", '`tool.call "double"` needs an object as `input`, but got a list'),
        ),
        (
            'var $name { value = "broken" }\napi.call ($name) as $result',
            ("standard", 'the query "broken" cannot run: test.xs:75:24: there is no filter `nosuch`'),
        ),
        (
            'tool.call "double" { input = {n: "x"} } as $result',
            ("inputerror", 'input `n` is "x", but a whole number is expected (declared at test.xs:87)'),
        ),
    ],
)
def test_calls_that_fail(stack: str, found: tuple[str, str] | None) -> None:
    if found is None:
        assert error(stack)[0] == "unauthorized"
    else:
        assert error(stack) == found


def test_what_is_wrong_with_an_endpoint_that_is_named_keeps_a_job_from_starting() -> None:
    result = attempt('conditional { if (false) { api.call "broken" as $result } }')
    assert (result.exit_code, result.error and result.error.message) == (
        2,
        "test.xs:74:24: there is no filter `nosuch`",
    )


@pytest.mark.parametrize(
    "stack",
    [
        'api.call "reads" as $result',
        'tool.call "reads too" as $result',
        'var $name { value = "reads" }\napi.call ($name) as $result',
    ],
)
def test_env_values_that_called_code_reads_have_to_be_there(stack: str) -> None:
    documents = """query "reads" verb=GET {
  stack {
    tool.call "reads too" as $x
  }
  response = $x
}
---
tool "reads too" {
  stack {
  }
  response = $env.XSRUN_AUTH_SECRET
}"""
    missing = attempt(stack, documents, env=[EnvLayer("test", {})])
    assert (missing.exit_code, missing.error and missing.error.name) == (2, "missing-env")
    assert run(stack, documents, env=[EnvLayer("test", {"XSRUN_AUTH_SECRET": "s"})]) == "s"


def test_a_function_of_the_same_name_is_another_one() -> None:
    documents = """tool "f" {
  input {
    int n
  }
  stack {
  }
  response = $input.n
}"""
    assert run('tool.call "f" { input = {n: 3} } as $result', documents) == 3


def test_null_for_an_optional_input_that_is_passed_on_counts_as_left_out() -> None:
    documents = """function "outer" {
  input {
    int user?
  }
  stack {
    function.run "inner" { input = {user: $input.user, page: $input.user} } as $x
  }
  response = $x
}
---
function "inner" {
  input {
    int user?
    int page?=1
  }
  stack {
  }
  response = [$input.user, $input.page]
}"""
    assert run('function.run "outer" as $result', documents) == [None, 1]


def test_calls_within_calls_are_as_deep_as_those_of_functions() -> None:
    documents = """query "down" verb=GET {
  input {
    int n
  }
  stack {
    conditional {
      if ($input.n > 0) {
        api.call "down" { input = {n: $input.n - 1} } as $below
      }
    }
  }
  response = ($below|first_notnull:0) + 1
}"""
    assert run('api.call "down" { input = {n: 300} } as $result', documents) == 301
    result = attempt('api.call "down" { input = {n: 100000} } as $result', documents)
    assert result.error is not None
    assert result.error.name == "recursion"
