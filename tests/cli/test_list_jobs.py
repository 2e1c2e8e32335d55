"""``xsrun list``: the jobs of a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Invoke
from runner.lookup import places
from runner.report.jobs import jobs_text
from runner.report.style import Style

JOB = """run.job "Total" {
  main = { name: "total", input: { prices: [1, 2] } }
  pre = { name: "prepare" }
  env = ["API_KEY", "api_url"]
}
---
function "total" {
  description = "Adds\\tprices."
  input {
    int[] prices
    decimal rate?=0.2 filters=min:0
  }
  stack {
    function.run "tax" { input = {} } as $tax
  }
  response = $tax
}
---
function "tax" {
  stack {
  }
  response = $env.API_KEY
}
---
function "prepare" {
  stack {
  }
  response = null
}
"""
SERVICE = 'run.service "Waits" {\n  pre = { name: "f" }\n}\n---\nfunction f {\n  response = 1\n}\n'


@pytest.fixture
def place(folder: Path) -> Path:
    """A folder with jobs of all kinds, and with what is none."""
    place = folder / "place"
    place.mkdir()
    texts = {
        "a.xs": JOB,
        "b.xs": 'run.job "Lost" {\n  main = { name: "nowhere" }\n}\n',
        "c.xs": 'run.job "Broken" {\n  main = {\n',
        "d.xs": SERVICE,
        "e.xs": 'function "$main" {\n  input {\n    json args\n  }\n  response = $input.args\n}\n',
        "none.xs": 'function "f" {\n  response = 1\n}\n',
        "broken_function.xs": 'function "f" {\n  stack {\n    var $x = 1\n    ???\n  }\n  response = 1\n}\n',
    }
    for name, text in texts.items():
        (place / name).write_text(text)
    return place


def listed(invoke: Invoke, *args: str) -> dict[str, dict[str, object]]:
    """The jobs by the names of their files."""
    done = invoke("list", "--json", *args)
    data = json.loads(done.stdout)
    assert (done.exit_code, data["version"]) == (0, 1)
    return {Path(job["path"]).name: job for job in data["jobs"]}


def test_json_holds_what_is_declared(invoke: Invoke, place: Path) -> None:
    jobs = listed(invoke, "place")
    assert list(jobs) == ["a.xs", "b.xs", "c.xs", "d.xs", "e.xs"]
    job = jobs["a.xs"]
    assert [field["name"] for field in job.pop("inputs")] == ["prices", "rate"]  # type: ignore[attr-defined]
    assert job == {
        "name": "Total", "path": "place/a.xs", "description": "Adds\tprices.",
        "pre": "prepare", "main": "total", "post": None, "calls": ["tax"],
        "signature": ["int[] prices", "decimal rate?=0.2 filters=min:0"], "given": ["prices"],
        "env": ["API_KEY", "api_url"], "error": None,
    }  # fmt: skip
    assert jobs["e.xs"]["main"] == "$main"


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ("b.xs", "there is no function `nowhere`"),
        ("c.xs", "c.xs:"),
        ("d.xs", "services are not run here yet"),
    ],
)
def test_what_does_not_run_says_why_and_stops_nothing(
    invoke: Invoke, place: Path, file: str, error: str
) -> None:
    assert error in str(listed(invoke, "place")[file]["error"])


def test_piped_it_is_one_line_a_job_with_tabs(invoke: Invoke, place: Path) -> None:
    lines = invoke("list", "place").stdout.splitlines()
    assert lines[0].split("\t") == [
        "place/a.xs", "Total", "total", "int[] prices, decimal rate?=0.2 filters=min:0", "API_KEY, api_url",
        "Adds prices.",
    ]  # fmt: skip
    assert lines[1].split("\t")[-1].startswith("broken: ")
    assert invoke("list", "place/none.xs").stdout == ""


def test_for_people_it_is_a_block_a_job(invoke: Invoke, place: Path) -> None:
    job = listed(invoke, "place/a.xs")["a.xs"]
    assert jobs_text([job], Style()).splitlines() == [
        "place/a.xs  Total  Adds prices.",
        "    pre    prepare",
        "    main   total",
        "    calls  tax",
        "    input  int[] prices",
        "    input  decimal rate?=0.2 filters=min:0",
        "    env    API_KEY, api_url",
    ]
    assert jobs_text([], Style()) == "there are no jobs here"


def test_a_path_that_leads_nowhere_is_a_wrong_call(invoke: Invoke) -> None:
    assert invoke("list", "nowhere").exit_code == 2


@pytest.mark.parametrize("command", ["list", "port"])
def test_what_jobs_share_is_read_once(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    place = folder / "many"
    (place / "functions").mkdir(parents=True)
    (place / "functions" / "shared.xs").write_text('function "shared" {\n  response = 1\n}\n')
    for at in range(3):
        (place / f"job{at}.xs").write_text(f'run.job "j{at}" {{\n  main = {{ name: "shared" }}\n}}\n')
    indexed: list[Path] = []
    index = places.index_folder
    monkeypatch.setattr(places, "index_folder", lambda path: (indexed.append(path), index(path))[1])
    result = invoke(command, *(f"many/job{at}.xs" for at in range(3)))
    assert (result.exit_code, indexed) == (0, [Path("many/functions")])
