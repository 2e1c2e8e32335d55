"""Why a run failed that a test began: what stands in the outcome of the test."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import MissingEnvError, Problem
from runner.execution.result import ErrorInfo

INDENT = "  "


def failure_text(error: ErrorInfo) -> str:
    """The sentence, then the line with what its variables held; of a job that did not start, all problems."""
    if error.problems:
        told = [line for problem in error.problems for line in _problem_lines(problem)]
        return "\n".join(["the job could not start:", *(INDENT + line for line in told)])
    return "\n".join([f"the job failed: {error.sentence}", *(INDENT + line for line in _details(error))])


def _details(error: ErrorInfo) -> Iterator[str]:
    if error.frames:
        frame = error.frames[-1]
        yield f"at {frame.source.where(frame.span)} in {frame.function}"
        yield from frame.source.excerpt(frame.span).splitlines()
        yield from (f"        {name} = {value}" for name, value in frame.variables)
    elif error.span is not None:
        yield f"at {error.span}"
    if error.code == MissingEnvError.code:
        yield "give it in `env` of the case"


def _problem_lines(problem: Problem) -> Iterator[str]:
    yield str(problem)
    if problem.hint:
        yield f"{INDENT}{problem.hint}"
