"""What is told to be refused by Xano: the fixes run as before, and `fmt` leaves none of what it can move."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.format import format_source
from runner.lint.checking import Checker, Text
from runner.lint.files import file_problems
from runner.lint.fixing import fix_texts
from runner.reference.problems import problem_codes, problem_page
from runner.source import Source

CASES = Path(__file__).parent / "cases" / "portability"
PAGES = [
    page
    for code, family in problem_codes().items()
    if family == "portability" and len((page := problem_page(code)).wrong) == 1 and page.fixed
]
# What `xsrun fmt` makes good.
LAYOUT = {
    *("comment-before-brace", "comment-in-value", "comment-place", "document-separator", "else-line"),
    *("header-comment-gap", "property-comma", "trailing-comment"),
}


def only(files: object) -> str:
    [text] = dict(files).values()  # type: ignore[call-overload]
    return str(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_fix_of_a_page_makes_it_right(page) -> None:
    fixed = fix_texts(Checker(processors=1), [Text(Source(only(page.wrong), "f.xs"))], lambda _: True)
    assert [text.source.text for text in fixed.texts] == [only(page.right)]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.xs")), ids=lambda path: path.name)
def test_the_format_leaves_no_problem_of_layout(path: Path) -> None:
    text = path.read_text("utf-8")
    assert {one.code for one in file_problems(Source(text))} & LAYOUT
    written = format_source(Source(text))
    assert {one.code for one in file_problems(Source(written))} & LAYOUT == set()


@pytest.mark.parametrize(
    ("statements", "response", "fixed"),
    [
        ("var $response { value = 1 }", "$response.a|get:$response", "var $reply { value = 1 }"),
        ("var $output.a { value = 1 }", "$var.output", "var $result.a { value = 1 }"),
        ("math.add $a { value = 1 } as $output", "$result", None),
        ("var $response { value = 1 }", '"{{ $response }}"', None),
    ],
)
def test_a_reserved_name_is_replaced_everywhere(statements: str, response: str, fixed: str | None) -> None:
    text = f"function f {{\n  stack {{\n    {statements}\n  }}\n  response = {response}\n}}"
    [problem] = [one for one in file_problems(Source(text)) if one.code == "reserved-name"]
    if fixed is None:
        assert problem.fix is None or "$output_value" in problem.fix.replacement
        return
    assert problem.fix is not None
    after = text[: problem.fix.span.start] + problem.fix.replacement + text[problem.fix.span.end :]
    assert fixed in after
    assert "response" not in after.replace("response =", "")
    assert "output" not in after
