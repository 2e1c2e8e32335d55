"""What the fixes of the semantic rules write."""

from __future__ import annotations

import pytest

from runner.errors import Problem
from runner.lint.files import file_problems
from runner.source import Source

FOUND = 'redis.get { key = "k" } as $x\n'
REQUEST = 'api.request {\n url = "u"\n %s\n }'


def problems(stack: str) -> tuple[str, list[Problem]]:
    head = "function f {\n  input {\n    int[] list\n    int n\n    text s\n  }\n\n  stack {\n"
    text = f"{head}{stack}\n    debug.log {{ value = $input }}\n  }}\n\n  response = null\n}}\n"
    return text, [problem for problem in file_problems(Source(text)) if problem.fix is not None]


@pytest.mark.parametrize(
    ("stack", "fixed", "safe"),
    [
        ("debug.log { value = $input.list[$input.n / 2] }", "$input.list[($input.n / 2)|floor]", True),
        ("debug.log { value = $input.list[$input.n / 2 - 1] }", "[(($input.n / 2)|floor) - 1]", True),
        ("debug.log { value = $input.list[$input.n|div:2] }", "$input.list[$input.n|div:2|floor]", True),
        ("for ($input.n / 2) { each { debug.log { value = 1 } } }", "for (($input.n / 2)|floor)", False),
        (
            "var $at { value = ($input.n + 1) / 2 }\ndebug.log { value = $input.list[$at] }",
            "value = (($input.n + 1) / 2)|floor }",
            False,
        ),
        ("debug.log { value = $input.s|count }", "$input.s|strlen", True),
        ("debug.log { value = $input.list.length + 1 }", "($input.list|count) + 1", True),
        ("debug.log { value = ($input.s.length) + 1 }", "($input.s|strlen) + 1", True),
        ("debug.log { value = $input.list|concat:[1] }", "$input.list|merge:[1]", False),
        (
            "switch ($input.n) {\n case (1) {\n debug.log { value = 1 }\n }\n default {\n }\n }",
            " } break\n default",
            False,
        ),
        (REQUEST % 'headers = {Accept: "a", "X-B": "c\\"d"}', '["Accept: a", "X-B: c\\"d"]', True),
        (
            REQUEST % "" + ' as $r\ndebug.log { value = $r.response.status != "404" }',
            "$r.response.status != 404",
            True,
        ),
        (FOUND + "debug.log { value = null == $x }", "{ value = $x === false }", False),
        (FOUND + "debug.log { value = [1, $x ?? 0] }", "[1, ($x === false ? 0 : $x)]", False),
        (FOUND + "debug.log { value = $x|first_notnull:0 }", "{ value = $x === false ? 0 : $x }", False),
        (FOUND + "foreach ($x ?? []) { each as $y { debug.log { value = $y } } }", "($x === false ?", False),
    ],
)
def test_fixes(stack: str, fixed: str, safe: bool) -> None:
    text, (problem,) = problems(stack)
    assert problem.fix is not None
    start, end = problem.fix.span
    assert fixed in text[:start] + problem.fix.replacement + text[end:]
    assert problem.fix.safe is safe


@pytest.mark.parametrize(
    "stack",
    [
        # What a value is only the run knows, or it is written in a way of its own.
        REQUEST % "headers = {Accept: $input.s}",
        REQUEST % 'headers = {Accept: """a"""}',
        REQUEST % "" + ' as $r\ndebug.log { value = $r.response.status == "ok" }',
    ],
)
def test_what_cannot_be_written_has_no_fix(stack: str) -> None:
    assert problems(stack)[1] == []
