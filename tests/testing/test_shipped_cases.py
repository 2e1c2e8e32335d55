"""The cases that come with xsrun pass: those of its jobs, and those that `xsrun new` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.scaffold import TEMPLATES, new_job
from runner.testing.finding import FoundTest, find_tests
from runner.testing.outcomes import Conditions

JOBS = Path(__file__).resolve().parent.parent.parent / "jobs"
SHIPPED = find_tests([str(JOBS)])


@pytest.mark.parametrize("found", SHIPPED, ids=[found.id for found in SHIPPED])
def test_a_case_of_a_job(found: FoundTest, monkeypatch: pytest.MonkeyPatch) -> None:
    # A Python function reads it, and a test has no environment.
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert found.test.run(Conditions()).failures == ()


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_cases_of_a_new_job(template: str, tmp_path: Path) -> None:
    new_job(tmp_path / "job", template)
    tests = find_tests([str(tmp_path)])
    assert len(tests) >= 2
    assert [failure for one in tests for failure in one.test.run(Conditions()).failures] == []
