"""``xsrun env``: the env names of a job, never their values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Invoke

JOB = """run.job "Env" {
  main = { name: "f" }
  env = ["here", "in_file", "gone", "idle", "IDLE_SET"]
}
---
function "f" {
  stack {
  }
  response = [$env.here, $env.in_file, $env.gone, $env.stray]
}
"""


@pytest.fixture
def place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = folder / "place"
    place.mkdir()
    (place / "env.xs").write_text(JOB)
    (place / ".env").write_text("in_file=secret-value\n")
    monkeypatch.setenv("HERE", "secret-value")
    monkeypatch.setenv("IDLE_SET", "secret-value")
    for name in ("GONE", "IDLE", "STRAY"):
        monkeypatch.delenv(name, raising=False)
    return place


def test_each_name_has_a_state_and_a_place(invoke: Invoke, place: Path) -> None:
    done = invoke("env", "place/env.xs", "--json")
    data = json.loads(done.stdout)
    assert (done.exit_code, data["version"]) == (1, 1)
    assert [tuple(name.values()) for name in data["env"]] == [
        ("here", "found", True, "process", "HERE"),
        ("in_file", "found", True, "place/.env", "in_file"),
        ("gone", "missing", True, None, None),
        ("idle", "unused", True, None, None),
        ("IDLE_SET", "unused", True, "process", "IDLE_SET"),
        ("stray", "undeclared", False, None, None),
    ]
    assert "secret-value" not in done.output


def test_for_people_it_is_a_line_a_name(invoke: Invoke, place: Path) -> None:
    done = invoke("env", "place/env.xs")
    assert done.stdout.splitlines() == [
        "here      found       process as HERE",
        "in_file   found       place/.env",
        "gone      missing     export GONE=..., or write it into an .env file",
        "idle      unused      not set; no code reads it",
        "IDLE_SET  unused      process; no code reads it",
        'stray     undeclared  the code reads it as null: declare it, env = ["stray"]',
    ]


@pytest.mark.parametrize(
    ("declared", "response", "code"),
    [
        ('"here"', "$env.here", 0),
        ('"gone"', "$env.gone", 1),
        ('"gone"', "1", 0),
        ("", "$env.here", 1),
        ("", "1", 0),
    ],
)
def test_the_exit_code_tells_whether_the_job_has_what_it_needs(
    invoke: Invoke, place: Path, declared: str, response: str, code: int
) -> None:
    text = f'run.job "E" {{\n  main = {{ name: "f" }}\n  env = [{declared}]\n}}\n---\n'
    (place / "env.xs").write_text(f"{text}function f {{\n  stack {{\n  }}\n  response = {response}\n}}\n")
    assert invoke("env", "place/env.xs").exit_code == code


def test_another_file_may_give_values(invoke: Invoke, place: Path) -> None:
    (place / "other").write_text("gone=1\n")
    names = json.loads(invoke("env", "place/env.xs", "--json", "--env-file", "place/other").stdout)["env"]
    assert {name["name"]: name["source"] for name in names}["gone"] == "place/other"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "HERE=\nIN_FILE=\nGONE=\nSTRAY=\n"),
        ("# mine\nexport here=1\nGONE = 2", "# mine\nexport here=1\nGONE = 2\nIN_FILE=\nSTRAY=\n"),
    ],
)
def test_the_example_gets_the_names_that_it_lacks(
    invoke: Invoke, place: Path, before: str | None, after: str
) -> None:
    path = place / ".env.example"
    if before is not None:
        path.write_text(before)
    done = invoke("env", "place/env.xs", "--write-example")
    assert path.read_text() == after
    assert done.stderr == "wrote place/.env.example\n"
    assert invoke("env", "place/env.xs", "--write-example").stderr == (
        "nothing is missing in place/.env.example\n"
    )


def test_the_example_keeps_its_line_ends(invoke: Invoke, place: Path) -> None:
    path = place / ".env.example"
    path.write_bytes(b"\xef\xbb\xbfHERE=\r\nIN_FILE=\r\n")
    invoke("env", "place/env.xs", "--write-example")
    assert path.read_bytes() == b"\xef\xbb\xbfHERE=\r\nIN_FILE=\r\nGONE=\r\nSTRAY=\r\n"


def test_an_example_that_is_no_text_is_left_alone(invoke: Invoke, place: Path) -> None:
    (place / ".env.example").write_bytes(b"\xff")
    done = invoke("env", "place/env.xs", "--write-example")
    assert (done.exit_code, done.stderr) == (2, "error: place/.env.example is not UTF-8 text\n")


def test_names_do_not_steer_the_terminal(invoke: Invoke, place: Path) -> None:
    (place / "env.xs").write_text(JOB.replace('"here"', '"\\u001b[31mred"').replace("$env.here", "1"))
    assert "\x1b" not in invoke("env", "place/env.xs").stdout


def test_a_job_from_standard_input_has_no_folder_for_an_example(invoke: Invoke, place: Path) -> None:
    done = invoke("env", "-", "--write-example", input=JOB)
    assert done.exit_code == 2
    assert "--write-example needs a job in a folder" in done.stderr
    assert invoke("env", "-", input=JOB).exit_code == 1
