"""Reports how folders of XanoScript fare here: what parses, what runs come to, what READMEs promise.

    python scripts/conformance.py FOLDER... [--json FILE] [--timeout SECONDS]

Every .xs file below the folders is read where it is. Every job among them runs with its own inputs, with a
test value for each env name and without a network; one that lacks inputs runs again with sample values, and
so does every function that no job stands beside. Where the README beside a job shows an input and an
output, the job's answer is compared with it. The exit code is 1 where an output differs or xsrun itself
failed.
"""

from __future__ import annotations

import argparse
import builtins
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runner.errors import StartError, XanoScriptSyntaxError
from runner.execution.context import Context
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse, HttpSender
from runner.execution.result import Result
from runner.jobs import EnvLayer, RunOptions, run_job, visible_functions
from runner.lookup.folders import read_source
from runner.source import Source
from runner.types import Field
from runner.units import FunctionUnit, RunUnit, Target, Unit, read_units

EXAMPLE = re.compile(
    r"\*\*Input[^*]*\*\*\s*```(?:json)?\s*(.*?)```\s*\*\*Output[^*]*\*\*\s*```(?:json)?\s*(.*?)```", re.DOTALL
)
NO_NETWORK = "there is no network in this report"
NAMELESS_ACTION = re.compile(r'action\.call\s+""')
UNSUPPORTED = re.compile(r"`([\w.]+)`[^`]* cannot run here yet")

# What can come of a run; the last is a fault of xsrun.
RESPONSE, REQUEST, OWN_ERROR = "a response", "its first request", "an error of its own"
INPUT, ENV, MISSING = "inputs are missing", "env values are missing", "not supported yet"
START, LIMIT, INTERNAL = "it cannot start", "the time limit", "an internal error"

# What can come of an example; only the second is a fault of xsrun.
GIVEN, DIFFERENT, WRONG, ABSENT = "given", "different", "wrong by itself", "needs what is not here"

