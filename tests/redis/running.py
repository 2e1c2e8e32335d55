"""Runs the statements of a test against Redis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runner.execution.result import Result
from runner.jobs import RunOptions, run_job
from runner.source import Source


def run(stack: str, redis: Mapping[str, Any], **options: Any) -> Any:
    """The variable `$result` after the statements ``stack``.

    Raises:
        AssertionError: the run failed.
    """
    result = attempt(stack, redis, **options)
    assert result.error is None, f"{result.error.name}: {result.error.message} {result.error.problems}"
    return result.response


def attempt(stack: str, redis: Mapping[str, Any], **options: Any) -> Result:
    """The result of such a run, whatever came of it; ``inputs`` are declared as json."""
    inputs = options.pop("inputs", {})
    declared = "\n".join(f"json {name}?" for name in inputs)
    text = f"""run.job "test" {{ main = {{ name: "f" }} }}
---
function "f" {{
  input {{
    {declared}
  }}
  stack {{
    {stack}
  }}
  response = $result
}}
"""
    return run_job(Source(text, "test.xs"), RunOptions(inputs=inputs, **redis, **options))
