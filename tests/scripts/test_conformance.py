"""The report of `scripts/conformance.py` about a folder with one thing of each kind."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "conformance.py"

JOB = """run.job "{name}" {{
  main = {{ name: "{name}", input: {{ {inputs} }} }}
  env = ["KEY"]
}}
---
function "{name}" {{
  input {{
    int number
  }}
  stack {{
    {stack}
  }}
  response = {response}
}}
"""
README = """# A job

**Input:**
```json
{inputs}
```

**Output:**
```json
{output}
```
"""


@pytest.fixture(scope="module")
def conformance():
    spec = importlib.util.spec_from_file_location("conformance", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    # dataclasses look their module up by its name
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "conformance", module)
        spec.loader.exec_module(module)
        yield module


def write_job(folder, name, stack="", response="$input.number * 2", inputs="number: 2", readme=None):
    (folder / name).mkdir()
    text = JOB.format(name=name, inputs=inputs, stack=stack, response=response)
    (folder / name / "index.xs").write_text(text, encoding="utf-8")
    if readme is not None:
        text = README.format(inputs=json.dumps(readme[0]), output=readme[1])
        (folder / name / "README.md").write_text(text, encoding="utf-8")


def report_of(conformance, folder, tmp_path):
    code = conformance.main([str(folder), "--json", str(tmp_path / "report.json")])
    return code, json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("job", "outcome", "cause"),
    [
        ({}, "a response", ""),
        ({"inputs": ""}, "inputs are missing", "input `number` is missing"),
        ({"stack": "throw { name = 'E', value = 'no' }"}, "an error of its own", "no"),
        ({"stack": 'api.request { url = "https://a.b" } as $r'}, "its first request", ""),
        ({"stack": 'action.call "" { input = {} } as $r'}, "not supported yet", "action.call"),
        ({"stack": "nonsense { value = 1 }"}, "it cannot start", "nonsense"),
        ({"stack": "while (true) { each { } }"}, "the time limit", "stopped after"),
        ({"response": "$env.KEY"}, "a response", ""),
    ],
)
def test_what_a_job_comes_to(conformance, tmp_path, capsys, job, outcome, cause):
    folder = tmp_path / "jobs"
    folder.mkdir()
    write_job(folder, "one", **job)
    conformance.main([str(folder), "--json", str(tmp_path / "report.json"), "--timeout", "0.3"])
    run = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["runs"][0]
    assert (run["name"], run["kind"], run["outcome"]) == ("one", "job", outcome)
    assert cause in run["cause"]
    assert outcome in capsys.readouterr().out


def test_a_job_that_lacks_inputs_runs_again_with_sample_values(conformance, tmp_path):
    write_job(tmp_path, "one", inputs="")
    _, report = report_of(conformance, tmp_path, tmp_path)
    assert [(run["kind"], run["outcome"]) for run in report["runs"]] == [
        ("job", "inputs are missing"),
        ("job with sample values", "a response"),
    ]


def test_a_function_without_a_job_runs_with_sample_values(conformance, tmp_path):
    text = "function f {\n  input {\n    text[] words\n  }\n  response = $input.words|count\n}\n"
    (tmp_path / "f.xs").write_text(text, encoding="utf-8")
    code, report = report_of(conformance, tmp_path, tmp_path)
    assert [(run["kind"], run["outcome"]) for run in report["runs"]] == [("function", "a response")]
    assert code == 0


@pytest.mark.parametrize(
    ("job", "readme", "verdict", "why"),
    [
        ({}, ({"number": 4}, "8"), "given", ""),
        ({"response": "2|sqrt"}, ({"number": 4}, "1.4142135623731"), "given", ""),
        ({"response": "[{a: 1}]"}, ({"number": 4}, '[{"a": 1}]'), "given", ""),
        ({}, ({"number": 4}, "9"), "different", ""),
        ({"response": "[1]"}, ({"number": 4}, "[1, 2]"), "different", ""),
        ({"response": "true"}, ({"number": 4}, "1"), "different", ""),
        ({"response": "1 / 0"}, ({"number": 4}, "1"), "different", "Division by zero"),
        ({}, ({"amount": 4}, "8"), "wrong by itself", "has no input `amount`"),
        (
            {"stack": 'api.request { url = "https://a.b" } as $r'},
            ({"number": 4}, "8"),
            "needs what is not here",
            "the network",
        ),
        (
            {"stack": 'action.call "" { input = {} } as $r'},
            ({"number": 4}, "8"),
            "needs what is not here",
            "an action that the file does not name",
        ),
    ],
)
def test_documented_outputs(conformance, tmp_path, capsys, job, readme, verdict, why):
    write_job(tmp_path, "one", readme=readme, **job)
    code, report = report_of(conformance, tmp_path, tmp_path)
    (example,) = report["examples"]
    assert example["verdict"] == verdict
    assert why in example["why"]
    assert code == (1 if verdict == "different" else 0)
    assert (f"{verdict}: " in capsys.readouterr().out) is (verdict != "given")


def test_an_output_that_is_no_json_promises_nothing(conformance, tmp_path):
    write_job(tmp_path, "one", readme=({"number": 4}, "{8, ...}"))
    assert report_of(conformance, tmp_path, tmp_path)[1]["examples"] == []


def test_files_that_do_not_parse(conformance, tmp_path, capsys):
    (tmp_path / "bad.xs").write_text("function {", encoding="utf-8")
    code, report = report_of(conformance, tmp_path, tmp_path)
    assert list(report["broken"]) == [str(tmp_path / "bad.xs")]
    assert (code, report["files"], report["faults"]) == (0, 1, 0)
    assert "0 of 1 parse" in capsys.readouterr().out


def test_an_error_of_python_is_a_fault_of_xsrun(conformance, tmp_path, monkeypatch):
    from runner.errors import ScriptError

    monkeypatch.setattr(
        "runner.execution.failures.as_script_error", lambda error: ScriptError("oops", name="TypeError")
    )
    write_job(tmp_path, "one", response="1 / 0")
    code, report = report_of(conformance, tmp_path, tmp_path)
    assert [run["outcome"] for run in report["runs"]] == ["an internal error"]
    assert (code, report["faults"]) == (1, 1)
