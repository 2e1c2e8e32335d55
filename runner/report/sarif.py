"""Problems of files -> SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from runner.errors import Fix, Problem
from runner.reference.problems import problem_page
from runner.report.problem_data import place
from runner.source import Source, Span
from runner.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
# Relative paths are below the folder that the check was started in.
ROOT = "%SRCROOT%"


def sarif_log(problems: Sequence[Problem], families: Mapping[str, str]) -> dict[str, Any]:
    """The log of one run.

    Args:
        problems: what was found.
        families: the family of each code that has a page.
    """
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "xsrun", "version": __version__, "rules": [_rule(code, families) for code in codes]}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {ROOT: {"description": {"text": "where xsrun was started"}}},
                "invocations": [{"executionSuccessful": True}],
                "results": [_result(problem, codes) for problem in problems],
            }
        ],
    }


def _rule(code: str, families: Mapping[str, str]) -> dict[str, Any]:
    if code not in families:
        return {"id": code}
    page = problem_page(code)
    return {
        "id": code,
        "shortDescription": {"text": page.text.partition("\n\n")[0]},
        "fullDescription": {"text": page.text},
        "help": {"text": f"xsrun explain {code}"},
        "defaultConfiguration": {"level": page.severity},
        "properties": {"tags": [page.family]},
    }


def _result(problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    message = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    where = {"artifactLocation": _artifact(problem.source), "region": _region(problem.source, problem.span)}
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": where}],
    }
    if problem.fix is not None:
        result["fixes"] = [_fix(problem.source, problem.fix)]
    return result


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    change = {
        "deletedRegion": _region(source, fix.span),
        "insertedContent": {"text": fix.replacement},
    }
    return {
        "description": {"text": "what xsrun check --fix does" if fix.safe else "a guess"},
        "artifactChanges": [{"artifactLocation": _artifact(source), "replacements": [change]}],
    }


def _artifact(source: Source) -> dict[str, Any]:
    path = Path(source.name)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": ROOT}


def _region(source: Source, span: Span) -> dict[str, int]:
    at = place(source, span)
    return {
        "startLine": at["line"],
        "startColumn": at["column"],
        "endLine": at["end_line"],
        "endColumn": at["end_column"],
    }
