"""What a check found -> text in one of its formats, and the line that sums it up."""

from __future__ import annotations

from collections.abc import Sequence

from runner.errors import Problem
from runner.reference.problems import problem_codes
from runner.report.problem_data import count, describe_problems
from runner.report.problems import counted, problem_text
from runner.report.style import Style
from runner.values import dump_json

INDENT = 2
# So many codes are named in the line that leads to their pages.
MOST_CODES = 3


def check_text(problems: Sequence[Problem], files: Sequence[str], form: str, style: Style) -> str:
    """The problems of a check.

    Args:
        problems: what was found, in order.
        files: the names of the files that were checked.
        form: "human", "json", "github", "sarif" or "junit".
        style: the colours of the human form.
    """
    if form == "json":
        return dump_json(describe_problems(problems, len(files), problem_codes()), INDENT)
    if form == "sarif":
        from runner.report.sarif import sarif_log

        return dump_json(sarif_log(problems, problem_codes()), INDENT)
    if form == "github":
        from runner.report.github import github_text

        return github_text(problems)
    if form == "junit":
        return _junit(problems, files)
    return "\n\n".join(problem_text(problem, style) for problem in problems)


def summary_text(problems: Sequence[Problem], files: int) -> str:
    """``checked 12 files: 2 errors, 1 warning; --fix mends 2 of them``, and where to read more."""
    if files == 0:
        return "there are no .xs files here"
    parts = [counted(count(problems, kind), kind) for kind in ("error", "warning")]
    found = ", ".join(part for part in parts if not part.startswith("0 ")) or "no problems"
    fixable = sum(problem.fix is not None and problem.fix.safe for problem in problems)
    mends = f"; --fix mends {'it' if fixable == len(problems) == 1 else fixable}" if fixable else ""
    return f"checked {counted(files, 'file')}: {found}{mends}"


def explain_text(problems: Sequence[Problem]) -> str:
    """Where the codes of problems are explained; "" where there are none."""
    codes = list(dict.fromkeys(problem.code for problem in problems))
    if not codes:
        return ""
    more = ", ..." if len(codes) > MOST_CODES else ""
    return f"`xsrun explain CODE` tells more of {', '.join(codes[:MOST_CODES])}{more}"


def _junit(problems: Sequence[Problem], files: Sequence[str]) -> str:
    """A case for each file: it fails for errors, and says its warnings."""
    from runner.report.junit import JunitCase, junit_text

    found: dict[str, list[Problem]] = {file: [] for file in files}
    for problem in problems:
        found[problem.source.name].append(problem)
    cases = []
    for file, told in found.items():
        errors = [(str(one), problem_text(one, Style())) for one in told if one.severity == "error"]
        warnings = [problem_text(one, Style()) for one in told if one.severity == "warning"]
        cases.append(JunitCase(file, "xsrun check", file, failures=errors, output="\n\n".join(warnings)))
    return junit_text("xsrun check", cases)
