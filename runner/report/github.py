"""Problems of files -> commands that GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runner.errors import Problem
from runner.report.problem_data import place

# What ends a message, and what also ends a property of one.
IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTIES = {**IN_MESSAGES, ":": "%3A", ",": "%2C"}


def github_text(problems: Sequence[Problem]) -> str:
    """A line `::error ...` or `::warning ...` for each problem."""
    return "\n".join(map(_command, problems))


def _command(problem: Problem) -> str:
    at = place(problem.source, problem.span)
    properties = {
        "file": problem.source.name,
        "line": str(at["line"]),
        "endLine": str(at["end_line"]),
        "title": f"xsrun: {problem.code}",
    }
    # Columns over several lines are refused there.
    if at["line"] == at["end_line"]:
        properties |= {"col": str(at["column"]), "endColumn": str(at["end_column"])}
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    shown = ",".join(f"{name}={_escaped(value, IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{problem.severity} {shown}::{_escaped(message, IN_MESSAGES)}"


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
