"""Problems of files -> data for programs: what `xsrun check --format json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runner.errors import Fix, Problem
from runner.source import Source, Span


def describe_problems(problems: Sequence[Problem], files: int, families: Mapping[str, str]) -> dict[str, Any]:
    """The envelope of a check.

    Args:
        problems: what was found, in order.
        files: how many files were checked.
        families: the family of each code.
    """
    return {
        "version": 1,
        "files": files,
        "errors": count(problems, "error"),
        "warnings": count(problems, "warning"),
        "problems": [describe_problem(problem, families) for problem in problems],
    }


def describe_problem(problem: Problem, families: Mapping[str, str]) -> dict[str, Any]:
    """One problem; lines and columns count from 1, columns in code points, ends stand behind the last one."""
    return {
        "path": problem.source.name,
        "code": problem.code,
        "family": families.get(problem.code),
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        **place(problem.source, problem.span),
        "fix": _describe_fix(problem.source, problem.fix),
    }


def place(source: Source, span: Span) -> dict[str, int]:
    """The lines and columns of a span."""
    start, end = source.position(span.start), source.position(span.end)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}


def count(problems: Sequence[Problem], severity: str) -> int:
    """How many problems have a severity."""
    return sum(problem.severity == severity for problem in problems)


def _describe_fix(source: Source, fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {**place(source, fix.span), "replacement": fix.replacement, "safe": fix.safe}
