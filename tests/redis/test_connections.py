"""Servers that cannot be reached, refuse, or hang; connections that are kept; keys that jobs share."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as LostError

from runner.errors import UsageError
from runner.jobs import RunOptions, run_job
from runner.redis.faults import fault_of
from runner.redis.target import redis_target
from runner.source import Source
from tests.redis.running import attempt, run
from tests.redis.scripted import scripted
from tests.redis.servers import REDIS

Options = dict[str, Any]
GET = 'redis.get { key = "a" } as $result'
INCR = 'redis.incr { key = "a" } as $result'
PASSWORD = "s3cr%2Ft"


def url(port: int, user: str = f":{PASSWORD}@") -> str:
    return f"redis://{user}127.0.0.1:{port}/0"


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    port = unused_port()
    error = attempt(GET, {"redis": url(port)}).error
    assert error is not None
    assert error.name == "ConnectionError"
    assert error.message == (
        f"the Redis server at 127.0.0.1:{port} cannot be reached; look at its host and port"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("WRONGPASS invalid username-password pair", "refuses the user name or the password"),
        ("NOAUTH Authentication required.", "wants a password; write it into the URL"),
        (
            "NOPERM User x has no permissions to run 'get'",
            "the user of the Redis server at {} may not do this",
        ),
        ("OOM command not allowed when used memory > 'maxmemory'.", "has no memory left"),
        ("READONLY You can't write against a read only replica.", "can only be read"),
        ("MOVED 3999 127.0.0.1:6381", "is part of a cluster, which xsrun cannot use"),
        ("ERR something of its own", "refuses `redis.get`: something of its own"),
    ],
)
def test_what_a_server_refuses_is_a_sentence(words: str, sentence: str) -> None:
    def answer(command: list[bytes]) -> bytes:
        return b"+OK\r\n" if command[0] == b"AUTH" else f"-{words}\r\n".encode()

    with scripted(answer) as server:
        error = attempt(GET, {"redis": url(server.port)}).error
    assert error is not None
    assert sentence.format(f"127.0.0.1:{server.port}") in error.message
    assert "s3cr" not in error.message


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed.",
            "nobody that is trusted here vouches for the certificate of h:1; see ?ssl_ca_certs",
        ),
        (
            "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found",
            "there is no certificate in a file that the URL of the Redis server at h:1 names",
        ),
        (
            "[SSL: WRONG_VERSION_NUMBER] wrong version number",
            "the Redis server at h:1 takes no TLS, or not with the files that the URL names",
        ),
    ],
)
def test_what_fails_with_certificates_is_a_sentence(words: str, message: str) -> None:
    error = fault_of(LostError(f"Error 1 connecting to h:1. {words}"), "redis.get", "a", "h:1")
    assert (error.name, error.message) == ("ConnectionError", message)


def test_a_wrong_password_is_a_sentence() -> None:
    with scripted(lambda _: b"-WRONGPASS invalid username-password pair or user is disabled.\r\n") as server:
        error = attempt(GET, {"redis": url(server.port)}).error
    assert error is not None
    assert error.message == (
        f"the Redis server at 127.0.0.1:{server.port} refuses the user name or the password"
    )


def test_the_password_is_masked_in_what_a_job_logs() -> None:
    stack = f"""debug.log {{ value = "before s3cr/t" }}
    {GET}
    debug.log {{ value = "after s3cr/t and {PASSWORD}" }}"""
    with scripted(lambda command: b"+OK\r\n" if command[0] == b"AUTH" else b"$-1\r\n") as server:
        result = attempt(stack, {"redis": url(server.port)})
    assert result.error is None
    assert "s3cr" not in result.logs[-1].message


def test_reading_is_tried_again_where_the_connection_was_lost_and_counting_is_not() -> None:
    counts = {b"GET": 0, b"INCRBY": 0}

    def answer(command: list[bytes]) -> bytes | None:
        counts[command[0]] += 1
        return None if counts[command[0]] == 1 else b"$1\r\n5\r\n"

    with scripted(answer) as server:
        options = {"redis": url(server.port, "")}
        assert run(GET, options) == 5
        error = attempt(INCR, options).error
    assert error is not None
    assert error.name == "ConnectionError"
    assert counts == {b"GET": 2, b"INCRBY": 1}


def test_a_server_that_hangs_does_not_hold_a_run_beyond_its_time() -> None:
    stack = f"try_catch {{ try {{ {GET} }} catch {{ var $result {{ value = 1 }} }} }}"
    with scripted(lambda _: b"") as server:
        started = time.monotonic()
        error = attempt(stack, {"redis": url(server.port, "")}, timeout=0.3).error
    assert error is not None
    assert error.name == "timeout"
    assert time.monotonic() - started < 2


def test_connections_go_from_one_run_to_the_next() -> None:
    with scripted(lambda _: b"$1\r\n5\r\n") as server:
        options = {"redis": url(server.port, "")}
        assert [run(GET, options) for _ in range(3)] == [5, 5, 5]
        assert server.connections == 1


def test_a_kept_connection_that_the_server_has_closed_is_opened_anew() -> None:
    with scripted(lambda command: None if command[0] == b"DEL" else b":1\r\n") as server:
        options = {"redis": url(server.port, "")}
        assert run(INCR, options) == 1
        attempt('redis.del { key = "a" } as $result', options)
        assert run(INCR, options) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("localhost:6379", "does not begin with redis://"),
        ("http://:s3cr@localhost", "does not begin with redis://"),
        ("redis://:s3cr@localhost:port/0", "cannot be read"),
        ("redis://:s3cr@localhost/first", "ends in no number of a database"),
        ("redis://localhost?password=s3cr", "holds a setting that is not known"),
        ("redis://localhost?decode_responses=1", "holds a setting that is not known"),
        ("redis://:s3cr@a..b:6379", "cannot be read"),
        ("redis:6379", "does not begin with redis://"),
        ("unix:redis.sock", "does not begin with redis://"),
        ("redis://:12#s3cr@localhost", "cannot be read"),
        ("redis://localhost/²", "ends in no number of a database"),
        ("redis://localhost/99999999999999999999", "ends in no number of a database"),
        ("redis://localhost?db=x", "`db` in the URL of the Redis server cannot have this value"),
        ("redis://localhost?client_name=a%20b", "`client_name` in the URL of the Redis server cannot have"),
        ("redis://localhost?ssl_ca_certs=/ca.pem", "`ssl_ca_certs` in the URL of the Redis server is for"),
        ("rediss://localhost?ssl_ca_certs=/no/ca.pem", "`ssl_ca_certs` .* names a file that is not there"),
        ("rediss://localhost?ssl_cert_reqs=never", "`ssl_cert_reqs` .* cannot have this value"),
        (f"rediss://localhost?ssl_keyfile={__file__}", "needs `ssl_certfile` beside it"),
    ],
)
def test_a_url_that_is_none_stops_a_job_that_needs_it(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        redis_target(text)
    assert "s3cr" not in f"{caught.value} {caught.value.hint}"
    result = attempt(GET, {"redis": text})
    assert result.error is not None
    assert (result.exit_code, result.error.message) == (2, str(caught.value))
    assert run("var $result { value = 1 }", {"redis": text}) == 1


@pytest.mark.parametrize("text", ["", "  ", None])
def test_no_url_is_a_server_inside_of_the_run(text: str | None) -> None:
    assert redis_target(text) is None


def job(name: str) -> Source:
    return Source(
        f"""run.job "{name}" {{ main = {{ name: "f" }} }}
