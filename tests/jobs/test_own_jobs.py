"""Runs the jobs of `tests/jobs/<category>/<job>` with the cases that stand beside each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runner.stubs.matchers import is_matcher
from runner.testing.case import Case, read_cases
from runner.testing.case_run import CaseRun, case_failures, run_case
from runner.testing.outcomes import Conditions

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*/cases.yaml"))
ALL = [case for path in FILES for case in read_cases(path)]


@pytest.mark.parametrize("case", ALL, ids=[f"{case.path.parent.name}: {case.name}" for case in ALL])
def test_own_job(case: Case) -> None:
    run = run_case(case, Conditions())
    wrong = [*case_failures(case, run), *wrong_order(case, run)]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def wrong_order(case: Case, run: CaseRun) -> list[str]:
    """Cases compare objects without regard to the order of keys; Xano's order is ours to keep."""
    if case.outcome != "response" or is_matcher(case.expected) or not run.result.ok:
        return []
    same = json.dumps(run.response) == json.dumps(case.expected)
    return [] if same else [f"the keys of {json.dumps(run.response)} come in another order"]


def test_every_job_has_cases() -> None:
    folders = {path.parent for name in ("run.xs", "index.xs") for path in HERE.glob(f"*/*/{name}")}
    assert folders == {path.parent for path in FILES}
