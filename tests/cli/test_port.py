"""``xsrun port``: what of a folder of jobs runs here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Invoke

JOB = """run.job "{name}" {{
  main = {{ name: "f" }}
}}
---
function "f" {{
  stack {{
    {stack}
  }}
  response = 1
}}
"""
AGENT = "ai.agent.run { key = 1 }"
STACK = "\n    ".join([AGENT, AGENT, AGENT, "action.call x", "trigger.call u {}", "middleware.call u {}"])


@pytest.fixture
def place(folder: Path) -> Path:
    place = folder / "place"
    place.mkdir()
    (place / "a.xs").write_text(JOB.format(name="A", stack="var $x { value = []|sort }"))
    (place / "b.xs").write_text(JOB.format(name="B\x1b[31m", stack=STACK))
    return place


def test_the_table_ends_in_how_many_jobs_run(invoke: Invoke, place: Path) -> None:
    result = invoke("port", "place")
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[-1]) == (1, "1 of 2 jobs run here today")
    assert "missing: does not run here yet (4 names, 6 uses)" in lines
    assert "  statement  ai.agent.run     3  place/b.xs:7:5, place/b.xs:8:5 ..." in lines
    assert "what keeps 1 job from running" in lines
    assert "  place/b.xs  B\\x1b[31m" in lines
    assert lines[-3] == "    and 1 more"
    [at] = [number for number, line in enumerate(lines) if line.split()[:2] == ["filter", "sort"]]
    assert "compared as numbers" in lines[at + 1]
    assert [line.split(":")[0] for line in lines if line.endswith(("use)", "uses)"))] == [
        "same",
        "differs",
        "missing",
    ]


def test_json_holds_every_place(invoke: Invoke, place: Path) -> None:
    result = invoke("port", "place", "--format", "json")
    data = json.loads(result.stdout)
    assert (data["version"], data["files"], data["unit"], data["running"], data["total"]) == (
        1,
        2,
        "job",
        1,
        2,
    )
    [agent] = [use for use in data["uses"] if use["name"] == "ai.agent.run"]
    assert (agent["kind"], agent["state"], agent["count"], len(agent["places"])) == (
        "statement",
        "missing",
        3,
        3,
    )
    assert [verdict["runs"] for verdict in data["verdicts"]] == [True, False]
    reason = {"message": "the statement `ai.agent.run` does not run here yet", "where": "place/b.xs:7:5"}
    assert reason in data["verdicts"][1]["reasons"]


@pytest.mark.parametrize(
    ("names", "code", "last"),
    [
        (["place/a.xs"], 0, "1 of 1 job runs here today"),
        (["f.xs"], 0, "1 of 1 function runs here today; there is no job among them"),
        (["empty"], 0, "there are no jobs and no functions here"),
    ],
)
def test_last_lines(
    invoke: Invoke, place: Path, folder: Path, names: list[str], code: int, last: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "f.xs").write_text('function "f" {\n  response = 1\n}\n')
    result = invoke("port", *names)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (code, last)


def test_a_path_that_leads_nowhere_is_a_usage_error(invoke: Invoke) -> None:
    result = invoke("port", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
