"""Runs the XanoScript of `tests/cases/**/*.xs`, whose comments say what must happen.

Beside a line of a function stands what that line must bring about:

    //= JSON    beside a line that sets a variable: its value in the response;
                beside any other line: the response
    //! TEXT    the run fails here, with a message that holds TEXT
    //? TEXT    the check finds a problem here, whose message or hint holds TEXT

Every function with such a comment is one case, and is run as the `main` of its file. A failure or
a problem that no comment announces fails the case, as does a comment that nothing fulfils.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import runner

CASES = Path(__file__).parent / "cases"
# What the jobs find in their environment.
ENV = {"TOKEN": "t-1", "Mixed_Case": "m-1"}
FUNCTION = re.compile(r"function (?:\"([^\"]+)\"|(\S+)) \{")
EXPECTATION = re.compile(r"//([=!?]) ?(.*)")
VARIABLE = re.compile(r"(?:var(?:\.update)?|.*\bas) \$(\w+)")
MAIN = re.compile(r"(?<=name: )\"[^\"]*\"")


class Expectation(NamedTuple):
    """One comment: its line, counted from 1, its kind, what it says, and the variable of its line."""

    line: int
    kind: str
    text: str
    variable: str | None


class Case(NamedTuple):
    """One function of a file, and all that is expected of it."""

    file: str
    text: str
    function: str
    expectations: list[Expectation]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.function}"


def read_cases(file: str, text: str) -> Iterator[Case]:
    """The cases of one file."""
    function, found = "", []
    for number, line in enumerate([*text.splitlines(), "function end {"], 1):
        head = FUNCTION.match(line)
        if head is not None:
            if found:
                yield Case(file, text, function, found)
            function, found = head[1] or head[2], []
        comment = EXPECTATION.search(line)
        if comment is not None:
            variable = VARIABLE.match(line.strip())
            found.append(Expectation(number, comment[1], comment[2].strip(), variable and variable[1]))


def mismatches(case: Case) -> list[str]:
    """What a run of the case does that it should not, and the other way round."""
    text = MAIN.sub(json.dumps(case.function), case.text, count=1)
    result = runner.run(runner.Source(text, case.file), env=ENV)
    if result.ok:
        return [wrong for item in case.expectations if (wrong := wrong_value(item, result.response))]
    assert result.error is not None
    if result.error.problems:
        seen = [
            (item.source.position(item.span.start).line, "?", str(item), item.hint)
            for item in result.error.problems
        ]
    else:
        line = result.error.span.line if result.error.span is not None else 0
        seen = [(line, "!", result.error.message, None)]
    return compare(case.expectations, seen)


def wrong_value(item: Expectation, response: object) -> str | None:
    if item.kind != "=":
        return f"line {item.line}: expected {item.text!r}, but nothing is wrong"
    value: object = response
    if item.variable is not None:
        if not isinstance(response, dict) or item.variable not in response:
            return f"line {item.line}: ${item.variable} is not in the response"
        value = response[item.variable]
    shown = json.dumps(value, ensure_ascii=False)
    expected = json.dumps(json.loads(item.text), ensure_ascii=False)
    # As texts, since in Python 1 == 1.0 == True, and objects are equal in any order.
    return None if shown == expected else f"line {item.line}: expected {expected}, but got {shown}"


def compare(expectations: list[Expectation], seen: list[tuple[int, str, str, str | None]]) -> list[str]:
    """Pair what was announced with what was seen, each once."""
    wrong, left = [], list(seen)
    for item in expectations:
        found = next((one for one in left if fulfils(item, *one)), None)
        if found is not None:
            left.remove(found)
        elif item.kind != "=":
            wrong.append(f"line {item.line}: expected {item.text!r}")
    return wrong + [f"line {line}: {message} ({hint})" for line, _, message, hint in left]


def fulfils(item: Expectation, line: int, kind: str, message: str, hint: str | None) -> bool:
    return (item.line, item.kind) == (line, kind) and item.text in f"{message}\n{hint}"


ALL = [
    case
    for path in sorted(CASES.rglob("*.xs"))
    for case in read_cases(path.relative_to(CASES).as_posix(), path.read_text("utf-8"))
]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert mismatches(case) == []


# -- the notation itself ---------------------------------------------------------------------------

JOB = """run.job x {{ main = {{ name: "f" }} }}
---
function f {{
  stack {{
    {}
  }}
  response = $var
}}
"""


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("var $x { value = 1 } //= 2", "line 5: expected 2, but got 1"),
        ("var $x { value = 1 } //= 1.0", "line 5: expected 1.0, but got 1"),
        ("var $x { value = 1 } //! Division by zero", "line 5: expected 'Division by zero'"),
        ("var $x { value = 1 } //? no filter", "line 5: expected 'no filter'"),
        ("var $x { value = 1 / 0 } //= 1", "line 5: Division by zero"),
        ("var $x { value = 1 / 0 } //! Modulo by zero", "line 5: expected 'Modulo by zero'"),
        ("var $x { value = 1 / 0 }\n //! Division by zero", "line 6: expected 'Division by zero'"),
        ("var $x { value = 1|nosuch } //= 1", "there is no filter `nosuch`"),
        ("var $x { value = 1|nosuch|nonesuch } //? nosuch", "there is no filter `nonesuch`"),
        ("debug.stop { value = {y: 1} }\n var $x { value = 1 } //= 1", "$x is not in the response"),
    ],
)
def test_a_missing_and_a_surplus_result_fail(line: str, part: str) -> None:
    (case,) = read_cases("job.xs", JOB.format(line))
    assert part in "\n".join(mismatches(case))


@pytest.mark.parametrize(
    "line",
    [
        "var $x { value = 1 } //= 1",
        "debug.stop { value = 1 } //= 1",
        "math.add $y { value = 1 } //! Unable to locate var: y",
        "var $x { value = 1|nosuch } //? there is no filter `nosuch`",
    ],
)
def test_what_comes_as_announced_passes(line: str) -> None:
    (case,) = read_cases("job.xs", JOB.format(line))
    assert mismatches(case) == []
