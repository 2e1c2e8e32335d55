"""Checks the XanoScript of `tests/lint/cases/**/*.xs`, whose comments say what must be found.

`//? CODE TEXT` beside a line says that the check finds a problem of that code on the line, whose message or
hint holds TEXT. What no comment announces fails the file, as does a comment that nothing fulfils.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runner.lint.files import file_problems
from runner.source import Source

CASES = Path(__file__).parent / "cases"
EXPECTATION = re.compile(r"[ \t]*//\? (\S+) ?(.*)")


def wrong(file: str, text: str) -> list[str]:
    """What is found in a text and not announced, and the other way round."""
    announced = [
        (number, match[1], match[2].strip())
        for number, line in enumerate(text.splitlines(), 1)
        for match in EXPECTATION.finditer(line)
    ]
    # Without the announcements: the rules look at comments, too.
    source = Source(EXPECTATION.sub("", text), file)
    left = [(source.position(one.span.start).line, one) for one in file_problems(source)]
    missing = []
    for number, code, part in announced:
        for at, problem in left:
            if (at, problem.code) == (number, code) and part in f"{problem.message}\n{problem.hint}":
                left.remove((at, problem))
                break
        else:
            missing.append(f"line {number}: expected {code} {part}")
    return missing + [f"line {at}: {one.code} {one.message} ({one.hint})" for at, one in left]


@pytest.mark.parametrize(
    "path", sorted(CASES.rglob("*.xs")), ids=lambda path: path.relative_to(CASES).as_posix()
)
def test_rules(path: Path) -> None:
    assert wrong(path.name, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("var $x { value = $y }", "line 3: unset-var"),
        ("var $x { value = 1 } //? unset-var", "line 3: expected unset-var"),
        ("var $x { value = $y } //? unset-input", "line 3: expected unset-input"),
        ("var $x { value = $y } //? unset-var $z", "line 3: expected unset-var $z"),
    ],
)
def test_what_is_not_as_announced_fails(line: str, found: str) -> None:
    assert found in "\n".join(
        wrong("f.xs", f"function f {{\n  stack {{\n    {line}\n  }}\n  response = $x\n}}\n")
    )


def test_what_is_as_announced_passes() -> None:
    line = "var $x { value = $y } //? unset-var nothing sets"
    assert wrong("f.xs", f"function f {{\n  stack {{\n    {line}\n  }}\n  response = $x\n}}\n") == []