SAMPLES: dict[str, Any] = {
    "int": 3, "decimal": 2.5, "bool": True, "email": "ann@example.com", "date": "2024-02-29",
    "password": "Passw0rd!", "uuid": "123e4567-e89b-42d3-a456-426614174000", "timestamp": 1709164800000,
    "vector": [0.5, 0.25], "json": [1, 2, 3], "image": "https://example.com/a.png",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What came of one run; ``cause`` is the message that runs are grouped by."""

    file: str
    name: str
    kind: str
    outcome: str
    cause: str = ""


@dataclass(frozen=True)
class Example:
    """One documented input and output of a README, and how the answer compares."""

    file: str
    inputs: Any
    documented: Any
    verdict: str
    answer: Any = None
    why: str = ""


@dataclass
class Report:
    """Everything that was found, ready for JSON."""

    version: int = 1
    files: int = 0
    broken: dict[str, list[str]] = field(default_factory=dict)
    runs: list[Outcome] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """How many things xsrun itself got wrong."""
        internal = sum(run.outcome == INTERNAL for run in self.runs)
        return internal + sum(example.verdict == DIFFERENT for example in self.examples)


class NoNetwork:
    """The HTTP seam of a machine without a network."""

    def send(self, request: HttpRequest) -> HttpResponse:
        raise HttpFailure(NO_NETWORK, "connect")

    def close(self) -> None:
        """Nothing is open."""


def _no_network(context: Context) -> HttpSender:
    return NoNetwork()


class Survey:
    """Reads files, runs what they hold and gathers a report."""

    def __init__(self, timeout: float) -> None:
        self.report = Report()
        self._timeout = timeout

    def look_at(self, folder: Path) -> None:
        """Add one folder to the report."""
        for file in sorted(folder.rglob("*.xs")):
            self.report.files += 1
            try:
                units = read_units(read_source(file), kept=True)
            except XanoScriptSyntaxError as error:
                self.report.broken[str(file)] = [str(problem) for problem in error.problems]
            except StartError as error:
                self.report.broken[str(file)] = [error.message]
            else:
                self._look_at_units(file, units)

    def _look_at_units(self, file: Path, units: tuple[Unit, ...]) -> None:
        jobs = [unit for unit in units if isinstance(unit, RunUnit)]
        for job in jobs:
            self._look_at_job(file, job)
        # the functions of a job's folder run when the job does
        if not jobs and not any((parent / "run.xs").is_file() for parent in file.parents):
            for unit in units:
                if isinstance(unit, FunctionUnit):
                    self._look_at_function(file, unit)

    def _look_at_job(self, file: Path, job: RunUnit) -> None:
        _, main, _ = job.targets
        env = {name: "a-test-value" for name, _ in job.env}
        result = self._run(file, {}, env)
        self._note(file, job.name, "job", result)
        function = _function_of(file, main) if main is not None else None
        if main and function and result.error and result.error.code == "input":
            missing = {name: value for name, value in _samples(function).items() if name not in main.inputs}
            self._note(file, job.name, "job with sample values", self._run(file, missing, env))
        for inputs, output in _documented(file):
            self.report.examples.append(self._compare(file, env, inputs, output))

    def _look_at_function(self, file: Path, function: FunctionUnit) -> None:
        name = json.dumps(function.name)
        job = Source(f"run.job {name} {{\n  main = {{ name: {name} }}\n}}\n", f"a job for {file.name}")
        folders = [_root(file)]
        options = RunOptions(
            inputs=_samples(function), functions=folders, timeout=self._timeout, http=_no_network
        )
        self._note(file, function.name, "function", run_job(job, options))

    def _run(self, file: Path, inputs: dict[str, Any], env: dict[str, str], own: bool = True) -> Result:
        layers = [EnvLayer("report", env)]
        options = RunOptions(
            inputs=inputs, job_inputs=own, env=layers, timeout=self._timeout, http=_no_network
        )
        return run_job(file, options)

    def _note(self, file: Path, name: str, kind: str, result: Result) -> None:
        outcome, cause = _outcome(result)
        self.report.runs.append(Outcome(str(file), name, kind, outcome, cause))

    def _compare(self, file: Path, env: dict[str, str], inputs: Any, output: Any) -> Example:
        result = self._run(file, inputs, env, own=False)
        if result.ok:
            verdict = GIVEN if _is_same(output, result.response) else DIFFERENT
            return Example(str(file), inputs, output, verdict, result.response)
        verdict, why = _verdict(result, file.read_text(encoding="utf-8"))
        return Example(str(file), inputs, output, verdict, why=why)


def _outcome(result: Result) -> tuple[str, str]:
    """What came of a run, and its cause in words that equal failures share."""
    if result.ok:
        return RESPONSE, ""
    assert result.error is not None
    error = result.error
    # Where there are several problems, the message only counts them.
    words = "; ".join(problem.message for problem in error.problems) or " ".join(error.message.split())
    cause = re.sub(r"\s*\(declared at [^)]*\)", "", words)[:120]
    known = {"input": INPUT, "missing-env": ENV, "timeout": LIMIT}.get(error.code)
    if known is not None or result.exit_code == 2:
        return known or START, cause
    if error.name == "unsupported":
        match = UNSUPPORTED.search(cause)
        return MISSING, match[1] if match else cause
    # a job may put its own words around the failure
    if NO_NETWORK in error.message:
        return REQUEST, ""
    is_python = isinstance(getattr(builtins, error.name, None), type)
    return (INTERNAL if is_python else OWN_ERROR), cause


def _verdict(result: Result, text: str) -> tuple[str, str]:
    """What the failure of a documented example comes to, and why."""
    outcome, cause = _outcome(result)
    if outcome == INPUT:
        return WRONG, f"its inputs are not the function's: {cause}"
    if outcome == REQUEST:
        return ABSENT, "an answer from the network"
    if outcome == MISSING and NAMELESS_ACTION.search(text):
        return ABSENT, "an action that the file does not name"
    return DIFFERENT, f"{outcome}: {cause}"


def _function_of(file: Path, target: Target) -> FunctionUnit | None:
    return next((item.unit for item in visible_functions(file, ()) if item.name == target.name), None)


def _root(file: Path) -> Path:
    """The folder that the function of ``file`` finds others in."""
    return next((parent for parent in file.parents if parent.name in ("function", "functions")), file.parent)


def _samples(function: FunctionUnit) -> dict[str, Any]:
    """A value for each input that has to be given."""
    return {item.name: _sample(item) for item in function.schema.fields if item.required}


def _sample(item: Field) -> Any:
    if item.type == "object":
        value: Any = {member.name: _sample(member) for member in item.fields if member.required}
    else:
        value = item.values[0] if item.values else SAMPLES.get(item.type, "a sample text")
    return [value] * max(item.minimum or 0, 2) if item.list else value


def _documented(file: Path) -> Iterator[tuple[Any, Any]]:
    readme = file.with_name("README.md")
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    for inputs, output in EXAMPLE.findall(text):
        try:
            yield json.loads(inputs), json.loads(output)
        except ValueError:
            continue  # pseudo code, which promises nothing that could be compared


def _is_same(documented: Any, answer: Any) -> bool:
    """Whether the answer is the documented one; decimals are documented to 14 digits."""
    if isinstance(documented, dict) and isinstance(answer, dict):
        return documented.keys() == answer.keys() and all(_is_same(documented[k], answer[k]) for k in answer)
    if isinstance(documented, list) and isinstance(answer, list):
        return len(documented) == len(answer) and all(map(_is_same, documented, answer))
    if isinstance(documented, float) and isinstance(answer, (int, float)):
        return f"{documented:.14g}" == f"{answer:.14g}"
    return json.dumps(documented) == json.dumps(answer)


# -- the report as text ------------------------------------------------------------------------------


def _print(report: Report) -> None:
    _heading(f"Files: {report.files - len(report.broken)} of {report.files} parse")
    for file, problems in report.broken.items():
        print(f"  {file}", *(f"    {problem}" for problem in problems), sep="\n")
    for kind in dict.fromkeys(run.kind for run in report.runs):
        _print_runs(kind, [run for run in report.runs if run.kind == kind])
    _print_examples(report.examples)


def _print_runs(kind: str, runs: list[Outcome]) -> None:
    _heading(f"What {len(runs)} runs come to: {kind}")
    for outcome, count in Counter(run.outcome for run in runs).most_common():
        print(f"{count:5}  {outcome}")
        causes: dict[str, list[str]] = defaultdict(list)
        for run in runs:
            if run.outcome == outcome and run.cause:
                causes[run.cause].append(run.name)
        for cause, names in sorted(causes.items(), key=lambda item: -len(item[1])):
            print(
                f"       {len(names):3}  {cause}  ({', '.join(names[:3])}{' ...' if len(names) > 3 else ''})"
            )


def _print_examples(examples: list[Example]) -> None:
    counts = Counter(example.verdict for example in examples)
    fair = counts[GIVEN] + counts[DIFFERENT]
    _heading(
        f"Documented outputs: {counts[GIVEN]} of {fair} given, {len(examples) - fair} cannot be compared"
    )
    for example in examples:
        if example.verdict == GIVEN:
            continue
        print(f"  {example.verdict}: {example.file}" + (f"\n      {example.why}" if example.why else ""))
        if example.verdict == DIFFERENT:
            print(f"      documented {json.dumps(example.documented)}")
            print(f"      answered   {json.dumps(example.answer)}")


def _heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}")


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the report and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report as JSON, too")
    parser.add_argument("--timeout", type=float, default=10.0, metavar="SECONDS", help="for each run (10)")
    options = parser.parse_args(None if arguments is None else list(arguments))
    survey = Survey(options.timeout)
    for folder in options.folders:
        survey.look_at(folder)
    _print(survey.report)
    if options.json is not None:
        data = {**asdict(survey.report), "faults": survey.report.faults}
        options.json.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if survey.report.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
