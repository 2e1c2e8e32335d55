"""``xsrun functions``: what this place can see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Invoke

TWICE = """function "twice" {
  description = "Doubles a number."
  input {
    int n filters=min:0
    bool loud?
  }

  stack {
  }

  response = $input.n * 2
}
"""


@pytest.fixture
def more(folder: Path) -> Path:
    """A folder with one good function, one broken one, and one that `functions/` has too."""
    more = folder / "more"
    more.mkdir()
    (more / "twice.xs").write_text(TWICE)
    (more / "broken.xs").write_text('function "broken" {\n  input {\n')
    (more / "loud.xs").write_text(TWICE.replace("twice", "loud"))
    return more


def listed(invoke: Invoke, *args: str) -> dict[str, list[dict[str, Any]]]:
    """The functions by name, from the JSON form."""
    data = json.loads(invoke("functions", "--json", *args).stdout)
    assert data["version"] == 1
    found: dict[str, list[dict[str, Any]]] = {}
    for function in data["functions"]:
        found.setdefault(function["name"], []).append(function)
    return found


def test_json_holds_what_is_declared(invoke: Invoke, more: Path) -> None:
    [twice] = listed(invoke, "--functions", "more")["twice"]
    assert twice["kind"] == "xanoscript"
    assert twice["origin"] == "--functions more"
    assert twice["description"] == "Doubles a number."
    assert twice["signature"] == ["int n filters=min:0", "bool loud?"]
    assert [item["required"] for item in twice["inputs"]] == [True, False]
    assert (twice["shadowed"], twice["error"]) == (False, None)


def test_python_functions_stand_beside_the_others(invoke: Invoke) -> None:
    [loud] = listed(invoke)["loud"]
    assert (loud["kind"], loud["description"]) == ("python", "Say something.")


def test_a_broken_file_is_marked_and_stops_nothing(invoke: Invoke, more: Path) -> None:
    [broken] = listed(invoke, "--functions", "more")["broken"]
    assert "broken.xs:" in broken["error"]
    assert broken["inputs"] == []


def test_a_shadowed_function_is_marked(invoke: Invoke, more: Path) -> None:
    first, second = listed(invoke, "--functions", "more")["loud"]
    assert (first["shadowed"], second["shadowed"]) == (False, True)


def test_piped_it_is_one_line_a_function_with_tabs(invoke: Invoke, more: Path) -> None:
    lines = invoke("functions", "--functions", "more").stdout.splitlines()
    rows = {line.split("\t")[0]: line.split("\t") for line in reversed(lines)}
    assert rows["twice"] == [
        "twice", "xanoscript", "--functions more", "int n filters=min:0, bool loud?", "Doubles a number.",
    ]  # fmt: skip
    assert rows["broken"][4].startswith("broken: ")
    assert any("shadowed, never called." in line for line in lines)


@pytest.mark.parametrize("target", ["fails.xs", "folder"])
def test_the_functions_of_a_job_come_first(invoke: Invoke, folder: Path, target: str) -> None:
    (folder / "folder").mkdir()
    (folder / "folder" / "run.xs").write_text((folder / "fails.xs").read_text())
    lines = invoke("functions", target).stdout.splitlines()
    assert [line.split("\t")[:3] for line in lines[:2]] == [
        ["outer", "xanoscript", "job"],
        ["inner", "xanoscript", "job"],
    ]


def test_a_job_that_is_not_there(invoke: Invoke) -> None:
    result = invoke("functions", "none.xs")
    assert result.stderr.splitlines()[0] == "error: `JOB`: path 'none.xs' does not exist"
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_job_that_cannot_be_read(invoke: Invoke, folder: Path) -> None:
    (folder / "wrong.xs").write_text('run.job "x" {')
    result = invoke("functions", "wrong.xs")
    assert result.stderr.startswith("error[")
    assert (result.exit_code, result.stdout) == (2, "")
