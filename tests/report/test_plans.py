"""Plans as people read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from runner.report.plans import plan_text
from runner.report.style import Style


def plan(**rest: Any) -> dict[str, Any]:
    """A plan of the shape that ``Plan.describe`` gives."""
    return {
        "job": "Greeting",
        "file": "jobs/a.xs",
        "function": {"name": "greet", "kind": "python", "origin": "project", "path": "/lib/greet.py"},
        "inputs": {},
        "results": {},
        "pre": None,
        "post": None,
        "env": [],
        "functions": ["greet"],
        "warnings": [],
        **rest,
    }


def lines(**rest: Any) -> list[str]:
    """The lines of such a plan."""
    return plan_text(plan(**rest), Style()).splitlines()


def test_the_least_that_a_plan_says() -> None:
    assert lines() == [
        "job        Greeting",
        "file       jobs/a.xs",
        "function   greet (python, project, /lib/greet.py)",
        "inputs     none",
        "env        none",
        "nothing was run",
    ]


def test_names_are_aligned() -> None:
    shown = lines(
        inputs={"n": 1, "prompt": 'say "ü"\n', "data": {"a": [None]}},
        env=[
            {"name": "api_key", "found": True, "source": ".env"},
            {"name": "B", "found": False, "source": None},
        ],
    )
    assert shown[3:-1] == [
        "inputs",
        "  n       1",
        '  prompt  "say \\"ü\\"\\n"',
        '  data    {"a":[null]}',
        "env",
        "  api_key  found (.env)",
        "  B        missing",
    ]


@pytest.mark.parametrize(
    ("functions", "expected"),
    [([], []), (["greet"], []), (["a", "greet", "b"], ["calls      a, b"])],
)
def test_the_functions_that_are_called(functions: list[str], expected: list[str]) -> None:
    assert [line for line in lines(functions=functions) if line.startswith("calls")] == expected


def test_warnings_come_before_the_end() -> None:
    assert lines(warnings=["look", "and \x1b"])[-3:] == [
        "warning: look",
        "warning: and \\x1b",
        "nothing was run",
    ]


def test_a_path_below_the_working_directory_is_shown_as_people_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    function = {"name": "f", "kind": "xanoscript", "origin": "job", "path": str(tmp_path / "functions/f.xs")}
    assert lines(function=function)[2] == "function   f (xanoscript, job, functions/f.xs)"


def test_a_function_of_a_job_without_a_file() -> None:
    function = {"name": "f", "kind": "xanoscript", "origin": "job", "path": None}
    assert lines(function=function)[2] == "function   f (xanoscript, job)"


def test_colours_mark_the_labels() -> None:
    shown = plan_text(plan(), Style(True)).splitlines()
    assert shown[0] == "\x1b[36mjob        \x1b[0mGreeting"
