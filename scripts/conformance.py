"""Reports how a folder of XanoScript files fares here: what parses, and what its jobs answer.

    python scripts/conformance.py FOLDER...

Every .xs file below the folders is read. Every job among them is run without a network, with its own
inputs; where the README beside it documents an input and an output, these are compared. The files
are read from where they are.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runner.errors import XanoScriptSyntaxError
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from runner.execution.result import Result
from runner.jobs import EnvLayer, RunOptions, run_job
from runner.lookup.folders import read_source
from runner.syntax import parse_source
from runner.syntax.nodes import RunDocument

DOCUMENTED = re.compile(
    r"\*\*Input[^*]*\*\*\s*```(?:json)?\s*(.*?)```\s*\*\*Output[^*]*\*\*\s*```(?:json)?\s*(.*?)```", re.DOTALL
)


class NoNetwork:
    """The HTTP seam of a machine without a network."""

    def send(self, request: HttpRequest) -> HttpResponse:
        raise HttpFailure("there is no network in this report", "connect")

    def close(self) -> None:
        """Nothing is open."""


def main(folders: list[str]) -> int:
    """Print the report."""
    files = sorted(file for folder in folders for file in Path(folder).rglob("*.xs"))
    jobs, problems = _read(files)
    print(f"{len(files) - len(problems)} of {len(files)} files parse", *problems, sep="\n  ")
    outcomes: Counter[str] = Counter()
    compared: Counter[bool] = Counter()
    with mock.patch("runner.jobs.plan._live_sender", NoNetwork):
        for file in jobs:
            outcomes[_outcome(_run(file, {}, job_inputs=True))] += 1
            compared.update(_compare(file))
    print(f"{compared[True]} of {compared.total()} documented outputs are given")
    for outcome, count in outcomes.most_common():
        print(f"{count:5} {outcome}")
    return 0


def _read(files: list[Path]) -> tuple[list[Path], list[str]]:
    """The files that hold a job, and a line for each file that does not parse."""
    jobs, problems = [], []
    for file in files:
        try:
            if any(isinstance(document, RunDocument) for document in parse_source(read_source(file))):
                jobs.append(file)
        except XanoScriptSyntaxError as error:
            problems.append(str(error))
    return jobs, problems


def _compare(file: Path) -> Iterator[bool]:
    """Whether each documented output is given; a line for each that is not."""
    for inputs, output in _documented(file):
        result = _run(file, inputs, job_inputs=False)
        same = result.ok and json.loads(json.dumps(result.response)) == output
        if not same:
            print(f"  differs: {file.parent.name}: {_outcome(result)}; documented {json.dumps(output)[:60]}")
        yield same


def _run(file: Path, inputs: dict[str, Any], *, job_inputs: bool) -> Result:
    env = dict.fromkeys(re.findall(r'"([^"]+)"', _env_list(file.read_text(encoding="utf-8"))), "a-test-value")
    options = RunOptions(inputs=inputs, job_inputs=job_inputs, env=[EnvLayer("report", env)], timeout=30)
    return run_job(file, options)


def _env_list(text: str) -> str:
    match = re.search(r"^\s*env = \[([^\]]*)\]", text, re.MULTILINE)
    return match[1] if match else ""


def _documented(file: Path) -> Iterator[tuple[dict[str, Any], Any]]:
    readme = file.with_name("README.md")
    if not readme.is_file():
        return
    for inputs, output in DOCUMENTED.findall(readme.read_text(encoding="utf-8")):
        try:
            yield json.loads(inputs), json.loads(output)
        except ValueError:
            continue


def _outcome(result: Result) -> str:
    if result.ok:
        return "a response"
    assert result.error is not None
    message = re.sub(r"\s*\(declared at [^)]*\)", "", result.error.message.split("\n")[0])
    return f"exit {result.exit_code}: {message[:90]}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
