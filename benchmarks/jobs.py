"""Jobs that measure a part of themselves, run as `runner.run` does it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import runner
from benchmarks.measuring import Turn

FUNCTIONS = Path(__file__).with_name("functions")

JOB = """run.job "Measured" {{
  main = {{
    name: "measured"
    input: {{}}
  }}
}}
---
function measured {{
  input {{
    int n
    text text?
  }}
  stack {{
    var $x {{ value = {start} }}
    function.run "cpu_clock" as $started
    for ($input.n) {{
      each as $i {{
        {step}
      }}
    }}
    function.run "cpu_clock" as $ended
  }}
  response = {{ result: {result}, nanoseconds: $ended - $started }}
}}
"""


def loop(start: str, step: str, result: str = "$x", others: str = "") -> str:
    """The text of a job that takes `n` times the statements ``step``, from ``$x`` = ``start`` on.

    Args:
        start: an expression.
        step: statements that may use `$x`, `$i` and the inputs `n` and `text`.
        result: an expression for the result.
        others: more documents, the functions that ``step`` calls.
    """
    return JOB.format(start=start, step=step, result=result) + (f"---\n{others}" if others else "")


def run(job: str, **inputs: Any) -> Any:
    """The response of a job.

    Raises:
        AssertionError: the run failed.
    """
    result = runner.run(job, inputs=inputs, env={}, functions=FUNCTIONS)
    assert result.ok, result.error
    return result.response


def looping(job: str, **inputs: Any) -> Turn:
    """A job of :func:`loop` as a turn; what counts is the CPU time of its loop."""
    return partial(_loop_seconds, job, inputs)


def _loop_seconds(job: str, inputs: dict[str, Any]) -> float:
    return float(run(job, **inputs)["nanoseconds"]) / 1e9
