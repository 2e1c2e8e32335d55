"""Which jobs run here, and what keeps the others from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.lookup.xs_files import xs_files
from runner.port.verdicts import Port, look

JOB = 'run.job "Job" {\n  main = { name: "f" }\n}\n'
FINE = 'function "f" {\n  response = 1\n}\n'
CALLING = 'function "f" {\n  stack {\n    function.run "g" as $x\n  }\n  response = $x\n}\n'
MISSING = 'function "g" {\n  stack {\n    ai.agent.run { key = "k" } as $x\n  }\n  response = $x\n}\n'
ASKING = 'function "f" {\n  stack {\n    api.call "e" as $x\n  }\n  response = $x\n}\n'
ENDPOINT = MISSING.replace('function "g"', 'query "e" verb=GET')


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def port(files: dict[str, str], *names: str) -> Port:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    return look(xs_files(names))


@pytest.mark.parametrize(
    ("files", "reasons"),
    [
        ({"run.xs": JOB, "function/f.xs": FINE}, []),
        ({"run.xs": f"{JOB}---\n{FINE}---\n{MISSING}"}, []),
        (
            {
                "run.xs": JOB,
                "function/f.py": "from runner import function\n\n\n@function\ndef f():\n    return 1\n",
            },
            [],
        ),
        ({"run.xs": FINE.replace('"f"', "$main")}, []),
        ({"run.xs": JOB}, ["run.xs:2:18: there is no function `f`"]),
        (
            {"run.xs": JOB, "function/f.xs": CALLING, "function/g.xs": MISSING},
            ["function/g.xs:3:5: the statement `ai.agent.run` does not run here yet"],
        ),
        # So for all else that has code and is called.
        (
            {"run.xs": JOB, "function/f.xs": ASKING, "api/shop/e.xs": ENDPOINT},
            ["api/shop/e.xs:3:5: the statement `ai.agent.run` does not run here yet"],
        ),
        (
            {"run.xs": JOB, "function/f.xs": CALLING},
            ["function/f.xs:3:18: there is no function `g`; `xsrun functions` lists those that there are"],
        ),
        (
            {"run.xs": JOB, "function/f.xs": FINE.replace("1", "1|nothing")},
            ["function/f.xs:2:16: there is no filter `nothing`"],
        ),
        ({"run.xs": JOB, "function/f.xs": FINE.replace("1", "[1")}, ["function/f.xs:2:14: "]),
        ({"run.xs": JOB.replace("{ name", "{ nam")}, ["run.xs:2:"]),
        ({"run.xs": f"{JOB}---\n{JOB}---\n{FINE}"}, ["run.xs holds 2 jobs"]),
        (
            {"run.xs": f'run.service s {{\n  pre = {{ name: "f" }}\n}}\n---\n{FINE}'},
            ["run.xs is a run.service"],
        ),
    ],
)
def test_jobs(files: dict[str, str], reasons: list[str]) -> None:
    found = port(files, "run.xs")
    assert found.unit == "job"
    [verdict] = found.verdicts
    told = [f"{reason.where}: {reason.message}".removeprefix(": ") for reason in verdict.reasons]
    assert len(told) >= len(reasons)
    assert verdict.runs == (not reasons)
    assert all(line.startswith(reason) for line, reason in zip(told, reasons, strict=False))


def test_functions_that_a_job_reaches_count_and_those_of_xsrun_do_not() -> None:
    files = {
        "jobs/run.xs": f"{JOB}",
        "functions/f.xs": CALLING,
        "functions/g.xs": MISSING,
        "functions/h.xs": FINE,
    }
    found = port(files, "jobs")
    assert (found.files, [use.name for use in found.uses if use.state == "missing"]) == (3, ["ai.agent.run"])
    assert port({"a.xs": JOB.replace('"f"', '"openai_chat"')}, "a.xs").files == 1


def test_without_jobs_functions_are_judged() -> None:
    found = port(
        {
            "function/f.xs": CALLING,
            "function/g.xs": MISSING,
            "function/h.xs": FINE.replace('"f"', '"h"'),
            "function/i.xs": ASKING.replace('"f"', '"i"'),
            "api/q.xs": "query q {\n}\n",
            "api/e.xs": ENDPOINT,
        }
    )
    assert found.unit == "function"
    assert {verdict.path.name: verdict.runs for verdict in found.verdicts} == {
        "f.xs": False,
        "g.xs": False,
        "h.xs": True,
        "i.xs": False,
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [(b"\xff", "b.xs is not UTF-8 text: byte 0 is wrong"), (b"}", "")],
)
@pytest.mark.parametrize("unit", ["job", "function"])
def test_a_file_that_cannot_be_read_does_not_run(text: bytes, reason: str, unit: str) -> None:
    Path("b.xs").write_bytes(text)
    found = port({"a.xs": f"{JOB}---\n{FINE}" if unit == "job" else FINE}, "a.xs", "b.xs")
    assert [(verdict.name, verdict.runs) for verdict in found.verdicts] == [
        ("Job" if unit == "job" else "f", True), ("b", False),
    ]  # fmt: skip
    assert found.unit == unit
    assert found.verdicts[1].reasons[0].message.startswith(reason)
