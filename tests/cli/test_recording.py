"""``--record``, ``--replay``, ``--replay-compare``, over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Invoke
from cli.jobs import job
from tests.servers.echo import echo_server
from tests.servers.local import LocalServer
from tests.servers.openai import openai_server

KEY = "sk-very-secret"
ASKS = job(
    """util.sleep { value = 0 }
    try_catch {
      try {
        api.request {
          url = $input.url ~ "/things?api_key=" ~ $env.KEY
          method = "POST"
          headers = ["X-Key: " ~ $env.KEY]
          params = {n: $input.n, key: $env.KEY}
        } as $answer
      }
      catch {
        var $answer { value = {response: {status: 0}} }
      }
    }""",
    response="{status: $answer.response.status, at: now|to_ms}",
    inputs="text url\n    int n?=1",
    env='"KEY"',
)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with echo_server() as local:
        yield local


@pytest.fixture
def recorded(folder: Path, server: LocalServer, invoke: Invoke) -> Path:
    (folder / "asks.xs").write_text(ASKS)
    result = invoke("asks.xs", "-i", f"url={server.url}", "-e", f"KEY={KEY}", "--record", "c.yaml")
    assert (json.loads(result.stdout)["status"], result.exit_code) == (200, 0)
    assert result.stderr == "recorded 1 request in c.yaml; look through it before you share it\n"
    return folder / "c.yaml"


def test_a_recording_has_no_secrets(recorded: Path) -> None:
    text = recorded.read_text()
    assert KEY not in text
    assert text.startswith("# A cassette of xsrun")


def test_a_replay_needs_no_server_and_no_key(recorded: Path, server: LocalServer, invoke: Invoke) -> None:
    seen = len(server.requests)
    result = invoke("asks.xs", "-i", f"url={server.url}", "--replay", "c.yaml")
    assert (json.loads(result.stdout)["status"], result.exit_code) == (200, 0)
    assert len(server.requests) == seen
    assert result.stderr == (
        "replayed from c.yaml: nothing was sent, no answer is live\n"
        "not set, so a placeholder took its place: KEY\n"
    )


def test_the_clock_of_a_replay_is_that_of_the_recording(
    recorded: Path, server: LocalServer, invoke: Invoke
) -> None:
    runs = [invoke("asks.xs", "-i", f"url={server.url}", "--replay", "c.yaml", "-q") for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stderr == ""


def test_a_request_that_was_not_recorded_fails_though_the_job_catches_it(
    recorded: Path, server: LocalServer, invoke: Invoke
) -> None:
    result = invoke(
        "asks.xs", "-i", f"url={server.url}", "-i", "n=2", "-e", f"KEY={KEY}", "--replay", "c.yaml"
    )
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error: the run does not fit its replay from c.yaml\n" in result.stderr
    assert "  json.n: expected 1, but got 2\n" in result.stderr
    assert "such as a time, is {$type: any} there" in result.stderr
    assert KEY not in result.stderr


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (("", ""), 0, "every answer has the shape of the one in c.yaml\n"),
        (("method: POST\n      path", "verb: POST\n      path"), 1,
         "not as in c.yaml:\n  POST {url}/things?api_key=***: verb is gone\n"
         "  POST {url}/things?api_key=***: method is new, a text\n"),
    ],
)  # fmt: skip
def test_comparing(
    recorded: Path, server: LocalServer, invoke: Invoke, change: tuple[str, str], code: int, told: str
) -> None:
    recorded.write_text(recorded.read_text().replace(*change))
    args = ["-i", f"url={server.url}", "-e", f"KEY={KEY}", "--replay-compare", "c.yaml"]
    result = invoke("asks.xs", *args)
    assert (result.exit_code, result.stderr) == (code, told.replace("{url}", server.url))
    assert json.loads(result.stdout)["status"] == 200
    assert len(server.requests) == 2


def test_a_python_function_is_recorded_as_well(
    folder: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "chat.xs").write_text(
        'run.job "Chat" {\n  main = {name: "openai_chat", input: {prompt: "Hi"}}\n'
        '  env = ["openai_api_key"]\n}\n'
    )
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with openai_server() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        live = invoke("chat.xs", "-e", f"OPENAI_API_KEY={KEY}", "--record", "c.yaml")
    replayed = invoke("chat.xs", "--replay", "c.yaml")
    assert (live.exit_code, replayed.exit_code, replayed.stdout) == (0, 0, live.stdout)
    assert KEY not in (folder / "c.yaml").read_text()


@pytest.mark.parametrize("path", ["jobs/openai_chat.xs"])
def test_the_sample_beside_the_main_job(invoke: Invoke, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    result = invoke(path, "--replay", "jobs/openai_chat.cassette.yaml")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["success"] is True
    assert "nothing was sent, no answer is live - a sample that no model wrote" in result.stderr
    assert "a placeholder took its place: OPENAI_API_KEY" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--record", "a", "--replay", "b"], "--record, --replay and --replay-compare exclude each other"),
        (["--replay", "gone.yaml"], "gone.yaml cannot be read: No such file or directory"),
        (["--record", "no/c.yaml"], "no/c.yaml cannot be written: there is no folder no"),
        (["--record", "echo.xs"], "echo.xs is not overwritten: it is no cassette"),
    ],
)
def test_a_wrong_call(invoke: Invoke, folder: Path, args: list[str], message: str) -> None:
    before = (folder / "echo.xs").read_text()
    result = invoke("echo.xs", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error: {message}\n" in result.stderr
    assert (folder / "echo.xs").read_text() == before


def test_a_cassette_that_is_none(invoke: Invoke, folder: Path) -> None:
    result = invoke("echo.xs", "--replay", "echo.xs")
    assert result.exit_code == 2
    assert "error[case-file]" in result.stderr