---
function "f" {{
  input {{
  }}
  stack {{
    redis.incr {{ key = "n" }} as $n
    redis.keys as $keys
  }}
  response = [$n, $keys]
}}
""",
        "job.xs",
    )


def test_jobs_share_keys_only_where_they_say_the_same_namespace(server: Options) -> None:
    space = str(server["namespace"])

    def count(name: str, namespace: str | None) -> Any:
        return run_job(job(name), RunOptions(redis=REDIS, namespace=namespace)).response

    names = [f"{space}-a", f"{space}-b*"]
    assert [count(name, None) for name in names] == [[1, ["n"]]] * 2
    assert [count(name, space) for name in names] == [[1, ["n"]], [2, ["n"]]]
    with Redis.from_url(REDIS) as client:
        assert client.get(f"{space}-a:n") == b"1"


def test_an_empty_namespace_leaves_keys_as_they_are(server: Options) -> None:
    key = f"{server['namespace']}:own"
    stack = f'redis.set {{ key = "{key}" data = "x" }}\nredis.keys {{ search = "{key}" }} as $result'
    assert run(stack, {"redis": REDIS, "namespace": ""}) == [key]


def test_values_of_other_programs_are_read(server: Options) -> None:
    with Redis.from_url(REDIS) as client:
        for key, value in {
            "text": "plain text",
            "int": "7",
            "json": '{"a": 1}',
            "bytes": b"\xff\x00",
        }.items():
            client.set(f"{server['namespace']}:{key}", value)
        client.rpush(f"{server['namespace']}:list", "one", "2", "one")
    stack = """redis.get { key = "text" } as $text
    redis.incr { key = "int" } as $int
    redis.get { key = "json" } as $json
    redis.get { key = "bytes" } as $bytes
    redis.remove { key = "list" value = "one" count = 1 }
    redis.range { key = "list" } as $list
    redis.set { key = "written" data = "plain" }
    var $result { value = [$text, $int, $json, $bytes, $list] }"""
    assert run(stack, server) == ["plain text", 8, {"a": 1}, "\udcff\x00", [2, "one"]]
    with Redis.from_url(REDIS) as client:
        assert client.get(f"{server['namespace']}:written") == b"plain"


def test_what_is_inside_of_a_run_ends_with_it() -> None:
    assert [run(INCR, {"redis": None}) for _ in range(2)] == [1, 1]


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("runner.redis.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "redis", None)
    error = attempt(GET, {"redis": None}).error
    assert error is not None
    assert error.message == "a job with keys of Redis needs the extra \"redis\": pip install 'xsrun[redis]'"
