"""Runs the statements of a test against tables, on any database."""

from __future__ import annotations

from typing import Any

from runner.jobs import RunOptions, run_job
from runner.source import Source


def run(stack: str, tables: str, database: str | None = None, **options: Any) -> Any:
    """The response `$result` of a function with the statements ``stack``.

    Raises:
        AssertionError: the run failed.
    """
    result = attempt(stack, tables, database, **options)
    assert result.error is None, f"{result.error.name}: {result.error.message} {result.error.problems}"
    return result.response


def attempt(stack: str, tables: str, database: str | None = None, **options: Any) -> Any:
    """The result of such a run, whatever came of it. ``tables`` are documents, parted by lines of ---."""
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
---
{tables}"""
    return run_job(Source(text, "test.xs"), RunOptions(inputs=inputs, database=database, **options))
